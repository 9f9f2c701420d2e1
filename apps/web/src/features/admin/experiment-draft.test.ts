import { describe, expect, it } from 'vitest';
import { draftOf, emptyDraft, readDraft } from './experiment-draft.ts';

const WHOLE = {
  key: 'clash-first',
  flagKey: 'landing-clash-first',
  design: {
    name: 'The clash first',
    hypothesis: 'More accounts are opened.',
    variations: [
      { name: 'as it is', value: false },
      { name: 'first', value: true },
      { name: 'words', value: { text: 'so' } },
    ],
    weights: [0.333333, 0.333333, 0.333334],
    coverage: 0.07,
    condition: { country: 'PT' },
    namespace: { id: 'landing', from: 0, to: 0.5 },
    metrics: [{ name: 'Accounts', event: 'signed-up' as const, kind: 'conversion' as const, better: 'more' as const }],
    guardrails: [{ name: 'Refunds', event: 'refunded' as const, kind: 'amount' as const, better: 'less' as const, currency: 'EUR' }],
  },
};

describe('the draft of an experiment', () => {
  it('is sent as it was read', () => {
    expect(readDraft(draftOf(WHOLE))).toEqual({ sent: WHOLE });
  });

  it('says by field what is missing or no JSON', () => {
    const draft = emptyDraft();
    const read = readDraft({
      ...draft,
      coverage: '101',
      condition: '[]',
      variations: draft.variations.map((variation) => ({ ...variation, value: 'green', weight: '' })),
    });
    expect('errors' in read && Object.keys(read.errors).toSorted()).toEqual([
      'design.condition',
      'design.coverage',
      'design.metrics.0.name',
      'design.name',
      'design.variations.0.value',
      'design.variations.1.name',
      'design.variations.1.value',
      'design.weights.0',
      'design.weights.1',
      'flagKey',
      'key',
    ]);
  });
});
