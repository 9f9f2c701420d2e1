import { Dialog as Base } from '@base-ui/react/dialog';
import { XIcon } from '@phosphor-icons/react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { useProofAsked } from '../lib/proof.ts';
import { Button, buttonClass } from './button.tsx';
import { Problem } from './problem.tsx';
import './overlays.css';

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Where focus goes when the place it came from is gone; else back to that place. */
  finalFocus?: () => HTMLElement | null | true;
  /** Stays in front while the person is asked to show that it is them. */
  front?: boolean;
  children: ReactNode;
};

/** A question in front of the page; a sheet from below on phones. Others step back while the person is asked who they are. */
export function Dialog({ open, onClose, title, finalFocus, front = false, children }: DialogProps) {
  const asked = useProofAsked();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open && (front || !asked)} onOpenChange={(next) => !next && onClose()} disablePointerDismissal>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup
          ref={popup}
          className="dialog"
          // Where one goes on; the cross in the corner comes first in the order, not in the mind. On touch no keyboard jumps up.
          initialFocus={(by) =>
            by === 'touch'
              ? true
              : (popup.current?.querySelector<HTMLElement>('input, select, textarea, .primary, .dialog-foot .btn') ?? true)
          }
          {...(finalFocus && { finalFocus })}
        >
          <div className="dialog-head">
            <Base.Title>{title}</Base.Title>
            <Base.Close className={buttonClass({ variant: 'quiet', size: 'sm', icon: true })} aria-label="Close">
              <XIcon size={20} aria-hidden />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Asks before what cannot be undone. `change` is what it does; the dialog stays until that is done, and says when it is not. */
export function Confirm<Input>({
  asked,
  onClose,
  title,
  act,
  acting,
  change,
  doneFocus,
  problem,
  children,
}: {
  /** What is asked about; the dialog is open while this is there. */
  asked: Input | undefined;
  onClose: () => void;
  title: string;
  /** The button's words, and the same while it is being done. */
  act: string;
  acting: string;
  change: {
    mutate: (input: Input, options: { onSuccess: () => void }) => void;
    isPending: boolean;
    error: Error | null;
    reset: () => void;
  };
  /** Takes the focus when it is done, as what was asked about may be gone. */
  doneFocus: RefObject<HTMLElement | null>;
  /** How a failure begins: `Not removed.` */
  problem: string;
  children: ReactNode;
}) {
  const done = useRef(false);
  const close = () => {
    change.reset();
    onClose();
  };
  return (
    <Dialog
      open={asked !== undefined}
      onClose={close}
      title={title}
      finalFocus={() => {
        if (!done.current) return true;
        done.current = false;
        return doneFocus.current;
      }}
    >
      <div className="stack">
        <div>{children}</div>
        <Problem title={problem} error={change.error} />
      </div>
      <div className="dialog-foot">
        <Button onClick={close}>Leave it</Button>
        <Button
          variant="danger"
          busy={change.isPending}
          onClick={() => {
            if (asked === undefined) return;
            change.mutate(asked, {
              onSuccess: () => {
                done.current = true;
                close();
              },
            });
          }}
        >
          {change.isPending ? acting : act}
        </Button>
      </div>
    </Dialog>
  );
}
