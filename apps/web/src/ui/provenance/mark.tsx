import { AsteriskIcon, BookOpenIcon, type Icon, LockSimpleIcon, PencilSimpleIcon } from '@phosphor-icons/react';
import type { Item } from '@tripmaster/contracts';
import css from './mark.module.css';

const MARKS: Readonly<Record<Item['provenance'], { icon: Icon; label: string }>> = {
  user: { icon: PencilSimpleIcon, label: 'Added by you' },
  catalogue: { icon: BookOpenIcon, label: 'Catalogue' },
  model: { icon: AsteriskIcon, label: 'Suggested by model' },
};

/** Who vouches for an item: the traveller (pencil), the catalogue (book) or the model (asterisk). */
export function ProvenanceMark({ provenance }: { provenance: Item['provenance'] }) {
  const { icon: Sign, label } = MARKS[provenance];
  return (
    <span className={css.mark}>
      <Sign size={14} weight="bold" aria-hidden />
      {label}
    </span>
  );
}

/** The lock of an item that is never moved. In the key it says so; on the rail its name is only heard. */
export function FixedMark({ explained = false }: { explained?: boolean }) {
  return (
    <span className={css.mark} title="Fixed: never moved">
      <LockSimpleIcon size={14} weight="bold" aria-hidden />
      {explained ? 'Fixed: never moved' : <span className="sr">Fixed</span>}
    </span>
  );
}
