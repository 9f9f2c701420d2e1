import { AIRPORTS } from './airports-table.ts';
import { flat } from './moments.ts';

export type Airport = { iata: string; country: string; lat: number; lon: number; timeZone: string; city: string; name: string };

/** Names by which people know an airport, where they are not its city's. */
const ALSO: Readonly<Record<string, string>> = {
  LHR: 'heathrow|ヒースロー|ロンドン・ヒースロー',
  LGW: 'gatwick',
  STN: 'stansted',
  LTN: 'luton',
  LCY: 'london city',
  CDG: 'charles de gaulle|roissy|paris-cdg|シャルル・ド・ゴール|シャルルドゴール',
  ORY: 'orly',
  BVA: 'beauvais',
  FRA: 'frankfurt|frankfurt am main|frankfurt main|francfort|fraport|フランクフルト',
  HHN: 'hahn',
  MUC: 'munich|munchen|muenchen|franz josef strauss|ミュンヘン',
  BER: 'berlin brandenburg|ベルリン',
  DUS: 'dusseldorf',
  ZRH: 'zurich|チューリッヒ',
  GVA: 'geneva|geneve|genf|ginebra',
  VIE: 'vienna|wien|vienne|viena|ウィーン',
  MXP: 'malpensa',
  LIN: 'linate',
  BGY: 'bergamo|orio al serio',
  FCO: 'fiumicino|ローマ',
  CIA: 'ciampino',
  VCE: 'venice|venedig|venise|venecia|marco polo',
  FLR: 'florence|florenz|peretola',
  MAD: 'barajas|マドリード',
  BCN: 'el prat|barcelone|barcelona|バルセロナ',
  AGP: 'malaga|costa del sol',
  PMI: 'palma|mallorca|son sant joan',
  TFS: 'tenerife sur|tenerife south|teneriffa sud',
  TFN: 'tenerife norte|tenerife north|teneriffa nord',
  LPA: 'gran canaria|las palmas',
  LIS: 'lisbon|lissabon|lisbonne|lisboa|portela|リスボン',
  OPO: 'porto|sa carneiro',
  FNC: 'funchal|madeira|madere',
  AMS: 'schiphol|アムステルダム',
  BRU: 'zaventem|bruxelles|brussels|brussel|bruselas',
  CRL: 'charleroi',
  CPH: 'kastrup|kopenhagen|copenhague',
  ARN: 'arlanda',
  OSL: 'gardermoen',
  HEL: 'vantaa|ヘルシンキ',
  KEF: 'keflavik|reykjavik',
  ATH: 'athens|athen|athenes|atenas|venizelos',
  IST: 'istanbul airport|istanbul havalimani|イスタンブール',
  SAW: 'sabiha',
  DXB: 'dubai|dubai international|ドバイ',
  DOH: 'hamad|doha|ドーハ',
  JFK: 'kennedy|ニューヨーク・jfk|ニューヨーク(jfk)',
  EWR: 'newark',
  LGA: 'laguardia',
  ORD: "o'hare|ohare",
  MDW: 'midway',
  IAD: 'dulles',
  DCA: 'reagan',
  SFO: 'san francisco|サンフランシスコ',
  LAX: 'los angeles|ロサンゼルス',
  HNL: 'honolulu|ホノルル|daniel k. inouye',
  MEX: 'benito juarez',
  GRU: 'guarulhos',
  GIG: 'galeao',
  EZE: 'ezeiza',
  AEP: 'aeroparque',
  HND: 'haneda|tokyo haneda|tokio haneda|羽田|東京(羽田)|東京/羽田|東京国際空港',
  NRT: 'narita|tokyo narita|成田|東京(成田)|東京/成田',
  KIX: 'kansai|osaka kansai|関西|関空|大阪(関西)',
  ITM: 'itami|伊丹|大阪(伊丹)|大阪国際空港',
  NGO: 'chubu|centrair|nagoya|中部|セントレア|名古屋',
  CTS: 'chitose|sapporo|新千歳|札幌',
  FUK: 'fukuoka|福岡',
  OKA: 'okinawa|naha|那覇|沖縄',
  KOJ: 'kagoshima|鹿児島',
  SDJ: 'sendai|仙台',
  HIJ: 'hiroshima|広島',
  KMQ: 'komatsu|小松',
  ICN: 'incheon|仁川|インチョン|ソウル/仁川|ソウル(仁川)',
  GMP: 'gimpo|金浦',
  TPE: 'taoyuan|台北|桃園',
  HKG: 'chek lap kok|hongkong|香港',
  SIN: 'changi|singapore|singapur|singapour|シンガポール',
  BKK: 'suvarnabhumi|スワンナプーム|バンコク',
  DMK: 'don mueang|don muang',
  KUL: 'klia|kuala lumpur',
  PVG: 'pudong',
  HGQ: 'hongqiao',
  PEK: 'beijing capital',
  SYD: 'kingsford smith|シドニー',
  APW: 'faleolo|samoa',
  PPT: 'papeete|tahiti|faaa',
  RUN: 'saint-denis|la reunion|roland garros',
  LYS: 'saint-exupery|saint exupery|lyon',
  MRS: 'provence|marseille-provence',
  NCE: "cote d'azur|nizza|niza|nice",
  TLS: 'blagnac',
  BOD: 'merignac',
  BSL: 'euroairport|mulhouse|basel|bale',
};

