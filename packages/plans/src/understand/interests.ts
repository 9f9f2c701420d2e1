import { INTERESTS, type Interest } from '@tripmaster/contracts';
import { vocabulary, type Table, type Vocabulary } from '../needs/vocabulary.ts';

const INTEREST_WORDS: Table<Interest> = [
  [
    ['food'],
    'food|foodie|foodies|eating|cuisine|gastronomy|cooking|cooking class|restaurants|street food|wine|wine tasting|beer|coffee|cafes|local food|essen|kulinarik|comida|gastronomia|gastronomie|cibo|cucina|nourriture|culinary|dining|fine dining',
  ],
  [
    ['history'],
    'history|historic|historical|historical sites|castles|castle|ruins|archaeology|archeology|ancient|heritage|war|world war ii|wwii|unesco|monuments|geschichte|histoire|historia|storia|medieval|old town',
  ],
  [
    ['art'],
    'art|arts|painting|paintings|gallery|galleries|art galleries|sculpture|street art|modern art|contemporary art|kunst|arte|design|fashion design',
  ],
  [
    ['architecture'],
    'architecture|buildings|modernism|skyscrapers|art nouveau|gothic|baroque|architektur|arquitectura|arquitetura|architettura|bridges',
  ],
  [
    ['nature'],
    'nature|parks|park|gardens|garden|outdoors|outdoor|landscape|landscapes|mountains|wildlife|animals|birdwatching|birds|lakes|waterfalls|national parks|natur|naturaleza|natureza|natura|flowers|forest|forests|whale watching',
  ],
  [['beach'], 'beach|beaches|sea|seaside|swimming|sunbathing|coast|strand|playa|praia|plage|spiaggia|islands|island hopping'],
  [
    ['nightlife'],
    'nightlife|clubs|clubbing|bars|bar hopping|pubs|cocktails|party|partying|dancing|nachtleben|vida nocturna|vida noturna|vie nocturne|vita notturna|rooftop bars',
  ],
  [['shopping'], 'shopping|shops|malls|boutiques|outlets|souvenirs|fashion|einkaufen|compras|achats|acquisti|antiques|flea markets'],
  [
    ['family'],
    'family|families|kids|children|child friendly|family friendly|theme parks|amusement parks|zoo|zoos|aquarium|aquariums|playgrounds|familie|familia|famille|famiglia|kinder|disney',
  ],
  [
    ['adventure'],
    'adventure|adventures|adrenaline|extreme|extreme sports|rafting|climbing|canyoning|bungee|paragliding|zipline|kayaking|abenteuer|aventura|aventure|avventura|safari|off road',
  ],
  [
    ['music'],
    'music|live music|concerts|concert|opera|jazz|classical music|festivals|festival|fado|flamenco|tango|musik|musica|musique|gigs',
  ],
  [
    ['sport'],
    'sport|sports|football|soccer|tennis|golf|basketball|baseball|stadium|stadiums|running|gym|deporte|deportes|esporte|sport events|formula 1|f1',
  ],
  [
    ['wellness'],
    'wellness|spa|spas|yoga|relaxation|relaxing|relax|massage|massages|thermal baths|hot springs|onsen|hammam|sauna|meditation|bienestar|bem estar|bien etre|benessere|retreat',
  ],
  [['photography'], 'photography|photo|photos|photo spots|instagram|photographie|fotografie|fotografia'],
  [
    ['religion'],
    'religion|religious|religious sites|churches|church|cathedrals|temples|temple|mosques|mosque|synagogues|shrines|monasteries|pilgrimage|spirituality|spiritual',
  ],
  [
    ['science'],
    'science|technology|tech|space|engineering|science museums|planetarium|wissenschaft|ciencia|scienza|robots|trains|railways|aviation',
  ],
  [
    ['local-life'],
    'local life|locallife|local|local culture|culture|cultural|authentic|off the beaten path|off the beaten track|hidden gems|neighbourhoods|neighborhoods|people|traditions|crafts|walking around|kultur|cultura|culture locale|village|villages',
  ],
  [
    ['views'],
    'views|view|viewpoint|viewpoints|lookouts|panorama|panoramas|scenery|scenic|scenic views|sunset|sunsets|sunrise|skyline|rooftops|aussicht|miradouros|miradores',
  ],
  [['art', 'history'], 'museum|museums|museen|museos|museus|musees|musei'],
  [
    ['nature', 'adventure'],
    'hiking|hikes|hike|trekking|trek|walking|walks|wandern|senderismo|randonnee|trilhas|escursionismo|camping|cycling|biking|bike',
  ],
  [
    ['adventure', 'sport'],
    'surfing|surf|skiing|ski|snowboarding|diving|scuba|scuba diving|snorkeling|snorkelling|sailing|windsurfing|kitesurfing|winter sports|water sports|watersports',
  ],
  [['history', 'architecture'], 'palaces|palace|old buildings|landmarks|sightseeing|sights|sehenswurdigkeiten|attractions'],
  [['food', 'local-life'], 'markets|market|food markets|local markets|night markets|mercados|marches|mercati|markte'],
  [['wellness', 'beach'], 'sun|rest and sun'],
  [['views', 'wellness'], 'romance|romantic|honeymoon'],
  [['music', 'art'], 'theatre|theater|theatres|musicals|ballet|shows|performing arts|broadway|film|cinema|movies'],
  [['local-life', 'art'], 'literature|books|bookshops'],
];

/** The interests a traveller's words stand for. */
export const interestsOf: Vocabulary<Interest> = vocabulary(INTERESTS, INTEREST_WORDS);
