"""Backups: one file with database, logos and checksums; checked before anything is put back."""
