import { plural } from '../../lib/format.ts';
import css from './discover.module.css';
import type { Popular } from './popular.ts';

/** The destinations most plans go to, as an index with dot leaders. Numbers are given where all plans were counted. */
export function Index({
  popular,
  complete,
  onChoose,
}: {
  popular: readonly Popular[];
  complete: boolean;
  onChoose: (name: string) => void;
}) {
  return (
    <section className={css.asked} aria-labelledby="asked">
      <h2 id="asked">Asked for most</h2>
      <ol>
        {popular.map(({ name, plans }, index) => (
          <li key={name}>
            <span className={`num faint ${css.rank}`} aria-hidden>
              {index + 1}
            </span>
            <button type="button" onClick={() => onChoose(name)}>
              <bdi>{name}</bdi>
            </button>
            {complete && (
              <>
                <span className={css.dots} />
                <span className="num">{plural(plans, 'plan')}</span>
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
