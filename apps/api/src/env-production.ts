import type { Config } from './env.ts';
import { mailWeaknesses } from './env-mail.ts';
import { isLoopback } from './loopback.ts';

/** What makes a server in production unsafe, one line each. */
export function weaknesses(config: Config, { baseUrlGiven, keyGiven }: { baseUrlGiven: boolean; keyGiven: boolean }): string[] {
  const faults: string[] = [];
  const { protocol, hostname } = new URL(config.baseUrl);
  if (!baseUrlGiven) faults.push('BASE_URL must be set in production (the address people type, https://…)');
  else if (protocol !== 'https:' && !isLoopback(hostname)) faults.push('BASE_URL must be https:// in production');
  if (config.passwordMinLength < 12) faults.push('PASSWORD_MIN_LENGTH must be at least 12 in production');
  if (config.rateLimitScale > 10 && !isLoopback(hostname)) faults.push('RATE_LIMIT_SCALE must be at most 10 in production');
  if (config.corsOrigins.includes('*')) faults.push('CORS_ORIGINS must name the origins in production');
  if (config.databaseUrl.startsWith('postgres') && /:\/\/[^@/]+:(postgres|password|changeme|secret)@/.test(config.databaseUrl))
    faults.push('DATABASE_URL has a default password');
  const model = URL.parse(config.model?.baseUrl ?? '');
  if (keyGiven && model?.protocol === 'http:' && !isLoopback(model.hostname))
    faults.push('OPENAI_BASE_URL must be https:// where a key goes along');
  const store = URL.parse(config.files.s3?.endpoint ?? '');
  if (store?.protocol === 'http:' && !isLoopback(store.hostname))
    faults.push('FILES_S3_ENDPOINT must be https:// for a store on another machine');
  faults.push(...mailWeaknesses(config.mail));
  const open = unencryptedDatabase(config.databaseUrl);
  if (open !== undefined) faults.push(open);
  return faults;
}

/**
 * PostgreSQL's own default takes a connection in the clear where nothing is said. On this machine that is no harm;
 * for another one it has to be said, and then it is meant.
 */
function unencryptedDatabase(databaseUrl: string): string | undefined {
  const url = URL.parse(databaseUrl);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return undefined;
  const mode = url.searchParams.get('sslmode');
  if (mode === 'no-verify') return 'DATABASE_URL has sslmode=no-verify, which takes any certificate; say sslmode=verify-full';
  // Without a host, or with a path for one, it is a socket of this machine.
  const host = url.searchParams.get('host') ?? url.hostname;
  if (mode !== null || host === '' || host.startsWith('/') || host.startsWith('%2F') || isLoopback(host)) return undefined;
  return 'DATABASE_URL must say sslmode=verify-full for a database on another machine (or sslmode=disable on a network that is yours alone)';
}
