"""Pictures for links that are shared: of each profile, theme, country, place and of the site."""
