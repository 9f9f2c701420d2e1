import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schema } from './env.ts';

it('every setting stands in .env.example, and nothing else does', () => {
  const example = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
  const named = [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(Object.keys(schema.shape)));
});
