"""The script for sites that show a frame: it has an address of its own that never changes."""

from django.conf import settings

_FILE = settings.BASE_DIR / "static" / "opendata" / "resize.js"
RESIZER = _FILE.read_text(encoding="utf-8")
