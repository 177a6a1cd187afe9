"""The directory's query: a query string in, members, counts and links out."""
