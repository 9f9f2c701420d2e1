import { test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { printPlan } from './print.ts';
import { requests } from './sweep.ts';
import { makePlanner, REFERENCE } from './testing.ts';
test('x', { timeout: 100000 }, async () => { const plan = await makePlanner();
 writeFileSync('/tmp/lisbon.txt', printPlan((await plan(REFERENCE)).doc));
 let way = 0, visits = 0, errs = 0, rules = 0, long = 0;
 for (const input of requests(60, 11)) { const { doc } = await plan(input);
  errs += doc.verification.violations.filter((v) => v.severity === 'error').length;
  for (const d of doc.days) for (const i of d.items) { way += i.travelFromPrevious?.minutes ?? 0; if (i.kind==='sight'||i.kind==='activity') { visits++; if ((i.travelFromPrevious?.minutes ?? 0) >= 30) long++; } } }
 console.log('RESULT', process.env.WC, { way, visits, errs, long, per: way/visits });
});
