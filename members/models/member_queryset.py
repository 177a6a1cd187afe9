"""Many members at once: who sees which, and what is read with them."""

from django.db import models

from .member_choices import Status
from .taxonomy import Theme


def parts():
    """Return what to prefetch of a member: the rows that belong to it, in order."""
    themes = models.Prefetch("themes", Theme.objects.order_by("position", "slug"))
    return themes, "works_in", "speaks", "focus_areas"


class MemberQuerySet(models.QuerySet):
    """Many members at once."""

    def published(self):
        """Members that the public may see."""
        return self.filter(status=Status.PUBLISHED)

    def editable_by(self, user):
        """Members that a person may propose changes for; nobody else learns that they exist."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(editors__user=user).exclude(status=Status.FORMER)

    def left_by(self, user):
        """Members that a person edited until they left the federation."""
        former = self.filter(status=Status.FORMER, merged_into=None)
        return former.filter(editors__user=user).order_by("sort_name", "id")

    def answering(self, slug):
        """Return the member that an address leads to now, or None.

        An address that a member had before leads to it, and so does that of a member that was
        merged into it.
        """
        member = self.filter(slug=slug).first() or self.filter(former_slugs__slug=slug).first()
        return member and member.successor

    def with_parts(self):
        """Load what a profile is made of: four queries more, however many members."""
        return self.select_related("place", "area").prefetch_related(*parts())

    def locked(self):
        """Lock what is read, and load its parts: whoever else writes these rows waits.

        DirectoryVersion.objects.lock() comes first.
        """
        return self.select_for_update(of=("self",)).with_parts()
