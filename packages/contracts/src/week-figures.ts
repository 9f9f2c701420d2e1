import type { Money } from './money.ts';

/** A count of a week and of the week before; `null`: it could not be told. */
export type WeekCount = { now: number; before: number | null } | null;

/** What an operator is told of a week; `null` wherever a figure could not be told. */
export type WeekFigures = {
  visitors: WeekCount;
  activePeople: WeekCount;
  signUps: WeekCount;
  plansMade: WeekCount;
  plansShared: WeekCount;
  bookingClicks: WeekCount;
  /** Accounts and plans there are. */
  people: number | null;
  plans: number | null;
  /** Where most plans lead, the most first. */
  destinations: string[] | null;
  /** What came in, less what went back, by currency. */
  net: Money[] | null;
  /** What models cost, in millionths of a dollar. */
  modelCostMicros: number | null;
  failedMails: number | null;
  failedJobs: number | null;
};
