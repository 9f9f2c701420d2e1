import { Autocomplete } from '@base-ui/react/autocomplete';
import { type ReactNode, useState } from 'react';
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
  onEnter,
  onBlur,
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
  /** Enter with nothing highlighted. */
  onEnter?: () => void;
  onBlur?: () => void;
}) {
  const field = useFieldProps();
  const [open, setOpen] = useState(false);
  const [highlighted, setHighlighted] = useState(false);
  return (
    <Autocomplete.Root<Item>
      items={[...items]}
      filter={null}
      value={value}
      itemToStringValue={textOf}
      open={open && (items.length > 0 || (status !== undefined && value.trim().length >= 2))}
      onOpenChange={(next) => setOpen(next)}
      onItemHighlighted={(item) => setHighlighted(item !== undefined)}
      onValueChange={(text, { reason }) => {
        const picked = reason === 'item-press' ? items.find((item) => textOf(item) === text) : undefined;
        if (picked === undefined) onChange(text);
        else onPick(picked);
      }}
    >
      <span className="inwrap">
        {icon}
        <Autocomplete.Input
          {...field}
          className="input"
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          onBlur={onBlur}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || (open && highlighted) || onEnter === undefined) return;
            event.preventDefault();
            onEnter();
          }}
        />
      </span>
      <Autocomplete.Portal>
        <Autocomplete.Positioner className="positioner" sideOffset={4} align="start">
          <Autocomplete.Popup className="popup options-popup">
            <Autocomplete.Status className="options-status">{status}</Autocomplete.Status>
            <Autocomplete.List>
              {(item: Item) => (
                <Autocomplete.Item key={keyOf(item)} value={item} className="option">
                  {render(item)}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
