import { makeTemplates } from '@tripmaster/db/testing';
import { createJobs } from '../index.ts';

/** Vitest's global set-up, after the one that starts PostgreSQL: the databases that each test gets a copy of, with what jobs need. */
export default async function setup(): Promise<() => Promise<void>> {
  return makeTemplates(async (db) => {
    const jobs = createJobs({ db });
    await jobs.prepare();
    await jobs.close();
  });
}
