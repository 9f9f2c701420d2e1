import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { SendAgain } from './send-again.tsx';
import { StepTitle } from './step-title.tsx';

/** After a mail was sent: what it brings, and what to do when it does not come. */
export function LookIntoMail({
  email,
  send,
  onOtherAddress,
  children,
}: {
  email: string;
  send: () => Promise<unknown>;
  /** Back to the form, with what was typed. */
  onOtherAddress: () => void;
  children: ReactNode;
}) {
  return (
    <>
      <StepTitle>Look into your mail</StepTitle>
      <div className="soft lede stack">{children}</div>
      <p className="small soft missing">
        Nothing there? Look among the spam, and whether <b>{email}</b> is right.
      </p>
      <SendAgain send={send} />
      <p className="other">
        <Button variant="quiet" size="sm" onClick={onOtherAddress}>
          Use another address
        </Button>
      </p>
    </>
  );
}
