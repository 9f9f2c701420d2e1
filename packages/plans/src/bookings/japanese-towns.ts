/** Towns as Japanese letters have them, the longer name first: what addresses and stations begin with, and cities abroad. */
const TABLE = `
新大阪=Osaka|大阪梅田=Osaka|東大阪=Higashiosaka|関西国際空港=Osaka|関西空港=Osaka|天王寺=Osaka|難波=Osaka|なんば=Osaka|心斎橋=Osaka|大阪=Osaka
京都=Kyoto|嵐山=Kyoto|祇園=Kyoto|新横浜=Yokohama|横浜=Yokohama|川崎=Kawasaki|鎌倉=Kamakura|箱根=Hakone|小田原=Odawara|熱海=Atami
新神戸=Kobe|三ノ宮=Kobe|神戸=Kobe|姫路=Himeji|奈良=Nara|名古屋=Nagoya|金沢=Kanazawa|富山=Toyama|福井=Fukui|高山=Takayama|岐阜=Gifu|白川郷=Takayama
長野=Nagano|松本=Matsumoto|軽井沢=Karuizawa|新潟=Niigata|越後湯沢=Yuzawa|静岡=Shizuoka|浜松=Hamamatsu|新富士=Fuji|三島=Mishima|河口湖=Fujikawaguchiko
広島=Hiroshima|宮島=Hatsukaichi|岡山=Okayama|倉敷=Kurashiki|尾道=Onomichi|福山=Fukuyama|下関=Shimonoseki|松江=Matsue|出雲=Izumo|高松=Takamatsu|松山=Matsuyama|高知=Kochi|徳島=Tokushima
博多=Fukuoka|小倉=Kitakyushu|福岡=Fukuoka|長崎=Nagasaki|熊本=Kumamoto|鹿児島=Kagoshima|別府=Beppu|大分=Oita|宮崎=Miyazaki|佐賀=Saga
那覇=Naha|石垣=Ishigaki|沖縄=Naha|札幌=Sapporo|新千歳=Chitose|函館=Hakodate|小樽=Otaru|旭川=Asahikawa|ニセコ=Kutchan|仙台=Sendai|盛岡=Morioka|青森=Aomori|秋田=Akita|山形=Yamagata|福島=Fukushima
日光=Nikko|宇都宮=Utsunomiya|大宮=Saitama|成田=Narita|千葉=Chiba|浦安=Urayasu|舞浜=Urayasu|さいたま=Saitama|草津=Kusatsu|伊勢=Ise
品川=Tokyo|新宿=Tokyo|渋谷=Tokyo|上野=Tokyo|池袋=Tokyo|銀座=Tokyo|浅草=Tokyo|羽田=Tokyo|東京=Tokyo
パリ=Paris|リヨン=Lyon|ニース=Nice|ロンドン=London|エディンバラ=Edinburgh|ローマ=Rome|ミラノ=Milan|フィレンツェ=Florence|ベネチア=Venice|ヴェネツィア=Venice|ナポリ=Naples
マドリード=Madrid|バルセロナ=Barcelona|セビリア=Seville|リスボン=Lisbon|ポルト=Porto|ベルリン=Berlin|ミュンヘン=Munich|フランクフルト=Frankfurt am Main|ハンブルク=Hamburg|ケルン=Köln|ウィーン=Vienna|ザルツブルク=Salzburg|プラハ=Prague|ブダペスト=Budapest
チューリッヒ=Zürich|ジュネーブ=Genève|アムステルダム=Amsterdam|ブリュッセル=Brussels|コペンハーゲン=Copenhagen|ストックホルム=Stockholm|ヘルシンキ=Helsinki|アテネ=Athens|イスタンブール=Istanbul|ドバイ=Dubai
ニューヨーク=New York City|ロサンゼルス=Los Angeles|サンフランシスコ=San Francisco|シアトル=Seattle|シカゴ=Chicago|ボストン=Boston|ホノルル=Honolulu|ラスベガス=Las Vegas|バンクーバー=Vancouver|トロント=Toronto
ソウル=Seoul|釜山=Busan|台北=Taipei|香港=Hong Kong|上海=Shanghai|北京=Beijing|シンガポール=Singapore|バンコク=Bangkok|チェンマイ=Chiang Mai|バリ=Denpasar|ハノイ=Hanoi|ホーチミン=Ho Chi Minh City|マニラ=Manila|クアラルンプール=Kuala Lumpur|シドニー=Sydney|メルボルン=Melbourne|オークランド=Auckland|グアム=Dededo Village
`;

export const JAPANESE: readonly (readonly [written: string, name: string])[] = TABLE.trim()
  .split(/[|\n]/)
  .map((row) => {
    const cut = row.indexOf('=');
    return [row.slice(0, cut), row.slice(cut + 1)] as const;
  });
