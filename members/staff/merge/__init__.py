"""Duplicates and merging: look at two members side by side, choose, undo."""
