import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { INTERESTS, RULES, type PlanDocument } from '@tripmaster/contracts';
import type { ModelConfig } from '@tripmaster/plans';
import { loadGuide } from '@tripmaster/plans/catalogue';
import { percentile, printTable } from '../lib/load.ts';
import { errorsOf, isExplained, openEngine } from './planning.ts';
import { SIXTY } from './sixty.ts';

const HISTORY = fileURLToPath(new URL('../../eval-history.jsonl', import.meta.url));

/** What the rules are about. */
const CLASSES: Record<string, readonly number[]> = {
  'dates and times': [1, 2, 3, 19],
  'ways, arrival, departure': [4, 6],
  'opening and holidays': [5, 15],
  'nights and stays': [7, 8, 20],
  money: [9, 18],
  'diets and access': [10, 11],
  'children and pace': [12, 13],
  'places and bookings': [14, 16, 17],
};

type Score = {
  verified: boolean;
  explained: boolean;
  infeasible: boolean;
  rules: readonly number[];
  /** Share of the asked interests that a place of the plan serves; nothing where none was asked or the city has no guide. */
  coverage: number | undefined;
  walkMetres: number;
  /** Share by which the total is over the limit. */
  over: number | undefined;
  wallMs: number;
  cpuMs: number;
  fellBack: boolean;
};

/** Plans the sixty requests and prints how good the plans are; with `keep`, a line is added to the history. False where one is neither verified nor explained. */
export async function evaluateFixed(model: ModelConfig | undefined, keep: boolean): Promise<boolean> {
  const make = openEngine(model, (trouble) => console.error(`the model: ${trouble}`));
  const scores: Score[] = [];
  for (const { name, request, infeasible = false } of SIXTY) {
    const made = await make(request);
    if ('refused' in made) throw new Error(`${name} is refused: ${made.refused}`);
    const score = await scoreOf(made.doc, made, infeasible, model !== undefined);
    scores.push(score);
    if (!score.verified && !(infeasible && score.explained))
      console.error(`${name}: ${score.explained ? 'explained' : 'NOT explained'}, rules ${score.rules.join(', ')}`);
  }
  const line = figures(scores, model);
  report(scores, line);
  if (keep) {
    appendFileSync(HISTORY, `${JSON.stringify(line)}\n`);
    console.log(`kept in ${HISTORY}`);
  }
  return scores.every(({ verified, explained }) => verified || explained);
}

async function scoreOf(
  doc: PlanDocument,
  { wallMs, cpuMs }: { wallMs: number; cpuMs: number },
  infeasible: boolean,
  asked: boolean,
): Promise<Score> {
  const errors = errorsOf(doc);
  const { total, limit } = doc.budget;
  const metres = doc.days
    .flatMap(({ items }) => items)
    .reduce((sum, { travelFromPrevious: leg }) => sum + (leg?.mode === 'walk' ? leg.metres : 0), 0);
  return {
    verified: errors.length === 0,
    explained: errors.length > 0 && isExplained(doc),
    infeasible,
    rules: [...new Set(errors.map(({ rule }) => rule))],
    coverage: await coverageOf(doc),
    walkMetres: metres / Math.max(doc.days.length, 1),
    over: limit === undefined ? undefined : Math.max(total.amount - limit.amount, 0) / limit.amount,
    wallMs,
    cpuMs,
    fellBack: asked && doc.engine.proposer !== 'model',
  };
}

