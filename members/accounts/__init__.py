"""Who signs in and for which member: sign-in, second factor, invitations, claims."""
