import { Toast } from '@base-ui/react/toast';
import { XIcon } from '@phosphor-icons/react';
import type { ReactNode } from 'react';
import { buttonClass } from './button.tsx';
import './overlays.css';

/** Long enough to read, reach for the button and press it. */
const UNDO_MS = 8_000;

const manager = Toast.createToastManager();

/**
 * Says what was done and offers to undo it, for eight seconds (longer while pointed at or focused; F6 goes there). Gives
 * the way to take the offer back, once something newer has made it wrong.
 */
export function toastUndo(message: string, undo: () => void): () => void {
  const id = manager.add({
    title: message,
    timeout: UNDO_MS,
    actionProps: {
      children: 'Undo',
      onClick: () => {
        manager.close(id);
        undo();
      },
    },
  });
  return () => manager.close(id);
}

/** Says what could not be done when there is no place of its own to say it. */
export function toastProblem(message: string): void {
  manager.add({ title: message, timeout: UNDO_MS, priority: 'high' });
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={2}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" swipeDirection={[]}>
      <Toast.Title className="msg" render={<p />} />
      <Toast.Action className={buttonClass({ size: 'sm' }, 'undo')} />
      <Toast.Close className={buttonClass({ size: 'sm', icon: true, variant: 'quiet' })} aria-label="Close">
        <XIcon size={20} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}
