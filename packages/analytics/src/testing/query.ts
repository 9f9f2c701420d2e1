/** Asks the database in plain SQL that both engines know. */
export type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** A number as an engine gives it: PostgreSQL writes sums as text. */
export function numberOf(value: unknown): number {
  return Number(value ?? 0);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
