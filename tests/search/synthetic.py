"""Made-up members by a seed, the same on every machine, and searches over them.

Only random.random() is the same in every version of Python, so everything is drawn with it.
"""

import datetime as dt
import random
from urllib.parse import urlencode

from members.models import (
    Area,
    CountryOfActivity,
    DirectoryVersion,
    FocusArea,
    Member,
    Place,
    Theme,
    WorkingLanguage,
)
from members.presenting import current_site
from members.publishing.publish import sort_key
from members.search.indexing.verify import analyse_all

WORDS = {
    "nl": "water kinderen kinderrechten rechten scholen onderwijs gezondheid vluchtelingen boeren "
    "vrouwen bossen noodhulp ziekenhuis speelplein jongeren dorpen samen wereld steunt versterkt",
    "fr": "eau enfants droits écoles éducation santé réfugiés paysans femmes forêts urgence "
    "hôpital jeunesse villages ensemble monde soutient renforce l'accueil d'urgence",
    "en": "water children rights schools education health refugees farmers women forests relief "
    "hospital youth villages together world supports strengthens volunteers partners",
}
NAMES = (
    "Água Élan Østen Zonnebloem Kinderhulp École Enfance Water Wereld Sans Frontières L'Aube "
    "d'Ici Gezond Bos+ SOS 11.11.11 Straße Handen Hoop Terre Noord-Zuid Actie Global Light"
).split()
TOWNS = "Gent Brussel Liège Antwerpen Leuven Namur Sint-Niklaas Mons".split()
COUNTRIES = "CD SN BF BI RW TZ UG ML NE BJ PH EC PE BO HT VN KH IN BE CI".split()
_TYPED = (
    "water kinderrechten rechten kind enfants école ecole droits santé hopital watter gezonheid "
    "congo senegal rdc filipijnen gent liège brussel vzw asbl wereld zonder straße sos 11.11.11 "
    "bos zonnebl kinderhul eau l'eau villages dorp volunteer paysan boer refugees noodhulp xyzzy"
).split()
_FILTERS = (
    [("country", code) for code in COUNTRIES[:8]]
    + [("speaks", code) for code in ("nl", "fr", "en")]
    + [("theme", slug) for slug in ("health", "education", "water-sanitation", "child-rights")]
    + [("place", "BE-BRU"), ("place", "BE-VOV"), ("area", "international")]
    + [("category", "full"), ("category", "associate"), ("confirmed", "1")]
    + [
        ("budget", "under-50k"),
        ("budget", "1m-5m"),
        ("offer", "job"),
        ("offer", "give"),
        ("donation", "1"),
    ]
)


class Draw:
    """Choices that a seed decides."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def one(self, values):
        """Return one of some values, the first ones oftenest."""
        return values[int(len(values) * self.random() ** 2)]

    def some(self, values, most):
        """Return some different ones, perhaps none."""
        return list(
            dict.fromkeys(self.one(values) for _n in range(int((most + 1) * self.random())))
        )

    def text(self, language, words):
        """Return a sentence."""
        return " ".join(self.one(WORDS[language].split()) for _n in range(words)) + "."


def make_members(size, seed=20261123):
    """Write members past publish(), for speed, with what can be found of them."""
    draw, places, areas = Draw(seed), [*Place.objects.all(), None], [*Area.objects.all(), None]
    drawn = [_member(draw, number, places, areas) for number in range(size)]
    rows = Member.objects.bulk_create(drawn, 500)
    themes, through = list(Theme.objects.all()), Member.themes.through
    related = {through: [], CountryOfActivity: [], WorkingLanguage: [], FocusArea: []}
    for row in rows:
        held = draw.some(themes, 3)
        related[through] += (through(member=row, theme=theme) for theme in held)
        for model, codes in ((CountryOfActivity, COUNTRIES), (WorkingLanguage, ["nl", "fr", "en"])):
            related[model] += (model(member=row, code=code) for code in draw.some(codes, 4))
        if draw.random() < 0.3:
            title = {"nl": draw.text("nl", 2), "en": draw.text("en", 2)}
            related[FocusArea].append(FocusArea(member=row, title=title, position=0))
    for model, objects in related.items():
        model.objects.bulk_create(objects, 500)
    analyse_all(current_site())
    DirectoryVersion.objects.bump()


def _member(draw, number, places, areas):
    name = " ".join(draw.some(NAMES, 3) or [f"Member {number % 40}"])
    languages = draw.some(["nl", "fr", "en"], 3)
    day = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC) - dt.timedelta(days=int(900 * draw.random()))
    return Member(
        name=name,
        sort_name=sort_key(name),
        slug=f"synthetic-{number}",
        revision=1,
        status="published" if draw.random() < 0.95 else "hidden",
        category="full" if draw.random() < 0.8 else "associate",
        legal_form=draw.one(["vzw", "ivzw", "", "son", "cv"]),
        summary={code: draw.text(code, 6) for code in languages},
        mission={code: draw.text(code, 20) for code in languages[:1]},
        city=draw.one(TOWNS),
        website=f"https://www.member{number}.example/",
        place=draw.one(places),
        area=draw.one(areas),
        offers=[_offer(draw, kind) for kind in draw.some(["job", "give", "school"], 2)],
        donation_link="https://give.example/" if draw.random() < 0.3 else "",
        annual_budget=draw.one(["", "under-50k", "1m-5m", "over-20m"]),
        confirmed_at=day if draw.random() < 0.7 else None,
        hidden_fields=draw.some(["themes", "countries", "city", "summary"], 1)
        if draw.random() < 0.1
        else [],
    )


def _offer(draw, kind):
    until = draw.one(["", "2026-12-31", "2026-01-31"])
    return {"kind": kind, "text": {"en": draw.text("en", 4)}} | ({"until": until} if until else {})


def searches(number, seed=7):
    """Return query strings of every kind: words, filters, orders and pages."""
    draw, found = Draw(seed), {}
    while len(found) < number:
        typed = draw.some(_TYPED, 3)
        if len(typed) > 1 and draw.random() < 0.15:
            typed[-1] = f"-{typed[-1]}"
        if draw.random() < 0.1:
            typed = [f'"{draw.text("nl", 2)}"']
        pairs = [("q", " ".join(typed))] if typed else []
        pairs += draw.some(_FILTERS, 3)
        pairs += draw.some([("sort", "name"), ("sort", "-confirmed")], 1)
        pairs += draw.some([("page", "2"), ("page", "3"), ("page", "9")], 1)
        found[urlencode(pairs)] = None
    return list(found)
