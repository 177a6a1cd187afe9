"""Languages that an office may speak: ISO 639-1 whole, and others by ISO 639-3.

Only data stands here; `languages.py` and `world.py` answer questions with it.
"""

_ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
# Of the countries where federations that use Koepel have members, and the international one.
SIGN_LANGUAGES = tuple("vgt sfb dse gsg fsl bfi isg sgg ssr asq ise ssp psr ase ils".split())
# Languages of communities here that ISO 639-1 leaves out or counts with another.
_FURTHER = """
ary ast aii ceb ckb dsb dyu gsw hsb kab kea kmr kri ktu lua mos nds pap prs rif rom snk srn srr
syr tzm vls yue zgh
"""
LANGUAGES = frozenset((*_ISO_639_1.split(), *_FURTHER.split(), *SIGN_LANGUAGES))
# The codes that other lists use for the same language.
SAME_CODE = {
    "ngt": "dse", "lsf": "fsl", "lsfb": "sfb", "bsl": "bfi", "dgs": "gsg", "asl": "ase",
    "lsb": "sfb", "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "fil": "tl",
    "cmn": "zh", "arb": "ar", "pes": "fa", "swh": "sw", "zsm": "ms", "nob": "nb", "nno": "nn",
    "ber": "zgh",
}  # fmt: skip

# What CLDR lacks, or calls otherwise than readers here do.
BETTER_LANGUAGE_NAMES = {
    "nl": {
        "vgt": "Vlaamse Gebarentaal", "sfb": "Frans-Belgische Gebarentaal",
        "dse": "Nederlandse Gebarentaal", "gsg": "Duitse Gebarentaal",
        "fsl": "Franse Gebarentaal", "bfi": "Britse Gebarentaal", "isg": "Ierse Gebarentaal",
        "sgg": "Zwitsers-Duitse Gebarentaal", "ssr": "Zwitsers-Franse Gebarentaal",
        "asq": "Oostenrijkse Gebarentaal", "ise": "Italiaanse Gebarentaal",
        "ssp": "Spaanse Gebarentaal", "psr": "Portugese Gebarentaal",
        "ase": "Amerikaanse Gebarentaal", "ils": "Internationaal Gebaar",
        "kmr": "Kurmanci", "ckb": "Sorani", "prs": "Dari", "ktu": "Kituba",
        "aii": "Nieuw-Aramees", "rif": "Tarifit", "nb": "Noors Bokmål", "no": "Noors",
        "lua": "Tshiluba", "mos": "Mooré", "tl": "Tagalog",
    },
    "fr": {
        "vgt": "Langue des signes flamande", "sfb": "Langue des signes de Belgique francophone",
        "dse": "Langue des signes néerlandaise", "gsg": "Langue des signes allemande",
        "fsl": "Langue des signes française", "bfi": "Langue des signes britannique",
        "isg": "Langue des signes irlandaise", "sgg": "Langue des signes suisse alémanique",
        "ssr": "Langue des signes suisse romande", "asq": "Langue des signes autrichienne",
        "ise": "Langue des signes italienne", "ssp": "Langue des signes espagnole",
        "psr": "Langue des signes portugaise", "ase": "Langue des signes américaine",
        "ils": "Signes internationaux", "kmr": "Kurmandji", "ckb": "Sorani", "prs": "Dari",
        "ktu": "Kituba", "aii": "Néo-araméen", "nb": "Norvégien bokmål", "rn": "Kirundi",
        "lua": "Tshiluba", "mos": "Mooré", "tl": "Tagalog", "rif": "Tarifit",
    },
    "en": {
        "vgt": "Flemish Sign Language", "sfb": "French Belgian Sign Language",
        "dse": "Dutch Sign Language", "gsg": "German Sign Language",
        "fsl": "French Sign Language", "bfi": "British Sign Language",
        "isg": "Irish Sign Language", "sgg": "Swiss German Sign Language",
        "ssr": "Swiss French Sign Language", "asq": "Austrian Sign Language",
        "ise": "Italian Sign Language", "ssp": "Spanish Sign Language",
        "psr": "Portuguese Sign Language", "ase": "American Sign Language",
        "ils": "International Sign", "kmr": "Kurmanji", "ckb": "Sorani", "prs": "Dari",
        "ktu": "Kituba", "aii": "Neo-Aramaic", "nb": "Norwegian Bokmål", "rn": "Kirundi",
        "lua": "Tshiluba", "mos": "Mooré", "tl": "Tagalog", "rif": "Tarifit",
    },
    "de": {
        "vgt": "Flämische Gebärdensprache", "sfb": "Belgisch-Französische Gebärdensprache",
        "dse": "Niederländische Gebärdensprache", "gsg": "Deutsche Gebärdensprache",
        "fsl": "Französische Gebärdensprache", "bfi": "Britische Gebärdensprache",
        "ase": "Amerikanische Gebärdensprache", "asq": "Österreichische Gebärdensprache",
        "kmr": "Kurmandschi", "ckb": "Sorani", "prs": "Dari",
    },
}  # fmt: skip

