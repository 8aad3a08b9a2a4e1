"""Who says a figure, how firmly, and about when: mentions become claims.

Law of this folder: a sentence is read once into attributions (a speaker, a cue, what they cover), the speakers get one name for
the whole document, and each mention takes the innermost attribution that covers it. Words are data in `ledger.lexicon`; a rule is a
small function with its neighbours' signature. The publication's own voice is nothing, never a guess. It knows no other stage.
"""

from ledger.claims.build import build

__all__ = ["build"]
