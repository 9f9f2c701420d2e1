import type { Icon } from '@phosphor-icons/react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import './marks.css';

export type Tone = 'plain' | 'checked' | 'broken' | 'tight';

/** A word with a ground: what is the case with the thing beside it. `now` is yellow: here, this day. */
export function Flag({ tone = 'plain', icon: Sign, children }: { tone?: Tone | 'now'; icon?: Icon; children: ReactNode }) {
  return (
    <span className={classNames('flag', tone)}>
      {Sign !== undefined && <Sign size={14} weight="bold" aria-hidden />}
      {children}
    </span>
  );
}

/** A sentence the reader should see at this place. `live` has it read out when it appears. */
export function Note({
  tone = 'plain',
  icon: Sign,
  live = false,
  children,
}: {
  tone?: Tone;
  icon: Icon;
  live?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classNames('note', tone)} {...(live && { role: 'status' })}>
      <Sign size={20} weight={tone === 'broken' ? 'fill' : 'regular'} aria-hidden />
      <div>{children}</div>
    </div>
  );
}

/** A still grey bar in its final place; `width` and `height` as in CSS. */
export function Ghost({ width = '100%', height = '1em' }: { width?: string; height?: string }) {
  return <span className="ghost" style={{ inlineSize: width, blockSize: height }} />;
}

/** Grey bars after 200 ms, with words for those who cannot see them. */
export function Skeleton({ label, className, children }: { label: string; className?: string | undefined; children?: ReactNode }) {
  return (
    <div className={classNames('ghosts stack', className)} aria-busy="true">
      {children ?? (
        <>
          <Ghost width="60%" height="26px" />
          <Ghost width="38%" />
          <Ghost width="90%" />
          <Ghost width="72%" />
        </>
      )}
      <output className="sr">{label}</output>
    </div>
  );
}
