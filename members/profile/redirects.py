"""An address of the workspace where nothing can be edited any more: it leads on, or says why."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from members.models import Member
from members.models.proposal import AlreadyMoved
from members.presenting.former_member import farewell

from .workspace import Elsewhere

# What a form carries for itself, beside what a person typed.
_OWN = ("csrfmiddlewaretoken", "go", "seen", "revision", "shown", "field")
_OWN_ENDS = ("-id", "_FORMS")


def follows(view):
    """Let a view of one member answer for the addresses that it had, and for one that left."""

    @wraps(view)
    def following(request, slug, **kwargs):
        try:
            return view(request, slug=slug, **kwargs)
        except (Elsewhere, AlreadyMoved):  # merged, or gone, before or while somebody wrote
            return _elsewhere(request, slug, kwargs)

    return following


def _elsewhere(request, slug, kwargs):
    if departed := Member.objects.left_by(request.user).filter(slug=slug).first():
        context = {"member": departed, "farewell": farewell(departed, get_language())}
        return render(request, "profile/left.html", context, status=410)
    successor = Member.objects.answering(slug)
    mine = Member.objects.editable_by(request.user)
    if successor is None or successor.slug == slug or not mine.filter(pk=successor.pk).exists():
        raise Http404
    name = f"profile:{request.resolver_match.url_name}"
    if request.method in ("GET", "HEAD"):
        return redirect(name, slug=successor.slug, **kwargs)
    context = {
        "member": successor,
        "typed": _typed(request.POST),
        "url": reverse("profile:overview", args=[successor.slug]),
    }
    return render(request, "profile/moved.html", context, status=409)


def _typed(data):
    """Return the texts that a person sent, each once and without what a form adds by itself."""
    texts = [
        text.strip()
        for name, values in data.lists()
        if name not in _OWN and not name.endswith(_OWN_ENDS)
        for text in values
    ]
    # Shorter ones are codes and ticks.
    return list(dict.fromkeys(text for text in texts if len(text) > 2))
