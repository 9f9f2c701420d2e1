import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countryFinder } from './country.ts';

/** A table that knows one network: 203.0.113.0/24 is in Portugal (MaxMind DB File Format 2.0, 24-bit records). */
function portugal(): Buffer {
  const bits = [203, 0, 113].flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
  const nodes = bits.map((bit, index) => {
    const on = index === bits.length - 1 ? bits.length + 16 : index + 1;
    const node = Buffer.alloc(6);
    node.writeUIntBE(bit === 0 ? on : bits.length, 0, 3);
    node.writeUIntBE(bit === 1 ? on : bits.length, 3, 3);
    return node;
  });
  const text = (value: string) => Buffer.concat([Buffer.from([0x40 | value.length]), Buffer.from(value)]);
  const map = (entries: Record<string, Buffer>) =>
    Buffer.concat([
      Buffer.from([0xe0 | Object.keys(entries).length]),
      ...Object.entries(entries).flatMap(([key, value]) => [text(key), value]),
    ]);
  const uint16 = (value: number) => Buffer.from([0xa2, value >> 8, value & 255]);
  const uint32 = (value: number) => Buffer.from([0xc4, 0, 0, value >> 8, value & 255]);
  const metadata = map({
    node_count: uint32(bits.length),
    record_size: uint16(24),
    ip_version: uint16(4),
    database_type: text('Test-Country'),
    binary_format_major_version: uint16(2),
    binary_format_minor_version: uint16(0),
  });
  const data = map({ country: map({ iso_code: text('PT') }) });
  return Buffer.concat([...nodes, Buffer.alloc(16), data, Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com'), metadata]);
}

describe('the country of a request', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tripmaster-country-'));
    await writeFile(join(folder, 'table.mmdb'), portugal());
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is what a trusted proxy names, else what the operator’s table knows, else nothing', async () => {
    const everybody = () => true;
    const socket = { remoteAddress: '127.0.0.1' };
    const none = await countryFinder({ countryHeader: undefined, geoipFile: undefined }, everybody);
    expect(none({ headers: { 'cf-ipcountry': 'FR' }, ip: '203.0.113.7', socket })).toBeUndefined();
    const find = await countryFinder({ countryHeader: 'cf-ipcountry', geoipFile: join(folder, 'table.mmdb') }, everybody);
    const forged = await countryFinder({ countryHeader: 'cf-ipcountry', geoipFile: undefined }, () => false);
    expect(forged({ headers: { 'cf-ipcountry': 'FR' }, ip: '203.0.113.7', socket })).toBeUndefined();
    expect(find({ headers: { 'cf-ipcountry': 'FR' }, ip: '203.0.113.7', socket })).toBe('FR');
    for (const unknown of ['XX', 'T1', 'france', ''])
      expect(find({ headers: { 'cf-ipcountry': unknown }, ip: '203.0.113.7', socket })).toBe('PT');
    expect(find({ headers: {}, ip: '203.0.113.7', socket })).toBe('PT');
    expect(find({ headers: {}, ip: '198.51.100.1', socket })).toBeUndefined();
    expect(find({ headers: {}, ip: 'nonsense', socket })).toBeUndefined();
  });

  it('says at start that the table can’t be read', async () => {
    await writeFile(join(folder, 'broken.mmdb'), 'no table');
    for (const file of ['broken.mmdb', 'missing.mmdb'])
      await expect(countryFinder({ countryHeader: undefined, geoipFile: join(folder, file) }, () => true)).rejects.toThrow('GEOIP_FILE');
  });
});
