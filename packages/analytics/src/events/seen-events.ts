import { isIP } from 'node:net';
import { clientEvent, clientEventName, isStorableText, newId, type ClientEventName, type DroppedReason } from '@tripmaster/contracts';

const MINUTE_MS = 60_000;
/** What lies further back might belong to a day that is added up already. */
const OLDEST_MS = 60 * MINUTE_MS;
/** Clocks differ by so much; what is ahead by less counts as now. */
const AHEAD_MS = MINUTE_MS;
const MOST_OF_PAGE = 200;
const MOST_OF_SEGMENT = 40;
const MOST_OF_REFERRER = 2_000;
const MOST_OF_WORD = 100;

/** An event as it was sent, checked and made small: nothing in it names anybody. */
export type SeenEvent = {
  id: string;
  name: ClientEventName;
  at: number;
  page: string | null;
  referrer: string | null;
  utmSource: string | null;
  utmMedium: string | null;
  utmCampaign: string | null;
  timeZone: string | undefined;
};

/** Reads what a front end sent, whatever it is; else why it is none. `host` is our own. */
export function readEvent(sent: unknown, { host, now }: { host: string; now: number }): SeenEvent | DroppedReason {
  const parsed = clientEvent.safeParse(sent);
  if (!parsed.success) return hasUnknownName(sent) ? 'unknown-name' : 'malformed';
  const event = parsed.data;
  const at = event.at === undefined ? now : Date.parse(event.at);
  if (Number.isNaN(at)) return 'malformed';
  if (at > now + AHEAD_MS) return 'in-the-future';
  if (at < now - OLDEST_MS) return 'too-old';
  const page = event.page === undefined ? null : pageOf(event.page);
  if (page === undefined) return 'bad-page';
  const when = Math.min(at, now);
  return {
    id: event.id?.toLowerCase() ?? newId(when),
    name: event.name,
    at: when,
    page,
    referrer: event.referrer === undefined ? null : hostOf(event.referrer, host),
    utmSource: wordOf(event.utmSource),
    utmMedium: wordOf(event.utmMedium),
    utmCampaign: wordOf(event.utmCampaign),
    timeZone: event.timeZone,
  };
}

function hasUnknownName(sent: unknown): boolean {
  return (
    typeof sent === 'object' &&
    sent !== null &&
    'name' in sent &&
    typeof sent.name === 'string' &&
    !clientEventName.safeParse(sent.name).success
  );
}

/** A page's pattern; `undefined` for what is none, or an address with something in it that names one thing. */
function pageOf(sent: string): string | undefined {
  const page = sent.length > 1 ? sent.replace(/\/$/, '') : sent;
  if (page.length > MOST_OF_PAGE || !/^\/(?:[\w$.~-]+(?:\/[\w$.~-]+)*)?$/.test(page)) return undefined;
  return page.split('/').some(namesOneThing) ? undefined : page;
}

/** Ids, tokens and numbers; words of a pattern are short. */
function namesOneThing(segment: string): boolean {
  if (segment.length > MOST_OF_SEGMENT) return true;
  return /\d{5}|^\d+$|\d+\.\d+\.\d+/.test(segment) || (segment.length >= 16 && /\d/.test(segment) && /[a-z]/i.test(segment));
}

/** The host of another site's page; none for our own, for apps, and for what is known by a number alone. */
function hostOf(sent: string, own: string): string | null {
  if (sent.length > MOST_OF_REFERRER) return null;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(sent) ? sent : `https://${sent}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  const host = url.hostname.replace(/\.$/, '').replace(/^www\./, '');
  const known = host.includes('.') && host.length <= 253 && /^[a-z0-9.-]+$/.test(host) && isIP(host) === 0;
  return known && host !== own.replace(/^www\./, '') ? host : null;
}

/** A word of a campaign; none where an address of somebody stands instead. */
function wordOf(sent: string | undefined): string | null {
  if (sent === undefined || !isStorableText(sent)) return null;
  const word = sent.replace(/\s+/g, ' ').trim().slice(0, MOST_OF_WORD).toWellFormed();
  return word === '' || word.includes('@') || /\p{Cc}|(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-f]{1,4}:){3}/iu.test(word) ? null : word;
}
