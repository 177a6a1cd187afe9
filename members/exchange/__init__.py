"""Members as tables: one mapping of columns, exports, and imports that are rehearsed first."""
