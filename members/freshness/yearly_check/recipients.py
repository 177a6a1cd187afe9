"""Who can be asked: people who keep a profile, may sign in, and whose address takes mail."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower

from members.models import BouncedAddress, CheckRecipient, CheckRound, Editor, Member, User

_Stage, _State = CheckRecipient.Stage, CheckRecipient.State


def living_editors():
    """Return the Editors, owners included, whom a mail of ours can reach."""
    return Editor.objects.reachable()


def living_owners():
    """Return the living Editors who own their member's profile: those who are asked."""
    return living_editors().filter(role=Editor.Role.OWNER)


def owners_of(member):
    """Return the Users to ask about a member, the longest there first."""
    owners = living_owners().filter(member=member).order_by("created_at", "pk")
    return [editor.user for editor in owners.select_related("user")]


def without_editor():
    """Return the published members that no living editor keeps.

    Who got every mail of a round, answered none and did not sign in either counts as gone: their
    mailbox takes mail and nobody reads it.
    """
    theirs = living_editors().filter(~Exists(_unread_rounds()), member=OuterRef("pk"))
    return Member.objects.published().filter(~Exists(theirs))


def _unread_rounds():
    """Return the CheckRecipients that show an outer Editor's silence through a whole round."""
    over = (CheckRound.State.MARKED, CheckRound.State.ENDED)
    last = CheckRecipient.objects.filter(
        stage=_Stage.LAST, state=_State.MAILED, round__state__in=over
    )
    begun = F("round__created_at")
    absent = Q(user__last_login=None) | Q(user__last_login__lt=begun)
    member = "round__member"
    silent = Q(**{f"{member}__confirmed_at": None}) | Q(**{f"{member}__confirmed_at__lt": begun})
    theirs = last.filter(user=OuterRef("user"), round__member=OuterRef("member"))
    return theirs.filter(absent, silent)


def with_bounced_mail():
    """Return the published members of which an active editor's address refuses mail."""
    bounced = BouncedAddress.objects.values("email")
    refusing = User.objects.annotate(address=Lower("email")).filter(
        address__in=bounced, is_active=True
    )
    editors = Editor.objects.filter(member=OuterRef("pk"), user__in=refusing)
    return Member.objects.published().filter(Exists(editors))
