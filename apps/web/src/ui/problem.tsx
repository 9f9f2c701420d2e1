import { WarningCircleIcon } from '@phosphor-icons/react';
import { readFailure } from '../lib/failure.ts';
import { Note } from './marks.tsx';
import { formSentence } from './states.tsx';

/** What could not be done, at its place; nothing while nothing failed, or when it was stopped by whoever began it. */
export function Problem({ title, error }: { title: string; error: unknown }) {
  const failure = error === null || error === undefined ? undefined : readFailure(error);
  return (
    <div role="alert">
      {failure !== undefined && failure.code !== 'aborted' && (
        <Note icon={WarningCircleIcon} tone="broken">
          <b>{title}</b> {formSentence(failure)}
        </Note>
      )}
    </div>
  );
}

/** The same for a form that has its problems in words already. */
export function ProblemText({ text }: { text: string | undefined }) {
  return (
    <div role="alert">
      {text !== undefined && (
        <Note icon={WarningCircleIcon} tone="broken">
          {text}
        </Note>
      )}
    </div>
  );
}
