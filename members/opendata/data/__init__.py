"""Whole files: the directory, or any list of it, for spreadsheets, databases and catalogues."""
