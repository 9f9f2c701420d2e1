import { expect, it } from 'vitest';
import { postgresKit, sqliteKit } from '../kit.ts';
import { defineSchema } from './index.ts';
import * as postgres from './postgres.ts';
import * as sqlite from './sqlite.ts';

it('gives the migration generator every table there is, for both engines', () => {
  expect(Object.keys(postgres).toSorted()).toEqual(Object.keys(defineSchema(postgresKit)).toSorted());
  expect(Object.keys(sqlite).toSorted()).toEqual(Object.keys(defineSchema(sqliteKit)).toSorted());
});