# What people write instead, in Dutch, French, English, German or the language itself.
_SYNONYMS = {
    "am": "Amharique, Amharisch",
    "ar": "Arab, Arabe classique, Arabe littéraire, Standaardarabisch, العربية",
    "ary": "Darija, Dareja, Arabe marocain, Marokkaans",
    "ay": "Aymara",
    "bs": "Bosniaque, Bosnisch",
    "ca": "Catalaans, Valenciaans, Català",
    "ckb": "Sorani-Koerdisch, Kurde sorani, Sorani Kurdish",
    "cs": "Čeština, Tsjechisch",
    "de": "Deutsch, Hoogduits",
    "dse": "NGT, Gebarentaal van Nederland, Sign Language of the Netherlands, "
    "Langue des signes des Pays-Bas",
    "el": "Nieuwgrieks, Ελληνικά, Grec moderne",
    "en": "English, UK English, Brits Engels, Amerikaans Engels",
    "es": "Español, Castellano, Castilian, Castillan, Castiliaans",
    "ff": "Fulfulde, Pulaar, Fulani, Peul, Peulh, Pular",
    "fa": "Farsi, Perzisch, Persan, Persian",
    "fr": "Français, Waals Frans",
    "fsl": "LSF",
    "ga": "Gaelic, Iers Gaelisch",
    "gsg": "DGS",
    "bfi": "BSL",
    "ase": "ASL",
    "he": "Ivriet, Ivrit, Hebrew",
    "hr": "Hrvatski",
    "ht": "Creools, Haïtiaans, Haitian, Kreyòl, Kreyol ayisyen, Créole haïtien",
    "id": "Bahasa, Bahasa Indonesia",
    "kg": "Kikongo, Kongo",
    "ki": "Kikuyu, Gikuyu",
    "kmr": "Kurmanji-Koerdisch, Kurmanci, Kurmanji, Kurmancî",
    "km": "Cambodjaans, Cambodgien, Cambodian",
    "lb": "Letzeburgs, Lëtzebuergesch",
    "lg": "Luganda",
    "ln": "Lingála",
    "lua": "Ciluba, Tshiluba, Chiluba, Luba",
    "mg": "Malagassisch, Malagasy, Malgache",
    "my": "Birmaans, Burmees, Birman",
    "nl": "Vlaams, Flamand, Flemish, Flämisch, Hollands, Hollandais, Belgisch Nederlands",
    "no": "Norsk",
    "ny": "Chichewa, Nyanja, Chewa",
    "om": "Afaan Oromo",
    "pa": "Panjabi, Punjabi, Pendjabi",
    "pl": "Polski",
    "ps": "Pashto, Pasjtoe, Pachto, Pashtu, Pushto, Pachtoune, Afghaans",
    "pt": "Português, Braziliaans, Brazilian, Brésilien, Braziliaans Portugees",
    "qu": "Quechua, Kichwa",
    "rif": "Rif, Riffijns, Rifain, Tamazight van de Rif",
    "rn": "Rundi, Kirundi, Roundi",
    "ro": "Română, Moldavisch, Moldave, Moldovan",
    "rom": "Romanes, Romany, Romani, Tsigane",
    "ru": "Русский",
    "rw": "Rwanda, Rwandees, Kinyarwanda, Ikinyarwanda",
    "sfb": "LSFB, Langue des signes belge francophone, Langue des signes belge, Waalse gebarentaal",
    "so": "Somalisch, Somali",
    "sq": "Shqip, Kosovaars, Albanian",
    "sr": "Srpski",
    "sw": "Kiswahili, Swahili",
    "ti": "Tigrinya, Tigrigna, Tigrinja, Tigrinia",
    "tl": "Filipino, Filipijns, Philippin, Pilipino",
    "tr": "Türkçe",
    "tw": "Twi, Akan Twi",
    "uk": "Українська",
    "vgt": "VGT, Gebarentaal van Vlaanderen",
    "wa": "Waals, Wallon",
    "wo": "Wolof",
    "yi": "Jiddisch",
    "zgh": "Berbers, Berbère, Berber, Amazigh, Tamazight",
    "zh": "Mandarijn, Mandarin, Chinees Mandarijn, Mandarijns, 中文, 汉语, Chinois mandarin",
    "yue": "Kantonees, Cantonees, Cantonais",
}
LANGUAGE_SYNONYMS = {code: tuple(names.split(", ")) for code, names in _SYNONYMS.items()}
# What could be one of several.
UNCLEAR_LANGUAGES = {
    "gebarentaal": ("vgt", "sfb", "dse"), "langue des signes": ("sfb", "vgt", "fsl"),
    "sign language": ("vgt", "sfb", "bfi"), "gebardensprache": ("gsg", "vgt", "sfb"),
    "servo kroatisch": ("sr", "hr", "bs"), "serbo croate": ("sr", "hr", "bs"),
    "serbo croatian": ("sr", "hr", "bs"), "serbokroatisch": ("sr", "hr", "bs"),
    "joegoslavisch": ("sr", "hr", "bs"), "yougoslave": ("sr", "hr", "bs"), "sh": ("sr", "hr", "bs"),
    "indiaas": ("hi", "ta", "ur"), "indien": ("hi", "ta", "ur"), "indian": ("hi", "ta", "ur"),
    "congolees": ("ln", "sw", "kg"), "congolais": ("ln", "sw", "kg"),
    "nigeriaans": ("ha", "yo", "ig"), "pakistaans": ("ur", "pa", "ps"),
}  # fmt: skip
