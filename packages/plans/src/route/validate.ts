import { z } from 'zod';
import { ProblemError } from '../scheduler/types.ts';
import { LONGEST_TRIP, type RouteProblem } from './types.ts';

/** The tables grow with 2 to the power of the cities. */
const MAX_CITIES = 12;

const day = z.int('is not a whole number').min(1, 'is below 1').max(LONGEST_TRIP, `is above ${LONGEST_TRIP}`);
const name = z.string('is not a string').min(1, 'is empty');
const span = z
  .strictObject({ from: day, to: day }, 'is not a span of days')
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'lies before from' });
const stay = z
  .strictObject({ min: day, max: day.optional() }, 'is neither a number of days nor a range')
  .refine(({ min, max }) => max === undefined || min <= max, { path: ['max'], error: 'lies below min' });

const shape = z.strictObject(
  {
    cities: z
      .array(
        z.strictObject(
          {
            id: name,
            days: z.unknown(),
            between: span.optional(),
            present: span.optional(),
            arrive: day.optional(),
          },
          'is not a city',
        ),
        'is not an array',
      )
      .min(1, 'is empty')
      .max(MAX_CITIES, `has more than ${MAX_CITIES}`),
    days: day,
    shareTravelDays: z.boolean('is not a boolean'),
    connections: z.array(z.tuple([name, name], 'is not a pair of cities'), 'is not an array').optional(),
    oneWay: z.boolean('is not a boolean').optional(),
    start: name.optional(),
    end: name.optional(),
  },
  'is not a problem',
);

/** Throws {@link ProblemError} at the first field that is malformed. Trusts nothing: callers may pass parsed JSON. */
export function validate(problem: RouteProblem): void {
  const { cities, connections = [], start, end } = read(shape, problem, []);
  const ids = new Set<string>();
  cities.forEach(({ id, days }, index) => {
    const at = ['cities', index];
    if (ids.has(id)) throw new ProblemError(pathOf([...at, 'id']), `repeats ${JSON.stringify(id)}`);
    ids.add(id);
    // Apart from the shape, where a union would hide which of the two was meant.
    if (typeof days === 'number') read(day, days, [...at, 'days']);
    else read(stay, days, [...at, 'days']);
  });
  const known = (id: string, at: PropertyKey[]): void => {
    if (!ids.has(id)) throw new ProblemError(pathOf(at), `is unknown: ${JSON.stringify(id)}`);
  };
  connections.forEach(([from, to], index) => {
    known(from, ['connections', index, 0]);
    known(to, ['connections', index, 1]);
    if (from === to) throw new ProblemError(pathOf(['connections', index]), 'leads from a city to itself');
  });
  if (start !== undefined) known(start, ['start']);
  if (end !== undefined) known(end, ['end']);
}

function read<Output>(schema: z.ZodType<Output>, value: unknown, at: readonly PropertyKey[]): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  // The path of an unknown key is its object's.
  const key = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  throw new ProblemError(
    pathOf([...at, ...(issue?.path ?? []), ...key]),
    key.length > 0 ? 'is unknown' : (issue?.message ?? 'is malformed'),
  );
}

/** `cities[3].between.from`; the whole is `problem`. */
function pathOf(keys: readonly PropertyKey[]): string {
  if (keys.length === 0) return 'problem';
  return keys.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('');
}
