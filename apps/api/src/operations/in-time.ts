/** How long something is waited for that says how the server is. */
const ASKED_MS = 3_000;

/** The answer, where there is one in three seconds; else what `otherwise` makes of the failure, or of silence. */
export async function inTime<Answer, Other>(
  answer: Promise<Answer>,
  otherwise: (failure: { error: unknown } | 'silence') => Other,
): Promise<Answer | Other> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<'silence'>((resolve) => {
    timer = setTimeout(() => resolve('silence'), ASKED_MS);
  });
  try {
    const first = await Promise.race([answer.then((found) => ({ found })), silence]);
    return first === 'silence' ? otherwise(first) : first.found;
  } catch (error) {
    return otherwise({ error });
  } finally {
    clearTimeout(timer);
  }
}
