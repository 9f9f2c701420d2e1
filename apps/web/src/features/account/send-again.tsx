import { PaperPlaneTiltIcon } from '@phosphor-icons/react';
import { useMutation } from '@tanstack/react-query';
import { readFailure } from '../../lib/failure.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/field.tsx';
import { formSentence } from '../../ui/states.tsx';
import { waitInWords } from './form-notes.tsx';

/** Sends a mail once more, and says so. */
export function SendAgain({ label = 'Send it again', send }: { label?: string; send: () => Promise<unknown> }) {
  const request = useMutation({ mutationFn: send });
  return (
    <div className="again">
      <Button size="sm" busy={request.isPending} onClick={() => request.mutate()}>
        <PaperPlaneTiltIcon size={16} weight="bold" aria-hidden />
        {request.isPending ? 'Sending' : label}
      </Button>
      <output className="small soft">{request.isSuccess && 'On its way. It may take a minute; the links before it are still good.'}</output>
      <div role="alert">{request.isError && <ErrorText>{sentenceOf(request.error)}</ErrorText>}</div>
    </div>
  );
}

function sentenceOf(error: unknown): string {
  const failure = readFailure(error);
  const { code, retryAfterSeconds } = failure;
  return code === 'too-many-requests' && retryAfterSeconds !== undefined
    ? `Many mails have been asked for from here. The next one can be sent ${waitInWords(retryAfterSeconds * 1000)}.`
    : formSentence(failure);
}
