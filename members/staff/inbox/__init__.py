"""Readers' reports and the staff's tasks."""
