import { foldName } from './fold.ts';

/** Region code and name, `code name` a line: GeoNames' first-order divisions of the countries where names repeat most. */
const NAMES: Readonly<Record<string, string>> = {
  US: `AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming`,
  CA: `01 Alberta|02 British Columbia|03 Manitoba|04 New Brunswick|05 Newfoundland and Labrador|07 Nova Scotia|08 Ontario|09 Prince Edward Island|10 Québec|11 Saskatchewan|12 Yukon|13 Northwest Territories|14 Nunavut`,
  AU: `01 Australian Capital Territory|02 New South Wales|03 Northern Territory|04 Queensland|05 South Australia|06 Tasmania|07 Victoria|08 Western Australia`,
  GB: `ENG England|NIR Northern Ireland|SCT Scotland|WLS Wales`,
  DE: `01 Baden-Württemberg|02 Bavaria|03 Bremen|04 Hamburg|05 Hesse|06 Lower Saxony|07 North Rhine-Westphalia|08 Rhineland-Palatinate|09 Saarland|10 Schleswig-Holstein|11 Brandenburg|12 Mecklenburg-Vorpommern|13 Saxony|14 Saxony-Anhalt|15 Thuringia|16 Berlin`,
  AT: `01 Burgenland|02 Carinthia|03 Lower Austria|04 Upper Austria|05 Salzburg|06 Styria|07 Tyrol|08 Vorarlberg|09 Vienna`,
  CH: `AG Aargau|AI Appenzell Innerrhoden|AR Appenzell Ausserrhoden|BE Bern|BL Basel-Landschaft|BS Basel-Stadt|FR Fribourg|GE Geneva|GL Glarus|GR Graubünden|JU Jura|LU Lucerne|NE Neuchâtel|NW Nidwalden|OW Obwalden|SG St. Gallen|SH Schaffhausen|SO Solothurn|SZ Schwyz|TG Thurgau|TI Ticino|UR Uri|VD Vaud|VS Valais|ZG Zug|ZH Zürich`,
  FR: `11 Île-de-France|24 Centre-Val de Loire|27 Bourgogne-Franche-Comté|28 Normandy|32 Hauts-de-France|44 Grand Est|52 Pays de la Loire|53 Brittany|75 Nouvelle-Aquitaine|76 Occitanie|84 Auvergne-Rhône-Alpes|93 Provence-Alpes-Côte d’Azur|94 Corsica`,
  IT: `01 Abruzzo|02 Basilicata|03 Calabria|04 Campania|05 Emilia-Romagna|06 Friuli Venezia Giulia|07 Lazio|08 Liguria|09 Lombardy|10 Marche|11 Molise|12 Piedmont|13 Apulia|14 Sardinia|15 Sicily|16 Tuscany|17 Trentino-Alto Adige|18 Umbria|19 Aosta Valley|20 Veneto`,
  ES: `07 Balearic Islands|27 La Rioja|29 Madrid|31 Murcia|32 Navarre|34 Asturias|39 Cantabria|51 Andalusia|52 Aragon|53 Canary Islands|54 Castile-La Mancha|55 Castile and León|56 Catalonia|57 Extremadura|58 Galicia|59 Basque Country|60 Valencia|CE Ceuta|ML Melilla`,
  PT: `02 Aveiro|03 Beja|04 Braga|05 Bragança|06 Castelo Branco|07 Coimbra|08 Évora|09 Faro|10 Madeira|11 Guarda|13 Leiria|14 Lisbon|16 Portalegre|17 Porto|18 Santarém|19 Setúbal|20 Viana do Castelo|21 Vila Real|22 Viseu|23 Azores`,
  NL: `01 Drenthe|02 Friesland|03 Gelderland|04 Groningen|05 Limburg|06 North Brabant|07 North Holland|09 Utrecht|10 Zeeland|11 South Holland|15 Overijssel|16 Flevoland`,
  BR: `01 Acre|02 Alagoas|03 Amapá|04 Amazonas|05 Bahia|06 Ceará|07 Federal District|08 Espírito Santo|11 Mato Grosso do Sul|13 Maranhão|14 Mato Grosso|15 Minas Gerais|16 Pará|17 Paraíba|18 Paraná|20 Piauí|21 Rio de Janeiro|22 Rio Grande do Norte|23 Rio Grande do Sul|24 Rondônia|25 Roraima|26 Santa Catarina|27 São Paulo|28 Sergipe|29 Goiás|30 Pernambuco|31 Tocantins`,
  MX: `01 Aguascalientes|02 Baja California|03 Baja California Sur|04 Campeche|05 Chiapas|06 Chihuahua|07 Coahuila|08 Colima|09 Mexico City|10 Durango|11 Guanajuato|12 Guerrero|13 Hidalgo|14 Jalisco|15 México|16 Michoacán|17 Morelos|18 Nayarit|19 Nuevo León|20 Oaxaca|21 Puebla|22 Querétaro|23 Quintana Roo|24 San Luis Potosí|25 Sinaloa|26 Sonora|27 Tabasco|28 Tamaulipas|29 Tlaxcala|30 Veracruz|31 Yucatán|32 Zacatecas`,
  AR: `01 Buenos Aires Province|02 Catamarca|03 Chaco|04 Chubut|05 Córdoba|06 Corrientes|07 Buenos Aires City|08 Entre Ríos|09 Formosa|10 Jujuy|11 La Pampa|12 La Rioja|13 Mendoza|14 Misiones|15 Neuquén|16 Río Negro|17 Salta|18 San Juan|19 San Luis|20 Santa Cruz|21 Santa Fe|22 Santiago del Estero|23 Tierra del Fuego|24 Tucumán`,
  ZA: `02 KwaZulu-Natal|03 Free State|05 Eastern Cape|06 Gauteng|07 Mpumalanga|08 Northern Cape|09 Limpopo|10 North West|11 Western Cape`,
  NZ: `10 Chatham Islands|E7 Auckland|E8 Bay of Plenty|E9 Canterbury|F1 Gisborne|F2 Hawke’s Bay|F3 Manawatū-Whanganui|F4 Marlborough|F5 Nelson|F6 Northland|F7 Otago|F8 Southland|F9 Taranaki|G1 Waikato|G2 Wellington|G3 West Coast|TAS Tasman`,
  JP: `01 Aichi|02 Akita|03 Aomori|04 Chiba|05 Ehime|06 Fukui|07 Fukuoka|08 Fukushima|09 Gifu|10 Gunma|11 Hiroshima|12 Hokkaido|13 Hyogo|14 Ibaraki|15 Ishikawa|16 Iwate|17 Kagawa|18 Kagoshima|19 Kanagawa|20 Kochi|21 Kumamoto|22 Kyoto|23 Mie|24 Miyagi|25 Miyazaki|26 Nagano|27 Nagasaki|28 Nara|29 Niigata|30 Oita|31 Okayama|32 Osaka|33 Saga|34 Saitama|35 Shiga|36 Shimane|37 Shizuoka|38 Tochigi|39 Tokushima|40 Tokyo|41 Tottori|42 Toyama|43 Wakayama|44 Yamagata|45 Yamaguchi|46 Yamanashi|47 Okinawa`,
};

