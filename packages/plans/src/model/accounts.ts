import type { Payer } from '../itinerary/types.ts';
import type { FailureKind, Usage } from './failure.ts';

/** Dollars for a million tokens, which is millionths of a dollar for one. */
export type TokenPrices = { input: number; output: number };

/** How a question ended; `stopped` when the caller had gone. */
export type CallOutcome = 'answered' | 'cached' | 'stopped' | FailureKind;

/** What is written down of a question: nothing of what was asked or answered. */
export type ModelCall = {
  payer: Payer | undefined;
  model: string;
  promptVersion: string;
  usage: Usage;
  /** Millionths of a dollar. */
  costMicros: number;
  outcome: CallOutcome;
};

/** Money set aside for one question, on the day (UTC) it was asked. */
export type Reservation = { day: string; micros: number };

/** Port: keeps the books of what models cost. */
export type ModelLedger = {
  /** Sets aside what a question can cost at the most; `undefined` when a budget of the day has not that much left. */
  reserve(payer: Payer | undefined, micros: number): Promise<Reservation | undefined>;
  /** Writes down one question, and puts its cost in the place of what was set aside for it. */
  book(call: ModelCall, reservation: Reservation | undefined): Promise<void>;
};

/** Port: answers of earlier questions, by the hash of the whole question. */
export type AnswerCache = {
  find(hash: string): Promise<string | undefined>;
  /** `ownerId` is whose own words the question holds. */
  keep(hash: string, answer: string, ownerId: string | undefined): Promise<void>;
};
