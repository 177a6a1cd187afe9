"""The lowest layer: text folding, batches, the client's address; knows no model."""
