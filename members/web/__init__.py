"""The public's pages, and what machines read of them."""
