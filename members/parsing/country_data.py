"""What django-countries does not say about countries: continents, better names, synonyms.

Only data stands here, keyed by ISO 3166-1 alpha-2 code; `countries.py` answers questions with it.
"""

# The United Nations' M49 standard (https://unstats.un.org/unsd/methodology/m49/), one line a
# sub-region with its M49 number. The Americas are split, because "Americas" says too little to a
# reader. M49 has no line for Taiwan; it stands with its neighbours of Eastern Asia.
_CODES_BY_CONTINENT = {
    "africa": [
        "DZ EG EH LY MA SD TN",  # 015 Northern Africa
        "BJ BF CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",  # 011 Western Africa
        "AO CD CF CG CM GA GQ ST TD",  # 017 Middle Africa
        "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",  # 014 Eastern Africa
        "BW LS NA SZ ZA",  # 018 Southern Africa
    ],
    "north-america": [
        "BM CA GL PM US",  # 021 Northern America
    ],
    "central-america-caribbean": [
        "BZ CR GT HN MX NI PA SV",  # 013 Central America
        "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT",  # 029 Caribbean
        "JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",  # 029 Caribbean, continued
    ],
    "south-america": [
        "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",  # 005 South America
    ],
    "asia": [
        "KG KZ TJ TM UZ",  # 143 Central Asia
        "CN HK JP KP KR MN MO TW",  # 030 Eastern Asia
        "BN ID KH LA MM MY PH SG TH TL VN",  # 035 South-eastern Asia
        "AF BD BT IN IR LK MV NP PK",  # 034 Southern Asia
        "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",  # 145 Western Asia
    ],
    "europe": [
        "BG BY CZ HU MD PL RO RU SK UA",  # 151 Eastern Europe
        "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",  # 154 Northern Europe
        "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",  # 039 Southern Europe, and Kosovo
        "AT BE CH DE FR LI LU MC NL",  # 155 Western Europe
    ],
    "oceania": [
        "AU CC CX HM NF NZ",  # 053 Australia and New Zealand
        "FJ NC PG SB VU",  # 054 Melanesia
        "FM GU KI MH MP NR PW UM",  # 057 Micronesia
        "AS CK NU PF PN TK TO TV WF WS",  # 061 Polynesia
    ],
    "other": [
        "AQ",  # 010 Antarctica
    ],
}
CONTINENT_OF = {
    code: slug
    for slug, sub_regions in _CODES_BY_CONTINENT.items()
    for codes in sub_regions
    for code in codes.split()
}

# Where django-countries' catalogue is wrong (French "Guyane" for Guyana), inverted for sorting
# ("Palestina, Staat") or too short to tell two countries apart ("Congo").
BETTER_NAMES = {
    "en": {
        "BS": "Bahamas",
        "CG": "Republic of the Congo",
        "FK": "Falkland Islands",
        "GS": "South Georgia and the South Sandwich Islands",
        "SH": "Saint Helena, Ascension and Tristan da Cunha",
        "VG": "British Virgin Islands",
        "VI": "United States Virgin Islands",
    },
    "nl": {
        "CD": "Democratische Republiek Congo",
        "IM": "Eiland Man",
        "MF": "Sint-Maarten (Frans deel)",
        "PS": "Palestina",
        "SS": "Zuid-Soedan",
        "SX": "Sint-Maarten (Nederlands deel)",
        "TK": "Tokelau",
        "VA": "Vaticaanstad",
    },
    "fr": {
        "BL": "Saint-Barthélemy",
        "BQ": "Bonaire, Saint-Eustache et Saba",
        "BZ": "Belize",
        "CG": "Congo-Brazzaville",
        "FM": "Micronésie",
        "GT": "Guatemala",
        "GY": "Guyana",
        "LR": "Liberia",
        "MF": "Saint-Martin (partie française)",
        "MH": "Îles Marshall",
        "MK": "Macédoine du Nord",
        "PN": "Îles Pitcairn",
        "PS": "Palestine",
        "RE": "La Réunion",
        "SA": "Arabie saoudite",
        "SB": "Îles Salomon",
        "SJ": "Svalbard et Jan Mayen",
        "SX": "Saint-Martin (partie néerlandaise)",
        "SZ": "Eswatini",
        "TL": "Timor oriental",
        "VA": "Vatican",
    },
    # German is no language of the screens yet; it serves the search.
    "de": {
        "CG": "Republik Kongo",
        "GD": "Grenada",
        "KI": "Kiribati",
        "MZ": "Mosambik",
        "PG": "Papua-Neuguinea",
        "SA": "Saudi-Arabien",
        "SZ": "Eswatini",
    },
}

