"""Opening and saving the form of a member: what is compared, written and refused."""

from dataclasses import dataclass

from django.core.exceptions import BadRequest, ValidationError
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from members.core.request_input import is_number
from members.models import Member, Revision
from members.presenting import current_site
from members.presenting.diff import diff
from members.presenting.labels import field_label
from members.presenting.logo import Logo
from members.publishing import publish, state_at, value_warnings, values

from .form import MemberForm


@dataclass(frozen=True)
class Clash:
    """A field that a colleague changed while this person was editing it.

    Attributes:
        name: publish()'s name of the field.
        label: its name for people.
        revision: the newest Revision that changed it.
        fields: one FieldDiff, from what the person saw to what it is now.
    """

    name: str
    label: str
    revision: Revision
    fields: list


def open_form(member):
    """Return the MemberForm of a member as it is now; of None, that of a new one."""
    if member is None:
        return MemberForm(baseline=values.blank())
    return MemberForm(baseline=values.read(member), base=member.revision)


def sent_form(request, member):
    """Return the bound MemberForm of a request, compared with what the person had been shown.

    Raises:
        BadRequest: where the form names a revision that the member never had.
    """
    if member is None:
        return MemberForm(request.POST, request.FILES, baseline=values.blank())
    base = request.POST.get("base", "")
    if base == str(member.revision):
        baseline = values.read(member)
    elif is_number(base) and 1 <= int(base) < member.revision:
        baseline = state_at(member, int(base))
    else:
        raise BadRequest("no such revision")
    return MemberForm(request.POST, request.FILES, baseline=baseline, base=int(base))


def save(form, member, actor, source=Revision.Source.ADMIN):
    """Publish what a valid form changed.

    Args:
        form: a MemberForm.
        member: the Member, or an unsaved one to add.
        actor: the User who sent it.
        source: a Revision.Source.

    Returns:
        The Revision, or None: nothing changed, or form.errors says what is wrong.

    Raises:
        EditConflict: as publish() does.
    """
    base = form.cleaned_data["base"] if member.pk else None
    try:
        return publish(
            member,
            form.typed_changes,
            actor,
            source,
            base=base,
            reason=form.cleaned_data["reason"],
        )
    except ValidationError as error:
        form.show(error)
        return None


def after_conflict(form, member):
    """Return (a fresh form with what was typed kept, the Clashes) after an EditConflict.

    The fresh form starts from the newest revision, so that a second save, made knowingly, wins.
    What the person did not touch shows what colleagues made of it.
    """
    typed, base = form.typed_changes, form.cleaned_data["base"]
    member.refresh_from_db()
    live = Member.objects.with_parts().get(pk=member.pk)
    now = values.read(live)
    newest = _newest_revisions(live, base)
    theirs = {
        name: {"old": form.shown[name], "new": now[name]}
        for name in typed
        if name in newest and now[name] != typed[name]
    }
    clashes = [
        Clash(field.name, field_label(field.name), newest[field.name], [field])
        for field in diff(theirs)
    ]
    fresh = MemberForm(baseline=now, base=live.revision, typed=typed)
    fresh.initial["reason"] = form.cleaned_data["reason"]
    return fresh, clashes


def _newest_revisions(member, base):
    newest = {}
    for revision in member.revisions.filter(number__gt=base).select_related("actor"):
        for name in revision.changes:
            newest.setdefault(name, revision)
    return newest


def saved_message(member, revision):
    """Return the sentence that tells what a save did."""
    if revision is None:
        return _("Nothing was changed.")
    fields = ", ".join(field_label(name) for name in values.FIELDS if name in revision.changes)
    return _("%(member)s is saved as version %(number)d: %(fields)s.") % {
        "member": member.name,
        "number": revision.number,
        "fields": fields,
    }


def warnings(member, revision):
    """Return sentences about what was saved that do not refuse it."""
    if not revision:
        return []
    logo = Logo.of(member.logo) if "logo" in revision.changes else None
    changed = {name: change["new"] for name, change in revision.changes.items()}
    sentences = [*value_warnings.warnings(changed, values.read(member)).values()]
    return [*sentences, logo.blur_warning] if logo and logo.blur_warning else sentences


def public_url(member):
    """Return the address of a member's page in a language that the site uses; None where hidden."""
    if member is None or not member.is_public:
        return None
    languages = current_site().languages
    language = get_language() if get_language() in languages else languages[0]
    with override(language):
        return member.get_absolute_url()
