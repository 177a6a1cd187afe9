"""Which release of Koepel answers: pages kept by another must not be served."""

import hashlib
from functools import lru_cache

from django.conf import settings

_KINDS = ("templates/**/*.html", "members/**/*.py", "locale/**/*.mo", "directory/*.py")

# The settings that a kept page's headers are made of.
_HEADERS = ("SECURE_", "X_FRAME_", "CONTENT_SECURITY_")


@lru_cache(maxsize=1)
def release():
    """Return a short digest of all that makes a page: code, templates, texts, styles, headers."""
    digest = hashlib.sha256()
    for name in sorted(name for name in dir(settings) if name.startswith(_HEADERS)):
        digest.update(f"{name}={getattr(settings, name)}".encode())
    files = [path for kind in _KINDS for path in settings.BASE_DIR.glob(kind)]
    manifest = settings.STATIC_ROOT + "/staticfiles.json"
    for path in [*sorted(files), settings.BASE_DIR / manifest]:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
