import { isShallow, type FieldProblem } from '@tripmaster/contracts';
import { isSafePattern } from 'redos-detector';

const DEPTH = 10;
const CONDITIONS = 500;
const PATTERNS = 20;
const PATTERN_LENGTH = 200;
const LIST_LENGTH = 10_000;
/** Steps and backtracks after which a pattern counts as one that might hang. */
const PATTERN_LIMITS = { maxSteps: 20_000, maxScore: 200, timeout: 1_000 };

const JOINING: ReadonlySet<string> = new Set(['$and', '$or', '$nor']);
const LISTS: ReadonlySet<string> = new Set(['$in', '$nin', '$ini', '$nini', '$all', '$alli']);
const NESTED: ReadonlySet<string> = new Set(['$not', '$elemMatch', '$size']);
/** Words of patterns, and whether capitals and small letters are the same to them. */
const PATTERN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['$regex', false],
  ['$regexi', true],
]);
const GROUPS: ReadonlySet<string> = new Set(['$inGroup', '$notInGroup']);
const VERSIONS: ReadonlySet<string> = new Set(['$veq', '$vne', '$vgt', '$vgte', '$vlt', '$vlte']);
const PLAIN: ReadonlySet<string> = new Set(['$eq', '$ne', '$lt', '$lte', '$gt', '$gte', '$exists']);
const TYPES: ReadonlySet<unknown> = new Set(['string', 'number', 'boolean', 'array', 'object', 'null', 'undefined']);

/** What is wrong with the conditions looked at so far. */
export function conditionChecker() {
  const problems: FieldProblem[] = [];
  let conditions = 0;
  let patterns = 0;
  const refuse = (path: string, reason: string) => void problems.push({ path, reason });

  /** Patterns run on what strangers send: one that might take for ever on some text is refused. */
  function pattern(value: unknown, caseInsensitive: boolean, path: string): void {
    if (typeof value !== 'string') return refuse(path, 'must be a pattern as text');
    if (value.length > PATTERN_LENGTH) return refuse(path, `has at most ${PATTERN_LENGTH} characters`);
    if ((patterns += 1) > PATTERNS) return refuse(path, `is one pattern too many: a flag has at most ${PATTERNS}`);
    try {
      // As GrowthBook reads it.
      void new RegExp(value.replace(/([^\\])\//g, '$1\\/'));
    } catch {
      return refuse(path, 'is not a pattern (regular expression)');
    }
    if (!mightHang(value, caseInsensitive)) return undefined;
    return refuse(path, 'might take very long on some texts; write it so that a text can match in one way only');
  }

  function operator(name: string, value: unknown, path: string, depth: number): void {
    const caseInsensitive = PATTERN_WORDS.get(name);
    if (caseInsensitive !== undefined) return pattern(value, caseInsensitive, path);
    if (LISTS.has(name)) {
      if (!Array.isArray(value)) return refuse(path, 'must be a list');
      return value.length > LIST_LENGTH ? refuse(path, `has at most ${LIST_LENGTH} entries`) : undefined;
    }
    if (GROUPS.has(name)) return typeof value === 'string' ? undefined : refuse(path, 'must be the name of a group');
    if (VERSIONS.has(name)) return typeof value === 'string' ? undefined : refuse(path, 'must be a version as text');
    if (name === '$type') return TYPES.has(value) ? undefined : refuse(path, `must be one of ${[...TYPES].join(', ')}`);
    if (name === '$elemMatch' && !isObject(value)) return refuse(path, 'must be an object');
    if (NESTED.has(name)) return of(value, path, depth + 1);
    if (!PLAIN.has(name)) return refuse(path, 'is not an operator that conditions have');
    return undefined;
  }

  /** What a path has to be: a value, or operators. */
  function of(value: unknown, path: string, depth: number): void {
    if (depth > DEPTH) return refuse(path, `is nested too deep: at most ${DEPTH} levels`);
    if (!isObject(value)) return undefined;
    const names = Object.keys(value);
    const operators = names.filter((name) => name.startsWith('$'));
    // Of an object with other names GrowthBook takes the whole as a value to be equal to, which nobody means who writes an operator.
    if (operators.length === 0) return undefined;
    if (operators.length < names.length && operators.every((name) => !JOINING.has(name))) return refuse(path, 'mixes operators with names');
    return object(value, path, depth);
  }

  function object(value: Readonly<Record<string, unknown>>, path: string, depth: number): void {
    if (depth > DEPTH) return refuse(path, `is nested too deep: at most ${DEPTH} levels`);
    for (const [name, inner] of Object.entries(value)) {
      const at = `${path}.${name}`;
      if ((conditions += 1) > CONDITIONS) return refuse(path, `has more than ${CONDITIONS} conditions`);
      if (JOINING.has(name)) each(inner, at, depth + 1);
      else if (name === '$not' && isObject(inner)) object(inner, at, depth + 1);
      else if (name === '$savedGroup') savedGroup(inner, at);
      else if (name.startsWith('$') && name !== '$groups') operator(name, inner, at, depth);
      else of(inner, at, depth + 1);
    }
    return undefined;
  }

  function savedGroup(value: unknown, path: string): void {
    if (!isObject(value) || typeof value['id'] !== 'string') refuse(path, 'must name a group by its id');
  }

  function each(value: unknown, path: string, depth: number): void {
    if (!Array.isArray(value)) return refuse(path, 'must be a list of conditions');
    for (const [index, one] of value.entries())
      if (isObject(one)) object(one, `${path}.${index}`, depth);
      else refuse(`${path}.${index}`, 'must be a condition');
    return undefined;
  }

  return {
    problems,
    check(condition: Readonly<Record<string, unknown>>, path: string): void {
      if (isShallow(condition, DEPTH * 2 + 2)) object(condition, path, 1);
      else refuse(path, `is nested too deep: at most ${DEPTH} levels`);
    },
  };
}

/** What is wrong with one condition, at `path`. */
export function conditionProblems(condition: Readonly<Record<string, unknown>> | undefined, path: string): FieldProblem[] {
  const checker = conditionChecker();
  if (condition !== undefined) checker.check(condition, path);
  return checker.problems;
}

/** `(a|A)*` matches in one way only, until both are the same. */
function mightHang(pattern: string, caseInsensitive: boolean): boolean {
  try {
    return !isSafePattern(pattern, { ...PATTERN_LIMITS, caseInsensitive }).safe;
  } catch {
    // What the checker can't read can't be vouched for.
    return true;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
