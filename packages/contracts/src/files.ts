import { z } from 'zod';
import { id } from './ids.ts';
import { itemId } from './item.ts';
import { pageByIdInput } from './paging.ts';
import { line } from './text.ts';
import { instant } from './time.ts';

/** What is kept, whatever a file was sent as. */
export const FILE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'text/plain'] as const;

/** A file of a trip. `type` is what its content is. */
export const planFile = z.strictObject({
  id,
  planId: id,
  name: z.string(),
  type: z.enum(FILE_TYPES),
  /** Octets, as stored. */
  size: z.int(),
  /** Pixels, of a picture; pictures have a thumbnail. */
  width: z.int().optional(),
  height: z.int().optional(),
  /** Whether everybody on the trip sees it, rather than who put it there alone. */
  shared: z.boolean(),
  /** The stop it belongs to. */
  itemId: z.string().optional(),
  /** Whether the reader put it there. */
  mine: z.boolean(),
  /** Who put it there, by name. */
  addedBy: z.string().optional(),
  createdAt: instant,
});
export type PlanFile = z.infer<typeof planFile>;

export const fileListInput = z.strictObject({ ...pageByIdInput, id });
/** Changes of a file; `itemId: null` takes it off its stop. */
export const fileUpdate = z.strictObject({
  id,
  name: line(200).optional(),
  shared: z.boolean().optional(),
  itemId: itemId.nullable().optional(),
});
export type FileUpdate = z.infer<typeof fileUpdate>;

/** The address of `POST /files`, whose body is the file itself. A name is made fit to be one, not refused. */
export const fileUpload = z.strictObject({
  plan: id,
  name: z.string().max(2_000).optional(),
  item: itemId.optional(),
  shared: z.enum(['true', 'false']).optional(),
});
