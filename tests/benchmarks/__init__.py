"""Tests of the benchmarks, on invented data."""
