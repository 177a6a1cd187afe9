"""Staff: the Django admin, made to be useful on the first day."""
