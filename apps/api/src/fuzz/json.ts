/** JSON text that no JavaScript value stands for: huge exponents, doubled keys, deep nesting. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** JSON text of a value, `Raw` parts as they are; nothing at all is no text. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return write(value);
}

function write(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map((part) => write(part)).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([key, part]) => `${JSON.stringify(key)}:${write(part)}`)
      .join(',')}}`;
  return JSON.stringify(value) ?? 'null';
}
