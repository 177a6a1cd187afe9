"""Members in the admin: list, form, history, notes, leaving."""
