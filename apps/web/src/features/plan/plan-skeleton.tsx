import { Ghost, Skeleton } from '../../ui/marks.tsx';
import css from './plan.module.css';

const ROWS = ['52%', '38%', '60%', '44%', '56%'];

/** The plan's grey bars, each where its text will be. */
export function PlanSkeleton() {
  return (
    <div className={css.plan}>
      <div className={css.column}>
        <Skeleton label="The trip is loading">
          <Ghost width="34%" height="15px" />
          <Ghost width="62%" height="44px" />
          <Ghost width="44%" height="36px" />
          <Ghost height="18px" />
          <Ghost width="80%" height="34px" />
          <Ghost height="56px" />
          {ROWS.map((width) => (
            <div key={width} className={css.ghostrow}>
              <Ghost width="48px" height="20px" />
              <Ghost width="26px" height="26px" />
              <Ghost width={width} height="20px" />
            </div>
          ))}
        </Skeleton>
      </div>
      <div className={css.mapcolumn} />
    </div>
  );
}
