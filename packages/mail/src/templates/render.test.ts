import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Mail } from '../mail.ts';
import { composeMessage } from '../message.ts';
import { render } from './render.ts';

const to = 'ana@example.com';
const at = Date.UTC(2027, 4, 17, 14, 3);
const link = 'https://trip.example/somewhere?a=1&b=2#t0ken';
const MAILS: Mail[] = [
  { kind: 'verify-email', to, link },
  { kind: 'reset-password', to, link },
  { kind: 'confirm-email-change', to, link },
  { kind: 'already-registered', to, link },
  { kind: 'no-account', to, link },
  { kind: 'email-changed', to, newEmail: 'new@example.com', at },
  { kind: 'password-changed', to, at, link },
  { kind: 'sign-in-locked', to, at, link },
  { kind: 'codes-locked', to, at, link },
  { kind: 'second-factor-changed', to, at, link },
  { kind: 'identity-linked', to, at, link },
  { kind: 'new-sign-in', to, device: 'Firefox 140.0 on Linux', country: 'PT', at, link },
  { kind: 'plan-invitation', to, inviter: 'Ana', trip: 'Lisbon in five days', role: 'editor', link },
  { kind: 'plan-invitation', to, inviter: null, trip: 'A day in Porto', role: 'viewer', link },
];
const signIn = (device: string, country: string | null = null, locale: string | null = null) =>
  render({ kind: 'new-sign-in', to, device, country, at, link, locale });

describe.each(MAILS)('the mail $kind', (mail) => {
  const { subject, text, html = '' } = render(mail);

  it('says what happened, in one voice', () => {
    expect(subject).toMatch(/^[A-Z][^!\r\n]{5,60}$/);
    for (const words of [text, html.replace('<!doctype', '')]) expect(words).not.toMatch(/!|undefined|\bnull\b|NaN|\[object/);
    expect(text).toContain('TripMaster AI');
    expect(text).toMatch(/If this wasn’t (?:you|meant for you)/);
    if ('at' in mail) for (const words of [text, html]) expect(words).toContain('17 May 2027 at 14:03 UTC');
  });

  it('has its link whole in text and HTML', () => {
    if (!('link' in mail)) return;
    expect(text.split('\n')).toContain(link);
    expect(html).toContain(`href="${link.replace('&', '&amp;')}"`);
  });

  it('fetches nothing and runs nothing', () => {
    expect(html).not.toMatch(/<(?:img|script|style|link|iframe|object|form|svg)|url\(|\ssrc=|\son\w+=|@import/i);
    expect(html.split('\n').every((line) => Buffer.byteLength(line) < 900)).toBe(true);
  });

  it('comes through as a message', async () => {
    const parsed = await PostalMime.parse(
      await composeMessage({ ...render(mail), id: 'x', userId: null, from: 'a@example.org', date: at }),
    );
    expect([parsed.subject, parsed.text?.trim(), parsed.html?.trim()]).toEqual([subject, text.trim(), html.trim()]);
  });
});

describe('what strangers write', () => {
  it('is text in the HTML, never markup', () => {
    const changed = render({ kind: 'email-changed', to, newEmail: `"<script>alert(1)</script>'&"@example.com`, at });
    expect(changed.html).not.toContain('<script');
    expect(changed.html).toContain('&quot;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;&quot;@example.com');
    expect(signIn('<script>alert(1)</script>').html).not.toContain('<script');
    expect(signIn('x', '<b>').html).not.toContain('<b>');
  });

  it('is one line', () => {
    const { text } = signIn('Firefox\r\nBcc: eve@example.com\u2028\u0085\0\u202eevil');
    expect(text).toContain('\nDevice: Firefox Bcc eve example com evil\n');
    const changed = render({ kind: 'email-changed', to, newEmail: 'a@example.com\r\n\r\nPay here', at });
    expect(changed.text).toContain('\nNew address: a@example.com Pay here\n');
  });

  it('puts no link of its own into the mail', () => {
    const { text, html = '' } = signIn('Sign in at https://evil.example/x or www.evil.example');
    for (const words of [text, html]) expect(words).not.toMatch(/evil\.example|:\/\/evil/);
    expect(signIn('Safari 17.2 (iPhone)').text).toContain('Device: Safari 17.2 (iPhone)\n');
  });

  it('is no more than words in an invitation, which whoever sends it could fill', () => {
    const trip = 'Win at https://evil.example/x <img src=//evil.example>\r\nBcc: eve@evil.example';
    const { subject, text, html = '' } = render({ kind: 'plan-invitation', to, inviter: 'www.evil.example', trip, role: 'editor', link });
    expect(subject).toBe('You are invited to a trip');
    for (const words of [text, html]) expect(words).not.toMatch(/evil\.example|:\/\/evil|<img|@evil/);
    expect(text).toContain('\nFrom: www evil example\n');
    expect(text).not.toContain('security of an account');
    expect(render({ kind: 'plan-invitation', to, inviter: '\u202e', trip: '', role: 'viewer', link }).text).toContain('– asks you');
  });

  it('is short, and there even when it is nothing', () => {
    expect(signIn('x'.repeat(100_000)).text).toContain(`Device: ${'x'.repeat(119)}…\n`);
    expect(signIn('\r\n').text).toContain('Device: –\n');
    expect(signIn('half \ud800').text).toContain('Device: half');
  });

  it.each(['a@example.com, eve@example.com', 'a@example.com\nBcc: eve@example.com', 'Ana <a@example.com>', 'nobody', ''])(
    'is no address to send to: %j',
    (address) => {
      expect(() => render({ kind: 'verify-email', to: address, link })).toThrow('one address');
    },
  );

  it.each(['javascript:alert(1)', '/verify-email#x', 'https://trip.example/\r\nx', 'https://trip.example/a b', ''])(
    'is no link to follow: %j',
    (address) => {
      expect(() => render({ kind: 'verify-email', to, link: address })).toThrow('web address');
    },
  );

  it('can’t get out of the attribute of a link', () => {
    const { html } = render({ kind: 'verify-email', to, link: `https://trip.example/#"><script>alert('1')</script>` });
    expect(html).not.toContain('<script');
    expect(html).toContain('#%22%3E%3Cscript%3E');
  });
});

describe('languages', () => {
  it('writes dates and countries for the region of the person', () => {
    expect(signIn('x', 'PT', 'en-US').text).toContain('May 17, 2027 at 02:03 PM UTC');
    expect(signIn('x', 'PT', 'en-US').html).toContain('lang="en-US"');
    expect(signIn('x', 'CI').text).toContain('Country: Côte d’Ivoire\n');
    expect(signIn('x').text).toContain('Country: Not known\n');
  });

  it.each(['de-AT', 'he', 'en', 'zz-ZZ', 'not a tag', 'toString', null])('falls back to English for %j', (locale) => {
    const { text, html } = signIn('x', 'PT', locale);
    expect(text).toContain('17 May 2027 at 14:03 UTC');
    expect(html).toContain('lang="en-GB" dir="ltr"');
  });
});
