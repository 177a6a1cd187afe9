"""A superuser, a reviewer and an editor to try the sample with, each with an own password."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from members.models import Editor, Federation, Member, User

_PEOPLE = {
    "administrator@example.org": {"name": "Alex Administrator", "is_superuser": True},
    "reviewer@example.org": {"name": "Robin Reviewer"},
    "editor@example.org": {"name": "Emma Editor", "is_staff": False},
}
_EDITS = "sos-kinderdorpen"


def ensure():
    """Return the lines that tell how to sign in; none where the site is no longer a sample.

    The passwords are made once for this copy of Koepel and kept in a file that only its owner
    may read, so that no two installations share one.
    """
    if not settings.LOCAL or not Federation.objects.filter(is_sample=True).exists():
        return []
    path = Path(settings.BASE_DIR) / "var" / "sample-sign-ins.txt"
    passwords = _known(path)
    if set(_PEOPLE) - set(passwords):
        passwords = {email: passwords.get(email) or secrets.token_urlsafe(9) for email in _PEOPLE}
        _keep(path, passwords)
    missing = set(_PEOPLE) - set(User.objects.values_list("email", flat=True))
    for email in missing:
        _make(email, passwords[email], _PEOPLE[email])
    lines = [f"  {email}   {passwords[email]}" for email in _PEOPLE]
    return ["Sign in to the sample with:", *lines]


def _known(path):
    """Return {address: password} of the file; people added since have none yet."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return dict(line.split() for line in lines if line.strip())


def _keep(path, passwords):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    os.chmod(path, 0o600)
    lines = [f"  {email}   {password}\n" for email, password in passwords.items()]
    path.write_text("".join(lines), encoding="utf-8")


def _make(email, password, fields):
    user = User.objects.create_user(email, password, **{"is_staff": True, **fields})
    if not user.is_staff:
        _make_owner(user)
    elif not user.is_superuser:
        user.groups.set(Group.objects.filter(name="Reviewer"))


def _make_owner(user):
    member = Member.objects.filter(slug=_EDITS).first()
    if member:
        Editor.objects.create(member=member, user=user, role=Editor.Role.OWNER)
