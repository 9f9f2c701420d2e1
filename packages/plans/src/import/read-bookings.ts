import type { WorldGazetteer } from '../gazetteer/index.ts';
import { unreadable, type ReadFile } from './found.ts';
import type { Recognised } from './recognise.ts';

type Options = { gazetteer: WorldGazetteer; now: () => number };

export async function readBookings(_file: Recognised & { name: string }, _options: Options): Promise<ReadFile> {
  throw unreadable('file', 'nothing was found in it that belongs into a plan');
}
