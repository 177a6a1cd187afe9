"""Import and export in the admin."""
