"""The ground floor: text folding, batches, the client's address; knows no model."""
