import { assemble } from '../compose.ts';
import { noMore, type Command } from './command.ts';

export const auditVerify: Command = {
  usage: 'audit verify: follows the chain of the audit log from end to end, and says where it is broken',
  async run(args, { config, db, secrets, print }) {
    noMore(args);
    const { auth } = assemble(config, { db, secrets });
    const began = performance.now();
    const { whole, checked, brokenAt, problem } = await auth.audit.verify();
    const entries = `${checked.toLocaleString('en')} ${checked === 1 ? 'entry' : 'entries'}`;
    const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
    if (whole) {
      print(`The audit log is whole: ${entries}, followed to the end in ${took}.`);
      return 0;
    }
    const before = checked === 0 ? '' : ` The ${entries} before it ${checked === 1 ? 'is' : 'are'} whole.`;
    print(`The audit log is broken at entry ${brokenAt}: ${problem}.${before}`);
    print('Somebody changed the database past the server, or secrets.json is not the one the log was written with.');
    return 1;
  },
};
