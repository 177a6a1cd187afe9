"""What a production site should be told about its settings before an attacker finds out."""

from django.conf import settings
from django.core.checks import Tags, register
from django.core.checks import Warning as Caution


@register(Tags.security, deploy=False)
def check_production(app_configs, **kwargs):
    """Warn of limits that each process counts alone, and of mail that nobody gets."""
    if settings.LOCAL or settings.DEBUG:
        return []
    warnings = []
    if settings.CACHES["default"]["BACKEND"].endswith(("LocMemCache", "DummyCache")):
        warnings.append(
            Caution(
                "Limits on attempts are counted in the cache, which every process has alone.",
                hint="Set CACHE_URL to a cache that they share, unless there is one process only.",
                id="koepel.W001",
            )
        )
    backend = settings.POST_OFFICE["BACKENDS"]["default"]
    if backend.endswith(("console.EmailBackend", "locmem.EmailBackend", "dummy.EmailBackend")):
        warnings.append(
            Caution(
                "Mail does not leave this machine, so nobody gets a sign-in code.",
                hint="Set EMAIL_URL to the mail server, as smtp+tls://user:password@host:587",
                id="koepel.W002",
            )
        )
    if settings.SITE_URL in ("https://", "https://*"):
        warnings.append(
            Caution(
                "Links in mail lead nowhere, as ALLOWED_HOSTS names no host.",
                hint="Set SITE_URL, as https://members.example.org",
                id="koepel.W003",
            )
        )
    return warnings
