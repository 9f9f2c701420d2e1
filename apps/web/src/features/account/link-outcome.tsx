import type { ReactNode } from 'react';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/marks.tsx';
import { formSentence } from '../../ui/states.tsx';
import { Onward } from './onward.tsx';
import { StepTitle } from './step-title.tsx';
import { useLink } from './use-link.ts';

export type LinkWords = {
  /** While the server is asked. */
  doing: string;
  done: string;
  /** Said after `done`: to those who are signed in, and to those who are not. */
  afterwards: { signedIn: string; signedOut: string };
  over: string;
};

/** A page that a mailed link leads to and that does what the link is for. `children`: how to get another link. */
export function LinkOutcome({
  token,
  send,
  words,
  children,
}: {
  token: string;
  /** Stays the same function. */
  send: (token: string) => Promise<unknown>;
  words: LinkWords;
  children: ReactNode;
}) {
  const session = useSession();
  const { state, retry } = useLink(token, send);
  if (state.status === 'pending') return <Skeleton label={words.doing} />;
  if (state.status === 'done')
    return (
      <>
        <StepTitle>{words.done}</StepTitle>
        <p className="soft lede">{session.status === 'signed-in' ? words.afterwards.signedIn : words.afterwards.signedOut}</p>
        <Onward />
      </>
    );
  const { failure } = state;
  if (failure.code === 'link-over' || failure.code === 'invalid-input')
    return (
      <>
        <StepTitle>This link no longer works</StepTitle>
        <p className="soft lede">{words.over}</p>
        {children}
      </>
    );
  return (
    <>
      <StepTitle>Not confirmed yet</StepTitle>
      <p className="soft lede">{formSentence(failure)}</p>
      <Button variant="primary" size="big" block onClick={retry}>
        Try again
      </Button>
    </>
  );
}
