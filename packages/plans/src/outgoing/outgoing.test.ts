import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createPlainServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outgoing } from './outgoing.ts';

/** Addresses of the machine itself, its network, a cloud's metadata, and other ways to write them. */
const PRIVATE_4 = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.100.100.200',
  '100.127.255.255',
  '127.0.0.1',
  '127.1.2.3',
  '127.255.255.254',
  '169.254.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.255.255',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
];
const PRIVATE_6 = [
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:8.8.8.8',
  '::ffff:0:127.0.0.1',
  '::127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:0:7f00:1::',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2002:c0a8:101::',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fdff:ffff::1',
  'fe80::1',
  'fe80::a9fe:a9fe',
  'fec0::1',
  'ff02::1',
  'ff0e::1',
];
const PUBLIC = [
  '8.8.8.8',
  '1.1.1.1',
  '9.255.255.255',
  '100.128.0.1',
  '172.32.0.1',
  '193.0.0.1',
  '2606:4700:4700::1111',
  '2a00:1450:4001::1',
];
/** The same again in writings that a URL's parser makes an address of. */
const DISGUISED = [
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '127.1',
  '127.0.1',
  '127.0.0.1.',
  '0',
  '0x0',
  '00',
  '3232235521',
  '0xc0a80001',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.43518',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '１２７.０.０.１',
  '%31%32%37.0.0.1',
  '10.0.1',
  '0xA.0.0.1',
  '012.0.0.1',
  '[0:0:0:0:0:ffff:7f00:1]',
  '[::ffff:7f00:0001]',
  '[0000::0001]',
];
const NAMED = ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'printer.local', 'metadata.google.internal', 'nas.home.arpa'];
const MALFORMED = [
  '',
  ' ',
  'http://',
  'https:///',
  'example.org/hook',
  '//example.org/hook',
  'ftp://example.org/',
  'file:///etc/passwd',
  'gopher://example.org/',
  'javascript:alert(1)',
  'data:text/plain,x',
  'ws://example.org/',
  'unix:/run/docker.sock',
  'https://user@example.org/',
  'https://user:secret@example.org/',
  'https://:secret@example.org/',
  'https://example.org@127.0.0.1/',
  'https://127.0.0.1#@example.org/',
  'https://127.0.0.1\\@example.org/',
  'https://example.org/#fragment',
  'https://example.org:22/',
  'https://example.org:25/',
  'https://example.org:0/',
  'https://example.org:99999/',
  'https://exa mple.org/',
  'https://exam%00ple.org/',
  'https://[::1',
  'https://[fe80::1%25eth0]/',
  'https://256.256.256.256/',
];

describe('requests to addresses that people name', () => {
  const strict = outgoing({ secureOnly: false, resolve: async () => Promise.reject(new Error('nothing may be asked')) });
  const hosts = [...PRIVATE_4, ...PRIVATE_6.map((address) => `[${address}]`), ...DISGUISED, ...NAMED];
  const hostile = [...hosts.flatMap((host) => [`http://${host}/`, `https://${host}:8443/latest/meta-data?x=1`]), ...MALFORMED];

  it(`refuse ${hostile.length} hostile ones before anybody is asked`, async () => {
    expect(hostile.length).toBeGreaterThan(200);
    expect(hostile.filter((url) => strict.fault(url) === undefined)).toEqual([]);
    const sent = await Promise.all(
      hostile.map((url) =>
        strict.post(url, { headers: {}, body: '' }).then(
          () => url,
          (error: unknown) => (error instanceof Error && error.name === 'AddressRefused' ? undefined : `${url}: ${String(error)}`),
        ),
      ),
    );
    expect(sent.filter((one) => one !== undefined)).toEqual([]);
  });

  it('take public ones, in production by https alone', () => {
    const secure = outgoing({ secureOnly: true });
    for (const url of [
      'https://example.org/hook',
      'https://example.org:8443/',
      'https://8.8.8.8/',
      'https://[2606:4700:4700::1111]/x?y=z',
    ]) {
      expect([url, secure.fault(url)]).toEqual([url, undefined]);
      expect([url, secure.fault(url.replace('https', 'http'))]).toEqual([url, 'must be an https:// address']);
    }
  });

  it('refuse names that lead to private networks, whatever else they lead to and whenever they change their mind', async () => {
    for (const address of [...PRIVATE_4, ...PRIVATE_6]) {
      const family = address.includes(':') ? 6 : 4;
      const beside = { address: '8.8.8.8', family: 4 };
      for (const found of [[{ address, family }], [beside, { address, family }]]) {
        const { post } = outgoing({ secureOnly: false, resolve: async () => found });
        await expect(post('http://rebinding.example/', { headers: {}, body: '' })).rejects.toThrow('private network');
      }
    }
    const { post } = outgoing({ secureOnly: false, resolve: async () => [] });
    await expect(post('http://nowhere.example/', { headers: {}, body: '' })).rejects.toThrow('private network');
    const known = PUBLIC.map((address) =>
      outgoing({ secureOnly: true }).fault(`https://${address.includes(':') ? `[${address}]` : address}/`),
    );
    expect(known.filter((fault) => fault !== undefined)).toEqual([]);
  });

  describe('on a network that is allowed', () => {
    let server: Server;
    let port = 0;
    const seen: string[] = [];
    beforeAll(async () => {
      server = createServer((request, response) => {
        seen.push(request.url ?? '');
        if (request.url === '/redirect') return response.writeHead(302, { location: '/secret' }).end();
        if (request.url === '/slow') return undefined;
        if (request.url === '/endless') {
          response.writeHead(200);
          const more = setInterval(() => response.write('x'.repeat(65_536)), 1);
          return response.once('close', () => clearInterval(more));
        }
        return response.writeHead(204).end();
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      port = typeof address === 'object' && address !== null ? address.port : 0;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });
    const local = (path: string, timeoutMs = 1_000) =>
      outgoing({ secureOnly: false, alsoNetworks: ['127.0.0.0/8'], timeoutMs }).post(`http://127.0.0.1:${port}${path}`, {
        headers: {},
        body: '{}',
      });

    it('follow no redirect, read no endless answer, and wait for none that does not come', async () => {
      expect(await local('/ok')).toEqual({ status: 204 });
      expect(await local('/redirect')).toEqual({ status: 302 });
      expect(seen).not.toContain('/secret');
      expect(await local('/endless')).toEqual({ status: 200 });
      await expect(local('/slow', 200)).rejects.toThrow();
      // Other private networks stay what they are.
      const { fault } = outgoing({ secureOnly: false, alsoNetworks: ['127.0.0.0/8'] });
      expect([fault('http://127.9.9.9:8080/'), fault('http://10.0.0.1/')]).toEqual([undefined, 'leads to a private network']);
    });

    it('connect to the very address that was checked', async () => {
      let asked = 0;
      const { post } = outgoing({
        secureOnly: false,
        alsoNetworks: ['127.0.0.0/8'],
        resolve: async () => {
          asked += 1;
          return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
        },
      });
      expect(await post(`http://changes.example:${port}/ok`, { headers: {}, body: '{}' })).toEqual({ status: 204 });
      expect(asked).toBe(1);
    });

    it('take no answer that is no HTTP', async () => {
      const odd = createPlainServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1');
      await once(odd, 'listening');
      const address = odd.address();
      const at = typeof address === 'object' && address !== null ? address.port : 0;
      const { post } = outgoing({ secureOnly: false, alsoNetworks: ['127.0.0.1/32'] });
      await expect(post(`http://127.0.0.1:${at}/`, { headers: {}, body: '' })).rejects.toThrow();
      odd.close();
    });
  });
});
