"""What the member list shows of each member."""

from django.contrib import admin
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.exchange.exporting import export
from members.models import Member, Revision
from members.presenting import PublicMember
from members.presenting.logo import Logo
from members.staff.confirmed_actions import Served
from members.staff.exchange.views import as_file, csv_separator

NOT_LISTED = (
    "search_text",
    "search_terms",
    "mission",
    "summary",
    "other_names",
    "aliases",
    "former_names",
    "sources",
    "social_links",
)


def with_last_change(queryset):
    """Return the members with `changed_by` and `changed_from` of their newest revision."""
    newest = Revision.objects.filter(member=OuterRef("pk"), number=OuterRef("revision"))
    actor = Coalesce(NullIf("actor__name", Value("")), "actor__email", output_field=CharField())
    return queryset.annotate(
        changed_by=Subquery(newest.annotate(who=actor).values("who")[:1]),
        changed_from=Subquery(newest.values("source")[:1]),
    ).defer(*NOT_LISTED)


def can_become(members, status):
    """Return the Served of an action that gives some members a status."""
    merged = members.exclude(merged_into=None).count()
    same = members.filter(merged_into=None, status=status).count()
    groups = (
        (_("merged into another member"), merged),
        (_("“%(status)s” already") % {"status": status.label}, same),
    )
    rows = members.filter(merged_into=None).exclude(status=status)
    return Served(rows, tuple((words, number) for words, number in groups if number))


def exported(request, queryset, kind):
    """Return the members of the list's queryset as a download, whole, by name."""
    pks = queryset.order_by().values("pk")
    members = Member.objects.filter(pk__in=pks).order_by("sort_name", "pk")
    pieces = export(members, kind, None, csv_separator(request))
    return as_file(pieces, kind, f"members-{timezone.localdate()}")


class MemberColumns:
    """Columns for the admin's list; each is one small template."""

    list_display = ("picture", "who", "state", "complete", "last_change", "confirmed")
    list_display_links = ("who",)

    @admin.display(description=_("Logo"))
    def picture(self, member):
        """The logo, or the monogram that stands for it on the public pages."""
        page = PublicMember(member, "", None)
        context = {"logo": Logo.of(member.logo), "monogram": page.monogram, "hue": page.hue}
        return render_to_string("staff/cells/picture.html", context)

    @admin.display(description=_("Name"), ordering="sort_name")
    def who(self, member):
        """The name, with the abbreviation and the town."""
        return render_to_string("staff/cells/who.html", {"member": member})

    @admin.display(description=_("Status"), ordering="status")
    def state(self, member):
        """The status as a word with a mark."""
        return render_to_string("staff/cells/status.html", {"member": member})

    @admin.display(description=_("Complete"), ordering="completeness")
    def complete(self, member):
        """How complete the profile is: a bar and the number."""
        return render_to_string("staff/cells/complete.html", {"percent": member.completeness})

    @admin.display(description=_("Last change"), ordering="updated_at")
    def last_change(self, member):
        """When it was changed, and by whom or from what."""
        source = member.changed_from
        by = member.changed_by or (Revision.Source(source).label if source else "")
        return render_to_string("staff/cells/last_change.html", {"member": member, "by": by})

    @admin.display(description=_("Confirmed"), ordering="confirmed_at")
    def confirmed(self, member):
        """When the organisation confirmed it, or "never"."""
        return render_to_string("staff/cells/confirmed.html", {"member": member})
