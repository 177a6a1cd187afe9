"""One superuser and one reviewer to try the sample with, each with a password of its own."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from members.models import Federation, User

_PEOPLE = {
    "administrator@example.org": {"name": "Alex Administrator", "is_superuser": True},
    "reviewer@example.org": {"name": "Robin Reviewer"},
}


def ensure():
    """Return the lines that tell how to sign in; none where the site is no longer a sample.

    The passwords are made once for this copy of Koepel and kept in a file that only its owner
    may read, so that no two installations share one.
    """
    if not settings.LOCAL or not Federation.objects.filter(is_sample=True).exists():
        return []
    kept = Path(settings.BASE_DIR) / "var" / "sample-sign-ins.txt"
    if not kept.exists():
        _make(kept)
    return ["Sign in to the sample with:", *kept.read_text(encoding="utf-8").splitlines()]


def _make(kept):
    lines = []
    for email, fields in _PEOPLE.items():
        password = secrets.token_urlsafe(9)
        user = User.objects.filter(email=email).first() or User(
            email=email, is_staff=True, **fields
        )
        user.set_password(password)
        user.save()
        if not user.is_superuser:
            user.groups.set(Group.objects.filter(name="Reviewer"))
        lines.append(f"  {email}   {password}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.touch(mode=0o600)
    os.chmod(kept, 0o600)
    kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
