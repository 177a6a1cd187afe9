"""A result taken along: any list as a table for spreadsheets or programs."""
