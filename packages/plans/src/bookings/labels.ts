import { findDates, findTimes, flat } from './moments.ts';
import type { Row } from './page.ts';

/** What a label announces. `ignored`: moments and numbers that are none of the trip's. */
const LABELS = {
  code: 'booking reference|booking ref|booking code|booking number|booking no|booking id|booking confirmation number|confirmation number|confirmation no|confirmation code|confirmation|confirmation #|reservation number|reservation no|reservation code|reservation id|reservation|reservation reference|record locator|airline reference|airline booking reference|pnr|pnr code|reference|reference number|itinerary number|order number|order no|order id|ticket reference|collection reference|voucher number|voucher|buchungscode|buchungsnummer|buchungs nr|buchungsnr|buchungsreferenz|buchungs id|reservierungsnummer|reservierungscode|reservierungs nr|bestatigungsnummer|bestatigungscode|auftragsnummer|auftrags nr|auftrag|vorgangsnummer|vorgang|referenz|referenznummer|filekey|numero de reservation|no de reservation|n° de reservation|reference de reservation|reference de votre reservation|reference de dossier|reference dossier|reference du dossier|reference du voyage|code de reservation|code reservation|dossier voyage|numero de dossier|dossier|nom de dossier|numero de confirmation|n° de confirmation|numero de commande|reference client|localizador|localizador de reserva|codigo de reserva|numero de reserva|n.o de reserva|nº de reserva|no de reserva|n.º de reserva|codigo localizador|numero de confirmacion|codigo de confirmacion|referencia|referencia de reserva|localizador de la reserva|予約番号|ご予約番号|確認番号|予約コード|予約id|予約確認番号|照会番号|照会コード|予約記録番号|受付番号|お預かり番号|申込番号|注文番号',
  from: 'from|von|desde|origin|origen|origine|start|departure airport|departure station|departure city|departing from|leaving from|abflughafen|abflugort|abfahrtsort|abfahrtsbahnhof|startbahnhof|starthaltestelle|einstieg|abfahrtshafen|aeroport de depart|gare de depart|ville de depart|port de depart|aeropuerto de salida|aeropuerto de origen|estacion de salida|estacion de origen|puerto de salida|出発地|出発空港|出発駅|乗車駅|乗車地|出発港|乗車停留所|乗車バス停',
  to: "to|nach|hacia|destination|destino|ziel|arrival airport|arrival station|arrival city|zielflughafen|ankunftsort|zielbahnhof|zielhaltestelle|ausstieg|zielort|ankunftshafen|aeroport d'arrivee|gare d'arrivee|ville d'arrivee|port d'arrivee|aeropuerto de llegada|aeropuerto de destino|estacion de llegada|estacion de destino|puerto de llegada|到着地|到着空港|到着駅|降車駅|降車地|到着港|目的地|降車停留所|降車バス停",
  depart:
    'departure|departs|depart|dep|departing|departure time|leaves|outbound departure|abflug|abfahrt|ab|abflugzeit|abfahrtszeit|abreisezeit|heure de depart|salida|sale|hora de salida|出発|発|出発時刻|出発日時|出発時間|乗車時刻|departure date|departure date and time|abflugdatum|date et heure de depart|fecha y hora de salida',
  arrive:
    "arrival|arrives|arrive|arr|arriving|arrival time|ankunft|an|ankunftszeit|arrivee|heure d'arrivee|llegada|llega|hora de llegada|到着|着|到着時刻|到着日時|到着時間|降車時刻|date et heure d'arrivee|fecha y hora de llegada",
  date: 'date|datum|day|tag|jour|fecha|dia|日付|日|搭乗日|乗車日|利用日|ご利用日|出発日|travel date|date of travel|flight date|journey date|reisedatum|reisetag|fahrtdatum|date de voyage|date du voyage|date de depart|fecha de viaje|fecha del viaje|fecha de salida|event date|tour date|veranstaltungsdatum|termin|date de la visite|fecha de la visita|fecha de la actividad|開催日|参加日|体験日|来店日|ご来店日|ご予約日時|来店日時|ご来店日時|予約日時|利用日時|ご利用日時|日時|date and time|date & time|datum und uhrzeit|date et heure|fecha y hora|when|wann|quand|cuando|reservation date|reservation time',
  time: 'time|uhrzeit|zeit|heure|hora|時間|時刻|start time|starts|beginn|startzeit|heure de debut|hora de inicio|開始|開始時刻|開始時間|集合時間|ご来店時間|来店時間|meeting time',
  checkIn:
    "check-in|check in|checkin|check-in date|arrival date|check-in time|check in time|anreise|anreisedatum|anreisetag|check-in ab|date d'arrivee|heure d'arrivee prevue|entrada|fecha de entrada|fecha de llegada|hora de entrada|dia de entrada|チェックイン|チェックイン日|チェックイン日時|チェックイン時間|チェックイン時刻|宿泊日|ご宿泊日|到着日|ご到着日|宿泊開始日|date d’arrivee",
  checkOut:
    'check-out|check out|checkout|check-out date|departure date|check-out time|check out time|abreise|abreisedatum|abreisetag|check-out bis|fecha de salida|hora de salida|dia de salida|チェックアウト|チェックアウト日|チェックアウト日時|チェックアウト時間|チェックアウト時刻|ご出発日|宿泊終了日',
  nights:
    'nights|number of nights|length of stay|duration of stay|nachte|anzahl nachte|aufenthalt|aufenthaltsdauer|nuits|nombre de nuits|duree du sejour|noches|numero de noches|estancia|泊数|宿泊数|ご宿泊数',
  stayDates:
    'stay|dates|stay dates|your stay|dates of stay|reisezeitraum|zeitraum|aufenthaltszeitraum|buchungszeitraum|sejour|dates du sejour|votre sejour|fechas|fechas de la estancia|宿泊期間|ご宿泊期間|滞在期間|ご利用期間',
  hotel:
    "hotel|hotel name|property|property name|accommodation|accommodation name|your accommodation|lodging|unterkunft|ihre unterkunft|hotelname|etablissement|hebergement|votre hebergement|nom de l'etablissement|nom de l'hotel|alojamiento|establecimiento|su alojamiento|nombre del hotel|nombre del alojamiento|宿泊施設|施設名|施設|ホテル名|ホテル|宿泊先|宿名|旅館名|お宿|宿泊施設名",
  address:
    "address|property address|hotel address|location|adresse|anschrift|adresse de l'etablissement|adresse de l'hotel|direccion|domicilio|住所|所在地|ご住所|meeting point|treffpunkt|point de rendez-vous|lieu de rendez-vous|punto de encuentro|集合場所|venue|veranstaltungsort|ort|lieu|lugar|会場|場所|開催場所|station|filiale|agence|oficina|branch|where|wo|ou|donde",
  price:
    'total|total price|total amount|grand total|total cost|total paid|total charge|total to pay|amount paid|amount due|total payable|total fare|gesamtpreis|gesamtbetrag|gesamtsumme|gesamt|summe|gesamtkosten|endbetrag|rechnungsbetrag|zu zahlen|zahlbetrag|montant total|prix total|total ttc|total a payer|montant paye|total paye|montant regle|total general|precio total|importe total|total pagado|total a pagar|importe pagado|importe|合計|合計金額|お支払い金額|お支払金額|支払金額|料金合計|合計料金|総額|お支払い合計|ご請求額|お支払い総額|総合計|支払総額|ご利用料金|宿泊料金合計|運賃合計',
  cost: 'price|fare|cost|amount|ticket price|room rate|preis|fahrpreis|flugpreis|ticketpreis|zimmerpreis|betrag|prix|tarif|montant|precio|tarifa|coste|料金|運賃|金額|宿泊料金|参加費|代金',
  people:
    'guests|number of guests|guest|party size|party|people|persons|number of people|travellers|travelers|number of travellers|passengers|number of passengers|adults|participants|covers|tickets|number of tickets|quantity|personen|anzahl personen|personenzahl|gaste|anzahl gaste|anzahl der gaste|reisende|passagiere|fahrgaste|erwachsene|teilnehmer|anzahl|belegung|voyageurs|nombre de voyageurs|personnes|nombre de personnes|passagers|adultes|convives|participants|couverts|nombre de couverts|huespedes|numero de huespedes|personas|numero de personas|viajeros|pasajeros|adultos|comensales|participantes|ocupacion|人数|ご利用人数|宿泊人数|大人|予約人数|ご予約人数|参加人数|搭乗者数|枚数|ご人数|乗車人数',
  seat: 'seat|seats|seat number|coach and seat|sitz|sitzplatz|sitzplatze|platz|platze|platzreservierung|siege|siege n°|place|places|voiture et place|place assise|asiento|asientos|plaza|plazas|座席|座席番号|席|お座席|号車・座席|座席位置',
  number:
    'flight|flight number|flight no|flug|flugnummer|flug nr|flugnr|vol|numero de vol|n° de vol|vol n°|vuelo|numero de vuelo|n.o de vuelo|nº de vuelo|便名|便|フライト|フライト番号|train|train number|train no|zug|zugnummer|numero de train|train n°|tren|numero de tren|列車名|列車|列車番号|service|line|linie|ligne|linea|verbindung|bus|bus number|coach number|便番号|船名|ship|schiff|navire|buque|vessel',
  provider:
    'airline|carrier|operated by|operator|operating carrier|fluggesellschaft|airline company|durchgefuhrt von|anbieter|betreiber|vermieter|compagnie|compagnie aerienne|opere par|transporteur|aerolinea|compania|compania aerea|operado por|operador|航空会社|運航会社|運行会社|提供会社|supplier|provided by|organizer|organisateur|veranstalter|organizador|主催|rental company|loueur|autovermietung|レンタカー会社',
  pickUp:
    'pick-up|pick up|pickup|pick-up date|pick-up time|pick-up date and time|pick-up location|pickup location|collection|abholung|anmietung|abholort|abholdatum|mietbeginn|abholstation|prise en charge|retrait|depart de la location|lieu de prise en charge|date de prise en charge|lieu de retrait|debut de location|agence de depart|recogida|lugar de recogida|fecha de recogida|oficina de recogida|貸出|貸出日時|貸出店舗|受取|受取日時|受取店舗|出発店舗|出発営業所|貸渡日時|貸渡店舗',
  dropOff:
    'drop-off|drop off|dropoff|return|return date|return location|drop-off date|drop-off location|drop-off time|return time|ruckgabe|abgabe|ruckgabeort|ruckgabedatum|mietende|ruckgabestation|restitution|retour|lieu de restitution|date de restitution|fin de location|agence de retour|devolucion|lugar de devolucion|fecha de devolucion|oficina de devolucion|返却|返却日時|返却店舗|返却営業所',
  restaurant: 'restaurant|restaurante|restaurant name|店名|店舗名|レストラン|レストラン名|店舗|お店',
  activity:
    'activity|tour|event|experience|product|attraction|show|aktivitat|veranstaltung|erlebnis|ausflug|produkt|activite|visite|evenement|experience|prestation|spectacle|actividad|visita|evento|experiencia|excursion|producto|espectaculo|体験|アクティビティ|ツアー|イベント|プラン名|商品名|公演|ツアー名|体験名|option',
  vehicle:
    'vehicle|car|car type|car group|car class|fahrzeug|mietwagen|wagen|fahrzeugklasse|vehicule|voiture|categorie|vehiculo|coche|車種|車両クラス|車両',
  ignored:
    "boarding|boarding time|boarding begins|gate closes|gate|terminal|check-in opens|check-in closes|bag drop closes|check-in deadline|issued|issued on|date of issue|issue date|booking date|booked on|date booked|order date|payment date|date of birth|valid until|valid from|duration|flight time|travel time|layover|cancel by|free cancellation until|cancellation|boarding ab|einsteigen|gate schliesst|ausgestellt am|ausgestellt|ausstellungsdatum|buchungsdatum|gebucht am|rechnungsdatum|bestelldatum|auftragsdatum|geburtsdatum|gultig bis|gultig ab|gultigkeit|dauer|flugdauer|fahrtdauer|reisedauer|umsteigezeit|stornierung|kostenlos stornierbar bis|embarquement|heure d'embarquement|heure limite d'enregistrement|fermeture des portes|enregistrement|date d'emission|emis le|date de reservation|reserve le|date de commande|date de naissance|valable jusqu'au|duree|duree du vol|annulation|annulation gratuite jusqu'au|embarque|hora de embarque|cierre de puertas|facturacion|fecha de emision|fecha de reserva|fecha de la reserva|fecha de compra|fecha de nacimiento|duracion|cancelacion|搭乗時刻|搭乗開始|搭乗締切|搭乗口|保安検査|保安検査締切|予約日|ご予約日|申込日|発行日|購入日|お支払い日|支払日|支払期限|お支払い期限|所要時間|飛行時間|キャンセル期限|取消期限|有効期限|有効期間|生年月日|phone|telephone|tel|fax|telefon|telefono|電話|電話番号|tel no|reception|reception hours|rezeption|breakfast|fruhstuck|petit-dejeuner|petit dejeuner|desayuno|朝食|朝食時間|夕食|夕食時間|quiet hours|latest arrival|last admission|doors|einlass|ouverture des portes|apertura de puertas|opening hours|offnungszeiten|horaires|horario|営業時間|受付時間",
} as const;
export type Label = keyof typeof LABELS;

