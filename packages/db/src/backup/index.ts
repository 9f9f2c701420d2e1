export { BACKUP_FAULTS, BackupFault, type BackupFaultCode } from './fault.ts';
export { backupRead, backupWritten } from './format.ts';
export { checkBackup, restoreBackup } from './read.ts';
export { writeBackup, type WriteOptions } from './write.ts';
