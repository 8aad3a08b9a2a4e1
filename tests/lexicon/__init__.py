"""Tests of the words kept as data."""
