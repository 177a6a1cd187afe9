"""The API, version 1: read-only, for everybody, without a key."""
