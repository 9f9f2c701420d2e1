import type { Point } from '../travel/index.ts';
import type { Node } from './nodes.ts';
import type { Base, Frame } from './slots.ts';
import type { Ways } from './ways.ts';

/** Everything about a stage that does not change while its days are being found. */
export type StageTask = {
  base: Base;
  frames: Frame[];
  nodes: Node[];
  ways: Ways;
  /** Where and when each frame's first way begins: the breakfast table or the stay. */
  starts: { point: Point; time: number }[];
};

export type Settings = {
  seed: number;
  /** Days that the search after the scheduler may value. */
  tries: number;
  /** What a whole minor unit of the plan's currency costs in score: 0 where money is no object. */
  lambda: number;
  /** Most visits a day. */
  cap: number;
  /** Minutes kept free beside each way. */
  buffer: number;
  /** Minutes a visit is taken to last longer while sights are being chosen, so that a calm pace prefers few long ones. */
  linger: number;
  /** Candidates that are not to be used, by id. */
  banned: ReadonlySet<string>;
};

/** A node in its day, at its place. */
export type Placed = { node: Node; point: Point };
