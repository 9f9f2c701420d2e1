import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSealingKey, SealBroken, sealer } from './sealing.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('sealing', () => {
  const keys = [newSealingKey(), newSealingKey()];
  const { seal, open, keyOf, currentKey } = sealer(() => keys);
  const reasonOf = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      if (error instanceof SealBroken) return error.reason;
      throw error;
    }
    return 'opened';
  };

  it('gives back any text, at any place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'binary' }), (plain, place) => {
        expect(open(seal(plain, place), place)).toBe(plain);
      }),
    );
  });

  it('refuses half a character, which would come back as another', () => {
    expect(() => seal('a\ud800', 'x')).toThrow(TypeError);
  });

  it('never seals a text twice the same way', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => seal('same', 'x'))).size).toBe(1_000);
  });

  it('shows nothing of the text but its length', () => {
    const sealed = seal('JBSWY3DPEHPK3PXP', 'totp.secret:1');
    expect(sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]{16}\.[\w-]{43}$/);
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('JBSW');
    expect(keyOf(sealed)).toBe(keys[0]?.kid);
    expect(currentKey()).toBe(keys[0]?.kid);
  });

  it('does not open what was moved to another row or column', () => {
    const [ana, ben] = [seal('of ana', 'totp.secret:ana'), seal('of ben', 'totp.secret:ben')];
    expect(reasonOf(() => open(ben, 'totp.secret:ana'))).toBe('altered');
    expect(reasonOf(() => open(ana, 'mail_outbox.body:ana'))).toBe('altered');
    expect(open(ana, 'totp.secret:ana')).toBe('of ana');
  });

  it('finds every flipped bit of the nonce, the text and the tag', () => {
    const [version, kid, ...parts] = seal('secret', 'x').split('.');
    for (const [index, part] of parts.entries()) {
      const bytes = Buffer.from(part, 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const forged = [version, kid, ...parts.with(index, flipped.toString('base64url'))].join('.');
        expect(reasonOf(() => open(forged, 'x'))).toBe('altered');
      }
    }
  });

  it('finds every changed, added and dropped letter of the whole text', () => {
    const sealed = seal('secret', 'x');
    for (const [at, letter] of [...sealed].entries()) {
      const other = LETTERS[(LETTERS.indexOf(letter) + 1) % LETTERS.length] ?? '';
      for (const change of [other, '', letter + letter, `${letter}=`, `${letter}\n`]) {
        const forged = sealed.slice(0, at) + change + sealed.slice(at + 1);
        expect(
          reasonOf(() => open(forged, 'x')),
          forged,
        ).not.toBe('opened');
      }
    }
  });

  it('does not open under another key with the same id', () => {
    const [first] = keys;
    const sealed = seal('secret', 'x');
    const impostor = { kid: first?.kid ?? '', key: newSealingKey().key };
    expect(reasonOf(() => sealer(() => [impostor]).open(sealed, 'x'))).toBe('altered');
  });

  it('names what is no sealed text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (noise) => {
        expect(reasonOf(() => open(noise, 'x'))).toBe('malformed');
        expect(reasonOf(() => keyOf(noise))).toBe('malformed');
      }),
    );
    for (const near of ['v1.a.b.c', 'v2.k.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA', 'v1.k.AAAAAAAAAAAAAAAA.AAAA'])
      expect(reasonOf(() => open(near, 'x'))).toBe('malformed');
  });

  it('opens under older keys, seals under the first, and asks for newer keys once before it refuses', () => {
    let ring = [newSealingKey()];
    const asked: string[] = [];
    let newer: typeof ring = [];
    const node = sealer(() => ring, {
      onUnknownKey: (kid) => {
        asked.push(kid);
        ring = [...newer, ...ring];
      },
    });
    const old = node.seal('before', 'x');
    const [fresh] = (newer = [newSealingKey()]);
    const foreign = sealer(() => newer).seal('elsewhere', 'x');
    expect(node.open(foreign, 'x')).toBe('elsewhere');
    expect(asked).toEqual([fresh?.kid]);
    expect(node.keyOf(node.seal('after', 'x'))).toBe(fresh?.kid);
    expect(node.open(old, 'x')).toBe('before');
    const lost = sealer(() => [newSealingKey()]);
    expect(reasonOf(() => lost.open(old, 'x'))).toBe('unknown-key');
  });

  it('tells neither text nor key in its errors', () => {
    const sealed = seal('hush-hush', 'place');
    try {
      open(sealed, 'elsewhere');
    } catch (error) {
      expect(String(error)).toBe("SealBroken: sealed text can't be opened at elsewhere: altered");
      expect(error).not.toHaveProperty('cause');
    }
    expect.assertions(2);
  });
});
