import { accessOf, dietsOf } from '../../needs/index.ts';
import { ASKED_AT_THE_TABLE, feeds } from '../limits.ts';
import { isVisit, newCheck } from '../timeline.ts';
import type { Check, Timeline } from '../types.ts';
import { count, list } from '../../words.ts';

/**
 * Rule 10: each meal is at a place that serves every diet of the party. The catalogue's list counts; a list that
 * the item brings along can only contradict it. A fixed meal is the traveller's own choice: said as unknown.
 */
export function dietsRespected({ doc, stops }: Timeline): Check {
  const check = newCheck();
  const { values: diets, unknown: unread } = dietsOf(doc.request.dietary);
  if (diets.length === 0 && unread.length === 0) {
    check.evidence.push({ text: 'No diet was named' });
    return check;
  }
  const asked = new Set<string>();
  for (const stop of diets.length > 0 ? stops : []) {
    if (stop.item.kind !== 'meal') continue;
    const place = stop.item.place;
    const served = stop.fact?.diets ?? place?.diets;
    if (served === undefined || stop.fixed) {
      check.unknown += 1;
      continue;
    }
    const missing = diets.filter((diet) => !feeds(served, diet));
    const refused = missing.filter((diet) => !ASKED_AT_THE_TABLE.includes(diet));
    for (const diet of missing) if (!refused.includes(diet)) asked.add(diet);
    if (refused.length > 0) {
      const asOf = stop.fact?.asOf ?? place?.asOf;
      check.findings.push({
        key: stop.item.id,
        stops: [stop],
        message: `${place?.name ?? stop.item.title} is not known for ${list(refused)} food. You would have ${stop.item.meal ?? 'a meal'} there.`,
        evidence: [
          {
            text: served.length === 0 ? 'No diet is listed' : `Serves ${list(served)}`,
            source: stop.fact?.source ?? place?.source ?? 'plan',
            ...(asOf === undefined ? {} : { asOf }),
          },
        ],
      });
    }
    if (stop.fact?.diets === undefined || missing.length > refused.length) check.unknown += 1;
    else check.checked += 1;
  }
  if (diets.length > 0) check.evidence.push({ text: `${list(diets)}: ${count(check.checked, 'meal')} at places that serve it` });
  if (asked.size > 0) check.evidence.push({ text: `${list([...asked])}: no neighbourhood can vouch for it, ask at the table` });
  if (unread.length > 0) {
    check.unknown += unread.length;
    check.evidence.push({ text: `Not checked: ${list(unread)}` });
  }
  if (check.unknown > unread.length) check.evidence.push({ text: `Not known for ${count(check.unknown - unread.length, 'meal')}` });
  return check;
}

/** Rule 11: with a step-free need no visit is to a place with steps. Partly step-free is said as a warning. */
export function accessNeeds({ doc, stops }: Timeline): Check {
  const check = newCheck();
  const { values: needs, unknown: unread } = accessOf(doc.request.accessibility);
  if (needs.length === 0 && unread.length === 0) {
    check.evidence.push({ text: 'No access need was named' });
    return check;
  }
  const stepFree = needs.includes('step-free');
  // Ways are kept short for those who walk little, but how short is short enough nobody has said.
  const unproven = needs.includes('short-walks') ? [...unread, 'short walks'] : unread;
  for (const stop of stepFree ? stops : []) {
    const { item, fact } = stop;
    const claim = item.place?.stepFree;
    const known = fact?.stepFree ?? claim ?? 'unknown';
    const visit = isVisit(stop);
    if (!visit && item.kind !== 'meal' && item.kind !== 'stay') continue;
    if (known === 'no' || known === 'partial') {
      const asOf = fact?.asOf ?? item.place?.asOf;
      check.findings.push({
        key: item.id,
        severity: known === 'no' && !stop.fixed ? 'error' : 'warning',
        stops: [stop],
        message:
          known === 'no' ? `${item.place?.name ?? item.title} has steps.` : `${item.place?.name ?? item.title} is only partly step-free.`,
        evidence: [
          {
            text: known === 'no' ? 'Not step-free' : 'Step-free in part',
            source: fact?.source ?? item.place?.source ?? 'plan',
            ...(asOf === undefined ? {} : { asOf }),
          },
        ],
      });
    }
    if (fact?.stepFree === 'yes' || fact?.stepFree === 'no') check.checked += 1;
    else check.unknown += 1;
  }
  if (stepFree)
    check.evidence.push({ text: `${count(check.checked, 'place')} known, ${count(check.unknown, 'place')} not or only in part` });
  if (unproven.length > 0) {
    check.unknown += unproven.length;
    check.evidence.push({ text: `Not checked: ${list(unproven)}` });
  }
  return check;
}
