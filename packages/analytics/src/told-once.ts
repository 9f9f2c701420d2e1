/** Is told of something that failed while nobody waited for it, and which part it was. */
export type OnFailure = (error: unknown, part: string) => void;

/**
 * The same work, of whose failures `onFailure` is told: once, and again only after it has worked in between. What is tried
 * every second would fill the log while the database is away.
 */
export function toldOnce(part: string, work: () => Promise<void>, onFailure: OnFailure): () => Promise<void> {
  let isTold = false;
  return async () => {
    try {
      await work();
      isTold = false;
    } catch (error) {
      if (!isTold) onFailure(error, part);
      isTold = true;
      throw error;
    }
  };
}
