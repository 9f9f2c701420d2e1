import type { Plan } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../lib/queries.ts';
import { Segmented } from '../../ui/choice.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { useSetVisibility } from '../plans/use-plan-acts.ts';
import { VISIBILITIES } from '../plans/visibility.ts';
import css from './sharing.module.css';

const ABOUT = {
  private: 'Only people on the trip, and whoever has one of its links.',
  unlisted: 'Whoever knows the address of this page reads it.',
  public: 'Everybody reads it; it is listed in Discover under your name.',
} as const;

/** Who may read the trip who is not on it, and whether they see when it is. */
export function Audience({ plan }: { plan: Plan }) {
  const { id, visibility } = plan;
  const setVisibility = useSetVisibility();
  const links = useQuery(queries.links(id));
  const asked = setVisibility.isPending ? setVisibility.variables.showDates : undefined;
  return (
    <div className={css.stack}>
      <Segmented
        label="Who else may read it"
        options={VISIBILITIES.map(({ value, short }) => ({ value, label: short }))}
        value={visibility}
        onChange={(next) => setVisibility.mutate({ id, visibility: next })}
      />
      <p className="small soft" aria-live="polite">
        {ABOUT[visibility]}
      </p>
      {visibility !== 'private' && (
        <>
          <Checkbox
            checked={asked ?? links.data?.showsDates ?? false}
            disabled={links.data === undefined}
            onChange={({ target }) => setVisibility.mutate({ id, visibility, showDates: target.checked })}
            label={
              <>
                <b>Show exact dates.</b> <span className="soft">Else they see the month, and weekdays.</span>
              </>
            }
          />
          <div className={css.acts}>
            <CopyButton text={`${window.location.origin}/plans/${id}`} said="The address is copied.">
              Copy the address
            </CopyButton>
          </div>
        </>
      )}
    </div>
  );
}
