/** A mail in words. */
export type Letter = {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** An account that it names beside the one it is about. */
  alsoAbout?: string;
  /** Where mails of its kind are turned off; absent on those that can't be. */
  unsubscribe?: string;
};

/** A letter with what its envelope needs. */
export type Message = Letter & {
  /** The outbox row's id: the same mail handed over twice has the same one. */
  id: string;
  /** Whose account it is about; `null` for mails to addresses without one. */
  userId: string | null;
  from: string;
  /** When it was queued, in milliseconds since 1970. */
  date: number;
};

export type HandOver = {
  /** Aborted when it takes too long: from then on the mail must not be handed over any more. */
  signal: AbortSignal;
  /**
   * To be awaited before the last step, by a transport whose other end can't tell that a mail comes twice. One mail
   * at a time is between that and its note, so a process that ends leaves one behind of which nobody knows.
   */
  turn: () => Promise<void>;
};

/** What became of a mail that was taken. */
export type Taken = {
  /** What the other end calls it. */
  providerId?: string;
};

/** Where mails go. */
export type Transport = {
  /** Hands one mail over; rejects when it wasn't taken, best with `NotTaken`. May be asked again for a mail it already took. */
  send(message: Message, how: HandOver): Promise<Taken>;
  /** How many mails it takes at once. */
  atOnce?: number;
  /** Removes what it keeps of mails to a person; absent where nothing is kept. */
  forget?(userId: string): Promise<void>;
  /** Removes what it has kept for long enough; asked once an hour. */
  prune?(): Promise<void>;
  /** Lets go of its connections. */
  close?(): Promise<void>;
};

/**
 * How a mail was not taken. `refused`: for good, this mail. `later`: this mail, for now. `silent`: no answer came, or
 * none that says anything, perhaps for all mails. `away`: nothing was heard of the mail at all, as nobody was there, or
 * none of our mails are taken now; that is no attempt.
 */
export type Fault = 'refused' | 'later' | 'silent' | 'away';

/** A mail was not taken; `problem` says why, without an address and without the other end's own words. */
export class NotTaken extends Error {
  readonly fault: Fault;
  readonly problem: string;
  /** How long the other end wants to be left alone. */
  readonly waitMs: number | undefined;

  constructor(fault: Fault, problem: string, { waitMs, cause }: { waitMs?: number | undefined; cause?: unknown } = {}) {
    super(problem, { cause });
    this.name = 'NotTaken';
    this.fault = fault;
    this.problem = problem;
    this.waitMs = waitMs;
  }
}
