import { assemble } from '../compose.ts';
import { noMore, type Command } from './command.ts';

const SHOWN_EVERY = 30;

export const figuresRebuild: Command = {
  usage: 'figures rebuild: counts every figure again from the events',
  async run(args, { config, db, secrets, print }) {
    noMore(args);
    const { rollups } = assemble(config, { db, secrets }).analytics;
    const began = performance.now();
    await rollups.forget();
    let days = 0;
    await rollups.count({
      everything: true,
      onDay: (done, of) => {
        days = of;
        if (done % SHOWN_EVERY === 0) print(`${done} of ${of} days`);
      },
    });
    print(
      `Counted again: ${days} days in ${((performance.now() - began) / 1000).toFixed(1)} s. A running server goes on with what was left.`,
    );
    return 0;
  },
};
