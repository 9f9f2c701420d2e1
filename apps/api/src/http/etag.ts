import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Names a content: the same for the same, as an ETag in its quotes. */
export function etagOf(content: string): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 24)}"`;
}

/** True when a caller has what `etag` names (RFC 9110, 13.1.2: weakly compared, as proxies that compress make tags weak; perhaps one of several). */
export function isKnown({ headers }: Pick<FastifyRequest, 'headers'>, etag: string): boolean {
  const known = headers['if-none-match'];
  return known !== undefined && known.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));
}
