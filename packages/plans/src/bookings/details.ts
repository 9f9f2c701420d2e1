import { currency as currencySchema, parseBudget, type Money } from '@tripmaster/contracts';
import type { Field, Label } from './labels.ts';

/** The first field of a label; `pick` says whether it will do. */
export function fieldOf(fields: readonly Field[], label: Label, pick: (value: string) => boolean = () => true): Field | undefined {
  return fields.find(({ labels, value }) => labels.includes(label) && pick(value));
}

export function firstLine(value: string): string {
  return value.split('\n')[0]?.trim() ?? '';
}

const CODE = /(?<![A-Za-z0-9])(?=[A-Z0-9./-]*\d|[A-Z]{5,8}(?![A-Za-z]))[A-Z0-9][A-Z0-9./-]{3,23}(?![A-Za-z0-9])/gu;
const NOT_CODES =
  /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|20\d\d-\d\d-\d\d|\d{1,2}:\d\d.*|PDF|IBAN.*|BOOKING|RESERVATION|CONFIRMED|BESTAETIGT|TICKET|HOTEL|FLIGHT)$/u;

export type FoundCode = { code: string; sure: boolean };

/** The code of the booking: what stands behind a label that names one. */
export function codeIn(fields: readonly Field[], subject: string, lines: readonly string[]): FoundCode | undefined {
  const found: { code: string; rank: number }[] = [];
  for (const { labels, label, value } of fields) {
    if (!labels.includes('code')) continue;
    const code = codesOf(firstLine(value))[0];
    // “Confirmation” or “Reference” alone may be many things; the airline's own words may not.
    const rank =
      /pnr|locator|buchungscode|localizador|booking (?:reference|code)|airline|reference de (?:reservation|dossier)|dossier|auftragsnummer|予約番号|確認番号/u.test(
        label,
      )
        ? 2
        : /^(?:reference|referenz|referencia|order.*|voucher.*|confirmation|reservation|commande)$/u.test(label)
          ? 0
          : 1;
    if (code !== undefined) found.push({ code, rank });
  }
  const [best] = found.toSorted((a, b) => b.rank - a.rank);
  if (best !== undefined)
    return {
      code: best.code,
      sure:
        found.every(({ code, rank }) => rank < best.rank || code === best.code) ||
        found.filter(({ rank }) => rank === best.rank)[0]?.code === best.code,
    };
  const spoken =
    /(?:booking|reservation|confirmation|reference|ref|code|pnr|buchung(?:scode|snummer)?|reservierung(?:snummer)?|bestätigungsnummer|auftrag(?:snummer)?|réservation|référence|dossier|commande|reserva|localizador|confirmación|予約番号|確認番号)\s*(?:number|no\.?|nr\.?|n[°º.]{1,2}|code|id|#|numéro|número|is|ist|est|es|:|：|は|\(|#|-)*\s*([A-Z0-9][A-Z0-9-]{3,15})(?![\p{L}\p{N}])/giu;
  for (const text of [subject, ...lines.slice(0, 200)]) {
    const code = [...text.normalize('NFKC').matchAll(spoken)].flatMap((match) => codesOf(match[1] ?? ''))[0];
    if (code !== undefined) return { code, sure: text === subject || /\d/.test(code) };
  }
  return undefined;
}

function codesOf(text: string): string[] {
  return [...text.matchAll(CODE)].map(([code]) => code.replace(/[.\-/]+$/, '')).filter((code) => !NOT_CODES.test(code));
}

const AMOUNT =
  /(?:(?:[A-Z]{1,3}\$|[€$£¥₩₹฿]|(?<![A-Z])[A-Z]{3}(?![A-Z]))\s?-?\d[\d.,’' ]*|\d[\d.,’' ]*\s?(?:[€$£¥₩₹฿円]|(?<![A-Z])[A-Z]{3}(?![A-Z])|(?:euros?|yen|dollars?)(?!\p{L})))/gu;

/** The price of the whole: what a label calls the total, else what it calls a price. */
export function priceIn(fields: readonly Field[]): { price: Money; sure: boolean } | undefined {
  for (const label of ['price', 'cost'] as const) {
    const amounts = fields
      .filter(({ labels }) => labels.includes(label))
      .flatMap(({ value }) => moneyIn(firstLine(value)) ?? moneyIn(value.replace(/\n/g, ' ')) ?? []);
    const largest = amounts.toSorted((a, b) => b.amount - a.amount)[0];
    if (largest === undefined) continue;
    const same = amounts.every(({ amount, currency }) => amount === largest.amount && currency === largest.currency);
    return { price: largest, sure: label === 'price' && same };
  }
  return undefined;
}

/** The first amount with a currency in a text. */
export function moneyIn(text: string): Money | undefined {
  for (const [written] of text.normalize('NFKC').matchAll(AMOUNT)) {
    const code = /[A-Z]{3}/.exec(written)?.[0];
    if (code !== undefined && !currencySchema.safeParse(code).success) continue;
    const read = parseBudget(written.trim());
    if (read.ok) return read.amount;
  }
  return undefined;
}

const HEADS =
  /(\d{1,2})\s?(?:x\s?)?(?:adults?|guests?|people|persons?|pax|passengers?|travell?ers?|child(?:ren)?|kids?|infants?|erwachsene[rn]?|personen?|gäste|gast|reisende[rn]?|kind(?:er)?|teilnehmer|adultes?|voyageurs?|personnes?|enfants?|passagers?|convives|couverts|adultos?|personas?|hu[eé]spedes|niñ[oa]s?|viajeros?|pasajeros?|comensales|名|人)/giu;
const JAPANESE_HEADS = /(?:大人|小人|子供|子ども|お子様|幼児)\s?(\d{1,2})/gu;

/** How many people a booking is for. */
export function peopleIn(fields: readonly Field[], lines: readonly string[]): number | undefined {
  for (const { labels, label, value } of fields) {
    if (!labels.includes('people')) continue;
    const japanese = [...value.matchAll(JAPANESE_HEADS)].map(([, count]) => Number(count));
    const heads = japanese.length > 0 ? japanese : [...firstLine(value).matchAll(HEADS)].map(([, count]) => Number(count));
    const alone = /^\D{0,3}(\d{1,2})\D{0,3}$/.exec(firstLine(value))?.[1];
    const sum = heads.length > 0 ? heads.reduce((a, b) => a + b, 0) : alone === undefined ? 0 : Number(alone);
    if (sum >= 1 && sum <= 60) return sum;
    if (/passenger|passagier|passager|pasajero|reisende|voyageur|viajero|traveller/.test(label) && /\p{L}{2,}/u.test(value)) {
      const named = value
        .split('\n')
        .filter((line) =>
          /^(?:(?:mr|mrs|ms|herr|frau|m\.|mme|sr\.?|sra\.?)\s)?\p{Lu}[\p{L}'’-]+(?:[ /,]\s?\p{Lu}[\p{L}'’-]+){1,3}/iu.test(line),
        ).length;
      if (named > 0 && named <= 20) return named;
    }
  }
  const spoken = lines
    .slice(0, 150)
    .flatMap((line) =>
      [
        ...line.matchAll(/(?:大人|大人・子供)\s?(\d{1,2})\s?[名人]|(?<!\d)(\d{1,2})\s?(?:adults|erwachsene|adultes|adultos)(?!\p{L})/giu),
      ].map(([, a, b]) => Number(a ?? b)),
    );
  return new Set(spoken).size === 1 ? spoken[0] : undefined;
}