const KEYS = Object.keys(LABELS).filter((key): key is Label => key in LABELS);
const BY_WORDS = new Map<string, Label[]>();
for (const key of KEYS) {
  for (const words of flat(LABELS[key]).split('|')) {
    const known = BY_WORDS.get(words);
    if (known === undefined) BY_WORDS.set(words, [key]);
    else if (!known.includes(key)) known.push(key);
  }
}
/** Labels in the order of their length, for text in which no colon parts them from what they announce. */
const LONGEST = Math.max(...[...BY_WORDS.keys()].map((words) => words.length));

/** What a text announces as a label alone; several where it depends on what is booked (`Arrival`). */
export function labelsOf(text: string): readonly Label[] {
  return BY_WORDS.get(bare(text)) ?? [];
}

function bare(text: string): string {
  return flat(text.slice(0, 80))
    .replace(/\s+/g, ' ')
    .replace(/[’`´]/g, "'")
    .replace(/^[\s*•·■□◆◇●○▼▶>【「『[(#✈-]+|[\s*•·:：.】」』\])#-]+$/gu, '')
    .replace(/^(?:your|ihre?r?|deine?|votre|vos|su|tu|ご|your new)\s+/, '')
    .replace(/\s*(?:\(s\)|\/n)$/, '')
    .replace(/予定(?:時刻|時間|日時|日)?$/u, '')
    .trim();
}

export type Field = { labels: readonly Label[]; label: string; value: string; row: number; cell: number };

/** A text that begins with a label: the label and what it announces. */
export function splitLabel(text: string): { labels: readonly Label[]; label: string; value: string } | undefined {
  const bracket = /^[■◆●▼・\s]*[【[「]([^】\]」]{1,40})[】\]」]\s*[:：]?\s*(.*)$/u.exec(text);
  if (bracket !== null && labelsOf(bracket[1] ?? '').length > 0)
    return { labels: labelsOf(bracket[1] ?? ''), label: bare(bracket[1] ?? ''), value: bracket[2] ?? '' };
  for (const colon of text.matchAll(/[:：]/g)) {
    if (colon.index > 60) break;
    const labels = labelsOf(text.slice(0, colon.index));
    if (labels.length > 0) return { labels, label: bare(text.slice(0, colon.index)), value: text.slice(colon.index + 1).trim() };
  }
  const whole = labelsOf(text);
  if (whole.length > 0) return { labels: whole, label: bare(text), value: '' };
  const head = text.slice(0, LONGEST + 6);
  for (const space of [...head.matchAll(/[\s(#]+|[、,]\s*/g)].toReversed()) {
    const labels = labelsOf(text.slice(0, space.index));
    const value = text.slice(space.index).trim();
    // Without a colon only figures or a code make a label of a word; “Check-in is at three” is a sentence.
    if (labels.length > 0 && /^[^\p{Ll}]*\d|^[(#]?[A-Z0-9-]{5,}\b/u.test(value.slice(0, 40)))
      return { labels, label: bare(text.slice(0, space.index)), value };
    if (labels.length > 0 && startsWithMoment(value)) return { labels, label: bare(text.slice(0, space.index)), value };
  }
  return undefined;
}

/** A date or a time, perhaps behind a small word: what a label without a colon announces. */
function startsWithMoment(value: string): boolean {
  const first = [...findDates(value), ...findTimes(value)].map(({ index }) => index);
  return value.length < 100 && Math.min(...first) <= 10;
}

/** Every labelled value: on one line, beside its label, below it, or below the head of a table's column. */
export function fieldsOf(rows: readonly Row[]): Field[] {
  const fields: Field[] = [];
  rows.forEach(({ cells }, row) => {
    const alone = cells.map((parts) => (parts.length === 1 ? labelsOf(parts[0] ?? '') : []));
    const heads = alone.filter((labels) => labels.length > 0).length;
    const isHead = cells.length >= 2 && heads >= 2 && heads >= cells.length - 1;
    if (isHead) {
      for (let below = row + 1; below < rows.length && below < row + 30; below += 1) {
        const under = rows[below]?.cells ?? [];
        if (under.length < heads || under.length > cells.length + 1) break;
        if (under.filter((parts) => labelsOf(parts[0] ?? '').length > 0).length >= 2) break;
        under.forEach((parts, cell) => {
          const labels = alone[cell] ?? [];
          if (labels.length > 0) fields.push({ labels, label: bare(cells[cell]?.[0] ?? ''), value: parts.join('\n'), row: below, cell });
        });
      }
      return;
    }
    cells.forEach((parts, cell) => {
      parts.forEach((part, index) => {
        const split = splitLabel(part);
        if (split === undefined) return;
        if (split.value !== '') {
          // What stands below goes with it until the next label: an address, a time.
          const more = untilLabel(parts.slice(index + 1));
          fields.push({ ...split, value: [split.value, ...more].join('\n'), row, cell });
          return;
        }
        const rest = untilLabel(parts.slice(index + 1));
        const beside = cells[cell + 1];
        const under = rows[row + 1]?.cells ?? [];
        const value =
          rest.length > 0
            ? rest
            : beside !== undefined && index === parts.length - 1 && splitLabel(beside[0] ?? '') === undefined
              ? beside
              : cells.length === 1 && under[0] !== undefined && splitLabel(under[0][0] ?? '') === undefined
                ? under[0]
                : [];
        if (value.length > 0 || split.labels.includes('pickUp') || split.labels.includes('dropOff'))
          fields.push({ ...split, value: value.join('\n'), row, cell });
      });
    });
  });
  return fields;
}

function untilLabel(parts: readonly string[]): string[] {
  const end = parts.findIndex((part) => splitLabel(part) !== undefined);
  return (end < 0 ? parts : parts.slice(0, end)).slice(0, 6);
}
