"""The search index: words as compressed sets of members, in memory and in a file."""
