"""Lists of members whose profiles need somebody: translations behind, duplicates, themes."""
