import { flat } from './moments.ts';
import type { ReservationKind } from './reservation.ts';

/** What a mail is: a booking, or why it is none. */
export type Verdict = { booked: true } | { booked: false; reason: string; certain: boolean };

const CANCELLED =
  /cancell?ation (?:confirm|of your)|cancell?ed|your cancell?ation|stornierung(?:sbestatigung|\b(?! kostenlos|sbeding))|storniert|annulation (?:confirmee|de (?:votre|la)|de reservation)|confirmation d.annulation|annulee?s?\b|cancelacion (?:confirmada|de (?:su|tu|la))|confirmacion de cancelacion|cancelad[oa]s?\b|anulad[oa]s?\b|キャンセル(?:完了|確認|のお知らせ|受付|を?承りました|いたしました|されました|が完了|手続きが?完了)|取消(?:完了|確認|のお知らせ|を?承りました)|予約取消/u;
const CANCELLED_BODY =
  /(?:your|the) (?:booking|reservation|flight|trip|order|stay|ticket|tour)[^.!?\n]{0,60}(?:has|have|was|is) (?:now )?(?:been )?(?:successfully )?cancell?ed|we (?:have|'ve) cancell?ed|(?:ihre|deine|die) (?:buchung|reservierung|reise|fahrt|bestellung)[^.!?\n]{0,60}(?:wurde|ist)[^.!?\n]{0,30}storniert|(?:votre|la) (?:reservation|commande|voyage|billet|sejour)[^.!?\n]{0,60}(?:a ete|est|a bien ete) (?:bien )?annulee?|(?:su|tu|la) (?:reserva|vuelo|viaje|billete)[^.!?\n]{0,60}(?:ha sido|esta|fue) (?:cancelad|anulad)[oa]|(?:ご?予約|ご?旅行|便)[^。\n]{0,40}(?:キャンセル|取消し?)(?:が|を|手続きが)?(?:完了|承り|いたしました|されました|しました|となりました)/u;
const CONDITIONAL = /\b(?:if|unless|can be|may be|wenn|falls|si|puede|kostenlos|gratuit|free|gratis)\b|場合|無料/u;
const CHANGED =
  /schedule change|change (?:to|of|in) your (?:flight|booking|itinerary|trip|train|reservation)|your (?:flight|booking|reservation|train)[^.\n]{0,20}(?:has|have) (?:been )?(?:changed|rescheduled|modified)|flight (?:time )?change|rescheduled|flug(?:plan|zeiten)?anderung|anderung (?:ihre[srn]?|deine[srn]?) (?:fluge?s?|buchung|reise|verbindung|reservierung)|fahrplananderung|changement d.horaires?|modification de (?:votre|vos) (?:vol|reservation|voyage|billet)|(?:votre|vos) (?:vol|train)s? (?:a|ont) (?:ete )?(?:modifie|change)|cambio de horario|cambio en (?:su|tu) (?:vuelo|reserva)|modificacion de (?:su|tu) (?:vuelo|reserva)|(?:su|tu) (?:vuelo|reserva) ha (?:cambiado|sido modificad)|時刻変更|スケジュール変更|便の?変更|予約(?:内容)?(?:の)?変更|変更のお知らせ/u;
const OLD_AND_NEW = [
  /(?:old|previous|original) (?:flight|time|departure|booking|itinerary|date)|bisher(?:iger?)?|ursprunglich|ancien(?:ne)?|precedent|anterior|変更前/u,
  /(?:new|updated|revised) (?:flight|time|departure|booking|itinerary|date)|neuer? (?:flug|zeit|abflug|termin)|neu:|nouve(?:l|au|lle)|nuev[oa]|変更後/u,
] as const;
const UNFINISHED =
  /complete your (?:booking|reservation|purchase)|you (?:left|didn.t finish)|still (?:thinking|interested)|is waiting for you|schlie(?:ß|ss)(?:e|en) (?:sie )?(?:ihre|deine) buchung ab|buchung (?:noch )?nicht abgeschlossen|finalisez (?:votre|vos)|terminez votre reservation|(?:termina|finaliza|completa) (?:tu|su) reserva|予約手続きが(?:まだ)?完了していません|お忘れではありませんか|カートに/u;
const ADVERT =
  /(?:up to|save|bis zu|jusqu'a|hasta)\s?-?\d{1,2}\s?%|\d{1,2}\s?%\s?(?:off|rabatt|de reduction|de descuento|オフ)|book now|jetzt buchen|reservez (?:maintenant|vite)|reserva ya|reserve ahora|今すぐ(?:ご?予約|チェック)|(?:from|ab|des|a partir de|desde)\s(?:only |nur |seulement |solo )?[€$£¥]?\s?\d+|newsletter|special offer|deals?\b|angebote?\b|offres?\b|ofertas?\b|promo(?:tion|code|cion)?\b|gutschein|クーポン|セール|キャンペーン|お得/gu;
const CONFIRMED =
  /confirm(?:ed|ation|ing|s your)|booked|your (?:e-?ticket|itinerary|booking|reservation|trip|receipt)|e-?ticket|thank you for (?:booking|your (?:booking|reservation|order|purchase))|bestatig(?:t|ung)|gebucht|buchung|reservierung|online-?ticket|reiseplan|confirmee?|confirmation|votre (?:reservation|billet|commande|voyage)|merci (?:pour|de) votre (?:reservation|commande)|confirmad[oa]|confirmacion|(?:su|tu) (?:reserva|billete|vuelo)|billetes?|予約(?:が|を|の|確認|完了|内容|確定|番号)|ご予約|eチケット|e-?ticket|お客様控|受付完了/u;

/** Whether a mail confirms a booking. `hasCode`: it names a booking's code. */
export function verdictOf(subject: string, lines: readonly string[], hasCode: boolean): Verdict {
  const head = flat(subject.normalize('NFKC'));
  const all = flat(lines.slice(0, 400).join('\n'));
  const top = flat(lines.slice(0, 25).join('\n'));
  const sentences = top.split(/[.!?。\n]/);
  if (
    (CANCELLED.test(head) && !CONDITIONAL.test(head)) ||
    sentences.some((one) => CANCELLED_BODY.test(one) && !CONDITIONAL.test(one)) ||
    sentences.slice(0, 4).some((one) => one.length < 80 && CANCELLED.test(one) && !CONDITIONAL.test(one))
  )
    return { booked: false, reason: 'tells of a cancellation: nothing in it is read as a booking', certain: true };
  if (
    CHANGED.test(head) ||
    sentences.slice(0, 12).some((one) => CHANGED.test(one) && !CONDITIONAL.test(one)) ||
    (OLD_AND_NEW[0].test(all) && OLD_AND_NEW[1].test(all) && CHANGED.test(all))
  )
    return { booked: false, reason: 'tells of a change to a booking: look there for what holds now', certain: true };
  if (UNFINISHED.test(head) || (UNFINISHED.test(top) && !hasCode))
    return { booked: false, reason: 'asks to finish a booking: nothing is booked yet', certain: true };
  const adverts = [...all.matchAll(ADVERT)].length + [...head.matchAll(ADVERT)].length;
  const confirmed = CONFIRMED.test(head) || CONFIRMED.test(all);
  if (!hasCode && (adverts >= 2 || !confirmed)) return { booked: false, reason: 'confirms no booking', certain: adverts >= 2 };
  if (!hasCode && adverts >= 1 && !CONFIRMED.test(top)) return { booked: false, reason: 'confirms no booking', certain: true };
  return { booked: true };
}

const KIND_WORDS: Readonly<Record<ReservationKind, RegExp>> = {
  flight:
    /(?<!\p{L})(?:flights?|flug|fluge|flughafen|abflug|vols?|vuelos?|airlines?|airways|boarding|aeroport|aeropuerto|airport|fluggesellschaft|aerolinea|compagnie aerienne|e-?ticket)(?!\p{L})|航空|便名|搭乗|フライト|空港/gu,
  train:
    /(?<!\p{L})(?:trains?|zug|bahn|bahnhof|gleis|wagen|ice|tgv|inoui|eurostar|tren|trenes|renfe|ave|gare|voiture|sncf|estacion|rail|railway|coche|andén|coach)(?!\p{L})|新幹線|列車|駅|号車|乗車券|特急/gu,
  bus: /(?<!\p{L})(?:bus|buses|fernbus|zob|linie|busliniens?|busbahnhof|haltestelle|autocar|autobus|coach station|gare routiere|estacion de autobuses|flixbus)(?!\p{L})|バス/gu,
  ferry:
    /(?<!\p{L})(?:ferry|ferries|fahre|fahren|fahrhafen|fahrschiff|sailing|crossing|traversee|bateau|transbordador|embarque|naviera|cabin|kabine|cabine|uberfahrt|hafen|port)(?!\p{L})|フェリー|汽船|乗船|航路/gu,
  hotel:
    /(?<!\p{L})(?:hotel|hotels|hostel|check-?in|check-?out|nights?|rooms?|accommodation|property|zimmer|nacht|nachte|unterkunft|ubernachtung|anreise|abreise|chambre|nuits?|hebergement|sejour|etablissement|habitacion|habitaciones|noches?|alojamiento|entrada|apartment|guests?|host)(?!\p{L})|ホテル|宿泊|チェックイン|泊|客室|旅館/gu,
  rental:
    /(?<!\p{L})(?:pick-?up|drop-?off|rental|rent a car|car hire|mietwagen|abholung|ruckgabe|anmietung|vermietung|location de voiture|prise en charge|restitution|vehicule|alquiler|recogida|devolucion|vehiculo|vehicle)(?!\p{L})|レンタカー|貸出|返却|車種/gu,
  restaurant:
    /(?<!\p{L})(?:table|restaurant|dinner|lunch|tisch|tischreservierung|diner|dejeuner|couverts|mesa|restaurante|cena|comensales|covers)(?!\p{L})|レストラン|来店|お席|コース料理/gu,
  activity:
    /(?<!\p{L})(?:tour|guided|museum|meeting point|tickets?|admission|experience|activity|voucher|fuhrung|treffpunkt|eintritt|erlebnis|visite|musee|billet d.entree|activite|visita|museo|entradas?|actividad|punto de encuentro|concert|konzert|theatre|theater|show|participants)(?!\p{L})|ツアー|体験|入場|集合場所|チケット|参加/gu,
};

/** The kinds that a mail's words speak of, most often first; its subject counts thrice. */
export function kindsOf(subject: string, lines: readonly string[]): { kind: ReservationKind; count: number }[] {
  const head = flat(subject.normalize('NFKC'));
  const all = flat(lines.slice(0, 300).join('\n'));
  const kinds = Object.keys(KIND_WORDS).filter((kind): kind is ReservationKind => kind in KIND_WORDS);
  return kinds
    .map((kind) => ({
      kind,
      count: Math.min(12, [...all.matchAll(KIND_WORDS[kind])].length) + 3 * [...head.matchAll(KIND_WORDS[kind])].length,
    }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}
