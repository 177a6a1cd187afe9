"""Every kind of mail that Koepel sends, with the variables that its texts may use."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from post_office.models import PRIORITY

# Variables of every kind.
COMMON = {"site": _("the federation’s name")}
# These are addresses: alone in a paragraph they become a button.
LINKS = frozenset({"link"})
# These may have several lines, each of them shown as one.
BLOCKS = frozenset(
    {
        "changes",
        "decisions",
        "question",
        "reason",
        "waiting",
        "message",
        "answer",
    }
)
# These hold paragraphs of their own: texts, lists, and addresses that become buttons.
PARTS = frozenset({"profiles"})
# Alone in a paragraph it is shown large.
CODES = frozenset({"code"})


@dataclass(frozen=True)
class Kind:
    """One kind of mail.

    Attributes:
        label: what staff call it.
        own: {variable: what it holds} beside the common ones.
        button: the words on the button that the link becomes.
        minutes: how long it is worth sending; None for as long as it takes.
        priority: post_office's, the higher the sooner.
    """

    label: str
    own: dict = field(default_factory=dict)
    button: str = ""
    minutes: int | None = None
    priority: int = PRIORITY.medium

    @property
    def variables(self):
        """{variable: what it holds}, the common ones included."""
        return self.own | COMMON


_MEMBER = {"member": _("the member’s name")}
_LINK = {"link": _("the address where it goes on")}
_CODE = {"code": _("the code"), "minutes": _("how many minutes it is valid")}
_CHANGES = {"changes": _("the fields, one a line")}
_DAYS = {"days": _("how many days it is valid")}
_CHECK = _DAYS | {
    "names": _("the members’ names"),
    "profiles": _("each member with what is on its page and its link"),
}
_LOOK = _("Look and confirm")

KINDS = {
    "invitation": Kind(
        _("Invitation"),
        _MEMBER
        | _LINK
        | {
            "inviter": _("who invites"),
            "role": _("owner or editor"),
            "message": _("words of the person who sent it, if any"),
            "days": _("how many days it is valid"),
        },
        _("Look at the invitation"),
    ),
    "colleague": Kind(
        _("Invitation to the staff"),
        _LINK | {"inviter": _("who invites"), "role": _("reviewer or administrator")},
        _("Open the admin"),
    ),
    "test": Kind(_("Test mail"), _LINK, _("Open the admin"), priority=PRIORITY.high),
    "code": Kind(_("Sign-in code"), _CODE, minutes=10, priority=PRIORITY.high),
    "no_account": Kind(_("No account with this address"), {}, minutes=60, priority=PRIORITY.high),
    "password_code": Kind(_("Code for a new password"), _CODE, minutes=10, priority=PRIORITY.high),
    "address_code": Kind(_("Code for a new address"), _CODE, minutes=10, priority=PRIORITY.high),
    "address_taken": Kind(_("Somebody wanted this address"), {}, minutes=60),
    "address_changed": Kind(
        _("Address changed"),
        {"old": _("the old address"), "new": _("the new address"), "when": _("when")},
        priority=PRIORITY.high,
    ),
    "account_changed": Kind(
        _("Password or second factor changed"),
        _LINK | {"what": _("what changed"), "when": _("when"), "where": _("from which IP address")},
        _("Look at your account"),
        priority=PRIORITY.high,
    ),
    "changed_by_staff": Kind(
        _("Account changed by staff"),
        _LINK | {"what": _("what changed"), "when": _("when")},
        _("Sign in"),
        priority=PRIORITY.high,
    ),
    "proposal_received": Kind(
        _("Proposal received"),
        _MEMBER | _CHANGES | _LINK | {"live": _("what went live at once, if anything")},
        _("See what you sent"),
    ),
    "question": Kind(
        _("Question about a proposal"),
        _MEMBER | _LINK | {"question": _("the question"), "reviewer": _("who asks")},
        _("Answer the question"),
    ),
    "decision": Kind(
        _("Decision on a proposal"),
        _MEMBER
        | _LINK
        | {
            "outcome": _("how many changes were accepted, refused or set aside"),
            "decisions": _("each field with its decision and reason"),
        },
        _("See the profile"),
    ),
    "profile_changed": Kind(
        _("Your profile was changed"),
        _MEMBER | _CHANGES | _LINK | {"actor": _("who changed it")},
        _("See the profile"),
    ),
    "members_merged": Kind(
        _("Two members merged"),
        _MEMBER | _LINK | {"other": _("the member that it was merged into")},
        _("See the profile"),
    ),
    "proposal_merged": Kind(
        _("Proposal withdrawn by a merge"),
        _MEMBER
        | _LINK
        | {
            "other": _("the member that it was merged into"),
            "changes": _("what was proposed, a field a line"),
        },
        _("See the profile"),
    ),
    "profiles_changed": Kind(
        _("Several of your profiles were changed"),
        {"count": _("how many profiles")} | _CHANGES | _LINK | {"actor": _("who changed them")},
        _("See your profiles"),
    ),
    "claim_granted": Kind(
        _("Claim granted"),
        _MEMBER | _LINK | {"days": _("how many days it is valid")},
        _("Open your access"),
    ),
    "claim_refused": Kind(_("Claim refused"), _MEMBER | {"reason": _("why")}),
    "reminder": Kind(
        _("Reminder by staff"),
        _LINK
        | {
            "members": _("the members, one a line"),
            "what": _("what staff noticed"),
            "message": _("words of the person who sent it, if any"),
        },
        _("Look at the profile"),
    ),
    "report_outcome": Kind(
        _("Answer to a reader’s report"),
        _MEMBER
        | _LINK
        | {
            "message": _("what the reader wrote"),
            "outcome": _("whether the page was changed"),
            "answer": _("the answer that staff wrote, if any"),
        },
        _("See the page"),
    ),
    "check": Kind(_("Yearly check"), _CHECK, _LOOK),
    "check_reminder": Kind(_("Yearly check: reminder"), _CHECK, _LOOK),
    "check_last": Kind(_("Yearly check: last mail"), _CHECK, _LOOK),
    "check_link": Kind(
        _("Yearly check: new link"), _MEMBER | _LINK | _DAYS, _LOOK, priority=PRIORITY.high
    ),
    "review_digest": Kind(
        _("Daily mail to reviewers"),
        _LINK | {"count": _("how many wait"), "waiting": _("the members, one a line")},
        _("Open the review desk"),
        priority=PRIORITY.low,
    ),
    "weekly_digest": Kind(
        _("Weekly mail to staff"),
        _LINK
        | {
            "waiting": _("what waits for a decision, one a line"),
            "health": _("the lists with their numbers, one a line"),
            "confirmed": _("how many profiles were confirmed in the week"),
        },
        _("Open the morning page"),
        priority=PRIORITY.low,
    ),
}
# What people may ask not to get.
OPTIONAL = frozenset({"review_digest", "weekly_digest"})
