import type { FlagView } from './wire.ts';
import { ArrowsLeftRightIcon } from '@phosphor-icons/react';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/marks.tsx';
import { Ago } from '../../ui/moments.tsx';
import css from './admin.module.css';

/** Somebody else has changed the flag meanwhile: theirs can be seen, and either kept. */
export function FlagConflict({
  theirs: { version, updatedAt, definition, enabled },
  had,
  onTake,
  onKeep,
}: {
  theirs: FlagView;
  /** The version that was being changed. */
  had: number;
  onTake: () => void;
  onKeep: () => void;
}) {
  return (
    <Note icon={ArrowsLeftRightIcon} tone="tight" live>
      <p>
        <b>Not saved.</b>{' '}
        {had === 0 ? 'There is a flag of this name by now' : `You began with version ${had}, and it is version ${version} by now`}
        {updatedAt !== undefined && (
          <>
            , changed <Ago value={updatedAt} />
          </>
        )}
        {enabled ? '' : ', switched off'}.
      </p>
      <details className={css.theirs}>
        <summary>Show it as it is now</summary>
        <pre>{JSON.stringify(definition, undefined, 2)}</pre>
      </details>
      <p className={css.decide}>
        <Button size="sm" onClick={onTake}>
          Begin again with theirs
        </Button>
        <Button size="sm" variant="danger" onClick={onKeep}>
          Save mine over it
        </Button>
      </p>
    </Note>
  );
}
