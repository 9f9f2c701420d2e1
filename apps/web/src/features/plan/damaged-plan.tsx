import type { Id } from '@tripmaster/contracts';
import { useMutation } from '@tanstack/react-query';
import { WarningCircleIcon } from '@phosphor-icons/react';
import { fetchFile } from '../../lib/api.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';

/** A trip of which what is stored can't be read: nothing is made up in its place, and what there is can be taken along. */
export function DamagedPlan({ id }: { id: Id }) {
  const signedIn = useSession().status === 'signed-in';
  const save = useMutation({
    mutationFn: async () => {
      const response = await fetchFile(`/plans/${id}/stored.txt`);
      if (!response.ok) throw new Error('The server did not give the file.');
      saveFile(await response.blob(), 'trip-as-stored.txt');
    },
  });
  return (
    <div className="wrap pad">
      <div className="card pad failure" role="alert">
        <p className="h">
          <WarningCircleIcon size={20} weight="fill" aria-hidden />
          This trip is damaged
        </p>
        <p className="small">What is stored of it can’t be read, so nothing of it is shown. Your other trips are not affected.</p>
        {signedIn && (
          <p className="row">
            <Button variant="primary" size="sm" busy={save.isPending} onClick={() => save.mutate()}>
              Save what is stored
            </Button>
          </p>
        )}
        <Problem title="Not saved." error={save.error} />
      </div>
    </div>
  );
}
