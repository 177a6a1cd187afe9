"""Measures Koepel beside other systems, on the same data, in one run: see docs/benchmarks.md."""
