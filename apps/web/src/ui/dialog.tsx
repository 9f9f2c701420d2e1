import { Dialog as Base } from '@base-ui/react/dialog';
import { XIcon } from '@phosphor-icons/react';
import type { ReactNode } from 'react';
import { buttonClass } from './button.tsx';
import './overlays.css';

/**
 * A dialog of 560 px; a bottom sheet on a phone. Focus goes in, stays in and comes back; Escape and the
 * ground close it. `footer` holds its buttons, the one that acts last.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="dialog">
          <div className="dialog-head">
            <Base.Title>{title}</Base.Title>
            <Base.Close className={buttonClass({ variant: 'quiet', size: 'sm', icon: true })} aria-label="Close">
              <XIcon size={20} aria-hidden />
            </Base.Close>
          </div>
          {description !== undefined && <Base.Description className="soft">{description}</Base.Description>}
          {children}
          {footer !== undefined && <div className="dialog-foot">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
