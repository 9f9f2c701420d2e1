import { ArrowUUpLeftIcon, ArrowUUpRightIcon } from '@phosphor-icons/react';
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import css from './plan.module.css';
import type { PlanEditing } from './use-editing.ts';

/** Takes own steps back one by one, and makes them again; also by Ctrl+Z and Ctrl+Shift+Z outside of fields. */
export function UndoRedo({ editing }: { editing: PlanEditing }) {
  const { undo, redo, last } = editing;
  useUndoKeys(editing);
  if (last.undo === undefined && last.redo === undefined) return null;
  return (
    <div className={css.steps}>
      <Button
        variant="quiet"
        size="sm"
        aria-disabled={undo === undefined || undefined}
        title={last.undo}
        onClick={() => undo?.()}
        aria-keyshortcuts="Control+Z"
      >
        <ArrowUUpLeftIcon className="flip" size={20} aria-hidden />
        Undo
      </Button>
      <Button
        variant="quiet"
        size="sm"
        aria-disabled={redo === undefined || undefined}
        title={last.redo}
        onClick={() => redo?.()}
        aria-keyshortcuts="Control+Shift+Z"
      >
        <ArrowUUpRightIcon className="flip" size={20} aria-hidden />
        Redo
      </Button>
    </div>
  );
}

function useUndoKeys(editing: PlanEditing): void {
  const latest = useRef(editing);
  useEffect(() => {
    latest.current = editing;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && (key === 'z' || key === 'y');
      // In a field these keys are the field's own; a dialog has nothing to do with what lies behind it.
      if (!wanted || event.defaultPrevented || isField(event.target) || document.querySelector('.dialog') !== null) return;
      const { undo, redo } = latest.current;
      const act = key === 'y' || event.shiftKey ? redo : undo;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
