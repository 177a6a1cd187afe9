"""Writes the sample federation: vocabularies first, then each member through publish()."""

import json
from pathlib import Path

from django.db import transaction

from members.models import Area, Federation, Member, Place, Revision, Theme
from members.publishing import change_setting, publish

SAMPLE = Path(__file__).with_name("federation.json")


@transaction.atomic
def load_sample(progress=lambda count, total: None):
    """Load the sample into this site, whole or not at all; a second time changes nothing.

    Args:
        progress: called with (members done, members in all).

    Returns:
        How many members were written.

    Raises:
        ValueError: where the site has members of its own.
    """
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    slugs = {member["slug"] for member in sample["members"]}
    if Member.objects.exclude(slug__in=slugs).exists():
        raise ValueError(
            "This site has members of its own; the sample is for an empty one. "
            "Use another database to look at it."
        )
    change_setting(lambda: _write_settings(sample))
    return _write_members(sample["members"], progress)


def _write_settings(sample):
    # What staff have changed since stays: the sample only fills what is missing.
    if not Federation.objects.filter(is_sample=True).exists():
        values = _known(sample["federation"])
        Federation.objects.update_or_create(pk=1, defaults={**values, "is_sample": True})
    for position, theme in enumerate(sample["themes"]):
        Theme.objects.get_or_create(
            slug=theme["slug"],
            defaults={"name": theme["name"], "synonyms": theme["synonyms"], "position": position},
        )
    for model, terms, key in ((Place, sample["places"], "code"), (Area, sample["areas"], "slug")):
        for position, term in enumerate(terms):
            fresh = {"name": term["name"], "position": position}
            model.objects.get_or_create(slug=term[key], defaults=fresh)


def _write_members(members, progress):
    existing = set(Member.objects.values_list("slug", flat=True))
    missing = [values for values in members if values["slug"] not in existing]
    for count, values in enumerate(missing, 1):
        changes = {**_known(values), "status": Member.Status.PUBLISHED}
        publish(Member(), changes, None, Revision.Source.SAMPLE)
        progress(count, len(missing))
    return len(missing)


def _known(values):
    return {name: value for name, value in values.items() if value is not None}
