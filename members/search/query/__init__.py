"""DirectoryQuery: a query string understood, answered, counted and explained."""
