import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const GAZETTEER_FILE = 'gazetteer.tsv';
/** First line of the file: version and attribution (both are checked and shown by `npm run build`). */
export const HEADER = '# gazetteer 1: folded, name, region, country, lat, lon, population, zone. © GeoNames, CC BY 4.0';

const TAB = 9;
const NEWLINE = 10;

/** One line of the artefact. Latitude and longitude in degrees (WGS 84), four decimals (11 m). */
export type GazetteerRow = {
  folded: string;
  name: string;
  region: string;
  country: string;
  lat: number;
  lon: number;
  population: number;
  timeZone: string;
};

/**
 * The artefact as one buffer that is searched in place: about 10 MB, no object per city. Lines are sorted
 * by the bytes of the folded name, so all names with a prefix lie next to each other.
 */
export class GazetteerTable {
  readonly #bytes: Buffer;
  readonly #start: number;

  /** Throws an `Error` that says how to build the file when it is missing or of another version. */
  constructor(folder: string) {
    const path = join(folder, GAZETTEER_FILE);
    try {
      this.#bytes = readFileSync(path);
    } catch (cause) {
      throw new Error(`the gazetteer is missing (${path}); build it with: node packages/plans/tools/build-gazetteer.ts`, { cause });
    }
    this.#start = this.#bytes.indexOf(NEWLINE) + 1;
    if (this.#bytes.toString('utf8', 0, this.#start - 1) !== HEADER) {
      throw new Error(`the gazetteer is of another version (${path}); build it anew with: node packages/plans/tools/build-gazetteer.ts`);
    }
  }

  /** Every row whose folded name is exactly `folded`. */
  exact(folded: string): GazetteerRow[] {
    const key = Buffer.from(`${folded}\t`);
    const [from, to] = this.#range(key);
    const rows: GazetteerRow[] = [];
    for (let at = from; at < to; at = this.#lineEnd(at) + 1) rows.push(this.#parse(at));
    return rows;
  }

  /** The `limit` most populous rows whose folded name begins with `prefix`, largest first. */
  largest(prefix: string, limit: number): GazetteerRow[] {
    const [from, to] = this.#range(Buffer.from(prefix));
    // A short sorted list is cheaper than a heap for the few rows that are ever asked for.
    const best: { population: number; at: number }[] = [];
    for (let at = from; at < to;) {
      const end = this.#lineEnd(at);
      const population = this.#population(end);
      const last = best[limit - 1];
      if (last === undefined || population > last.population) {
        const place = best.findIndex((entry) => entry.population < population);
        best.splice(place < 0 ? best.length : place, 0, { population, at });
        if (best.length > limit) best.pop();
      }
      at = end + 1;
    }
    return best.map((entry) => this.#parse(entry.at));
  }

  /** Calls `visit` for every row; a whole scan takes about 0.2 s and is for start-up work only. */
  each(visit: (row: GazetteerRow) => void): void {
    for (let at = this.#start; at < this.#bytes.length; at = this.#lineEnd(at) + 1) visit(this.#parse(at));
  }

  /** The row at a position that `points` gave. */
  at(position: number): GazetteerRow {
    return this.#parse(position);
  }

  /** Calls `visit` with where each row stands and its point, for an index of points. */
  points(visit: (position: number, point: { lat: number; lon: number; population: number }) => void): void {
    for (let at = this.#start; at < this.#bytes.length; at = this.#lineEnd(at) + 1) {
      const { lat, lon, population } = this.#parse(at);
      visit(at, { lat, lon, population });
    }
  }

  /** First byte of the lines that begin with `prefix`, and the first byte behind them. */
  #range(prefix: Buffer): [from: number, to: number] {
    return [this.#firstLine(prefix, 0), this.#firstLine(prefix, 1)];
  }

  /** The first line that is not before `prefix` (`after` 0), or the first beyond all lines with it (`after` 1). */
  #firstLine(prefix: Buffer, after: 0 | 1): number {
    let low = this.#start;
    let high = this.#bytes.length;
    while (low < high) {
      const middle = this.#lineStart((low + high) >> 1);
      const compared = this.#bytes.compare(prefix, 0, prefix.length, middle, Math.min(middle + prefix.length, this.#bytes.length));
      if (compared < after) low = this.#lineEnd(middle) + 1;
      else high = middle;
    }
    return low;
  }

  #lineStart(at: number): number {
    const before = at === 0 ? -1 : this.#bytes.lastIndexOf(NEWLINE, at - 1);
    return Math.max(before + 1, this.#start);
  }

  #lineEnd(at: number): number {
    const end = this.#bytes.indexOf(NEWLINE, at);
    return end < 0 ? this.#bytes.length : end;
  }

  /** The last column but one, read backwards from the end of the line: digits, a tab, then the zone. */
  #population(end: number): number {
    let at = this.#bytes.lastIndexOf(TAB, end) - 1;
    let value = 0;
    for (let unit = 1; this.#bytes[at] !== TAB; at -= 1, unit *= 10) value += ((this.#bytes[at] ?? 48) - 48) * unit;
    return value;
  }

  #parse(at: number): GazetteerRow {
    const [folded = '', name = '', region = '', country = '', lat = '', lon = '', population = '', timeZone = ''] = this.#bytes
      .toString('utf8', at, this.#lineEnd(at))
      .split('\t');
    return { folded, name, region, country, lat: Number(lat), lon: Number(lon), population: Number(population), timeZone };
  }
}
