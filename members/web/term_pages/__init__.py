"""Pages about one theme, country or place, and the pages that list them."""
