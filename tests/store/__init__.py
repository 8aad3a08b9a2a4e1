"""Tests of the store, with the records they share."""
