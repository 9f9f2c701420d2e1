/** A span of minutes in which a visit may start. `close` is the latest start, not the closing time. */
export interface Window {
  readonly open: number;
  readonly close: number;
}

export interface Stop {
  readonly id: string;
  /** What the visit is worth; 0 or more. A stop worth 0 is only planned when it is fixed. */
  readonly score: number;
  readonly visitMinutes: number;
  /** In any order, may overlap. No window at all means closed: the stop is never planned. */
  readonly windows: readonly Window[];
}

export interface Day {
  /** The traveller leaves `from` at `start` or later, and is at `to` by `end`. */
  readonly start: number;
  readonly end: number;
  /** Rows of `travelMinutes`. */
  readonly from: number;
  readonly to: number;
}

export interface FixedStop {
  readonly stop: string;
  /** Index into `days`. */
  readonly day: number;
  /** The exact minute the visit starts; it must lie inside one of the stop's windows. */
  readonly start?: number;
}

export interface Problem {
  readonly stops: readonly Stop[];
  readonly days: readonly Day[];
  /** Square, may be asymmetric: first the depots, then one row a stop, in the order of `stops`. */
  readonly travelMinutes: readonly (readonly number[])[];
  readonly fixed?: readonly FixedStop[];
  /** Default 200. */
  readonly timeLimitMs?: number;
  /** Default 1. */
  readonly seed?: number;
}

export interface Visit {
  readonly stop: string;
  readonly start: number;
}

export interface Solution {
  /** One list a day, in the order of `problem.days`, each in the order of visiting. */
  readonly days: Visit[][];
  readonly score: number;
  /** Only where it is proven that no plan scores more: then equal to `score`. */
  readonly bound?: number;
}

/** The problem itself is malformed. `path` names the field, as in `stops[3].windows[0].close`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code = 'malformed';
  readonly path: string;
  constructor(path: string, reason: string) {
    super(`${path} ${reason}`);
    this.path = path;
  }
}

/**
 * Well-formed, but the fixed stops cannot all be kept. `stops` is a smallest such set on `day`: leave
 * any one of them out and the rest fit (proven for up to 12 fixed stops on that day, searched beyond).
 */
export class InfeasibleError extends Error {
  override readonly name = 'InfeasibleError';
  readonly code = 'infeasible';
  readonly stops: readonly string[];
  readonly day: number;
  constructor(stops: readonly string[], day: number) {
    super(`day ${day} cannot hold the fixed stops ${stops.map((id) => JSON.stringify(id)).join(', ')}`);
    this.stops = stops;
    this.day = day;
  }
}
