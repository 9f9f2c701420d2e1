/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- WAI-ARIA's combobox: no tag is a list of proposals, and the keys are the field's */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useFieldProps } from './field.tsx';
import './overlays.css';

export type ComboboxProps<Item> = {
  value: string;
  onChange: (text: string) => void;
  /** The proposals, found by the caller; nothing is filtered here. */
  items: readonly Item[];
  keyOf: (item: Item) => string;
  render: (item: Item) => ReactNode;
  onPick: (item: Item) => void;
  /** Read out and shown above the proposals ("12 places"). Empty: nothing to say. */
  status: string;
  icon?: ReactNode;
  placeholder?: string;
};

/**
 * A field that proposes while one types; what is typed counts even when no proposal is taken. The WAI-ARIA
 * combobox with a list: arrows mark, Enter takes, Escape closes. Our own, drawn in place, because a popup of
 * the kit's hides the rest of the page from screen readers while one types.
 */
export function Combobox<Item>({ value, onChange, items, keyOf, render, onPick, status, icon, placeholder }: ComboboxProps<Item>) {
  const field = useFieldProps();
  const listId = useId();
  const place = useRef<HTMLSpanElement>(null);
  const [asked, setAsked] = useState(false);
  const [marked, setMarked] = useState(-1);
  const open = asked && (items.length > 0 || status !== '');
  const current = open ? items[marked] : undefined;
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    if (current !== undefined) place.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function close(): void {
    setAsked(false);
    setMarked(-1);
  }

  function take(item: Item): void {
    close();
    onPick(item);
  }

  function press(event: KeyboardEvent): void {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      setAsked(true);
      const size = items.length + 1;
      // One step past either end is the field itself, with nothing marked.
      if (open) setMarked(((marked + 1 + (key === 'ArrowDown' ? 1 : size - 1)) % size) - 1);
      else setMarked(key === 'ArrowDown' ? 0 : items.length - 1);
    } else if (key === 'Enter' && open) {
      // Closes the list, with what is marked if anything is; a second press sends the form.
      event.preventDefault();
      if (current === undefined) close();
      else take(current);
    } else if (key === 'Escape' && open) {
      event.preventDefault();
      close();
    } else if (key === 'Tab') close();
  }

  return (
    <span
      className="inwrap"
      ref={place}
      onBlur={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && place.current?.contains(relatedTarget) === true)) close();
      }}
    >
      {icon}
      <input
        {...field}
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={current === undefined ? undefined : optionId(marked)}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onChange={(event) => {
          setAsked(true);
          setMarked(-1);
          onChange(event.target.value);
        }}
        onKeyDown={press}
      />
      <output className="sr">{open ? status : ''}</output>
      <span className="popup options-popup" hidden={!open}>
        <span className="options-status" aria-hidden>
          {status}
        </span>
        <span id={listId} role="listbox" aria-label="Proposals" tabIndex={-1}>
          {open &&
            items.map((item, index) => (
              <span
                key={keyOf(item)}
                id={optionId(index)}
                role="option"
                tabIndex={-1}
                aria-selected={index === marked}
                className="option"
                onPointerMove={() => setMarked(index)}
                // Focus stays in the field; the press is taken before it could be lost.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(item)}
              >
                {render(item)}
              </span>
            ))}
        </span>
      </span>
    </span>
  );
}
