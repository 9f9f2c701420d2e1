import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** Whose `X-Forwarded-*` count: nobody's, everybody's, those of the last so many proxies, or of these addresses. */
export type TrustProxy = boolean | number | string[];

/** Whether the sender at this distance (0: the connection itself) is a proxy of ours. */
export type Trusts = (address: string | undefined, distance: number) => boolean;

const MOST_HOPS = 10;

/** Networks that have a name, as Fastify and nginx know them. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** The setting as it is written: `true`, `false`, a number of hops, or addresses, networks and names between commas. */
export const trustProxy = z.string().transform((text, context): TrustProxy => {
  const value = text.trim();
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^\d+$/.test(value)) {
    const hops = Number(value);
    if (hops > MOST_HOPS) context.addIssue(`can't be more than ${MOST_HOPS} hops`);
    return hops === 0 ? false : hops;
  }
  const places = value.split(',').map((part) => part.trim());
  const wrong = places.find((place) => networksOf(place) === undefined);
  if (wrong !== undefined)
    context.addIssue(`has "${wrong}", which is no address, network (10.0.0.0/8) or name (loopback, linklocal, uniquelocal)`);
  return places;
});

/**
 * The setting as a question. Written out here because Fastify trusts nobody when it is given a number, and
 * because the redirect to https must ask the same question as the addresses in the log.
 */
export function trustsOf(setting: TrustProxy): Trusts {
  if (typeof setting === 'boolean') return () => setting;
  if (typeof setting === 'number') return (_address, distance) => distance < setting;
  const list = new BlockList();
  for (const place of setting) {
    for (const { address, prefix, family } of networksOf(place) ?? []) list.addSubnet(address, prefix, family);
  }
  return (address) => {
    const version = isIP(address ?? '');
    return address !== undefined && version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
}

type Network = { address: string; prefix: number; family: 'ipv4' | 'ipv6' };

function networksOf(place: string): Network[] | undefined {
  const written = Object.hasOwn(NAMED, place) ? NAMED[place] : [place];
  const networks = written?.map(networkOf).filter((network) => network !== undefined);
  return networks?.length === written?.length ? networks : undefined;
}

function networkOf(text: string): Network | undefined {
  const [, address = '', , digits] = /^([^/]+)(\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return undefined;
  const whole = version === 4 ? 32 : 128;
  const prefix = digits === undefined ? whole : Number(digits);
  return prefix > whole ? undefined : { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}