# The same for the names of languages: what Django has not translated, or wrongly.
BETTER_LANGUAGE_NAMES = {
    "en": {"nb": "Norwegian Bokmål"},
    "nl": {"nb": "Noors Bokmål", "no": "Noors", "te": "Telugu"},
    "fr": {"fa": "Persan", "mn": "Mongol", "nb": "Norvégien bokmål", "no": "Norvégien"},
}

# What people type instead of the official name, in Dutch, French, English and German: short and
# former names, initials, parts and well-known regions. Accents and capitals do not count in a
# search, so no name stands here twice for them. The French initials of the Emirates and of the
# United States are left out: "EAU" is also water, and "EU" the European Union.
_SYNONYMS = {
    "AE": "VAE, UAE, Emiraten, Emirates, Émirats, Emirate, Dubai, Abu Dhabi",
    "AF": "Afganistan",
    "AG": "Antigua, Barbuda",
    "AU": "Tasmanië, Tasmania",
    "AX": "Åland",
    "AZ": "Azerbeidjan",
    "BA": "Bosnië, Bosnia, Bosnien, Herzegovina, BiH",
    "BD": "Oost-Pakistan, East Pakistan, Bengalen, Bengal",
    "BE": "Vlaanderen, Flandre, Flanders, Flandern, Wallonië, Wallonia, Brussel, Bruxelles, "
    "Brussels, Oostkantons, Cantons de l’Est",
    "BF": "Burkina, Opper-Volta, Haute-Volta, Upper Volta, Obervolta",
    "BJ": "Dahomey",
    "BL": "Saint Barts, St. Barts, Saint-Barth",
    "BN": "Brunei Darussalam",
    "BQ": "Bonaire, Sint Eustatius, Saint-Eustache, Saba, Caribisch Nederland, Pays-Bas "
    "caribéens, Caribbean Netherlands",
    "BW": "Bechuanaland",
    "BY": "White Russia, Weißrussland",
    "BZ": "Brits-Honduras, British Honduras",
    "CC": "Keelingeilanden, Keeling Islands, Îles Keeling",
    "CD": "Congo, Kongo, RDC, DRC, DR Congo, RD Congo, Congo-Kinshasa, Kongo-Kinshasa, "
    "Kinshasa, Zaïre, Belgisch-Congo, Congo belge, Belgian Congo, Kivu, Katanga, "
    "Democratic Republic of Congo, Demokratische Republik Kongo",
    "CF": "CAR, RCA, Centraal-Afrika, Centrafrique, Central Africa, Zentralafrika",
    "CG": "Congo, Kongo, Kongo-Brazzaville, Brazzaville, Republiek Congo, République du Congo, "
    "Republic of Congo, Republik Kongo",
    "CH": "Helvetia, Confédération suisse, Zwitserse Bondsstaat",
    "CI": "Ivory Coast, Elfenbeinküste, RCI",
    "CN": "Volksrepubliek China, République populaire de Chine, Volksrepublik China, PRC, VRC",
    "CV": "Cape Verde, Kaapverdische Eilanden, Kapverden",
    "CZ": "Czech Republic, Tsjechische Republiek, Tchéquie, Tschechische Republik, Bohemen, "
    "Bohême, Bohemia",
    "DE": "BRD, RFA, FRG, Bondsrepubliek, Bundesrepublik",
    "DO": "Santo Domingo, Saint-Domingue, Dominicana",
    "EH": "Spaanse Sahara, Sahara espagnol, Spanish Sahara, SADR, RASD",
    "ES": "Catalonië, Catalogne, Catalonia, Canarische Eilanden, Îles Canaries, Canary Islands",
    "ET": "Abessinië, Abyssinie, Abyssinia, Abessinien, Tigray, Tigré",
    "FJ": "Fidzji, Fidji-eilanden, Fiji Islands, Îles Fidji, Fidschi-Inseln",
    "FK": "Malvinas, Malvinen, Malouines, Falklands",
    "FM": "Federale Staten van Micronesia, Federated States of Micronesia",
    "FO": "Faroer, Faroes, Féroé",
    "FR": "Hexagone, Corsica, Corse",
    "GB": "UK, VK, Engeland, Angleterre, England, Groot-Brittannië, Grande-Bretagne, Great "
    "Britain, Großbritannien, Britain, Schotland, Écosse, Scotland, Schottland, Wales, "
    "Pays de Galles, Noord-Ierland, Irlande du Nord, Northern Ireland, Nordirland",
    "GF": "Guyane, Cayenne",
    "GH": "Goudkust, Côte-de-l’Or, Gold Coast, Goldküste",
    "GM": "La Gambie",
    "GN": "Guinee-Conakry, Guinea-Conakry, Conakry",
    "GQ": "Equatorial-Guinea, Spaans-Guinea, Guinée espagnole",
    "GR": "Hellas, Hellenic Republic, Kreta, Crete, Lesbos",
    "GS": "Zuidelijke Sandwicheilanden, South Sandwich Islands",
    "GW": "Bissau, Guinée Bissau",
    "GY": "Brits-Guyana, British Guiana, Guyane britannique",
    "HK": "Hong-Kong",
    "HT": "Hayti, Port-au-Prince",
    "ID": "Java, Sumatra, Bali, Borneo, Papoea, Nederlands-Indië, Indes néerlandaises, Dutch "
    "East Indies",
    "IE": "Eire, Republiek Ierland, République d’Irlande, Republic of Ireland",
    "IN": "Bharat, Kasjmir, Cachemire, Kashmir, Kerala, Tamil Nadu",
    "IO": "Chagos, Chagoseilanden, Diego Garcia",
    "IQ": "Mesopotamië, Mesopotamia, Irakees-Koerdistan",
    "IR": "Perzië, Perse, Persia, Persien",
    "IT": "Sicilië, Sicile, Sicily, Sardinië, Sardaigne, Sardinia",
    "JP": "Nippon, Nihon",
    "KG": "Kirgizstan, Kirgistan, Kirghizstan",
    "KH": "Kampuchea",
    "KI": "Gilberteilanden, Gilbert Islands",
    "KM": "Grande Comore",
    "KN": "Saint Kitts, St. Kitts, Nevis, Saint-Kitts-et-Nevis",
    "KP": "Democratische Volksrepubliek Korea, DPRK, RPDC, Korea, Corée",
    "KR": "Korea, Corée, Republiek Korea, République de Corée, Republic of Korea, Republik Korea",
    "KZ": "Kazakstan",
    "LA": "Lao, Lao PDR, Laotiaanse Democratische Volksrepubliek",
    "LK": "Ceylon, Ceylan",
    "LS": "Basutoland",
    "LU": "Groothertogdom, Grand-Duché, Grand Duchy",
    "LY": "Lybie",
    "MA": "Rif",
    "MD": "Republiek Moldavië, Republik Moldau, Moldau",
    "ME": "Crna Gora",
    "MF": "Saint-Martin, Sint-Maarten",
    "MG": "Malagasy, Malagassische Republiek",
    "MK": "Macedonië, Macédoine, Macedonia, Mazedonien, FYROM, ARYM",
    "MM": "Birma, Burma",
    "MN": "Buiten-Mongolië, Outer Mongolia",
    "MP": "Saipan, Marianen, Marianas",
    "MU": "Île Maurice, Rodrigues",
    "MV": "Maladiven, Maldive Islands",
    "MW": "Nyasaland, Nyassaland",
    "MX": "Chiapas",
    "MY": "Sarawak, Sabah",
    "MZ": "Moçambique, Mozambik",
    "NA": "Zuidwest-Afrika, South West Africa, Südwestafrika",
    "NC": "Kanaky",
    "NE": "Republiek Niger, République du Niger",
    "NL": "Holland, Hollande, Koninkrijk der Nederlanden",
    "NO": "Norge",
    "NZ": "Aotearoa",
    "PF": "Tahiti, Bora Bora",
    "PG": "Papoea, PNG, Papouasie",
    "PH": "Pilipinas, Filipijnen, Mindanao",
    "PK": "West-Pakistan",
    "PL": "Polska",
    "PM": "Saint-Pierre, Miquelon",
    "PR": "Porto-Rico",
    "PS": "Palestijnse gebieden, Bezette gebieden, Territoires palestiniens, Territoires "
    "occupés, Palestinian territories, Occupied territories, OPT, Palästinensische "
    "Gebiete, Gaza, Gazastrook, Bande de Gaza, Gaza Strip, Gazastreifen, Westelijke "
    "Jordaanoever, Westoever, Cisjordanie, West Bank, Westjordanland, Oost-Jeruzalem, "
    "Jérusalem-Est, East Jerusalem, Ostjerusalem",
    "PW": "Belau",
    "RE": "Île de la Réunion",
    "RS": "Vojvodina, Voïvodine",
    "RU": "Russische Federatie, Fédération de Russie, Russian Federation, Russische "
    "Föderation, Tsjetsjenië, Tchétchénie, Chechnya, Siberië, Siberia",
    "RW": "Roeanda",
    "SA": "Saudi-Arabië, Saoudi-Arabië, Saudi, KSA",
    "SB": "Salomon Islands, Salomoneilanden",
    "SD": "Darfoer, Darfour, Darfur, Noord-Soedan",
    "SH": "Sint-Helena, Sainte-Hélène, Ascension, Tristan da Cunha",
    "SJ": "Spitsbergen, Spitzberg, Spitzbergen, Svalbard, Jan Mayen",
    "SO": "Somaliland, Puntland",
    "SR": "Nederlands-Guyana, Guyane néerlandaise",
    "SS": "Zuid-Sudan, Sud-Soudan, Süd-Sudan",
    "ST": "Sao Tomé",
    "SX": "Sint Maarten, Saint-Martin",
    "SY": "Syrische Arabische Republiek, Syrian Arab Republic, République arabe syrienne, "
    "Arabische Republik Syrien, Aleppo, Alep",
    "SZ": "Swaziland, Swasiland",
    "TF": "Kerguelen, TAAF",
    "TH": "Siam",
    "TL": "East Timor, Timor",
    "TR": "Turkey",
    "TT": "Trinidad, Tobago, Trinité-et-Tobago",
    "TW": "Formosa, Republiek China, République de Chine, Republic of China",
    "TZ": "Tanganyika, Tanganjika, Zanzibar, Sansibar",
    "UA": "Krim, Crimée, Crimea, Donbas, Donbass",
    "US": "VS, USA, É.-U., Amerika, Amérique, America, Verenigde Staten, États-Unis, United "
    "States, Vereinigte Staaten, Hawaï, Hawaii, Alaska",
    "VA": "Vaticaan, Vatikan, Heilige Stoel, Saint-Siège, Holy See, Heiliger Stuhl",
    "VC": "Saint Vincent, St. Vincent, Grenadines",
    "VG": "BVI",
    "VI": "US Virgin Islands, Maagdeneilanden, Îles Vierges, Virgin Islands, USVI",
    "VU": "Nieuwe Hebriden, Nouvelles-Hébrides, New Hebrides",
    "WS": "West-Samoa, Samoa occidentales, Western Samoa",
    "XK": "Kosova, Republiek Kosovo, République du Kosovo, Republic of Kosovo",
    "ZA": "RSA, Azania, Republiek Zuid-Afrika, République sud-africaine, Republic of South Africa",
    "ZM": "Noord-Rhodesië, Rhodésie du Nord, Northern Rhodesia, Nordrhodesien",
    "ZW": "Rhodesië, Rhodesia, Rhodesien, Zuid-Rhodesië",
}
SYNONYMS = {code: tuple(names.split(", ")) for code, names in _SYNONYMS.items()}