async function coverageOf({ request, destinations, days }: PlanDocument): Promise<number | undefined> {
  const asked = INTERESTS.filter((one) => request.interests.includes(one));
  const guides = await Promise.all([...new Set(destinations.flatMap(({ guide }) => guide ?? []))].map((id) => loadGuide(id)));
  if (asked.length === 0 || guides.length === 0) return undefined;
  const known = new Map<string, readonly string[]>(
    guides.flatMap(({ id, places }) => places.map((place) => [`${id}/${place.id}`, place.interests] as const)),
  );
  const served = new Set(days.flatMap(({ items }) => items.flatMap(({ place }) => known.get(place?.id ?? '') ?? [])));
  // Whoever eats out every day is not without food.
  if (days.some(({ items }) => items.some(({ kind }) => kind === 'meal'))) served.add('food');
  return asked.filter((one) => served.has(one)).length / asked.length;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
const round = (value: number, places = 3): number => Number(value.toFixed(places));
const given = (values: readonly (number | undefined)[]): number[] => values.flatMap((value) => value ?? []);

function figures(scores: readonly Score[], model: ModelConfig | undefined) {
  const feasible = scores.filter(({ infeasible }) => !infeasible);
  return {
    date: new Date().toISOString(),
    commit: commit(),
    proposer: model === undefined ? 'builtin' : `model ${model.model}`,
    requests: scores.length,
    verified: scores.filter(({ verified }) => verified).length,
    explained: scores.filter(({ explained }) => explained).length,
    neither: scores.filter(({ verified, explained }) => !verified && !explained).length,
    feasibleVerified: round(mean(feasible.map(({ verified }) => Number(verified)))),
    classes: Object.fromEntries(
      Object.entries(CLASSES).map(([name, rules]) => [
        name,
        round(mean(feasible.map((score) => Number(!score.rules.some((rule) => rules.includes(rule)))))),
      ]),
    ),
    interestCoverage: round(mean(given(scores.map(({ coverage }) => coverage)))),
    walkMetresADay: round(mean(scores.map(({ walkMetres }) => walkMetres)), 0),
    overLimit: round(mean(given(feasible.map(({ over }) => over))), 4),
    wallMs: {
      p50: round(
        percentile(
          scores.map(({ wallMs }) => wallMs),
          0.5,
        ),
        0,
      ),
      p95: round(
        percentile(
          scores.map(({ wallMs }) => wallMs),
          0.95,
        ),
        0,
      ),
    },
    cpuMs: {
      p50: round(
        percentile(
          scores.map(({ cpuMs }) => cpuMs),
          0.5,
        ),
        0,
      ),
      p95: round(
        percentile(
          scores.map(({ cpuMs }) => cpuMs),
          0.95,
        ),
        0,
      ),
    },
    fellBack: scores.filter(({ fellBack }) => fellBack).length,
  };
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}

function report(scores: readonly Score[], line: ReturnType<typeof figures>): void {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const infeasible = scores.filter((score) => score.infeasible);
  printTable([
    [`${line.requests} requests, ${line.proposer}`, ''],
    ['all twenty rules hold', String(line.verified)],
    ['explained: what is in the way, and what would work', String(line.explained)],
    ['neither', String(line.neither)],
    ['of those that can be met, verified', percent(line.feasibleVerified)],
    [`of the ${infeasible.length} that cannot, explained`, percent(mean(infeasible.map(({ explained }) => Number(explained))))],
    ...Object.entries(line.classes).map(([name, share]) => [`  ${name}`, percent(share)]),
    ['interests served', percent(line.interestCoverage)],
    ['on foot, metres a day', String(line.walkMetresADay)],
    ['over the limit, where it can be kept', percent(line.overLimit)],
    ['ms a plan, p50 and p95', `${line.wallMs.p50} ${line.wallMs.p95}`],
    ['processor ms a plan, p50 and p95', `${line.cpuMs.p50} ${line.cpuMs.p95}`],
    ...(line.proposer === 'builtin' ? [] : [['made without the model after all', String(line.fellBack)]]),
  ]);
  const broken = RULES.flatMap(({ rule, label }) => {
    const times = scores.filter(({ rules }) => rules.includes(rule)).length;
    return times === 0 ? [] : [`${label.toLowerCase()} (${times})`];
  });
  console.log(`did not hold: ${broken.join(', ') || 'nothing'}`);
}
