import { formatMoney, type AppError, type Plan } from '@tripmaster/contracts';

const MOST_TEXT = 12_000;

type ToolResult = { content: { type: 'text'; text: string }[]; structuredContent?: Record<string, unknown>; isError?: true };

/** What a procedure gave, as the result of a tool: whole for programs, and in words for models that see text alone. */
export function resultOf(output: unknown): ToolResult {
  const structured = isRecord(output) ? { structuredContent: output } : {};
  return { content: [{ type: 'text', text: textOf(output) }], ...structured };
}

/** A failure as a tool's result, so that the model can do something about it. */
export function failureOf({ message, code, details }: AppError): ToolResult {
  const { fields = [], choices = [], retryAfterSeconds, currentVersion } = details;
  const lines = [
    // With fields, the message is about the first of them.
    ...(fields.length === 0 ? [message] : []),
    ...fields.map(({ path, reason }) => `${path === '' ? 'The input' : path}: ${reason}`),
    ...choices.map(({ name, region, country }) => `Perhaps ${[name, region, country].filter((part) => part !== '').join(', ')}`),
    ...(retryAfterSeconds === undefined ? [] : [`Try again in ${retryAfterSeconds} seconds.`]),
    ...(currentVersion === undefined ? [] : [`The newest version is ${currentVersion}.`]),
    `(${code})`,
  ];
  return { content: [{ type: 'text', text: lines.join('\n') }], isError: true };
}

function textOf(output: unknown): string {
  if (isPlan(output)) return planText(output);
  if (isRecord(output) && isPlan(output['plan']) && Array.isArray(output['operations']))
    return `Proposed by ${output['operations'].length} operations, which plans_update takes:\n${planText(output['plan'])}`;
  const text = JSON.stringify(output);
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT)}…\n(The whole is in the structured content.)`;
}

/** A plan in a line each day and item, with the ids that changing it takes. */
function planText({ id, version, title, days, budget, verification }: Plan): string {
  const open = verification.violations.map(({ message }) => `Does not hold: ${message}`);
  return [
    `${title} (id ${id}, version ${version})`,
    `In all ${formatMoney(budget.total)}.`,
    ...(open.length === 0 ? ['Every rule that was checked holds.'] : open),
    ...days.flatMap(({ date, city, items }) => [
      `${date} ${city}`,
      ...items.map(({ id: item, start, end, title: name, cost }) =>
        [`  ${start}–${end} ${name}`, ...(cost === undefined ? [] : [formatMoney(cost)]), `[${item}]`].join(' '),
      ),
    ]),
  ].join('\n');
}

function isPlan(value: unknown): value is Plan {
  return isRecord(value) && ['id', 'version', 'title', 'days', 'budget', 'verification'].every((name) => name in value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
