import { useSyncExternalStore } from 'react';
import { keep, readKept } from '../../lib/kept.ts';
import { sessionState } from '../../lib/session.ts';

/** A trip deleted in this tab, so that it can be brought back after the toast has gone. */
export type Deleted = { id: string; title: string; by: string };

const KEY = 'tripmaster.deleted';
const listeners = new Set<() => void>();
let all: readonly Deleted[] = read();
let mine: readonly Deleted[] = [];

function read(): Deleted[] {
  const kept = readKept(KEY);
  return Array.isArray(kept) ? kept.filter(isDeleted) : [];
}

function isDeleted(value: unknown): value is Deleted {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'title' in value &&
    typeof value.title === 'string' &&
    'by' in value &&
    typeof value.by === 'string'
  );
}

function change(next: readonly Deleted[]): void {
  all = next;
  keep(KEY, next);
  for (const listener of listeners) listener();
}

function reader(): string {
  const session = sessionState();
  return session.status === 'signed-in' ? session.user.id : '';
}

export function rememberDeleted(id: string, title: string): void {
  change([{ id, title, by: reader() }, ...all.filter((one) => one.id !== id)].slice(0, 20));
}

export function forgetDeleted(id: string): void {
  change(all.filter((one) => one.id !== id));
}

function snapshot(): readonly Deleted[] {
  const next = all.filter(({ by }) => by === reader());
  if (next.length !== mine.length || next.some(({ id }, index) => id !== mine[index]?.id)) mine = next;
  return mine;
}

/** What the reader deleted in this tab and has not brought back. */
export function useDeleted(): readonly Deleted[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, snapshot);
}
