import { CheckIcon, CopyIcon } from '@phosphor-icons/react';
import { useEffect, useState } from 'react';
import { announce } from '../lib/announcements.ts';
import { Button } from './button.tsx';

/** Puts a text on the clipboard and says so; where the browser forbids it, that it has to be done by hand. */
export function CopyButton({ text, children, said }: { text: string; children: string; said: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = window.setTimeout(() => setState('idle'), 4_000);
    return () => window.clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      announce(said);
    } catch {
      setState('refused');
      announce('Not copied. Mark the text and copy it yourself.');
    }
  };
  const Sign = state === 'copied' ? CheckIcon : CopyIcon;
  return (
    <Button size="sm" onClick={() => void copy()}>
      <Sign size={20} aria-hidden />
      {state === 'copied' ? 'Copied' : state === 'refused' ? 'Mark it and copy' : children}
    </Button>
  );
}
