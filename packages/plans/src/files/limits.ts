import type { Limit } from '@tripmaster/rpc';

const MIB = 1024 * 1024;

/** What people may keep, in octets as stored; an operator's to set. */
export type FileLimits = { file: number; person: number; plan: number };
export const FILE_LIMITS: FileLimits = { file: 100 * MIB, person: 1024 * MIB, plan: 1024 * MIB };

/** However small they are: what is added up for a quota stays few rows. */
export const MOST_FILES = { person: 2_000, plan: 500 };

/** A text longer than this is no note or ticket, and it is looked through as a whole. */
export const LONGEST_TEXT = MIB;

/** 50 megapixels: more than phones take, and few enough that one picture at a time fits into a small machine. */
export const MOST_PIXELS = 50_000_000;

export const UPLOADS_AN_ACCOUNT: Limit = { name: 'uploads', max: 600, windowMs: 3_600_000 };
export const FILE_CHANGES_AN_ACCOUNT: Limit = { name: 'file-changes', max: 3_000, windowMs: 3_600_000 };
