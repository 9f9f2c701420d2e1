import type { Readable } from 'node:stream';

/** Octets of a file, from the first to the last named, both included. */
export type Stretch = { start: number; end: number };

/** Where files lie. Keys say nothing of what is under them. */
export type FileStore = {
  /** Puts the file at `path` under a key; once it resolves it is there for good. */
  put(key: string, path: string, object: { type: string; size: number }): Promise<void>;
  /** The octets under a key, all of them or a stretch; rejects when there is nothing. */
  read(key: string, stretch?: Stretch): Promise<Readable>;
  /** Removes what is under a key, if anything. */
  remove(key: string): Promise<void>;
};

export type S3Settings = {
  bucket: string;
  region: string;
  /** Absent: Amazon's own. */
  endpoint?: string;
  accessKeyId: string;
  secretAccessKey: string;
};
