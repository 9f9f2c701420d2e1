import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of a step that takes another one's place: focus goes to it, since what had it is gone. */
export function StepTitle({ children, describedBy }: { children: ReactNode; describedBy?: string | undefined }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <h1 ref={title} tabIndex={-1} aria-describedby={describedBy}>
      {children}
    </h1>
  );
}
