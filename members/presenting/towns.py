"""Belgian towns that Dutch, French or English call by another name: the reader reads their own.

A town that is called the same in all three needs no line, and one whose other name is that of
another town (Saint-Nicolas near Liège) has none. Other languages read the name as it is stored.
"""

from functools import lru_cache

from members.core.text import fold

_LANGUAGES = ("nl", "fr", "en")
_NAMES = """
Brussel|Bruxelles|Brussels
Antwerpen|Anvers|Antwerp
Gent|Gand|Ghent
Leuven|Louvain|Leuven
Mechelen|Malines|Mechelen
Brugge|Bruges|Bruges
Kortrijk|Courtrai|Kortrijk
Oostende|Ostende|Ostend
Aalst|Alost|Aalst
Ieper|Ypres|Ypres
Roeselare|Roulers|Roeselare
Dendermonde|Termonde|Dendermonde
Oudenaarde|Audenarde|Oudenaarde
Ronse|Renaix|Ronse
Geraardsbergen|Grammont|Geraardsbergen
Lier|Lierre|Lier
Tienen|Tirlemont|Tienen
Vilvoorde|Vilvorde|Vilvoorde
Halle|Hal|Halle
Sint-Truiden|Saint-Trond|Sint-Truiden
Tongeren|Tongres|Tongeren
Veurne|Furnes|Veurne
Diksmuide|Dixmude|Diksmuide
Menen|Menin|Menen
Luik|Liège|Liège
Namen|Namur|Namur
Bergen|Mons|Mons
Doornik|Tournai|Tournai
Moeskroen|Mouscron|Mouscron
Nijvel|Nivelles|Nivelles
Waver|Wavre|Wavre
Aarlen|Arlon|Arlon
Bastenaken|Bastogne|Bastogne
Hoei|Huy|Huy
Borgworm|Waremme|Waremme
Zinnik|Soignies|Soignies
Aat|Ath|Ath
Edingen|Enghien|Enghien
Geldenaken|Jodoigne|Jodoigne
Eigenbrakel|Braine-l’Alleud|Braine-l’Alleud
Terhulpen|La Hulpe|La Hulpe
Elsene|Ixelles|Ixelles
Oudergem|Auderghem|Auderghem
Schaarbeek|Schaerbeek|Schaerbeek
Sint-Gillis|Saint-Gilles|Saint-Gilles
Sint-Joost-ten-Node|Saint-Josse-ten-Noode|Saint-Josse-ten-Noode
Sint-Jans-Molenbeek|Molenbeek-Saint-Jean|Molenbeek-Saint-Jean
Sint-Agatha-Berchem|Berchem-Sainte-Agathe|Berchem-Sainte-Agathe
Sint-Lambrechts-Woluwe|Woluwe-Saint-Lambert|Woluwe-Saint-Lambert
Sint-Pieters-Woluwe|Woluwe-Saint-Pierre|Woluwe-Saint-Pierre
Ukkel|Uccle|Uccle
Vorst|Forest|Forest
Watermaal-Bosvoorde|Watermael-Boitsfort|Watermael-Boitsfort
"""


@lru_cache(maxsize=1)
def _towns():
    """Return {a name, folded: {language: name}} of the towns with more than one name."""
    found = {}
    for line in _NAMES.split("\n"):
        names = dict(zip(_LANGUAGES, line.split("|"), strict=False)) if line else {}
        found |= {fold(name): names for name in names.values()}
    return found


def town_name(town, language, country="BE"):
    """Return a town's name in a language ("Gent", "fr": "Gand"); one that is not known, as it is.

    Args:
        town: its name in any of the three languages.
        language: a language code.
        country: ISO 3166-1; towns of others than Belgium keep their names ("Bergen" in Norway).
    """
    if not town or country != "BE":
        return town
    return _towns().get(fold(town), {}).get(language, town)