/** Postal short forms of regions whose GeoNames code is a number. */
const SHORT: Readonly<Record<string, string>> = {
  CA: 'AB 01|BC 02|MB 03|NB 04|NL 05|NS 07|ON 08|PE 09|QC 10|SK 11|YT 12|NT 13|NU 14',
  AU: 'ACT 01|NSW 02|NT 03|QLD 04|SA 05|TAS 06|VIC 07|WA 08',
};

function table(source: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const entries = Object.entries(source).flatMap(([country, rows]) =>
    rows.split('|').map((row): [string, string] => [`${country}.${row.slice(0, row.indexOf(' '))}`, row.slice(row.indexOf(' ') + 1)]),
  );
  return new Map(entries);
}

const names = table(NAMES);
const shorts = table(SHORT);

/** A region's name (`US`, `TX` → `Texas`); empty where only GeoNames' number is known. */
export function regionName(country: string, code: string): string {
  return names.get(`${country}.${code}`) ?? '';
}

/** True when `word` names the region: by name, by code, or by its postal short form. */
export function isRegion(country: string, region: string, word: string): boolean {
  const wanted = foldName(word);
  if (wanted === '' || region === '') return false;
  if (foldName(region) === wanted) return true;
  const code = [...names].find(([key, name]) => name === region && key.startsWith(`${country}.`))?.[0].slice(3);
  if (code === undefined) return false;
  return (/^[A-Z]+$/.test(code) && foldName(code) === wanted) || shorts.get(`${country}.${word.trim().toUpperCase()}`) === code;
}
