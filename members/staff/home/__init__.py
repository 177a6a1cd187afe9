"""The admin's first page, the menu's counts and the weekly mail."""
