"""All work that returns by itself: what it is, when it is due, and how the last time went."""
