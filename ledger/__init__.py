"""Claims Ledger keeps what was said: how much, of what, by whom, about when, in which words."""

__version__ = "0.1.0"
