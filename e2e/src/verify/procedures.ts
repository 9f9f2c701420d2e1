import type { Stage } from './stage.ts';
import { compose } from '../../../apps/api/src/compose.ts';
import { readConfig } from '../../../apps/api/src/env.ts';
import { proceduresOf, type Procedure } from '../../../apps/api/src/fuzz/index.ts';

export { callOf, faultOf, inputsOf, refusalOf, takes } from '../../../apps/api/src/fuzz/index.ts';
export type { Procedure };

let known: Promise<Procedure[]> | undefined;

/** Every procedure of the router, by its own declaration; the server itself is asked over HTTP only. */
export function procedures(stage: Stage): Promise<Procedure[]> {
  known ??= read(stage);
  return known;
}

async function read(stage: Stage): Promise<Procedure[]> {
  const application = await compose(readConfig({ DATA_DIR: await stage.folder('router') }));
  try {
    return proceduresOf(application.router);
  } finally {
    await application.close();
  }
}
