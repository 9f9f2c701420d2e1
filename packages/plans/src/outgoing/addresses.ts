import { BlockList, isIP, isIPv4 } from 'node:net';

/** Networks that are no part of the public internet (IANA's special-purpose registries, RFC 6890 and those that followed). */
const SPECIAL_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Of IPv6 only what is given out as global unicast counts, without what lies in it to wrap other addresses or for books. */
const GLOBAL_6 = '2000::/3';
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20', '5f00::/16'];

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    list.addSubnet(address, bits === '' ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  }
  return list;
}

const special4 = listOf(SPECIAL_4);
const global6 = listOf([GLOBAL_6]);
const special6 = listOf(SPECIAL_6);

/** Whether an address is on the public internet, where anybody may be reached. */
function isPublic(address: string): boolean {
  if (isIPv4(address)) return !special4.check(address, 'ipv4');
  return isIP(address) === 6 && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

/** Says which addresses may be connected to: public ones, and those in networks that the operator named. */
export function reachable(alsoNetworks: readonly string[]): (address: string) => boolean {
  const named = listOf(alsoNetworks);
  return (address) => isPublic(address) || (isIP(address) !== 0 && named.check(address, isIPv4(address) ? 'ipv4' : 'ipv6'));
}
