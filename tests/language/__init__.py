"""Tests of what every reader of text shares."""
