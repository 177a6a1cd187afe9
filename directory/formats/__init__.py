"""Dates and times in one form on every page, whatever the language."""
