"""Lists of members that need somebody, and what staff do with many at once."""
