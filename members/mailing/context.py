"""What templates may need to know of mail."""

from django.conf import settings


def mailbox(request):
    """Give templates `local_mailbox`: whether mail is read at /mailbox/ on this machine."""
    return {"local_mailbox": settings.LOCAL or settings.DEBUG}
