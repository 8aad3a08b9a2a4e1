"""Mentions: from an analysed text to figures at spans of characters, with unit and item.

Law of this folder: one public entry, `find`. Each module holds one kind of reading (numerals, units, bounds, ranges,
kinds, changes, items, exclusion) over one `Candidate`; words live in the lexicon. It imports language, lexicon, records.
"""

from ledger.mentions.find import find

__all__ = ["find"]
