"""Other words for columns: what people write above them, in Dutch, French, English and German.

Compared without case, accents and signs (members.core.text.fold). With them the names of
the Human Services Data Specification (HSDS 3).
"""

# {key of a column: words}
SYNONYMS = {
    "name": """organisation name|organization name|name of the organisation|name organisation
        |organisation|organization|ngo|ngo name|member|member name|charity name|company name
        |association|official name|full name|legal name|naam organisatie|organisatienaam
        |naam van de organisatie|organisatie|naam vereniging|naam van de vereniging|verenigingsnaam
        |vereniging|naam lid|lid|volledige naam|officiele naam|instelling|benaming
        |maatschappelijke naam|denomination sociale|nom officiel|name des vereins|naam vzw|nom asbl
        |nom de l asbl|naam ngo|nom de l ong|nom ong|member organisation|member organization
        |lidorganisatie|ledenorganisatie|naam lidorganisatie|organisation membre
        |organisationsname|nom de l organisation|nom organisation|organisme|nom de l association
        |nom association|nom du membre|membre|denomination|raison sociale|nom complet|intitule
        |name der organisation|vereinsname|verein|mitglied|bezeichnung|titel|title|titre""",
    "abbreviation": """acronym|short form|initials|afk|letterwoord|acroniem|sigle|acronyme|abrege
        |kurzel|akronym|kurzform""",
    "aliases": """alias|aliases|also known as|aka|known as|alternate name|alternate names
        |alternative name|alternative names|ook bekend als|egalement connu sous|autres denominations
        |auch bekannt als""",
    "former_names": """previous names|previous name|old name|vroegere naam|oude naam|ancien nom
        |anciens noms|fruherer name""",
    "slug": "url name|page address",
    "legal_form": """legal status|type of organisation|organisation type|statuut|juridische vorm
        |vorm|rechtspersoon|statut juridique|forme juridique|statut|rechtsform""",
    "enterprise_number": """vat number|vat no|vat|company number|company registration number
        |registration number|tax id|tax number|kbo|kbo nummer|kbo nr|btw|btw nummer|btw nr
        |btw ondernemingsnummer|ondernemingsnr|ond nr|ondern nr|ondernemingsnummer kbo|ondnr
        |nummer kbo|bce
        |numero bce|n bce|no bce|tva|numero tva|numero de tva|n tva|no tva|n entreprise
        |no entreprise|numero d entreprise bce|n d entreprise|no d entreprise|mwst nummer|ust id
        |ust idnr|unternehmensnr
        |enterprise no|enterprise nr|cbe|cbe number|kbo number""",
    "founded_year": """founded|founding year|year founded|year of foundation|established
        |year established|year incorporated|since|founding date|date founded|oprichtingsjaar
        |opgericht|opgericht in|jaar van oprichting|stichtingsjaar|gesticht in|sinds
        |oprichtingsdatum|annee de fondation|annee de creation|fondation|fonde en|fondee en
        |year of establishment|date of foundation|date of establishment|foundation date
        |opgericht jaar|oprichting|stichtingsdatum|annee fondation|annee creation|creation
        |date de creation|date de fondation|depuis|grundungsjahr|gegrundet|gegrundet in""",
    "website": """url|uri|web|site|site web|web site|website url|webpage|web page|webadres
        |web address|website address|website adres|web site url|site url|url website|url du site
        |adresse du site web|adresse internet|internet adres
        |web adres|homepage|home page|internet|internetadres|adresse web|adresse du site
        |site internet|page web|lien|link|webseite|internetseite|www|webpagina|websites""",
    "email": """mail|e mail|email|email address|e mailadres|mailadres|emailadres|e mail adres
        |contact e mail|contact email|general email|courriel|adresse courriel|adresse mail
        |adresse email|adresse e mail|adresse electronique|mel|adresse de courriel|e mail adresse
        |mailadresse|algemeen e mailadres""",
    "phone": """telephone|telephone number|phone number|tel|tel nr|telnr|tel no|telefoon
        |telefoonnummer|telefoonnr|gsm|gsm nummer|mobile|mobile number|mobiel|cell
        |contact number|numero de telephone|n de telephone|n tel|no tel|fixe|portable
        |phone no|phone nr|n de tel|no de tel|num de tel|numero tel|tel gsm|telefoon gsm|vaste lijn
        |telefon|telefonnummer|rufnummer|handy|vast nummer|phones""",
    "donation_link": """donate|donation url|donation page|donation link|doneren|giften|steun ons
        |doneerpagina
        |faire un don|dons|page de don|lien de don|spenden|spendenseite""",
    "social_links": """social|socials|social networks|sociale netwerken|sociale media
        |reseaux sociaux
        |medias sociaux|soziale medien|soziale netzwerke""",
    "languages": """language|taal|talen|werktalen|langue|langues|langues de travail|sprache|sprachen
        |language codes|languages spoken""",
    "street_address": """address|adress|street|street and number|street name and number|address 1
        |address line 1|address1|physical address|postal address|seat|adres|straat|straat en nr
        |straat en huisnummer|straat nr|straat en nummer|straat huisnummer|zetel|adres zetel
        |maatschappelijke zetel|postadres|bezoekadres|adresse|rue|rue et numero|rue et n|voie
        |siege|siege social|domicile|adresse postale|adresse du siege|strasse|anschrift
        |strasse und hausnummer
        |strasse nr""",
    "postal_code": """postcode|post code|zip|zip code|zipcode|postal|postnr|postnummer|code postal
        |cp|c p|plz|postleitzahl|pc""",
    "city": """town|municipality|locality|place name|town city|city town|address town|stad|gemeente
        |plaats|woonplaats|plaatsnaam|stad gemeente|vestigingsplaats|ville|commune|localite
        |ville commune|ort|stadt|gemeinde|wohnort""",
    "place": """province|region|state|state province|provincie|gewest|regio|provincie of regio
        |departement|provinz|bundesland""",
    "latitude": "lat|y|geo lat|breedtegraad|latitude y|breitengrad|breite",
    "longitude": "lon|lng|long|x|geo lng|geo lon|lengtegraad|longitude x|langengrad|lange",
    "themes": """theme|topic|topics|sector|sectors|category|categories|cause|causes|thema|themas
        |onderwerp|onderwerpen|sectoren|domein|domeinen|categorie|categorieen|theme|thematique
        |thematiques|secteur|secteurs|domaine|domaines|categories|themen|bereich|bereiche""",
    "countries": """countries of activity|countries of operation|country list|active in|works in
        |landen van activiteit|partnerlanden|partner countries|pays partenaires|pays d action
        |pays d activites|programmalanden|projectlanden|actief in landen
        |landen|actief in|landen waar actief|werkt in|pays|pays d activite|pays d intervention
        |actif en|lander|einsatzlander|country codes""",
    "seat_country": """country of seat|country of the seat|seat country|country of registration
        |country of origin|home country|land van vestiging|land zetel|land van de zetel
        |pays du siege|pays siege|land des sitzes|sitzland""",
    "house_number": """house no|huisnummer|huisnr|street number|street no|numero de maison
        |numero de rue|hausnummer|hausnr""",
    "box": "bus|busnr|busnummer|boite|bte|box|box number|postfach",
    "postal_code_and_city": """postcode gemeente|postcode stad|postcode en gemeente|postcode plaats
        |postcode en stad|postcode en plaats|code postal ville|code postal localite
        |code postal commune|cp ville|cp localite|code postal et ville|code postal et localite
        |code postal et commune|zip city|zip and city|postcode town|postal code and town
        |postal code and city|postcode city|plz ort|plz und ort""",
    "countries_total": "countries count|number of countries|aantal landen|nombre de pays",
    "area": "working area|werkgebied|werkterrein|champ d action|zone d action|arbeitsgebiet",
    "joined_on": """member since|join date|joined|date joined|lid sinds|datum lidmaatschap
        |membre depuis
        |date d adhesion|mitglied seit""",
    "left_on": "left|member until|lid tot|membre jusque|mitglied bis",
    "sources": "source|bron|bronnen|source des donnees|quelle|quellen",
    "owner_email": "owner|eigenaar|proprietaire|owner e mail|owner mail",
}
# Above a text that stands in one language, with or without saying which.
TEXT_SYNONYMS = {
    "mission": """mission|description|about|about us|activities|objectives|purpose|aim|missie
        |beschrijving|omschrijving|over ons|doel|doelstelling|doelstellingen|activiteiten
        |mission statement|descriptif|objet|objet social|but|objectifs|activites|beschreibung
        |zweck|ziele|presentation|voorstelling""",
    "summary": """summary|tagline|short description|slogan|in one sentence|samenvatting
        |korte beschrijving|korte omschrijving|in het kort|resume|description courte|en bref
        |kurzbeschreibung|zusammenfassung""",
    "other_names": """other name|other names|alternate name|alternate names|alias|aliases
        |also known as|aka
        |andere naam|andere namen|ook bekend als|autre nom|autres noms|egalement connu sous
        |anderer name|andere namen|name|naam|nom""",
}
# What is likely meant, yet not sure enough to go without a word.
DOUBTFUL = {
    "countries": "country|land|pays|staat|country code|country name|landcode",
    "place": "state",
    "name": "titel|title|titre|lid|membre|member|vorm",
}
# The headings above a text that are of one language: what stands under them likely is too.
OF_ONE_LANGUAGE = {
    "nl": """missie|beschrijving|omschrijving|over ons|doel|doelstelling|doelstellingen|activiteiten
        |voorstelling|samenvatting|korte beschrijving|korte omschrijving|in het kort|andere naam
        |andere namen|ook bekend als""",
    "fr": """descriptif|objet|objet social|but|objectifs|activites|resume|description courte|en bref
        |autre nom|autres noms|egalement connu sous""",
    "en": """about|about us|objectives|purpose|aim|mission statement|summary|tagline
        |short description|in one sentence|other name|other names|alternate name|alternate names
        |also known as|aka""",
    "de": "beschreibung|zweck|ziele|kurzbeschreibung|zusammenfassung|anderer name",
}
LANGUAGE_WORDS = {
    "nl": "nl|ned|dutch|nederlands|nederlandstalig|neerlandais|niederlandisch|nl be|nl nl",
    "fr": "fr|fra|french|frans|franstalig|francais|franzosisch|fr be|fr fr",
    "en": "en|eng|english|engels|engelstalig|anglais|englisch|en gb|en us",
    "de": "de|deu|german|duits|duitstalig|allemand|deutsch|de be|de de",
}


def words(text):
    """Return the words of one entry above."""
    return [word.strip() for word in text.replace("\n", " ").split("|")]
