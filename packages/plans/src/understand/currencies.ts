/** Legal tender by country (ISO 3166 and ISO 4217; euro countries as of January 2026, Bulgaria included). */
const COUNTRIES_OF: Readonly<Record<string, string>> = {
  EUR: 'AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT',
  USD: 'AS BQ EC FM GU IO MH MP PR PW SV TC TL UM US VG VI',
  GBP: 'GB GG IM JE', CHF: 'CH LI', DKK: 'DK FO GL', NOK: 'NO SJ BV', SEK: 'SE', ISK: 'IS', CZK: 'CZ', PLN: 'PL', HUF: 'HU', RON: 'RO',
  RSD: 'RS', ALL: 'AL', MKD: 'MK', BAM: 'BA', MDL: 'MD', UAH: 'UA', BYN: 'BY', RUB: 'RU', TRY: 'TR', GEL: 'GE', AMD: 'AM', AZN: 'AZ', GIP: 'GI',
  AUD: 'AU CC CX HM KI NF NR TV', NZD: 'CK NU NZ PN TK', XPF: 'NC PF WF', FJD: 'FJ', WST: 'WS', TOP: 'TO', PGK: 'PG', SBD: 'SB', VUV: 'VU',
  CAD: 'CA', MXN: 'MX', GTQ: 'GT', BZD: 'BZ', HNL: 'HN', NIO: 'NI', CRC: 'CR', PAB: 'PA', CUP: 'CU', DOP: 'DO', HTG: 'HT', JMD: 'JM', BSD: 'BS', BBD: 'BB', TTD: 'TT', KYD: 'KY', BMD: 'BM', AWG: 'AW', XCD: 'AG AI DM GD KN LC MS VC',
  COP: 'CO', VES: 'VE', GYD: 'GY', SRD: 'SR', PEN: 'PE', BOB: 'BO', BRL: 'BR', PYG: 'PY', UYU: 'UY', ARS: 'AR', CLP: 'CL', FKP: 'FK',
  JPY: 'JP', CNY: 'CN', HKD: 'HK', MOP: 'MO', TWD: 'TW', KRW: 'KR', KPW: 'KP', MNT: 'MN', VND: 'VN', LAK: 'LA', KHR: 'KH', THB: 'TH', MMK: 'MM', MYR: 'MY', SGD: 'SG', BND: 'BN', IDR: 'ID', PHP: 'PH',
  INR: 'IN', BTN: 'BT', NPR: 'NP', LKR: 'LK', MVR: 'MV', BDT: 'BD', PKR: 'PK', AFN: 'AF', KZT: 'KZ', UZS: 'UZ', KGS: 'KG', TJS: 'TJ', TMT: 'TM', IRR: 'IR', IQD: 'IQ',
  AED: 'AE', SAR: 'SA', QAR: 'QA', OMR: 'OM', KWD: 'KW', BHD: 'BH', YER: 'YE', JOD: 'JO', LBP: 'LB', SYP: 'SY', ILS: 'IL PS',
  EGP: 'EG', MAD: 'EH MA', TND: 'TN', DZD: 'DZ', LYD: 'LY', SDG: 'SD', SSP: 'SS', ETB: 'ET', ERN: 'ER', DJF: 'DJ', SOS: 'SO', KES: 'KE', UGX: 'UG', TZS: 'TZ', RWF: 'RW', BIF: 'BI', CDF: 'CD', AOA: 'AO', ZMW: 'ZM', MWK: 'MW', MZN: 'MZ', BWP: 'BW', ZAR: 'ZA', LSL: 'LS', SZL: 'SZ', NAD: 'NA', MGA: 'MG', MUR: 'MU', SCR: 'SC', KMF: 'KM', GHS: 'GH', NGN: 'NG', GMD: 'GM', SLE: 'SL', LRD: 'LR', GNF: 'GN', CVE: 'CV', STN: 'ST',
  XOF: 'BF BJ CI GW ML NE SN TG', XAF: 'CF CG CM GA GQ TD',
};

const byCountry: ReadonlyMap<string, string> = new Map(Object.entries(COUNTRIES_OF).flatMap(([currency, countries]) => countries.split(' ').map((country): [string, string] => [country, currency])));

/** ISO 4217 code of the money used in a country (ISO 3166), or undefined when it is not in the table. */
export function currencyOf(country: string): string | undefined {
  return byCountry.get(country);
}
