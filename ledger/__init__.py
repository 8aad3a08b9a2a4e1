"""Claims Ledger keeps what was said: how much, of what, by whom, about when, in which words."""
