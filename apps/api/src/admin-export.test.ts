import { newId } from '@tripmaster/contracts';
import { ENGINES } from '@tripmaster/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE_NAMES } from './http/admin-tables.ts';
import { signUp, startServer, type Server } from './testing.ts';

const DAYS = 'from=2027-01-01&to=2027-01-31';
