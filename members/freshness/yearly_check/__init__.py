"""The yearly check: whom to ask, when, by mail or phone, and what they answer."""
