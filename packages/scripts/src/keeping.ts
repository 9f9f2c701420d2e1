import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Session, TokenStore } from '@tripmaster/client';

/** What is remembered of one server: who we are there, and the session. */
export type Account = { email: string; password?: string; session?: Session };

/** The user's folder for settings (XDG Base Directory Specification; `%APPDATA%` on Windows). */
function configFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env['XDG_CONFIG_HOME'] ?? (process.platform === 'win32' ? env['APPDATA'] : undefined) ?? join(homedir(), '.config');
  return join(base, 'tripmaster');
}

/** The accounts that are remembered here, one a server, in a file that only this user can read. */
export function accountKeeper(folder = configFolder()) {
  const file = join(folder, 'accounts.json');

  /** Only a file that is not there is empty: it holds passwords nobody else has, and is never written over unread. */
  async function readAll(): Promise<Record<string, Account>> {
    const content = await readFile(file, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return '{}';
      throw new Error(`${file} can’t be read (${codeOf(error)}).`, { cause: error });
    });
    const accounts = parsed(content);
    if (accounts === undefined) throw new Error(`${file} is damaged. Mend it, or move it away to begin anew.`);
    return accounts;
  }

  async function change(server: string, account: Account | undefined): Promise<void> {
    const { [server]: _, ...others } = await readAll();
    const content = JSON.stringify(account === undefined ? others : { ...others, [server]: account }, null, 2);
    const draft = `${file}.${process.pid}`;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(draft, `${content}\n`, { mode: 0o600, flush: true });
      await chmod(draft, 0o600);
      await rename(draft, file);
    } catch (error) {
      throw new Error(`${file} can’t be written (${codeOf(error)}).`, { cause: error });
    } finally {
      await rm(draft, { force: true });
    }
  }

  return {
    file,
    read: async (server: string): Promise<Account | undefined> => (await readAll())[server],
    write: change,
    /** Where the client keeps its tokens for one server; a session that ends leaves the account remembered. */
    tokens(server: string, account: () => Omit<Account, 'session'>): TokenStore {
      return {
        read: async () => {
          const kept = (await readAll())[server];
          return kept?.email === account().email ? kept.session : undefined;
        },
        write: (session) => change(server, { ...account(), session }),
        clear: async () => {
          if ((await readAll())[server]?.email === account().email) await change(server, account());
        },
      };
    },
  };
}

/** The accounts a file holds, or undefined when it is not one of ours. */
function parsed(content: string): Record<string, Account> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return isAccounts(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isAccounts(value: unknown): value is Record<string, Account> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isAccount);
}

function isAccount(value: unknown): value is Account {
  return typeof value === 'object' && value !== null && 'email' in value && typeof value.email === 'string';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
