#!/usr/bin/env python
"""Django's command line for Koepel."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main():
    """Run one management command; a missing setting is one line, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Koepel cannot start: {error}")


if __name__ == "__main__":
    main()
