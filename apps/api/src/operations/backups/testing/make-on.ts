/** Run as a process to be killed: makes a backup of the id that it is given, with the settings of its environment. */
import { compose } from '../../../compose.ts';
import { readConfig } from '../../../env.ts';

const application = await compose(readConfig(process.env));
await application.backups.make();
await application.close();
