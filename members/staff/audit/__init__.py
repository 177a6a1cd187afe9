"""Who did what that matters to the site's safety, for administrators."""
