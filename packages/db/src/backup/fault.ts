/**
 * What is wrong with a backup, or why there can't be one.
 * - `not-a-backup`: another program's file.
 * - `cut-off`: its end is missing.
 * - `damaged`: what is in it is not what was written.
 * - `changed`: it was made by another server, or by somebody without this server's keys.
 * - `newer`: made by a newer release.
 * - `does-not-fit`: it is whole, and the database it was to be put into refuses it or holds something else afterwards.
 * - `not-empty`: the database it was to be put into has tables already.
 * - `no-room`: the disk has too little room.
 * - `missing`: the file is not there, or can't be read.
 */
export const BACKUP_FAULTS = [
  'not-a-backup',
  'cut-off',
  'damaged',
  'changed',
  'newer',
  'does-not-fit',
  'not-empty',
  'no-room',
  'missing',
] as const;
export type BackupFaultCode = (typeof BACKUP_FAULTS)[number];

/** `message` says it in words, for logs and the command line; it may name tables and files, never what is in them. */
export class BackupFault extends Error {
  readonly code: BackupFaultCode;
  constructor(code: BackupFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackupFault';
    this.code = code;
  }
}
