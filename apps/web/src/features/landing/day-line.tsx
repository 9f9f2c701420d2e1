const STOPS = [
  { x: 12, y: 40, at: 2, time: '12:50', name: 'Bags' },
  { x: 108, y: 40, at: 86, time: '13:15', name: 'Lunch' },
  { x: 172, y: 14, at: 170, time: '14:25', name: 'Arco' },
  { x: 290, y: 14, at: 268, time: '16:45', name: 'Carmo' },
  { x: 424, y: 40, at: 372, time: '18:45', name: 'Dinner' },
];

/** An afternoon as a line with stops. It says nothing that the page does not, so it is hidden from screen readers. */
export function DayLine() {
  return (
    <svg className="dayline" viewBox="0 0 450 118" aria-hidden="true">
      <path
        d="M10 40H110L146 14H314L350 40H424"
        fill="none"
        stroke="var(--sun)"
        strokeWidth="5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {STOPS.map(({ x, y, at, time, name }) => (
        <g key={time}>
          <circle cx={x} cy={y} r="7.5" fill="var(--cover)" stroke="var(--on-cover)" strokeWidth="3.5" />
          <text x={at} y="80" fontSize="16" fontWeight="680" fill="var(--on-cover)">
            {time}
          </text>
          <text x={at} y="101" fontSize="15" fill="var(--on-cover-2)">
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}
