"""The index of this directory: built from the database, and following its revisions."""
