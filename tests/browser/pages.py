"""Every kind of public page, by an address of the sample federation."""

PAGES = {
    "list": "/en/",
    "second page": "/nl/?page=2",
    "filtered list": "/nl/?theme=health&country=CD",
    "search": "/fr/?q=enfants",
    "mended search": "/nl/?q=kinderdorpn",
    "empty result": "/en/?q=zzzz+children&theme=health",
    "unknown value": "/en/?theme=nonsense",
    "profile": "/nl/members/sos-kinderdorpen/",
    "profile from a result": "/fr/members/sos-kinderdorpen/?theme=child-rights&at=3",
    "values of a filter": "/nl/filter/theme/?country=CD&theme=health&find=e",
    "list for paper": "/fr/print/?theme=health",
    "report form": "/en/members/sos-kinderdorpen/report/",
    "about": "/en/about/",
    "themes": "/nl/themes/",
    "theme": "/en/themes/health/",
    "countries": "/fr/countries/",
    "country": "/nl/countries/cd/",
    "place": "/fr/places/be-van/",
    "not found": "/fr/members/nobody/",
}
