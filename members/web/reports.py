"""Readers' reports: kept for staff, at most so many an hour from one sender."""

from members.core import client_ip
from members.models import Report

HOURLY_LIMIT = 6


def sender_of(request):
    """Return a keyed hash of a visitor's address that is another one each day."""
    return client_ip.sender_of(request, "report")


def may_report(sender):
    """Whether a sender has reports left this hour."""
    return Report.objects.lately_from(sender).count() < HOURLY_LIMIT


def keep_report(form, member, language, sender):
    """Save a valid ReportForm and return the Report."""
    report = form.save(commit=False)
    report.member, report.language, report.sender = member, language, sender
    report.save()
    return report
