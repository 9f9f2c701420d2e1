/**
 * Airports with scheduled service, by IATA code: code, country, latitude, longitude, zone, city, name. Made by
 * `tools/build-airports.ts` from OurAirports (ourairports.com/data, public domain).
 */
export const AIRPORTS = `
AAA|PF|-17.353|-145.510|Pacific/Tahiti|Anaa|Anaa Airport
AAC|EG|31.079|33.837|Africa/Cairo|El Arish|El Arish International Airport
AAE|DZ|36.827|7.813|Africa/Algiers|Annaba|Annaba Rabah Bitat Airport
AAL|DK|57.093|9.849|Europe/Copenhagen|Aalborg|Aalborg Airport
AAM|ZA|-24.818|31.545|Africa/Johannesburg|Malamala|Malamala Airport
AAN|AE|24.262|55.609|Asia/Dubai|Al Ain|Al Ain International Airport
AAP|ID|-0.374|117.250|Asia/Makassar|Samarinda|Aji Pangeran Tumenggung Pranoto International Airport
AAQ|RU|45.002|37.347|Europe/Moscow|Krasnyi Kurgan|Anapa Vityazevo Airport
AAR|DK|56.303|10.618|Europe/Copenhagen|Aarhus|Aarhus Airport
AAT|CN|47.750|88.086|Asia/Urumqi|Altay|Altay Xuedu Airport
AAY|YE|16.193|52.174|Asia/Aden|Al Ghaydah|Al Ghaydah International Airport
ABA|RU|53.740|91.385|Asia/Krasnoyarsk|Abakan|Abakan International Airport
ABD|IR|30.368|48.230|Asia/Tehran|Abadan|Abadan Airport
ABE|US|40.652|-75.443|America/New_York|Allentown|Lehigh Valley International Airport
ABI|US|32.411|-99.682|America/Chicago|Abilene|Abilene Regional Airport
ABJ|CI|5.261|-3.926|Africa/Abidjan|Abidjan|Félix-Houphouët-Boigny International Airport
ABK|ET|6.733|44.241|Africa/Addis_Ababa|Kebri Dahar|Kebri Dahar Airport
ABQ|US|35.040|-106.609|America/Denver|Albuquerque|Albuquerque International Sunport
ABR|US|45.449|-98.422|America/Chicago|Aberdeen|Aberdeen Regional Airport
ABS|EG|22.368|31.610|Africa/Cairo|Abu Simbel|Abu Simbel Airport
ABT|SA|20.299|41.636|Asia/Riyadh|Al-Baha|King Saud Bin Abdulaziz (Al Baha) Airport
ABV|NG|9.007|7.263|Africa/Lagos|Abuja|Nnamdi Azikiwe International Airport
ABX|AU|-36.067|146.959|Australia/Sydney|Albury|Albury Airport
ABY|US|31.533|-84.196|America/New_York|Albany|Southwest Georgia Regional Airport
ABZ|GB|57.202|-2.198|Europe/London|Aberdeen|Aberdeen Dyce Airport
ACA|MX|16.762|-99.755|America/Mexico_City|Ciudad de Acapulco|Aeropuerto Internacional Juan N. Álvarez
ACC|GH|5.605|-0.167|Africa/Accra|Accra|Kotoka International Airport
ACE|ES|28.945|-13.605|Atlantic/Canary|San Bartolomé|César Manrique-Lanzarote Airport
ACH|CH|47.485|9.561|Europe/Zurich|Altenrhein|St Gallen Altenrhein Airport
ACI|GG|49.706|-2.215|Europe/Guernsey|Saint Anne|Alderney Airport
ACK|US|41.253|-70.060|America/New_York|Nantucket|Nantucket Memorial Airport
ACT|US|31.611|-97.230|America/Chicago|Waco|Waco Regional Airport
ACV|US|40.978|-124.109|America/Los_Angeles|Arcata|California Redwood Coast-Humboldt County Airport
ACX|CN|25.083|104.961|Asia/Shanghai|Xingyi|Xingyi Wanfenglin Airport
ACY|US|39.458|-74.577|America/New_York|Atlantic City|Atlantic City International Airport
ADA|TR|36.982|35.280|Europe/Istanbul|Seyhan|Adana Şakirpaşa Airport
ADB|TR|38.292|27.157|Europe/Istanbul|İzmir|Adnan Menderes International Airport
ADD|ET|8.978|38.799|Africa/Addis_Ababa|Addis Ababa|Addis Ababa Bole International Airport
ADE|YE|12.829|45.029|Asia/Aden|Aden|Aden International Airport
ADF|TR|37.731|38.469|Europe/Istanbul|Adıyaman|Adıyaman Airport
ADJ|JO|31.973|35.992|Asia/Amman|Amman|Amman Civil (Marka International) Airport
ADK|US|51.884|-176.643|America/Adak|Adak|Adak Airport
ADL|AU|-34.948|138.533|Australia/Adelaide|Adelaide|Adelaide International Airport
ADQ|US|57.750|-152.494|America/Anchorage|Kodiak|Kodiak Airport
ADU|IR|38.326|48.424|Asia/Tehran|Ardabil|Ardabil Airport
ADZ|CO|12.584|-81.711|America/Bogota|San Andrés|Gustavo Rojas Pinilla International Airport
AEB|CN|23.721|106.960|Asia/Shanghai|Baise|Baise Youjiang Airport
AEG|ID|1.400|99.430|Asia/Jakarta|Padang Sidempuan|Aek Godang Airport
AEH|TD|13.847|20.844|Africa/Ndjamena|Abeche|Abeche Airport
AEP|AR|-34.559|-58.416|America/Argentina/Buenos_Aires|Buenos Aires|Jorge Newbery Airpark
AER|RU|43.450|39.957|Europe/Moscow|Sochi|Sochi International Airport
AES|NO|62.563|6.120|Europe/Oslo|Ålesund|Ålesund Airport, Vigra
AEU|IR|25.876|55.033|Asia/Tehran|Abu Musa|Abu Musa Island Airport
AEX|US|31.327|-92.550|America/Chicago|Alexandria|Alexandria International Airport
AEY|IS|65.660|-18.073|Atlantic/Reykjavik|Akureyri|Akureyri Airport
AFA|AR|-34.588|-68.404|America/Argentina/Mendoza|San Rafael|Suboficial Ay Santiago Germano Airport
AFL|BR|-9.866|-56.106|America/Cuiaba|Alta Floresta|Piloto Osvaldo Marques Dias Airport
AFZ|IR|36.168|57.595|Asia/Tehran|Sabzevar|Sabzevar National Airport
AGA|MA|30.322|-9.412|Africa/Casablanca|Agadir|Al Massira Airport
AGF|FR|44.175|0.591|Europe/Paris|Agen|Agen-La Garenne Airport
AGH|SE|56.296|12.847|Europe/Stockholm|Ängelholm|Ängelholm-Helsingborg Airport
AGP|ES|36.675|-4.499|Europe/Madrid|Málaga|Málaga-Costa del Sol Airport
AGR|IN|27.158|77.961|Asia/Kolkata|Agra|Agra Airport / Agra Air Force Station
AGS|US|33.370|-81.965|America/New_York|Augusta|Augusta Regional At Bush Field
AGT|PY|-25.457|-54.840|America/Asuncion|Ciudad del Este|Aeropuerto Internacional Guaraní
AGU|MX|21.700|-102.318|America/Mexico_City|Aguascalientes|Governor Jesús Terán Peredo International Airport
AGV|VE|9.553|-69.238|America/Caracas|Acarigua|Oswaldo Guevara Mujica Airport
AGX|IN|10.824|72.176|Asia/Kolkata|Agatti|Agatti Airport
AHB|SA|18.240|42.657|Asia/Riyadh|Abha|Abha International Airport
AHE|PF|-14.428|-146.257|Pacific/Tahiti|Ahe Atoll|Ahe Airport
AHN|US|33.949|-83.326|America/New_York|Athens|Athens Ben Epps Airport
AHO|IT|40.632|8.291|Europe/Rome|Alghero|Alghero-Fertilia Airport
AHU|MA|35.177|-3.840|Africa/Casablanca|Al Hoceima|Cherif Al Idrissi Airport
AIN|US|70.638|-159.995|America/Anchorage|Wainwright|Wainwright Airport
AJA|FR|41.924|8.803|Europe/Paris|Ajaccio|Ajaccio-Napoléon Bonaparte Airport
AJF|SA|29.785|40.100|Asia/Riyadh|Al-Jawf|Al-Jawf Domestic Airport
AJI|TR|39.656|43.026|Europe/Istanbul|Ağrı|Ağrı Airport
AJL|IN|23.841|92.620|Asia/Kolkata|Aizawl|Lengpui Airport
AJN|KM|-12.131|44.430|Indian/Comoro|Ouani|Ouani Airport
AJR|SE|65.590|19.282|Europe/Stockholm|Arvidsjaur|Arvidsjaur Airport
AJU|BR|-10.984|-37.070|America/Maceio|Aracaju|Aracaju - Santa Maria International Airport
AJY|NE|16.966|8.000|Africa/Niamey|Agadez|Mano Dayak International Airport
AKF|LY|24.179|23.314|Africa/Tripoli|Kufra|Kufra Airport
AKJ|JP|43.671|142.447|Asia/Tokyo|Asahikawa|Asahikawa Airport
AKL|NZ|-37.012|174.786|Pacific/Auckland|Auckland|Auckland International Airport
AKN|US|58.678|-156.652|America/Anchorage|King Salmon|King Salmon Airport
AKR|NG|7.247|5.301|Africa/Lagos|Akure|Akure Airport
AKU|CN|41.263|80.292|Asia/Urumqi|Aksu|Aksu Hongqipo Airport
AKV|CA|60.819|-78.149|America/Iqaluit|Akulivik|Akulivik Airport
AKX|KZ|50.246|57.207|Asia/Aqtobe|Aktobe|Aktobe Airport
AKY|MM|20.133|92.871|Asia/Yangon|Sittwe|Sittwe Airport
ALA|KZ|43.354|77.043|Asia/Almaty|Almaty|Almaty International Airport
ALB|US|42.748|-73.802|America/New_York|Albany|Albany International Airport
ALC|ES|38.282|-0.558|Europe/Madrid|Alicante|Alicante-Elche Miguel Hernández Airport
ALF|NO|69.976|23.372|Europe/Oslo|Alta|Alta Airport
ALG|DZ|36.694|3.215|Africa/Algiers|Algiers|Houari Boumediene Airport
ALH|AU|-34.943|117.809|Australia/Perth|Albany|Albany Airport
ALO|US|42.557|-92.400|America/Chicago|Waterloo|Waterloo Regional Airport
ALP|SY|36.181|37.224|Asia/Damascus|Aleppo|Aleppo International Airport
ALS|US|37.435|-105.867|America/Denver|Alamosa|San Luis Valley Regional Airport/Bergman Field
ALW|US|46.095|-118.288|America/Los_Angeles|Walla Walla|Walla Walla Regional Airport
AMA|US|35.219|-101.706|America/Chicago|Amarillo|Rick Husband Amarillo International Airport
AMD|IN|23.077|72.635|Asia/Kolkata|Ahmedabad|Sardar Vallabhbhai Patel International Airport
AMH|ET|6.039|37.590|Africa/Addis_Ababa|Arba Minch|Arba Minch Airport
AMM|JO|31.723|35.993|Asia/Amman|Amman|Queen Alia International Airport
AMQ|ID|-3.710|128.089|Asia/Jayapura|Ambon|Pattimura International Airport
AMS|NL|52.309|4.764|Europe/Amsterdam|Amsterdam|Amsterdam Airport Schiphol
AMV|RU|69.763|61.556|Europe/Moscow|Amderma|Amderma Airport
ANC|US|61.174|-149.996|America/Anchorage|Anchorage|Ted Stevens Anchorage International Airport
ANE|FR|47.560|-0.312|Europe/Paris|TFFR|Angers-Loire Airport
ANF|CL|-23.445|-70.445|America/Santiago|Antofagasta|Andrés Sabella Gálvez International Airport
ANI|US|61.582|-159.543|America/Anchorage|Aniak|Aniak Airport
ANM|MG|-14.999|50.320|Indian/Antananarivo|Antsirabe|Antsirabe Airport
ANN|US|55.037|-131.573|America/Sitka|Metlakatla|Annette Island Airport
ANR|BE|51.189|4.460|Europe/Brussels|Antwerp|Antwerp International Airport (Deurne)
ANU|AG|17.137|-61.793|America/Antigua|Osbourn|V C Bird International Airport
ANV|US|62.647|-160.191|America/Anchorage|Anvik|Anvik Airport
ANX|NO|69.293|16.144|Europe/Oslo|Andenes|Andøya Airport, Andenes
AOE|TR|39.810|30.519|Europe/Istanbul|Eskişehir|Anadolu Airport
AOG|CN|41.105|122.854|Asia/Shanghai|Anshan|Anshan Teng'ao Airport / Anshan Air Base
AOI|IT|43.616|13.362|Europe/Rome|Ancona|Marche Airport
AOJ|JP|40.735|140.691|Asia/Tokyo|Aomori|Aomori Airport
AOK|GR|35.421|27.146|Europe/Athens|Karpathos Island|Karpathos Airport
AOO|US|40.296|-78.320|America/New_York|Altoona|Altoona Blair County Airport
AOR|MY|6.190|100.398|Asia/Kuala_Lumpur|Alor Satar|Sultan Abdul Halim Airport
APL|MZ|-15.106|39.282|Africa/Maputo|Nampula|Nampula Airport
APN|US|45.078|-83.560|America/Detroit|Alpena|Alpena County Regional Airport
APO|CO|7.812|-76.716|America/Bogota|Carepa|Antonio Roldán Betancur Airport
APW|WS|-13.830|-172.008|Pacific/Apia|Apia|Faleolo International Airport
AQA|BR|-21.812|-48.133|America/Sao_Paulo|Araraquara|Araraquara Airport
AQG|CN|30.582|117.050|Asia/Shanghai|Anqing|Anqing Tianzhushan Airport / Anqing North Air Base
AQI|SA|28.335|46.125|Asia/Riyadh|Qaisumah|Al Qaisumah/Hafr Al Batin Airport
AQJ|JO|29.612|35.018|Asia/Amman|Aqaba|Aqaba King Hussein International Airport
AQP|PE|-16.341|-71.583|America/Lima|Arequipa|Rodríguez Ballón International Airport
ARC|US|68.115|-145.579|America/Anchorage|Arctic Village|Arctic Village Airport
ARH|RU|64.600|40.717|Europe/Moscow|Archangelsk|Talagi Airport
ARI|CL|-18.348|-70.339|America/Santiago|Arica|Chacalluta Airport
ARK|TZ|-3.368|36.633|Africa/Dar_es_Salaam|Arusha|Arusha Airport
ARM|AU|-30.528|151.617|Australia/Sydney|Armidale|Armidale Airport
ARN|SE|59.652|17.919|Europe/Stockholm|Stockholm|Stockholm-Arlanda Airport
ART|US|43.992|-76.022|America/New_York|Watertown|Watertown International Airport
ARU|BR|-21.141|-50.425|America/Sao_Paulo|Araçatuba|Araçatuba Airport
ARW|RO|46.177|21.262|Europe/Bucharest|Arad|Arad International Airport
ASA|ER|13.072|42.645|Africa/Asmara|Asab|Assab International Airport
ASB|TM|37.987|58.361|Asia/Ashgabat|Ashgabat|Ashgabat International Airport
ASE|US|39.223|-106.869|America/Denver|Aspen|Aspen-Pitkin County Airport (Sardy Field)
ASF|RU|46.283|48.011|Europe/Astrakhan|Astrakhan|Astrakhan Narimanovo Boris M. Kustodiev International Airport
ASI|SH|-7.970|-14.394|Atlantic/St_Helena|Cat Hill|RAF Ascension Island
ASJ|JP|28.431|129.713|Asia/Tokyo|Amami|Amami Airport
ASM|ER|15.292|38.911|Africa/Asmara|Asmara|Asmara International Airport
ASO|ET|10.019|34.586|Africa/Addis_Ababa|Asosa|Asosa Airport
ASP|AU|-23.807|133.903|Australia/Darwin|Alice Springs|Alice Springs Airport
ASR|TR|38.770|35.495|Europe/Istanbul|Kayseri|Kayseri Erkilet Airport
ASU|PY|-25.242|-57.514|America/Asuncion|Luque|Aeropuerto Internacional Silvio Pettirossi
ASV|KE|-2.645|37.253|Africa/Nairobi|Amboseli National Park|Amboseli Airport
ASW|EG|23.968|32.824|Africa/Cairo|Aswan|Aswan International Airport
ATC|BS|24.629|-75.674|America/Nassau|Arthur's Town|Arthur's Town Airport
ATH|GR|37.936|23.945|Europe/Athens|Athens|Athens Eleftherios Venizelos International Airport
ATL|US|33.637|-84.428|America/New_York|Atlanta|Hartsfield Jackson Atlanta International Airport
ATM|BR|-3.253|-52.254|America/Belem|Altamira|Altamira Interstate Airport
ATQ|IN|31.710|74.797|Asia/Kolkata|Amritsar|Sri Guru Ram Dass Jee International Airport
ATY|US|44.914|-97.155|America/Chicago|Watertown|Watertown Regional Airport
ATZ|EG|27.051|31.016|Africa/Cairo|Asyut|Asyut International Airport
AUA|AW|12.501|-70.015|America/Aruba|Oranjestad|Queen Beatrix International Airport
AUC|CO|7.069|-70.737|America/Bogota|Arauca|Santiago Perez Airport
AUG|US|44.321|-69.797|America/New_York|Augusta|Augusta State Airport
AUH|AE|24.444|54.652|Asia/Dubai|Abu Dhabi|Abu Dhabi International Airport
AUQ|PF|-9.769|-139.011|Pacific/Marquesas|Hiva Oa Island|Hiva Oa-Atuona Airport
AUR|FR|44.891|2.422|Europe/Paris|Aurillac|Aurillac Airport
AUS|US|30.198|-97.662|America/Chicago|Austin|Austin Bergstrom International Airport
AUX|BR|-7.228|-48.241|America/Araguaina|Araguaína|Araguaína Airport
AVA|CN|26.261|105.873|Asia/Shanghai|Anshun|Anshun Huangguoshu Airport
AVI|CU|22.027|-78.790|America/Havana|Ciego de Avila|Maximo Gomez Airport
AVK|MN|46.250|102.802|Asia/Ulaanbaatar|Arvaikheer|Arvaikheer Airport
AVL|US|35.436|-82.542|America/New_York|Asheville|Asheville Regional Airport
AVN|FR|43.907|4.902|Europe/Paris|Avignon|Avignon-Caumont Airport
AVP|US|41.339|-75.723|America/New_York|Wilkes-Barre|Wilkes Barre Scranton International Airport
AVV|AU|-38.039|144.469|Australia/Melbourne|Lara|Avalon Airport
AWA|ET|7.100|38.396|Africa/Addis_Ababa|Hawassa|Hawassa International Airport
AWK|UM|19.282|166.637|Pacific/Wake|Wake Island|Wake Island Airfield
AWZ|IR|31.337|48.762|Asia/Tehran|Ahvaz|Lieutenant General Qasem Soleimani International Airport
AXA|AI|18.205|-63.054|America/Anguilla|The Valley|Clayton J Lloyd International Airport
AXD|GR|40.856|25.956|Europe/Athens|Alexandroupolis|Alexandroupoli Democritus Airport
AXF|CN|38.748|105.589|Asia/Shanghai|Bayanhot|Alxa Left Banner Bayanhot Airport
AXM|CO|4.453|-75.766|America/Bogota|Armenia|El Eden Airport
AXP|BS|22.442|-73.971|America/Nassau|Spring Point|Spring Point Airport
AXR|PF|-15.248|-146.617|Pacific/Tahiti||Arutua Airport
AXT|JP|39.616|140.219|Asia/Tokyo|Akita|Akita Airport
AXU|ET|14.147|38.773|Africa/Addis_Ababa|Axum|Axum Airport
AYP|PE|-13.155|-74.204|America/Lima|Ayacucho|Air Force Colonel Alfredo Mendivil Duarte Airport
AYQ|AU|-25.186|130.977|Australia/Darwin|Yulara|Ayers Rock Connellan Airport
AYT|TR|36.899|30.801|Europe/Istanbul|Antalya|Antalya International Airport
AZA|US|33.308|-111.655|America/Phoenix|Mesa|Phoenix–Mesa Gateway Airport
AZD|IR|31.905|54.277|Asia/Tehran|Yazd|Shahid Sadooghi Airport
AZN|UZ|40.728|72.294|Asia/Tashkent|Andizhan|Andizhan Airport
AZO|US|42.235|-85.552|America/Detroit|Kalamazoo|Kalamazoo Battle Creek International Airport
AZR|DZ|27.838|-0.186|Africa/Algiers|Adrar|Touat Cheikh Sidi Mohamed Belkebir Airport
AZS|DO|19.269|-69.737|America/Santo_Domingo|Samana|Samaná El Catey International Airport
BAG|PH|16.375|120.620|Asia/Manila|Baguio City|Loakan Airport
BAH|BH|26.267|50.638|Asia/Tehran|Manama|Bahrain International Airport
BAL|TR|37.929|41.117|Europe/Istanbul|Batman|Batman Airport
BAQ|CO|10.890|-74.781|America/Bogota|Barranquilla|Ernesto Cortissoz International Airport
BAR|CN|19.141|110.453|Asia/Shanghai|Qionghai|Qionghai Bo'ao Airport
BAV|CN|40.560|109.997|Asia/Shanghai|Baotou|Baotou Donghe Airport
BAX|RU|53.364|83.538|Asia/Barnaul|Barnaul|Barnaul Airport
BAY|RO|47.661|23.467|Europe/Bucharest|Baia Mare|Maramureș International Airport
BBA|CL|-45.916|-71.689|America/Argentina/Catamarca|Balmaceda|Balmaceda Airport
BBI|IN|20.244|85.818|Asia/Kolkata|Bhubaneswar|Biju Patnaik Airport
BBK|BW|-17.833|25.162|Africa/Gaborone|Kasane|Kasane Airport
BBM|KH|13.096|103.224|Asia/Phnom_Penh|Battambang|Battambang Airport
BBN|MY|3.735|115.479|Asia/Makassar|Bario|Bario Airport
BBO|SO|10.385|44.937|Africa/Mogadishu|Berbera|Berbera Airport
BBQ|AG|17.636|-61.829|America/Antigua|Codrington|Codrington Airport
BCA|CU|20.365|-74.506|America/Havana|Baracoa|Gustavo Rizo Airport
BCD|PH|10.776|123.015|Asia/Manila|Bacolod City|Bacolod-Silay Airport
BCI|AU|-23.566|145.302|Australia/Brisbane|Barcaldine|Barcaldine Airport
BCL|CR|10.769|-83.586|America/Costa_Rica|Pococi|Barra del Colorado Airport
BCM|RO|46.522|26.910|Europe/Bucharest|Bacău|Bacău Airport
BCN|ES|41.297|2.078|Europe/Madrid|Barcelona|Josep Tarradellas Barcelona-El Prat Airport
BCU|NG|10.483|9.744|Africa/Lagos|Bauchi|Sir Abubakar Tafawa Balewa International Airport
BCW|MZ|-21.853|35.438|Africa/Maputo|Benguera Island|Benguera Island Airport
BDA|BM|32.364|-64.679|Atlantic/Bermuda|Hamilton|L.F. Wade International International Airport
BDB|AU|-24.905|152.323|Australia/Brisbane|Bundaberg|Bundaberg Airport
BDH|IR|26.532|54.825|Asia/Tehran|Bandar Lengeh|Bandar Lengeh International Airport
BDJ|ID|-3.442|114.763|Asia/Makassar|Landasan Ulin|Syamsudin Noor International Airport
BDL|US|41.939|-72.688|America/New_York|Hartford|Bradley International Airport
BDO|ID|-6.901|107.576|Asia/Jakarta|Bandung|Husein Sastranegara International Airport
BDQ|IN|22.336|73.226|Asia/Kolkata|Vadodara|Vadodara Airport
BDR|US|41.164|-73.126|America/New_York|Bridgeport|Igor I Sikorsky Memorial Airport
BDS|IT|40.658|17.947|Europe/Rome|Brindisi|Brindisi Airport
BDT|CD|4.253|20.975|Africa/Bangui|Gbadolite|Gbadolite Airport
BDU|NO|69.056|18.540|Europe/Oslo|Målselv|Bardufoss Airport
BEB|GB|57.481|-7.363|Europe/London|Balivanich|Benbecula Airport
BEF|NI|11.991|-83.774|America/Managua|Bluefileds|Bluefields Airport
BEG|RS|44.818|20.309|Europe/Belgrade|Belgrade|Belgrade Nikola Tesla Airport
BEJ|ID|2.155|117.432|Asia/Makassar|Tanjung Redeb - Borneo Island|Kalimarau Airport
BEL|BR|-1.379|-48.476|America/Belem|Belém|Val de Cans/Júlio Cezar Ribeiro International Airport
BEN|LY|32.097|20.270|Africa/Tripoli|Benina|Benina International Airport
BER|DE|52.362|13.501|Europe/Berlin|Berlin|Berlin Brandenburg Airport
BES|FR|48.448|-4.419|Europe/Paris|Brest|Brest Bretagne Airport
BET|US|60.780|-161.838|America/Nome|Bethel|Bethel Airport
BEU|AU|-24.346|139.460|Australia/Brisbane||Bedourie Airport
BEW|MZ|-19.796|34.908|Africa/Maputo|Beira|Beira Airport
BEY|LB|33.821|35.488|Asia/Beirut|Beirut|Beirut Rafic Hariri International Airport
BFD|US|41.803|-78.640|America/New_York|Bradford|Bradford Regional Airport
BFF|US|41.874|-103.596|America/Denver|Scottsbluff|Western Neb. Rgnl/William B. Heilig Airport
BFI|US|47.530|-122.302|America/Los_Angeles|Seattle|Boeing Field King County International Airport
BFJ|CN|27.267|105.472|Asia/Shanghai|Bijie|Bijie Feixiong Airport
BFL|US|35.434|-119.057|America/Los_Angeles|Bakersfield|Meadows Field
BFN|ZA|-29.093|26.302|Africa/Johannesburg|Bloemfontain|Bram Fischer International Airport
BFS|GB|54.658|-6.216|Europe/London|Belfast|Belfast International Airport
BFV|TH|15.229|103.253|Asia/Bangkok|Buriram|Buri Ram Airport
BGA|CO|7.127|-73.185|America/Bogota|Bucaramanga|Palonegro Airport
BGC|PT|41.858|-6.707|Europe/Lisbon|Bragança|Bragança Airport
BGF|CF|4.398|18.519|Africa/Bangui|Bangui|Bangui M'Poko International Airport
BGI|BB|13.075|-59.492|America/Barbados|Bridgetown|Grantley Adams International Airport
BGK|BZ|16.519|-88.408|America/Guatemala|Big Creek|Big Creek Airport
BGM|US|42.209|-75.980|America/New_York|Binghamton|Greater Binghamton/Edwin A Link field
BGO|NO|60.293|5.218|Europe/Oslo|Bergen|Bergen Airport, Flesland
BGR|US|44.807|-68.828|America/New_York|Bangor|Bangor International Airport
BGW|IQ|33.263|44.235|Asia/Baghdad|Baghdad|Baghdad International Airport / New Al Muthana Air Base
BGY|IT|45.674|9.704|Europe/Rome|Milan|Milan Bergamo Airport
BHB|US|44.450|-68.362|America/New_York|Bar Harbor|Hancock County-Bar Harbor Airport
BHD|GB|54.618|-5.872|Europe/London|Belfast|George Best Belfast City Airport
BHE|NZ|-41.518|173.870|Pacific/Auckland|Blenheim|Woodbourne Airport
BHH|SA|19.984|42.621|Asia/Riyadh|Bisha|Bisha Airport
BHI|AR|-38.725|-62.169|America/Argentina/Buenos_Aires|Bahia Blanca|Comandante Espora Airport
BHJ|IN|23.288|69.670|Asia/Kolkata|Bhuj|Bhuj Airport
BHK|UZ|39.775|64.483|Asia/Samarkand|Bukhara|Bukhara International Airport
BHM|US|33.563|-86.754|America/Chicago|Birmingham|Birmingham-Shuttlesworth International Airport
BHO|IN|23.288|77.337|Asia/Kolkata|Bhopal|Raja Bhoj International Airport
BHQ|AU|-32.001|141.472|Australia/Broken_Hill|Broken Hill|Broken Hill Airport
BHS|AU|-33.407|149.651|Australia/Sydney|Bathurst|Bathurst Airport
BHU|IN|21.752|72.185|Asia/Kolkata|Bhavnagar|Bhavnagar Airport
BHV|PK|29.348|71.718|Asia/Karachi|Bahawalpur|Bahawalpur Airport
BHX|GB|52.454|-1.748|Europe/London|Birmingham|Birmingham International Airport
BIA|FR|42.553|9.484|Europe/Paris|Bastia|Bastia-Poretta Airport
BIK|ID|-1.190|136.108|Asia/Jayapura|Biak|Frans Kaisiepo Airport
BIL|US|45.808|-108.543|America/Denver|Billings|Billings Logan International Airport
BIM|BS|25.700|-79.265|America/Nassau|South Bimini|South Bimini Airport
BIO|ES|43.301|-2.911|Europe/Madrid|Bilbao|Bilbao Airport
BIQ|FR|43.468|-1.531|Europe/Paris|Biarritz|Biarritz-Anglet-Bayonne Airport
BIR|NP|26.482|87.264|Asia/Kathmandu|Biratnagar|Biratnagar Airport
BIS|US|46.773|-100.746|America/Chicago|Bismarck|Bismarck Municipal Airport
BJA|DZ|36.712|5.070|Africa/Algiers|Béjaïa|Soummam–Abane Ramdane Airport
BJB|IR|37.493|57.308|Asia/Tehran|Bojnord|Bojnord Airport
BJF|NO|70.601|29.691|Europe/Oslo|Båtsfjord|Båtsfjord Airport
BJL|GM|13.338|-16.652|Africa/Banjul|Banjul|Banjul International Airport
BJM|BI|-3.324|29.319|Africa/Bujumbura|Bujumbura|Bujumbura Melchior Ndadaye International Airport
BJR|ET|11.608|37.322|Africa/Addis_Ababa|Bahir Dar|Bahir Dar Airport
BJV|TR|37.251|27.664|Europe/Istanbul|Bodrum|Milas Bodrum International Airport
BJX|MX|20.986|-101.479|America/Mexico_City|Ciudad de Silao|Aeropuerto Internacional Del Bajío
BJZ|ES|38.891|-6.821|Europe/Madrid|Badajoz|Badajoz Airport
BKI|MY|5.933|116.049|Asia/Kuching|Kota Kinabalu|Kota Kinabalu International Airport
BKK|TH|13.681|100.747|Asia/Bangkok|Bangkok|Suvarnabhumi Airport
BKO|ML|12.534|-7.950|Africa/Bamako|Bamako|Modibo Keita International Airport
BKQ|AU|-24.432|145.430|Australia/Brisbane|Blackall|Blackall Airport
BKS|ID|-3.864|102.339|Asia/Jakarta|Bengkulu|Fatmawati Soekarno Airport
BKW|US|37.787|-81.124|America/New_York|Beckley|Raleigh County Memorial Airport
BLA|VE|10.111|-64.692|America/Caracas|Barcelona|General José Antonio Anzoategui International Airport
BLE|SE|60.422|15.515|Europe/Stockholm|Borlange|Dala Airport
BLF|US|37.296|-81.208|America/New_York|Bluefield|Mercer County Airport
BLI|US|48.793|-122.538|America/Los_Angeles|Bellingham|Bellingham International Airport
BLJ|DZ|35.752|6.309|Africa/Algiers|Batna|Batna Mostefa Ben Boulaid Airport
BLK|GB|53.772|-3.029|Europe/London|Blackpool|Blackpool International Airport
BLL|DK|55.740|9.152|Europe/Copenhagen|Billund|Billund Airport
BLQ|IT|44.535|11.289|Europe/Rome|Bologna|Bologna Guglielmo Marconi Airport
BLR|IN|13.198|77.706|Asia/Kolkata|Bangalore|Kempegowda International Airport
BLT|AU|-23.603|148.807|Australia/Brisbane||Blackwater Airport
BLV|US|38.545|-89.835|America/Chicago|Belleville|Scott AFB/Midamerica Airport
BLZ|MW|-15.679|34.974|Africa/Blantyre|Blantyre|Chileka International Airport
BMA|SE|59.354|17.942|Europe/Stockholm|Stockholm|Stockholm-Bromma Airport
BME|AU|-17.949|122.227|Australia/Perth|Broome|Broome International Airport
BMI|US|40.477|-88.916|America/Chicago|Bloomington|Central Illinois Regional Airport at Bloomington-Normal
BMV|VN|12.668|108.120|Asia/Ho_Chi_Minh|Buon Ma Thuot|Buon Ma Thuot Airport
BMY|NC|-19.721|163.661|Pacific/Noumea|Waala|Île Art - Waala Airport
BNA|US|36.125|-86.678|America/Chicago|Nashville|Nashville International Airport
BND|IR|27.218|56.378|Asia/Tehran|Bandar Abbas|Bandar Abbas International Airport
BNE|AU|-27.384|153.117|Australia/Brisbane|Brisbane|Brisbane International Airport
BNI|NG|6.317|5.600|Africa/Lagos|Benin|Benin Airport
BNK|AU|-28.833|153.561|Australia/Sydney|Ballina|Ballina Byron Gateway Airport
BNN|NO|65.461|12.217|Europe/Oslo|Brønnøy|Brønnøysund Airport, Brønnøy
BNS|VE|8.615|-70.214|America/Caracas|Barinas|Barinas Airport
BNX|BA|44.941|17.298|Europe/Sarajevo|Banja Luka|Banja Luka International Airport
BOB|PF|-16.444|-151.751|Pacific/Tahiti|Motu Mute|Bora Bora Airport
BOC|PA|9.341|-82.251|America/Panama|Isla Colón|Bocas del Toro International Airport
BOD|FR|44.828|-0.716|Europe/Paris|Bordeaux|Bordeaux-Mérignac Airport
BOG|CO|4.702|-74.147|America/Bogota|Bogota|El Dorado International Airport
BOH|GB|50.780|-1.843|Europe/London|Bournemouth|Bournemouth Airport
BOI|US|43.564|-116.223|America/Boise|Boise|Boise Air Terminal/Gowen Field
BOJ|BG|42.570|27.515|Europe/Sofia|Burgas|Burgas Airport
BOM|IN|19.089|72.868|Asia/Kolkata|Mumbai|Chhatrapati Shivaji International Airport
BON|BQ|12.131|-68.269|America/Caracas|Kralendijk, Bonaire|Flamingo International Airport
BOO|NO|67.269|14.365|Europe/Oslo|Bodø|Bodø Airport
BOS|US|42.364|-71.005|America/New_York|Boston|Logan International Airport
BOY|BF|11.160|-4.331|Africa/Ouagadougou|Bobo Dioulasso|Bobo Dioulasso Airport
BPE|CN|39.666|119.059|Asia/Shanghai|Qinhuangdao|Qinhuangdao Beidaihe Airport
BPL|CN|44.895|82.300|Asia/Urumqi|Bole|Bole Alashankou Airport
BPN|ID|-1.268|116.895|Asia/Makassar|Balikpapan|Sultan Aji Muhammad Sulaiman Sepinggan International Airport
BPS|BR|-16.438|-39.081|America/Bahia|Porto Seguro|Porto Seguro Airport
BPT|US|29.951|-94.021|America/Chicago|Beaumont|Jack Brooks Regional Airport
BPX|CN|30.554|97.108|Asia/Shanghai|Bangda|Qamdo Bangda Airport
BPY|MG|-16.745|44.482|Indian/Antananarivo|Besalampy|Besalampy Airport
BQA|PH|15.729|121.500|Asia/Manila|Baler|Dr Juan C Angara Airport
BQK|US|31.259|-81.466|America/New_York|Brunswick|Brunswick Golden Isles Airport
BQL|AU|-22.913|139.900|Australia/Brisbane||Boulia Airport
BQN|PR|18.495|-67.129|America/Puerto_Rico|Aguadilla|Rafael Hernández International Airport
BQS|RU|50.425|127.412|Asia/Yakutsk|Blagoveschensk|Ignatyevo Airport
BQT|BY|52.108|23.898|Europe/Minsk|Brest|Brest Airport
BRC|AR|-41.151|-71.158|America/Argentina/Salta|San Carlos de Bariloche|San Carlos De Bariloche Airport
BRD|US|46.403|-94.130|America/Chicago|Brainerd|Brainerd Lakes Regional Airport
BRE|DE|53.048|8.787|Europe/Berlin|Bremen|Bremen Airport
BRI|IT|41.139|16.761|Europe/Rome|Bari|Bari Karol Wojtyła Airport
BRK|AU|-30.039|145.952|Australia/Sydney||Bourke Airport
BRL|US|40.783|-91.126|America/Chicago|Burlington|Southeast Iowa Regional Airport
BRM|VE|10.043|-69.359|America/Caracas|Barquisimeto|Barquisimeto International Airport
BRN|CH|46.913|7.500|Europe/Zurich|Bern-Belp|Bern-Belp Airport
BRO|US|25.907|-97.426|America/Chicago|Brownsville|Brownsville South Padre Island International Airport
BRQ|CZ|49.151|16.694|Europe/Prague|Brno|Brno-Tuřany Airport
BRR|GB|57.023|-7.443|Europe/London|Eoligarry|Barra Airport
BRS|GB|51.383|-2.719|Europe/London|Bristol|Bristol Airport
BRU|BE|50.901|4.484|Europe/Brussels|Zaventem|Brussels Airport
BRW|US|71.285|-156.766|America/Anchorage|Utqiaġvik|Wiley Post Will Rogers Memorial Airport
BRX|DO|18.251|-71.120|America/Santo_Domingo|Barahona|Maria Montez International Airport
BSB|BR|-15.869|-47.921|America/Sao_Paulo|Brasília|Presidente Juscelino Kubitschek International Airport
BSC|CO|6.203|-77.395|America/Bogota|Bahía Solano|José Celestino Mutis Airport
BSD|CN|25.053|99.168|Asia/Shanghai|Baoshan|Baoshan Yunrui Airport
BSG|GQ|1.905|9.806|Africa/Douala|Bata|Bata Airport
BSK|DZ|34.793|5.738|Africa/Algiers|Biskra|Biskra - Mohamed Khider Airport
BSL|FR|47.590|7.529|Europe/Paris|Bâle|EuroAirport Basel-Mulhouse-Freiburg Airport
BSO|PH|20.451|121.980|Asia/Manila|Basco|Basco Airport
BSR|IQ|30.549|47.662|Asia/Baghdad|Basra|Basra International Airport
BTC|LK|7.706|81.679|Asia/Colombo|Batticaloa|Batticaloa Airport
BTH|ID|1.121|104.119|Asia/Jakarta|Batam|Hang Nadim International Airport
BTJ|ID|5.523|95.421|Asia/Jakarta|Banda Aceh|Sultan Iskandar Muda International Airport
BTK|RU|56.371|101.698|Asia/Irkutsk|Bratsk|Bratsk Airport
BTM|US|45.955|-112.497|America/Denver|Butte|Bert Mooney Airport
BTR|US|30.533|-91.150|America/Chicago|Baton Rouge|Baton Rouge Metropolitan Airport
BTS|SK|48.170|17.213|Europe/Bratislava|Bratislava|M. R. Štefánik Airport
BTU|MY|3.124|113.020|Asia/Kuching|Bintulu|Bintulu Airport
BTV|US|44.472|-73.153|America/New_York|South Burlington|Burlington International Airport
BUA|PG|-5.422|154.673|Pacific/Bougainville|Buka Island|Buka Airport
BUD|HU|47.430|19.261|Europe/Budapest|Budapest|Budapest Liszt Ferenc International Airport
BUF|US|42.940|-78.732|America/New_York|Buffalo|Buffalo Niagara International Airport
BUN|CO|3.820|-76.990|America/Bogota|Buenaventura|Gerardo Tobar López Airport
BUQ|ZW|-20.017|28.618|Africa/Harare|Bulawayo|Joshua Mqabuko Nkomo International Airport
BUR|US|34.198|-118.356|America/Los_Angeles|Burbank|Bob Hope Airport
BUS|GE|41.610|41.600|Asia/Tbilisi|Batumi|Batumi International Airport
BUX|CD|1.566|30.221|Africa/Lubumbashi|Bunia|Bunia Airport
BUZ|IR|28.945|50.835|Asia/Tehran|Bushehr|Bushehr Airport
BVA|FR|49.454|2.113|Europe/Paris|Beauvais|Paris Beauvais Tillé Airport
BVB|BR|2.846|-60.691|America/Boa_Vista|Boa Vista|Atlas Brasil Cantanhede Airport
BVC|CV|16.136|-22.889|Atlantic/Cape_Verde|Rabil|Rabil Airport
BVE|FR|45.040|1.486|Europe/Paris|Brive la Gaillarde|Brive-Souillac
BVG|NO|70.871|29.034|Europe/Oslo|Berlevåg|Berlevåg Airport
BVH|BR|-12.694|-60.098|America/Porto_Velho|Vilhena|Brigadeiro Camarão Airport
BVI|AU|-25.897|139.348|Australia/Brisbane||Birdsville Airport
BVJ|RU|70.315|68.334|Asia/Yekaterinburg|Bovanenkovo|Bovanenkovo Airport
BWA|NP|27.505|83.413|Asia/Kathmandu|Siddharthanagar|Gautam Buddha International Airport
BWI|US|39.175|-76.668|America/New_York|Baltimore|Baltimore/Washington International Thurgood Marshall Airport
BWK|HR|43.286|16.680|Europe/Zagreb|Bol|Brač Airport
BWN|BN|4.944|114.928|Asia/Brunei|Bandar Seri Begawan|Brunei International Airport
BWO|RU|51.858|47.746|Europe/Saratov|Balakovo|Balakovo Airport
BWT|AU|-40.997|145.726|Australia/Hobart|Burnie|Wynyard Airport
BXR|IR|29.084|58.450|Asia/Tehran|Bam|Bam Airport
BXU|PH|8.951|125.479|Asia/Manila|Butuan|Bancasi Airport
BYK|CI|7.739|-5.074|Africa/Abidjan|Bouaké|Bouaké Airport
BYM|CU|20.396|-76.621|America/Havana|Bayamo|Carlos Manuel de Cespedes Airport
BYN|MN|46.163|100.704|Asia/Ulaanbaatar|Bayankhongor|Bayankhongor Airport
BZE|BZ|17.540|-88.304|America/Belize|Belize City|Philip S. W. Goldson International Airport
BZG|PL|53.097|17.978|Europe/Warsaw|Bydgoszcz|Bydgoszcz Ignacy Jan Paderewski Airport
BZI|TR|39.619|27.926|Europe/Istanbul||Balıkesir Merkez Airport
BZK|RU|53.214|34.176|Europe/Moscow|Bryansk|Bryansk Airport
BZL|BD|22.801|90.301|Asia/Dhaka|Barisal|Barisal Airport
BZN|US|45.778|-111.153|America/Denver|Bozeman|Gallatin Field
BZO|IT|46.460|11.326|Europe/Rome|Bolzano|Bolzano Airport
BZR|FR|43.324|3.354|Europe/Paris|Béziers|Béziers-Vias Airport
BZV|CG|-4.252|15.253|Africa/Brazzaville|Brazzaville|Maya-Maya Airport
CAB|AO|-5.597|12.188|Africa/Luanda|Cabinda|Cabinda Airport
CAC|BR|-25.000|-53.501|America/Sao_Paulo|Cascavel|Coronel Adalberto Mendes da Silva Airport
CAE|US|33.939|-81.119|America/New_York|Columbia|Columbia Metropolitan Airport
CAG|IT|39.251|9.054|Europe/Rome|Cagliari|Cagliari Elmas Airport
CAH|VN|9.178|105.178|Asia/Ho_Chi_Minh|Ca Mau City|Cà Mau Airport
CAI|EG|30.112|31.397|Africa/Cairo|Cairo|Cairo International Airport
CAJ|VE|6.232|-62.854|America/Caracas|Canaima|Canaima Airport
CAK|US|40.916|-81.442|America/New_York|Akron|Akron Canton Regional Airport
CAL|GB|55.437|-5.686|Europe/London|Campbeltown|Campbeltown Airport
CAN|CN|23.392|113.299|Asia/Shanghai|Guangzhou|Guangzhou Baiyun International Airport
CAP|HT|19.727|-72.200|America/Port-au-Prince|Cap Haitien|Cap Haitien International Airport
CAT|PT|38.725|-9.355|Europe/Lisbon|Cascais|Cascais Airport
CAW|BR|-21.698|-41.302|America/Sao_Paulo|Campos Dos Goytacazes|Bartolomeu Lisandro Airport
CAY|GF|4.820|-52.361|America/Cayenne|Matoury|Cayenne – Félix Eboué Airport
CAZ|AU|-31.538|145.794|Australia/Sydney||Cobar Airport
CBB|BO|-17.421|-66.177|America/La_Paz|Cochabamba|Jorge Wilsterman International Airport
CBH|DZ|31.646|-2.270|Africa/Algiers|Béchar|Béchar Boudghene Ben Ali Lotfi Airport
CBO|PH|7.165|124.210|Asia/Manila|Datu Odin Sinsuat|Cotabato (Awang) Airport
CBQ|NG|4.976|8.347|Africa/Lagos|Calabar|Margaret Ekpo International Airport
CBR|AU|-35.307|149.195|Australia/Sydney|Canberra|Canberra International Airport
CBT|AO|-12.479|13.487|Africa/Luanda|Catumbela|Catumbela Airport
CCC|CU|22.461|-78.328|America/Havana|Cayo Coco|Jardines Del Rey Airport
CCF|FR|43.216|2.306|Europe/Paris|Carcassonne|Carcassonne Airport
CCJ|IN|11.137|75.955|Asia/Kolkata|Calicut|Calicut International Airport
CCK|CC|-12.191|96.834|Indian/Cocos|West Island|Cocos (Keeling) Islands Airport
CCM|BR|-28.726|-49.424|America/Sao_Paulo|Criciúma|Forquilhinha - Criciúma  Airport
CCP|CL|-36.773|-73.063|America/Santiago|Concepcion|Carriel Sur Airport
CCS|VE|10.601|-66.991|America/Caracas|Caracas|Simón Bolívar International Airport
CCU|IN|22.655|88.447|Asia/Kolkata|Kolkata|Netaji Subhash Chandra Bose International Airport
CCZ|BS|25.417|-77.881|America/Nassau||Chub Cay Airport
CDC|US|37.701|-113.099|America/Denver|Cedar City|Cedar City Regional Airport
CDE|CN|41.123|118.074|Asia/Shanghai|Chengde|Chengde Puning Airport
CDG|FR|49.013|2.550|Europe/Paris|Paris|Charles de Gaulle International Airport
CDP|IN|14.513|78.769|Asia/Kolkata|Kadapa|Kadapa Airport
CDT|ES|40.214|0.073|Europe/Madrid|Castellón de la Plana|Castellón-Costa Azahar Airport
CDV|US|60.492|-145.478|America/Anchorage|Cordova|Merle K (Mudhole) Smith Airport
CEB|PH|10.309|123.980|Asia/Manila|Lapu-Lapu City|Mactan Cebu International Airport
CEC|US|41.780|-124.237|America/Los_Angeles|Crescent City|Jack Mc Namara Field Airport
CED|AU|-32.131|133.710|Australia/Adelaide||Ceduna Airport
CEE|RU|59.274|38.016|Europe/Moscow|Cherepovets|Cherepovets Airport
CEI|TH|19.952|99.883|Asia/Bangkok|Chiang Rai|Mae Fah Luang - Chiang Rai International Airport
CEK|RU|55.306|61.503|Asia/Yekaterinburg|Chelyabinsk|Chelyabinsk Balandino Airport
CEN|MX|27.393|-109.833|America/Hermosillo|Ciudad Obregón|Ciudad Obregón International Airport
CEQ|FR|43.542|6.953|Europe/Paris|Cannes|Cannes-Mandelieu Airport
CER|FR|49.650|-1.470|Europe/Paris|Cherbourg|Cherbourg-Maupertus Airport
CFE|FR|45.787|3.169|Europe/Paris|Clermont-Ferrand|Clermont-Ferrand Auvergne Airport
CFG|CU|22.150|-80.414|America/Havana|Cienfuegos|Jaime Gonzalez Airport
CFK|DZ|36.217|1.342|Africa/Algiers|Chlef|Chlef Aboubakr Belkaid International Airport
CFN|IE|55.044|-8.341|Europe/Dublin|Donegal|Donegal Airport
CFR|FR|49.173|-0.450|Europe/Paris|Caen|Caen-Carpiquet Airport
CFS|AU|-30.321|153.116|Australia/Sydney|Coffs Harbour|Coffs Harbour Airport
CFU|GR|39.602|19.912|Europe/Athens|Kerkyra Island|Ioannis Kapodistrias International Airport
CGB|BR|-15.653|-56.117|America/Cuiaba|Cuiabá|Marechal Rondon Airport
CGD|CN|28.919|111.640|Asia/Shanghai|Changde|Changde Taohuayuan Airport
CGH|BR|-23.628|-46.655|America/Sao_Paulo|São Paulo|Congonhas Airport
CGI|US|37.225|-89.571|America/Chicago|Cape Girardeau|Cape Girardeau Regional Airport
CGK|ID|-6.126|106.656|Asia/Jakarta|Jakarta|Soekarno-Hatta International Airport
CGM|PH|9.254|124.709|Asia/Manila|Mambajao|Camiguin Airport
CGN|DE|50.866|7.143|Europe/Berlin|Köln|Cologne Bonn Airport
CGO|CN|34.526|113.849|Asia/Shanghai|Zhengzhou|Zhengzhou Xinzheng International Airport
CGP|BD|22.250|91.813|Asia/Dhaka|Chattogram|Shah Amanat International Airport
CGQ|CN|43.996|125.685|Asia/Shanghai|Changchun|Changchun Longjia International Airport
CGR|BR|-20.470|-54.674|America/Campo_Grande|Campo Grande|Campo Grande Airport
CGY|PH|8.612|124.456|Asia/Manila|Cagayan de Oro|Laguindingan International Airport
CHA|US|35.035|-85.204|America/New_York|Chattanooga|Chattanooga Metropolitan Airport (Lovell Field)
CHC|NZ|-43.489|172.532|Pacific/Auckland|Christchurch|Christchurch International Airport
CHG|CN|41.538|120.435|Asia/Shanghai|Shuangta, Chaoyang|Chaoyang Airport
CHH|PE|-6.202|-77.856|America/Lima|Chachapoyas|Chachapoyas Airport
CHM|PE|-9.150|-78.524|America/Lima|Chimbote|FAP Lieutenant Jaime Andres de Montreuil Morales Airport
CHO|US|38.139|-78.453|America/New_York|Charlottesville|Charlottesville Albemarle Airport
CHQ|GR|35.532|24.150|Europe/Athens|Souda|Chania International Airport
CHS|US|32.899|-80.040|America/New_York|Charleston|Charleston International Airport
CHT|NZ|-43.812|-176.465|Pacific/Chatham|Te One|Chatham Islands / Tuuta Airport
CHX|PA|9.459|-82.515|America/Costa_Rica|Changuinola|Changuinola Captain Manuel Niño International Airport
CIA|IT|41.799|12.595|Europe/Rome|Rome|Ciampino–G. B. Pastine International Airport
CID|US|41.885|-91.711|America/Chicago|Cedar Rapids|The Eastern Iowa Airport
CIF|CN|42.158|118.839|Asia/Shanghai|Chifeng|Chifeng Yulong Airport
CIJ|BO|-11.040|-68.783|America/Rio_Branco|Cobija|Capitán Aníbal Arab Airport
CIT|KZ|42.364|69.479|Asia/Almaty|Shymkent|Shymkent Airport
CIU|US|46.251|-84.472|America/Detroit|Sault Ste Marie|Chippewa County International Airport
CIW|VC|12.699|-61.342|America/St_Vincent|Canouan|Canouan Airport
CIX|PE|-6.787|-79.828|America/Lima|Chiclayo|Air Force Captain Jose A Quinones Gonzales International Airport
CIY|IT|36.995|14.607|Europe/Rome|Comiso|Comiso Airport
CJA|PE|-7.139|-78.489|America/Lima|Cajamarca|Mayor General FAP Armando Revoredo Iglesias Airport
CJB|IN|11.030|77.043|Asia/Kolkata|Coimbatore|Coimbatore International Airport
CJC|CL|-22.498|-68.904|America/Santiago|Calama|El Loa Airport
CJJ|KR|36.717|127.499|Asia/Seoul|Cheongju|Cheongju International Airport/Cheongju Air Base (K-59/G-513)
CJL|PK|35.886|71.800|Asia/Karachi|Chitral|Chitral Airport
CJM|TH|10.711|99.362|Asia/Bangkok|Chumphon|Chumphon Airport
CJS|MX|31.636|-106.429|America/Ciudad_Juarez|Ciudad Juárez|Abraham González International Airport
CJU|KR|33.512|126.493|Asia/Seoul|Jeju City|Jeju International Airport
CKB|US|39.297|-80.228|America/New_York|Bridgeport|North Central West Virginia Airport
CKG|CN|29.712|106.652|Asia/Shanghai|Chongqing|Chongqing Jiangbei International Airport
CKH|RU|70.623|147.902|Asia/Srednekolymsk|Chokurdah|Chokurdakh Airport
CKS|BR|-6.118|-50.003|America/Belem|Parauapebas|Carajás Airport
CKY|GN|9.577|-13.612|Africa/Conakry|Conakry|Conakry International Airport
CKZ|TR|40.138|26.427|Europe/Istanbul|Çanakkale|Çanakkale Airport
CLE|US|41.412|-81.850|America/New_York|Cleveland|Cleveland Hopkins International Airport
CLJ|RO|46.785|23.686|Europe/Bucharest|Cluj-Napoca|Cluj-Napoca International Airport
CLL|US|30.589|-96.364|America/Chicago|College Station|Easterwood Field
CLM|US|48.120|-123.500|America/Los_Angeles|Port Angeles|William R Fairchild International Airport
CLO|CO|3.543|-76.382|America/Bogota|Cali|Alfonso Bonilla Aragon International Airport
CLQ|MX|19.277|-103.577|America/Mexico_City|Colima|Licenciado Miguel de la Madrid Airport
CLT|US|35.214|-80.943|America/New_York|Charlotte|Charlotte Douglas International Airport
CLY|FR|42.524|8.793|Europe/Paris|Calvi|Calvi-Sainte-Catherine Airport
CMA|AU|-28.030|145.622|Australia/Brisbane||Cunnamulla Airport
CMB|LK|7.181|79.884|Asia/Colombo|Colombo|Bandaranaike International Colombo Airport
CME|MX|18.654|-91.799|America/Merida|Ciudad del Carmen|Ciudad del Carmen International Airport
CMF|FR|45.638|5.880|Europe/Paris|Chambéry|Chambéry-Savoie Airport
CMG|BR|-19.012|-57.673|America/Campo_Grande|Corumbá|Corumbá International Airport
CMH|US|39.998|-82.892|America/New_York|Columbus|John Glenn Columbus International Airport
CMI|US|40.040|-88.276|America/Chicago|Savoy|University of Illinois Willard Airport
CMN|MA|33.368|-7.590|Africa/Casablanca|Casablanca|Mohammed V International Airport
CMU|PG|-6.024|144.971|Pacific/Port_Moresby|Kundiawa|Chimbu Airport
CMW|CU|21.420|-77.848|America/Havana|Camaguey|Ignacio Agramonte International Airport
CMX|US|47.168|-88.489|America/Detroit|Hancock|Houghton County Memorial Airport
CNB|AU|-30.981|148.378|Australia/Sydney||Coonamble Airport
CND|RO|44.362|28.488|Europe/Bucharest|Constanţa|Mihail Kogălniceanu International Airport
CNF|BR|-19.636|-43.967|America/Sao_Paulo|Belo Horizonte|Tancredo Neves International Airport
CNI|CN|39.267|122.667|Asia/Shanghai|Changhai, Dalian|Changhai Airport
CNJ|AU|-20.669|140.504|Australia/Brisbane|Cloncurry|Cloncurry Airport
CNL|DK|57.504|10.229|Europe/Copenhagen|Sindal|Sindal Airport
CNM|US|32.338|-104.263|America/Denver|Carlsbad|Cavern City Air Terminal
CNN|IN|11.919|75.547|Asia/Kolkata|Kannur|Kannur International Airport
CNQ|AR|-27.445|-58.762|America/Argentina/Cordoba|Corrientes|Corrientes Airport
CNS|AU|-16.886|145.755|Australia/Brisbane|Cairns|Cairns International Airport
CNX|TH|18.767|98.963|Asia/Bangkok|Chiang Mai|Chiang Mai International Airport
COD|US|44.520|-109.024|America/Denver|Cody|Yellowstone Regional Airport
COK|IN|10.152|76.402|Asia/Kolkata|Kochi|Cochin International Airport
COO|BJ|6.357|2.384|Africa/Porto-Novo|Cotonou|Cadjehoun Airport
COR|AR|-31.324|-64.208|America/Argentina/Cordoba|Cordoba|Ingeniero Ambrosio Taravella Airport
COS|US|38.806|-104.701|America/Denver|Colorado Springs|City of Colorado Springs Municipal Airport
COU|US|38.818|-92.220|America/Chicago|Columbia|Columbia Regional Airport
CPC|AR|-40.075|-71.137|America/Argentina/Salta|Chapelco|Aviador C. Campos Airport
CPD|AU|-29.038|134.722|Australia/Adelaide|Coober Pedy|Coober Pedy Airport
CPE|MX|19.817|-90.500|America/Merida|Campeche|Ingeniero Alberto Acuña Ongay International Airport
CPH|DK|55.618|12.656|Europe/Copenhagen|Copenhagen|Copenhagen Kastrup Airport
CPO|CL|-27.261|-70.779|America/Santiago|Copiapo|Desierto de Atacama Airport
CPR|US|42.908|-106.464|America/Denver|Casper|Casper-Natrona County International Airport
CPT|ZA|-33.965|18.602|Africa/Johannesburg|Cape Town|Cape Town International Airport
CPV|BR|-7.270|-35.896|America/Fortaleza|Campina Grande|Presidente João Suassuna Airport
CQW|CN|29.466|107.694|Asia/Shanghai|Wulong|Chongqing Xiannüshan Airport
CRA|RO|44.318|23.889|Europe/Bucharest|Craiova|Craiova Airport
CRC|CO|4.758|-75.956|America/Bogota|Cartago|Santa Ana Airport
CRD|AR|-45.785|-67.466|America/Argentina/Catamarca|Comodoro Rivadavia|General E. Mosconi Airport
CRI|BS|22.746|-74.182|America/Nassau|Colonel Hill|Colonel Hill Airport
CRK|PH|15.186|120.560|Asia/Manila|Mabalacat|Clark International Airport / Clark Air Base
CRL|BE|50.459|4.454|Europe/Brussels|Brussels|Brussels South Charleroi Airport
CRM|PH|12.502|124.635|Asia/Manila|Catarman|Catarman National Airport
CRP|US|27.770|-97.501|America/Chicago|Corpus Christi|Corpus Christi International Airport
CRV|IT|38.997|17.080|Europe/Rome|Crotone|Crotone Airport
CRW|US|38.373|-81.593|America/New_York|Charleston|Yeager Airport
CRZ|TM|38.931|63.564|Asia/Ashgabat|Türkmenabat|Türkmenabat International Airport
CSG|US|32.516|-84.939|America/New_York|Columbus|Columbus Metropolitan Airport
CSK|SN|12.395|-16.748|Africa/Dakar|Cap Skirring|Cap Skirring Airport
CSX|CN|28.189|113.220|Asia/Shanghai|Changsha|Changsha Huanghua International Airport
CSY|RU|56.090|47.347|Europe/Moscow|Cheboksary|Cheboksary Airport
CTA|IT|37.467|15.066|Europe/Rome|Catania|Catania-Fontanarossa Airport
CTC|AR|-28.596|-65.752|America/Argentina/Catamarca|Catamarca|Catamarca Airport
CTD|PA|7.988|-80.410|America/Panama|Chitré|Alonso Valderrama Airport
CTG|CO|10.442|-75.513|America/Bogota|Cartagena|Rafael Nuñez International Airport
CTL|AU|-26.413|146.262|Australia/Brisbane|Charleville|Charleville Airport
CTM|MX|18.505|-88.327|America/Cancun|Chetumal|Chetumal International Airport
CTN|AU|-15.444|145.183|Australia/Brisbane||Cooktown Airport
CTS|JP|42.775|141.692|Asia/Tokyo|Sapporo|New Chitose Airport
CTU|CN|30.558|103.946|Asia/Shanghai|Chengdu|Chengdu Shuangliu International Airport
CUA|MX|25.054|-111.615|America/Mazatlan|Comondú|Ciudad Constitución National Airport
CUC|CO|7.928|-72.511|America/Bogota|Cúcuta|Camilo Daza International Airport
CUE|EC|-2.889|-78.984|America/Guayaquil|Cuenca|Mariscal Lamar Airport
CUF|IT|44.547|7.623|Europe/Rome|Cuneo|Cuneo International Airport
CUK|BZ|17.735|-88.033|America/Belize|Caye Caulker|Caye Caulker Airport
CUL|MX|24.765|-107.475|America/Mazatlan|Culiacán|Bachigualato Federal International Airport
CUM|VE|10.450|-64.130|America/Caracas||Cumaná (Antonio José de Sucre) Airport
CUN|MX|21.039|-86.874|America/Cancun|Ciudad de Cancún|Aeropuerto Internacional de Cancún
CUP|VE|10.660|-63.262|America/Caracas|Carúpano|General Francisco Bermúdez Airport
CUQ|AU|-13.761|143.113|Australia/Brisbane|Coen|Coen Airport
CUR|CW|12.189|-68.960|America/Curacao|Willemstad|Hato International Airport
CUU|MX|28.703|-105.965|America/Chihuahua|Chihuahua|General Roberto Fierro Villalobos International Airport
CUZ|PE|-13.536|-71.939|America/Lima|Cusco|Alejandro Velasco Astete International Airport
CVG|US|39.049|-84.668|America/New_York|Cincinnati|Cincinnati Northern Kentucky International Airport
CVJ|MX|18.835|-99.261|America/Mexico_City|Temixco|Cuernavaca - General Mariano Matamoros Airport
CVM|MX|23.703|-98.956|America/Monterrey|Ciudad Victoria|General Pedro Jose Mendez International Airport
CVQ|AU|-24.880|113.671|Australia/Perth|Carnarvon|Carnarvon Airport
CWB|BR|-25.529|-49.176|America/Sao_Paulo|Curitiba|Afonso Pena Airport
CWC|UA|48.259|25.981|Europe/Kyiv|Chernivtsi|Chernivtsi International Airport
CWJ|CN|23.276|99.373|Asia/Yangon|Lincang|Cangyuan Washan Airport
CWL|GB|51.397|-3.343|Europe/London|Cardiff|Cardiff International Airport
CXB|BD|21.452|91.964|Asia/Dhaka|Cox's Bazar|Cox's Bazar Airport
CXI|KI|1.986|-157.350|Pacific/Kiritimati|Kiritimati|Cassidy International Airport
CXJ|BR|-29.197|-51.188|America/Sao_Paulo|Caxias Do Sul|Hugo Cantergiani Regional Airport
CXP|ID|-7.645|109.034|Asia/Jakarta|Cilacap|Tunggul Wulung Airport
CXR|VN|11.998|109.219|Asia/Ho_Chi_Minh|Cam Ranh|Cam Ranh International Airport / Cam Ranh Air Base
CYA|HT|18.271|-73.788|America/Port-au-Prince|Les Cayes|Les Cayes Airport
CYB|KY|19.687|-79.883|America/Cayman|Cayman Brac|Charles Kirkconnell International Airport
CYC|BZ|17.684|-88.045|America/Belize|Caye Chapel|Caye Chapel Airport
CYI|TW|23.462|120.393|Asia/Taipei|Chiayi City|Chiayi Airport
CYO|CU|21.617|-81.546|America/Havana|Cayo Largo del Sur|Vilo Acuña International Airport
CYP|PH|12.073|124.545|Asia/Manila|Calbayog City|Calbayog Airport
CYW|MX|20.546|-100.887|America/Mexico_City|Celaya|Captain Rogelio Castillo National Airport
CYX|RU|68.741|161.338|Asia/Anadyr|Cherskiy|Cherskiy Airport
CYZ|PH|16.930|121.753|Asia/Manila|Cauayan City|Cauayan Airport
CZE|VE|11.415|-69.681|America/Caracas|Coro|José Leonardo Chirinos Airport
CZH|BZ|18.382|-88.412|America/Belize|Corozal|Corozal Municipal Airport
CZL|DZ|36.276|6.620|Africa/Algiers|Constantine|Mohamed Boudiaf International Airport
CZM|MX|20.511|-86.930|America/Cancun|Ciudad de Cozumel|Aeropuerto Internacional de Cozumel
CZS|BR|-7.600|-72.770|America/Rio_Branco|Cruzeiro Do Sul|Cruzeiro do Sul Airport
CZU|CO|9.333|-75.286|America/Bogota|Corozal|Las Brujas Airport
CZX|CN|31.920|119.779|Asia/Shanghai|Changzhou|Changzhou Benniu International Airport
DAB|US|29.180|-81.058|America/New_York|Daytona Beach|Daytona Beach International Airport
DAC|BD|23.843|90.398|Asia/Dhaka|Dhaka|Hazrat Shahjalal International Airport
DAD|VN|16.044|108.199|Asia/Ho_Chi_Minh|Da Nang|Da Nang International Airport
DAL|US|32.847|-96.852|America/Chicago|Dallas|Dallas Love Field
DAM|SY|33.411|36.516|Asia/Damascus|Damascus|Damascus International Airport
DAR|TZ|-6.878|39.203|Africa/Dar_es_Salaam|Dar es Salaam|Julius Nyerere International Airport
DAU|PG|-9.087|143.208|Pacific/Port_Moresby|Daru|Daru Airport
DAV|PA|8.391|-82.435|America/Panama|David|Enrique Malek International Airport
DAY|US|39.902|-84.219|America/New_York|Dayton|James M Cox Dayton International Airport
DBB|EG|30.930|28.463|Africa/Cairo|El Alamein|El Alamein International Airport
DBC|CN|45.505|123.020|Asia/Shanghai|Baicheng|Baicheng Chang'an Airport
DBO|AU|-32.217|148.575|Australia/Sydney|Dubbo|Dubbo City Regional Airport
DBQ|US|42.402|-90.710|America/Chicago|Dubuque|Dubuque Regional Airport
DBV|HR|42.561|18.268|Europe/Zagreb|Dubrovnik|Dubrovnik Airport
DCA|US|38.852|-77.038|America/New_York|Washington|Ronald Reagan Washington National Airport
DCF|DM|15.337|-61.392|America/Dominica|Canefield|Canefield Airport
DCM|FR|43.556|2.289|Europe/Paris|Castres|Castres-Mazamet Airport
DCY|CN|29.316|100.060|Asia/Shanghai|Garzê|Daocheng Yading Airport
DDC|US|37.763|-99.966|America/Chicago|Dodge City|Dodge City Regional Airport
DDG|CN|40.025|124.286|Asia/Shanghai|Zhenxing, Dandong|Dandong Langtou Airport
DEA|PK|29.961|70.486|Asia/Karachi|Dera Ghazi Khan|Dera Ghazi Khan Airport
DEB|HU|47.489|21.615|Europe/Budapest|Debrecen|Debrecen International Airport
DEC|US|39.835|-88.866|America/Chicago|Decatur|Decatur Airport
DED|IN|30.189|78.177|Asia/Kolkata|Dehradun|Dehradun Jolly Grant Airport
DEF|IR|32.434|48.398|Asia/Tehran|Dezful|Dezful Airport
DEL|IN|28.556|77.095|Asia/Kolkata|New Delhi|Indira Gandhi International Airport
DEN|US|39.862|-104.673|America/Denver|Denver|Denver International Airport
DFW|US|32.897|-97.038|America/Chicago|Dallas-Fort Worth|Dallas Fort Worth International Airport
DGA|BZ|16.983|-88.231|America/Belize|Dangriga|Dangriga Airport
DGO|MX|24.126|-104.534|America/Monterrey|Ciudad de Durango|Aeropuerto Internacional Gral, Guadalupe Victoria
DGT|PH|9.334|123.302|Asia/Manila|Dumaguete City|Sibulan Airport
DHM|IN|32.165|76.263|Asia/Kolkata|Kangra|Kangra Airport
DHN|US|31.321|-85.450|America/Chicago|Dothan|Dothan Regional Airport
DIB|IN|27.484|95.017|Asia/Kolkata|Dibrugarh|Dibrugarh Airport
DIE|MG|-12.349|49.292|Indian/Antananarivo|Antisiranana|Arrachart Airport
DIG|CN|27.794|99.677|Asia/Shanghai|Diqing|Diqing Shangri-La Airport
DIJ|FR|47.269|5.090|Europe/Paris|Dijon|Dijon-Bourgogne Airport
DIL|TL|-8.547|125.525|Asia/Makassar|Dili|Presidente Nicolau Lobato International Airport
DIN|VN|21.397|103.008|Asia/Vientiane|Dien Bien Phu|Dien Bien Phu Airport
DIR|ET|9.625|41.854|Africa/Addis_Ababa|Dire Dawa|Aba Tenna Dejazmach Yilma International Airport
DIS|CG|-4.206|12.660|Africa/Brazzaville|Dolisie|Ngot Nzoungou Airport
DIY|TR|37.894|40.201|Europe/Istanbul|Diyarbakır|Diyarbakır Airport
DJE|TN|33.875|10.775|Africa/Tunis|Mellita|Djerba Zarzis International Airport
DJG|DZ|24.293|9.452|Africa/Algiers|Djanet|Djanet Inedbirene Airport
DJJ|ID|-2.580|140.520|Asia/Jayapura|Sentani|Dortheys Hiyo Eluay International Airport
DLA|CM|4.006|9.719|Africa/Douala|Douala|Douala International Airport
DLC|CN|38.966|121.539|Asia/Shanghai|Ganjingzi, Dalian|Dalian Zhoushuizi International Airport
DLE|FR|47.043|5.435|Europe/Paris|Dole|Dole-Tavaux Airport
DLG|US|59.045|-158.505|America/Anchorage|Dillingham|Dillingham Airport
DLH|US|46.842|-92.194|America/Chicago|Duluth|Duluth International Airport
DLI|VN|11.750|108.367|Asia/Ho_Chi_Minh|Da Lat|Lien Khuong Airport
DLM|TR|36.713|28.792|Europe/Istanbul|Dalaman|Dalaman International Airport
DLU|CN|25.649|100.319|Asia/Shanghai|Dali|Dali Fengyi Airport
DLZ|MN|43.609|104.368|Asia/Ulaanbaatar|Dalanzadgad, Ömnögovi|Dalanzadgad Airport
DMB|KZ|42.854|71.304|Asia/Almaty|Taraz|Taraz Airport
DME|RU|55.409|37.906|Europe/Moscow|Moscow|Domodedovo International Airport
DMK|TH|13.913|100.607|Asia/Bangkok|Bangkok|Don Mueang International Airport
DMM|SA|26.471|49.798|Asia/Riyadh|Ad Dammam|King Fahd International Airport
DMU|IN|25.884|93.771|Asia/Kolkata|Dimapur|Dimapur Airport
DND|GB|56.452|-3.026|Europe/London|Dundee|Dundee Airport
DNH|CN|40.161|94.809|Asia/Shanghai|Dunhuang|Dunhuang Mogao International Airport
DNK|UA|48.357|35.101|Europe/Kyiv|Dnipro|Dnipro International Airport
DNR|FR|48.588|-2.080|Europe/Paris|Dinard|Dinard-Pleurtuit-Saint-Malo Airport
DNZ|TR|37.786|29.701|Europe/Istanbul|Denizli|Çardak Airport
DOD|TZ|-6.170|35.753|Africa/Dar_es_Salaam|Dodoma|Dodoma Airport
DOG|SD|19.154|30.430|Africa/Khartoum|Dongola|Dongola Airport
DOH|QA|25.273|51.608|Asia/Qatar|Doha|Hamad International Airport
DOL|FR|49.365|0.154|Europe/Paris|Deauville|Deauville-Saint-Gatien Airport
DOM|DM|15.547|-61.300|America/Dominica|Marigot|Douglas-Charles Airport
DPL|PH|8.602|123.342|Asia/Manila|Dipolog|Dipolog Airport
DPO|AU|-41.170|146.430|Australia/Hobart|Devonport|Devonport Airport
DPS|ID|-8.748|115.167|Asia/Makassar|Denpasar|Ngurah Rai (Bali) International Airport
DQM|OM|19.502|57.634|Asia/Muscat|Duqm|Duqm International Airport
DRP|PH|13.112|123.677|Asia/Manila|Legazpi|Bicol International Airport
DRS|DE|51.134|13.768|Europe/Berlin|Dresden|Dresden Airport
DRW|AU|-12.415|130.882|Australia/Darwin|Darwin|Darwin International Airport / RAAF Darwin
DSK|PK|31.909|70.897|Asia/Karachi|Dera Ismael Khan|Dera Ismael Khan Airport
DSM|US|41.534|-93.663|America/Chicago|Des Moines|Des Moines International Airport
DSN|CN|39.493|109.860|Asia/Shanghai|Ordos|Ordos Ejin Horo Airport
DSO|KP|39.745|127.474|Asia/Pyongyang|Sŏndŏng-ni|Sondok Airport
DSS|SN|14.670|-17.073|Africa/Dakar|Dakar|Blaise Diagne International Airport
DTM|DE|51.518|7.612|Europe/Berlin|Dortmund|Dortmund Airport
DTU|CN|48.441|126.128|Asia/Shanghai|Heihe|Wudalianchi Dedu Airport
DTW|US|42.212|-83.353|America/Detroit|Detroit|Detroit Metropolitan Wayne County Airport
DUB|IE|53.429|-6.262|Europe/Dublin|Dublin|Dublin Airport
DUD|NZ|-45.928|170.198|Pacific/Auckland|Dunedin|Dunedin International Airport
DUE|AO|-7.401|20.819|Africa/Lubumbashi|Chitato|Dundo Airport
DUJ|US|41.178|-78.899|America/New_York|Dubois|DuBois Regional Airport
DUM|ID|1.609|101.433|Asia/Jakarta|Dumai|Pinang Kampai Airport
DUR|ZA|-29.614|31.120|Africa/Johannesburg|Durban|King Shaka International Airport
DUS|DE|51.290|6.767|Europe/Berlin|Düsseldorf|Düsseldorf Airport
DUT|US|53.899|-166.545|America/Nome|Unalaska|Tom Madsen (Dutch Harbor) Airport
DVO|PH|7.126|125.646|Asia/Manila|Davao|Francisco Bangoy International Airport
DWC|AE|24.896|55.161|Asia/Dubai|Jebel Ali|Al Maktoum International Airport
DWD|SA|24.450|44.121|Asia/Riyadh|Dawadmi|King Salman Abdulaziz Airport
DXB|AE|25.253|55.364|Asia/Dubai|Dubai|Dubai International Airport
DYR|RU|64.735|177.741|Asia/Anadyr|Anadyr|Ugolny Yuri Ryktheu Airport
DYU|TJ|38.543|68.825|Asia/Dushanbe|Dushanbe|Dushanbe Airport
DZA|YT|-12.809|45.282|Indian/Mayotte|Dzaoudzi|Dzaoudzi Pamandzi International Airport
DZN|KZ|47.709|67.738|Asia/Almaty|Zhezkazgan|Zhezkazgan National Airport
EAM|SA|17.611|44.419|Asia/Riyadh|Najran|Najran Domestic Airport
EAR|US|40.727|-99.007|America/Chicago|Kearney|Kearney Regional Airport
EAS|ES|43.356|-1.791|Europe/Madrid|Hondarribia|San Sebastián Airport
EAU|US|44.866|-91.484|America/Chicago|Eau Claire|Chippewa Valley Regional Airport
EBA|IT|42.760|10.239|Europe/Rome|Marina  Di Campo|Marina Di Campo Airport
EBB|UG|0.042|32.444|Africa/Kampala|Kampala|Entebbe International Airport
EBD|SD|13.153|30.233|Africa/Khartoum|El-Obeid|El-Obeid Airport
EBJ|DK|55.526|8.553|Europe/Copenhagen|Esbjerg|Esbjerg Airport
EBL|IQ|36.238|43.963|Asia/Baghdad|Arbil|Erbil International Airport
EBU|FR|45.541|4.296|Europe/Paris|Saint-Étienne|Saint-Étienne-Bouthéon Airport
ECN|CY|35.152|33.507|Asia/Famagusta|Tymbou|Nicosia (Lefkoşa) Ercan International Airport
ECP|US|30.357|-85.795|America/Chicago|Panama City Beach|Northwest Florida Beaches International Airport
EDI|GB|55.950|-3.372|Europe/London|Edinburgh|Edinburgh Airport
EDL|KE|0.404|35.239|Africa/Nairobi|Eldoret|Eldoret International Airport
EDO|TR|39.555|27.014|Europe/Istanbul|Edremit|Balıkesir Koca Seyit Airport
EFL|GR|38.120|20.500|Europe/Athens|Kefallinia Island|Kefallinia Airport
EGC|FR|44.825|0.519|Europe/Paris|Bergerac|Bergerac-Roumanière Airport
EGE|US|39.643|-106.918|America/Denver|Eagle|Eagle County Regional Airport
EGO|RU|50.644|36.590|Europe/Moscow|Belgorod|Belgorod International Airport
EGS|IS|65.283|-14.401|Atlantic/Reykjavik|Egilsstaðir|Egilsstaðir Airport
EGX|US|58.184|-157.375|America/Anchorage|Egegik|Egegik Airport
EHU|CN|30.341|115.039|Asia/Shanghai|Ezhou|Ezhou Huahu Airport
EIE|RU|58.474|92.113|Asia/Krasnoyarsk|Yeniseysk|Yeniseysk Airport
EIK|RU|46.680|38.210|Europe/Moscow|Yeysk|Yeysk Airport
EIN|NL|51.450|5.375|Europe/Amsterdam|Eindhoven|Eindhoven Airport
EIS|VG|18.445|-64.542|America/Tortola|Road Town|Terrance B. Lettsome International Airport
EJA|CO|7.024|-73.807|America/Bogota|Barrancabermeja|Yariguíes Airport
EJH|SA|26.199|36.476|Asia/Riyadh|Al Wajh|Al Wajh Domestic Airport
EKO|US|40.825|-115.792|America/Los_Angeles|Elko|Elko Regional Airport
ELC|AU|-12.019|135.571|Australia/Darwin|Elcho Island|Elcho Island Airport
ELD|US|33.221|-92.813|America/Chicago|El Dorado|South Arkansas Regional Airport at Goodwin Field
ELF|SD|13.615|25.325|Africa/Khartoum|El Fasher|El Fasher Airport
ELG|DZ|30.581|2.862|Africa/Algiers|El Menia|El Golea Airport
ELH|BS|25.475|-76.684|America/Nassau|North Eleuthera|North Eleuthera Airport
ELM|US|42.160|-76.892|America/New_York|Elmira|Elmira Corning Regional Airport
ELP|US|31.807|-106.378|America/Denver|El Paso|El Paso International Airport
ELQ|SA|26.303|43.774|Asia/Riyadh|Buraidah|Gassim Airport
ELS|ZA|-33.036|27.826|Africa/Johannesburg|East London|Ben Schoeman Airport
ELU|DZ|33.511|6.777|Africa/Algiers|Guemar|Guemar Airport
EMA|GB|52.831|-1.328|Europe/London|Nottingham|East Midlands Airport
EMD|AU|-23.567|148.179|Australia/Brisbane|Emerald|Emerald Airport
EMK|US|62.786|-164.491|America/Nome|Emmonak|Emmonak Airport
ENF|FI|68.363|23.424|Europe/Helsinki|Enontekio|Enontekio Airport
ENH|CN|30.320|109.485|Asia/Shanghai|Enshi|Enshi Xujiaping Airport
ENU|NG|6.474|7.562|Africa/Lagos|Enegu|Akanu Ibiam International Airport
ENY|CN|36.479|109.464|Asia/Shanghai|Yan'an|Yan'an Nanniwan Airport
EOH|CO|6.221|-75.591|America/Bogota|Medellín|Enrique Olaya Herrera Airport
EOI|GB|59.191|-2.772|Europe/London|Eday|Eday Airport
EPR|AU|-33.684|121.823|Australia/Perth|Esperance|Esperance Airport
EPU|EE|58.419|24.473|Europe/Tallinn|Pärnu|Pärnu Airport
EQS|AR|-42.908|-71.140|America/Argentina/Catamarca|Esquel|Brigadier Antonio Parodi Airport
ERC|TR|39.710|39.527|Europe/Istanbul|Erzincan|Erzincan Airport
ERF|DE|50.980|10.958|Europe/Berlin|Erfurt|Erfurt Airport
ERH|MA|31.948|-4.398|Africa/Casablanca|Errachidia|Moulay Ali Cherif Airport
ERI|US|42.083|-80.174|America/New_York|Erie|Erie International Tom Ridge Field
ERL|CN|43.422|112.097|Asia/Shanghai|Erenhot|Erenhot Saiwusu International Airport
ERS|NA|-22.612|17.080|Africa/Windhoek|Windhoek|Eros Airport
ERZ|TR|39.957|41.170|Europe/Istanbul|Erzurum|Erzurum International Airport
ESB|TR|40.128|32.995|Europe/Istanbul|Ankara|Esenboğa International Airport
ESL|RU|46.374|44.331|Europe/Moscow|Elista|Elista Airport
ESR|CL|-26.311|-69.765|America/Santiago|El Salvador|Ricardo García Posada Airport
ESU|MA|31.397|-9.682|Africa/Casablanca|Essaouira|Essaouira-Mogador Airport
ETM|IL|29.727|35.014|Asia/Jerusalem|Eilat|Ramon International Airport
ETR|EC|-3.442|-79.997|America/Guayaquil|Santa Rosa|Santa Rosa - Artillery Colonel Victor Larrea International Airport
ETZ|FR|48.982|6.251|Europe/Paris|Metz|Metz-Nancy-Lorraine Airport
EUG|US|44.125|-123.212|America/Los_Angeles|Eugene|Mahlon Sweet Field
EUN|EH|27.142|-13.225|Africa/El_Aaiun|El Aaiún|Hassan I Airport
EUX|BQ|17.497|-62.979|America/Kralendijk|Sint Eustatius|F. D. Roosevelt Airport
EVE|NO|68.491|16.678|Europe/Oslo|Evenes|Harstad/Narvik Airport, Evenes
EVG|SE|62.048|14.423|Europe/Stockholm|Sveg|Sveg Airport
EVN|AM|40.147|44.396|Asia/Yerevan|Yerevan|Zvartnots International Airport
EVV|US|38.037|-87.532|America/Chicago|Evansville|Evansville Regional Airport
EWB|US|41.676|-70.957|America/New_York|New Bedford|New Bedford Regional Airport
EWN|US|35.073|-77.043|America/New_York|New Bern|Coastal Carolina Regional Airport
EWR|US|40.693|-74.169|America/New_York|Newark|Newark Liberty International Airport
EXT|GB|50.734|-3.414|Europe/London|Exeter|Exeter International Airport
EYK|RU|63.687|66.699|Asia/Yekaterinburg||Beloyarskiy Airport
EYP|CO|5.319|-72.384|America/Bogota|El Yopal|El Yopal Airport
EYW|US|24.556|-81.760|America/New_York|Key West|Key West International Airport
EZE|AR|-34.822|-58.536|America/Argentina/Buenos_Aires|Buenos Aires|Minister Pistarini International Airport
EZS|TR|38.598|39.283|Europe/Istanbul|Elazığ|Elazığ Airport
FAE|FO|62.063|-7.276|Atlantic/Faroe|Vágar|Vágar Airport
FAI|US|64.815|-147.856|America/Anchorage|Fairbanks|Fairbanks International Airport
FAO|PT|37.014|-7.966|Europe/Lisbon|Faro|Faro Airport
FAR|US|46.921|-96.816|America/Chicago|Fargo|Hector International Airport
FAT|US|36.776|-119.718|America/Los_Angeles|Fresno|Fresno Yosemite International Airport
FAV|PF|-16.054|-145.657|Pacific/Tahiti||Fakarava Airport
FAY|US|34.991|-78.880|America/New_York|Fayetteville|Fayetteville Regional Airport - Grannis Field
FBM|CD|-11.591|27.531|Africa/Lubumbashi|Lubumbashi|Lubumbashi International Airport
FCA|US|48.311|-114.256|America/Denver|Kalispell|Glacier Park International Airport
FCO|IT|41.805|12.252|Europe/Rome|Rome|Rome–Fiumicino Leonardo da Vinci International Airport
FDF|MQ|14.591|-61.003|America/Martinique|Fort-de-France|Martinique Aimé Césaire International Airport
FDH|DE|47.671|9.511|Europe/Berlin|Friedrichshafen|Friedrichshafen Airport
FDU|CD|-3.311|17.382|Africa/Kinshasa|Bandundu|Bandundu Airport
FEG|UZ|40.359|71.745|Asia/Tashkent|Fergana|Fergana International Airport
FEN|BR|-3.854|-32.423|America/Noronha|Fernando de Noronha|Fernando de Noronha Airport
FEZ|MA|33.927|-4.978|Africa/Casablanca|Saïss|Fes Saïss International Airport
FHU|US|31.587|-110.348|America/Phoenix|Fort Huachuca|Sierra Vista Municipal Airport / Libby Army Air Field
FIH|CD|-4.386|15.445|Africa/Kinshasa|Kinshasa|Ndjili International Airport
FJR|AE|25.112|56.324|Asia/Dubai||Fujairah International Airport
FKB|DE|48.779|8.081|Europe/Berlin|Baden-Baden|Karlsruhe Baden-Baden Airport
FKI|CD|0.482|25.338|Africa/Lubumbashi|Kisangani|Bangoka International Airport
FKQ|ID|-2.921|132.267|Asia/Jayapura|Fakfak|Fakfak Airport
FKS|JP|37.227|140.431|Asia/Tokyo|Sukagawa|Fukushima Airport
FLA|CO|1.589|-75.564|America/Bogota|Florencia|Gustavo Artunduaga Paredes Airport
FLG|US|35.139|-111.671|America/Phoenix|Flagstaff|Flagstaff Pulliam International Airport
FLL|US|26.073|-80.153|America/New_York|Fort Lauderdale|Fort Lauderdale Hollywood International Airport
FLN|BR|-27.670|-48.553|America/Sao_Paulo|Florianópolis|Hercílio Luz International Airport
FLO|US|34.185|-79.724|America/New_York|Florence|Florence Regional Airport
FLR|IT|43.810|11.205|Europe/Rome|Firenze|Peretola Airport
FLW|PT|39.455|-31.131|Atlantic/Azores|Santa Cruz das Flores|Flores Airport
FLZ|ID|1.557|98.887|Asia/Jakarta|Sibolga|Dr. Ferdinand Lumban Tobing Airport
FMA|AR|-26.213|-58.228|America/Argentina/Cordoba|Formosa|Formosa Airport
FMI|CD|-5.876|29.250|Africa/Lubumbashi|Kalemie|Kalemie Airport
FMM|DE|47.989|10.240|Europe/Berlin|Memmingen|Memmingen Allgau Airport
FMO|DE|52.135|7.685|Europe/Berlin|Münster|Münster Osnabrück Airport
FNA|SL|8.616|-13.195|Africa/Freetown|Freetown|Lungi International Airport
FNC|PT|32.698|-16.774|Atlantic/Madeira|Funchal|Madeira International Airport Cristiano Ronaldo
FNI|FR|43.757|4.416|Europe/Paris|Nîmes|Nîmes-Arles-Camargue Airport
FNJ|KP|39.224|125.670|Asia/Pyongyang|Pyongyang|Pyongyang Sunan International Airport
FNT|US|42.965|-83.744|America/Detroit|Flint|Bishop International Airport
FOC|CN|25.935|119.663|Asia/Shanghai|Fuzhou|Fuzhou Changle International Airport
FOD|US|42.551|-94.193|America/Chicago|Fort Dodge|Fort Dodge Regional Airport
FOG|IT|41.433|15.535|Europe/Rome|Foggia|Foggia "Gino Lisa" Airport
FOR|BR|-3.776|-38.533|America/Fortaleza|Fortaleza|Pinto Martins International Airport
FPO|BS|26.559|-78.696|America/Nassau|Freeport|Grand Bahama International Airport
FRA|DE|50.037|8.561|Europe/Berlin|Frankfurt am Main|Frankfurt Airport
FRL|IT|44.195|12.070|Europe/Rome|Forlì|Forlì Airport
FRO|NO|61.584|5.025|Europe/Oslo|Florø|Florø Airport
FRS|GT|16.914|-89.866|America/Guatemala|San Benito|Mundo Maya International Airport
FRU|KG|43.061|74.478|Asia/Bishkek|Bishkek|Manas International Airport
FRW|BW|-21.159|27.469|Africa/Gaborone|Francistown|P G Matante Intl
FSC|FR|41.501|9.098|Europe/Paris|Figari Sud-Corse|Figari Sud-Corse Airport
FSD|US|43.585|-96.741|America/Chicago|Sioux Falls|Sioux Falls Regional Airport / Joe Foss Field
FSM|US|35.337|-94.367|America/Chicago|Fort Smith|Fort Smith Regional Airport
FSP|PM|46.763|-56.173|America/St_Johns|Saint-Pierre|St Pierre Airport
FSZ|JP|34.796|138.188|Asia/Tokyo|Makinohara|Mount Fuji Shizuoka Airport
FTE|AR|-50.280|-72.053|America/Argentina/Rio_Gallegos|El Calafate|El Calafate - Commander Armando Tola International Airport
FTI|AS|-14.216|-169.424|Pacific/Pago_Pago|Fitiuta Village|Fitiuta Airport
FTU|MG|-25.038|46.956|Indian/Antananarivo|Tôlanaro|Tôlanaro Airport
FUE|ES|28.453|-13.864|Atlantic/Canary|El Matorral|Fuerteventura Airport
FUG|CN|32.882|115.734|Asia/Shanghai|Yingzhou, Fuyang|Fuyang Xiguan Airport
FUJ|JP|32.666|128.833|Asia/Tokyo|Goto|Fukue Airport
FUK|JP|33.586|130.451|Asia/Tokyo|Fukuoka|Fukuoka Airport
FUN|TV|-8.525|179.196|Pacific/Funafuti|Funafuti|Funafuti International Airport
FUO|CN|23.083|113.070|Asia/Shanghai|Foshan|Foshan Shadi Airport
FUT|WF|-14.311|-178.066|Pacific/Wallis|Futuna Island|Pointe Vele Airport
FWA|US|40.978|-85.195|America/Indiana/Indianapolis|Fort Wayne|Fort Wayne International Airport
FYJ|CN|48.197|134.363|Asia/Shanghai|Fuyuan|Fuyuan Dongji Aiport
FYN|CN|46.804|89.512|Asia/Urumqi|Fuyun|Fuyun Koktokay Airport
GAE|TN|33.734|9.919|Africa/Tunis|Gabès|Gabès Matmata International Airport
GAF|TN|34.422|8.823|Africa/Tunis|Gafsa|Gafsa Ksar International Airport
GAJ|JP|38.412|140.371|Asia/Tokyo|Higashine|Yamagata Airport
GAN|MV|-0.693|73.156|Indian/Maldives|Gan|Gan International Airport
GAO|CU|20.085|-75.158|America/Havana|Guantánamo|Mariana Grajales Airport
GAQ|ML|16.248|-0.005|Africa/Bamako||Gao Airport
GAU|IN|26.106|91.586|Asia/Kolkata|Guwahati|Lokpriya Gopinath Bordoloi International Airport
GAY|IN|24.744|84.951|Asia/Kolkata|Gaya|Gaya Airport
GBB|AZ|40.809|47.725|Asia/Baku|Gabala|Gabala International Airport
GBE|BW|-24.555|25.918|Africa/Gaborone|Gaborone|Sir Seretse Khama International Airport
GBJ|GP|15.869|-61.270|America/Dominica|Grand Bourg|Les Bases Airport
GCC|US|44.349|-105.539|America/Denver|Gillette|Northeast Wyoming Regional Airport
GCH|IR|30.334|50.834|Asia/Tehran|Gachsaran|Gachsaran Airport
GCI|GG|49.435|-2.602|Europe/Guernsey|Saint Peter Port|Guernsey Airport
GCK|US|37.928|-100.724|America/Chicago|Garden City|Garden City Regional Airport
GCM|KY|19.293|-81.358|America/Cayman|Georgetown|Owen Roberts International Airport
GCN|US|35.952|-112.147|America/Phoenix|Grand Canyon - Tusayan|Grand Canyon National Park Airport
GDB|IN|21.527|80.290|Asia/Kolkata|Gondia|Birsi Airport
GDE|ET|5.935|43.579|Africa/Addis_Ababa|Gode|Gode Airport
GDL|MX|20.525|-103.302|America/Mexico_City|Ciudad de Tlajomulco de Zúñiga|Aeropuerto Internacional Miguel Hidalgo
GDN|PL|54.378|18.466|Europe/Warsaw|Gdańsk|Gdańsk Lech Wałęsa Airport
GDQ|ET|12.520|37.434|Africa/Addis_Ababa|Azezo|Gondar Airport
GDT|TC|21.445|-71.142|America/Santo_Domingo|Cockburn Town|JAGS McCartney International Airport
GDX|RU|59.911|150.720|Asia/Magadan|Magadan|Sokol Airport
GDZ|RU|44.582|38.012|Europe/Moscow|Gelendzhik|Gelendzhik Airport
GEA|NC|-22.258|166.473|Pacific/Noumea|Nouméa|Nouméa Magenta Airport
GEC|CY|35.236|33.720|Asia/Famagusta|Lefkoniko|Lefkoniko Airport / Geçitkale Air Base
GEG|US|47.620|-117.534|America/Los_Angeles|Spokane|Spokane International Airport
GEL|BR|-28.283|-54.170|America/Sao_Paulo|Santo Ângelo|Santo Ângelo Airport
GEO|GY|6.499|-58.254|America/Guyana|Georgetown|Cheddi Jagan International Airport
GER|CU|21.835|-82.784|America/Havana|Nueva Gerona|Rafael Cabrera Airport
GES|PH|6.058|125.096|Asia/Manila|General Santos|General Santos International Airport
GET|AU|-28.796|114.707|Australia/Perth|Geraldton|Geraldton Airport
GEV|SE|67.132|20.815|Europe/Stockholm|Gällivare|Gällivare Airport
GFF|AU|-34.251|146.067|Australia/Sydney|Griffith|Griffith Airport
GFK|US|47.949|-97.176|America/Chicago|Grand Forks|Grand Forks International Airport
GGG|US|32.384|-94.712|America/Chicago|Longview|East Texas Regional Airport
GGT|BS|23.563|-75.878|America/Nassau|Moss Town|Exuma International Airport
GGW|US|48.213|-106.615|America/Denver|Glasgow|Wokal Field/Glasgow-Valley County Airport
GHA|DZ|32.384|3.794|Africa/Algiers|El Atteuf|Noumérat - Moufdi Zakaria Airport
GHB|BS|25.285|-76.331|America/Nassau|Governor's Harbour|Governor's Harbour Airport
GHT|LY|25.146|10.143|Africa/Tripoli|Ghat|Ghat Airport
GIB|GI|36.151|-5.350|Europe/Gibraltar|Gibraltar|Gibraltar Airport
GIG|BR|-22.810|-43.251|America/Sao_Paulo|Rio De Janeiro|Rio Galeão – Tom Jobim International Airport
GIL|PK|35.919|74.334|Asia/Karachi|Gilgit|Gilgit Airport
GIS|NZ|-38.663|177.978|Pacific/Auckland|Gisborne|Gisborne Airport
GIZ|SA|16.901|42.586|Asia/Riyadh|Jizan|Jizan Regional Airport / King Abdullah bin Abdulaziz Airport
GJA|HN|16.445|-85.907|America/Tegucigalpa|Guanaja|La Laguna Airport
GJL|DZ|36.795|5.874|Africa/Algiers|Tahir|Jijel Ferhat Abbas Airport
GJT|US|39.127|-108.529|America/Denver|Grand Junction|Grand Junction Regional Airport
GKA|PG|-6.082|145.392|Pacific/Port_Moresby|Goronka|Goroka Airport
GLA|GB|55.872|-4.433|Europe/London|Paisley, Renfrewshire|Glasgow International Airport
GLF|CR|8.654|-83.182|America/Costa_Rica|Golfito|Golfito Airport
GLH|US|33.483|-90.986|America/Chicago|Greenville|Mid Delta Regional Airport
GLT|AU|-23.870|151.225|Australia/Brisbane|Gladstone|Gladstone Airport
GMA|CD|3.235|19.771|Africa/Kinshasa|Gemena|Gemena Airport
GMB|ET|8.129|34.563|Africa/Addis_Ababa|Gambela|Gambela Airport
GME|BY|52.527|31.017|Europe/Minsk|Gomel|Gomel Airport
GMO|NG|10.299|10.900|Africa/Lagos|Gombe|Gombe Lawanti International Airport
GMP|KR|37.558|126.791|Asia/Seoul|Seoul|Gimpo International Airport
GMQ|CN|34.418|100.301|Asia/Shanghai|Golog|Golog Maqên Airport
GMR|PF|-23.080|-134.890|Pacific/Gambier||Totegegie Airport
GNA|BY|53.602|24.054|Europe/Minsk|Hrodna|Hrodna Airport
GNB|FR|45.363|5.329|Europe/Paris|Saint-Étienne-de-Saint-Geoirs|Grenoble-Isère Airport
GND|GD|12.004|-61.786|America/St_Vincent|Saint George's|Maurice Bishop International Airport
GNS|ID|1.166|97.704|Asia/Jakarta|Gunungsitoli|Binaka Airport
GNV|US|29.690|-82.272|America/New_York|Gainesville|Gainesville Regional Airport
GNY|TR|37.446|38.896|Europe/Istanbul|Şanlıurfa|Şanlıurfa GAP Airport
GOA|IT|44.413|8.838|Europe/Rome|Genova|Genoa Cristoforo Colombo Airport
GOH|GL|64.193|-51.677|America/Nuuk|Nuuk|Nuuk Airport
GOI|IN|15.381|73.831|Asia/Kolkata|Vasco da Gama|Dabolim Airport
GOJ|RU|56.230|43.784|Europe/Moscow|Nizhny Novgorod|Nizhny Novgorod Strigino International Airport
GOM|CD|-1.666|29.238|Africa/Lubumbashi|Goma|Goma International Airport
GOP|IN|26.740|83.450|Asia/Kolkata|Gorakhpur|Gorakhpur Airport
GOQ|CN|36.401|94.786|Asia/Shanghai|Golmud|Golmud Airport
GOT|SE|57.663|12.280|Europe/Stockholm|Gothenburg|Gothenburg-Landvetter Airport
GOU|CM|9.336|13.370|Africa/Douala|Garoua|Garoua International Airport
GOV|AU|-12.269|136.818|Australia/Darwin|Nhulunbuy|Gove Airport
GOX|IN|15.744|73.861|Asia/Kolkata|Mopa|Mopa International Airport
GPA|GR|38.151|21.426|Europe/Athens|Patras|Patras Araxos Agamemnon Airport
GPI|CO|2.570|-77.898|America/Bogota|Guapi|Juan Casiano Airport
GPT|US|30.407|-89.070|America/Chicago|Gulfport|Gulfport Biloxi International Airport
GRB|US|44.483|-88.131|America/Chicago|Green Bay|Austin Straubel International Airport
GRI|US|40.967|-98.310|America/Chicago|Grand Island|Central Nebraska Regional Airport
GRJ|ZA|-34.006|22.379|Africa/Johannesburg|George|George Airport
GRK|US|31.067|-97.829|America/Chicago|Killeen|Killeen-Fort Hood Regional Airport / Robert Gray Army Air Field
GRO|ES|41.905|2.762|Europe/Madrid|Girona|Girona-Costa Brava Airport
GRQ|NL|53.120|6.579|Europe/Amsterdam|Groningen|Eelde Airport
GRR|US|42.881|-85.523|America/Detroit|Grand Rapids|Gerald R. Ford International Airport
GRU|BR|-23.432|-46.468|America/Sao_Paulo|São Paulo|Guarulhos - Governador André Franco Montoro International Airport
GRV|RU|43.388|45.700|Europe/Moscow|Grozny|Grozny Airport
GRW|PT|39.092|-28.030|Atlantic/Azores|Santa Cruz da Graciosa|Graciosa Airport
GRX|ES|37.189|-3.777|Europe/Madrid|Granada|F.G.L. Airport Granada-Jaén Airport
GRZ|AT|46.991|15.440|Europe/Vienna|Graz|Graz Airport
GSJ|GT|13.936|-90.836|America/Guatemala|Puerto San José|San José Airport
GSO|US|36.098|-79.937|America/New_York|Greensboro|Piedmont Triad International Airport
GSP|US|34.896|-82.219|America/New_York|Greer|Greenville Spartanburg International Airport
GST|US|58.425|-135.707|America/Juneau|Gustavus|Gustavus Airport
GSV|RU|51.713|46.171|Europe/Saratov|Saratov|Gagarin International Airport
GTE|AU|-13.972|136.459|Australia/Darwin|Groote Eylandt|Groote Eylandt Airport
GTF|US|47.482|-111.371|America/Denver|Great Falls|Great Falls International Airport
GTR|US|33.450|-88.591|America/Chicago|Columbus|Golden Triangle Regional Airport
GUA|GT|14.583|-90.527|America/Guatemala|Guatemala City|La Aurora Airport
GUM|GU|13.483|144.796|Pacific/Guam|Hagåtña|Antonio B. Won Pat International Airport
GUR|PG|-10.311|150.334|Pacific/Port_Moresby|Gurney|Gurney Airport
GUW|KZ|47.123|51.819|Asia/Atyrau|Atyrau|Atyrau International Airport
GVA|CH|46.238|6.109|Europe/Zurich|Geneva|Geneva Cointrin International Airport
GWD|PK|25.232|62.328|Asia/Karachi|Gwadar|Gwadar International Airport
GWL|IN|26.293|78.228|Asia/Kolkata|Gwalior|Gwalior Airport
GWT|DE|54.913|8.340|Europe/Berlin|Westerland|Westerland Sylt Airport
GWY|IE|53.300|-8.942|Europe/Dublin|Galway|Galway Airport
GXF|YE|15.966|48.788|Asia/Aden|Seiyun|Seiyun Hadhramaut International Airport
GXG|AO|-7.755|15.288|Africa/Luanda|Negage|Negage Airport
GXH|CN|34.819|102.622|Asia/Shanghai|Gannan|Gannan Xiahe Airport
GYD|AZ|40.467|50.047|Asia/Baku|Baku|Heydar Aliyev International Airport
GYE|EC|-2.157|-79.884|America/Guayaquil|Guayaquil|José Joaquín de Olmedo International Airport
GYM|MX|27.969|-110.925|America/Hermosillo|Guaymas|General José María Yáñez International Airport
GYN|BR|-16.632|-49.221|America/Sao_Paulo|Goiânia|Santa Genoveva Airport
GYS|CN|32.390|105.695|Asia/Shanghai|Guangyuan|Guangyuan Panlong Airport
GZP|TR|36.299|32.301|Europe/Istanbul|Gazipaşa|Gazipaşa-Alanya Airport
GZT|TR|36.947|37.479|Europe/Istanbul|Gaziantep|Gaziantep International Airport
HAC|JP|33.115|139.786|Asia/Tokyo|Hachijojima|Hachijojima Airport
HAD|SE|56.691|12.820|Europe/Stockholm|Halmstad|Halmstad Airport
HAH|KM|-11.534|43.272|Indian/Comoro|Moroni|Prince Said Ibrahim International Airport
HAJ|DE|52.461|9.685|Europe/Berlin|Hannover|Hannover Airport
HAK|CN|19.935|110.459|Asia/Shanghai|Haikou|Haikou Meilan International Airport
HAM|DE|53.630|9.988|Europe/Berlin|Hamburg|Hamburg Helmut Schmidt Airport
HAN|VN|21.221|105.807|Asia/Bangkok|Hanoi|Noi Bai International Airport
HAQ|MV|6.744|73.171|Indian/Maldives|Haa Dhaalu Atoll|Hanimaadhoo Airport
HAS|SA|27.438|41.686|Asia/Riyadh|Ha'il|Ha'il Airport
HAU|NO|59.345|5.208|Europe/Oslo|Karmøy|Haugesund Airport, Karmøy
HAV|CU|22.989|-82.409|America/Havana|Havana|José Martí International Airport
HBA|AU|-42.836|147.510|Australia/Hobart|Hobart|Hobart International Airport
HBE|EG|30.932|29.696|Africa/Cairo|Alexandria|Borj El Arab International Airport
HBX|IN|15.362|75.085|Asia/Kolkata|Hubli|Hubli Airport
HCJ|CN|24.804|107.711|Asia/Shanghai|Hechi|Hechi Jinchengjiang Airport
HCN|TW|22.041|120.730|Asia/Taipei|Hengchung|Hengchun Airport
HCR|US|62.188|-159.775|America/Anchorage|Holy Cross|Holy Cross Airport
HCZ|CN|25.753|112.845|Asia/Shanghai|Chenzhou|Chenzhou Beihu Airport
HDF|DE|53.879|14.152|Europe/Berlin|Heringsdorf|Heringsdorf Airport
HDG|CN|36.526|114.426|Asia/Shanghai|Handan|Handan Airport
HDM|IR|34.869|48.553|Asia/Tehran|Hamadan|Hamadan Airport
HDY|TH|6.933|100.393|Asia/Bangkok|Hat Yai|Hat Yai International Airport
HEA|AF|34.210|62.228|Asia/Kabul|Guzara|Herat - Khwaja Abdullah Ansari International Airport
HEK|CN|50.172|127.309|Asia/Shanghai|Heihe|Heihe Aihui Airport
HEL|FI|60.317|24.963|Europe/Helsinki|Helsinki|Helsinki Vantaa Airport
HER|GR|35.340|25.180|Europe/Athens|Heraklion|Heraklion International Nikos Kazantzakis Airport
HET|CN|40.850|111.825|Asia/Shanghai|Hohhot|Hohhot Baita International Airport
HFA|IL|32.809|35.043|Asia/Jerusalem|Haifa|Haifa International Airport
HFE|CN|31.988|116.977|Asia/Shanghai|Hefei|Hefei Xinqiao International Airport
HFN|IS|64.296|-15.227|Atlantic/Reykjavik|Höfn|Hornafjörður Airport
HFS|SE|60.020|13.579|Europe/Stockholm|Råda|Hagfors Airport
HFT|NO|70.680|23.669|Europe/Oslo|Hammerfest|Hammerfest Airport
HGA|SO|9.513|44.082|Africa/Mogadishu|Hargeisa|Egal International Airport
HGH|CN|30.236|120.429|Asia/Shanghai|Hangzhou|Hangzhou Xiaoshan International Airport
HGN|TH|19.301|97.976|Asia/Bangkok||Mae Hong Son Airport
HGU|PG|-5.828|144.299|Pacific/Port_Moresby|Mount Hagen|Mount Hagen Kagamuga Airport
HHN|DE|49.949|7.264|Europe/Berlin|Frankfurt am Main|Frankfurt-Hahn Airport
HHQ|TH|12.636|99.951|Asia/Bangkok|Hua Hin|Hua Hin Airport
HIA|CN|33.791|119.125|Asia/Shanghai|Huai'an|Huai'an Lianshui International Airport
HIB|US|47.387|-92.839|America/Chicago|Hibbing|Range Regional Airport
HID|AU|-10.586|142.293|Australia/Brisbane|Horn|Horn Island Airport
HII|US|34.571|-114.358|America/Phoenix|Lake Havasu City|Lake Havasu City International Airport
HIJ|JP|34.436|132.919|Asia/Tokyo|Hiroshima|Hiroshima Airport
HIN|KR|35.089|128.072|Asia/Seoul|Sacheon|Sacheon Airport / Sacheon Air Base
HIR|SB|-9.428|160.055|Pacific/Guadalcanal|Honiara|Honiara International Airport
HJJ|CN|27.443|109.705|Asia/Shanghai|Huaihua|Huaihua Zhijiang Airport
HJR|IN|24.817|79.919|Asia/Kolkata|Khajuraho|Khajuraho Airport
HKD|JP|41.770|140.822|Asia/Tokyo|Hakodate|Hakodate Airport
HKG|HK|22.309|113.915|Asia/Hong_Kong|Islands|Hong Kong International Airport
HKK|NZ|-42.714|170.985|Pacific/Auckland||Hokitika Airfield
HKN|PG|-5.464|150.407|Pacific/Port_Moresby|Kimbe|Hoskins Airport
HKT|TH|8.113|98.317|Asia/Bangkok|Phuket|Phuket International Airport
HLA|ZA|-25.938|27.926|Africa/Johannesburg|Johannesburg|Lanseria International Airport
HLD|CN|49.205|119.825|Asia/Shanghai|Hailar|Hulunbuir Hailar Airport
HLN|US|46.607|-111.983|America/Denver|Helena|Helena Regional Airport
HLP|ID|-6.267|106.891|Asia/Jakarta|Jakarta|Halim Perdanakusuma International Airport
HLZ|NZ|-37.867|175.332|Pacific/Auckland|Hamilton|Hamilton International Airport
HMA|RU|61.029|69.086|Asia/Yekaterinburg|Khanty-Mansiysk|Khanty Mansiysk Airport
HMB|EG|26.339|31.738|Africa/Cairo|Suhaj|Suhaj Mubarak International Airport
HME|DZ|31.673|6.140|Africa/Algiers|Hassi Messaoud|Hassi Messaoud-Oued Irara Krim Belkacem Airport
HMI|CN|42.841|93.669|Asia/Urumqi|Hami|Hami Airport
HMO|MX|29.096|-111.048|America/Hermosillo|Hermosillo|General Ignacio P. Garcia International Airport
HMV|SE|65.806|15.083|Europe/Stockholm|Hemavan|Hemavan Airport
HNA|JP|39.429|141.135|Asia/Tokyo|Hanamaki|Iwate Hanamaki Airport
HND|JP|35.552|139.780|Asia/Tokyo|Tokyo|Tokyo Haneda International Airport
HNL|US|21.321|-157.924|Pacific/Honolulu|Honolulu|Daniel K Inouye International Airport
HNM|US|20.796|-156.014|Pacific/Honolulu|Hana|Hana Airport
HNS|US|59.244|-135.524|America/Juneau|Haines|Haines Airport
HOB|US|32.688|-103.217|America/Denver|Hobbs|Lea County Regional Airport
HOD|YE|14.753|42.976|Asia/Aden|Hodeida|Hodeidah International Airport
HOF|SA|25.285|49.485|Asia/Riyadh|Hofuf|Al-Ahsa International Airport
HOG|CU|20.786|-76.315|America/Nassau|Holguin|Frank Pais International Airport
HOI|PF|-18.075|-140.946|Pacific/Tahiti|Otepa|Hao Airport
HON|US|44.385|-98.229|America/Chicago|Huron|Huron Regional Airport
HOR|PT|38.520|-28.716|Atlantic/Azores|Horta|Horta Airport
HOT|US|34.479|-93.096|America/Chicago|Hot Springs|Memorial Field Airport
HOU|US|29.645|-95.279|America/Chicago|Houston|William P Hobby Airport
HOV|NO|62.180|6.074|Europe/Oslo|Ørsta|Ørsta-Volda Airport, Hovden
HPA|TO|-19.777|-174.341|Pacific/Tongatapu|Lifuka|Lifuka Island Airport
HPG|CN|31.626|110.340|Asia/Shanghai|Shennongjia|Shennongjia Hongping Airport
HPH|VN|20.817|106.723|Asia/Bangkok|Haiphong|Cat Bi International Airport
HPN|US|41.067|-73.708|America/New_York|White Plains|Westchester County Airport
HRB|CN|45.623|126.250|Asia/Shanghai|Harbin|Harbin Taiping International Airport
HRE|ZW|-17.932|31.093|Africa/Harare|Harare|Robert Gabriel Mugabe International Airport
HRG|EG|27.177|33.797|Africa/Cairo|Hurghada|Hurghada International Airport
HRI|LK|6.284|81.124|Asia/Colombo||Mattala Rajapaksa International Airport
HRK|UA|49.925|36.290|Europe/Kyiv|Kharkiv|Kharkiv International Airport
HRL|US|26.229|-97.654|America/Chicago|Harlingen|Valley International Airport
HRM|DZ|32.930|3.312|Africa/Algiers|Hassi R'Mel|Hassi R'Mel Airport
HRO|US|36.262|-93.155|America/Chicago|Harrison|Boone County Airport
HSA|KZ|43.313|68.550|Asia/Almaty||Hazrat Sultan International Airport
HSC|CN|24.979|113.421|Asia/Shanghai|Shaoguan|Shaoguan Danxia Airport
HSG|JP|33.150|130.302|Asia/Tokyo|Saga|Saga Airport
HSV|US|34.637|-86.775|America/Chicago|Huntsville|Huntsville International Carl T Jones Field
HTA|RU|52.026|113.306|Asia/Chita|Chita|Chita-Kadala International Airport
HTG|RU|71.978|102.491|Asia/Krasnoyarsk|Khatanga|Khatanga Airport
HTI|AU|-20.358|148.952|Australia/Brisbane|Hamilton Island|Hamilton Island Airport
HTN|CN|37.039|79.865|Asia/Urumqi|Hotan|Hotan Airport
HTS|US|38.367|-82.558|America/New_York|Huntington|Tri-State Airport / Milton J. Ferguson Field
HTT|CN|38.202|90.838|Asia/Shanghai|Mengnai|Huatugou Airport
HTY|TR|36.363|36.282|Europe/Istanbul|Antakya|Hatay Airport
HUH|PF|-16.687|-151.022|Pacific/Tahiti|Fare|Huahine-Fare Airport
HUI|VN|16.401|107.703|Asia/Ho_Chi_Minh|Huế|Phu Bai International Airport
HUN|TW|24.023|121.618|Asia/Taipei|Hualien City|Hualien Airport
HUO|CN|45.487|119.407|Asia/Shanghai|Holingol|Holingol Huolinhe Airport
HUU|PE|-9.879|-76.205|America/Lima|Huánuco|Alferez Fap David Figueroa Fernandini Airport
HUX|MX|15.776|-96.261|America/Mexico_City|Huatulco|Bahías de Huatulco International Airport
HUY|GB|53.574|-0.351|Europe/London|Grimsby|Humberside Airport
HUZ|CN|23.050|114.600|Asia/Shanghai|Huizhou|Huizhou Pingtan Airport
HVA|MG|-14.630|47.764|Indian/Antananarivo|Analalava|Analalava Airport
HVB|AU|-25.320|152.881|Australia/Brisbane|Hervey Bay|Hervey Bay Airport
HVD|MN|47.954|91.628|Asia/Hovd|Khovd|Khovd Airport
HVG|NO|71.010|25.984|Europe/Oslo|Honningsvåg|Honningsvåg Airport, Valan
HVN|US|41.264|-72.887|America/New_York|New Haven|Tweed New Haven Airport
HYA|US|41.669|-70.280|America/New_York|Hyannis|Cape Cod Gateway Airport
HYD|IN|17.231|78.430|Asia/Kolkata|Hyderabad|Rajiv Gandhi International Airport
HYN|CN|28.562|121.429|Asia/Shanghai|Huangyan|Taizhou Luqiao Airport
HZA|CN|35.213|115.737|Asia/Shanghai|Heze|Heze Mudan Airport
HZH|CN|26.322|109.150|Asia/Shanghai|Liping|Liping Airport
HZK|IS|65.952|-17.426|Atlantic/Reykjavik|Húsavík|Húsavík Airport
IAA|RU|67.437|86.622|Asia/Krasnoyarsk|Igarka|Igarka Airport
IAD|US|38.944|-77.456|America/New_York|Dulles|Washington Dulles International Airport
IAG|US|43.107|-78.946|America/New_York|Niagara Falls|Niagara Falls International Airport
IAH|US|29.984|-95.341|America/Chicago|Houston|George Bush Intercontinental Houston Airport
IAM|DZ|28.052|9.643|Africa/Tripoli|In Aménas|Zarzaitine - In Aménas Airport
IAS|RO|47.180|27.621|Europe/Bucharest|Iaşi|Iaşi Airport
IBA|NG|7.362|3.978|Africa/Lagos|Ibadan|Ibadan Airport
IBE|CO|4.422|-75.133|America/Bogota|Ibagué|Perales Airport
IBR|JP|36.181|140.415|Asia/Tokyo|Omitama|Ibaraki Airport / JASDF Hyakuri Air Base
IBZ|ES|38.873|1.373|Europe/Madrid|Ibiza|Ibiza Airport
ICN|KR|37.469|126.451|Asia/Seoul|Seoul|Incheon International Airport
ICT|US|37.650|-97.433|America/Chicago|Wichita|Wichita Eisenhower National Airport
IDA|US|43.515|-112.071|America/Boise|Idaho Falls|Idaho Falls Regional Airport
IDR|IN|22.722|75.801|Asia/Kolkata|Indore|Devi Ahilyabai Holkar Airport
IDY|FR|46.719|-2.391|Europe/Paris|Île d'Yeu|Île d'Yeu Airport
IEG|PL|52.139|15.799|Europe/Warsaw|Babimost|Zielona Góra-Babimost Airport
IEV|UA|50.402|30.452|Europe/Kyiv|Kyiv|Ihor Sikorsky Kyiv International Airport (Zhuliany)
IFJ|IS|66.058|-23.135|Atlantic/Reykjavik|Ísafjörður|Ísafjörður Airport
IFN|IR|32.751|51.861|Asia/Tehran|Isfahan|Isfahan Shahid Beheshti International Airport
IFO|UA|48.884|24.686|Europe/Kyiv|Ivano-Frankivsk|Ivano-Frankivsk International Airport
IGA|BS|20.975|-73.667|America/Nassau|Matthew Town|Inagua Airport
IGD|TR|39.977|43.877|Europe/Istanbul|Iğdır|Iğdır Airport
IGR|AR|-25.737|-54.473|America/Argentina/Cordoba|Puerto Iguazu|Cataratas Del Iguazú International Airport
IGT|RU|43.323|45.013|Europe/Moscow|Sunzha|Magas Airport
IGU|BR|-25.594|-54.489|America/Sao_Paulo|Foz do Iguaçu|Cataratas International Airport
IJK|RU|56.828|53.458|Europe/Samara|Izhevsk|Izhevsk Airport
IKA|IR|35.416|51.152|Asia/Tehran|Tehran|Imam Khomeini International Airport
IKI|JP|33.749|129.785|Asia/Tokyo|Iki|Iki Airport
IKS|RU|71.698|128.903|Asia/Yakutsk|Tiksi|Tiksi Airport
IKT|RU|52.268|104.389|Asia/Irkutsk|Irkutsk|Irkutsk International Airport
IKU|KG|42.586|76.701|Asia/Bishkek|Tamchy|Issyk-Kul International Airport
ILD|ES|41.728|0.535|Europe/Madrid|Lleida|Lleida-Alguaire Airport
ILF|CA|56.052|-95.621|America/Winnipeg|Ilford|Ilford Airport
ILG|US|39.679|-75.606|America/New_York|Wilmington|New Castle Airport
ILM|US|34.271|-77.903|America/New_York|Wilmington|Wilmington International Airport
ILO|PH|10.833|122.493|Asia/Manila|Cabatuan|Iloilo International Airport
ILP|NC|-22.589|167.456|Pacific/Noumea|Île des Pins|Île des Pins Airport
ILQ|PE|-17.695|-71.344|America/Lima|Ilo|General Jorge Fernandez Maldon Airport
ILR|NG|8.440|4.494|Africa/Lagos|Ilorin|Ilorin International Airport
ILS|SV|13.700|-89.120|America/El_Salvador|San Salvador|Ilopango International Airport
ILY|GB|55.682|-6.257|Europe/London|Port Ellen|Islay Airport
IMF|IN|24.760|93.897|Asia/Kolkata|Imphal|Imphal Airport
IMP|BR|-5.531|-47.460|America/Fortaleza|Imperatriz|Prefeito Renato Moreira Airport
INC|CN|38.323|106.393|Asia/Shanghai|Yinchuan|Yinchuan Hedong International Airport
IND|US|39.717|-86.294|America/Indiana/Indianapolis|Indianapolis|Indianapolis International Airport
INH|MZ|-23.876|35.409|Africa/Maputo|Inhambane|Inhambane Airport
INI|RS|43.337|21.854|Europe/Belgrade|Nis|Nis Airport
INL|US|48.566|-93.403|America/Chicago|International Falls|Falls International Airport
INN|AT|47.260|11.344|Europe/Vienna|Innsbruck|Innsbruck Airport
INU|NR|-0.547|166.919|Pacific/Nauru|Yaren District|Nauru International Airport
INV|GB|57.542|-4.048|Europe/London|Inverness|Inverness Airport
INZ|DZ|27.251|2.512|Africa/Algiers|In Salah|In Salah Airport
IOA|GR|39.696|20.823|Europe/Athens|Ioannina|Ioannina Airport
IOM|IM|54.083|-4.624|Europe/Isle_of_Man|Castletown|Isle of Man Airport
IOS|BR|-14.816|-39.033|America/Bahia|Ilhéus|Bahia - Jorge Amado Airport
IPC|CL|-27.165|-109.422|Pacific/Easter|Isla De Pascua|Mataveri Airport
IPH|MY|4.568|101.092|Asia/Kuala_Lumpur|Ipoh|Sultan Azlan Shah Airport
IPI|CO|0.861|-77.668|America/Bogota|Ipiales|San Luis Airport
IPN|BR|-19.471|-42.488|America/Sao_Paulo|Ipatinga|Vale do Aço Regional Airport
IPT|US|41.242|-76.921|America/New_York|Williamsport|Williamsport Regional Airport
IQM|CN|38.235|85.465|Asia/Urumqi|Qiemo|Qiemo Yudu Airport
IQN|CN|35.803|107.599|Asia/Shanghai|Qingyang|Qingyang Xifeng Airport
IQQ|CL|-20.535|-70.181|America/Santiago|Iquique|Diego Aracena Airport
IQT|PE|-3.785|-73.309|America/Lima|Iquitos|Coronel FAP Francisco Secada Vignetta International Airport
IRG|AU|-12.787|143.305|Australia/Brisbane|Lockhart River|Lockhart River Airport
IRJ|AR|-29.382|-66.796|America/Argentina/La_Rioja|La Rioja|Capitan V A Almonacid Airport
IRK|US|40.093|-92.545|America/Chicago|Kirksville|Kirksville Regional Airport
IRP|CD|2.828|27.588|Africa/Lubumbashi|Isiro|Matari Airport
ISA|AU|-20.664|139.489|Australia/Brisbane|Mount Isa|Mount Isa Airport
ISB|PK|33.549|72.826|Asia/Karachi|Attock|Islamabad International Airport
ISE|TR|37.855|30.368|Europe/Istanbul|Isparta|Süleyman Demirel International Airport
ISG|JP|24.396|124.245|Asia/Tokyo|Ishigaki|New Ishigaki Airport
ISK|IN|20.119|73.913|Asia/Kolkata|Nasik|Nashik Airport
ISL|TR|40.972|28.824|Europe/Istanbul|Bakırköy, Istanbul|İstanbul Atatürk Airport
ISP|US|40.795|-73.100|America/New_York|Islip|Long Island Mac Arthur Airport
IST|TR|41.261|28.742|Europe/Istanbul|Arnavutköy, Istanbul|İstanbul Airport
ISU|IQ|35.562|45.317|Asia/Baghdad|Sulaymaniyah|Sulaymaniyah International Airport
ITB|BR|-4.242|-56.001|America/Santarem|Itaituba|Itaituba Airport
ITH|US|42.491|-76.458|America/New_York|Ithaca|Ithaca Tompkins Regional Airport
ITM|JP|34.785|135.438|Asia/Tokyo|Osaka|Osaka International Airport
ITO|US|19.721|-155.048|Pacific/Honolulu|Hilo|Hilo International Airport
IUE|NU|-19.079|-169.926|Pacific/Niue|Alofi|Niue International Airport
IVC|NZ|-46.412|168.313|Pacific/Auckland|Invercargill|Invercargill Airport
IVL|FI|68.607|27.405|Europe/Helsinki|Ivalo|Ivalo Airport
IWA|RU|56.939|40.941|Europe/Moscow|Ivanovo|Ivanovo South Airport
IWJ|JP|34.676|131.790|Asia/Tokyo|Masuda|Iwami Airport
IWK|JP|34.146|132.247|Asia/Tokyo|Iwakuni|Iwakuni Kintaikyo Airport / Marine Corps Air Station Iwakuni
IXA|IN|23.887|91.240|Asia/Kolkata|Agartala|Agartala - Maharaja Bir Bikram Airport
IXB|IN|26.681|88.329|Asia/Kolkata|Siliguri|Bagdogra Airport
IXC|IN|30.674|76.788|Asia/Kolkata|Chandigarh|Chandigarh International Airport
IXD|IN|25.440|81.734|Asia/Kolkata|Allahabad|Prayagraj Deendayal Upadhyay Airport / Bamrauli Air Force Station
IXE|IN|12.961|74.890|Asia/Kolkata|Mangalore|Mangalore International Airport
IXG|IN|15.859|74.618|Asia/Kolkata|Belgaum|Belagavi Airport
IXI|IN|27.296|94.098|Asia/Kolkata|Lilabari|Lilabari North Lakhimpur Airport
IXJ|IN|32.689|74.838|Asia/Kolkata|Jammu|Jammu Airport
IXL|IN|34.136|77.547|Asia/Kolkata|Leh|Leh Kushok Bakula Rimpochee Airport
IXM|IN|9.835|78.093|Asia/Kolkata|Madurai|Madurai Airport
IXP|IN|32.234|75.634|Asia/Kolkata|Pathankot|Pathankot Airport
IXR|IN|23.314|85.322|Asia/Kolkata|Ranchi|Birsa Munda Airport
IXS|IN|24.913|92.979|Asia/Kolkata|Silchar|Silchar Airport
IXU|IN|19.863|75.398|Asia/Kolkata|Aurangabad|Aurangabad Airport
IXY|IN|23.113|70.100|Asia/Kolkata|Kandla|Kandla Airport
IXZ|IN|11.641|92.730|Asia/Kolkata|Port Blair|Veer Savarkar International Airport / INS Utkrosh
IZA|BR|-21.513|-43.173|America/Sao_Paulo|Juiz de Fora|Presidente Itamar Franco Airport
IZO|JP|35.414|132.890|Asia/Tokyo|Izumo|Izumo Enmusubi Airport
IZT|MX|16.449|-95.094|America/Mexico_City|Ixtepec|Ixtepec Airport
JAC|US|43.607|-110.738|America/Boise|Jackson|Jackson Hole Airport
JAE|PE|-5.592|-78.774|America/Lima|Jaén|Shumba Airport
JAF|LK|9.792|80.070|Asia/Colombo|Jaffna|Jaffna International Airport
JAI|IN|26.824|75.812|Asia/Kolkata|Jaipur|Jaipur International Airport
JAK|HT|18.241|-72.519|America/Port-au-Prince|Jacmel|Jacmel Airport
JAL|MX|19.475|-96.798|America/Mexico_City|Xalapa|El Lencero Airport
JAN|US|32.311|-90.076|America/Chicago|Jackson|Jackson-Medgar Wiley Evers International Airport
JAU|PE|-11.783|-75.473|America/Lima|Jauja|Francisco Carle Airport
JAX|US|30.494|-81.688|America/New_York|Jacksonville|Jacksonville International Airport
JBQ|DO|18.573|-69.986|America/Santo_Domingo|La Isabela|La Isabela International Airport
JBR|US|35.832|-90.646|America/Chicago|Jonesboro|Jonesboro Municipal Airport
JDF|BR|-21.791|-43.386|America/Sao_Paulo|Juiz de Fora|Francisco de Assis Airport
JDH|IN|26.251|73.049|Asia/Kolkata|Jodhpur|Jodhpur Airport
JDZ|CN|29.339|117.176|Asia/Shanghai|Jingdezhen|Jingdezhen Luojia Airport
JED|SA|21.680|39.157|Asia/Riyadh|Jeddah|King Abdulaziz International Airport
JEE|HT|18.663|-74.170|America/Port-au-Prince|Jeremie|Jérémie Airport
JEG|GL|68.722|-52.785|America/Nuuk|Aasiaat|Aasiaat Airport
JER|JE|49.208|-2.196|Europe/Jersey|Saint Helier|Jersey Airport
JFK|US|40.639|-73.779|America/New_York|New York|John F Kennedy International Airport
JGA|IN|22.465|70.013|Asia/Kolkata|Jamnagar|Jamnagar Airport
JGD|CN|50.371|124.118|Asia/Shanghai|Jiagedaqi|Jiagedaqi Airport
JGS|CN|26.857|114.737|Asia/Shanghai|Ji'an|Jinggangshan Airport
JHB|MY|1.641|103.670|Asia/Kuala_Lumpur|Johor Bahru|Senai International Airport
JHG|CN|21.975|100.762|Asia/Shanghai|Jinghong|Xishuangbanna Gasa International Airport
JHM|US|20.963|-156.673|Pacific/Honolulu|Lahaina|Kapalua Airport
JHS|GL|66.951|-53.729|America/Nuuk|Sisimiut|Sisimiut Airport
JIB|DJ|11.547|43.160|Africa/Djibouti|Djibouti City|Djibouti-Ambouli Airport
JIJ|ET|9.332|42.912|Africa/Addis_Ababa|Jijiga|Wilwal International Airport
JIM|ET|7.666|36.817|Africa/Addis_Ababa|Jimma|Jimma Airport
JIQ|CN|29.513|108.831|Asia/Shanghai|Qianjiang|Qianjiang Wulingshan Airport
JJD|BR|-2.906|-40.357|America/Fortaleza|Cruz|Jericoacoara - Comandante Ariston Pessoa Regional Airport
JJN|CN|24.796|118.590|Asia/Shanghai|Quanzhou|Quanzhou Jinjiang International Airport
JKG|SE|57.758|14.069|Europe/Stockholm|Jönköping|Jönköping Airport
JKH|GR|38.343|26.141|Europe/Athens|Chios Island|Chios Island National Airport
JKR|NP|26.709|85.922|Asia/Kathmandu|Janakpur|Janakpur Airport
JLN|US|37.152|-94.498|America/Chicago|Joplin|Joplin Regional Airport
JLR|IN|23.178|80.052|Asia/Kolkata|Jabalpur|Jabalpur Airport
JMJ|CN|22.418|99.784|Asia/Shanghai|Pu'er|Lancang Jingmai Airport
JMK|GR|37.435|25.348|Europe/Athens|Mykonos Island|Mikonos Airport
JMS|US|46.930|-98.678|America/Chicago|Jamestown|Jamestown Regional Airport
JMU|CN|46.843|130.465|Asia/Shanghai|Jiamusi|Jiamusi Dongjiao Airport
JNB|ZA|-26.139|28.246|Africa/Johannesburg|Johannesburg|OR Tambo International Airport
JNG|CN|35.293|116.347|Asia/Shanghai|Jining|Jining Qufu Airport
JNU|US|58.355|-134.576|America/Juneau|Juneau|Juneau International Airport
JNZ|CN|40.936|121.277|Asia/Shanghai|Linghai, Jinzhou|Jinzhou Bay Airport
JOE|FI|62.663|29.608|Europe/Helsinki|Joensuu|Joensuu Airport
JOG|ID|-7.788|110.432|Asia/Jakarta|Yogyakarta|Adisutjipto International Airport
JOI|BR|-26.225|-48.797|America/Sao_Paulo|Joinville|Lauro Carneiro de Loyola Airport
JOK|RU|56.701|47.905|Europe/Moscow|Yoshkar-Ola|Yoshkar-Ola Airport
JOL|PH|6.054|121.011|Asia/Manila||Jolo Airport
JOS|NG|9.640|8.869|Africa/Lagos|Jos|Yakubu Gowon Airport
JPA|BR|-7.149|-34.951|America/Fortaleza|João Pessoa|Presidente Castro Pinto International Airport
JRH|IN|26.732|94.175|Asia/Kolkata|Jorhat|Jorhat Airport
JRO|TZ|-3.429|37.075|Africa/Dar_es_Salaam|Arusha|Kilimanjaro International Airport
JSH|GR|35.216|26.101|Europe/Athens|Crete Island|Sitia Airport
JSI|GR|39.177|23.504|Europe/Athens|Skiathos|Skiathos Island National Airport
JSJ|CN|47.108|132.658|Asia/Shanghai|Jiansanjiang|Jiansanjiang Shidi Airport
JSO|BR|-3.614|-40.231|America/Fortaleza|Sobral|Dr. Luciano de Arruda Coelho Regional Airport
JSR|BD|23.184|89.161|Asia/Dhaka|Jashore|Jessore Airport
JST|US|40.316|-78.834|America/New_York|Johnstown|John Murtha Johnstown Cambria County Airport
JTC|BR|-22.161|-49.070|America/Sao_Paulo|Bauru|Bauru/Arealva–Moussa Nakhal Tobias State Airport
JTR|GR|36.399|25.479|Europe/Athens|Santorini Island|Santorini Airport
JUB|SS|4.872|31.601|Africa/Juba|Juba|Juba International Airport
JUJ|AR|-24.393|-65.098|America/Argentina/Jujuy|San Salvador de Jujuy|Gobernador Horacio Guzman International Airport
JUL|PE|-15.467|-70.158|America/Lima|Juliaca|Inca Manco Capac International Airport
JUZ|CN|28.966|118.899|Asia/Shanghai|Quzhou|Quzhou Airport
JWA|BW|-24.602|24.691|Africa/Gaborone|Jwaneng|Jwaneng Airport
JXA|CN|45.293|131.193|Asia/Shanghai|Jixi|Jixi Xingkaihu Airport
JYV|FI|62.400|25.678|Europe/Helsinki|Jyväskylän Maalaiskunta|Jyväskylä Airport
JZH|CN|32.853|103.682|Asia/Shanghai|Ngawa|Jiuzhai Huanglong Airport
KAC|SY|37.021|41.191|Asia/Damascus|Qamishly|Qamishli Airport
KAD|NG|10.696|7.320|Africa/Lagos|Kaduna|Kaduna Airport
KAI|GY|5.173|-59.491|America/Guyana|Kaieteur Falls|Kaieteur International Airport
KAJ|FI|64.285|27.692|Europe/Helsinki|Kajaani|Kajaani Airport
KAN|NG|12.048|8.525|Africa/Lagos|Kano|Mallam Aminu International Airport
KAO|FI|65.988|29.239|Europe/Helsinki|Kuusamo|Kuusamo Airport
KAT|NZ|-35.070|173.287|Pacific/Auckland|Awanui|Kaitaia Airport
KAW|MM|10.049|98.538|Asia/Bangkok|Kawthoung|Kawthoung Airport
KBL|AF|34.566|69.212|Asia/Kabul|Kabul|Kabul International Airport
KBP|UA|50.345|30.895|Europe/Kyiv|Boryspil|Boryspil International Airport
KBR|MY|6.167|102.293|Asia/Kuala_Lumpur|Kota Baharu|Sultan Ismail Petra Airport
KBS|SL|7.944|-11.761|Africa/Freetown|Bo|Bo Airport
KBV|TH|8.099|98.986|Asia/Bangkok|Krabi|Krabi Airport
KCH|MY|1.487|110.353|Asia/Kuching|Kuching|Kuching International Airport
KCM|TR|37.539|36.954|Europe/Istanbul|Kahramanmaraş|Kahramanmaraş Airport
KCT|LK|5.994|80.320|Asia/Colombo|Galle|Koggala Airport
KCZ|JP|33.546|133.669|Asia/Tokyo|Nankoku|Kochi Ryoma Airport
KDH|AF|31.506|65.848|Asia/Kabul|Khvoshab|Ahmad Shah Baba International Airport / Kandahar Airfield
KDL|EE|58.991|22.831|Europe/Tallinn|Kärdla|Kärdla Airport
KDM|MV|0.488|72.997|Indian/Maldives|Huvadhu Atoll|Kaadedhdhoo Airport
KDO|MV|1.859|73.522|Indian/Maldives|Kadhdhoo|Kadhdhoo Airport
KDU|PK|35.335|75.536|Asia/Karachi|Skardu|Skardu Airport
KEF|IS|63.985|-22.606|Atlantic/Reykjavik|Reykjavík|Keflavik International Airport
KEJ|RU|55.270|86.107|Asia/Novokuznetsk|Kemerovo|Kemerovo Airport
KEM|FI|65.779|24.582|Europe/Helsinki|Kemi|Kemi-Tornio Airport
KEN|SL|7.896|-11.174|Africa/Freetown|Kenema|Kenema Airport
KEP|NP|28.104|81.667|Asia/Kolkata|Nepalgunj|Nepalgunj Airport
KER|IR|30.271|56.950|Asia/Tehran|Kerman|Ayatollah Hashemi Rafsanjani International Airport
KET|MM|21.302|99.636|Asia/Yangon|Kengtung|Kengtung Airport
KGA|CD|-5.900|22.469|Africa/Lubumbashi|Kananga|Kananga Airport
KGC|AU|-35.714|137.521|Australia/Adelaide||Kingscote Airport
KGD|RU|54.890|20.593|Europe/Kaliningrad|Kaliningrad|Khrabrovo Airport
KGF|KZ|49.671|73.334|Asia/Almaty|Karaganda|Sary-Arka Airport
KGI|AU|-30.792|121.465|Australia/Perth|Broadwood|Kalgoorlie Boulder Airport
KGL|RW|-1.969|30.140|Africa/Kigali|Kigali|Kigali International Airport
KGP|RU|62.190|74.534|Asia/Yekaterinburg|Kogalym|Kogalym International Airport
KGS|GR|36.793|27.092|Europe/Athens|Kos Island|Kos Airport
KGT|CN|30.142|101.739|Asia/Shanghai|Garzê|Kangding Airport
KHD|IR|33.435|48.283|Asia/Tehran||Khoram Abad Airport
KHE|UA|46.676|32.506|Europe/Kyiv|Kherson|Kherson International Airport
KHG|CN|39.543|76.020|Asia/Urumqi|Kashgar|Kashgar Airport
KHH|TW|22.577|120.350|Asia/Taipei|Kaohsiung|Kaohsiung International Airport
KHI|PK|24.907|67.161|Asia/Karachi|Karachi|Jinnah International Airport
KHN|CN|28.865|115.903|Asia/Shanghai|Nanchang|Nanchang Changbei International Airport
KHS|OM|26.171|56.241|Asia/Muscat|Khasab|Khasab Airport
KHV|RU|48.528|135.189|Asia/Vladivostok|Khabarovsk|Khabarovsk Novy Airport
KID|SE|55.922|14.085|Europe/Stockholm|Kristianstad|Kristianstad Airport
KIH|IR|26.526|53.980|Asia/Tehran|Kish Island|Kish International Airport
KIJ|JP|37.956|139.121|Asia/Tokyo|Niigata|Niigata Airport
KIM|ZA|-28.803|24.765|Africa/Johannesburg|Kimberley|Kimberley Airport
KIN|JM|17.936|-76.787|America/Jamaica|Kingston|Norman Manley International Airport
KIR|IE|52.181|-9.524|Europe/Dublin|Killarney|Kerry Airport
KIS|KE|-0.086|34.729|Africa/Nairobi|Kisumu|Kisumu Airport
KIV|MD|46.928|28.931|Europe/Chisinau|Chişinău|Chişinău International Airport
KIX|JP|34.427|135.244|Asia/Tokyo|Osaka|Kansai International Airport
KJA|RU|56.173|92.492|Asia/Krasnoyarsk|Krasnoyarsk|Krasnoyarsk International Airport
KJB|IN|15.716|78.169|Asia/Kolkata|Orvakal|Kurnool Airport
KJH|CN|26.972|107.988|Asia/Shanghai|Kaili|Kaili Huangping Airport
KJI|CN|48.222|86.996|Asia/Urumqi|Burqin|Burqin Kanas Airport
KKC|TH|16.467|102.784|Asia/Bangkok|Khon Kaen|Khon Kaen Airport
KKE|NZ|-35.259|173.913|Pacific/Auckland|Kerikeri|Kerikeri Airport
KKJ|JP|33.846|131.035|Asia/Tokyo|Kitakyushu|Kitakyushu Airport
KKN|NO|69.726|29.891|Europe/Oslo|Kirkenes|Kirkenes Airport, Høybuktmoen
KKR|PF|-15.663|-146.885|Pacific/Tahiti|Raitahiti|Kaukura Airport
KKS|IR|33.895|51.577|Asia/Tehran|Kashan|Kashan Airport
KKW|CD|-5.036|18.786|Africa/Kinshasa|Kikwit|Kikwit Airport
KKX|JP|28.321|129.928|Asia/Tokyo|Kikai|Kikai Airport
KLH|IN|16.665|74.289|Asia/Kolkata|Kolhapur|Kolhapur Airport
KLO|PH|11.679|122.376|Asia/Manila|Kalibo|Kalibo International Airport
KLR|SE|56.686|16.288|Europe/Stockholm|Kalmar|Kalmar Airport
KLU|AT|46.643|14.338|Europe/Vienna|Klagenfurt am Wörthersee|Klagenfurt Airport
KLV|CZ|50.203|12.915|Europe/Prague|Karlovy Vary|Karlovy Vary International Airport
KLX|GR|37.068|22.025|Europe/Athens|Kalamata|Kalamata Airport
KMA|PG|-7.964|145.771|Pacific/Port_Moresby|Kerema|Kerema Airport
KMC|SA|27.901|45.528|Asia/Riyadh|King Khaled Military City|King Khaled Military City Airport
KME|RW|-2.462|28.908|Africa/Kigali|Kamembe|Kamembe Airport
KMG|CN|25.110|102.937|Asia/Shanghai|Kunming|Kunming Changshui International Airport
KMI|JP|31.877|131.449|Asia/Tokyo|Miyazaki|Miyazaki Airport
KMJ|JP|32.837|130.855|Asia/Tokyo|Kumamoto|Kumamoto Airport
KMQ|JP|36.395|136.407|Asia/Tokyo|Kanazawa|Komatsu Airport / JASDF Komatsu Air Base
KMS|GH|6.715|-1.591|Africa/Accra|Kumasi|Kumasi Airport
KMW|RU|57.797|41.019|Europe/Moscow|Kostroma|Kostroma Sokerkino Airport
KND|CD|-2.919|25.915|Africa/Lubumbashi|Kindu|Kindu Airport
KNG|ID|-3.645|133.695|Asia/Jayapura|Kaimana|Kaimana Airport
KNH|TW|24.428|118.359|Asia/Taipei|Shang-I|Kinmen Airport
KNO|ID|3.638|98.871|Asia/Jakarta|Medan|Kualanamu International Airport
KNQ|NC|-21.054|164.839|Pacific/Noumea|Koné|Koné Airport
KNS|AU|-39.877|143.878|Australia/Hobart||King Island Airport
KNU|IN|26.404|80.410|Asia/Kolkata|Kanpur|Kanpur Airport
KNX|AU|-15.778|128.708|Australia/Perth|Kununurra|East Kimberley Regional (Kununurra) Airport
KOA|US|19.739|-156.046|Pacific/Honolulu|Kailua-Kona|Ellison Onizuka Kona International Airport at Keahole
KOC|NC|-20.546|164.256|Pacific/Noumea|Koumac|Koumac Airport
KOI|GB|58.958|-2.905|Europe/London|Orkney Islands|Kirkwall Airport
KOJ|JP|31.803|130.719|Asia/Tokyo|Kagoshima|Kagoshima Airport
KOK|FI|63.721|23.143|Europe/Helsinki|Kokkola|Kokkola-Pietarsaari Airport
KOP|TH|17.384|104.643|Asia/Bangkok|Nakhon Phanom|Nakhon Phanom Airport
KOU|GA|-1.185|12.441|Africa/Libreville|Koulamoutou|Koulamoutou Mabimbi Airport
KOV|KZ|53.329|69.595|Asia/Almaty|Kokshetau|Kokshetau Airport
KPO|KR|35.988|129.420|Asia/Seoul|Pohang|Pohang Airport (G-815/K-3)
KPW|RU|67.845|166.140|Asia/Anadyr|Keperveem|Keperveem Airport
KQH|IN|26.591|74.813|Asia/Kolkata|Ajmer|Kishangarh Airport Ajmer
KQT|TJ|37.866|68.865|Asia/Dushanbe|Kurgan-Tyube|Qurghonteppa International Airport
KRF|SE|63.049|17.769|Europe/Stockholm|Nyland|Kramfors-Sollefteå Höga Kusten Airport
KRK|PL|50.078|19.785|Europe/Warsaw|Kraków|Kraków John Paul II International Airport
KRL|CN|41.698|86.129|Asia/Urumqi|Korla|Korla Licheng Airport
KRN|SE|67.822|20.337|Europe/Stockholm|Kiruna|Kiruna Airport
KRO|RU|55.475|65.416|Asia/Yekaterinburg|Kurgan|Kurgan Airport
KRP|DK|56.298|9.125|Europe/Copenhagen|Karup|Karup Airport
KRR|RU|45.035|39.171|Europe/Moscow|Krasnodar|Krasnodar Pashkovsky International Airport
KRS|NO|58.204|8.085|Europe/Oslo|Kjevik|Kristiansand Airport, Kjevik
KRT|SD|15.589|32.553|Africa/Khartoum|Khartoum|Khartoum International Airport
KRW|TM|40.063|53.007|Asia/Ashgabat|Turkmenbashi|Turkmenbashi International Airport
KSA|FM|5.357|162.958|Pacific/Kosrae|Okat|Kosrae International Airport
KSC|SK|48.663|21.241|Europe/Bratislava|Košice|Košice Airport
KSD|SE|59.445|13.337|Europe/Stockholm|Karlstad|Karlstad Airport
KSF|DE|51.417|9.385|Europe/Berlin|Kassel|Kassel-Calden Airport
KSH|IR|34.346|47.158|Asia/Tehran|Kermanshah|Shahid Ashrafi Esfahani Airport
KSL|SD|15.387|36.329|Africa/Khartoum|Kassala|Kassala Airport
KSN|KZ|53.207|63.550|Asia/Qostanay|Kostanay|Kostanay West Airport
KSU|NO|63.112|7.825|Europe/Oslo|Kvernberget|Kristiansund Airport, Kvernberget
KSY|TR|40.562|43.115|Europe/Istanbul|Kars|Kars Airport
KSZ|RU|61.236|46.697|Europe/Moscow|Kotlas|Kotlas Airport
KTA|AU|-20.712|116.773|Australia/Perth|Karratha|Karratha Airport
KTD|JP|25.945|131.327|Asia/Tokyo|Kitadaitōjima|Kitadaito Airport
KTG|ID|-1.817|109.963|Asia/Pontianak|Ketapang|Rahadi Osman Airport
KTM|NP|27.697|85.359|Asia/Kathmandu|Kathmandu|Tribhuvan International Airport
KTN|US|55.356|-131.714|America/Sitka|Ketchikan|Ketchikan International Airport
KTP|JM|17.989|-76.824|America/Jamaica|Tinson Pen|Tinson Pen Airport
KTT|FI|67.701|24.847|Europe/Helsinki|Kittilä|Kittilä Airport
KTW|PL|50.474|19.080|Europe/Warsaw|Katowice|Katowice International Airport
KUA|MY|3.775|103.209|Asia/Kuala_Lumpur|Kuantan|Kuantan Airport
KUF|RU|53.505|50.164|Europe/Samara|Samara|Kurumoch International Airport
KUH|JP|43.041|144.193|Asia/Tokyo|Kushiro|Kushiro Airport
KUL|MY|2.746|101.710|Asia/Kuala_Lumpur|Sepang|Kuala Lumpur International Airport
KUM|JP|30.386|130.659|Asia/Tokyo|Yakushima|Yakushima Airport
KUN|LT|54.964|24.085|Europe/Vilnius|Kaunas|Kaunas International Airport
KUO|FI|63.007|27.798|Europe/Helsinki|Kuopio|Kuopio Airport
KUS|GL|65.574|-37.124|America/Nuuk|Kulusuk|Kulusuk Airport
KUT|GE|42.177|42.482|Asia/Tbilisi|Kopitnari|David the Builder Kutaisi International Airport
KUV|KR|35.904|126.616|Asia/Seoul|Kunsan|Kunsan Air Base
KVA|GR|40.913|24.619|Europe/Athens|Kavala|Kavala Alexander the Great International Airport
KVD|AZ|40.738|46.318|Asia/Baku|Ganja|Ganja International Airport
KVG|PG|-2.579|150.808|Pacific/Port_Moresby|Kavieng|Kavieng Airport
KVO|RS|43.818|20.587|Europe/Belgrade|Kraljevo|Morava Airport
KVX|RU|58.504|49.348|Europe/Kirov|Kirov|Pobedilovo Airport
KWA|MH|8.720|167.732|Pacific/Majuro|Kwajalein|Bucholz Army Air Field
KWE|CN|26.541|106.803|Asia/Shanghai|Guiyang|Guiyang Longdongbao International Airport
KWG|UA|48.043|33.210|Europe/Kyiv|Kryvyi Rih|Kryvyi Rih International Airport
KWI|KW|29.227|47.969|Asia/Kuwait|Kuwait City|Kuwait International Airport
KWJ|KR|35.123|126.805|Asia/Seoul|Gwangju|Gwangju Airport
KWL|CN|25.220|110.040|Asia/Shanghai|Guilin|Guilin Liangjiang International Airport
KWM|AU|-15.485|141.753|Australia/Brisbane|Kowanyama|Kowanyama Airport
KWY|KE|-1.961|41.298|Africa/Nairobi|Kiwayu|Kiwayu Airport
KWZ|CD|-10.766|25.506|Africa/Lubumbashi|Kolwezi|Kolwezi Airport
KXB|ID|-4.341|121.524|Asia/Makassar|Kolaka|Sangia Nibandera Airport
KXK|RU|50.409|136.934|Asia/Vladivostok|Komsomolsk-on-Amur|Komsomolsk-on-Amur Airport
KYA|TR|37.979|32.562|Europe/Istanbul|Konya|Konya Airport
KYD|TW|22.027|121.535|Asia/Taipei|Orchid Island|Lanyu Airport
KYP|MM|19.426|93.535|Asia/Yangon|Kyaukpyu|Kyaukpyu Airport
KYS|ML|14.481|-11.404|Africa/Bamako||Kayes Dag Dag Airport
KYZ|RU|51.669|94.401|Asia/Krasnoyarsk|Kyzyl|Kyzyl Airport
KZI|GR|40.286|21.841|Europe/Athens|Kozani|Kozani State Airport Filippos
KZN|RU|55.606|49.279|Europe/Moscow|Kazan|Kazan International Airport
LAD|AO|-8.858|13.231|Africa/Luanda|Luanda|Quatro de Fevereiro International Airport
LAE|PG|-6.570|146.726|Pacific/Port_Moresby|Lae|Nadzab Airport
LAJ|BR|-27.782|-50.282|America/Sao_Paulo|Lages|Lages Airport
LAK|CA|68.223|-135.006|America/Inuvik|Aklavik|Aklavik/Freddie Carmichael Airport
LAN|US|42.779|-84.587|America/Detroit|Lansing|Capital City Airport
LAO|PH|18.176|120.531|Asia/Manila|Laoag City|Laoag International Airport
LAP|MX|24.073|-110.362|America/Mazatlan|La Paz|Manuel Márquez de León International Airport
LAQ|LY|32.789|21.964|Africa/Tripoli|Al Albraq|Al Abraq International Airport
LAR|US|41.312|-105.675|America/Denver|Laramie|Laramie Regional Airport
LAS|US|36.083|-115.152|America/Los_Angeles|Las Vegas|Harry Reid International Airport
LAU|KE|-2.252|40.913|Africa/Nairobi|Lamu|Manda Airport
LAX|US|33.943|-118.408|America/Los_Angeles|Los Angeles|Los Angeles International Airport
LBA|GB|53.866|-1.661|Europe/London|Leeds|Leeds Bradford Airport
LBB|US|33.664|-101.823|America/Chicago|Lubbock|Lubbock Preston Smith International Airport
LBC|DE|53.805|10.719|Europe/Berlin|Lübeck|Lübeck Blankensee Airport
LBD|TJ|40.215|69.695|Asia/Dushanbe|Khujand|Khujand Airport
LBE|US|40.276|-79.405|America/New_York|Latrobe|Arnold Palmer Regional Airport
LBF|US|41.126|-100.684|America/Chicago|North Platte|North Platte Regional Airport Lee Bird Field
LBL|US|37.044|-100.960|America/Chicago|Liberal|Liberal Mid-America Regional Airport
LBS|FJ|-16.467|179.340|Pacific/Fiji|Labasa|Labasa Airport
LBU|MY|5.301|115.250|Asia/Kuching|Labuan|Labuan Airport
LBV|GA|0.459|9.412|Africa/Libreville|Libreville|Libreville Leon M'ba International Airport
LCA|CY|34.875|33.625|Asia/Nicosia|Larnaca|Larnaca International Airport
LCE|HN|15.742|-86.853|America/Tegucigalpa|La Ceiba|Goloson International Airport
LCG|ES|43.302|-8.377|Europe/Madrid|Culleredo|A Coruña Airport
LCH|US|30.126|-93.223|America/Chicago|Lake Charles|Lake Charles Regional Airport
LCJ|PL|51.722|19.398|Europe/Warsaw|Łódź|Łódź Władysław Reymont Airport
LCK|US|39.814|-82.928|America/New_York|Columbus|Rickenbacker International Airport
LCX|CN|25.675|116.747|Asia/Shanghai|Longyan|Longyan Guanzhishan Airport
LCY|GB|51.505|0.055|Europe/London|London|London City Airport
LDB|BR|-23.334|-51.130|America/Sao_Paulo|Londrina|Governador José Richa Airport
LDE|FR|43.179|-0.006|Europe/Paris|Tarbes|Tarbes-Lourdes-Pyrénées Airport
LDS|CN|47.752|129.019|Asia/Shanghai|Yichun|Yichun Lindu Airport
LDU|MY|5.032|118.324|Asia/Kuching|Lahad Datu|Lahad Datu Airport
LDY|GB|55.043|-7.161|Europe/London|Derry|City of Derry Airport
LEA|AU|-22.235|114.090|Australia/Perth|Exmouth|Learmonth Airport
LEB|US|43.626|-72.304|America/New_York|Lebanon|Lebanon Municipal Airport
LED|RU|59.800|30.263|Europe/Moscow|St. Petersburg|Pulkovo Airport
LEH|FR|49.534|0.088|Europe/Paris|Le Havre|Le Havre-Octeville Airport
LEI|ES|36.844|-2.370|Europe/Madrid|Almería|Almería Airport
LEJ|DE|51.424|12.236|Europe/Berlin|Leipzig|Leipzig/Halle Airport
LEN|ES|42.589|-5.656|Europe/Madrid|León|León Airport
LER|AU|-27.843|120.703|Australia/Perth||Leinster Airport
LET|CO|-4.194|-69.943|America/Eirunepe|Leticia|Alfredo Vásquez Cobo International Airport
LEX|US|38.036|-84.606|America/New_York|Lexington|Blue Grass Airport
LEY|NL|52.460|5.527|Europe/Amsterdam|Lelystad|Lelystad Airport
LFM|IR|27.373|53.189|Asia/Tehran|Lamerd|Lamerd Airport
LFQ|CN|36.133|111.641|Asia/Shanghai|Linfen|Linfen Yaodu Airport
LFT|US|30.205|-91.988|America/Chicago|Lafayette|Lafayette Regional Airport
LFW|TG|6.166|1.255|Africa/Lome|Lomé|Lomé–Tokoin International Airport
LGA|US|40.777|-73.873|America/New_York|New York|La Guardia Airport
LGB|US|33.817|-118.150|America/Los_Angeles|Long Beach|Long Beach Airport (Daugherty Field)
LGG|BE|50.637|5.443|Europe/Brussels|Liège|Liège Airport
LGI|BS|23.179|-75.094|America/Nassau|Deadman's Cay|Deadman's Cay Airport
LGK|MY|6.330|99.729|Asia/Kuala_Lumpur|Langkawi|Langkawi International Airport
LGW|GB|51.148|-0.190|Europe/London|London|London Gatwick Airport
LHE|PK|31.522|74.404|Asia/Karachi|Lahore|Allama Iqbal International Airport
LHG|AU|-29.453|147.977|Australia/Sydney||Lightning Ridge Airport
LHR|GB|51.471|-0.462|Europe/London|London|London Heathrow Airport
LHS|AR|-46.539|-68.965|America/Argentina/Rio_Gallegos|Las Heras|Las Heras Airport
LHW|CN|36.515|103.620|Asia/Shanghai|Lanzhou|Lanzhou Zhongchuan International Airport
LIF|NC|-20.775|167.240|Pacific/Noumea|Lifou|Lifou Airport
LIG|FR|45.863|1.179|Europe/Paris|Limoges|Limoges Airport
LIH|US|21.976|-159.339|Pacific/Honolulu|Lihue|Lihue Airport
LIL|FR|50.563|3.087|Europe/Paris|Lille|Lille-Lesquin Airport
LIM|PE|-12.022|-77.114|America/Lima|Lima|Jorge Chávez International Airport
LIN|IT|45.445|9.277|Europe/Rome|Milan|Milano Linate Airport
LIO|CR|9.958|-83.022|America/Costa_Rica|Puerto Limon|Limon International Airport
LIR|CR|10.593|-85.544|America/Costa_Rica|Liberia|Guanacaste Airport
LIS|PT|38.781|-9.136|Europe/Lisbon|Lisbon|Humberto Delgado Airport (Lisbon Portela Airport)
LIT|US|34.730|-92.224|America/Chicago|Little Rock|Bill & Hillary Clinton National Airport/Adams Field
LIW|MM|19.691|97.215|Asia/Yangon|Loikaw|Loikaw Airport
LJG|CN|26.680|100.246|Asia/Shanghai|Lijiang|Lijiang Sanyi International Airport
LJU|SI|46.224|14.458|Europe/Ljubljana|Ljubljana|Ljubljana Jože Pučnik Airport
LKG|KE|4.204|34.348|Africa/Juba|Lokichoggio|Lokichoggio Airport
LKL|NO|70.069|24.973|Europe/Oslo|Lakselv|Lakselv Airport, Banak
LKN|NO|68.152|13.609|Europe/Oslo|Leknes|Leknes Airport
LKO|IN|26.761|80.889|Asia/Kolkata|Lucknow|Chaudhary Charan Singh International Airport
LLA|SE|65.544|22.122|Europe/Stockholm|Luleå|Luleå Airport
LLC|PH|18.182|121.746|Asia/Manila|Lal-lo|Cagayan North International Airport
LLF|CN|26.339|111.610|Asia/Shanghai|Yongzhou|Yongzhou Lingling Airport
LLV|CN|37.683|111.143|Asia/Shanghai|Lüliang|Lüliang Dawu Airport
LLW|MW|-13.789|33.781|Africa/Blantyre|Lilongwe|Lilongwe International Airport
LMM|MX|25.685|-109.081|America/Mazatlan|Los Mochis|Valle del Fuerte International Airport
LMN|MY|4.808|115.010|Asia/Kuching|Limbang|Limbang Airport
LMP|IT|35.498|12.618|Africa/Tunis|Lampedusa|Lampedusa Airport
LMT|US|42.156|-121.733|America/Los_Angeles|Klamath Falls|Crater Lake-Klamath Regional Airport
LNJ|CN|23.738|100.025|Asia/Shanghai|Lincang|Lincang Boshang Airport
LNK|US|40.851|-96.759|America/Chicago|Lincoln|Lincoln Airport
LNL|CN|33.790|105.790|Asia/Shanghai|Longnan|Longnan Chengzhou Airport
LNO|AU|-28.878|121.315|Australia/Perth|Leonora|Leonora Airport
LNS|US|40.122|-76.296|America/New_York|Lancaster|Lancaster Airport
LNY|US|20.786|-156.951|Pacific/Honolulu|Lanai City|Lanai Airport
LNZ|AT|48.233|14.188|Europe/Vienna|Linz|Linz-Hörsching Airport / Vogler Air Base
LOE|TH|17.439|101.722|Asia/Bangkok||Loei Airport
LOP|ID|-8.758|116.275|Asia/Makassar|Mataram|Lombok International Airport
LOS|NG|6.577|3.321|Africa/Lagos|Lagos|Murtala Muhammed International Airport
LOV|MX|26.956|-101.470|America/Monterrey||Monclova International Airport
LPA|ES|27.932|-15.387|Atlantic/Canary|Gran Canaria Island|Gran Canaria Airport
LPB|BO|-16.513|-68.192|America/La_Paz|La Paz|El Alto International Airport
LPF|CN|26.609|104.979|Asia/Shanghai|Liupanshui|Liupanshui Yuezhao Airport
LPI|SE|58.406|15.681|Europe/Stockholm|Linköping|Linköping City Airport
LPK|RU|52.703|39.538|Europe/Moscow|Lipetsk|Lipetsk Airport
LPL|GB|53.334|-2.850|Europe/London|Liverpool|Liverpool John Lennon Airport
LPP|FI|61.045|28.145|Europe/Helsinki|Lappeenranta|Lappeenranta Airport
LPQ|LA|19.897|102.161|Asia/Vientiane|Luang Phabang|Luang Phabang International Airport
LPT|TH|18.271|99.504|Asia/Bangkok||Lampang Airport
LPX|LV|56.518|21.097|Europe/Riga|Liepāja|Liepāja International Airport
LPY|FR|45.081|3.763|Europe/Paris|Le Puy|Le Puy-Loudes Airfield
LRD|US|27.544|-99.462|America/Chicago|Laredo|Laredo International Airport
LRE|AU|-23.434|144.280|Australia/Brisbane|Longreach|Longreach Airport
LRH|FR|46.179|-1.195|Europe/Paris|La Rochelle|La Rochelle-Île de Ré Airport
LRM|DO|18.451|-68.912|America/Santo_Domingo|La Romana|Casa De Campo International Airport
LRR|IR|27.675|54.383|Asia/Tehran|Lar|Lar Airport
LRT|FR|47.761|-3.440|Europe/Paris|Lorient|Lorient South Brittany (Bretagne Sud) Airport
LSC|CL|-29.916|-71.200|America/Santiago|La Serena-Coquimbo|La Florida Airport
LSE|US|43.879|-91.257|America/Chicago|La Crosse|La Crosse Regional Airport
LSH|MM|22.978|97.752|Asia/Yangon|Lashio|Lashio Airport
LSI|GB|59.879|-1.296|Europe/London|Lerwick|Sumburgh Airport
LSP|VE|11.781|-70.151|America/Caracas|Paraguaná|Josefa Camejo International Airport
LSR|ID|3.391|97.864|Asia/Jakarta|Kutacane|Alas Leuser Airport
LST|AU|-41.545|147.214|Australia/Hobart|Launceston|Launceston Airport
LSY|AU|-28.831|153.258|Australia/Sydney|Lismore|Lismore Airport
LTD|LY|30.152|9.715|Africa/Tripoli|Ghadames|Ghadames East Airport
LTI|MN|46.376|96.221|Asia/Ulaanbaatar|Altai|Altai Airport
LTK|SY|35.401|35.949|Asia/Damascus|Latakia|Bassel Al-Assad International Airport
LTM|GY|3.373|-59.789|America/Guyana|Lethem|Lethem Airport
LTN|GB|51.875|-0.368|Europe/London|London|London Luton Airport
LTO|MX|25.989|-111.348|America/Mazatlan|Loreto|Loreto International Airport
LTU|IN|18.412|76.465|Asia/Kolkata|Latur|Murod Kond Airport
LTX|EC|-0.907|-78.616|America/Guayaquil|Latacunga|Cotopaxi International Airport
LUD|NA|-26.687|15.243|Africa/Windhoek|Luderitz|Luderitz Airport
LUG|CH|46.004|8.911|Europe/Zurich|Lugano|Lugano Airport
LUM|CN|24.401|98.532|Asia/Shanghai|Dehong|Dehong Mangshi Airport
LUN|ZM|-15.331|28.453|Africa/Lusaka|Lusaka|Kenneth Kaunda International Airport
LUQ|AR|-33.273|-66.356|America/Argentina/San_Luis|San Luis|Brigadier Mayor D Cesar Raul Ojeda Airport
LUV|ID|-5.760|132.759|Asia/Jayapura|Langgur|Karel Sadsuitubun Airport
LUX|LU|49.623|6.204|Europe/Luxembourg|Luxembourg|Luxembourg-Findel International Airport
LUZ|PL|51.240|22.714|Europe/Warsaw|Lublin|Lublin Airport
LVI|ZM|-17.822|25.823|Africa/Lusaka|Livingstone|Harry Mwanga Nkumbula International Airport
LWN|AM|40.750|43.859|Asia/Yerevan|Gyumri|Shirak International Airport
LWO|UA|49.813|23.956|Europe/Kyiv|Lviv|Lviv International Airport
LWS|US|46.375|-117.015|America/Los_Angeles|Lewiston|Lewiston Nez Perce County Airport
LWT|US|47.049|-109.467|America/Denver|Lewistown|Lewistown Municipal Airport
LXA|CN|29.298|90.912|Asia/Shanghai|Shannan|Lhasa Gonggar Airport
LXR|EG|25.675|32.700|Africa/Cairo|Luxor|Luxor International Airport
LYA|CN|34.741|112.388|Asia/Shanghai|Luoyang|Luoyang Beijiao Airport
LYC|SE|64.548|18.716|Europe/Stockholm|Lycksele|Lycksele Airport
LYG|CN|34.414|119.179|Asia/Shanghai|Lianyungang|Lianyungang Huaguoshan International Airport
LYH|US|37.327|-79.200|America/New_York|Lynchburg|Lynchburg Regional Airport - Preston Glenn Field
LYP|PK|31.365|72.995|Asia/Karachi|Faisalabad|Faisalabad International Airport
LYR|NO|78.246|15.466|Arctic/Longyearbyen|Longyearbyen|Svalbard Airport, Longyear
LYS|FR|45.726|5.081|Europe/Paris|Lyon|Lyon Saint-Exupéry Airport
LZC|MX|18.002|-102.221|America/Mexico_City|Lázaro Cárdenas|Lázaro Cárdenas Airport
LZG|CN|31.502|106.034|Asia/Shanghai|Nanchong|Langzhong Gucheng Airport
LZH|CN|24.207|109.391|Asia/Shanghai|Liuzhou|Liuzhou Bailian Airport / Bailian Air Base
LZN|TW|26.160|119.958|Asia/Shanghai|Matsu|Matsu Nangan Airport
LZO|CN|29.030|105.468|Asia/Shanghai|Luzhou|Luzhou Yunlong Airport
LZY|CN|29.303|94.335|Asia/Kolkata|Nyingchi|Nyingchi Mainling Airport
MAA|IN|12.990|80.169|Asia/Kolkata|Chennai|Chennai International Airport
MAB|BR|-5.369|-49.138|America/Belem|Marabá|João Correa da Rocha Airport
MAD|ES|40.472|-3.563|Europe/Madrid|Madrid|Adolfo Suárez Madrid–Barajas Airport
MAF|US|31.942|-102.202|America/Chicago|Midland|Midland International Air and Space Port
MAG|PG|-5.207|145.789|Pacific/Port_Moresby|Madang|Madang Airport
MAH|ES|39.863|4.219|Europe/Madrid|Mahón|Menorca Airport
MAJ|MH|7.065|171.272|Pacific/Majuro|Majuro Atoll|Marshall Islands International Airport
MAK|SS|9.559|31.652|Africa/Khartoum|Malakal|Malakal Airport
MAM|MX|25.770|-97.525|America/Matamoros|Matamoros|General Servando Canales International Airport
MAN|GB|53.349|-2.280|Europe/London|Manchester|Manchester Airport
MAO|BR|-3.039|-60.050|America/Manaus|Manaus|Eduardo Gomes International Airport
MAQ|TH|16.700|98.545|Asia/Bangkok||Mae Sot Airport
MAR|VE|10.558|-71.728|America/Caracas|Maracaibo|La Chinita International Airport
MAS|PG|-2.062|147.424|Pacific/Port_Moresby|Manus Island|Momote Airport
MAU|PF|-16.427|-152.244|Pacific/Tahiti||Maupiti Airport
MAX|SN|15.594|-13.323|Africa/Dakar|Ouro Sogui|Ouro Sogui Airport
MAZ|PR|18.256|-67.148|America/Puerto_Rico|Mayaguez|Eugenio Maria De Hostos Airport
MBA|KE|-4.035|39.594|Africa/Nairobi|Mombasa|Moi International Airport
MBD|ZA|-25.798|25.548|Africa/Johannesburg|Mafeking|Mmabatho International Airport
MBE|JP|44.304|143.404|Asia/Tokyo|Monbetsu|Monbetsu Airport
MBI|TZ|-8.920|33.274|Africa/Dar_es_Salaam|Mbeya|Songwe Airport
MBJ|JM|18.504|-77.913|America/Jamaica|Montego Bay|Sangster International Airport
MBS|US|43.533|-84.080|America/Detroit|Saginaw|MBS International Airport
MBT|PH|12.370|123.630|Asia/Manila|Masbate|Moises R. Espinosa Airport
MBW|AU|-37.976|145.102|Australia/Melbourne|Melbourne|Melbourne Moorabbin Airport
MCG|US|62.953|-155.606|America/Anchorage|McGrath|McGrath Airport
MCI|US|39.298|-94.714|America/Chicago|Kansas City|Kansas City International Airport
MCN|US|32.693|-83.649|America/New_York|Macon|Middle Georgia Regional Airport
MCO|US|28.429|-81.309|America/New_York|Orlando|Orlando International Airport
MCP|BR|0.051|-51.072|America/Belem|Macapá|Macapá - Alberto Alcolumbre International Airport
MCT|OM|23.593|58.284|Asia/Muscat|Muscat|Muscat International Airport
MCX|RU|42.817|47.652|Europe/Moscow|Makhachkala|Makhachkala Uytash International Airport
MCY|AU|-26.593|153.083|Australia/Brisbane|Maroochydore|Sunshine Coast Airport
MCZ|BR|-9.511|-35.792|America/Maceio|Maceió|Zumbi dos Palmares Airport
MDC|ID|1.549|124.926|Asia/Makassar|Manado|Sam Ratulangi Airport
MDE|CO|6.165|-75.423|America/Bogota|Medellín|Jose Maria Córdova International Airport
MDG|CN|44.524|129.569|Asia/Shanghai|Mudanjiang|Mudanjiang Hailang International Airport
MDI|NG|7.704|8.614|Africa/Lagos|Makurdi|Makurdi Airport
MDK|CD|0.023|18.289|Africa/Kinshasa|Mbandaka|Mbandaka Airport
MDL|MM|21.702|95.978|Asia/Yangon|Mandalay|Mandalay International Airport
MDQ|AR|-37.934|-57.573|America/Argentina/Buenos_Aires|Mar del Plata|Ástor Piazzola International Airport
MDT|US|40.194|-76.763|America/New_York|Harrisburg|Harrisburg International Airport
MDU|PG|-6.148|143.657|Pacific/Port_Moresby|Mendi|Mendi Airport
MDW|US|41.786|-87.752|America/Chicago|Chicago|Chicago Midway International Airport
MDZ|AR|-32.832|-68.793|America/Argentina/Mendoza|Mendoza|El Plumerillo Airport
MEA|BR|-22.343|-41.766|America/Sao_Paulo|Macaé|Macaé Benedito Lacerda Airport
MEB|AU|-37.728|144.902|Australia/Melbourne|Essendon Fields|Melbourne Essendon Airport
MEC|EC|-0.946|-80.679|America/Guayaquil|Manta|Eloy Alfaro International Airport
MED|SA|24.553|39.705|Asia/Riyadh|Medina|Prince Mohammad Bin Abdulaziz Airport
MEE|NC|-21.482|168.038|Pacific/Noumea|Maré|Maré Airport
MEG|AO|-9.525|16.312|Africa/Luanda|Malanje|Malanje Airport
MEH|NO|71.030|27.827|Europe/Oslo|Mehamn|Mehamn Airport
MEI|US|32.333|-88.752|America/Chicago|Meridian|Key Field / Meridian Regional Airport
MEL|AU|-37.673|144.843|Australia/Melbourne|Melbourne|Melbourne International Airport
MEM|US|35.042|-89.977|America/Chicago|Memphis|Memphis International Airport
MEQ|ID|4.041|96.254|Asia/Jakarta|Kuala Pesisir|Cut Nyak Dhien Airport
MEU|BR|-0.890|-52.602|America/Santarem|Almeirim|Monte Dourado - Serra do Areão Airport
MEX|MX|19.435|-99.082|America/Mexico_City|Ciudad de México|Aeropuerto Internacional Lic. Benito Juárez
MFE|US|26.176|-98.238|America/Chicago|McAllen|McAllen Miller International Airport
MFG|PK|34.339|73.509|Asia/Karachi|Muzaffarabad|Muzaffarabad Airport
MFK|TW|26.224|120.003|Asia/Shanghai|Matsu|Matsu Beigan Airport
MFM|MO|22.150|113.592|Asia/Macau|Nossa Senhora do Carmo|Macau International Airport
MFR|US|42.374|-122.873|America/Los_Angeles|Medford|Rogue Valley International Medford Airport
MFU|ZM|-13.259|31.937|Africa/Lusaka|Mfuwe|Mfuwe Airport
MGA|NI|12.142|-86.168|America/Managua|Managua|Augusto C. Sandino (Managua) International Airport
MGB|AU|-37.744|140.781|Australia/Adelaide|Mount Gambier|Mount Gambier Airport
MGF|BR|-23.476|-52.016|America/Sao_Paulo|Maringá|Regional de Maringá - Sílvio Name Júnior Airport
MGH|ZA|-30.857|30.343|Africa/Johannesburg|Margate|Margate Airport
MGM|US|32.301|-86.394|America/Chicago|Montgomery|Montgomery Regional (Dannelly Field) Airport
MGQ|SO|2.014|45.305|Africa/Mogadishu|Mogadishu|Aden Adde International Airport
MGW|US|39.643|-79.918|America/New_York|Morgantown|Morgantown Municipal Airport Walter L. (Bill) Hart Field
MGZ|MM|12.440|98.621|Asia/Yangon|Mkeik|Myeik Airport
MHD|IR|36.235|59.641|Asia/Tehran|Mashhad|Mashhad International Airport
MHG|DE|49.473|8.514|Europe/Berlin|Mannheim|Mannheim-City Airport
MHH|BS|26.511|-77.084|America/Nassau|Marsh Harbour|Leonard M Thompson International Airport
MHK|US|39.141|-96.671|America/Chicago|Manhattan|Manhattan Regional Airport
MHQ|FI|60.122|19.898|Europe/Mariehamn|Mariehamn|Mariehamn Airport
MHR|US|38.554|-121.298|America/Los_Angeles|Sacramento|Sacramento Mather Airport
MHT|US|42.933|-71.436|America/New_York|Manchester|Manchester-Boston Regional Airport
MHU|AU|-37.048|147.334|Australia/Melbourne|Mount Hotham|Mount Hotham Airport
MIA|US|25.793|-80.291|America/New_York|Miami|Miami International Airport
MID|MX|20.933|-89.663|America/Merida|Ciudad de Mérida|Aeropuerto Internacional Manuel Crescencio Rejón
MIG|CN|31.428|104.741|Asia/Shanghai|Mianyang|Mianyang Nanjiao Airport
MII|BR|-22.197|-49.926|America/Sao_Paulo|Marília|Frank Miloye Milenkowichi–Marília State Airport
MIM|AU|-36.909|149.901|Australia/Sydney|Merimbula|Merimbula Airport
MIR|TN|35.758|10.755|Africa/Tunis|Monastir|Monastir Habib Bourguiba International Airport
MIU|NG|11.855|13.081|Africa/Lagos|Maiduguri|Maiduguri International Airport
MJD|PK|27.335|68.143|Asia/Karachi|Moenjodaro|Moenjodaro Airport
MJF|NO|65.784|13.215|Europe/Oslo|Mosjøen|Mosjøen Airport, Kjærstad
MJI|LY|32.892|13.288|Africa/Tripoli|Tripoli|Mitiga International Airport
MJK|AU|-25.897|113.576|Australia/Perth|Denham|Shark Bay Airport
MJL|GA|-1.845|11.057|Africa/Libreville|Mouila|Mouilla Ville Airport
MJM|CD|-6.121|23.569|Africa/Lubumbashi|Mbuji Mayi|Mbuji Mayi Airport
MJN|MG|-15.667|46.351|Indian/Antananarivo|Mahajanga|Amborovy Airport
MJT|GR|39.057|26.598|Europe/Athens|Mytilene|Mytilene International Airport
MJZ|RU|62.535|114.039|Asia/Yakutsk|Mirny|Mirny Airport
MKE|US|42.947|-87.897|America/Chicago|Milwaukee|General Mitchell International Airport
MKG|US|43.169|-86.238|America/Detroit|Muskegon|Muskegon County Airport
MKK|US|21.153|-157.096|Pacific/Honolulu|Kaunakakai|Molokai Airport
MKL|US|35.600|-88.916|America/Chicago|Jackson|McKellar-Sipes Regional Airport
MKM|MY|2.882|112.043|Asia/Kuching|Mukah|Mukah Airport
MKP|PF|-16.584|-143.658|Pacific/Tahiti|Makemo|Makemo Airport
MKQ|ID|-8.524|140.420|Asia/Jayapura|Merauke|Mopah International Airport
MKR|AU|-26.612|118.548|Australia/Perth||Meekatharra Airport
MKU|GA|0.579|12.891|Africa/Libreville|Makokou|Makokou Airport
MKW|ID|-0.892|134.049|Asia/Jayapura|Manokwari|Rendani Airport
MKY|AU|-21.171|149.183|Australia/Brisbane|Mackay|Mackay Airport
MLA|MT|35.857|14.477|Europe/Malta|Valletta|Malta International Airport
MLB|US|28.103|-80.645|America/New_York|Melbourne|Melbourne Orlando International Airport
MLE|MV|4.192|73.529|Indian/Maldives|Malé|Malé International Airport
MLG|ID|-7.929|112.714|Asia/Jakarta|Malang|Abdul Rachman Saleh Airport
MLI|US|41.449|-90.507|America/Chicago|Moline|Quad City International Airport
MLL|US|61.864|-162.026|America/Nome|Marshall|Marshall Don Hunter Sr Airport
MLM|MX|19.850|-101.025|America/Mexico_City|Morelia|General Francisco J. Mujica International Airport
MLN|ES|35.280|-2.956|Africa/Ceuta|Melilla|Melilla Airport
MLS|US|46.428|-105.886|America/Denver|Miles City|Miles City Airport - Frank Wiley Field
MLU|US|32.511|-92.038|America/Chicago|Monroe|Monroe Regional Airport
MLW|LR|6.289|-10.759|Africa/Monrovia|Monrovia|Spriggs Payne Airport
MLX|TR|38.435|38.091|Europe/Istanbul|Malatya|Malatya Erhaç Airport
MMB|JP|43.881|144.164|Asia/Tokyo|Ōzora|Memanbetsu Airport
MMD|JP|25.846|131.263|Asia/Tokyo|Minamidaito|Minamidaito Airport
MME|GB|54.509|-1.429|Europe/London|Darlington, Durham|Teesside International Airport
MMG|AU|-28.116|117.842|Australia/Perth||Mount Magnet Airport
MMJ|JP|36.167|137.923|Asia/Tokyo|Matsumoto|Shinshu-Matsumoto Airport
MMK|RU|68.782|32.751|Europe/Moscow|Murmansk|Murmansk Airport
MMO|CV|15.156|-23.214|Atlantic/Cape_Verde|Vila do Maio|Maio Airport
MMX|SE|55.536|13.376|Europe/Stockholm|Malmö|Malmö Sturup Airport
MMY|JP|24.783|125.295|Asia/Tokyo|Miyako City|Miyako Airport
MNG|AU|-12.056|134.234|Australia/Darwin|Maningrida|Maningrida Airport
MNI|MS|16.791|-62.193|America/Montserrat|Gerald's Park|John A. Osborne Airport
MNJ|MG|-21.202|48.358|Indian/Antananarivo|Mananjary|Mananjary Airport
MNL|PH|14.509|121.020|Asia/Manila|Manila|Ninoy Aquino International Airport
MNX|BR|-5.811|-61.278|America/Manaus|Manicoré|Manicoré Airport
MOB|US|30.691|-88.243|America/Chicago|Mobile|Mobile Regional Airport
MOC|BR|-16.707|-43.819|America/Sao_Paulo|Montes Claros|Mário Ribeiro Airport
MOG|MM|20.517|99.257|Asia/Yangon|Mong Hsat|Mong Hsat Airport
MOL|NO|62.745|7.263|Europe/Oslo|Årø|Molde Airport, Årø
MOQ|MG|-20.285|44.318|Indian/Antananarivo|Morondava|Morondava Airport
MOT|US|48.259|-101.280|America/Chicago|Minot|Minot International Airport
MOV|AU|-22.058|148.077|Australia/Brisbane|Moranbah|Moranbah Airport
MOZ|PF|-17.490|-149.762|Pacific/Tahiti|Moorea-Maiao|Moorea Temae Airport
MPH|PH|11.925|121.954|Asia/Manila|Malay|Godofredo P. Ramos Airport
MPL|FR|43.576|3.963|Europe/Paris|Montpellier|Montpellier-Méditerranée Airport
MPM|MZ|-25.921|32.573|Africa/Maputo|Maputo|Maputo Airport
MPN|FK|-51.823|-58.447|Atlantic/Stanley|Mount Pleasant|Mount Pleasant Airport
MPW|UA|47.076|37.450|Europe/Kyiv|Mariupol|Mariupol International Airport
MQC|PM|47.096|-56.380|America/St_Johns|Miquelon|Miquelon Airport
MQF|RU|53.393|58.756|Asia/Yekaterinburg|Magnitogorsk|Magnitogorsk International Airport
MQJ|RU|66.451|143.262|Asia/Srednekolymsk|Khonuu|Moma Airport
MQL|AU|-34.229|142.086|Australia/Melbourne|Mildura|Mildura Airport
MQM|TR|37.223|40.632|Europe/Istanbul|Mardin|Mardin Airport
MQN|NO|66.364|14.301|Europe/Oslo|Mo i Rana|Mo i Rana Airport, Røssvoll
MQP|ZA|-25.383|31.106|Africa/Johannesburg|Mpumalanga|Kruger Mpumalanga International Airport
MQQ|TD|8.624|16.071|Africa/Ndjamena|Moundou|Moundou Airport
MQS|VC|12.888|-61.180|America/St_Vincent|Mustique Island|Mustique Airport
MQT|US|46.354|-87.395|America/Detroit|Gwinn|Sawyer International Airport
MQX|ET|13.467|39.534|Africa/Addis_Ababa|Mekelle|Alula Aba Nega Airport
MRD|VE|8.582|-71.161|America/Caracas|Mérida|Alberto Carnevalli Airport
MRE|KE|-1.406|35.008|Africa/Nairobi|Masai Mara|Mara Serena Lodge Airstrip
MRS|FR|43.439|5.221|Europe/Paris|Marseille|Marseille Provence Airport
MRU|MU|-20.430|57.684|Indian/Mauritius|Plaine Magnien|Sir Seewoosagur Ramgoolam International Airport
MRV|RU|44.225|43.082|Europe/Moscow|Mineralnyye Vody|Mineralnyye Vody Airport
MRX|IR|30.556|49.152|Asia/Tehran|Mahshahr|Mahshahr Airport
MRY|US|36.587|-121.843|America/Los_Angeles|Monterey|Monterey Peninsula Airport
MRZ|AU|-29.499|149.845|Australia/Sydney|Moree|Moree Airport
MSA|CA|53.441|-91.763|America/Winnipeg|Muskrat Dam|Muskrat Dam Airport
MSJ|JP|40.703|141.368|Asia/Tokyo|Misawa|Misawa Air Base / Misawa Airport
MSL|US|34.745|-87.610|America/Chicago|Muscle Shoals|Northwest Alabama Regional Airport
MSN|US|43.140|-89.338|America/Chicago|Madison|Dane County Regional Truax Field
MSO|US|46.916|-114.091|America/Denver|Missoula|Missoula International Airport
MSP|US|44.882|-93.222|America/Chicago|Minneapolis|Minneapolis–Saint Paul International Airport / Wold–Chamberlain Field
MSQ|BY|53.888|28.040|Europe/Minsk|Minsk|Minsk National Airport
MSR|TR|38.748|41.661|Europe/Istanbul|Muş|Muş Airport
MSS|US|44.936|-74.844|America/New_York|Massena|Massena International Airport Richards Field
MST|NL|50.912|5.770|Europe/Amsterdam|Maastricht|Maastricht Aachen Airport
MSU|LS|-29.462|27.552|Africa/Maseru|Maseru|Moshoeshoe I International Airport
MSW|ER|15.670|39.370|Africa/Asmara|Massawa|Massawa International Airport
MSY|US|29.993|-90.258|America/Chicago|New Orleans|Louis Armstrong New Orleans International Airport
MSZ|AO|-15.261|12.147|Africa/Luanda|Moçâmedes|Welwitschia Mirabilis International Airport
MTJ|US|38.510|-107.894|America/Denver|Montrose|Montrose Regional Airport
MTR|CO|8.824|-75.826|America/Bogota|Montería|Los Garzones Airport
MTT|MX|18.103|-94.581|America/Mexico_City|Cosoleacaque|Minatitlán/Coatzacoalcos International Airport
MTY|MX|25.779|-100.114|America/Monterrey|Ciudad de Apodaca|Aeropuerto Internacional Gral. Mariano Escobedo
MUA|SB|-8.328|157.263|Pacific/Guadalcanal|Munda|Munda Airport
MUB|BW|-19.973|23.431|Africa/Gaborone|Maun|Maun Airport
MUC|DE|48.354|11.786|Europe/Berlin|Munich|Munich Airport
MUE|US|20.001|-155.668|Pacific/Honolulu|Waimea|Waimea Kohala Airport
MUH|EG|31.338|27.218|Africa/Cairo|Marsa Matruh|Marsa Matruh International Airport
MUN|VE|9.749|-63.153|America/Caracas|Maturín|Maturín Airport
MUR|MY|4.179|114.330|Asia/Kuching|Marudi|Marudi Airport
MUX|PK|30.203|71.419|Asia/Karachi|Multan|Multan International Airport
MVB|GA|-1.656|13.438|Africa/Libreville|Franceville|M'Vengue El Hadj Omar Bongo Ondimba International Airport
MVD|UY|-34.836|-56.026|America/Montevideo|Ciudad de la Costa|Carrasco General Cesáreo L. Berisso International Airport
MVF|BR|-5.202|-37.364|America/Fortaleza|Mossoró|Dix-Sept Rosado Airport
MVP|CO|1.254|-70.234|America/Bogota|Mitú|Fabio Alberto Leon Bentley Airport
MVQ|BY|53.955|30.095|Europe/Minsk|Mogilev|Mogilev Airport
MVR|CM|10.451|14.257|Africa/Douala|Maroua|Salak Airport
MVT|PF|-14.868|-148.717|Pacific/Tahiti||Mataiva Airport
MWX|KR|34.991|126.383|Asia/Seoul|Piseo-ri|Muan International Airport
MWZ|TZ|-2.444|32.933|Africa/Dar_es_Salaam|Mwanza|Mwanza Airport
MXL|MX|32.631|-115.242|America/Tijuana|Mexicali|General Rodolfo Sánchez Taboada International Airport
MXM|MG|-21.754|43.375|Indian/Antananarivo|Morombe|Morombe Airport
MXP|IT|45.631|8.728|Europe/Rome|Milan|Malpensa International Airport
MXV|MN|49.663|100.099|Asia/Ulaanbaatar|Mörön|Mörön Airport
MXX|SE|60.958|14.511|Europe/Stockholm|Mora|Mora Airport
MYA|AU|-35.898|150.144|Australia/Sydney|Moruya|Moruya Airport
MYC|VE|10.250|-67.649|America/Caracas|Maracay|Escuela Mariscal Sucre Airport
MYD|KE|-3.229|40.102|Africa/Nairobi|Malindi|Malindi Airport
MYE|JP|34.074|139.560|Asia/Tokyo|Miyakejima|Miyakejima Airport
MYG|BS|22.379|-73.013|America/Grand_Turk|Abrahams Bay|Mayaguana Airport
MYJ|JP|33.827|132.700|Asia/Tokyo|Matsuyama|Matsuyama Airport
MYP|TM|37.624|61.896|Asia/Ashgabat|Mary|Mary International Airport
MYR|US|33.680|-78.928|America/New_York|Myrtle Beach|Myrtle Beach International Airport
MYT|MM|25.384|97.352|Asia/Yangon|Myitkyina|Myitkyina Airport
MYW|TZ|-10.336|40.182|Africa/Dar_es_Salaam|Mtwara|Mtwara Airport
MYY|MY|4.322|113.987|Asia/Kuching|Miri|Miri Airport
MZG|TW|23.569|119.628|Asia/Taipei|Huxi|Penghu Magong Airport
MZI|ML|14.513|-4.080|Africa/Bamako|Sévaré|Mopti Ambodédjo International Airport
MZL|CO|5.030|-75.465|America/Bogota|Manizales|La Nubia Airport
MZO|CU|20.289|-77.088|America/Havana|Manzanillo|Sierra Maestra International Airport
MZR|AF|36.707|67.210|Asia/Kabul|Mazar-i-Sharif|Mazar-i-Sharif International Airport
MZT|MX|23.167|-106.270|America/Mazatlan|Ciudad de Mazatlàn|Aeropuerto Internacional Gral. Rafael Buelna
MZV|MY|4.048|114.805|Asia/Kuching|Mulu|Mulu Airport
NAA|AU|-30.319|149.827|Australia/Sydney|Narrabri|Narrabri Airport
NAG|IN|21.092|79.047|Asia/Kolkata|Nagpur|Dr. Babasaheb Ambedkar International Airport
NAH|ID|3.683|125.528|Asia/Makassar|Tahuna-Sangihe Island|Naha Airport
NAJ|AZ|39.189|45.458|Asia/Baku|Nakhchivan|Nakhchivan Airport
NAL|RU|43.513|43.637|Europe/Moscow|Nalchik|Nalchik Airport
NAN|FJ|-17.755|177.443|Pacific/Fiji|Nadi|Nadi International Airport
NAP|IT|40.886|14.291|Europe/Rome|Napoli|Naples International Airport
NAS|BS|25.039|-77.466|America/Nassau|Nassau|Lynden Pindling International Airport
NAT|BR|-5.770|-35.367|America/Fortaleza|Natal|São Gonçalo do Amarante - Governador Aluízio Alves International Airport
NAW|TH|6.520|101.743|Asia/Bangkok||Narathiwat Airport
NBC|RU|55.565|52.092|Europe/Moscow|Nizhnekamsk|Begishevo Airport
NBE|TN|36.076|10.439|Africa/Tunis|Enfidha|Enfidha - Hammamet International Airport
NBO|KE|-1.319|36.928|Africa/Nairobi|Nairobi|Jomo Kenyatta International Airport
NBS|CN|42.067|127.602|Asia/Shanghai|Baishan|Changbaishan Airport
NBX|ID|-3.369|135.497|Asia/Jayapura|Nabire|Nabire Airport
NCA|TC|21.916|-71.943|America/Grand_Turk|North Caicos|North Caicos Airport
NCE|FR|43.658|7.216|Europe/Paris|Nice|Nice-Côte d'Azur Airport
NCL|GB|55.037|-1.692|Europe/London|Newcastle|Newcastle Airport
NCU|UZ|42.488|59.623|Asia/Samarkand|Nukus|Nukus Airport
NCY|FR|45.931|6.106|Europe/Paris|Annecy|Annecy-Haute-Savoie-Mont Blanc Airport
NDB|MR|20.933|-17.030|Africa/Nouakchott|Nouadhibou|Nouadhibou International Airport
NDC|IN|19.183|77.317|Asia/Kolkata|Nanded|Nanded Airport
NDG|CN|47.240|123.918|Asia/Shanghai|Qiqihar|Qiqihar Sanjiazi Airport
NDJ|TD|12.134|15.034|Africa/Ndjamena|N'Djamena|N'Djamena International Airport
NDR|MA|34.989|-3.028|Africa/Casablanca|Al Aaroui|Nador Al Aaroui International Airport
NDU|NA|-17.956|19.719|Africa/Luanda|Rundu|Rundu Airport
NEC|AR|-38.491|-58.816|America/Argentina/Buenos_Aires|Necochea|Necochea Airport
NER|RU|56.914|124.914|Asia/Yakutsk|Neryungri|Chulman Airport
NEV|KN|17.206|-62.590|America/St_Kitts|Charlestown|Vance W. Amory International Airport
NFG|RU|61.108|72.650|Asia/Yekaterinburg|Nefteyugansk|Nefteyugansk Airport
NGB|CN|29.827|121.462|Asia/Shanghai|Ningbo|Ningbo Lishe International Airport
NGE|CM|7.357|13.559|Africa/Douala|N'Gaoundéré|N'Gaoundéré Airport
NGO|JP|34.858|136.805|Asia/Tokyo|Tokoname|Chubu Centrair International Airport
NGQ|CN|32.100|80.053|Asia/Shanghai|Shiquanhe|Ngari Gunsa Airport
NGS|JP|32.917|129.914|Asia/Tokyo|Nagasaki|Nagasaki Airport
NHV|PF|-8.796|-140.229|Pacific/Marquesas|Nuku Hiva|Nuku Hiva Airport
NIM|NE|13.482|2.184|Africa/Niamey|Niamey|Diori Hamani International Airport
NJC|RU|60.949|76.484|Asia/Yekaterinburg|Nizhnevartovsk|Nizhnevartovsk Airport
NJF|IQ|31.990|44.404|Asia/Baghdad|Najaf|Al Najaf International Airport
NKC|MR|18.310|-15.970|Africa/Nouakchott|Nouakchott|Nouakchott–Oumtounsy International Airport
NKG|CN|31.735|118.866|Asia/Shanghai|Nanjing|Nanjing Lukou International Airport
NKM|JP|35.256|136.924|Asia/Tokyo|Nagoya|Nagoya Airport / JASDF Komaki Air Base
NKT|TR|37.365|42.058|Europe/Istanbul|Şırnak|Şırnak Şerafettin Elçi Airport
NLA|ZM|-12.999|28.664|Africa/Lusaka|Ndola|Simon Mwansa Kapwepwe International Airport
NLD|MX|27.444|-99.571|America/Matamoros|Nuevo Laredo|Quetzalcóatl International Airport
NLH|CN|27.540|100.759|Asia/Shanghai|Ninglang|Ninglang Luguhu Airport
NLI|RU|53.155|140.650|Asia/Sakhalin|Nikolayevsk-na-Amure Airport|Nikolayevsk-na-Amure Airport
NLK|NF|-29.042|167.940|Pacific/Norfolk|Burnt Pine|Norfolk Island International Airport
NLT|CN|43.432|83.379|Asia/Urumqi|Xinyuan|Xinyuan Nalati Airport
NLU|MX|19.746|-99.014|America/Mexico_City|Mexico City|General Felipe Ángeles International Airport
NLV|UA|47.058|31.920|Europe/Kyiv|Nikolayev|Mykolaiv International Airport
NMF|MV|5.818|73.469|Indian/Maldives|Noonu Atoll|Maafaru International Airport
NNG|CN|22.608|108.172|Asia/Shanghai|Nanning|Nanning Wuxu Airport
NNM|RU|67.640|53.122|Europe/Moscow|Naryan Mar|Naryan Mar Airport
NNT|TH|18.808|100.783|Asia/Bangkok||Nan Airport
NOB|CR|9.976|-85.653|America/Costa_Rica|Nicoya|Nosara Airport
NOC|IE|53.910|-8.818|Europe/Dublin|Charlestown|Ireland West Knock Airport
NOJ|RU|63.183|75.270|Asia/Yekaterinburg|Noyabrsk|Noyabrsk Airport
NOP|TR|42.018|35.072|Europe/Istanbul|Sinop|Sinop Airport
NOS|MG|-13.312|48.315|Indian/Antananarivo|Nosy Be|Fascene Airport
NOU|NC|-22.015|166.213|Pacific/Noumea|Nouméa|La Tontouta International Airport
NOV|AO|-12.809|15.760|Africa/Luanda|Huambo|Nova Lisboa Airport
NOZ|RU|53.811|86.877|Asia/Novokuznetsk|Novokuznetsk|Spichenkovo Airport
NPE|NZ|-39.466|176.870|Pacific/Auckland|Napier|Hawke's Bay Airport
NPL|NZ|-39.009|174.179|Pacific/Auckland|New Plymouth|New Plymouth Airport
NPO|ID|-0.349|111.748|Asia/Pontianak|Nanga Pinoh-Borneo Island|Nanga Pinoh Airport
NQN|AR|-38.949|-68.156|America/Argentina/Salta|Neuquen|Presidente Peron Airport
NQY|GB|50.441|-4.995|Europe/London|Newquay|Cornwall Airport Newquay
NQZ|KZ|51.022|71.467|Asia/Almaty|Nur-Sultan|Nursultan Nazarbayev International Airport
NRA|AU|-34.702|146.512|Australia/Sydney|Narrandera|Narrandera Airport
NRK|SE|58.586|16.251|Europe/Stockholm|Norrköping|Norrköping Airport
NRN|DE|51.602|6.142|Europe/Berlin|Weeze|Weeze Airport
NRT|JP|35.765|140.386|Asia/Tokyo|Narita|Narita International Airport
NSH|IR|36.664|51.463|Asia/Tehran|Nowshahr|Nowshahr Airport
NSI|CM|3.723|11.553|Africa/Douala|Yaoundé|Yaoundé Nsimalen International Airport
NSK|RU|69.311|87.332|Asia/Krasnoyarsk|Norilsk|Norilsk-Alykel Airport
NSN|NZ|-41.298|173.221|Pacific/Auckland|Nelson|Nelson Airport
NST|TH|8.540|99.945|Asia/Bangkok|Nakhon Si Thammarat|Nakhon Si Thammarat Airport
NTB|NO|59.566|9.212|Europe/Oslo|Notodden|Notodden Airport
NTE|FR|47.153|-1.611|Europe/Paris|Nantes|Nantes Atlantique Airport
NTG|CN|32.071|120.976|Asia/Shanghai|Nantong|Nantong Xingdong International Airport
NTL|AU|-32.795|151.834|Australia/Sydney|Williamtown|Newcastle Airport
NTN|AU|-17.684|141.070|Australia/Brisbane|Normanton|Normanton Airport
NTQ|JP|37.293|136.962|Asia/Tokyo|Wajima|Noto Satoyama Airport
NTX|ID|3.909|108.388|Asia/Jakarta|Ranai-Natuna Besar Island|Ranai-Natuna Airport
NUE|DE|49.499|11.078|Europe/Berlin|Nuremberg|Nuremberg Airport
NUM|SA|27.928|35.289|Asia/Riyadh|Sharma|Neom Bay Airport
NUX|RU|66.069|76.520|Asia/Yekaterinburg|Novy Urengoy|Novy Urengoy Airport
NVA|CO|2.950|-75.294|America/Bogota|Neiva|Benito Salas Airport
NVI|UZ|40.117|65.171|Asia/Samarkand|Navoi|Navoi Airport
NVT|BR|-26.879|-48.651|America/Sao_Paulo|Navegantes|Ministro Victor Konder International Airport
NWA|KM|-12.298|43.766|Indian/Comoro|Fomboni|Mohéli Bandar Es Eslam Airport
NWI|GB|52.676|1.283|Europe/London|Norwich|Norwich Airport
NYA|RU|62.110|65.615|Asia/Yekaterinburg|Nyagan|Nyagan Airport
NYI|GH|7.362|-2.329|Africa/Accra|Sunyani|Sunyani Airport
NYK|KE|-0.062|37.041|Africa/Nairobi|Nanyuki|Nanyuki Airport
NYM|RU|65.481|72.699|Asia/Yekaterinburg|Nadym|Nadym Airport
NYO|SE|58.789|16.912|Europe/Stockholm|Nyköping|Stockholm Skavsta Airport
NYT|MM|19.624|96.201|Asia/Yangon|Pyinmana|Nay Pyi Taw International Airport
NZC|PE|-14.854|-74.962|America/Lima|Nazca|Maria Reiche Neuman Airport
NZH|CN|49.567|117.330|Asia/Shanghai||Manzhouli Xijiao Airport
NZL|CN|47.866|122.769|Asia/Shanghai|Zhalantun|Zhalantun Genghis Khan Airport
OAJ|US|34.829|-77.612|America/New_York|Richlands|Albert J Ellis Airport
OAK|US|37.721|-122.221|America/Los_Angeles|Oakland|Metropolitan Oakland International Airport
OAM|NZ|-44.970|171.082|Pacific/Auckland||Oamaru Airport
OAX|MX|17.000|-96.727|America/Mexico_City|Oaxaca|Xoxocotlán International Airport
OBO|JP|42.733|143.217|Asia/Tokyo|Obihiro|Tokachi-Obihiro Airport
OCC|EC|-0.463|-76.987|America/Guayaquil|Coca|Francisco De Orellana Airport
OCJ|JM|18.404|-76.970|America/Jamaica|Boscobel|Ian Fleming International Airport
ODE|DK|55.477|10.331|Europe/Copenhagen|Odense|Odense Airport
ODS|UA|46.427|30.677|Europe/Kyiv|Odessa|Odessa International Airport
OER|SE|63.408|18.990|Europe/Stockholm|Örnsköldsvik|Örnsköldsvik Airport
OGD|US|41.196|-112.012|America/Denver|Ogden|Ogden Hinckley Airport
OGG|US|20.899|-156.431|Pacific/Honolulu|Kahului|Kahului Airport
OGL|GY|6.806|-58.106|America/Guyana|Ogle|Eugene F. Correira International Airport
OGN|JP|24.467|122.980|Asia/Tokyo|Yonaguni|Yonaguni Airport
OGU|TR|40.967|38.086|Europe/Istanbul|Ordu|Ordu–Giresun Airport
OGX|DZ|31.917|5.413|Africa/Algiers|Ouargla|Ain Beida Airport
OGZ|RU|43.205|44.607|Europe/Moscow|Beslan|Vladikavkaz Beslan International Airport
OHD|MK|41.180|20.742|Europe/Skopje|Ohrid|Ohrid St. Paul the Apostle Airport
OHE|CN|52.917|122.423|Asia/Shanghai|Mohe|Mohe Gulian Airport
OHO|RU|59.410|143.057|Asia/Vladivostok|Okhotsk|Okhotsk Airport
OIM|JP|34.782|139.360|Asia/Tokyo|Izu Oshima|Oshima Airport
OIR|JP|42.072|139.433|Asia/Tokyo|Okushiri Island|Okushiri Airport
OIT|JP|33.479|131.737|Asia/Tokyo|Oita|Oita Airport
OKA|JP|26.196|127.646|Asia/Tokyo|Naha|Naha Airport / JASDF Naha Air Base
OKC|US|35.393|-97.601|America/Chicago|Oklahoma City|Will Rogers World Airport
OKD|JP|43.117|141.381|Asia/Tokyo|Sapporo|Sapporo Okadama Airport
OKE|JP|27.426|128.701|Asia/Tokyo|Wadomari|Okinoerabu Airport
OKI|JP|36.178|133.324|Asia/Tokyo|Okinoshima|Oki Global Geopark Airport
OKJ|JP|34.757|133.855|Asia/Tokyo|Okayama|Okayama Momotaro Airport
OKL|ID|-4.907|140.628|Pacific/Port_Moresby|Oksibil|Oksibil Airport
OKY|AU|-27.409|151.737|Australia/Brisbane||Oakey Army Aviation Centre
OLA|NO|63.699|9.604|Europe/Oslo|Ørland|Ørland Airport
OLB|IT|40.899|9.518|Europe/Rome|Olbia|Olbia Costa Smeralda Airport
OLZ|RU|60.397|120.471|Asia/Yakutsk|Olyokminsk|Olyokminsk Airport
OMA|US|41.303|-95.894|America/Chicago|Omaha|Eppley Airfield
OMD|NA|-28.585|16.447|Africa/Windhoek|Oranjemund|Oranjemund Airport
OME|US|64.512|-165.445|America/Nome|Nome|Nome Airport
OMH|IR|37.668|45.069|Asia/Tehran|Urmia|Urmia Airport
OMO|BA|43.283|17.846|Europe/Sarajevo|Mostar|Mostar International Airport
OMR|RO|47.025|21.903|Europe/Bucharest|Oradea|Oradea International Airport
OMS|RU|54.967|73.311|Asia/Omsk|Omsk|Omsk Central Airport
OND|NA|-17.878|15.953|Africa/Windhoek|Ondangwa|Ondangwa Airport
ONJ|JP|40.192|140.371|Asia/Tokyo|Kitaakita|Odate Noshiro Airport
ONQ|TR|41.506|32.089|Europe/Istanbul|Zonguldak|Zonguldak Çaycuma Airport
ONT|US|34.056|-117.601|America/Los_Angeles|Ontario|Ontario International Airport
ONX|PA|9.357|-79.867|America/Panama|Colón|Enrique Adolfo Jimenez Airport
OOL|AU|-28.166|153.507|Australia/Brisbane|Gold Coast|Gold Coast Airport
OOM|AU|-36.300|148.972|Australia/Sydney|Cooma|Cooma Snowy Mountains Airport
OPO|PT|41.248|-8.681|Europe/Lisbon|Porto|Francisco de Sá Carneiro Airport
OPU|PG|-8.050|142.933|Pacific/Port_Moresby|Balimo|Balimo Airport
ORB|SE|59.224|15.038|Europe/Stockholm|Örebro|Örebro Airport
ORD|US|41.979|-87.905|America/Chicago|Chicago|Chicago O'Hare International Airport
ORF|US|36.895|-76.201|America/New_York|Norfolk|Norfolk International Airport
ORH|US|42.267|-71.876|America/New_York|Worcester|Worcester Regional Airport
ORK|IE|51.841|-8.491|Europe/Dublin|Cork|Cork Airport
ORN|DZ|35.624|-0.621|Africa/Algiers|Es-Sénia|Oran Es-Sénia (Ahmed Ben Bella) International Airport
ORY|FR|48.723|2.379|Europe/Paris|Paris|Paris-Orly Airport
OSD|SE|63.194|14.500|Europe/Stockholm|Östersund|Åre Östersund Airport
OSI|HR|45.463|18.810|Europe/Zagreb|Osijek|Osijek Airport
OSL|NO|60.194|11.100|Europe/Oslo|Oslo|Oslo Airport, Gardermoen
OSR|CZ|49.696|18.111|Europe/Prague|Ostrava|Ostrava Leos Janáček Airport
OSS|KG|40.609|72.793|Asia/Bishkek|Osh|Osh Airport
OST|BE|51.200|2.875|Europe/Brussels|Ostend|Ostend-Bruges International Airport
OSW|RU|51.072|58.596|Asia/Yekaterinburg|Orsk|Orsk Airport
OTH|US|43.417|-124.246|America/Los_Angeles|North Bend|Southwest Oregon Regional Airport
OTP|RO|44.571|26.085|Europe/Bucharest|Bucharest|Henri Coandă International Airport
OTR|CR|8.602|-82.969|America/Costa_Rica|Corredores|Coto 47 Airport
OTZ|US|66.885|-162.599|America/Nome|Kotzebue|Ralph Wien Memorial Airport
OUA|BF|12.353|-1.512|Africa/Ouagadougou|Ouagadougou|Ouagadougou Airport
OUD|MA|34.790|-1.926|Africa/Casablanca|Ahl Angad|Oujda Angads Airport
OUL|FI|64.930|25.355|Europe/Helsinki|Oulu|Oulu Airport
OVB|RU|55.020|82.619|Asia/Novosibirsk|Novosibirsk|Novosibirsk Tolmachevo Airport
OVD|ES|43.564|-6.035|Europe/Madrid|Ranón|Asturias Airport
OVS|RU|61.327|63.602|Asia/Yekaterinburg|Sovetskiy|Sovetskiy Airport
OWB|US|37.740|-87.167|America/Chicago|Owensboro|Owensboro Daviess County Airport
OXB|GW|11.895|-15.654|Africa/Bissau|Bissau|Osvaldo Vieira International Airport
OYE|GA|1.543|11.581|Africa/Libreville|Oyem|Oyem Airport
OZC|PH|8.179|123.842|Asia/Manila|Ozamiz|Labo Airport
OZG|MA|30.264|-5.853|Africa/Casablanca|Zagora|Zagora Airport
OZH|UA|47.867|35.316|Europe/Kyiv|Zaporizhia|Zaporizhzhia International Airport
OZZ|MA|30.939|-6.909|Africa/Casablanca|Ouarzazate|Ouarzazate Airport
PAB|IN|21.988|82.111|Asia/Kolkata|Bilaspur|Bilaspur Airport
PAC|PA|8.973|-79.556|America/Panama|Albrook|Marcos A. Gelabert International Airport
PAD|DE|51.614|8.616|Europe/Berlin|Paderborn|Paderborn Lippstadt Airport
PAE|US|47.906|-122.282|America/Los_Angeles|Everett|Snohomish County (Paine Field) Airport
PAG|PH|7.826|123.460|Asia/Manila|Pagadian|Pagadian Airport
PAH|US|37.061|-88.774|America/Chicago|Paducah|Barkley Regional Airport
PAP|HT|18.580|-72.293|America/Port-au-Prince|Port-au-Prince|Toussaint Louverture International Airport
PAT|IN|25.591|85.088|Asia/Kolkata|Patna|Jay Prakash Narayan Airport
PAV|BR|-9.401|-38.251|America/Bahia|Paulo Afonso|Paulo Afonso Airport
PAZ|MX|20.603|-97.461|America/Mexico_City|Poza Rica|El Tajín National Airport
PBC|MX|19.158|-98.371|America/Mexico_City|Puebla|Hermanos Serdán International Airport
PBD|IN|21.650|69.656|Asia/Kolkata|Porbandar|Porbandar Airport
PBG|US|44.651|-73.468|America/New_York|Plattsburgh|Plattsburgh International Airport
PBH|BT|27.403|89.425|Asia/Thimphu|Paro|Paro International Airport
PBI|US|26.683|-80.096|America/New_York|West Palm Beach|Palm Beach International Airport
PBM|SR|5.453|-55.188|America/Paramaribo|Zandery|Johan Adolf Pengel International Airport
PBO|AU|-23.171|117.745|Australia/Perth|Paraburdoo|Paraburdoo Airport
PBR|GT|15.731|-88.584|America/Guatemala|Puerto Barrios|Puerto Barrios Airport
PBU|MM|27.330|97.426|Asia/Yangon|Putao|Putao Airport
PBZ|ZA|-34.088|23.329|Africa/Johannesburg|Plettenberg Bay|Plettenberg Bay Airport
PCL|PE|-8.378|-74.574|America/Lima|Pucallpa|Cap FAP David Abenzur Rengifo International Airport
PCP|ST|1.663|7.412|Africa/Sao_Tome|São Tomé & Príncipe|Principe Airport
PCR|CO|6.185|-67.493|America/Caracas|Puerto Carreño|German Olano Airport
PDA|CO|3.854|-67.906|America/Bogota|Puerto Inírida|Obando Cesar Gaviria Trujillo Airport
PDG|ID|-0.787|100.281|Asia/Jakarta|Padang|Minangkabau International Airport
PDL|PT|37.741|-25.698|Atlantic/Azores|Ponta Delgada|João Paulo II Airport
PDO|ID|-3.286|103.880|Asia/Jakarta|Talang Gudang-Sumatra Island|Pendopo Airport
PDS|MX|28.628|-100.535|America/Matamoros|Piedras Negras|Piedras Negras International Airport
PDT|US|45.695|-118.841|America/Los_Angeles|Pendleton|Eastern Oregon Regional Airport at Pendleton
PDV|BG|42.068|24.851|Europe/Sofia|Plovdiv|Plovdiv International Airport
PDX|US|45.589|-122.598|America/Los_Angeles|Portland|Portland International Airport
PED|CZ|50.013|15.739|Europe/Prague|Pardubice|Pardubice Airport
PEE|RU|57.915|56.021|Asia/Yekaterinburg|Perm|Perm International Airport
PEG|IT|43.096|12.513|Europe/Rome|Perugia|Perugia San Francesco d'Assisi – Umbria International Airport
PEI|CO|4.813|-75.740|America/Bogota|Pereira|Matecaña International Airport
PEK|CN|40.080|116.585|Asia/Shanghai|Beijing|Beijing Capital International Airport
PEM|PE|-12.614|-69.229|America/La_Paz|Puerto Maldonado|Padre Aldamiz International Airport
PEN|MY|5.297|100.277|Asia/Kuala_Lumpur|Penang|Penang International Airport
PER|AU|-31.940|115.967|Australia/Perth|Perth|Perth International Airport
PES|RU|61.885|34.155|Europe/Moscow|Petrozavodsk|Petrozavodsk Airport
PET|BR|-31.717|-52.328|America/Sao_Paulo|Pelotas|João Simões Lopes Neto International Airport
PEW|PK|33.994|71.515|Asia/Karachi|Peshawar|Peshawar International Airport
PEX|RU|65.121|57.131|Europe/Moscow|Pechora|Pechora Airport
PEZ|RU|53.111|45.021|Europe/Moscow|Penza|Penza Airport
PFB|BR|-28.244|-52.328|America/Sao_Paulo|Passo Fundo|Lauro Kurtz Airport
PFO|CY|34.718|32.486|Asia/Nicosia|Paphos|Paphos International Airport
PGD|US|26.920|-81.991|America/New_York|Punta Gorda|Charlotte County Airport
PGF|FR|42.740|2.871|Europe/Paris|Perpignan|Perpignan-Rivesaltes (Llabanère) Airport
PGH|IN|29.033|79.474|Asia/Kolkata|Pantnagar|Pantnagar Airport
PGU|IR|27.380|52.738|Asia/Tehran|Khiyaroo|Persian Gulf International Airport
PGZ|BR|-25.184|-50.144|America/Sao_Paulo|Ponta Grossa|Ponta Grossa Airport - Comandante Antonio Amilton Beraldo
PHB|BR|-2.894|-41.732|America/Fortaleza|Parnaíba|Parnaíba - Prefeito Doutor João Silva Filho International Airport
PHC|NG|5.015|6.950|Africa/Lagos|Port Harcourt|Port Harcourt International Airport
PHE|AU|-20.378|118.626|Australia/Perth|Port Hedland|Port Hedland International Airport
PHF|US|37.132|-76.493|America/New_York|Newport News|Newport News Williamsburg International Airport
PHL|US|39.872|-75.241|America/New_York|Philadelphia|Philadelphia International Airport
PHS|TH|16.783|100.279|Asia/Bangkok|Phitsanulok|Phitsanulok Airport
PHW|ZA|-23.937|31.155|Africa/Johannesburg|Phalaborwa|Hendrik Van Eck Airport
PHX|US|33.435|-112.006|America/Phoenix|Phoenix|Phoenix Sky Harbor International Airport
PHY|TH|16.676|101.195|Asia/Bangkok||Phetchabun Airport
PIA|US|40.664|-89.693|America/Chicago|Peoria|General Wayne A. Downing Peoria International Airport
PIB|US|31.467|-89.337|America/Chicago|Moselle|Hattiesburg Laurel Regional Airport
PIE|US|27.910|-82.687|America/New_York|Pinellas Park|St. Petersburg Clearwater International Airport
PIF|TW|22.700|120.482|Asia/Taipei|Pingtung|Pingtung North Airport
PIH|US|42.910|-112.596|America/Boise|Pocatello|Pocatello Regional Airport
PIK|GB|55.502|-4.587|Europe/London|Prestwick, South Ayrshire|Glasgow Prestwick Airport
PIR|US|44.383|-100.286|America/Chicago|Pierre|Pierre Regional Airport
PIS|FR|46.588|0.307|Europe/Paris|Poitiers|Poitiers-Biard Airport
PIT|US|40.492|-80.233|America/New_York|Pittsburgh|Pittsburgh International Airport
PIU|PE|-5.206|-80.616|America/Lima|Piura|Capitán FAP Guillermo Concha Iberico International Airport
PIX|PT|38.554|-28.441|Atlantic/Azores|Pico Island|Pico Airport
PJG|PK|26.955|64.132|Asia/Karachi|Panjgur|Panjgur Airport
PJM|CR|8.533|-83.300|America/Costa_Rica|Puerto Jimenez|Puerto Jimenez Airport
PKB|US|39.345|-81.439|America/New_York|Parkersburg|Mid Ohio Valley Regional Airport
PKC|RU|53.168|158.454|Asia/Kamchatka|Petropavlovsk-Kamchatsky|Yelizovo Airport
PKE|AU|-33.131|148.239|Australia/Sydney|Parkes|Parkes Airport
PKR|NP|28.201|83.982|Asia/Kathmandu|Pokhara|Pokhara Airport
PKU|ID|0.459|101.444|Asia/Jakarta|Pekanbaru|Sultan Syarif Kasim II International Airport / Roesmin Nurjadin AFB
PKV|RU|57.784|28.396|Europe/Moscow|Pskov|Pskov Airport
PKW|BW|-22.058|27.829|Africa/Gaborone|Selebi Phikwe|Selebi Phikwe Airport
PKX|CN|39.510|116.411|Asia/Shanghai|Beijing|Beijing Daxing International Airport
PKY|ID|-2.225|113.943|Asia/Pontianak|Palangkaraya|Tjilik Riwut Airport
PKZ|LA|15.132|105.781|Asia/Vientiane|Pakse|Pakse International Airport
PLJ|BZ|16.537|-88.362|America/Guatemala|Placencia|Placencia Airport
PLM|ID|-2.898|104.698|Asia/Jakarta|Palembang|Sultan Mahmud Badaruddin II Airport
PLN|US|45.571|-84.797|America/Detroit|Pellston|Pellston Regional Airport of Emmet County Airport
PLO|AU|-34.605|135.880|Australia/Adelaide|Port Lincoln|Port Lincoln Airport
PLQ|LT|55.973|21.094|Europe/Vilnius|Palanga|Palanga International Airport
PLS|TC|21.774|-72.268|America/Grand_Turk|Providenciales|Providenciales International Airport
PLW|ID|-0.916|119.909|Asia/Makassar|Palu|Mutiara - SIS Al-Jufrie Airport
PLX|KZ|50.351|80.234|Asia/Almaty|Semey|Semey Airport
PLZ|ZA|-33.985|25.617|Africa/Johannesburg|Gqeberha|Chief Dawid Stuurman International Airport
PMC|CL|-41.439|-73.094|America/Santiago|Puerto Montt|El Tepual Airport
PMF|IT|44.825|10.296|Europe/Rome|Parma|Parma Airport
PMG|BR|-22.550|-55.703|America/Campo_Grande|Ponta Porã|Ponta Porã Airport
PMI|ES|39.552|2.739|Europe/Madrid|Palma de Mallorca|Palma de Mallorca Airport
PMO|IT|38.176|13.091|Europe/Rome|Palermo|Falcone–Borsellino Airport
PMQ|AR|-46.538|-70.979|America/Argentina/Rio_Gallegos|Perito Moreno|Perito Moreno Airport
PMR|NZ|-40.321|175.617|Pacific/Auckland|Palmerston North|Palmerston North Airport
PMV|VE|10.913|-63.967|America/Caracas|Isla Margarita|Del Caribe Santiago Mariño International Airport
PMW|BR|-10.291|-48.357|America/Araguaina|Palmas|Brigadeiro Lysias Rodrigues Airport
PMY|AR|-42.759|-65.103|America/Argentina/Catamarca|Puerto Madryn|El Tehuelche Airport
PMZ|CR|8.951|-83.469|America/Costa_Rica|Palmar Sur|Palmar Sur Airport
PNA|ES|42.770|-1.646|Europe/Madrid|Pamplona|Pamplona Airport
PND|BZ|16.102|-88.808|America/Guatemala|Punta Gorda|Punta Gorda Airport
PNE|US|40.082|-75.011|America/New_York|Philadelphia|Northeast Philadelphia Airport
PNH|KH|11.547|104.844|Asia/Phnom_Penh|Phnom Penh|Phnom Penh International Airport
PNI|FM|6.985|158.209|Pacific/Pohnpei|Pohnpei Island|Pohnpei International Airport
PNK|ID|-0.151|109.404|Asia/Pontianak|Pontianak|Supadio Airport
PNL|IT|36.817|11.969|Europe/Rome|Pantelleria|Pantelleria Airport
PNP|PG|-8.805|148.309|Pacific/Port_Moresby|Popondetta|Girua Airport
PNQ|IN|18.582|73.920|Asia/Kolkata|Pune|Pune Airport / Lohagaon Air Force Station
PNR|CG|-4.816|11.887|Africa/Brazzaville|Pointe Noire|Antonio Agostinho-Neto International Airport
PNS|US|30.473|-87.187|America/Chicago|Pensacola|Pensacola International Airport
PNT|CL|-51.671|-72.529|America/Punta_Arenas|Puerto Natales|Lieutenant Julio Gallardo Airport
PNY|IN|11.968|79.812|Asia/Kolkata|Puducherry|Pondicherry Airport
PNZ|BR|-9.362|-40.569|America/Recife|Petrolina|Senador Nilo Coelho Airport
POA|BR|-29.995|-51.167|America/Sao_Paulo|Porto Alegre|Salgado Filho International Airport
POG|GA|-0.712|8.754|Africa/Libreville|Port Gentil|Port Gentil Airport
POL|MZ|-12.992|40.524|Africa/Maputo|Pemba|Pemba Airport
POM|PG|-9.443|147.220|Pacific/Port_Moresby|Port Moresby|Port Moresby Jacksons International Airport
POP|DO|19.758|-70.570|America/Santo_Domingo|Puerto Plata|Gregorio Luperon International Airport
POR|FI|61.462|21.800|Europe/Helsinki|Pori|Pori Airport
POS|TT|10.595|-61.337|America/Port_of_Spain|Port of Spain|Piarco International Airport
POZ|PL|52.421|16.826|Europe/Warsaw|Poznań|Poznań-Ławica Airport
PPB|BR|-22.175|-51.425|America/Sao_Paulo|Presidente Prudente|Presidente Prudente Airport
PPG|AS|-14.331|-170.710|Pacific/Apia|Pago Pago|Pago Pago International Airport
PPK|KZ|54.775|69.183|Asia/Almaty|Petropavl|Petropavl Airport
PPN|CO|2.454|-76.609|America/Bogota|Popayán|Guillermo León Valencia Airport
PPP|AU|-20.494|148.554|Australia/Brisbane|Proserpine|Proserpine Whitsunday Coast Airport
PPS|PH|9.742|118.759|Asia/Manila|Puerto Princesa|Puerto Princesa International Airport / PAF Antonio Bautista Air Base
PPT|PF|-17.554|-149.607|Pacific/Tahiti|Papeete|Faa'a International Airport
PQC|VN|10.170|103.993|Asia/Phnom_Penh|Phu Quoc Island|Phu Quoc International Airport
PQI|US|46.689|-68.045|America/New_York|Presque Isle|Presque Isle International Airport
PQQ|AU|-31.436|152.863|Australia/Sydney|Port Macquarie|Port Macquarie Airport
PRA|AR|-31.795|-60.480|America/Argentina/Cordoba|Parana|General Urquiza Airport
PRC|US|34.654|-112.420|America/Phoenix|Prescott|Prescott International Airport - Ernest A. Love Field
PRG|CZ|50.101|14.260|Europe/Prague|Prague|Václav Havel Airport Prague
PRI|SC|-4.319|55.691|Indian/Mahe|Grand Anse|Praslin Airport
PRM|PT|37.149|-8.584|Europe/Lisbon|Portimão|Portimão Airport
PRN|XK|42.573|21.036|Europe/Belgrade|Prishtina|Priština Adem Jashari International Airport
PSA|IT|43.684|10.393|Europe/Rome|Pisa|Pisa International Airport
PSC|US|46.265|-119.119|America/Los_Angeles|Pasco|Tri Cities Airport
PSE|PR|18.008|-66.563|America/Puerto_Rico|Ponce|Mercedita Airport
PSG|US|56.802|-132.945|America/Vancouver|Petersburg|Petersburg James A Johnson Airport
PSI|PK|25.291|63.345|Asia/Karachi|Pasni|Pasni Airport
PSM|US|43.078|-70.823|America/New_York|Portsmouth|Portsmouth International at Pease Airport
PSO|CO|1.396|-77.291|America/Bogota|Chachagüí|Antonio Nariño Airport
PSP|US|33.830|-116.507|America/Los_Angeles|Palm Springs|Palm Springs International Airport
PSR|IT|42.432|14.181|Europe/Rome|Pescara|Abruzzo Airport
PSS|AR|-27.386|-55.971|America/Argentina/Cordoba|Posadas|Libertador Gral D Jose De San Martin Airport
PSU|ID|0.836|112.937|Asia/Pontianak|Putussibau-Borneo Island|Pangsuma Airport
PSY|FK|-51.686|-57.778|Atlantic/Stanley|Stanley|Port Stanley Airport
PSZ|BO|-18.975|-57.821|America/La_Paz|Puerto Suárez|Capitán Av. Salvador Ogaya G. airport
PTG|ZA|-23.845|29.459|Africa/Johannesburg|Polokwane|Polokwane International Airport
PTJ|AU|-38.318|141.471|Australia/Melbourne||Portland Airport
PTP|GP|16.265|-61.532|America/Guadeloupe|Pointe-à-Pitre|Pointe-à-Pitre Le Raizet International  Airport
PTY|PA|9.071|-79.383|America/Panama|Tocumen|Tocumen International Airport
PUB|US|38.289|-104.497|America/Denver|Pueblo|Pueblo Memorial Airport
PUD|AR|-47.735|-65.904|America/Argentina/Rio_Gallegos|Puerto Deseado|Puerto Deseado Airport
PUF|FR|43.380|-0.419|Europe/Paris|Pau|Pau Pyrénées Airport
PUG|AU|-32.507|137.717|Australia/Adelaide||Port Augusta Airport
PUJ|DO|18.567|-68.363|America/Puerto_Rico|Punta Cana|Punta Cana International Airport
PUQ|CL|-53.003|-70.855|America/Punta_Arenas|Punta Arenas|President Carlos Ibañez del Campo International Airport
PUS|KR|35.180|128.938|Asia/Seoul|Busan|Gimhae International Airport
PUU|CO|0.505|-76.501|America/Bogota|Puerto Asís|Tres De Mayo Airport
PUW|US|46.744|-117.110|America/Los_Angeles|Pullman|Pullman Moscow Regional Airport
PUY|HR|44.894|13.922|Europe/Zagreb|Pula|Pula Airport
PUZ|NI|14.047|-83.387|America/Managua|Puerto Cabezas|Puerto Cabezas Airport
PVA|CO|13.357|-81.358|America/Bogota|Providencia|El Embrujo Airport
PVD|US|41.725|-71.426|America/New_York|Warwick|Theodore Francis Green State Airport
PVG|CN|31.143|121.805|Asia/Shanghai|Shanghai|Shanghai Pudong International Airport
PVH|BR|-8.708|-63.902|America/Porto_Velho|Porto Velho|Governador Jorge Teixeira de Oliveira Airport
PVK|GR|38.925|20.765|Europe/Athens|Preveza|Aktion National Airport
PVR|MX|20.680|-105.247|America/Mexico_City|Ciudad de Puerto Vallarta|Aeropuerto Internacional Lic. Gustavo Díaz Ordaz
PVU|US|40.219|-111.723|America/Denver|Provo|Provo-Utah Lake International Airport
PWM|US|43.646|-70.309|America/New_York|Portland|Portland International Jetport
PWQ|KZ|52.195|77.074|Asia/Almaty|Pavlodar|Pavlodar Airport
PXM|MX|15.877|-97.089|America/Mexico_City|Puerto Escondido|Puerto Escondido International Airport
PXO|PT|33.073|-16.350|Atlantic/Madeira|Vila Baleira|Porto Santo Airport
PXR|TH|14.868|103.498|Asia/Bangkok|Surin|Surin Airport
PXU|VN|14.005|108.017|Asia/Ho_Chi_Minh|Pleiku|Pleiku Airport
PYH|VE|5.620|-67.606|America/Bogota|Puerto Ayacucho|Cacique Aramare Airport
PYJ|RU|66.400|112.030|Asia/Yakutsk|Yakutia|Polyarny Airport
PYK|IR|35.776|50.827|Asia/Tehran|Karaj|Payam Karaj International Airport
PZB|ZA|-29.649|30.399|Africa/Johannesburg|Pietermaritzburg|Pietermaritzburg Airport
PZH|PK|31.358|69.464|Asia/Karachi|Fort Sandeman|Zhob Airport
PZI|CN|26.540|101.799|Asia/Shanghai|Panzhihua|Panzhihua Bao'anying Airport
PZO|VE|8.289|-62.760|America/Caracas|Puerto Ordaz-Ciudad Guayana|General Manuel Carlos Piar International Airport
PZU|SD|19.434|37.234|Africa/Khartoum|Port Sudan|Port Sudan New International Airport
QBC|CA|52.388|-126.596|America/Vancouver|Bella Coola|Bella Coola Airport
QOW|NG|5.427|7.206|Africa/Lagos|Owerri|Sam Mbakwe International Airport
QRO|MX|20.617|-100.186|America/Mexico_City|Querétaro|Querétaro Intercontinental Airport
QRW|NG|5.596|5.818|Africa/Lagos|Warri|Warri Airport
QSF|DZ|36.178|5.324|Africa/Algiers|Sétif|Ain Arnat Airport
QSZ|CN|38.245|77.056|Asia/Urumqi|Shache|Shache Airport
QUO|NG|4.872|8.093|Africa/Lagos|Uyo|Akwa Ibom International Airport
RAB|PG|-4.340|152.380|Pacific/Port_Moresby|Kokopo|Tokua Airport
RAE|SA|30.907|41.138|Asia/Riyadh|Arar|Arar Domestic Airport
RAH|SA|29.626|43.491|Asia/Riyadh|Rafha|Rafha Domestic Airport
RAI|CV|14.925|-23.493|Atlantic/Cape_Verde|Praia|Praia International Airport
RAJ|IN|22.309|70.780|Asia/Kolkata|Rajkot|Rajkot Airport
RAK|MA|31.607|-8.036|Africa/Casablanca|Marrakech|Menara Airport
RAO|BR|-21.134|-47.774|America/Sao_Paulo|Ribeirão Preto|Leite Lopes Airport
RAP|US|44.045|-103.057|America/Denver|Rapid City|Rapid City Regional Airport
RAR|CK|-21.203|-159.806|Pacific/Rarotonga|Avarua|Rarotonga International Airport
RAS|IR|37.323|49.618|Asia/Tehran|Rasht|Sardar-e-Jangal Airport
RAZ|PK|33.850|73.798|Asia/Karachi|Rawalakot|Rawalakot Airport
RBA|MA|34.051|-6.752|Africa/Casablanca|Rabat|Rabat-Salé Airport
RBR|BR|-9.869|-67.894|America/Rio_Branco|Rio Branco|Rio Branco-Plácido de Castro International Airport
RCB|ZA|-28.741|32.092|Africa/Johannesburg|Richards Bay|Richards Bay Airport
RCH|CO|11.526|-72.926|America/Bogota|Riohacha|Almirante Padilla Airport
RDD|US|40.509|-122.293|America/Los_Angeles|Redding|Redding Municipal Airport
RDG|US|40.379|-75.965|America/New_York|Reading|Reading Regional Airport (Carl A Spaatz Field)
RDM|US|44.254|-121.150|America/Los_Angeles|Redmond|Roberts Field
RDO|PL|51.389|21.213|Europe/Warsaw|Radom|Radom Airport
RDP|IN|23.622|87.243|Asia/Kolkata|Durgapur|Kazi Nazrul Islam Airport
RDU|US|35.878|-78.787|America/New_York|Raleigh|Raleigh Durham International Airport
RDZ|FR|44.408|2.483|Europe/Paris|Rodez|Rodez-Marcillac Airport
REC|BR|-8.126|-34.923|America/Recife|Recife|Recife/Guararapes - Gilberto Freyre International Airport
REG|IT|38.071|15.652|Europe/Rome|Reggio Calabria|Reggio Calabria Airport
REL|AR|-43.211|-65.270|America/Argentina/Catamarca|Rawson|Almirante Marco Andres Zar Airport
REN|RU|51.796|55.457|Asia/Yekaterinburg|Orenburg|Orenburg Central Airport
REP|KH|13.412|103.813|Asia/Phnom_Penh|Siem Reap|Siem Reap International Airport
RES|AR|-27.450|-59.056|America/Argentina/Cordoba|Resistencia|Resistencia International Airport
REU|ES|41.147|1.167|Europe/Madrid|Reus|Reus Airport
REX|MX|26.009|-98.228|America/Matamoros|Reynosa|General Lucio Blanco International Airport
RFD|US|42.195|-89.097|America/Chicago|Chicago|Chicago Rockford International Airport
RFP|PF|-16.723|-151.466|Pacific/Tahiti|Uturoa|Raiatea Airport
RGA|AR|-53.778|-67.749|America/Argentina/Ushuaia|Rio Grande|Gobernador Ramón Trejo Noel International Airport
RGI|PF|-14.954|-147.661|Pacific/Tahiti||Rangiroa Airport
RGL|AR|-51.609|-69.313|America/Argentina/Rio_Gallegos|Rio Gallegos|Piloto Civil N. Fernández Airport
RGN|MM|16.907|96.133|Asia/Yangon|Yangon|Yangon International Airport
RGO|KP|41.429|129.648|Asia/Pyongyang|Hoemun-ri|Orang (Chongjin) Airport
RGS|ES|42.358|-3.621|Europe/Madrid|Burgos|Burgos Airport
RHD|AR|-27.497|-64.936|America/Argentina/Tucuman|Termas de Río Hondo|Termas de Río Hondo international Airport
RHI|US|45.631|-89.467|America/Chicago|Rhinelander|Rhinelander Oneida County Airport
RHO|GR|36.405|28.086|Europe/Athens|Rodes Island|Diagoras Airport
RIA|BR|-29.711|-53.688|America/Sao_Paulo|Santa Maria|Santa Maria Airport
RIC|US|37.505|-77.320|America/New_York|Richmond|Richmond International Airport
RIS|JP|45.242|141.186|Asia/Tokyo|Rishiri|Rishiri Airport
RIW|US|43.064|-108.460|America/Denver|Riverton|Central Wyoming Regional Airport
RIX|LV|56.924|23.971|Europe/Riga|Riga|Riga International Airport
RIY|YE|14.663|49.375|Asia/Aden|Riyan|Riyan Mukalla International Airport
RIZ|CN|35.405|119.324|Asia/Shanghai|Rizhao|Rizhao Shanzihe Airport
RJA|IN|17.106|81.813|Asia/Kolkata|Madhurapudi|Rajahmundry Airport
RJH|BD|24.437|88.617|Asia/Dhaka|Rajshahi|Shah Mokhdum Airport
RJK|HR|45.217|14.570|Europe/Zagreb|Rijeka|Rijeka Airport
RJN|IR|30.298|56.049|Asia/Tehran|Rafsanjan|Rafsanjan Airport
RKS|US|41.594|-109.065|America/Denver|Rock Springs|Southwest Wyoming Regional Airport
RKT|AE|25.614|55.939|Asia/Dubai|Ras Al Khaimah|Ras Al Khaimah International Airport
RKV|IS|64.130|-21.941|Atlantic/Reykjavik|Reykjavik|Reykjavik Airport
RKZ|CN|29.352|89.311|Asia/Shanghai|Xigazê|Xigaze Peace Airport / Shigatse Air Base
RLG|DE|53.918|12.278|Europe/Berlin|Rostock|Rostock-Laage Airport
RLK|CN|40.926|107.743|Asia/Shanghai|Bavannur|Bayannur Tianjitai Airport
RMA|AU|-26.545|148.775|Australia/Brisbane|Roma|Roma Airport
RMF|EG|25.556|34.592|Africa/Cairo|Marsa Alam|Marsa Alam International Airport
RMI|IT|44.020|12.612|Europe/Rome|Rimini|Federico Fellini International Airport
RML|LK|6.822|79.886|Asia/Colombo|Colombo|Colombo Ratmalana Airport
RMQ|TW|24.265|120.621|Asia/Taipei|Taichung|Taichung International Airport / Ching Chuang Kang Air Base
RMU|ES|37.803|-1.125|Europe/Madrid|Corvera|Región de Murcia International Airport
RNB|SE|56.267|15.265|Europe/Stockholm|Ronneby|Ronneby Airport
RNJ|JP|27.044|128.402|Asia/Tokyo|Yoron|Yoron Airport
RNN|DK|55.063|14.760|Europe/Copenhagen|Rønne|Bornholm Airport
RNO|US|39.499|-119.768|America/Los_Angeles|Reno|Reno Tahoe International Airport
RNS|FR|48.069|-1.735|Europe/Paris|Rennes|Rennes-Saint-Jacques Airport
ROA|US|37.325|-79.975|America/New_York|Roanoke|Roanoke–Blacksburg Regional Airport
ROB|LR|6.234|-10.362|Africa/Monrovia|Monrovia|Roberts International Airport
ROC|US|43.119|-77.672|America/New_York|Rochester|Frederick Douglass Greater Rochester International Airport
ROI|TH|16.117|103.774|Asia/Bangkok|Roi Et|Roi Et Airport
ROK|AU|-23.380|150.475|Australia/Brisbane|Rockhampton|Rockhampton Airport
ROO|BR|-16.584|-54.725|America/Cuiaba|Rondonópolis|Maestro Marinho Franco Airport
ROP|MP|14.174|145.243|Pacific/Guam|Rota Island|Rota International Airport
ROR|PW|7.367|134.544|Pacific/Palau|Babelthuap Island|Babelthuap Airport
ROS|AR|-32.904|-60.785|America/Argentina/Cordoba|Rosario|Rosario Islas Malvinas International Airport
ROT|NZ|-38.109|176.317|Pacific/Auckland|Rotorua|Rotorua Regional Airport
ROV|RU|47.494|39.925|Europe/Moscow|Rostov-on-Don|Platov International Airport
ROW|US|33.302|-104.531|America/Denver|Roswell|Roswell Air Center Airport
RQA|CN|38.975|88.008|Asia/Urumqi|Ruoqiang Town|Ruoqiang Loulan Airport
RRG|MU|-19.758|63.361|Indian/Mauritius|Port Mathurin|Sir Charles Gaetan Duval Airport
RRS|NO|62.578|11.342|Europe/Stockholm|Røros|Røros Airport
RSA|AR|-36.588|-64.276|America/Argentina/Salta|Santa Rosa|Santa Rosa Airport
RST|US|43.908|-92.500|America/Chicago|Rochester|Rochester International Airport
RSU|KR|34.842|127.617|Asia/Seoul|Yeosu|Yeosu Airport
RSW|US|26.536|-81.755|America/New_York|Fort Myers|Southwest Florida International Airport
RTB|HN|16.317|-86.523|America/Tegucigalpa|Coxen Hole|Juan Manuel Gálvez International Airport
RTM|NL|51.957|4.437|Europe/Amsterdam|Rotterdam|Rotterdam The Hague Airport
RUA|UG|3.049|30.912|Africa/Lubumbashi|Arua|Arua Airport
RUH|SA|24.958|46.699|Asia/Riyadh|Riyadh|King Khaled International Airport
RUN|RE|-20.890|55.519|Indian/Reunion|Sainte-Marie|Roland Garros Airport
RUR|PF|-22.434|-151.361|Pacific/Tahiti||Rurutu Airport
RUT|US|43.529|-72.950|America/New_York|Rutland|Rutland - Southern Vermont Regional Airport
RVK|NO|64.838|11.146|Europe/Oslo|Rørvik|Rørvik Airport, Ryum
RVN|FI|66.565|25.830|Europe/Helsinki|Rovaniemi|Rovaniemi Airport
RWN|UA|50.607|26.142|Europe/Kyiv|Rivne|Rivne International Airport
RXS|PH|11.598|122.752|Asia/Manila|Roxas City|Roxas Airport
RYB|RU|58.104|38.929|Europe/Moscow|Rybinsk|Staroselye Airport
RYK|PK|28.384|70.280|Asia/Karachi|Rahim Yar Khan|Shaikh Zaid Airport
RZA|AR|-50.017|-68.579|America/Argentina/Rio_Gallegos|Puerto Santa Cruz|Santa Cruz Airport
RZE|PL|50.110|22.019|Europe/Warsaw|Rzeszów|Rzeszów-Jasionka Airport
RZR|IR|36.907|50.687|Asia/Tehran|Ramsar|Ramsar Airport
RZV|TR|41.180|40.851|Europe/Istanbul|Rize|Rize–Artvin Airport
SAF|US|35.617|-106.089|America/Denver|Santa Fe|Santa Fe Municipal Airport
SAG|IN|19.689|74.377|Asia/Kolkata|Kakadi|Shirdi Airport
SAH|YE|15.476|44.220|Asia/Aden|Sana'a|Sana'a International Airport
SAL|SV|13.441|-89.056|America/El_Salvador|San Salvador|Monseñor Óscar Arnulfo Romero International Airport
SAN|US|32.734|-117.190|America/Los_Angeles|San Diego|San Diego International Airport
SAP|HN|15.453|-87.924|America/Tegucigalpa|San Pedro Sula|Ramón Villeda Morales International Airport
SAQ|BS|25.054|-78.049|America/Nassau|Andros Island|San Andros Airport
SAT|US|29.534|-98.470|America/Chicago|San Antonio|San Antonio International Airport
SAV|US|32.128|-81.202|America/New_York|Savannah|Savannah Hilton Head International Airport
SAW|TR|40.899|29.309|Europe/Istanbul|Pendik, Istanbul|Istanbul Sabiha Gökçen International Airport
SBA|US|34.426|-119.840|America/Los_Angeles|Santa Barbara|Santa Barbara Municipal Airport
SBD|US|34.095|-117.235|America/Los_Angeles|San Bernardino|San Bernardino International Airport
SBH|BL|17.904|-62.844|America/St_Barthelemy|Gustavia|Saint Barthélemy - Rémy de Haenen Airport
SBN|US|41.709|-86.317|America/Indiana/Indianapolis|South Bend|South Bend Regional Airport
SBP|US|35.237|-120.642|America/Los_Angeles|San Luis Obispo|San Luis County Regional Airport
SBT|RU|71.219|72.052|Asia/Yekaterinburg|Sabetta|Sabetta International Airport
SBW|MY|2.262|111.985|Asia/Kuching|Sibu|Sibu Airport
SBY|US|38.340|-75.510|America/New_York|Salisbury|Salisbury Ocean City Wicomico Regional Airport
SBZ|RO|45.786|24.091|Europe/Bucharest|Sibiu|Sibiu International Airport
SCC|US|70.195|-148.465|America/Anchorage|Deadhorse|Deadhorse Airport
SCE|US|40.849|-77.849|America/New_York|State College|University Park Airport
SCL|CL|-33.393|-70.786|America/Santiago|Santiago|Comodoro Arturo Merino Benítez International Airport
SCN|DE|49.215|7.110|Europe/Berlin|Saarbrücken|Saarbrücken Airport
SCO|KZ|43.860|51.091|Asia/Aqtau|Aktau|Aktau Airport
SCQ|ES|42.896|-8.415|Europe/Madrid|Santiago de Compostela|Santiago-Rosalía de Castro Airport
SCR|SE|61.158|12.843|Europe/Stockholm|Malung-Sälen|Scandinavian Mountains Airport
SCT|YE|12.631|53.906|Asia/Aden|Socotra Islands|Socotra International Airport
SCU|CU|19.970|-75.835|America/Havana|Santiago|Antonio Maceo International Airport
SCV|RO|47.688|26.354|Europe/Bucharest|Suceava|Suceava Stefan cel Mare Airport
SCW|RU|61.647|50.845|Europe/Moscow|Syktyvkar|Syktyvkar Airport
SDD|AO|-14.925|13.575|Africa/Luanda|Lubango|Lubango Airport
SDE|AR|-27.766|-64.310|America/Argentina/Cordoba|Santiago del Estero|Vicecomodoro Angel D. La Paz Aragonés Airport
SDF|US|38.174|-85.736|America/Kentucky/Louisville|Louisville|Louisville Muhammad Ali International Airport
SDG|IR|35.246|47.009|Asia/Tehran||Sanandaj Airport
SDJ|JP|38.140|140.917|Asia/Tokyo|Natori|Sendai Airport
SDK|MY|5.901|118.059|Asia/Kuching|Sandakan|Sandakan Airport
SDL|SE|62.528|17.444|Europe/Stockholm|Sundsvall|Sundsvall-Härnösand Airport
SDQ|DO|18.430|-69.669|America/Santo_Domingo|Santo Domingo|Las Américas International Airport
SDR|ES|43.427|-3.820|Europe/Madrid|Santander|Seve Ballesteros-Santander Airport
SDS|JP|38.060|138.414|Asia/Tokyo|Sado|Sado Airport
SDT|PK|34.814|72.353|Asia/Karachi|Saidu Sharif|Saidu Sharif Airport
SDU|BR|-22.910|-43.163|America/Sao_Paulo|Rio de Janeiro|Santos Dumont Airport
SEA|US|47.449|-122.311|America/Los_Angeles|Seattle|Seattle–Tacoma International Airport
SEB|LY|26.992|14.466|Africa/Tripoli|Sabha|Sabha Airport
SEK|RU|67.481|153.736|Asia/Srednekolymsk|Srednekolymsk|Srednekolymsk Airport
SEN|GB|51.571|0.696|Europe/London|London|Southend Airport
SEZ|SC|-4.674|55.522|Indian/Mahe|Mahe Island|Seychelles International Airport
SFA|TN|34.718|10.691|Africa/Tunis|Sfax|Sfax Thyna International Airport
SFB|US|28.778|-81.238|America/New_York|Orlando|Orlando Sanford International Airport
SFE|PH|16.596|120.303|Asia/Manila||San Fernando Airport
SFG|MF|18.100|-63.047|America/Marigot|Grand Case|Grand Case-Espérance Airport
SFJ|GL|67.010|-50.715|America/Nuuk|Kangerlussuaq|Kangerlussuaq Airport
SFN|AR|-31.712|-60.812|America/Argentina/Cordoba|Santa Fe|Sauce Viejo Airport
SFO|US|37.619|-122.375|America/Los_Angeles|San Francisco|San Francisco International Airport
SFS|PH|14.794|120.271|Asia/Manila|Olongapo|Subic Bay International Airport / Naval Air Station Cubi Point
SFT|SE|64.625|21.077|Europe/Stockholm|Skellefteå|Skellefteå Airport
SGC|RU|61.344|73.402|Asia/Yekaterinburg|Surgut|Surgut Airport
SGD|DK|54.964|9.792|Europe/Copenhagen|Sønderborg|Sønderborg Airport
SGF|US|37.246|-93.389|America/Chicago|Springfield|Springfield Branson National Airport
SGN|VN|10.819|106.652|Asia/Ho_Chi_Minh|Ho Chi Minh City|Tan Son Nhat International Airport
SGU|US|37.036|-113.510|America/Denver|St George|St George Regional Airport
SHA|CN|31.198|121.334|Asia/Shanghai|Shanghai|Shanghai Hongqiao International Airport
SHB|JP|43.577|144.960|Asia/Tokyo|Nakashibetsu|Nakashibetsu Airport
SHD|US|38.264|-78.896|America/New_York|Weyers Cave|Shenandoah Valley Regional Airport
SHE|CN|41.640|123.483|Asia/Shanghai|Hunnan, Shenyang|Shenyang Taoxian International Airport
SHJ|AE|25.329|55.517|Asia/Dubai|Sharjah|Sharjah International Airport
SHL|IN|25.704|91.979|Asia/Kolkata|Shillong|Shillong Airport
SHM|JP|33.662|135.364|Asia/Tokyo|Shirahama|Nanki Shirahama Airport
SHO|SZ|-26.359|31.717|Africa/Mbabane|Mpaka|King Mswati III International Airport
SHR|US|44.769|-106.980|America/Denver|Sheridan|Sheridan County Airport
SHS|CN|30.293|112.449|Asia/Shanghai|Jingzhou|Jingzhou Shashi Airport
SHV|US|32.447|-93.826|America/Chicago|Shreveport|Shreveport Regional Airport
SHW|SA|17.467|47.121|Asia/Riyadh|Sharurah|Sharurah Domestic Airport
SID|CV|16.741|-22.949|Atlantic/Cape_Verde|Espargos|Amílcar Cabral International Airport
SIG|PR|18.457|-66.098|America/Puerto_Rico|San Juan|Fernando Luis Ribas Dominicci Airport
SIN|SG|1.350|103.994|Asia/Singapore|Singapore|Singapore Changi Airport
SIP|UA|45.052|33.975|Europe/Simferopol|Simferopol|Simferopol International Airport
SIT|US|57.047|-135.362|America/Sitka|Sitka|Sitka Rocky Gutierrez Airport
SJC|US|37.362|-121.929|America/Los_Angeles|San Jose|Norman Y. Mineta San Jose International Airport
SJD|MX|23.156|-109.717|America/Mazatlan|Ciudad de San José del Cabo|Aeropuerto Internacional de Los Cabos
SJE|CO|2.580|-72.639|America/Bogota|San José Del Guaviare|Jorge E. Gonzalez Torres Airport
SJI|PH|12.361|121.047|Asia/Manila|San Jose|San Jose Airport
SJJ|BA|43.825|18.331|Europe/Sarajevo|Sarajevo|Sarajevo International Airport
SJK|BR|-23.229|-45.861|America/Sao_Paulo|São José Dos Campos|Professor Urbano Ernesto Stumpf Airport
SJL|BR|-0.148|-66.986|America/Manaus|São Gabriel da Cachoeira|São Gabriel da Cachoeira Airport
SJO|CR|9.994|-84.209|America/Costa_Rica|San José|Juan Santamaría International Airport
SJP|BR|-20.817|-49.407|America/Sao_Paulo|São José do Rio Preto|Prof. Eribelto Manoel Reino State Airport
SJT|US|31.358|-100.496|America/Chicago|San Angelo|San Angelo Regional Mathis Field
SJU|PR|18.439|-66.002|America/Puerto_Rico|San Juan|Luis Munoz Marin International Airport
SJW|CN|38.281|114.697|Asia/Shanghai|Shijiazhuang|Shijiazhuang Zhengding International Airport
SJX|BZ|18.356|-88.131|America/Belize|Sartaneja|Sartaneja Airport
SJY|FI|62.692|22.832|Europe/Helsinki|Seinäjoki|Seinäjoki Airport
SJZ|PT|38.666|-28.176|Atlantic/Azores|Velas|São Jorge Airport
SKB|KN|17.311|-62.719|America/St_Kitts|Basseterre|Robert L. Bradshaw International Airport
SKD|UZ|39.701|66.984|Asia/Samarkand|Samarkand|Samarkand Airport
SKG|GR|40.520|22.971|Europe/Athens|Thessaloniki|Thessaloniki Macedonia International Airport
SKN|NO|68.579|15.033|Europe/Oslo|Hadsel|Stokmarknes Airport, Skagen
SKO|NG|12.916|5.207|Africa/Lagos|Sokoto|Sadiq Abubakar III International Airport
SKP|MK|41.962|21.621|Europe/Skopje|Skopje|Skopje International Airport
SKT|PK|32.536|74.364|Asia/Karachi|Sialkot|Sialkot International Airport
SKX|RU|54.125|45.212|Europe/Moscow|Saransk|Saransk Airport
SKZ|PK|27.722|68.792|Asia/Karachi|Mirpur Khas|Sukkur Airport
SLA|AR|-24.856|-65.486|America/Argentina/Salta|Salta|Martin Miguel De Guemes International Airport
SLC|US|40.786|-111.980|America/Denver|Salt Lake City|Salt Lake City International Airport
SLD|SK|48.638|19.134|Europe/Bratislava|Sliač|Sliač Airport
SLK|US|44.387|-74.205|America/New_York|Saranac Lake|Adirondack Regional Airport
SLL|OM|17.039|54.091|Asia/Muscat|Salalah|Salalah Airport
SLM|ES|40.952|-5.502|Europe/Madrid|Salamanca|Salamanca Airport
SLN|US|38.791|-97.652|America/Chicago|Salina|Salina Municipal Airport
SLP|MX|22.254|-100.931|America/Mexico_City|San Luis Potosí|Ponciano Arriaga International Airport
SLU|LC|14.020|-60.993|America/St_Vincent|Castries|George F. L. Charles Airport
SLW|MX|25.549|-100.929|America/Monterrey|Saltillo|Plan De Guadalupe International Airport
SLY|RU|66.591|66.611|Asia/Yekaterinburg|Salekhard|Salekhard Airport
SLZ|BR|-2.585|-44.234|America/Fortaleza|São Luís|Marechal Cunha Machado International Airport
SMA|PT|36.971|-25.171|Atlantic/Azores|Vila do Porto|Santa Maria Airport
SMF|US|38.695|-121.591|America/Los_Angeles|Sacramento|Sacramento International Airport
SMI|GR|37.690|26.912|Europe/Athens|Samos Island|Samos Airport
SML|BS|23.582|-75.269|America/Nassau|Stella Maris|Stella Maris Airport
SMR|CO|11.120|-74.231|America/Bogota|Santa Marta|Simón Bolívar International Airport
SMS|MG|-17.094|49.816|Indian/Antananarivo|Vohilava|Sainte Marie Airport
SMW|EH|26.732|-11.684|Africa/El_Aaiun|Smara|Smara Airport
SMX|US|34.899|-120.457|America/Los_Angeles|Santa Maria|Santa Maria Public Airport Captain G Allan Hancock Field
SNA|US|33.676|-117.868|America/Los_Angeles|Santa Ana|John Wayne Airport-Orange County Airport
SNB|AU|-11.418|130.648|Australia/Darwin|Milikapiti|Snake Bay Airport
SNE|CV|16.589|-24.284|Atlantic/Cape_Verde|Preguiça|Preguiça Airport
SNN|IE|52.702|-8.925|Europe/Dublin|Shannon|Shannon Airport
SNO|TH|17.195|104.119|Asia/Bangkok||Sakon Nakhon Airport
SNP|US|57.166|-170.223|America/Nome|St Paul Island|St Paul Island Airport
SNW|MM|18.461|94.300|Asia/Yangon|Thandwe|Thandwe Airport
SOB|HU|46.686|17.159|Europe/Budapest|Sármellék|Hévíz–Balaton Airport
SOC|ID|-7.516|110.757|Asia/Jakarta|Surakarta|Adisumarmo International Airport
SOF|BG|42.697|23.411|Europe/Sofia|Sofia|Sofia Airport
SOJ|NO|69.787|20.959|Europe/Oslo|Sørkjosen|Sørkjosen Airport
SOM|VE|8.945|-64.151|America/Caracas|El Tigre|San Tomé Airport
SON|VU|-15.505|167.220|Pacific/Efate|Luganville|Santo Pekoa International Airport
SOQ|ID|-0.894|131.287|Asia/Jayapura|Sorong|Domine Eduard Osok Airport
SOU|GB|50.950|-1.357|Europe/London|Southampton|Southampton Airport
SPC|ES|28.626|-17.756|Atlantic/Canary|Sta Cruz de la Palma, La Palma Island|La Palma Airport
SPD|BD|25.759|88.909|Asia/Dhaka|Saidpur|Saidpur Airport
SPI|US|39.844|-89.678|America/Chicago|Springfield|Abraham Lincoln Capital Airport
SPN|MP|15.119|145.729|Pacific/Saipan|I Fadang, Saipan|Saipan International Airport
SPP|AO|-14.658|17.720|Africa/Luanda|Menongue|Menongue Airport
SPR|BZ|17.914|-87.971|America/Belize|San Pedro|John Greif II Airport
SPS|US|33.989|-98.492|America/Chicago|Wichita Falls|Sheppard Air Force Base / Wichita Falls Municipal Airport
SPU|HR|43.539|16.298|Europe/Zagreb|Split|Split Airport
SPX|EG|30.108|30.889|Africa/Cairo|Al Jiza|Sphinx International Airport
SQD|CN|28.380|117.964|Asia/Shanghai|Shangrao|Shangrao Sanqingshan Airport
SQG|ID|0.064|111.474|Asia/Pontianak|Sintang|Sintang Airport
SQJ|CN|26.426|117.834|Asia/Shanghai|Sanming|Sanming Shaxian Airport
SQO|SE|64.961|17.697|Europe/Stockholm|Storuman|Storuman Airport
SRE|BO|-19.247|-65.150|America/La_Paz|Yamparaez|Alcantarí Airport
SRG|ID|-6.971|110.373|Asia/Jakarta|Semarang|Achmad Yani Airport
SRP|NO|59.792|5.341|Europe/Oslo|Leirvik|Stord Airport, Sørstokken
SRQ|US|27.395|-82.554|America/New_York|Sarasota|Sarasota Bradenton International Airport
SRT|UG|1.728|33.623|Africa/Kampala|Soroti|Soroti Airport
SRX|LY|31.063|16.595|Africa/Tripoli|Sirt|Sirt International Airport / Ghardabiya Airbase
SRY|IR|36.644|53.189|Asia/Tehran|Sari|Sari Dasht-e Naz International Airport
SRZ|BO|-17.812|-63.172|America/La_Paz|Santa Cruz|El Trompillo Airport
SSA|BR|-12.909|-38.322|America/Bahia|Salvador|Deputado Luiz Eduardo Magalhães International Airport
SSG|GQ|3.755|8.709|Africa/Malabo|Malabo|Malabo Airport
SSH|EG|27.977|34.395|Africa/Cairo|Sharm El Sheikh|Sharm El Sheikh International Airport
SSJ|NO|65.957|12.469|Europe/Oslo|Alstahaug|Sandnessjøen Airport, Stokka
SST|AR|-36.542|-56.722|America/Argentina/Buenos_Aires|Santa Teresita|Santa Teresita Airport
SSY|AO|-6.270|14.247|Africa/Luanda|Mbanza Congo|Mbanza Congo Airport
STC|US|45.547|-94.060|America/Chicago|Saint Cloud|Saint Cloud Regional Airport
STD|VE|7.565|-72.035|America/Caracas|Santo Domingo|Mayor Buenaventura Vivas International Airport
STG|US|56.577|-169.664|America/Nome|St George|St George Airport
STI|DO|19.406|-70.605|America/Santo_Domingo|Santiago|Cibao International Airport
STL|US|38.749|-90.370|America/Chicago|St Louis|St Louis Lambert International Airport
STM|BR|-2.422|-54.793|America/Santarem|Santarém|Santarém - Maestro Wilson Fonseca International Airport
STN|GB|51.885|0.235|Europe/London|London|London Stansted Airport
STR|DE|48.690|9.222|Europe/Berlin|Stuttgart|Stuttgart Airport
STS|US|38.509|-122.813|America/Los_Angeles|Santa Rosa|Charles M. Schulz Sonoma County Airport
STT|VI|18.337|-64.977|America/St_Thomas|Charlotte Amalie|Cyril E. King Airport
STV|IN|21.114|72.742|Asia/Kolkata||Surat Airport
STW|RU|45.109|42.113|Europe/Moscow|Stavropol|Stavropol Shpakovskoye Airport
STX|VI|17.702|-64.799|America/St_Thomas|Christiansted|Henry E Rohlsen Airport
SUB|ID|-7.380|112.787|Asia/Jakarta|Surabaya|Juanda International Airport
SUF|IT|38.905|16.242|Europe/Rome|Lamezia Terme|Lamezia Terme Airport
SUG|PH|9.756|125.481|Asia/Manila|Surigao City|Surigao Airport
SUI|GE|42.858|41.128|Asia/Tbilisi|Sukhumi|Sukhumi Babushara /  Vladislav Ardzinba International Airport
SUJ|RO|47.703|22.886|Europe/Bucharest|Satu Mare|Satu Mare Airport
SUN|US|43.504|-114.296|America/Boise|Hailey|Friedman Memorial Airport
SUV|FJ|-18.043|178.559|Pacific/Fiji|Nausori|Nausori International Airport
SUX|US|42.398|-96.382|America/Chicago|Sioux City|Sioux Gateway Airport / Brigadier General Bud Day Field
SVB|MG|-14.279|50.175|Indian/Antananarivo|Sambava|Sambava Airport
SVD|VC|13.157|-61.150|America/St_Vincent|Kingstown|Argyle International Airport
SVG|NO|58.877|5.638|Europe/Oslo|Stavanger|Stavanger Airport, Sola
SVI|CO|2.152|-74.766|America/Bogota|San Vicente Del Caguán|Eduardo Falla Solano Airport
SVJ|NO|68.243|14.669|Europe/Oslo|Svolvær|Svolvær Airport, Helle
SVL|FI|61.943|28.945|Europe/Helsinki|Savonlinna|Savonlinna Airport
SVO|RU|55.973|37.415|Europe/Moscow|Moscow|Sheremetyevo International Airport
SVQ|ES|37.418|-5.893|Europe/Madrid|Sevilla|Sevilla Airport
SVX|RU|56.743|60.803|Asia/Yekaterinburg|Yekaterinburg|Koltsovo Airport
SVZ|VE|7.841|-72.440|America/Caracas||San Antonio Del Tachira Airport
SWA|CN|23.552|116.503|Asia/Shanghai|Jieyang|Jieyang Chaoshan International Airport
SWF|US|41.504|-74.105|America/New_York|Newburgh|New York Stewart International Airport
SXB|FR|48.538|7.628|Europe/Paris|Strasbourg|Strasbourg Airport
SXM|SX|18.041|-63.109|America/Lower_Princes|Saint Martin|Princess Juliana International Airport
SXR|IN|33.987|74.774|Asia/Kolkata|Srinagar|Sheikh ul Alam International Airport
SYD|AU|-33.946|151.177|Australia/Sydney|Sydney|Sydney Kingsford Smith International Airport
SYO|JP|38.812|139.787|Asia/Tokyo|Shonai|Shonai Airport
SYQ|CR|9.957|-84.140|America/Costa_Rica|San Jose|Tobías Bolaños International Airport
SYR|US|43.111|-76.106|America/New_York|Syracuse|Syracuse Hancock International Airport
SYS|RU|71.928|114.080|Asia/Yakutsk|Saskylakh|Saskylakh Airport
SYW|PK|26.473|67.717|Asia/Karachi|Sehwan Sharif|Sehwan Sharif Airport
SYX|CN|18.303|109.412|Asia/Shanghai|Sanya|Sanya Phoenix International Airport
SYY|GB|58.216|-6.331|Europe/London|Stornoway, Western Isles|Stornoway Airport
SYZ|IR|29.539|52.590|Asia/Tehran|Shiraz|Shiraz Shahid Dastghaib International Airport
SZA|AO|-6.141|12.372|Africa/Luanda|Soyo|Soyo Airport
SZB|MY|3.131|101.549|Asia/Kuala_Lumpur|Subang|Sultan Abdul Aziz Shah International Airport
SZF|TR|41.255|36.567|Europe/Istanbul|Samsun|Samsun-Çarşamba Airport
SZG|AT|47.793|13.004|Europe/Vienna|Salzburg|Salzburg Airport
SZX|CN|22.639|113.811|Asia/Shanghai|Shenzhen|Shenzhen Bao'an International Airport
SZY|PL|53.482|20.938|Europe/Warsaw|Olsztyn|Olsztyn-Mazury Airport
SZZ|PL|53.585|14.902|Europe/Warsaw|Goleniow|Szczecin-Goleniów "Solidarność" Airport
TAB|TT|11.150|-60.832|America/Port_of_Spain|Scarborough|Tobago-Crown Point Airport
TAC|PH|11.228|125.028|Asia/Manila|Tacloban City|Daniel Z. Romualdez Airport
TAE|KR|35.897|128.655|Asia/Seoul|Daegu|Daegu Airport
TAG|PH|9.573|123.770|Asia/Manila|Panglao|Bohol-Panglao International Airport
TAH|VU|-19.455|169.224|Pacific/Efate||Tanna Airport
TAI|YE|13.686|44.139|Asia/Aden|Ta'izz|Ta'izz International Airport
TAK|JP|34.214|134.016|Asia/Tokyo|Takamatsu|Takamatsu Airport
TAM|MX|22.296|-97.866|America/Monterrey|Tampico|General Francisco Javier Mina International Airport
TAO|CN|36.362|120.088|Asia/Shanghai|Jiaozhou, Qingdao|Qingdao Jiaodong International Airport
TAP|MX|14.794|-92.370|America/Mexico_City|Tapachula|Tapachula International Airport
TAS|UZ|41.258|69.281|Asia/Tashkent|Tashkent|Tashkent International Airport
TAT|SK|49.074|20.241|Europe/Bratislava|Poprad|Poprad-Tatry Airport
TAY|EE|58.307|26.690|Europe/Tallinn|Tartu|Tartu Airport
TAZ|TM|41.760|59.836|Asia/Ashgabat|Daşoguz|Daşoguz Airport
TBB|VN|13.050|109.334|Asia/Ho_Chi_Minh|Tuy Hoa|Dong Tac Airport
TBH|PH|12.311|122.085|Asia/Manila|Tablas Island|Tugdan Airport
TBI|BS|24.315|-75.452|America/Nassau|Cat Island|New Bight Airport
TBJ|TN|36.980|8.877|Africa/Tunis|Tabarka|Tabarka-Aïn Draham International Airport
TBN|US|37.742|-92.141|America/Chicago|Fort Leonard Wood|Waynesville-St. Robert Regional Airport-Forney Field
TBP|PE|-3.552|-80.381|America/Lima|Tumbes|Captain Pedro Canga Rodríguez International Airport
TBS|GE|41.669|44.955|Asia/Tbilisi|Tbilisi|Tbilisi International Airport
TBT|BR|-4.256|-69.936|America/Eirunepe|Tabatinga|Tabatinga Airport
TBU|TO|-21.241|-175.150|Pacific/Tongatapu|Nuku'alofa|Fua'amotu International Airport
TBZ|IR|38.134|46.235|Asia/Tehran|Tabriz|Tabriz International Airport
TCA|AU|-19.634|134.183|Australia/Darwin|Tennant Creek|Tennant Creek Airport
TCB|BS|26.745|-77.391|America/Nassau|Treasure Cay|Treasure Cay Airport
TCO|CO|1.814|-78.749|America/Bogota|Tumaco|La Florida Airport
TCP|EG|29.594|34.776|Africa/Cairo|Taba|Taba International Airport
TCQ|PE|-18.053|-70.276|America/Lima|Tacna|Coronel FAP Carlos Ciriani Santa Rosa International Airport
TCZ|CN|24.938|98.486|Asia/Shanghai|Baoshan|Tengchong Tuofeng Airport
TDG|PH|9.072|126.171|Asia/Manila|Tandag|Tandag Airport
TDX|TH|12.275|102.319|Asia/Bangkok|Laem Ngop|Trat Airport
TEE|DZ|35.432|8.121|Africa/Algiers|Tébessi|Cheikh Larbi Tébessi Airport
TEN|CN|27.883|109.309|Asia/Shanghai|Tongren|Tongren Fenghuang Airport
TEQ|TR|41.138|27.919|Europe/Istanbul|Çorlu|Tekirdağ Çorlu Airport
TER|PT|38.762|-27.091|Atlantic/Azores|Praia da Vitória|Lajes Airport
TET|MZ|-16.105|33.640|Africa/Maputo|Tete|Chingozi Airport
TEZ|IN|26.709|92.785|Asia/Kolkata||Tezpur Airport
TFF|BR|-3.383|-64.724|America/Manaus|Tefé|Tefé Airport
TFN|ES|28.483|-16.341|Atlantic/Canary|Tenerife|Tenerife Norte-Ciudad de La Laguna Airport
TFS|ES|28.044|-16.573|Atlantic/Canary|Tenerife|Tenerife Sur Airport
TFU|CN|30.313|104.441|Asia/Shanghai|Chengdu|Chengdu Tianfu International Airport
TGD|ME|42.359|19.252|Europe/Podgorica|Podgorica|Podgorica Airport / Podgorica Golubovci Airbase
TGG|MY|5.383|103.103|Asia/Kuala_Lumpur|Kuala Terengganu|Sultan Mahmud Airport
TGJ|NC|-21.096|167.804|Pacific/Noumea|Tiga|Tiga Airport
TGK|RU|47.198|38.849|Europe/Moscow|Taganrog|Taganrog Yuzhny Airport
TGM|RO|46.468|24.413|Europe/Bucharest|Târgu Mureş|Transilvania Târgu Mureş International Airport
TGO|CN|43.557|122.200|Asia/Shanghai|Tongliao|Tongliao Airport
TGR|DZ|33.068|6.089|Africa/Algiers|Touggourt|Touggourt Sidi Madhi Airport
TGT|TZ|-5.092|39.071|Africa/Dar_es_Salaam|Tanga|Tanga Airport
TGU|HN|14.061|-87.217|America/Tegucigalpa|Tegucigalpa|Toncontín International Airport
TGZ|MX|16.564|-93.022|America/Mexico_City|Tuxtla Gutiérrez|Angel Albino Corzo International Airport
THE|BR|-5.060|-42.824|America/Fortaleza|Teresina|Senador Petrônio Portela Airport
THG|AU|-24.495|150.578|Australia/Brisbane|Biloela|Thangool Airport
THL|MM|20.484|99.935|Asia/Yangon|Tachileik|Tachileik Airport
THN|SE|58.318|12.345|Europe/Stockholm|Trollhättan|Trollhättan-Vänersborg Airport
THQ|CN|34.559|105.860|Asia/Shanghai|Tianshui|Tianshui Maijishan Airport
THR|IR|35.689|51.313|Asia/Tehran|Tehran|Mehrabad International Airport
THS|TH|17.238|99.818|Asia/Bangkok||Sukhothai Airport
THU|GL|76.531|-68.703|America/Thule|Pituffik|Thule Air Base
TIA|AL|41.415|19.721|Europe/Tirane|Tirana|Tirana International Airport Mother Teresa
TIF|SA|21.483|40.543|Asia/Riyadh|Ta’if|Ta’if Regional Airport
TIH|PF|-15.120|-148.231|Pacific/Tahiti||Tikehau Airport
TIJ|MX|32.546|-116.976|America/Tijuana|Ciudad de Tijuana|Aeropuerto Internacional Gral. Abelardo Rodriguez
TIM|ID|-4.530|136.887|Asia/Jayapura|Timika|Mozes Kilangin Airport
TIN|DZ|27.700|-8.167|Africa/Algiers|Tindouf|Tindouf Airport
TIU|NZ|-44.303|171.225|Pacific/Auckland||Timaru Airport
TIV|ME|42.405|18.723|Europe/Podgorica|Tivat|Tivat Airport
TJA|BO|-21.556|-64.701|America/La_Paz|Tarija|Capitan Oriel Lea Plaza Airport
TJG|ID|-2.217|115.436|Asia/Makassar|Tanta-Tabalong|Warukin Airport
TJK|TR|40.307|36.367|Europe/Istanbul|Tokat|Tokat Airport
TJM|RU|57.190|65.324|Asia/Yekaterinburg|Tyumen|Roshchino International Airport
TJU|TJ|37.988|69.805|Asia/Dushanbe|Kulyab|Kulob Airport
TKD|GH|4.896|-1.775|Africa/Accra|Sekondi-Takoradi|Takoradi Airport
TKG|ID|-5.247|105.183|Asia/Jakarta|Bandar Lampung|Radin Inten II International Airport
TKK|FM|7.462|151.843|Pacific/Chuuk|Weno Island|Chuuk International Airport
TKN|JP|27.836|128.881|Asia/Tokyo|Amagi|Tokunoshima Airport
TKP|PF|-14.710|-145.246|Pacific/Tahiti||Takapoto Airport
TKS|JP|34.133|134.607|Asia/Tokyo|Tokushima|Tokushima Awaodori Airport / JMSDF Tokushima Air Base
TKU|FI|60.514|22.263|Europe/Helsinki|Turku|Turku Airport
TKX|PF|-14.456|-145.025|Pacific/Tahiti||Takaroa Airport
TLC|MX|19.338|-99.570|America/Mexico_City|Ciudad de Toluca|Aeropuerto Internacional Adolfo López Mateos
TLE|MG|-23.383|43.728|Indian/Antananarivo|Toliara|Toliara Airport
TLH|US|30.396|-84.350|America/New_York|Tallahassee|Tallahassee Regional Airport
TLL|EE|59.413|24.833|Europe/Tallinn|Tallinn|Lennart Meri Tallinn Airport
TLM|DZ|35.013|-1.457|Africa/Algiers|Zenata|Zenata – Messali El Hadj Airport
TLN|FR|43.097|6.146|Europe/Paris|Toulon|Toulon-Hyères Airport
TLQ|CN|43.031|89.099|Asia/Urumqi|Turpan|Turpan Jiaohe Airport
TLS|FR|43.629|1.364|Europe/Paris|Toulouse|Toulouse-Blagnac Airport
TLV|IL|32.011|34.887|Asia/Jerusalem|Tel Aviv|Ben Gurion International Airport
TME|CO|6.451|-71.760|America/Bogota|Tame|Gustavo Vargas Airport
TMH|ID|-6.097|140.304|Asia/Jayapura|Tanah Merah|Tanah Merah Airport
TMJ|UZ|37.287|67.312|Asia/Samarkand|Termez|Termez Airport
TML|GH|9.557|-0.863|Africa/Accra|Tamale|Tamale Airport
TMM|MG|-18.110|49.393|Indian/Antananarivo|Toamasina|Toamasina Ambalamanasy Airport
TMP|FI|61.414|23.604|Europe/Helsinki|Tampere|Tampere-Pirkkala Airport
TMR|DZ|22.812|5.451|Africa/Algiers|Tamanrasset|Aguenar – Hadj Bey Akhamok Airport
TMS|ST|0.378|6.712|Africa/Sao_Tome|São Tomé|São Tomé International Airport
TMT|BR|-1.490|-56.397|America/Santarem|Oriximiná|Trombetas Airport
TMW|AU|-31.078|150.845|Australia/Sydney|Tamworth|Tamworth Airport
TMX|DZ|29.237|0.276|Africa/Algiers|Timimoun|Timimoun Airport
TNA|CN|36.857|117.216|Asia/Shanghai|Jinan|Jinan Yaoqiang International Airport
TND|CU|21.788|-79.997|America/Havana|Trinidad|Alberto Delgado Airport
TNE|JP|30.605|130.991|Asia/Tokyo|Tanegashima|New Tanegashima Airport
TNG|MA|35.732|-5.921|Africa/Casablanca|Tangier|Tangier Ibn Battuta Airport
TNH|CN|42.254|125.703|Asia/Shanghai|Tonghua|Tonghua Sanyuanpu Airport
TNN|TW|22.950|120.206|Asia/Taipei|Tainan|Tainan International Airport / Tainan Air Base
TNR|MG|-18.797|47.479|Indian/Antananarivo|Antananarivo|Ivato Airport
TOD|MY|2.818|104.160|Asia/Kuala_Lumpur|Tioman Island|Tioman Airport
TOE|TN|33.940|8.111|Africa/Tunis|Tozeur|Tozeur Nefta International Airport
TOF|RU|56.380|85.208|Asia/Tomsk|Tomsk|Bogashevo Airport
TOL|US|41.587|-83.808|America/New_York|Toledo|Eugene F. Kranz Toledo Express Airport
TOM|ML|16.730|-3.008|Africa/Bamako|Timbuktu|Timbuktu Airport
TOS|NO|69.683|18.919|Europe/Oslo|Tromsø|Tromsø Airport, Langnes
TOU|NC|-20.790|165.260|Pacific/Noumea|Touho|Touho Airport
TOY|JP|36.648|137.188|Asia/Tokyo|Toyama|Toyama Airport
TPA|US|27.976|-82.533|America/New_York|Tampa|Tampa International Airport
TPE|TW|25.078|121.233|Asia/Taipei|Taoyuan|Taiwan Taoyuan International Airport
TPJ|NP|27.351|87.695|Asia/Kathmandu|Taplejung|Taplejung Airport
TPP|PE|-6.509|-76.373|America/Lima|Tarapoto|Cadete FAP Guillermo Del Castillo Paredes Airport
TPQ|MX|21.420|-104.842|America/Mazatlan|Tepic|Amado Nervo National Airport
TPS|IT|37.911|12.488|Europe/Rome|Trapani|Vincenzo Florio Airport Trapani-Birgi
TRA|JP|24.654|124.675|Asia/Tokyo|Tarama|Tarama Airport
TRC|MX|25.568|-103.411|America/Monterrey|Torreón|Francisco Sarabia Tinoco International Airport
TRD|NO|63.458|10.924|Europe/Oslo|Trondheim|Trondheim Airport, Værnes
TRE|GB|56.499|-6.869|Europe/London|Balemartine|Tiree Airport
TRF|NO|59.187|10.259|Europe/Oslo|Torp|Sandefjord Airport, Torp
TRG|NZ|-37.672|176.196|Pacific/Auckland|Tauranga|Tauranga Airport
TRI|US|36.475|-82.407|America/New_York|Blountville|Tri-Cities Regional TN/VA Airport
TRK|ID|3.325|117.564|Asia/Makassar|Tarakan|Juwata International Airport / Suharnoko Harbani AFB
TRN|IT|45.201|7.650|Europe/Rome|Torino|Turin Airport
TRO|AU|-31.889|152.514|Australia/Sydney|Taree|Taree Airport
TRR|LK|8.539|81.182|Asia/Colombo|Trincomalee|China Bay Airport
TRS|IT|45.827|13.472|Europe/Rome|Trieste|Trieste–Friuli Venezia Giulia Airport
TRT|ID|-3.186|119.918|Asia/Makassar|Toraja|Toraja Airport
TRU|PE|-8.081|-79.109|America/Lima|Trujillo|Capitan FAP Carlos Martinez De Pinillos International Airport
TRV|IN|8.482|76.920|Asia/Kolkata|Thiruvananthapuram|Trivandrum International Airport
TRW|KI|1.382|173.147|Pacific/Tarawa|Tarawa|Bonriki International Airport
TRZ|IN|10.766|78.718|Asia/Kolkata|Tiruchirappalli|Tiruchirappalli International Airport
TSA|TW|25.069|121.552|Asia/Taipei|Taipei City|Taipei Songshan Airport
TSF|IT|45.648|12.194|Europe/Rome|Treviso|Treviso-Sant'Angelo Airport
TSJ|JP|34.285|129.331|Asia/Tokyo|Tsushima|Tsushima Airport
TSN|CN|39.124|117.346|Asia/Shanghai|Tianjin|Tianjin Binhai International Airport
TSR|RO|45.810|21.338|Europe/Bucharest|Timişoara|Timişoara Traian Vuia Airport
TST|TH|7.509|99.617|Asia/Bangkok|Trang|Trang Airport
TSV|AU|-19.253|146.767|Australia/Brisbane|Townsville|Townsville Airport / RAAF Base Townsville
TTA|MA|28.448|-11.161|Africa/Casablanca|Tan Tan|Tan Tan Airport
TTE|ID|0.831|127.382|Asia/Jayapura|Sango|Sultan Babullah Airport
TTG|AR|-22.620|-63.794|America/Argentina/Salta|Tartagal|General Enrique Mosconi Airport
TTJ|JP|35.530|134.167|Asia/Tokyo|Tottori|Tottori Sand Dunes Conan Airport
TTN|US|40.277|-74.813|America/New_York|Trenton|Trenton Mercer Airport
TTQ|CR|10.420|-83.609|America/Costa_Rica|Roxana|Aerotortuguero Airport
TTT|TW|22.755|121.102|Asia/Taipei|Taitung City|Taitung Airport
TTU|MA|35.594|-5.320|Africa/Casablanca|Tétouan|Sania Ramel Airport
TUA|EC|0.810|-77.708|America/Bogota|Tulcán|Lieutenant Colonel Luis A. Mantilla International Airport
TUB|PF|-23.365|-149.524|Pacific/Tahiti||Tubuai Airport
TUC|AR|-26.841|-65.105|America/Argentina/Tucuman|San Miguel de Tucumán|Teniente Benjamin Matienzo Airport
TUD|SN|13.737|-13.653|Africa/Dakar|Tambacounda|Tambacounda Airport
TUF|FR|47.432|0.728|Europe/Paris|Tours|Tours-Val-de-Loire Airport
TUG|PH|17.643|121.733|Asia/Manila|Tuguegarao City|Tuguegarao Airport
TUI|SA|31.692|38.732|Asia/Riyadh|Turaif|Turaif Domestic Airport
TUK|PK|25.986|63.030|Asia/Karachi|Turbat|Turbat International Airport
TUL|US|36.198|-95.888|America/Chicago|Tulsa|Tulsa International Airport
TUN|TN|36.851|10.227|Africa/Tunis|Tunis|Tunis Carthage International Airport
TUO|NZ|-38.740|176.084|Pacific/Auckland|Taupo|Taupo Airport
TUP|US|34.268|-88.770|America/Chicago|Tupelo|Tupelo Regional Airport
TUR|BR|-3.786|-49.720|America/Belem|Tucuruí|Tucuruí Airport
TUS|US|32.115|-110.938|America/Phoenix|Tucson|Tucson International Airport / Morris Air National Guard Base
TUU|SA|28.365|36.619|Asia/Riyadh|Tabuk|Tabuk Airport
TVC|US|44.741|-85.582|America/Detroit|Traverse City|Cherry Capital Airport
TVY|MM|14.104|98.204|Asia/Yangon|Dawei|Dawei Airport
TWF|US|42.482|-114.488|America/Boise|Twin Falls|Joslin Field Magic Valley Regional Airport
TWT|PH|5.048|119.743|Asia/Kuching|Bongao|Sanga Sanga Airport
TWU|MY|4.320|118.128|Asia/Kuching|Tawau|Tawau Airport
TXE|ID|4.721|96.852|Asia/Jakarta|Takengon|Rembele Airport
TXK|US|33.454|-93.991|America/Chicago|Texarkana|Texarkana Regional Airport (Webb Field)
TXN|CN|29.733|118.256|Asia/Shanghai|Huangshan|Tunxi International Airport
TYF|SE|60.158|12.991|Europe/Stockholm|Torsby|Torsby Airport
TYL|PE|-4.577|-81.254|America/Lima|Talara|Captain Victor Montes Arias International Airport
TYN|CN|37.747|112.628|Asia/Shanghai|Taiyuan|Taiyuan Wusu Airport
TYR|US|32.354|-95.402|America/Chicago|Tyler|Tyler Pounds Regional Airport
TYS|US|35.811|-83.994|America/New_York|Alcoa|McGhee Tyson Airport
TZA|BZ|17.517|-88.196|America/Belize|Belize City|Sir Barry Bowen Municipal Airport
TZL|BA|44.459|18.725|Europe/Sarajevo|Tuzla|Tuzla International Airport
TZN|BS|24.159|-77.590|America/Nassau|Andros|Congo Town Airport
TZX|TR|40.995|39.790|Europe/Istanbul|Trabzon|Trabzon International Airport
UAK|GL|61.160|-45.426|America/Nuuk|Narsarsuaq|Narsarsuaq Airport
UAQ|AR|-31.572|-68.418|America/Argentina/San_Juan|San Juan|Domingo Faustino Sarmiento Airport
UBA|BR|-19.765|-47.966|America/Sao_Paulo|Uberaba|Mário de Almeida Franco Airport
UBJ|JP|33.930|131.279|Asia/Tokyo|Ube|Yamaguchi Ube Airport
UBN|MN|47.647|106.820|Asia/Ulaanbaatar|Ulaanbaatar|Ulaanbaatar Chinggis Khaan International Airport
UBP|TH|15.251|104.870|Asia/Bangkok|Ubon Ratchathani|Ubon Ratchathani Airport
UCB|CN|41.130|113.107|Asia/Shanghai|Ulanqab|Ulanqab Jining Airport
UCT|RU|63.567|53.805|Europe/Moscow|Ukhta|Ukhta Airport
UDI|BR|-18.884|-48.226|America/Sao_Paulo|Uberlândia|Ten. Cel. Aviador César Bombonato Airport
UDJ|UA|48.634|22.263|Europe/Kyiv|Uzhhorod|Uzhhorod International Airport
UDR|IN|24.618|73.896|Asia/Kolkata|Udaipur|Maharana Pratap Airport
UEL|MZ|-17.855|36.869|Africa/Maputo|Quelimane|Quelimane Airport
UEO|JP|26.363|126.714|Asia/Tokyo|Kumejima|Kumejima Airport
UET|PK|30.251|66.938|Asia/Karachi|Quetta|Quetta International Airport
UFA|RU|54.557|55.874|Asia/Yekaterinburg|Ufa|Ufa International Airport
UGA|MN|48.855|103.476|Asia/Ulaanbaatar|Bulgan|Bulgan Airport
UGC|UZ|41.584|60.642|Asia/Samarkand|Urgench|Urgench Airport
UGU|ID|-3.740|137.031|Asia/Jayapura|Sugapa|Bilogai-Sugapa Airport
UIB|CO|5.691|-76.641|America/Bogota|Quibdó|El Caraño Airport
UIH|VN|13.955|109.042|Asia/Ho_Chi_Minh|Quy Nohn|Phu Cat Airport
UIN|US|39.943|-91.195|America/Chicago|Quincy|Quincy Regional Baldwin Field
UIO|EC|-0.125|-78.354|America/Guayaquil|Quito|Mariscal Sucre International Airport
UIP|FR|47.975|-4.168|Europe/Paris|Quimper|Quimper-Cornouaille Airport
UKB|JP|34.633|135.224|Asia/Tokyo|Kobe|Kobe Airport
UKK|KZ|50.037|82.493|Asia/Almaty|Ust-Kamenogorsk|Ust-Kamenogorsk Airport
UKX|RU|56.857|105.730|Asia/Irkutsk|Ust-Kut|Ust-Kut Airport
ULA|AR|-49.307|-67.803|America/Argentina/Rio_Gallegos|San Julian|Capitan D Daniel Vazquez Airport
ULH|SA|26.480|38.129|Asia/Riyadh|Al Ula|Majeed Bin Abdulaziz Airport
ULK|RU|60.721|114.826|Asia/Yakutsk|Lensk|Lensk Airport
ULP|AU|-26.612|144.253|Australia/Brisbane||Quilpie Airport
ULU|UG|2.806|32.272|Africa/Kampala|Gulu|Gulu Airport
ULV|RU|54.268|48.227|Europe/Ulyanovsk|Ulyanovsk|Ulyanovsk Baratayevka Airport
ULY|RU|54.401|48.803|Europe/Moscow|Cherdakly|Ulyanovsk East Airport
UME|SE|63.792|20.283|Europe/Stockholm|Umeå|Umeå Airport
UNI|VC|12.600|-61.412|America/St_Vincent|Union Island|Union Island International Airport
UNN|TH|9.778|98.586|Asia/Bangkok|Ranong|Ranong Airport
UPB|CU|23.033|-82.579|America/Havana|Havana|Playa Baracoa Airport
UPG|ID|-5.062|119.554|Asia/Makassar|Ujung Pandang|Hasanuddin International Airport
UPN|MX|19.397|-102.039|America/Mexico_City|Uruapan|Uruapan - Licenciado y General Ignacio Lopez Rayon International Airport
URA|KZ|51.151|51.543|Asia/Oral|Uralsk|Uralsk Airport
URC|CN|43.907|87.474|Asia/Urumqi|Ürümqi|Ürümqi Diwopu International Airport
URE|EE|58.230|22.510|Europe/Tallinn|Kuressaare|Kuressaare Airport
URG|BR|-29.782|-57.038|America/Sao_Paulo|Uruguaiana|Rubem Berta Airport
URJ|RU|60.103|64.827|Asia/Yekaterinburg|Uray|Uray Airport
URO|FR|49.387|1.184|Europe/Paris|Boos|Rouen Vallée de Seine Airport
URS|RU|51.751|36.296|Europe/Moscow|Kursk|Kursk East Airport
URT|TH|9.133|99.136|Asia/Bangkok|Surat Thani|Surat Thani Airport
URY|SA|31.412|37.279|Asia/Amman|Gurayat|Gurayat Domestic Airport
USA|US|35.388|-80.709|America/New_York|Concord|Concord-Padgett Regional Airport
USH|AR|-54.843|-68.296|America/Punta_Arenas|Ushuaia|Malvinas Argentinas Airport
USK|RU|66.005|57.367|Europe/Moscow|Usinsk|Usinsk Airport
USM|TH|9.548|100.062|Asia/Bangkok|Na Thon|Samui Airport
USN|KR|35.593|129.352|Asia/Seoul|Ulsan|Ulsan Airport
USR|RU|64.550|143.115|Asia/Ust-Nera|Ust-Nera|Ust-Nera Airport
UST|US|29.959|-81.340|America/New_York|St Augustine|Northeast Florida Regional Airport
USU|PH|12.122|120.101|Asia/Manila|Coron|Francisco B. Reyes (Busuanga) Airport
UTH|TH|17.386|102.788|Asia/Bangkok|Udon Thani|Udon Thani Airport
UTN|ZA|-28.399|21.260|Africa/Johannesburg|Upington|Pierre Van Ryneveld Airport
UTP|TH|12.680|101.005|Asia/Bangkok|Rayong|U-Tapao International Airport
UTT|ZA|-31.546|28.673|Africa/Johannesburg|Mthatha|K. D. Matanzima Airport
UUA|RU|54.641|52.800|Europe/Moscow|Bugulma|Bugulma Airport
UUD|RU|51.809|107.440|Asia/Irkutsk|Ulan Ude|Baikal International Airport
UUS|RU|46.885|142.717|Asia/Sakhalin|Yuzhno-Sakhalinsk|Yuzhno-Sakhalinsk Airport
UVE|NC|-20.641|166.573|Pacific/Noumea|Ouvéa|Ouvéa Airport
UVF|LC|13.733|-60.953|America/St_Vincent|Vieux Fort|Hewanorra International Airport
UYL|SD|12.053|24.956|Africa/Khartoum|Nyala|Nyala Airport
VAA|FI|63.051|21.762|Europe/Helsinki|Vaasa|Vaasa Airport
VAI|PG|-2.693|141.303|Pacific/Port_Moresby|Vanimo|Vanimo Airport
VAM|MV|3.471|72.836|Indian/Maldives|Maamigili|Villa Airport
VAN|TR|38.468|43.332|Europe/Istanbul|Van|Van Ferit Melen Airport
VAR|BG|43.232|27.825|Europe/Sofia|Varna|Varna Airport
VAV|TO|-18.585|-173.962|Pacific/Tongatapu|Vava'u Island|Vava'u International Airport
VAW|NO|70.355|31.045|Europe/Oslo|Vardø|Vardø Airport, Svartnes
VBS|IT|45.429|10.331|Europe/Rome|Montichiari|Brescia Airport
VBY|SE|57.663|18.346|Europe/Stockholm|Visby|Visby Airport
VCA|VN|10.085|105.712|Asia/Ho_Chi_Minh|Can Tho|Can Tho International Airport
VCE|IT|45.505|12.352|Europe/Rome|Venice|Venice Marco Polo Airport
VCP|BR|-23.007|-47.135|America/Sao_Paulo|Campinas|Viracopos International Airport
VCS|VN|8.732|106.633|Asia/Ho_Chi_Minh|Con Dao|Con Dao Airport
VCT|US|28.853|-96.919|America/Chicago|Victoria|Victoria Regional Airport
VDC|BR|-14.908|-40.915|America/Bahia|Vitória da Conquista|Glauber de Andrade Rocha Airport
VDE|ES|27.815|-17.887|Atlantic/Canary|El Hierro Island|El Hierro Airport
VDH|VN|17.515|106.591|Asia/Bangkok|Dong Hoi|Dong Hoi Airport
VDM|AR|-40.869|-63.000|America/Argentina/Salta|Viedma|Gobernador Castello Airport
VDO|VN|21.121|107.415|Asia/Bangkok|Van Don|Van Don International Airport
VDS|NO|70.065|29.845|Europe/Oslo|Vadsø|Vadsø Airport
VEL|US|40.441|-109.510|America/Denver|Vernal|Vernal Regional Airport
VER|MX|19.146|-96.187|America/Mexico_City|Veracruz|General Heriberto Jara International Airport
VFA|ZW|-18.096|25.839|Africa/Harare|Victoria Falls|Victoria Falls International Airport
VGA|IN|16.530|80.797|Asia/Kolkata|Gannavaram|Vijayawada Airport
VGO|ES|42.232|-8.627|Europe/Madrid|Vigo|Vigo Airport
VHM|SE|64.579|16.834|Europe/Stockholm|Vilhelmina|Vilhelmina South Lapland Airport
VIE|AT|48.110|16.570|Europe/Vienna|Vienna|Vienna International Airport
VIG|VE|8.624|-71.673|America/Caracas|El Vigía|Juan Pablo Pérez Alfonso Airport
VII|VN|18.738|105.671|Asia/Bangkok|Vinh|Vinh Airport
VIL|EH|23.718|-15.932|Africa/El_Aaiun|Dakhla|Dakhla Airport
VIT|ES|42.883|-2.724|Europe/Madrid|Alava|Vitoria Airport
VIX|BR|-20.258|-40.285|America/Sao_Paulo|Vitória|Eurico de Aguiar Salles Airport
VKG|VN|9.958|105.132|Asia/Ho_Chi_Minh|Rach Gia|Rach Gia Airport
VKO|RU|55.591|37.262|Europe/Moscow|Moscow|Vnukovo International Airport
VKT|RU|67.489|63.993|Europe/Moscow|Vorkuta|Vorkuta Airport
VLC|ES|39.489|-0.482|Europe/Madrid|Valencia|Valencia Airport
VLD|US|30.782|-83.277|America/New_York|Valdosta|Valdosta Regional Airport
VLI|VU|-17.699|168.320|Pacific/Efate|Port Vila|Bauerfield International Airport
VLL|ES|41.706|-4.852|Europe/Madrid|Valladolid|Valladolid Airport
VLN|VE|10.150|-67.928|America/Caracas|Valencia|Arturo Michelena International Airport
VLV|VE|9.340|-70.584|America/Caracas|Valera|Dr. Antonio Nicolás Briceño Airport
VLY|GB|53.248|-4.535|Europe/London|Angelsey|Anglesey Airport
VMU|PG|-7.497|144.820|Pacific/Port_Moresby|Baimuru|Baimuru Airport
VNO|LT|54.634|25.286|Europe/Vilnius|Vilnius|Vilnius International Airport
VNS|IN|25.452|82.862|Asia/Kolkata|Varanasi|Lal Bahadur Shastri Airport
VNT|LV|57.358|21.544|Europe/Riga|Ventspils|Ventspils International Airport
VNX|MZ|-22.018|35.313|Africa/Maputo|Vilanculo|Vilankulo Airport
VOG|RU|48.783|44.346|Europe/Volgograd|Volgograd|Volgograd International Airport
VOH|MG|-13.376|50.003|Indian/Antananarivo|Vohemar|Vohemar Airport
VOL|GR|39.220|22.794|Europe/Athens|Nea Anchialos|Nea Anchialos National Airport
VOZ|RU|51.814|39.230|Europe/Moscow|Voronezh|Voronezh International Airport
VPE|AO|-17.044|15.684|Africa/Luanda|Ngiva|Ngjiva Pereira Airport
VPS|US|30.483|-86.525|America/Chicago|Valparaiso|Destin-Fort Walton Beach Airport
VPY|MZ|-19.151|33.429|Africa/Maputo|Chimoio|Chimoio Airport
VRA|CU|23.034|-81.435|America/Havana|Matanzas|Juan Gualberto Gomez International Airport
VRC|PH|13.576|124.206|Asia/Manila|Virac|Virac Airport
VRK|FI|62.171|27.869|Europe/Helsinki|Varkaus|Varkaus Airport
VRL|PT|41.274|-7.720|Europe/Lisbon|Vila Real|Vila Real Airport
VRN|IT|45.395|10.887|Europe/Rome|Villafranca di Verona|Verona-Villafranca Valerio Catullo Airport
VSA|MX|17.997|-92.817|America/Mexico_City|Villahermosa|Carlos Rovirosa Pérez International Airport
VSE|PT|40.725|-7.889|Europe/Lisbon|Viseu|Aerodromo Goncalves Lobato (Viseu Airport)
VST|SE|59.589|16.634|Europe/Stockholm|Stockholm|Stockholm Västerås Airport
VTE|LA|17.988|102.563|Asia/Vientiane|Vientiane|Wattay International Airport
VTU|CU|20.988|-76.936|America/Havana|Las Tunas|Hermanos Ameijeiras Airport
VTZ|IN|17.724|83.228|Asia/Kolkata|Visakhapatnam|Visakhapatnam Airport / INS Dega
VUP|CO|10.435|-73.249|America/Bogota|Valledupar|Alfonso López Pumarejo Airport
VVC|CO|4.168|-73.614|America/Bogota|Villavicencio|Vanguardia Airport
VVI|BO|-17.645|-63.135|America/La_Paz|Santa Cruz|Viru Viru International Airport
VVO|RU|43.396|132.148|Asia/Vladivostok|Artyom|Vladivostok International Airport
VVZ|DZ|26.723|8.623|Africa/Algiers|Illizi|Illizi Takhamalt Airport
VXC|MZ|-13.274|35.266|Africa/Maputo|Lichinga|Lichinga Airport
VXE|CV|16.833|-25.055|Atlantic/Cape_Verde|São Pedro|São Pedro Airport
VXO|SE|56.929|14.728|Europe/Stockholm|Växjö|Växjö Kronoberg Airport
VYI|RU|63.757|121.693|Asia/Yakutsk|Vilyuisk|Vilyuisk Airport
WAE|SA|20.504|45.200|Asia/Riyadh|Wadi Al Dawasir|Wadi Al Dawasir Domestic Airport
WAG|NZ|-39.962|175.025|Pacific/Auckland|Wanganui|Wanganui Airport
WAI|MG|-14.899|47.994|Indian/Antananarivo|Antsohihy|Ambalabe Airport
WAT|IE|52.187|-7.087|Europe/Dublin|Waterford|Waterford Airport
WAW|PL|52.166|20.967|Europe/Warsaw|Warsaw|Warsaw Chopin Airport
WBM|PG|-5.635|143.892|Pacific/Port_Moresby|Wapenamanda|Wapenamanda Airport
WDH|NA|-22.480|17.471|Africa/Windhoek|Windhoek|Hosea Kutako International Airport
WDS|CN|32.593|110.906|Asia/Shanghai|Shiyan|Shiyan Wudangshan Airport
WEF|CN|36.647|119.119|Asia/Shanghai|Weifang|Weifang Nanyuan Airport
WEH|CN|37.187|122.229|Asia/Shanghai|Weihai|Weihai Dashuibo Airport
WEI|AU|-12.677|141.923|Australia/Brisbane|Weipa|Weipa Airport
WFI|MG|-21.442|47.112|Indian/Antananarivo|Fianarantsoa|Fianarantsoa Airport
WGA|AU|-35.163|147.468|Australia/Sydney|Wagga Wagga|Wagga Wagga City Airport
WGN|CN|26.806|110.641|Asia/Shanghai|Shaoyang|Shaoyang Wugang Airport
WHK|NZ|-37.921|176.914|Pacific/Auckland||Whakatane Airport
WIC|GB|58.459|-3.093|Europe/London|Wick|Wick Airport
WIL|KE|-1.322|36.815|Africa/Nairobi|Nairobi|Nairobi Wilson Airport
WIN|AU|-22.364|143.086|Australia/Brisbane||Winton Airport
WJR|KE|1.733|40.092|Africa/Nairobi|Wajir|Wajir Airport
WJU|KR|37.437|127.960|Asia/Seoul|Wonju|Wonju Airport / Hoengseong Air Base (K-38/K-46)
WKA|NZ|-44.723|169.248|Pacific/Auckland|Wanaka|Wanaka Airport
WKJ|JP|45.404|141.801|Asia/Tokyo|Wakkanai|Wakkanai Airport
WKK|US|59.283|-158.618|America/Anchorage|Aleknagik|Aleknagik / New Airport
WLG|NZ|-41.327|174.805|Pacific/Auckland|Wellington|Wellington International Airport
WLS|WF|-13.238|-176.199|Pacific/Wallis|Wallis Island|Hihifo Airport
WMI|PL|52.451|20.652|Europe/Warsaw|Warsaw|Modlin Airport
WMN|MG|-15.438|49.689|Indian/Antananarivo|Maroantsetra|Maroantsetra Airport
WMR|MG|-16.164|49.774|Indian/Antananarivo|Mananara Nord|Mananara Nord Airport
WMT|CN|27.816|106.333|Asia/Shanghai|Zunyi|Zunyi Maotai Airport
WMX|ID|-4.097|138.952|Asia/Jayapura|Wamena|Wamena Airport
WNI|ID|-5.294|123.634|Asia/Makassar|Wangi-wangi Island|Matahora Airport
WNP|PH|13.585|123.270|Asia/Manila|Naga|Naga Airport
WNR|AU|-25.413|142.667|Australia/Brisbane||Windorah Airport
WNS|PK|26.219|68.390|Asia/Karachi|Nawabashah|Shaheed Benazirabad Airport
WNZ|CN|27.912|120.852|Asia/Shanghai|Wenzhou|Wenzhou Longwan International Airport
WOL|AU|-34.561|150.789|Australia/Sydney|Albion Park Rail|Shellharbour Airport
WOS|KP|39.167|127.486|Asia/Pyongyang|Wonsan|Wonsan Kalma International Airport
WRE|NZ|-35.769|174.364|Pacific/Auckland|Whangarei|Whangarei Airport
WRG|US|56.484|-132.370|America/Vancouver|Wrangell|Wrangell Airport
WRO|PL|51.103|16.886|Europe/Warsaw|Wrocław|Copernicus Wrocław Airport
WSZ|NZ|-41.737|171.579|Pacific/Auckland|Westport|Westport Airport
WTB|AU|-27.558|151.793|Australia/Brisbane|Toowoomba|Toowoomba Wellcamp Airport
WUH|CN|30.775|114.214|Asia/Shanghai|Wuhan|Wuhan Tianhe International Airport
WUN|AU|-26.629|120.221|Australia/Perth||Wiluna Airport
WUS|CN|27.702|118.001|Asia/Shanghai|Wuyishan|Nanping Wuyishan Airport
WUU|SS|7.726|27.975|Africa/Juba|Wau|Wau Airport
WUX|CN|31.494|120.429|Asia/Shanghai|Wuxi|Sunan Shuofang International Airport
WUZ|CN|23.403|111.093|Asia/Shanghai|Tangbu|Wuzhou Xijiang Airport
WVB|NA|-22.980|14.645|Africa/Windhoek|Walvis Bay|Walvis Bay Airport
WVK|MG|-22.120|48.022|Indian/Antananarivo|Manakara|Manakara Airport
WWK|PG|-3.584|143.669|Pacific/Port_Moresby|Wewak|Wewak International Airport
WYA|AU|-33.059|137.514|Australia/Adelaide|Whyalla|Whyalla Airport
WYE|SL|8.610|-11.045|Africa/Freetown|Yengema|Yengema Airport
XAI|CN|32.541|114.079|Asia/Shanghai|Xinyang|Xinyang Minggang Airport
XAP|BR|-27.134|-52.657|America/Sao_Paulo|Chapecó|Serafin Enoss Bertaso Airport
XBJ|IR|32.897|59.281|Asia/Tehran|Birjand|Birjand International Airport
XCH|CX|-10.449|105.691|Indian/Christmas|Flying Fish Cove|Christmas Island Airport
XCR|FR|48.773|4.206|Europe/Paris|Vatry|Châlons-Vatry Airport
XFN|CN|32.152|112.292|Asia/Shanghai|Xiangyang|Xiangyang Liuji Airport
XGR|CA|58.711|-65.993|America/Iqaluit|Kangiqsualujjuaq|Kangiqsualujjuaq (Georges River) Airport
XIC|CN|27.989|102.184|Asia/Shanghai|Liangshan|Xichang Qingshan Airport
XIL|CN|43.916|115.964|Asia/Shanghai|Xilinhot|Xilinhot Airport
XIY|CN|34.447|108.752|Asia/Shanghai|Xianyang|Xi'an Xianyang International Airport
XKS|CA|53.525|-88.643|America/Toronto|Kasabonika|Kasabonika Airport
XLS|SN|16.050|-16.461|Africa/Dakar|Saint Louis|Saint Louis Airport
XMH|PF|-14.437|-146.070|Pacific/Tahiti||Manihi Airport
XMN|CN|24.544|118.128|Asia/Shanghai|Xiamen|Xiamen Gaoqi International Airport
XMS|EC|-2.299|-78.121|America/Guayaquil|Macas|Coronel E Carvajal Airport
XNA|US|36.282|-94.307|America/Chicago|Fayetteville|Northwest Arkansas Regional Airport
XNN|CN|36.528|102.040|Asia/Shanghai|Haidong|Xining Caojiabao International Airport
XPL|HN|14.382|-87.621|America/Tegucigalpa|Palmerola|Palmerola International Airport / José Enrique Soto Cano Air Base
XQP|CR|9.443|-84.130|America/Costa_Rica|Quepos|Quepos Managua Airport
XRY|ES|36.745|-6.060|Europe/Madrid|Jerez de la Frontera|Jerez Airport
XSC|TC|21.516|-71.529|America/Grand_Turk|South Caicos|South Caicos Airport
XSP|SG|1.416|103.867|Asia/Singapore|Seletar|Seletar Airport
XTG|AU|-27.986|143.812|Australia/Brisbane|Thargomindah|Thargomindah Airport
XTL|CA|58.706|-98.512|America/Winnipeg|Tadoule Lake|Tadoule Lake Airport
XUZ|CN|34.059|117.555|Asia/Shanghai|Xuzhou|Xuzhou Guanyin International Airport
XWA|US|48.258|-103.749|America/Denver|Williston|Williston Basin International Airport
YAA|CA|52.452|-125.304|America/Vancouver|Anahim Lake|Anahim Lake Airport
YAC|CA|51.727|-91.824|America/Winnipeg|Cat Lake|Cat Lake Airport
YAG|CA|48.656|-93.443|America/Winnipeg|Fort Frances|Fort Frances Municipal Airport
YAK|US|59.509|-139.660|America/Yakutat|Yakutat|Yakutat Airport
YAL|CA|50.582|-126.916|America/Vancouver|Alert Bay|Alert Bay Airport
YAM|CA|46.485|-84.509|America/Detroit|Sault Ste Marie|Sault Ste Marie Airport
YAO|CM|3.836|11.524|Africa/Douala|Yaoundé|Yaoundé Airport
YAP|FM|9.499|138.083|Pacific/Chuuk|Yap Island|Yap International Airport
YAT|CA|52.928|-82.432|America/Iqaluit|Attawapiskat|Attawapiskat Airport
YAY|CA|51.392|-56.083|America/St_Johns|St. Anthony|St. Anthony Airport
YAZ|CA|49.080|-125.776|America/Vancouver|Tofino|Tofino / Long Beach Airport
YBB|CA|68.534|-89.808|America/Cambridge_Bay|Kugaaruk|Kugaaruk Airport
YBC|CA|49.133|-68.204|America/Toronto|Baie-Comeau|Baie-Comeau Airport
YBE|CA|59.561|-108.481|America/Regina|Uranium City|Uranium City Airport
YBG|CA|48.331|-70.996|America/Toronto|Bagotville|CFB Bagotville
YBK|CA|64.299|-96.078|America/Rankin_Inlet|Baker Lake|Baker Lake Airport
YBL|CA|49.951|-125.271|America/Vancouver|Campbell River|Campbell River Airport
YBP|CN|28.858|104.526|Asia/Shanghai|Yibin|Yibin Wuliangye Airport
YBR|CA|49.910|-99.952|America/Winnipeg|Brandon|Brandon Municipal Airport
YBT|CA|57.889|-101.679|America/Regina|Brochet|Brochet Airport
YBV|CA|52.359|-97.018|America/Winnipeg|Berens River|Berens River Airport
YBX|CA|51.444|-57.185|America/St_Johns|Blanc-Sablon|Lourdes-de-Blanc-Sablon Airport
YBY|CA|54.304|-110.744|America/Edmonton|Bonnyville|Bonnyville Airport
YCB|CA|69.108|-105.138|America/Cambridge_Bay|Cambridge Bay|Cambridge Bay Airport
YCD|CA|49.055|-123.870|America/Vancouver|Nanaimo|Nanaimo Airport
YCG|CA|49.296|-117.632|America/Vancouver|Castlegar|Castlegar/West Kootenay Regional Airport
YCH|CA|47.008|-65.449|America/Moncton|Miramichi|Miramichi Airport
YCL|CA|47.991|-66.330|America/Toronto|Charlo|Charlo Airport
YCO|CA|67.817|-115.144|America/Cambridge_Bay|Kugluktuk|Kugluktuk Airport
YCS|CA|63.347|-90.731|America/Rankin_Inlet|Chesterfield Inlet|Chesterfield Inlet Airport
YCY|CA|70.486|-68.517|America/Iqaluit|Clyde River|Clyde River Airport
YDA|CA|64.043|-139.128|America/Dawson|Dawson City|Dawson City Airport
YDF|CA|49.211|-57.391|America/St_Johns|Deer Lake|Deer Lake Airport
YDN|CA|51.101|-100.052|America/Winnipeg|Dauphin|Dauphin Barker Airport
YDP|CA|56.551|-61.682|America/Goose_Bay|Nain|Nain Airport
YDQ|CA|55.742|-120.183|America/Dawson_Creek|Dawson Creek|Dawson Creek Airport
YEG|CA|53.310|-113.580|America/Edmonton|Edmonton|Edmonton International Airport
YEI|TR|40.255|29.563|Europe/Istanbul|Bursa|Bursa Yenişehir Airport
YEK|CA|61.094|-94.071|America/Rankin_Inlet|Arviat|Arviat Airport
YER|CA|56.019|-87.676|America/Toronto|Fort Severn|Fort Severn Airport
YEV|CA|68.304|-133.483|America/Inuvik|Inuvik|Inuvik Mike Zubko Airport
YFA|CA|52.201|-81.697|America/Toronto|Fort Albany|Fort Albany Airport
YFB|CA|63.756|-68.556|America/Iqaluit|Iqaluit|Iqaluit Airport
YFC|CA|45.869|-66.537|America/Moncton|Fredericton|Fredericton Airport
YFH|CA|51.562|-87.908|America/Toronto|Fort Hope|Fort Hope Airport
YFO|CA|54.678|-101.682|America/Winnipeg|Flin Flon|Flin Flon Airport
YFS|CA|61.760|-121.237|America/Inuvik|Fort Simpson|Fort Simpson Airport
YGB|CA|49.694|-124.518|America/Vancouver|Texada|Texada Gillies Bay Airport
YGH|CA|66.241|-128.651|America/Inuvik|Fort Good Hope|Fort Good Hope Airport
YGJ|JP|35.492|133.236|Asia/Tokyo|Yonago|Yonago Kitaro Airport / JASDF Miho Air Base
YGK|CA|44.225|-76.597|America/Toronto|Kingston|Kingston Norman Rogers Airport
YGL|CA|53.625|-77.704|America/Toronto|La Grande Rivière|La Grande Rivière Airport
YGO|CA|54.559|-94.491|America/Winnipeg|Gods Lake Narrows|Gods Lake Narrows Airport
YGP|CA|48.775|-64.479|America/Toronto|Gaspé|Gaspé (Michel-Pouliot) Airport
YGR|CA|47.425|-61.779|America/Halifax|Les Îles-de-la-Madeleine|Îles-de-la-Madeleine Airport
YGT|CA|69.365|-81.816|America/Iqaluit|Igloolik|Igloolik Airport
YGW|CA|55.282|-77.765|America/Toronto|Kuujjuarapik|Kuujjuarapik Airport
YGX|CA|56.357|-94.711|America/Winnipeg|Gillam|Gillam Airport
YGZ|CA|76.426|-82.909|America/Iqaluit|Grise Fiord|Grise Fiord Airport
YHD|CA|49.832|-92.744|America/Winnipeg|Dryden|Dryden Regional Airport
YHI|CA|70.763|-117.806|America/Edmonton|Ulukhaktok|Ulukhaktok Holman Airport
YHK|CA|68.636|-95.850|America/Cambridge_Bay|Gjoa Haven|Gjoa Haven Airport
YHM|CA|43.174|-79.935|America/Toronto|Hamilton|John C. Munro Hamilton International Airport
YHO|CA|55.449|-60.228|America/Goose_Bay|Hopedale|Hopedale Airport
YHR|CA|50.469|-59.637|America/St_Johns|Chevery|Chevery Airport
YHU|CA|45.518|-73.417|America/Toronto|Montréal|Montréal / Saint-Hubert Airport
YHY|CA|60.840|-115.783|America/Edmonton|Hay River|Hay River / Merlyn Carter Airport
YHZ|CA|44.881|-63.509|America/Halifax|Halifax|Halifax / Stanfield International Airport
YIA|ID|-7.905|110.057|Asia/Jakarta|Yogyakarta|Yogyakarta International Airport
YIC|CN|27.802|114.306|Asia/Shanghai|Yichun|Yichun Mingyueshan Airport
YIE|CN|47.311|119.912|Asia/Shanghai|Arxan|Arxan Yi'ershi Airport
YIH|CN|30.554|111.483|Asia/Shanghai|Yichang|Yichang Sanxia Airport
YIK|CA|62.417|-77.925|America/Iqaluit|Ivujivik|Ivujivik Airport
YIO|CA|72.683|-77.967|America/Iqaluit|Pond Inlet|Pond Inlet Airport
YIV|CA|53.857|-94.654|America/Winnipeg|Island Lake|Island Lake Airport
YIW|CN|29.345|120.032|Asia/Shanghai|Yiwu|Yiwu Airport
YJT|CA|48.544|-58.550|America/St_Johns|Stephenville|Stephenville Airport
YKA|CA|50.702|-120.444|America/Vancouver|Kamloops|Kamloops Airport
YKF|CA|43.461|-80.379|America/Toronto|Kitchener|Waterloo Airport
YKG|CA|60.027|-69.999|America/Iqaluit|Kangirsuk|Kangirsuk Airport
YKH|CN|40.543|122.359|Asia/Shanghai|Laobian, Yingkou|Yingkou Lanqi Airport
YKL|CA|54.805|-66.805|America/Toronto|Schefferville|Schefferville Airport
YKM|US|46.568|-120.544|America/Los_Angeles|Yakima|Yakima Air Terminal McAllister Field
YKO|TR|37.550|44.238|Europe/Istanbul|Hakkari|Hakkari Yüksekova Airport
YKQ|CA|51.473|-78.758|America/Iqaluit|Waskaganish|Waskaganish Airport
YKS|RU|62.093|129.771|Asia/Yakutsk|Yakutsk|Yakutsk Airport
YLC|CA|62.848|-69.878|America/Iqaluit|Kimmirut|Kimmirut Airport
YLH|CA|52.196|-87.934|America/Toronto|Lansdowne House|Lansdowne House Airport
YLL|CA|53.309|-110.073|America/Edmonton|Lloydminster|Lloydminster Airport
YLW|CA|49.956|-119.378|America/Vancouver|Kelowna|Kelowna International Airport
YLX|CN|22.438|110.121|Asia/Shanghai|Yùlín|Yulin Fumian Airport
YMH|CA|52.303|-55.848|America/St_Johns|Mary's Harbour|Mary's Harbour Airport
YMM|CA|56.653|-111.222|America/Edmonton|Fort McMurray|Fort McMurray Airport
YMN|CA|55.077|-59.188|America/Goose_Bay|Makkovik|Makkovik Airport
YMO|CA|51.291|-80.608|America/Iqaluit|Moosonee|Moosonee Airport
YMS|PE|-5.894|-76.118|America/Lima|Yurimaguas|Moises Benzaquen Rengifo Airport
YMT|CA|49.772|-74.528|America/Toronto|Chibougamau|Chapais Airport
YNA|CA|50.190|-61.789|America/Blanc-Sablon|Natashquan|Natashquan Airport
YNB|SA|24.144|38.063|Asia/Riyadh|Yanbu|Yanbu Airport / Prince Abdul Mohsin bin Abdulaziz international Airport
YNC|CA|53.011|-78.831|America/Iqaluit|Wemindji|Wemindji Airport
YND|CA|45.522|-75.564|America/Toronto|Gatineau|Ottawa / Gatineau Airport
YNE|CA|53.958|-97.844|America/Winnipeg|Norway House|Norway House Airport
YNJ|CN|42.883|129.451|Asia/Shanghai|Yanji|Yanji Chaoyangchuan Airport
YNL|CA|58.277|-104.082|America/Regina|Points North Landing|Points North Landing Airport
YNS|CA|51.691|-76.136|America/Toronto|Nemiscau|Nemiscau Airport
YNT|CN|37.660|120.978|Asia/Shanghai|Yantai|Yantai Penglai International Airport
YNY|KR|38.061|128.669|Asia/Seoul|Gonghang-ro|Yangyang International Airport
YNZ|CN|33.426|120.203|Asia/Shanghai|Yancheng|Yancheng Nanyang International Airport
YOC|CA|67.571|-139.839|America/Dawson|Old Crow|Old Crow Airport
YOH|CA|54.933|-95.279|America/Winnipeg|Oxford House|Oxford House Airport
YOJ|CA|58.621|-117.165|America/Edmonton|High Level|High Level Airport
YOL|NG|9.258|12.430|Africa/Lagos|Yola|Yola Airport
YOP|CA|58.491|-119.408|America/Edmonton|Rainbow Lake|Rainbow Lake Airport
YOW|CA|45.322|-75.669|America/Toronto|Ottawa|Ottawa Macdonald-Cartier International Airport
YPA|CA|53.214|-105.673|America/Regina|Prince Albert|Prince Albert Glass Field
YPC|CA|69.361|-124.075|America/Inuvik|Paulatuk|Paulatuk (Nora Aliqatchialuk Ruben) Airport
YPE|CA|56.227|-117.447|America/Edmonton|Peace River|Peace River Airport
YPH|CA|58.472|-78.077|America/Toronto|Inukjuak|Inukjuak Airport
YPJ|CA|59.297|-69.600|America/Toronto|Aupaluk|Aupaluk Airport
YPL|CA|51.446|-90.214|America/Winnipeg|Pickle Lake|Pickle Lake Airport
YPM|CA|51.820|-93.973|America/Winnipeg|Pikangikum|Pikangikum Airport
YPO|CA|54.988|-85.443|America/Toronto|Peawanuck|Peawanuck Airport
YPR|CA|54.286|-130.445|America/Vancouver|Prince Rupert|Prince Rupert Airport
YPW|CA|49.834|-124.500|America/Vancouver|Powell River|Powell River Airport
YPY|CA|58.767|-111.117|America/Edmonton|Fort Chipewyan|Fort Chipewyan Airport
YPZ|CA|54.376|-125.951|America/Vancouver|Burns Lake|Burns Lake Airport
YQB|CA|46.791|-71.393|America/Toronto|Quebec|Quebec Jean Lesage International Airport
YQC|CA|61.046|-69.618|America/Iqaluit|Quaqtaq|Quaqtaq Airport
YQD|CA|53.971|-101.091|America/Winnipeg|The Pas|The Pas Airport
YQG|CA|42.276|-82.956|America/Toronto|Windsor|Windsor Airport
YQK|CA|49.788|-94.363|America/Winnipeg|Kenora|Kenora Airport
YQL|CA|49.630|-112.800|America/Edmonton|Lethbridge|Lethbridge County Airport
YQM|CA|46.112|-64.679|America/Halifax|Moncton|Greater Moncton Roméo LeBlanc International Airport
YQN|CA|50.183|-86.696|America/Toronto|Nakina|Nakina Airport
YQQ|CA|49.711|-124.887|America/Vancouver|Comox|Comox Valley Airport / CFB Comox
YQR|CA|50.432|-104.666|America/Regina|Regina|Regina International Airport
YQT|CA|48.372|-89.324|America/Toronto|Thunder Bay|Thunder Bay Airport
YQU|CA|55.180|-118.885|America/Edmonton|Grande Prairie|Grande Prairie Airport
YQX|CA|48.936|-54.568|America/St_Johns|Gander|Gander International Airport / CFB Gander
YQY|CA|46.161|-60.048|America/Glace_Bay|Sydney|Sydney / J.A. Douglas McCurdy Airport
YQZ|CA|53.026|-122.510|America/Vancouver|Quesnel|Quesnel Airport
YRA|CA|64.116|-117.310|America/Edmonton|Gamètì|Rae Lakes Airport
YRB|CA|74.717|-94.969|America/Rankin_Inlet|Resolute Bay|Resolute Bay Airport
YRF|CA|53.683|-57.042|America/Goose_Bay|Cartwright|Cartwright Airport
YRJ|CA|48.520|-72.266|America/Toronto|Roberval|Roberval Airport
YRL|CA|51.067|-93.793|America/Winnipeg|Red Lake|Red Lake Airport
YRT|CA|62.811|-92.116|America/Rankin_Inlet|Rankin Inlet|Rankin Inlet Airport
YSB|CA|46.625|-80.799|America/Toronto|Sudbury|Sudbury Airport
YSF|CA|59.250|-105.841|America/Regina|Stony Rapids|Stony Rapids Airport
YSG|CA|62.418|-110.682|America/Edmonton|Lutselk'e|Lutselk'e Airport
YSJ|CA|45.316|-65.890|America/Moncton|Saint John|Saint John Airport
YSK|CA|56.538|-79.247|America/Iqaluit|Sanikiluaq|Sanikiluaq Airport
YSM|CA|60.020|-111.962|America/Edmonton|Fort Smith|Fort Smith Airport
YSQ|CN|44.938|124.550|Asia/Shanghai|Qian Gorlos Mongol Autonomous County|Songyuan Chaganhu Airport
YST|CA|53.846|-94.852|America/Winnipeg|St. Theresa Point|St. Theresa Point Airport
YSY|CA|71.994|-125.243|America/Inuvik|Sachs Harbour|Sachs Harbour (David Nasogaluak Jr. Saaryuaq) Airport
YTE|CA|64.230|-76.527|America/Iqaluit|Kinngait|Cape Dorset Airport
YTF|CA|48.509|-71.642|America/Toronto|Alma|Alma Airport
YTH|CA|55.801|-97.864|America/Winnipeg|Thompson|Thompson Airport
YTL|CA|53.818|-89.897|America/Toronto|Big Trout Lake|Big Trout Lake Airport
YTM|CA|46.409|-74.780|America/Toronto|La Macaza|Mont-Tremblant International Airport
YTS|CA|48.570|-81.377|America/Toronto|Timmins|Timmins/Victor M. Power
YTY|CN|32.563|119.720|Asia/Shanghai|Yangzhou|Yangzhou Taizhou Airport
YTZ|CA|43.627|-79.396|America/Toronto|Toronto|Billy Bishop Toronto City Centre Airport
YUB|CA|69.433|-133.026|America/Inuvik|Tuktoyaktuk|Tuktoyaktuk / James Gruben Airport
YUD|CA|56.536|-76.518|America/Toronto|Umiujaq|Umiujaq Airport
YUL|CA|45.471|-73.741|America/Toronto|Montréal|Montreal / Pierre Elliott Trudeau International Airport
YUM|US|32.657|-114.606|America/Phoenix|Yuma|Yuma International Airport / Marine Corps Air Station Yuma
YUS|CN|32.836|97.036|Asia/Shanghai|Yushu|Yushu Batang Airport
YUT|CA|66.521|-86.225|America/Rankin_Inlet|Repulse Bay|Naujaat Airport
YUX|CA|68.776|-81.243|America/Iqaluit|Sanirajak|Hall Beach Airport
YUY|CA|48.206|-78.836|America/Toronto|Rouyn-Noranda|Rouyn Noranda Airport
YVC|CA|55.151|-105.262|America/Regina|La Ronge|La Ronge Airport
YVM|CA|67.546|-64.032|America/Iqaluit|Qikiqtarjuaq|Qikiqtarjuaq Airport
YVO|CA|48.053|-77.783|America/Toronto|Val-d'Or|Val-d'Or Airport
YVP|CA|58.096|-68.427|America/Toronto|Kuujjuaq|Kuujjuaq Airport
YVQ|CA|65.282|-126.798|America/Inuvik|Norman Wells|Norman Wells Airport
YVR|CA|49.194|-123.184|America/Vancouver|Vancouver|Vancouver International Airport
YVZ|CA|52.656|-94.061|America/Winnipeg|Deer Lake|Deer Lake Airport
YWB|CA|61.589|-71.929|America/Toronto|Kangiqsujuaq|Kangiqsujuaq (Wakeham Bay) Airport
YWG|CA|49.910|-97.240|America/Winnipeg|Winnipeg|Winnipeg / James Armstrong Richardson International Airport
YWJ|CA|65.211|-123.436|America/Inuvik|Déline|Déline Airport
YWK|CA|52.922|-66.864|America/Goose_Bay|Wabush|Wabush Airport
YWL|CA|52.183|-122.054|America/Vancouver|Williams Lake|Williams Lake Airport
YWP|CA|52.959|-87.375|America/Toronto|Webequie|Webequie Airport
YXC|CA|49.611|-115.782|America/Edmonton|Cranbrook|Cranbrook/Canadian Rockies International Airport
YXE|CA|52.171|-106.700|America/Regina|Saskatoon|Saskatoon John G. Diefenbaker International Airport
YXH|CA|50.019|-110.721|America/Edmonton|Medicine Hat|Medicine Hat Regional Airport
YXJ|CA|56.238|-120.740|America/Dawson_Creek|Fort St.John|Fort St John Airport
YXL|CA|50.114|-91.905|America/Winnipeg|Sioux Lookout|Sioux Lookout Airport
YXN|CA|62.240|-92.598|America/Rankin_Inlet|Whale Cove|Whale Cove Airport
YXP|CA|66.145|-65.714|America/Iqaluit|Pangnirtung|Pangnirtung Airport
YXS|CA|53.884|-122.667|America/Vancouver|Prince George|Prince George Airport
YXT|CA|54.468|-128.576|America/Vancouver|Terrace|Northwest Regional Airport Terrace-Kitimat
YXU|CA|43.036|-81.154|America/Toronto|London|London Airport
YXX|CA|49.025|-122.361|America/Vancouver|Abbotsford|Abbotsford International Airport
YXY|CA|60.710|-135.067|America/Whitehorse|Whitehorse|Whitehorse / Erik Nielsen International Airport
YYA|CN|29.312|113.282|Asia/Shanghai|Yueyang|Yueyang Sanhe Airport
YYB|CA|46.364|-79.423|America/Toronto|North Bay|North Bay Jack Garland Airport
YYC|CA|51.114|-114.020|America/Edmonton|Calgary|Calgary International Airport
YYD|CA|54.825|-127.183|America/Vancouver|Smithers|Smithers Airport
YYE|CA|58.836|-122.597|America/Fort_Nelson|Fort Nelson|Fort Nelson Airport
YYF|CA|49.463|-119.602|America/Vancouver|Penticton|Penticton Airport
YYG|CA|46.290|-63.121|America/Halifax|Charlottetown|Charlottetown Airport
YYH|CA|69.547|-93.577|America/Cambridge_Bay|Taloyoak|Taloyoak Airport
YYJ|CA|48.647|-123.426|America/Vancouver|Victoria|Victoria International Airport
YYL|CA|56.864|-101.076|America/Winnipeg|Lynn Lake|Lynn Lake Airport
YYQ|CA|58.739|-94.065|America/Winnipeg|Churchill|Churchill Airport
YYR|CA|53.319|-60.426|America/Goose_Bay|Goose Bay|Goose Bay Airport
YYT|CA|47.619|-52.752|America/St_Johns|St. John's|St. John's International Airport
YYU|CA|49.414|-82.467|America/Toronto|Kapuskasing|Kapuskasing Airport
YYY|CA|48.609|-68.208|America/Toronto|Mont-Joli|Mont Joli Airport
YYZ|CA|43.677|-79.631|America/Toronto|Toronto|Lester B. Pearson International Airport
YZA|CA|50.775|-121.321|America/Vancouver|Cache Creek|Cache Creek-Ashcroft Regional Airport
YZF|CA|62.463|-114.440|America/Edmonton|Yellowknife|Yellowknife International Airport
YZG|CA|62.179|-75.667|America/Iqaluit|Salluit|Salluit Airport
YZP|CA|53.254|-131.814|America/Vancouver|Sandspit|Sandspit Airport
YZR|CA|42.999|-82.309|America/Toronto|Sarnia|Chris Hadfield Airport
YZS|CA|64.193|-83.359|America/Atikokan|Coral Harbour|Coral Harbour Airport
YZT|CA|50.681|-127.367|America/Vancouver|Port Hardy|Port Hardy Airport
YZV|CA|50.223|-66.266|America/Toronto|Sept-Îles|Sept-Îles Airport
ZAC|CA|56.089|-96.089|America/Winnipeg|York Landing|York Landing Airport
ZAD|HR|44.108|15.347|Europe/Zagreb|Zemunik|Zadar Airport
ZAG|HR|45.743|16.069|Europe/Zagreb|Zagreb|Zagreb Airport
ZAH|IR|29.476|60.906|Asia/Tehran|Zahedan|Zahedan International Airport
ZAL|CL|-39.650|-73.086|America/Santiago|Valdivia|Pichoy Airport
ZAM|PH|6.922|122.060|Asia/Manila|Zamboanga City|Zamboanga International Airport
ZAZ|ES|41.666|-1.042|Europe/Madrid|Zaragoza|Zaragoza Airport
ZBF|CA|47.630|-65.739|America/Moncton|South Tetagouche|Bathurst Airport
ZBR|IR|25.443|60.382|Asia/Tehran|Konarak|Chabahar Konarak International Airport
ZCL|MX|22.897|-102.687|America/Mexico_City|Zacatecas|General Leobardo C. Ruiz International Airport
ZCO|CL|-38.926|-72.651|America/Santiago|Temuco|La Araucanía Airport
ZEL|CA|52.185|-128.157|America/Vancouver|Bella Bella|Bella Bella (Campbell Island) Airport
ZEM|CA|52.226|-78.522|America/Toronto|Eastmain River|Eastmain River Airport
ZFD|CA|59.334|-107.182|America/Regina|Fond-Du-Lac|Fond-Du-Lac Airport
ZFM|CA|67.408|-134.861|America/Whitehorse|Fort Mcpherson|Fort Mcpherson Airport
ZFN|CA|64.910|-125.573|America/Inuvik|Tulita|Tulita Airport
ZGI|CA|54.840|-94.079|America/Winnipeg|Gods River|Gods River Airport
ZGU|VU|-14.218|167.587|Pacific/Efate|Gaua Island|Gaua Island Airport
ZHA|CN|21.482|110.590|Asia/Shanghai|Zhanjiang|Zhanjiang Wuchuan Airport
ZHH|CA|69.548|-139.092|America/Dawson|Herschel Island|Herschel Island Field
ZHY|CN|37.573|105.154|Asia/Shanghai|Zhongwei|Zhongwei Shapotou Airport
ZIA|RU|55.553|38.150|Europe/Moscow|Moscow|Zhukovsky International Airport
ZIG|SN|12.556|-16.282|Africa/Dakar|Ziguinchor|Ziguinchor Airport
ZIH|MX|17.602|-101.461|America/Mexico_City|Ixtapa|Ixtapa Zihuatanejo International Airport
ZIX|RU|66.797|123.361|Asia/Yakutsk|Zhigansk|Zhigansk Airport
ZKE|CA|52.283|-81.678|America/Toronto|Kashechewan|Kashechewan Airport
ZKP|RU|65.749|150.889|Asia/Srednekolymsk|Zyryanka|Zyryanka Airport
ZLO|MX|19.145|-104.559|America/Mexico_City|Manzanillo|Playa De Oro International Airport
ZMT|CA|54.028|-132.125|America/Vancouver|Masset|Masset Airport
ZND|NE|13.779|8.984|Africa/Niamey|Zinder|Zinder Airport
ZNE|AU|-23.418|119.803|Australia/Perth|Newman|Newman Airport
ZNZ|TZ|-6.222|39.225|Africa/Dar_es_Salaam|Zanzibar|Abeid Amani Karume International Airport
ZOS|CL|-40.611|-73.061|America/Santiago|Osorno|Cañal Bajo Carlos - Hott Siebert Airport
ZPB|CA|53.891|-92.196|America/Winnipeg|Sachigo Lake|Sachigo Lake Airport
ZQN|NZ|-45.021|168.739|Pacific/Auckland|Queenstown|Queenstown International Airport
ZQZ|CN|40.739|114.930|Asia/Shanghai|Zhangjiakou|Zhangjiakou Ningyuan Airport
ZRH|CH|47.458|8.548|Europe/Zurich|Zurich|Zürich Airport
ZRJ|CA|52.944|-91.313|America/Winnipeg|Round Lake|Round Lake (Weagamow Lake) Airport
ZSA|BS|24.063|-74.524|America/Nassau|San Salvador|San Salvador Airport
ZSE|RE|-21.319|55.423|Indian/Reunion|Saint-Pierre|Pierrefonds Airport
ZSJ|CA|53.064|-93.344|America/Winnipeg|Sandy Lake|Sandy Lake Airport
ZTH|GR|37.751|20.884|Europe/Athens|Zakynthos Island|Zakynthos International Airport "Dionysios Solomos"
ZTM|CA|55.866|-92.081|America/Winnipeg|Shamattawa|Shamattawa Airport
ZUH|CN|22.006|113.376|Asia/Shanghai|Zhuhai|Zhuhai Jinwan Airport
ZVA|MG|-19.563|45.451|Indian/Antananarivo|Miandrivazo|Miandrivazo Airport
ZWL|CA|58.107|-103.172|America/Regina|Wollaston Lake|Wollaston Lake Airport
ZYI|CN|27.590|107.001|Asia/Shanghai|Zunyi|Zunyi Xinzhou Airport
ZYL|BD|24.964|91.865|Asia/Dhaka|Sylhet|Osmany International Airport
ZZU|MW|-11.445|34.012|Africa/Blantyre|Mzuzu|Mzuzu Airport
`;
