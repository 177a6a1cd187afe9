"""The sample federation: 42 real organisations under an invented umbrella, in `federation.json`."""