# Codes that stand for a country elsewhere: European usage (UK, EL), and former or common ones.
OTHER_CODES = {
    "UK": "GB",
    "EL": "GR",
    "XKX": "XK",
    "KOS": "XK",
    "RKS": "XK",
    "ROC": "TW",
    "UAE": "AE",
    "ZAR": "CD",
    "BUR": "MM",
    "ROM": "RO",
    "TMP": "TL",
    "SUI": "CH",
    "GER": "DE",
    "NED": "NL",
    "DEN": "DK",
    "POR": "PT",
    "GRE": "GR",
    "CRO": "HR",
    "SLO": "SI",
    "BUL": "BG",
    "LAT": "LV",
    "RSA": "ZA",
    "PHI": "PH",
    "VIE": "VN",
    "INA": "ID",
    "NEP": "NP",
}
# What could be one of several countries, folded; names that two countries share are found anyway.
UNCLEAR = {
    "borneo": ("ID", "MY", "BN"),
    "bengalen": ("BD", "IN"),
    "bengal": ("BD", "IN"),
    "bengale": ("BD", "IN"),
    "kasjmir": ("IN", "PK"),
    "cachemire": ("IN", "PK"),
    "kashmir": ("IN", "PK"),
    "koerdistan": ("IQ", "TR", "SY", "IR"),
    "kurdistan": ("IQ", "TR", "SY", "IR"),
    "guinees": ("GN", "GW", "GQ"),
    "sahara": ("EH", "DZ"),
    "punjab": ("IN", "PK"),
    "virgin islands": ("VG", "VI"),
    "maagdeneilanden": ("VG", "VI"),
    "iles vierges": ("VG", "VI"),
    "soedans": ("SD", "SS"),
    "tsjechoslowakije": ("CZ", "SK"),
    "tchecoslovaquie": ("CZ", "SK"),
    "czechoslovakia": ("CZ", "SK"),
    "joegoslavie": ("RS", "HR", "BA"),
    "yougoslavie": ("RS", "HR", "BA"),
    "yugoslavia": ("RS", "HR", "BA"),
}
# Parts of the world with many countries, folded.
NO_COUNTRIES = frozenset(
    fold
    for line in (
        "afrika|afrique|africa|azie|asie|asia|asien|europa|europe|oceanie|oceania|ozeanien",
        "amerika|amerique|america|latijns amerika|amerique latine|latin america|lateinamerika",
        "zuid amerika|amerique du sud|south america|noord amerika|north america",
        "midden amerika|amerique centrale|central america|caraiben|caraibes|caribbean",
        "midden oosten|moyen orient|middle east|wereldwijd|wereld|monde|mondial|world|worldwide",
        "international|internationaal|sahel|balkan|balkans|benelux|grote meren|grands lacs",
        "great lakes|west afrika|oost afrika|afrique de l ouest|afrique de l est|west africa",
        "east africa|zuidelijk afrika|afrique australe|southern africa|eu|europese unie",
        "union europeenne|european union|het zuiden|zuiden|sud|global south|ontwikkelingslanden",
    )
    for fold in line.split("|")
)

