"""How the site itself is doing: what it needs, whether it has it, and since when not."""