const NOT_CODES = new Set(
  (
    'SUN MON TUE WED THU FRI SAT JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC MAI OKT DEZ LUN MIE JUE VIE SAB DOM DIM JEU VEN SAM MER ' +
    'EUR USD GBP CHF JPY CAD AUD NZD SEK NOK DKK PLN CZK HUF THB SGD HKD KRW CNY INR TRY MXN BRL ZAR AED TEL FAX VIA VOL NET PDF APP URL VAT TVA IVA PNR ' +
    'REF NUM THE AND FOR YOU ALL NEW NOT ARE OUR OUT OFF ONE TWO ADT CHD INF ETA ETD ARR DEP UTC GMT CET BST PST EST CST MST JST KST ICE TGV AVE BUS CAR VIP SUV GPS CDW TBD LLC INC LTD GEN MR MRS MS DER DIE DAS UND VON BIS LES DES UNE MIT NUR'
  ).split(' '),
);

let tables: { byCode: Map<string, Airport>; byName: Map<string, Airport[]> } | undefined;

function load() {
  if (tables !== undefined) return tables;
  const byCode = new Map<string, Airport>();
  const byName = new Map<string, Airport[]>();
  const note = (name: string, airport: Airport): void => {
    const key = flat(name).trim();
    if (key.length < 2) return;
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [airport]);
    else if (!known.includes(airport)) known.push(airport);
  };
  for (const line of AIRPORTS.trim().split('\n')) {
    const [iata = '', country = '', lat = '', lon = '', timeZone = '', city = '', name = ''] = line.split('|');
    const airport = { iata, country, lat: Number(lat), lon: Number(lon), timeZone, city, name };
    byCode.set(iata, airport);
    note(city, airport);
    note(name, airport);
    note(name.replace(/\s(?:international|intl|regional|domestic)?\s?airport.*$/i, ''), airport);
  }
  for (const [iata, names] of Object.entries(ALSO)) {
    const airport = byCode.get(iata);
    if (airport === undefined) continue;
    // A name of one's own is this airport's alone.
    for (const name of names.split('|')) byName.set(flat(name), [airport]);
  }
  tables = { byCode, byName };
  return tables;
}

/** The airport of a code in capitals; words that look like one are none. */
export function airportOf(code: string): Airport | undefined {
  return NOT_CODES.has(code) ? undefined : load().byCode.get(code);
}

/** As `airportOf`, for a code that stands where only a code can, in brackets behind a name. */
export function airportIn(code: string): Airport | undefined {
  return load().byCode.get(code);
}

/** The airports that a name may mean: its own, or that of the only city it names. */
export function airportsNamed(name: string): readonly Airport[] {
  const { byName } = load();
  const text = flat(name)
    .replace(/\((?:terminal|t)\s?\w{1,2}\)|,?\s*(?:terminal|halle|aerogare|ターミナル|第)\s*\w{0,2}(?:ターミナル)?.*$/u, '')
    .replace(/^(?:flughafen|aeroport de|aeroport|aeropuerto de|aeropuerto|airport)\s+/u, '')
    .replace(/\s*(?:international airport|intl\.? airport|airport|flughafen|international|国際空港|空港)\s*$/u, '')
    .replace(/\s+/g, ' ')
    .trim();
  const whole = byName.get(text);
  if (whole !== undefined) return whole;
  // “Paris-Charles de Gaulle”, “Berlin, Brandenburg”: the part that is an airport's own name, else the city.
  const pieces = text.split(/\s*[,/·()]\s*|\s*-\s*|\s+(?=\S+$)/u).filter((piece) => piece.length > 2);
  const found = pieces.flatMap((piece) => byName.get(piece) ?? []);
  const own = pieces.map((piece) => byName.get(piece) ?? []).filter((airports) => airports.length === 1);
  const last = own.at(-1);
  return last ?? found;
}
