"""The benchmark of scale, on few documents."""

from __future__ import annotations

from benchmarks import scale


def test_ways_of_reading_are_timed_and_their_ledgers_compared(capsys):
    """One process and two read some documents; each has a line, and the ledgers are equal."""
    assert scale.main(["--documents", "24", "--workers", "1", "2", "--repeat", "1"]) == 0
    out = capsys.readouterr().out
    assert "24 documents" in out
    assert "| 1 process" in out
    assert "| 2 processes" in out
    assert "the ledgers are equal" in out