# Further forms, too odd for a search: shortened, inverted, as registers have them.
_WRITTEN = {
    "CD": "Dem. Rep. Congo, Congo Dem. Rep., Dem. Rep. of the Congo, Dem. Rep. of Congo, "
    "République démocratique Congo, Democratische Republiek van Congo, DRC Congo, RD du Congo, "
    "Rép. dém. du Congo, République dém. du Congo, Congo (Dem. Rep.), Democratic Republic Congo, "
    "DR Kongo, D.R. Kongo, Kongo DR, Congo DR, Congo D.R., Congo RD",
    "BS": "The Bahamas, De Bahama’s, Les Bahamas",
    "CF": "Central African Rep., Rép. centrafricaine, Centraalafrikaanse Republiek",
    "CG": "Brazza, Rep. Congo, Rep. of the Congo, Rép. du Congo, Rép. Congo",
    "DO": "Dominican Rep., Rép. dominicaine, Dom. Rep.",
    "EG": "Arab Rep. Egypt, Arab Republic of Egypt",
    "IN": "Indië",
    "IR": "Islamic Rep. Iran",
    "KG": "Kyrgyz Republic, Kyrgyz Rep.",
    "KP": "N. Korea, DPR Korea, Korea Dem. Rep., Democratic People’s Republic of Korea",
    "KR": "S. Korea, Korea Rep., Korea (Rep.)",
    "LA": "Lao People’s Democratic Republic, Lao People’s Dem. Rep.",
    "LY": "Libyan Arab Jamahiriya",
    "MK": "TFYR Macedonia, FYR Macedonia, Noord Macedonië",
    "PS": "Territoires palestiniens occupés, Occupied Palestinian Territory, Palestine (OPT), "
    "Bezette Palestijnse gebieden, Palestijnse Autoriteit, Cisjordanie et Gaza, State of Palestine",
    "SK": "Slovak Republic, Slovak Rep.",
    "SS": "S. Sudan, Z. Soedan",
    "VE": "Bolivariaanse Republiek Venezuela, RB Venezuela, R.B. Venezuela",
    "YE": "Rep. Yemen",
    "ZA": "S. Africa, Z. Afrika, Afrique du S.",
}
WRITTEN = {code: tuple(names.split(", ")) for code, names in _WRITTEN.items()}
