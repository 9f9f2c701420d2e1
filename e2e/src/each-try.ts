import { beforeEach } from 'vitest';
import { nextTry } from './stage.ts';

// A test that is tried again finds what its try before has left, so everybody in it has a new address.
beforeEach(nextTry);
