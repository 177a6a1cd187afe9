"""The Reconciliation Service API 0.2, with which OpenRefine matches names to members and themes."""
