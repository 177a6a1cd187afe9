"""Tests of what people write, and what it means."""
