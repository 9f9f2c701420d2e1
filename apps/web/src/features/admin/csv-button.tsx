import { DownloadSimpleIcon } from '@phosphor-icons/react';
import { fetchFile } from '../../lib/api.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useChange } from '../../lib/use-change.ts';
import { useSignedIn } from '../../lib/use-signed-in.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemText } from '../../ui/problem.tsx';

/** What a table is narrowed to, or its days. */
export type TableQuery = Readonly<Record<string, string | undefined>>;

/**
 * Fetches a table of the server's, whole, as a file to keep. `of` says what it is of; its days stand in the file's name.
 * Supporters get no tables, and no button.
 */
export function CsvButton({ table, of, query = {} }: { table: string; of: string; query?: TableQuery }) {
  const { from, to } = query;
  const user = useSignedIn();
  const save = useChange({
    call: async () => {
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, value);
      const response = await fetchFile(`/admin/export/${table}.csv?${asked}`);
      if (!response.ok) throw new Refused(response.status);
      saveFile(await response.blob(), from === undefined || to === undefined ? `${table}.csv` : `${table}-${from}-${to}.csv`);
    },
  });
  if (user?.role !== 'admin') return null;
  return (
    <div>
      <Button size="sm" variant="quiet" aria-label={`${of} as CSV`} busy={save.isPending} onClick={() => save.mutate(undefined)}>
        <DownloadSimpleIcon size={20} aria-hidden />
        CSV
      </Button>
      <ProblemText text={save.error === null ? undefined : `Not saved. ${problemText(save.error)}`} />
    </div>
  );
}

class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

function problemText(error: Error): string {
  if (!(error instanceof Refused)) return 'The server did not answer.';
  return error.status === 429 ? 'That were many tables within an hour. Try again later.' : 'The server did not give it. Try again shortly.';
}
