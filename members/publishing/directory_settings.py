"""Changes to what all pages share: the federation and its vocabularies."""

from django.db import transaction

from members.models import DirectoryVersion


@transaction.atomic
def change_setting(write):
    """Run a write of the federation or of a vocabulary and raise the directory's version.

    Args:
        write: a function without arguments that saves or deletes the rows.

    Returns:
        What `write` returns. No page answers from before it once the transaction has ended.
    """
    DirectoryVersion.objects.lock()
    result = write()
    DirectoryVersion.objects.bump()
    return result
