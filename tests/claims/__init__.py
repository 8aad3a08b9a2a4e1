"""Tests of who says a figure, how firmly, and about when."""
