import type { Live } from './use-live.ts';
import css from './presence.module.css';
import { initialsOf } from './words.ts';

const MOST_NAMED = 6;

/** Who else has the plan open, and what of it was changed last by somebody else. */
export function Presence({ others, news }: Pick<Live, 'others' | 'news'>) {
  if (others.length === 0 && news === undefined) return null;
  const more = others.length - MOST_NAMED;
  return (
    <div className={css.presence}>
      {others.length > 0 && (
        <>
          <span className="small soft" id="also-here">
            Also here
          </span>
          <ul aria-labelledby="also-here">
            {others.slice(0, MOST_NAMED).map(({ name }, index) => (
              <li key={`${name} ${index}`}>
                <span className={css.initials} aria-hidden>
                  {initialsOf(name)}
                </span>
                <bdi>{name}</bdi>
              </li>
            ))}
            {more > 0 && <li>and {more} more</li>}
          </ul>
        </>
      )}
      {news !== undefined && <p className="small soft">{news}</p>}
    </div>
  );
}
