"""What a run of the yearly check would do today, in words; nothing is written."""

from django.utils import timezone

from members.models import CheckRecipient, CheckRound, Federation, Member

from .calendar import Calendar
from .mail import has_had_enough
from .plan import STAGES, steps
from .recipients import owners_of

_Stage, _State = CheckRecipient.Stage, CheckRecipient.State

_S = CheckRound.State


def preview():
    """Yield the lines of what run() would do: who would get what mail, then the profiles."""
    today, federation = timezone.localdate(), Federation.objects.get(pk=1)
    if federation.is_paused(today):
        yield f"Paused until {federation.pause_until}: nobody is asked."
        return
    mails, profiles = {}, []
    planned = CheckRecipient.objects.filter(state=_State.PLANNED).select_related(
        "round__member", "user"
    )
    for ask in planned:
        if has_had_enough(ask.user_id):
            continue
        mails.setdefault(ask.user.email, []).append((ask.round.member.name, ask.stage))
    for step in steps(Calendar.of(federation), today):
        _foresee(step, mails, profiles)
    for email in sorted(mails):
        mails_of_one = ", ".join(f"{name} ({stage})" for name, stage in sorted(mails[email]))
        yield f"{email}: {mails_of_one}"
    yield from sorted(profiles)


def _foresee(step, mails, profiles):
    member = Member.objects.only("name").get(pk=step.member_id)
    if step.state == _S.MARKED:
        profiles.append(f"{member.name}: marked as not confirmed")
        return
    owners = owners_of(member)
    if not owners:
        profiles.append(f"{member.name}: nobody to ask, a task for staff")
    asked_before = set()
    if step.round_id and step.state != _S.ASKED:
        asks = CheckRecipient.objects.filter(round=step.round_id)
        asked_before = set(asks.values_list("user", flat=True))
    for user in owners:
        if has_had_enough(user.pk):
            continue
        stage = STAGES[step.state] if user.pk in asked_before else _Stage.FIRST
        mails.setdefault(user.email, []).append((member.name, stage))
