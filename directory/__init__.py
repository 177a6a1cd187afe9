"""The project: settings, addresses, the WSGI entry."""

# Semantic versioning 2.0.0; CHANGELOG.md says what each version changed.
__version__ = "1.0.0"
