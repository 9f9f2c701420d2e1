import { expect, it } from 'vitest';

it('fails, so that it can be seen that failing is noticed', () => {
  expect(1).toBe(2);
});
