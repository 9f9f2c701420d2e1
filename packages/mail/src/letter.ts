/** A mail in words. */
export type Letter = {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** An account that it names beside the one it is about. */
  alsoAbout?: string;
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

/** Where mails go. */
export type Transport = {
  /** Hands one mail over; rejects when it wasn't taken. May be asked again for a mail it already took. */
  send(message: Message): Promise<void>;
  /** Removes what it keeps of mails to a person; absent where nothing is kept. */
  forget?(userId: string): Promise<void>;
  /** Removes what it has kept for long enough; asked once an hour. */
  prune?(): Promise<void>;
};
