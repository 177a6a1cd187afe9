"""A result as a grid: who does what, where; as a page and as files."""
