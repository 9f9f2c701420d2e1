import { resolve } from 'node:path';
import { z } from 'zod';
import { httpAddress, list, port } from './env-kinds.ts';
import { trustProxy } from './trust.ts';

const origins = list.transform((values, context) =>
  values.map((value) => {
    if (value === '*') return value;
    const written = value.replace(/\/$/, '').toLowerCase();
    // Browsers send no path; with one behind it the entry would match nothing.
    if (!/^https?:/.test(written) || URL.parse(written)?.origin !== written)
      context.addIssue(`has "${value}", which is no origin such as https://app.example.org`);
    return written;
  }),
);

/** Settings of where the server listens, and what it is called from outside. */
export const listeningSettings = {
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: httpAddress.optional(),
  CORS_ORIGINS: origins.default([]),
  TRUST_PROXY: trustProxy.default(false),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  HTTP_REDIRECT_PORT: port.optional(),
};
export type ListeningEnvironment = z.infer<z.ZodObject<typeof listeningSettings>>;

/** The certificate and key that the server speaks TLS with itself; `redirectPort` listens for plain http and only sends people on. */
export type TlsConfig = { certFile: string; keyFile: string; redirectPort?: number };

/** The same as the server uses it, `undefined` where it speaks no TLS itself; `fault` tells what is missing. */
export function tlsOf(env: ListeningEnvironment): TlsConfig | { fault: string } | undefined {
  const { TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile, HTTP_REDIRECT_PORT: redirectPort } = env;
  if (certFile === undefined && keyFile === undefined)
    return redirectPort === undefined ? undefined : { fault: 'HTTP_REDIRECT_PORT needs TLS_CERT_FILE and TLS_KEY_FILE.' };
  if (certFile === undefined || keyFile === undefined)
    return {
      fault: `${certFile === undefined ? 'TLS_CERT_FILE' : 'TLS_KEY_FILE'} is missing: TLS needs the certificate and its key.`,
    };
  if (env.BASE_URL?.startsWith('http:') === true) return { fault: 'BASE_URL must be https:// when TLS_CERT_FILE is set.' };
  return { certFile: resolve(certFile), keyFile: resolve(keyFile), ...(redirectPort === undefined ? {} : { redirectPort }) };
}
