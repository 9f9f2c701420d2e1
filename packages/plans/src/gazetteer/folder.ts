import { existsSync } from 'node:fs';

/** Where `gazetteer.tsv` lies: beside the bundle when built, in `generated/` from source. */
export function gazetteerFolder(): URL {
  const beside = new URL('./', import.meta.url);
  return existsSync(new URL('gazetteer.tsv', beside)) ? beside : new URL('../../generated/', import.meta.url);
}
