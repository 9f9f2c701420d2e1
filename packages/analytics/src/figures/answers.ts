const MOST = 300;
const TRIES = 3;

/** Answers that were given, by question, as long as what they were made of has the same version. */
export function keptAnswers(version: () => Promise<number>) {
  const kept = new Map<string, { version: number; answer: unknown }>();
  return {
    /** The answer that is kept; else a new one, of one version as far as three tries bring one. */
    async of<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer> {
      let before = await version();
      const known = kept.get(question);
      // Under a question lies only what was asked for by it.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      if (known?.version === before) return known.answer as Answer;
      for (let tries = 1; ; tries += 1) {
        const answer = await ask();
        const after = await version();
        if (after === before) {
          kept.delete(question);
          kept.set(question, { version: after, answer });
          const [oldest] = kept.keys();
          if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
        }
        if (after === before || tries === TRIES) return answer;
        before = after;
      }
    },
  };
}
