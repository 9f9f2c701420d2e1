import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { CHOSEN_BY } from '../mail.ts';
import { composeMessage } from '../message.ts';
import { LANGUAGES, render } from './render.ts';
import { SAMPLES } from './samples.ts';
import type { Mail } from '../mail.ts';

const to = 'ana@example.com';
const at = Date.UTC(2027, 4, 17, 14, 3);
const link = 'https://trip.example/somewhere?a=1&b=2#t0ken';
const signIn = (device: string, country: string | null = null, locale: string | null = null) =>
  render({ kind: 'new-sign-in', to, device, country, at, link, locale });

const KINDS = Object.entries(SAMPLES).flatMap(([name, mail]) =>
  Object.keys(LANGUAGES).map((language): [string, Mail] => [`${name} (${language})`, { ...mail, locale: language }]),
);

/** What is written in a page, without its markup. */
const writtenIn = (html: string) =>
  html
    .replace(/<!--.*?-->|<[^>]+>/gs, ' ')
    .replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" })[name] ?? '');

describe.each(KINDS)('the mail %s', async (_, mail) => {
  const { subject, text, html = '' } = await render(mail);

  it('says what happened, in one voice', () => {
    expect(subject).toMatch(/^[A-Z][^!\r\n]{5,60}$/);
    for (const words of [subject, text, writtenIn(html)]) expect(words).not.toMatch(/!|undefined|\bnull\b|NaN|\[object/);
    expect(text).toContain('TripMaster AI');
    if (CHOSEN_BY[mail.kind] === undefined) expect(text).toMatch(/If this wasn’t (?:you|meant for you)|nothing to do/);
    if ('at' in mail) for (const words of [text, html]) expect(words).toContain('17 May 2027 at 14:03 UTC');
  });

  it('has its links whole in text and HTML', () => {
    const links = ['link' in mail ? mail.link : undefined, 'settings' in mail ? mail.settings : undefined, mail.unsubscribe].filter(
      (one) => one !== undefined,
    );
    expect(links.length > 0).toBe(mail.kind !== 'email-changed');
    for (const one of links) {
      expect(text.split('\n')).toContain(one);
      expect(html).toContain(`href="${one.replace('&', '&amp;')}"`);
    }
  });

  it('says in plain text what it says in HTML', () => {
    const words = (said: string) => said.replace(/[\s:]+/g, ' ');
    for (const line of text.split('\n').filter((one) => !/^(?:-- |https:.*)$/.test(one)))
      for (const part of line.split(/: (?=\S)/)) expect(words(writtenIn(html))).toContain(words(part).trim());
  });

  it('fetches nothing and runs nothing', () => {
    expect(html).not.toMatch(/<(?:img|script|style|link|iframe|object|form|svg)|url\(|\ssrc=|\son\w+=|@import/i);
    expect(html.split('\n').every((line) => Buffer.byteLength(line) < 900)).toBe(true);
  });

  it('can be read by day and by night: no colour without a ground, no ground without a colour', () => {
    const styles = [...html.matchAll(/style="([^"]*)"/g)].map(([, style = '']) => style);
    for (const style of styles) {
      const colour = /(?:^|;)color:(?!inherit)/.test(style);
      expect(colour, style).toBe(/(?:^|;)background(?:-color)?:/.test(style));
    }
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
  });

  it('comes through as a message', async () => {
    const parsed = await PostalMime.parse(
      await composeMessage({ ...(await render(mail)), id: 'x', userId: null, from: 'a@example.org', date: at }),
    );
    expect([parsed.subject, parsed.text?.trim(), parsed.html?.trim()]).toEqual([subject, text.trim(), html.trim()]);
  });
});

describe('what strangers write', () => {
  it('is text in the HTML, never markup', async () => {
    const changed = await render({ kind: 'email-changed', to, newEmail: `"<script>alert(1)</script>'&"@example.com`, at });
    expect(changed.html).not.toContain('<script');
    expect(changed.html).toContain('&quot;&lt;script&gt;alert(1)&lt;/script&gt;&#x27;&amp;&quot;@example.com');
    expect((await signIn('<script>alert(1)</script>')).html).not.toContain('<script');
    expect((await signIn('x', '<b>')).html).not.toContain('<b>');
  });

  it('is one line', async () => {
    const { text } = await signIn('Firefox\r\nBcc: eve@example.com\u2028\u0085\0\u202eevil');
    expect(text).toContain('\nDevice: Firefox Bcc eve example com evil\n');
    const changed = await render({ kind: 'email-changed', to, newEmail: 'a@example.com\r\n\r\nPay here', at });
    expect(changed.text).toContain('\nNew address: a@example.com Pay here\n');
  });

  it('puts no link of its own into the mail', async () => {
    const { text, html = '' } = await signIn('Sign in at https://evil.example/x or www.evil.example');
    for (const words of [text, html]) expect(words).not.toMatch(/evil\.example|:\/\/evil/);
    expect((await signIn('Safari 17.2 (iPhone)')).text).toContain('Device: Safari 17.2 (iPhone)\n');
  });

  it('is no more than words in an invitation, which whoever sends it could fill', async () => {
    const trip = 'Win at https://evil.example/x <img src=//evil.example>\r\nBcc: eve@evil.example';
    const {
      subject,
      text,
      html = '',
    } = await render({ kind: 'plan-invitation', to, inviter: 'www.evil.example', trip, role: 'editor', link });
    expect(subject).toBe('You are invited to a trip');
    for (const words of [text, html]) expect(words).not.toMatch(/evil\.example|:\/\/evil|<img|@evil/);
    expect(text).toContain('\nFrom: www evil example\n');
    expect(text).not.toContain('security of an account');
    expect((await render({ kind: 'plan-invitation', to, inviter: '\u202e', trip: '', role: 'viewer', link })).text).toContain('– asks you');
  });

  it('puts nothing but words into mails about trips, weeks and alerts', async () => {
    const evil = 'Win at https://evil.example/x <img src=//evil.example onerror=alert(1)> www.evil.example\r\nBcc: eve@evil.example \u202e';
    const choice = { to, link, settings: link };
    const days = { from: '2027-05-24', to: '2027-05-28' };
    const { digest } = SAMPLES;
    if (digest?.kind !== 'digest') throw new Error('no digest');
    const mails: Mail[] = [
      { ...choice, kind: 'plan-ready', trip: evil, days },
      ...(['came', 'role', 'joined'] as const).map((news): Mail => ({
        ...choice,
        kind: 'plan-shared',
        news,
        who: evil,
        trip: evil,
        role: 'viewer',
      })),
      { ...choice, kind: 'trip-reminder', trip: evil, daysLeft: 7, days, cities: [evil], first: [{ start: '09:30', title: evil }] },
      { ...digest, figures: { ...digest.figures, destinations: [evil] } },
      { ...choice, kind: 'alert', rule: evil, state: 'firing', value: '1', limit: '2', since: at },
    ];
    for (const mail of mails) {
      const { subject, text, html = '' } = await render(mail);
      expect(subject).not.toMatch(/[\r\n]|evil\.example/);
      for (const words of [text, html]) expect(words).not.toMatch(/evil\.example|:\/\/evil|<img|@evil|\u202e|\nBcc/);
      expect(text).toContain('evil example');
      for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\/trip\.example\//);
    }
  });

  it('is bounded in number, and dates and times are none but that', async () => {
    const mail = SAMPLES['trip-reminder-7-days'];
    if (mail?.kind !== 'trip-reminder') throw new Error('no reminder');
    const many = await render({ ...mail, cities: Array.from({ length: 500 }, (_, at) => `City ${at}`) });
    expect(many.text).toContain('City 9');
    expect(many.text).not.toContain('City 10');
    await expect(render({ ...mail, first: [{ start: '9 o’clock', title: 'x' }] })).rejects.toThrow(TypeError);
    await expect(render({ ...mail, days: { from: '2027-05-28', to: '2027-05-24' } })).rejects.toThrow(TypeError);
    await expect(render({ ...mail, unsubscribe: 'javascript:alert(1)' })).rejects.toThrow('web address');
  });

  it('keeps the letters that names are written with', async () => {
    const { text } = await render({
      kind: 'plan-invitation',
      to,
      inviter: 'Siobhán O’Brien',
      trip: 'Côte d’Ivoire & Κρήτη, 京都',
      role: 'viewer',
      link,
    });
    expect(text).toContain('Trip: Côte d’Ivoire & Κρήτη, 京都\nFrom: Siobhán O’Brien\n');
  });

  it('is short, and there even when it is nothing', async () => {
    expect((await signIn('x'.repeat(100_000))).text).toContain(`Device: ${'x'.repeat(119)}…\n`);
    expect((await signIn('\r\n')).text).toContain('Device: –\n');
    expect((await signIn('half \ud800')).text).toContain('Device: half');
  });

  it.each(['a@example.com, eve@example.com', 'a@example.com\nBcc: eve@example.com', 'Ana <a@example.com>', 'nobody', ''])(
    'is no address to send to: %j',
    async (address) => {
      await expect(render({ kind: 'verify-email', to: address, link })).rejects.toThrow('one address');
    },
  );

  it.each(['javascript:alert(1)', '/verify-email#x', 'https://trip.example/\r\nx', 'https://trip.example/a b', ''])(
    'is no link to follow: %j',
    async (address) => {
      await expect(render({ kind: 'verify-email', to, link: address })).rejects.toThrow('web address');
    },
  );

  it('can’t get out of the attribute of a link', async () => {
    const { html } = await render({ kind: 'verify-email', to, link: `https://trip.example/#"><script>alert('1')</script>` });
    expect(html).not.toContain('<script');
    expect(html).toContain('#%22%3E%3Cscript%3E');
  });
});

describe('languages', () => {
  it('run either way: nothing of the layout knows left from right', async () => {
    const { asHtml } = await import('./html.ts');
    const html = await asHtml({
      language: 'he',
      direction: 'rtl',
      subject: 'הטיול מתחיל מחר',
      title: 'הטיול מתחיל מחר',
      paragraphs: ['“Lisbon in five days” מתחיל מחר.'],
      facts: [['תאריכים', '24–28.5.2027']],
      tables: [{ heading: 'היום הראשון', rows: [['09:30', 'Castelo de São Jorge']] }],
      action: { label: 'לתוכנית', link },
      footer: 'הודעה זו נשלחת לפני כל טיול.',
      links: [{ label: 'הגדרות', link }],
      bareLink: 'אם הכפתור לא עובד:',
    });
    expect(html).toContain('<html dir="rtl" lang="he">');
    expect(html).toContain('<td dir="rtl" lang="he"');
    expect(html).not.toMatch(/dir="ltr"|text-align:(?:left|right)|float:|padding-(?:left|right):(?!20px)/);
    expect(html).toContain('<bdi>Castelo de São Jorge</bdi>');
  });

  it('writes dates and countries for the region of the person', async () => {
    expect((await signIn('x', 'PT', 'en-US')).text).toContain('May 17, 2027 at 02:03 PM UTC');
    expect((await signIn('x', 'PT', 'en-US')).html).toContain('lang="en-US"');
    expect((await signIn('x', 'CI')).text).toContain('Country: Côte d’Ivoire\n');
    expect((await signIn('x')).text).toContain('Country: Not known\n');
  });

  it.each(['de-AT', 'he', 'en', 'zz-ZZ', 'not a tag', 'toString', null])('falls back to English for %j', async (locale) => {
    const { text, html } = await signIn('x', 'PT', locale);
    expect(text).toContain('17 May 2027 at 14:03 UTC');
    expect(html).toContain('lang="en-GB" dir="ltr"');
  });
});
