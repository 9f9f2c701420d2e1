/** A unique index refused a row. `constraint` is the index's name on PostgreSQL, its columns on SQLite. */
export class UniqueViolation extends Error {
  readonly constraint: string;
  constructor(constraint: string, options?: ErrorOptions) {
    super(`unique violation: ${constraint}`, options);
    this.name = 'UniqueViolation';
    this.constraint = constraint;
  }
}

/** The database was migrated by a newer release than this one. */
export class NewerSchema extends Error {
  constructor(unknown: string) {
    super(
      `The database has a newer schema than this release knows (migration ${unknown}). Start the newer release, or restore a backup made before it.`,
    );
    this.name = 'NewerSchema';
  }
}

/** The database can't be reached or opened; the message is one plain sentence. */
export class DatabaseUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseUnavailable';
  }
}

/** Codes of a database that is not there or can't take more just now: connection lost, shutting down, too many clients, too many writers of one row, file locked. */
const UNAVAILABLE =
  /^(?:08\w{3}|57P0\d|53300|40001|40P01|E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH)|SQLITE_BUSY\w*|SQLITE_FULL|SQLITE_IOERR\w*)$/;

/** True when the work failed for want of the database, not of the work: it may be tried again later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const driver = driverError(error);
  if (driver !== undefined) return UNAVAILABLE.test(driver.code);
  for (let current = error; current instanceof Error; current = current.cause) {
    if (/^(?:Connection terminated|timeout exceeded when trying to connect)/.test(current.message)) return true;
  }
  return false;
}

type DriverError = { code: string; message: string; constraint?: string };

/** The driver's own error inside whatever wrapped it, or undefined when there is none. */
export function driverError(error: unknown): DriverError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') {
      const constraint = 'constraint' in current && typeof current.constraint === 'string' ? current.constraint : undefined;
      return { code: current.code, message: current.message, ...(constraint === undefined ? {} : { constraint }) };
    }
  }
  return undefined;
}

/** The one place where driver codes become application errors; anything else is passed on as it came. */
export function mapDriverError(error: unknown): unknown {
  const driver = driverError(error);
  if (driver === undefined) return error;
  if (driver.code === '23505') return new UniqueViolation(driver.constraint ?? driver.message, { cause: error });
  if (driver.code === 'SQLITE_CONSTRAINT_UNIQUE' || driver.code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return new UniqueViolation(driver.message.replace(/^UNIQUE constraint failed: /, ''), { cause: error });
  }
  return error;
}
