import { RULES, type Verification } from '@tripmaster/contracts';

/** What one tick of the seal says about its rule. */
export type Mark = 'holds' | 'broken' | 'waiting';
type SealState = 'whole' | 'filling' | 'open' | 'stale';

/** A seal as it is drawn: twenty marks in the rules' order, from twelve o'clock. */
export type SealReading = { state: SealState; marks: readonly Mark[]; holding: number; broken: number };

export const TICKS = RULES.length;
const CENTRE = 60;
const STEP = 360 / TICKS;

/** A point of the 120 × 120 dial: `degrees` clockwise from twelve o'clock, `radius` from its centre. */
export function dialPoint(degrees: number, radius: number): string {
  const angle = (degrees * Math.PI) / 180;
  return `${(CENTRE + radius * Math.sin(angle)).toFixed(1)} ${(CENTRE - radius * Math.cos(angle)).toFixed(1)}`;
}

/** The tick of rule `index` (from 0). A broken one is long and crosses the gap in the rim. */
export function tickPath(index: number, mark: Mark): string {
  const [inner, outer] = mark === 'broken' ? [37, 58] : [43.5, 49.5];
  return `M${dialPoint(index * STEP, inner)}L${dialPoint(index * STEP, outer)}`;
}

/** The arc of the rim over rule `index`; the dashes of a stale seal are shorter, so that gaps show. */
export function rimPath(index: number, stale: boolean): string {
  const half = stale ? STEP / 3 : STEP / 2;
  return `M${dialPoint(index * STEP - half, 56)}A56 56 0 0 1 ${dialPoint(index * STEP + half, 56)}`;
}

/** The reading of a finished check. A broken rule outweighs an old check. */
export function readVerification({ rules, stale }: Pick<Verification, 'rules' | 'stale'>): SealReading {
  const broken = new Set(rules.filter((result) => !result.holds).map((result) => result.rule));
  const marks = RULES.map(({ rule }): Mark => (broken.has(rule) ? 'broken' : 'holds'));
  return { state: broken.size > 0 ? 'open' : stale ? 'stale' : 'whole', marks, holding: TICKS - broken.size, broken: broken.size };
}

/** A seal that is being filled: the first `count` rules are proven. */
export function readProgress(count: number): SealReading {
  const holding = Math.max(0, Math.min(TICKS, Math.round(count)));
  return { state: 'filling', marks: RULES.map((_, index) => (index < holding ? 'holds' : 'waiting')), holding, broken: 0 };
}

/** What a list knows: how many rules hold, not which. Drawn only as a small seal, which has no ticks. */
export function readCount(holding: number): SealReading {
  const broken = Math.max(0, TICKS - holding);
  return { state: broken > 0 ? 'open' : 'whole', marks: [], holding: TICKS - broken, broken };
}

/** The seal in words, for people who hear it. */
export function sealName({ state, holding, broken }: SealReading): string {
  if (state === 'open') return `${broken} of ${TICKS} rules broken`;
  if (state === 'filling') return `${holding} of ${TICKS} rules checked`;
  if (state === 'stale') return 'The check is out of date';
  return `Checked: ${TICKS} of ${TICKS} rules hold`;
}

/** The line under the seal. */
export function sealHeadline({ state, holding, broken }: SealReading): string {
  if (state === 'open') return broken === 1 ? '1 rule broken' : `${broken} rules broken`;
  if (state === 'stale') return 'Check is out of date';
  return state === 'filling' ? `${holding} of ${TICKS} rules` : `${holding} of ${TICKS} rules hold`;
}
