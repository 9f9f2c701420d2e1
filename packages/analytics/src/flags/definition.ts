import { flagRule, flagDefinition, type FieldProblem, type FlagDefinition, type FlagRule } from '@tripmaster/contracts';
import { conditionChecker } from './conditions.ts';

/** Characters of a definition as it is stored. */
const SIZE = 32_768;
/** GrowthBook shares out evenly, without a word, when weights add up to something else. */
const WEIGHTS = { least: 0.99, most: 1.01 };

/** Everything for which a definition that has the right form is refused. */
export function problemsOf(definition: FlagDefinition): FieldProblem[] {
  const checker = conditionChecker();
  const { problems } = checker;
  const refuse = (path: string, reason: string) => void problems.push({ path: `definition${path}`, reason });
  if (JSON.stringify(definition).length > SIZE) refuse('', `is longer than ${SIZE} characters`);
  for (const typo of typosIn(definition, DEFINITION_WORDS)) refuse(`.${typo.name}`, typo.reason);
  for (const [index, rule] of (definition.rules ?? []).entries()) {
    const at = `.rules.${index}`;
    for (const typo of typosIn(rule, RULE_WORDS)) refuse(`${at}.${typo.name}`, typo.reason);
    if (rule.condition !== undefined) checker.check(rule.condition, `definition${at}.condition`);
    for (const [number, parent] of (rule.parentConditions ?? []).entries())
      checker.check(parent.condition, `definition${at}.parentConditions.${number}.condition`);
    for (const [field, reason] of oddIn(rule)) refuse(`${at}.${field}`, reason);
  }
  for (const [name, group] of Object.entries(definition.savedGroups ?? {}))
    if (!Array.isArray(group) && group.type === 'condition') checker.check(group.condition, `definition.savedGroups.${name}.condition`);
  for (const [name, { contexts = [] }] of Object.entries(definition.contextualBandits ?? {}))
    for (const [number, context] of contexts.entries())
      checker.check(context.condition, `definition.contextualBandits.${name}.contexts.${number}.condition`);
  return problems.slice(0, 50);
}

/** What a rule says that can't be meant, by field. */
function* oddIn(rule: FlagRule): Generator<[string, string]> {
  const { weights, ranges, meta } = rule;
  const shares = (rule.contextualVariations ?? rule.variations)?.length;
  if (shares !== undefined && weights !== undefined) {
    if (weights.length !== shares) yield ['weights', `needs one for each of the ${shares} variations`];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total < WEIGHTS.least || total > WEIGHTS.most) yield ['weights', 'must add up to 1'];
  }
  if (shares !== undefined && ranges !== undefined && ranges.length !== shares)
    yield ['ranges', `needs one for each of the ${shares} variations`];
  if (shares !== undefined && meta !== undefined && meta.length > shares) yield ['meta', `has more than the ${shares} variations`];
  const { namespace } = rule;
  if (namespace !== undefined && namespace[1] > namespace[2]) yield ['namespace', 'ends before it begins'];
  const { from, until, ramp = [] } = rule;
  for (const [field, moment] of Object.entries({ from, until }))
    if (moment !== undefined && Number.isNaN(Date.parse(moment))) yield [field, 'is not a moment of the calendar'];
  if (from !== undefined && until !== undefined && from >= until) yield ['until', 'is not after the beginning'];
  for (const [index, { at }] of ramp.entries()) {
    if (Number.isNaN(Date.parse(at))) yield [`ramp.${index}.at`, 'is not a moment of the calendar'];
    const before = ramp[index - 1];
    if (before !== undefined && before.at >= at) yield [`ramp.${index}.at`, 'is not after the step before'];
  }
  if (ramp.length > 0 && rule.coverage !== undefined) yield ['coverage', 'is said by the ramp'];
  if (ramp.length > 0 && (rule.range !== undefined || ranges !== undefined)) yield ['ramp', 'has no say where ranges are given'];
}

/** What is odd about a definition, though it can be followed: for those who wrote it. */
export function warningsOf(definition: FlagDefinition): string[] {
  const warnings = strangers(definition, DEFINITION_WORDS).map((name) => `“${name}” is not read.`);
  for (const [index, rule] of (definition.rules ?? []).entries()) {
    const which = `Rule ${index + 1}`;
    warnings.push(...strangers(rule, RULE_WORDS).map((name) => `${which}: “${name}” is not read.`));
    const shares = rule.contextualVariations ?? rule.variations;
    if (!('force' in rule) && shares === undefined && rule.parentConditions === undefined) warnings.push(`${which} says nothing.`);
    if (!('force' in rule) && shares !== undefined && shares.length < 2) warnings.push(`${which} has one variation: it is passed over.`);
    if ((rule.hashVersion ?? 1) > 2) warnings.push(`${which}: hash version ${rule.hashVersion} is not known, it holds for nobody.`);
  }
  return warnings;
}

const RULE_WORDS: ReadonlySet<string> = new Set([...Object.keys(flagRule.shape), 'tracks', 'type', 'banditVersion']);
const DEFINITION_WORDS: ReadonlySet<string> = new Set(Object.keys(flagDefinition.shape));

/** Fields that nobody reads. */
function strangers(value: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): string[] {
  return Object.keys(value).filter((name) => !known.has(name));
}

/** Unknown fields that are all but one that is known: a rule without the condition it was to have would hold for everybody. */
function typosIn(value: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): { name: string; reason: string }[] {
  return strangers(value, known).flatMap((name) => {
    const meant = name.length < 4 ? undefined : [...known].find((word) => isNearly(name.toLowerCase(), word.toLowerCase()));
    return meant === undefined ? [] : [{ name, reason: `is not a field: is “${meant}” meant?` }];
  });
}

/** Whether two words differ in two letters at most (Levenshtein). */
function isNearly(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 2 || one.length > 40) return false;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, otherLetter] of [...other].entries())
      next.push(Math.min((row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1, (row[column] ?? 0) + (letter === otherLetter ? 0 : 1)));
    row = next;
  }
  return (row.at(-1) ?? 0) <= 2;
}
