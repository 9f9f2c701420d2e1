export { BACKUP_FAULTS, BackupFault, type BackupFaultCode } from './fault.ts';
export { checkBackup, restoreBackup, type Read } from './read.ts';
export { writeBackup, type Written, type WriteOptions } from './write.ts';
