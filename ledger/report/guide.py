"""What a reader must know who has never seen the project: the signs, the words, and what the report does not do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger.records import Bound

if TYPE_CHECKING:
    from ledger.report.outline import Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term and what it means here.

    Attributes:
        term: The word or sign.
        meaning: What it means, in whole sentences.
    """

    term: str
    meaning: str


TERMS = (
    Entry(
        term="What this is",
        meaning=(
            "A record of what was said: how much, of what, by whom, about when, in which words. A machine read the documents "
            "and compared the figures by fixed rules. It does not say who is right, and it computes no averages and fills in "
            "no missing values."
        ),
    ),
    Entry(
        term="Signs",
        meaning=(
            "“>20,000” was worded as more than 20,000; “≥100” as at least 100; “<50” as fewer than 50; “≤9 million” as up to "
            "9 million; “~1,000” as about 1,000; “30–40” as a range."
        ),
    ),
    Entry(
        term="Low, best, high",
        meaning=(
            "Only what the source stated. “More than 1,000” has a low and no high; “about 700” has a best and neither end. An "
            "empty cell means that nothing was stated."
        ),
    ),
    Entry(
        term="Said by",
        meaning=(
            "The innermost speaker: whoever the text says the figure comes from. “In its own voice” means that the text names "
            "nobody. “Via” lists who carried the statement to the reader."
        ),
    ),
    Entry(
        term="Covers",
        meaning=(
            "The time the figure holds for, both days included, with the words it was read from. This is not the day of "
            "publication: “from the date of the text” means that the words tell no time of their own, and “not stated” that "
            "nothing tells it."
        ),
    ),
    Entry(
        term="Counted how",
        meaning=(
            "Whether the figure is a total, an increment, a rate or a stock, and whether it was reported, identified, "
            "confirmed, estimated, converted or planned, as far as the words say. Alleged, denied, forecast and hypothetical "
            "figures are marked."
        ),
    ),
    Entry(
        term="Origins and articles",
        meaning=(
            "An origin is one statement, however many articles carry it. Three articles that repeat one agency are one "
            "origin, marked with one letter. Agreement between origins means more than repetition by articles."
        ),
    ),
    Entry(
        term="Conflict",
        meaning=(
            "Two origins give figures for overlapping periods that cannot both hold, bounds considered; or one denies what the other says."
        ),
    ),
    Entry(
        term="Revision",
        meaning="One speaker gives another figure for the same period than before.",
    ),
    Entry(
        term="Change",
        meaning="The figures differ and the later one holds for a later time. That is movement, not contradiction.",
    ),
    Entry(
        term="Rewording",
        meaning="One statement lost, weakened or reversed its bound, or was rounded, on its way from one text to another.",
    ),
    Entry(
        term="Agreement and repeat",
        meaning="In an agreement two origins are compatible under their bounds; in a repeat one origin is carried twice.",
    ),
    Entry(
        term="Not comparable",
        meaning="The figures count other things, other times or in another way. They are shown apart, with what differs.",
    ),
    Entry(
        term="Worth a second look",
        meaning=(
            "What arithmetic or the course of a series shows: parts and their sum, a share of a whole, a running total that falls, an old "
            "figure carried on, a speaker who counts otherwise than before. It is no judgement."
        ),
    ),
    Entry(
        term="Denial",
        meaning="Somebody denies the figure elsewhere in the same text, without giving another.",
    ),
    Entry(
        term="References",
        meaning=(
            "“[4.2]” is the second figure read from document 4; the sources give its quote, the characters it stands at in "
            "the stored text, counted from 0 with the end not included, and the SHA-256 of that text, so that anyone can "
            "check it."
        ),
    ),
)

VAGUE = (
    "Words such as “dozens” or “several million” have no number of their own. "
    "The numbers beside them come from a named convention ({names}), not from the source."
)


def terms(outline: Outline) -> tuple[Entry, ...]:
    """List what a reader of this report needs explained."""
    claims = [entry.claim for entry in outline.entries.values()]
    found = list(TERMS)
    conventions = sorted({claim.convention for claim in claims if claim.bound is Bound.VAGUE and claim.convention})
    if conventions:
        found.insert(2, Entry(term="Vague words", meaning=VAGUE.format(names=", ".join(conventions))))
    readers = sorted({claim.reader for claim in claims})
    if readers:
        found.append(
            Entry(
                term="Read by",
                meaning=f"{', '.join(readers)}. A row says “uncertain reading” where the machine was not sure of the sentence.",
            )
        )
    return tuple(found)
