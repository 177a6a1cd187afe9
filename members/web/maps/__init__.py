"""Maps drawn on the server: shapes of a file in the tree, shaded by numbers of members."""
