import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type Size, type View, pan, zoom } from './project.ts';

const STEP = 1.5;
const KEY_PIXELS = 60;

/** The size of an element, followed as it changes. */
export function useSize(element: RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>();
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** The reader's own view of a map, until `home` changes or is asked for: buttons, dragging, and on the buttons arrow keys, plus, minus and 0. */
export function useMapView(home: View, homeKey: string) {
  const [own, setOwn] = useState<{ key: string; view: View }>();
  const grip = useRef<{ x: number; y: number; view: View } | undefined>(undefined);
  const view = own?.key === homeKey ? own.view : home;
  const set = (next: View) => setOwn({ key: homeKey, view: next });

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => View> = {
      ArrowLeft: () => pan(view, KEY_PIXELS, 0),
      ArrowRight: () => pan(view, -KEY_PIXELS, 0),
      ArrowUp: () => pan(view, 0, KEY_PIXELS),
      ArrowDown: () => pan(view, 0, -KEY_PIXELS),
      '+': () => zoom(view, STEP),
      '=': () => zoom(view, STEP),
      '-': () => zoom(view, 1 / STEP),
      '0': () => home,
    };
    const move = moves[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(move());
  };

  const drag = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button, a') !== null)) return;
      grip.current = { x: event.clientX, y: event.clientY, view };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      const held = grip.current;
      if (held !== undefined) set(pan(held.view, event.clientX - held.x, event.clientY - held.y));
    },
    onPointerUp: () => {
      grip.current = undefined;
    },
    onPointerCancel: () => {
      grip.current = undefined;
    },
  };

  return {
    view,
    onKeyDown,
    drag,
    zoomIn: () => set(zoom(view, STEP)),
    zoomOut: () => set(zoom(view, 1 / STEP)),
    goHome: () => setOwn(undefined),
    show: set,
  };
}
