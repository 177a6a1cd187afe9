"""One member as its editors find it: live values, draft, what waits, what was decided."""

from datetime import timedelta

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language

from members.freshness.quality.translations import lags_of
from members.models import Change, Member, Proposal, Revision
from members.models.drift import texts_of
from members.presenting import current_site
from members.presenting.labels import field_label
from members.publishing import values
from members.publishing.policy import proposable

from .parts import steps_of

# How long after its last save a colleague counts as still writing.
EDITING_NOW = timedelta(minutes=15)
# How long a decision and a change by somebody else stand on the overview.
LATELY = timedelta(days=60)
_OTHERS = (
    Revision.Source.ADMIN,
    Revision.Source.IMPORT,
    Revision.Source.RESTORE,
    Revision.Source.MERGE,
)
_PEOPLE = ("author", "saved_by", "reviewer")


class Elsewhere(Http404):
    """This person edits nothing at this address; perhaps it moved, or the member has left."""


def workspace_of(request, slug):
    """Return the Workspace of a member that the signed-in person may edit.

    Raises:
        Elsewhere: for every other member.
        Http404: in a language that the federation does not use.
    """
    site = current_site()
    if get_language() not in site.languages:
        raise Http404
    member = Member.objects.editable_by(request.user).with_parts().filter(slug=slug).first()
    if member is None:
        raise Elsewhere
    return Workspace(member, request.user, site)


class Workspace:
    """What an editor sees and changes of one member; each piece is read when first asked for.

    Attributes:
        member: the Member, as it is published.
        user: the editor.
        site: the Site.
        languages: the codes of the federation's languages.
        live: {field: plain value} of the published member.
    """

    def __init__(self, member, user, site):
        self.member, self.user, self.site = member, user, site
        self.languages = site.languages
        self.live = values.read(member)

    def fresh(self):
        """Return this workspace read anew, with nothing remembered."""
        member = Member.objects.with_parts().get(pk=self.member.pk)
        return Workspace(member, self.user, self.site)

    @cached_property
    def policies(self):
        """{field: policy} of the fields that its editors may touch."""
        return proposable(self.member)

    @cached_property
    def steps(self):
        """The Steps in which there is something to edit."""
        steps = steps_of(self.languages)
        return [step for step in steps if set(step.part.fields) & set(self.policies)]

    @cached_property
    def _open(self):
        proposals = self.member.proposals.open().select_related(*_PEOPLE)
        return list(proposals.prefetch_related("changes"))

    @cached_property
    def draft(self):
        """The draft that its editors share, or None."""
        return next((one for one in self._open if one.state == Proposal.State.DRAFT), None)

    @cached_property
    def pending(self):
        """The proposal that waits for staff, or for an answer to their question, or None."""
        return next((one for one in self._open if one.state != Proposal.State.DRAFT), None)

    @cached_property
    def drafted(self):
        """{field: Change} of the draft."""
        return {change.field: change for change in self.draft.changes.all()} if self.draft else {}

    @cached_property
    def waiting(self):
        """{field: Change} of what waits."""
        changes = self.pending.changes.all() if self.pending else ()
        return {change.field: change for change in changes if change.state == Change.State.PENDING}

    @cached_property
    def working(self):
        """{field: plain value}: the draft, else what waits, else the page as it is."""
        # A draft begins as a copy of what waits, so that it alone says what is proposed.
        changes = self.drafted if self.draft else self.waiting
        return self.live | {field: change.new for field, change in changes.items()}

    @cached_property
    def lags(self):
        """The Lags of the texts that are behind and that no draft or proposal has changed yet."""
        return [lag for lag in lags_of(self.member, self.languages) if not self._redone(lag.text)]

    def _redone(self, text):
        now, drafted = (
            texts_of(text.field, state[text.field]).get(text.language)
            for state in (self.live, self.working)
        )
        return now != drafted

    @cached_property
    def decided(self):
        """What was decided lately, the newest first."""
        decided = self.member.proposals.filter(
            state=Proposal.State.DECIDED, decided_at__gte=timezone.now() - LATELY
        )
        recent = decided.select_related(*_PEOPLE).order_by("-decided_at")
        return list(recent.prefetch_related("changes")[:10])

    @cached_property
    def refused(self):
        """{field: Change} that staff refused lately and nobody has written anew."""
        newest = {}
        for proposal in self.decided:
            for change in proposal.changes.all():
                newest.setdefault(change.field, change)
        shut = (Change.State.REFUSED, Change.State.CONFLICT)
        redone = {**self.drafted, **self.waiting}
        return {
            field: change
            for field, change in newest.items()
            if change.state in shut and field not in redone
        }

    @cached_property
    def put_aside(self):
        """(label, Change) of what an editor lately took back and nobody wrote anew, by field."""
        aside = Change.objects.filter(
            proposal__member=self.member,
            proposal__state=Proposal.State.WITHDRAWN,
            proposal__saved_at__gte=timezone.now() - LATELY,
            proposal__replaced_by=None,
            state=Change.State.PENDING,
        )
        newest = {}
        for change in aside.select_related("proposal").order_by("-proposal__saved_at", "pk"):
            newest.setdefault(change.field, change)
        proposed = {*self.drafted, *self.waiting}
        return [
            (field_label(field), change)
            for field, change in newest.items()
            if field in self.policies and field not in proposed and change.new != self.live[field]
        ]

    @cached_property
    def changed_by_others(self):
        """Revisions lately made by staff or an import that no confirmation has covered."""
        since = max(timezone.now() - LATELY, self.member.confirmed_at or self.member.created_at)
        lately = self.member.revisions.filter(
            source__in=_OTHERS, created_at__gt=since, number__gt=1
        )
        return list(lately.select_related("actor").defer("changes")[:3])

    @property
    def colleague(self):
        """The colleague who saved the draft minutes ago, or None."""
        draft = self.draft
        if not draft or draft.saved_by == self.user:
            return None
        return draft.saved_by if draft.saved_at > timezone.now() - EDITING_NOW else None
