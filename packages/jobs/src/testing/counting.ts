import { z } from 'zod';
import { jobKind } from '../job.ts';

/** What the nodes that are killed do. */
export const counting = jobKind('test.counting', z.strictObject({ number: z.int(), inDatabase: z.boolean() }), { attempts: 100 });
