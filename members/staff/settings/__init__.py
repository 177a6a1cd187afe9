"""The federation, its vocabularies, labels and mail texts in the admin."""
