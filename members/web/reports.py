"""Readers' reports: kept for staff, at most so many an hour from one sender."""

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from members.models import Report

HOURLY_LIMIT = 6


def sender_of(request):
    """Return a keyed hash of a visitor's address that is another one each day.

    Only as many X-Forwarded-For entries are believed as there are proxies of ours, counted
    from the nearest one: whatever stands before them the visitor may have made up.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    if settings.PROXY_HOPS and len(hops) >= settings.PROXY_HOPS:
        address = hops[-settings.PROXY_HOPS].strip()
    return salted_hmac(f"report {timezone.localdate()}", address, algorithm="sha256").hexdigest()


def may_report(sender):
    """Whether a sender has reports left this hour."""
    return Report.objects.lately_from(sender).count() < HOURLY_LIMIT


def keep_report(form, member, language, sender):
    """Save a valid ReportForm and return the Report."""
    report = form.save(commit=False)
    report.member, report.language, report.sender = member, language, sender
    report.save()
    return report
