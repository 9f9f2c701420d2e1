import { Autocomplete } from '@base-ui/react/autocomplete';
import { type ReactNode, useRef, useState } from 'react';
import { useFieldProps } from './field.tsx';
import './overlays.css';

/**
 * A field that proposes while one types; what is typed counts even when nothing proposed is taken. The
 * caller finds the proposals (`items`); nothing is filtered here. `status` is read out ("12 places").
 */
export function Combobox<Item>({
  value,
  onChange,
  items,
  textOf,
  keyOf,
  render,
  onPick,
  status,
  icon,
  placeholder,
}: {
  value: string;
  onChange: (text: string) => void;
  items: readonly Item[];
  textOf: (item: Item) => string;
  keyOf: (item: Item) => string;
  render: (item: Item) => ReactNode;
  onPick: (item: Item) => void;
  status?: string;
  icon?: ReactNode;
  placeholder?: string;
}) {
  const field = useFieldProps();
  const place = useRef<HTMLSpanElement>(null);
  const [asked, setAsked] = useState(false);
  const [highlighted, setHighlighted] = useState(false);
  const open = asked && value.trim().length >= 2 && (items.length > 0 || (status !== undefined && status !== ''));
  return (
    <Autocomplete.Root<Item>
      // Drawn in place: a popup of its own would hide the page from screen readers while one types.
      inline
      open
      items={[...items]}
      filter={null}
      value={value}
      itemToStringValue={textOf}
      onItemHighlighted={(item) => setHighlighted(item !== undefined)}
      onValueChange={(text, { reason }) => {
        const picked = reason === 'item-press' ? items.find((item) => textOf(item) === text) : undefined;
        setAsked(picked === undefined);
        if (picked === undefined) onChange(text);
        else onPick(picked);
      }}
    >
      <span
        className="inwrap"
        ref={place}
        onBlur={({ relatedTarget }) => {
          if (!(relatedTarget instanceof Node && place.current?.contains(relatedTarget) === true)) setAsked(false);
        }}
      >
        {icon}
        <Autocomplete.Input
          {...field}
          className="input"
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-expanded={open}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' && value.trim().length >= 2) setAsked(true);
            if (event.key === 'Escape' && open) {
              event.preventDefault();
              event.preventBaseUIHandler();
              setAsked(false);
            }
            // Enter takes the marked proposal; with none marked it must not send the form.
            if (event.key === 'Enter' && open && !highlighted) {
              event.preventDefault();
              setAsked(false);
            }
          }}
        />
        <Autocomplete.Status className="sr">{open ? status : ''}</Autocomplete.Status>
        {open && (
          <div className="popup options-popup">
            <p className="options-status" aria-hidden>
              {status}
            </p>
            <Autocomplete.List>
              {(item: Item) => (
                <Autocomplete.Item
                  key={keyOf(item)}
                  value={item}
                  className="option"
                  // Keeps focus in the field.
                  onMouseDown={(event) => event.preventDefault()}
                >
                  {render(item)}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </div>
        )}
      </span>
    </Autocomplete.Root>
  );
}
