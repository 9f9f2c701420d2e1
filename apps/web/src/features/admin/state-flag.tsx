import { CheckIcon, ClockIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { Flag, type Tone } from '../../ui/marks.tsx';

const SIGNS = { broken: WarningCircleIcon, tight: ClockIcon } as const;

/** What is the case with something the server does, by word and sign. */
export function StateFlag({ word, tone, fine = false }: { word: string; tone: Tone; fine?: boolean }) {
  const sign = tone === 'broken' || tone === 'tight' ? SIGNS[tone] : fine ? CheckIcon : undefined;
  return (
    <Flag tone={tone} {...(sign !== undefined && { icon: sign })}>
      {word}
    </Flag>
  );
}
