"""The review desk: proposals decided change by change."""
