"""Small functions that make data with good defaults; members are made by publish(), as ever."""

import io
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.text import slugify
from PIL import Image

from members.models import (
    Area,
    DirectoryVersion,
    Federation,
    Member,
    Place,
    Revision,
    Theme,
    User,
)
from members.publishing import change_setting, publish
from members.search.query.directory_query import DirectoryQuery

ENTERPRISE_NUMBERS = ("0546740696", "0403170701", "0401967852")


def make_member(name="Water for All", **values):
    """Return a published member; its slug comes from its name."""
    member = Member()
    fresh = {"name": name, "slug": slugify(name) or "member", "status": Member.Status.PUBLISHED}
    publish(member, fresh | values, None, Revision.Source.ADMIN)
    return member


def keep_as_before(member, **columns):
    """Keep values that today's rules refuse, as older rows have them."""
    Member.objects.filter(pk=member.pk).update(**columns)
    member.refresh_from_db()
    return member


def edit(member, *, base=None, actor=None, **values):
    """Publish a change as staff would and return the Revision, or None."""
    return publish(member, values, actor, Revision.Source.ADMIN, base=base)


def make_theme(slug="health", synonyms=None, **names):
    """Return a theme behind the others: make_theme("water", nl="Water", fr="Eau")."""
    return _make_term(Theme, slug, names, synonyms=synonyms or {})


def make_place(slug="BE-VAN", **names):
    """Return a place behind the others."""
    return _make_term(Place, slug, names)


def make_area(slug="flanders", **names):
    """Return a working area behind the others."""
    return _make_term(Area, slug, names)


def _make_term(model, slug, names, **values):
    name = names or {"en": slug.replace("-", " ").capitalize()}
    position = model.objects.count()
    return change_setting(
        lambda: model.objects.create(slug=slug, name=name, position=position, **values)
    )


def set_federation(**values):
    """Change the federation's own settings."""
    change_setting(lambda: Federation.objects.filter(pk=1).update(**values))


def make_user(email="robin@example.org", role=None, **fields):
    """Return a user, staff where a role ("Reviewer", "Administrator") is given."""
    user = User.objects.create_user(email, **{"is_staff": bool(role), **fields})
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def ask(query="", language="en"):
    """Return the DirectoryQuery of a query string or of an option's address."""
    return DirectoryQuery(QueryDict(query.removeprefix("?")), language)


def names(query="", language="en"):
    """Return the names of the members on the page that a query string asks for."""
    return [member.name for member in ask(query, language).members]


def facet_options(query, group):
    """Return {value: Option} of one filter group."""
    facet = next(facet for facet in query.facets if facet.name == group)
    return {option.value: option for option in facet.options}


def picture(kind="PNG", size=(40, 20), mode="RGB", **options):
    """Return an uploaded picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, kind, **options)
    return upload(out.getvalue())


def upload(content, name="logo"):
    """Return an uploaded file."""
    return SimpleUploadedFile(name, content)


def path_of(response):
    """Return path and query of a redirect's target."""
    target = urlsplit(response["Location"])
    return target.path + (f"?{target.query}" if target.query else "")


@contextmanager
def rolled_back():
    """Undo all writes at the end, for one example of a property test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def standing_rows(database):
    """Let a fixture of a whole module write rows, which are taken away when the module ends.

    Args:
        database: pytest-django's `django_db_blocker`.
    """
    with database.unblock(), rolled_back():
        put_back_first_rows()
        yield


_ROLES = {}


def remember_roles():
    """Keep what the migrations gave to each role, for put_back_first_rows()."""
    for group in Group.objects.all():
        rights = group.permissions.values_list("content_type__app_label", "codename")
        _ROLES[group.name] = list(rights)


def put_back_first_rows():
    """Write what the migrations wrote, where a transactional test has emptied the database."""
    if DirectoryVersion.objects.exists():
        return
    DirectoryVersion.objects.create(pk=1)
    Federation.objects.create(
        pk=1, name={"nl": "Onze leden", "fr": "Nos membres", "en": "Our members"}
    )
    ids = {
        (right.content_type.app_label, right.codename): right.pk
        for right in Permission.objects.select_related("content_type")
    }
    given = Group.permissions.through
    given.objects.bulk_create(
        given(group_id=group.pk, permission_id=ids[right])
        for group in Group.objects.bulk_create(Group(name=name) for name in _ROLES)
        for right in _ROLES[group.name]
    )
