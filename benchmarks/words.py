"""Words of four languages, from which the texts of synthetic members are made."""

# Nouns that stand in the plural or without an article, and can be parts of compounds.
NOUNS = {
    "nl": "kinderen jongeren gezinnen vrouwen meisjes scholen leraren boeren vluchtelingen ouders "
    "vrijwilligers dorpen wijken ziekenhuizen patiënten studenten gemeenten partners lessen "
    "projecten werkplaatsen rechten kansen waterputten bossen rivieren akkers zaden "
    "maaltijden medicijnen opleidingen huizen buurten verenigingen speelpleinen bibliotheken "
    "boeken campagnes onderzoekers getuigenissen netwerken slachtoffers mantelzorgers "
    "ambachten coöperaties fietsen tuinen bijenkorven kusten eilanden zonnepanelen toiletten "
    "leidingen markten lonen arbeiders",
    "fr": "enfants jeunes familles femmes filles écoles enseignants agriculteurs réfugiés parents "
    "bénévoles villages quartiers hôpitaux patients étudiants communes partenaires leçons "
    "projets ateliers droits chances puits forêts rivières champs semences repas médicaments "
    "formations maisons voisinages associations plaines bibliothèques livres campagnes "
    "chercheurs témoignages réseaux victimes aidants artisans coopératives vélos jardins "
    "ruches côtes îles panneaux toilettes conduites marchés salaires ouvriers",
    "en": "children teenagers families women girls schools teachers farmers refugees parents "
    "volunteers villages neighbourhoods hospitals patients students towns partners lessons "
    "projects workshops rights chances wells forests rivers fields seeds meals medicines "
    "trainings houses communities associations playgrounds libraries books campaigns "
    "researchers testimonies networks survivors carers craftspeople cooperatives bicycles "
    "gardens beehives coasts islands panels toilets pipes markets wages workers",
    "de": "Kinder Jugendliche Familien Frauen Mädchen Schulen Lehrkräfte Bauern Geflüchtete Eltern "
    "Freiwillige Dörfer Viertel Krankenhäuser Patienten Studierende Gemeinden Partner "
    "Lektionen Projekte Werkstätten Rechte Chancen Brunnen Wälder Flüsse Felder Samen "
    "Mahlzeiten Medikamente Ausbildungen Häuser Nachbarschaften Vereine Spielplätze "
    "Büchereien Bücher Kampagnen Forschende Netzwerke Opfer Pflegende Handwerker "
    "Genossenschaften Fahrräder Gärten Bienenstöcke Küsten Inseln Sonnenkollektoren Toiletten "
    "Leitungen Märkte Löhne Arbeiter",
}
SUBJECTS = {
    "nl": "onderwijs gezondheid drinkwater sanitair voeding landbouw klimaat natuur migratie vrede "
    "gelijkheid cultuur sport muziek huisvesting noodhulp eerlijke handel burgerschap "
    "mobiliteit energie veiligheid opvang spel techniek taal democratie welzijn inkomen werk "
    "zorg",
    "fr": "éducation santé eau assainissement alimentation agriculture climat nature migration "
    "paix "
    "égalité culture sport musique logement urgence commerce citoyenneté mobilité énergie "
    "sécurité accueil jeu technique langue démocratie bien-être revenu travail soins",
    "en": "education health water sanitation nutrition farming climate nature migration peace "
    "equality culture sport music housing relief trade citizenship mobility energy safety "
    "shelter play engineering language democracy wellbeing income work care",
    "de": "Bildung Gesundheit Trinkwasser Hygiene Ernährung Landwirtschaft Klima Natur Migration "
    "Frieden Gleichheit Kultur Sport Musik Wohnen Nothilfe Handel Bürgerschaft Mobilität "
    "Energie Sicherheit Obdach Spiel Technik Sprache Demokratie Wohlergehen Einkommen Arbeit "
    "Pflege",
}
ADJECTIVES = {
    "nl": "lokale jonge kwetsbare duurzame gezonde veilige kleine nieuwe sterke betaalbare "
    "openbare "
    "landelijke internationale dagelijkse inclusieve creatieve ervaren betrokken langdurige "
    "gratis",
    "fr": "locaux jeunes vulnérables durables sains sûrs petits nouveaux solides abordables "
    "publics "
    "ruraux internationaux quotidiens inclusifs créatifs expérimentés engagés constants "
    "gratuits",
    "en": "local young vulnerable sustainable healthy safe small new strong affordable public "
    "rural "
    "international daily inclusive creative experienced committed lasting free",
    "de": "lokale junge schutzbedürftige nachhaltige gesunde sichere kleine neue starke bezahlbare "
    "öffentliche ländliche internationale tägliche inklusive kreative erfahrene engagierte "
    "dauerhafte kostenlose",
}
VERBS = {
    "nl": "ondersteunt begeleidt versterkt vormt verenigt beschermt bereikt adviseert ontmoet "
    "helpt "
    "financiert bezoekt verzorgt informeert verbindt",
    "fr": "soutient accompagne renforce forme rassemble protège rejoint conseille rencontre aide "
    "finance visite soigne informe relie",
    "en": "supports accompanies strengthens trains unites protects reaches advises meets helps "
    "funds visits treats informs connects",
    "de": "unterstützt begleitet stärkt schult vereint schützt erreicht berät trifft fördert "
    "finanziert besucht versorgt informiert verbindet",
}
# Slots: A adjective, N noun, S subject, V verb, C compound or noun phrase, P proper name,
# T town, L land, R a word that few texts have, Y year.
SENTENCES = {
    "nl": (
        "Wij werken met {A} {N} aan {S} in {L}. ",
        "De organisatie {V} {N} en {C} rond {S} en {R}. ",
        "Sinds {Y} {V} zij {A} {N} in {T} en omstreken. ",
        "Samen met {P} bouwt zij aan {C} voor {N}. ",
        "Haar vrijwilligers organiseren {C}, {R} en {N} voor wie het nodig heeft. ",
        "In {L} en {L} gaat het om {S}, met aandacht voor {C}. ",
        "Elk jaar {V} het team ongeveer honderd {N} met {A} {C}. ",
        "Wat zij leert over {S} deelt zij met {P} en {A} {N}. ",
    ),
    "fr": (
        "Nous travaillons avec des {N} {A} pour {S} en {L}. ",
        "L'organisation {V} des {N} et des {C} autour de {S} et de {R}. ",
        "Depuis {Y}, elle {V} des {N} {A} à {T} et aux environs. ",
        "Avec {P}, elle construit des {C} pour les {N}. ",
        "Ses bénévoles organisent des {C}, {R} et {N} pour celles et ceux qui en ont besoin. ",
        "En {L} et en {L}, il s'agit de {S}, avec une attention pour les {C}. ",
        "Chaque année, l'équipe {V} une centaine de {N} avec des {C} {A}. ",
        "Ce qu'elle apprend sur {S}, elle le partage avec {P} et des {N} {A}. ",
    ),
    "en": (
        "We work with {A} {N} on {S} in {L}. ",
        "The organisation {V} {N} and {C} around {S} and {R}. ",
        "Since {Y} it {V} {A} {N} in {T} and its surroundings. ",
        "Together with {P} it builds {C} for {N}. ",
        "Its volunteers organise {C}, {R} and {N} for those who need them. ",
        "In {L} and {L} it is about {S}, with attention for {C}. ",
        "Every year the team {V} about a hundred {N} with {A} {C}. ",
        "What it learns about {S} it shares with {P} and {A} {N}. ",
    ),
    "de": (
        "Wir arbeiten mit {A}n {N} an {S} in {L}. ",
        "Die Organisation {V} {N} und {C} rund um {S} und {R}. ",
        "Seit {Y} {V} sie {A} {N} in {T} und Umgebung. ",
        "Gemeinsam mit {P} baut sie an {C} für {N}. ",
        "Ihre Freiwilligen organisieren {C}, {R} und {N} für alle, die sie brauchen. ",
        "In {L} und {L} geht es um {S}, mit Blick auf {C}. ",
        "Jedes Jahr {V} das Team etwa hundert {N} mit {A}n {C}. ",
        "Was sie über {S} lernt, teilt sie mit {P} und {A}n {N}. ",
    ),
}
SUMMARIES = {
    "nl": ("{V} {A} {N} met {S} in {L}.", "Voor {C} en {S}, met {A} {N}.", "{P} voor {N} in {T}."),
    "fr": ("{V} des {N} {A} par {S}.", "Pour des {C} et {S}.", "{P} pour les {N} à {T}."),
    "en": ("{V} {A} {N} with {S} in {L}.", "For {C} and {S}, with {A} {N}.", "{P} for {N} in {T}."),
    "de": ("{V} {A} {N} mit {S} in {L}.", "Für {C} und {S} mit {A}n {N}.", "{P} für {N} in {T}."),
}
NAMES = {
    "nl": ("{P}", "Stichting {P}", "{P} voor {N}", "{C} {T}", "Vrienden van {P}", "{P} {L}"),
    "fr": ("{P}", "Fondation {P}", "{P} pour les {N}", "Maison des {C}", "Amis de {P}", "{P} {L}"),
    "en": ("{P}", "{P} Foundation", "{P} for {N}", "{N} of {T}", "Friends of {P}", "{P} {L}"),
    "de": ("{P}", "Stiftung {P}", "{P} für {N}", "{C} {T}", "Freunde von {P}", "{P} {L}"),
}
# First parts of compounds, with their linking letters.
FIRST_PARTS = {
    "nl": "kinder jeugd vrouwen dorps school water gezondheids voedsel klimaat natuur stads wijk "
    "landbouw vluchtelingen vredes gezins energie taal kunst sport muziek buurt zorg nood",
    "de": "Kinder Jugend Frauen Dorf Schul Wasser Gesundheits Nahrungs Klima Natur Stadt Viertel "
    "Landwirtschafts Flüchtlings Friedens Familien Energie Sprach Kunst Sport Musik Not",
}
LINKING = {"fr": "de", "en": ""}
# A rare word is made of these, and an ending of its language.
SYLLABLES = (
    "ba be bo da de di do fa fe fi ga ge go ha he hi ka ke ki ko la le li lo ma me mi mo na ne ni "
    "no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo wa we zo za ju jo bra dri fle "
    "gro kla pre sta tro"
).split()
ENDINGS = {
    "nl": ("ing", "heden", "en", "er", "isme", "baar", "tje", "iteit"),
    "fr": ("tion", "ement", "es", "eur", "isme", "able", "ette", "ité"),
    "en": ("ing", "ness", "s", "er", "ism", "able", "ment", "ity"),
    "de": ("ung", "heiten", "en", "er", "ismus", "bar", "chen", "ität"),
}
# The seat: town, postal code, and the place of the sample's vocabulary.
TOWNS = (
    ("Brussel", "1000", "BE-BRU"),
    ("Schaarbeek", "1030", "BE-BRU"),
    ("Elsene", "1050", "BE-BRU"),
    ("Antwerpen", "2000", "BE-VAN"),
    ("Mechelen", "2800", "BE-VAN"),
    ("Turnhout", "2300", "BE-VAN"),
    ("Gent", "9000", "BE-VOV"),
    ("Aalst", "9300", "BE-VOV"),
    ("Sint-Niklaas", "9100", "BE-VOV"),
    ("Leuven", "3000", "BE-VBR"),
    ("Vilvoorde", "1800", "BE-VBR"),
    ("Halle", "1500", "BE-VBR"),
    ("Brugge", "8000", "BE-VWV"),
    ("Kortrijk", "8500", "BE-VWV"),
    ("Oostende", "8400", "BE-VWV"),
    ("Hasselt", "3500", "BE-VLI"),
    ("Genk", "3600", "BE-VLI"),
    ("Liège", "4000", "BE-WLG"),
    ("Verviers", "4800", "BE-WLG"),
    ("Eupen", "4700", "BE-WLG"),
    ("Namur", "5000", "BE-WNA"),
    ("Dinant", "5500", "BE-WNA"),
    ("Charleroi", "6000", "BE-WHT"),
    ("Mons", "7000", "BE-WHT"),
    ("Tournai", "7500", "BE-WHT"),
    ("Wavre", "1300", "BE-WBR"),
    ("Nivelles", "1400", "BE-WBR"),
    ("Arlon", "6700", "BE-WLX"),
    ("Bastogne", "6600", "BE-WLX"),
)
# Countries of activity, roughly from most to least mentioned by Belgian organisations.
COUNTRIES = (
    "BE CD RW BI SN UG BF BJ ML KE TZ ET MA TN PS LB JO SY IN NP BD PH VN KH ID PE BO EC CO GT HN "
    "SV NI HT CU BR ZA MZ MW ZM ZW NE TD CM CI GH TG GN SL LR GM SS SD SO MG UA RO BG MD AL RS FR "
    "NL DE LU IT ES PT GR TR IQ IR AF PK LK MM LA TH CN MN MX US CA GB IE PL HU CZ SK AR CL PY UY"
).split()
