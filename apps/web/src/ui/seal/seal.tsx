import { type SealReading, rimPath, sealHeadline, sealName, tickPath } from './geometry.ts';
import css from './seal.module.css';

/** Below this many pixels ticks blur: a ring with a tick or a number is drawn in their place. */
const SMALL = 40;

type SealProps = { reading: SealReading; size: number; className?: string };

/** The verifier's seal. Its accessible name says the same in words. */
export function Seal({ reading, size, className = '' }: SealProps) {
  return (
    <svg
      className={`${css.dial} ${css[reading.state]} ${className}`}
      width={size}
      height={size}
      viewBox="0 0 120 120"
      role="img"
      aria-label={sealName(reading)}
    >
      {size < SMALL ? <Ring reading={reading} /> : <Dial reading={reading} />}
    </svg>
  );
}

function Ring({ reading }: { reading: SealReading }) {
  const checked = reading.state === 'whole' || reading.state === 'stale';
  return (
    <>
      <circle className={`${css.rim} ${css.ring}`} cx="60" cy="60" r="52" />
      {checked && <path className={`${css.check} ${css.bold}`} d="M38 62l15 16L83 45" />}
      {reading.state === 'open' && (
        <text x="60" y="80" fontSize={reading.broken > 9 ? 48 : 58}>
          {reading.broken}
        </text>
      )}
    </>
  );
}

function Dial({ reading }: { reading: SealReading }) {
  const { state, marks } = reading;
  return (
    <>
      {state === 'whole' && <circle className={css.rim} cx="60" cy="60" r="56" />}
      {marks.map((mark, index) => (
        <g key={index}>
          {state !== 'whole' && mark === 'holds' && <path className={css.rim} d={rimPath(index, state === 'stale')} />}
          <path className={`${css.tick} ${css[mark]}`} d={tickPath(index, mark)} />
        </g>
      ))}
      {state === 'whole' || state === 'stale' ? (
        <path className={css.check} d="M41 61l13 14L81 46" />
      ) : (
        <text x="60" y="74" fontSize={40}>
          {state === 'open' ? reading.broken : reading.holding}
        </text>
      )}
    </>
  );
}

/** The seal over its line of words, leading to the evidence. */
export function SealLink({ reading, href, note }: { reading: SealReading; href: string; note: string }) {
  return (
    <a className={`${css.box} ${css[reading.state]}`} href={href}>
      <Seal reading={reading} size={92} />
      <b>{sealHeadline(reading)}</b>
      <span className="num">{note}</span>
    </a>
  );
}
