"""What is new in the directory, for people: who joined, changed, confirmed, left."""
