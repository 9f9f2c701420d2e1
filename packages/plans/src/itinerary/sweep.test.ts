import { rulesHolding } from '@tripmaster/contracts';
import { expect, test } from 'vitest';
import { printPlan } from './print.ts';
import { requests } from './sweep.ts';
import { errors, makePlanner, sumOfItems } from './testing.ts';

test('200 random trips: each is green, or says what is wrong and how to mend it', { timeout: 180_000 }, async () => {
  const plan = await makePlanner();
  for (const [index, input] of requests(200, 7).entries()) {
    const { doc } = await plan(input);
    expect(sumOfItems(doc), `request ${index}`).toBe(doc.budget.total.amount);
    for (const violation of errors(doc)) {
      expect(
        violation.waysOut.length,
        `request ${index}: ${violation.message}\n${JSON.stringify(input)}\n${printPlan(doc)}`,
      ).toBeGreaterThan(0);
    }
    if (errors(doc).length === 0) expect(rulesHolding(doc.verification), `request ${index}`).toBe(20);
  }
});
