"""People, roles, editors, claims and invitations in the admin."""
