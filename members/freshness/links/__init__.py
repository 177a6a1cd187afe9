"""Checking the links that profiles show: which, when, and what an answer means."""
