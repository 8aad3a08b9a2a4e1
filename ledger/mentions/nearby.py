"""Subjects by the order of words: the phrase before a verb of moving, which a parse of clipped news prose often misses."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.mentions import phrases
from ledger.mentions.phrases import NOUNS, Phrase

if TYPE_CHECKING:
    from ledger.language.tokens import Parse, Token
    from ledger.mentions.candidates import Candidate

_FILLERS = frozenset(
    (
        "by a an another further only just even still more than less about around nearly almost roughly some as much up "
        "to at from over under slightly sharply to be have has had been will would could may might was were is are set "
        "expected forecast due likely poised also again then now not "
    ).split()
)
"""Words that may stand between a verb and its figure, or before the verb."""

_WORTH = frozenset("worth totaling totalling costing averaging exceeding valued numbering".split())
_COMPARING = frozenset({"as", "≈", "~", "∼", "<", ">", "≤", "≥"})
"""Bound words that stand right after the noun whose figure they bound: "prices as high as $5"."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_AUXILIARIES = frozenset("is was has had does did were are have said says told".split())
_WHEN = frozenset({"last", "this", "next"})
_BOUNDARIES = frozenset(
    ("and but or while as that which who when where because if whereas although though since after before said says ").split()
)
_BEFORE_VERB = frozenset(
    (
        "will would could may might can must has have had is are was were be been being also already then now to not "
        "expected set due likely poised seen "
    ).split()
)
FURTHEST = 16
"""Tokens back that a subject is looked for."""

_STEPS_BACK = 7
"""Tokens between a figure and its verb at most."""


@cache
def _verbs() -> frozenset[str]:
    moves = frozenset(row[0] for row in lexicon.rows("changes") if " " not in row[0] and row[2] != "particle")
    multiplied = frozenset(row[0] for row in lexicon.rows("multiples") if row[0].endswith("d")) | frozenset(
        {"halve", "halves", "doubles", "triples"}
    )
    return (
        moves
        | multiplied
        | frozenset(
            (
                "stood stands stand reached hit totalled totaled averaged averages average fetched closed ended opened traded cost costs "
                "hits reach reaches top tops topped exceed exceeds exceeded surpass surpassed nears neared "
                "range ranged ranges ranging number numbered is was are were ran run runs running add adds adding "
            ).split()
        )
    )


def subject(candidate: Candidate, parse: Parse) -> Phrase | None:
    """The first phrase of the clause whose verb of moving stands before the figure, or the phrase before "worth".

    "Shares of the producer slid 0.8 %": the shares.
    """
    first = parse.at(candidate.quote_start)
    if first is None or first.index == 0:
        return None
    if candidate.unit is not None and candidate.unit.name == "times" and candidate.change is not None:
        moved = parse.tokens[first.index - 1].text.lower() in _verbs()  # "rose tenfold"
        return _before(parse, first.index - moved)
    place = first.index - 1
    if parse.tokens[place].text.lower() in _WORTH:
        return _before(parse, place - (place > 0 and parse.tokens[place - 1].text == ","))
    for index in range(place, max(-1, place - _STEPS_BACK), -1):
        word = parse.tokens[index].text.lower()
        reaches = (
            index < place
            and parse.tokens[index + 1].text.lower() in {"to", "at", "by"}
            and parse.tokens[index].tag in {"VBD", "VBN", "VBZ"}
        )
        if word in _verbs() or (reaches and word not in _AUXILIARIES):
            return _before(parse, index)
        if word not in _FILLERS and parse.tokens[index].pos != "ADV":
            return None
    return None


def noun_of(candidate: Candidate, parse: Parse) -> Token | None:
    """The noun that "of" ties to the figure right after it: "a fine of $5 million", "winds of 74 mph"."""
    first = parse.at(candidate.quote_start)
    place = first.index - 1 if first is not None else -1
    while place > 0 and parse.tokens[place].pos == "DET":
        place -= 1
    ties = {"of", "from", "between"} if candidate.range else {"of"}
    opening = first.text.lower() if first is not None and candidate.quote_start < candidate.start else ""
    if opening in _COMPARING and place >= 0 and phrases.is_noun(parse.tokens[place]):
        return parse.tokens[place]
    if place < 1 or parse.tokens[place].text.lower() not in ties:
        return None
    noun = parse.tokens[place - 1]
    word = noun.pos == "ADJ" and place > 1 and parse.tokens[place - 2].pos == "DET"  # "a fine of", with the noun taken for an adjective
    return noun if (phrases.is_noun(noun) or word) and noun.text.lower() not in _verbs() else None


def bracketed(candidate: Candidate, parse: Parse) -> Phrase | None:
    """The phrase right before a bracket that the figure opens, or the name right before a signed figure: "Labour (43 %)", "FTSE -0.6 %"."""
    first = parse.at(candidate.quote_start)
    if first is None or first.index == 0:
        return None
    place = first.index - 1
    opens = parse.tokens[place].text in {"(", "["}
    place -= opens
    noun = parse.tokens[max(place, 0)]
    if not opens and not (noun.pos == "PROPN" and candidate.high < 0):
        return None
    while not opens and place > 0 and parse.tokens[place - 1].pos == "PROPN":
        place -= 1
    return phrases.around(parse, noun, first=None if opens else place) if phrases.is_noun(noun) else None


def _before(parse: Parse, verb: int) -> Phrase | None:
    """The first noun phrase of the stretch that ends right before a verb; nothing if it is a pronoun or the stretch is none."""
    end = verb
    while end > 0 and (parse.tokens[end - 1].text.lower() in _BEFORE_VERB or parse.tokens[end - 1].pos == "ADV"):
        end -= 1
    start = end
    while start > 0 and end - start < FURTHEST and not (_ends_stretch(parse.tokens[start - 1]) and not _joins_nouns(parse, start - 1)):
        start -= 1
    if start == end:
        return _related(parse, end)
    if start + 2 < end and parse.tokens[start].text.lower() in _WHEN and parse.tokens[start + 1].text.lower() in phrases.TIME_NOUNS:
        start += 2  # "Last year sales were"
    while start < end and parse.tokens[start].pos in {"DET", "ADP", "SCONJ", "ADV", "NUM", "PUNCT", "PRON"}:
        if parse.tokens[start].pos == "ADP":
            start = _after_phrase(parse, start, end)
        else:
            start += 1
    phrase = phrases.run_after(parse, start, end=end) if start < end else None
    if phrase is not None and phrase.unit in phrases.TIME_NOUNS:  # "A week earlier the total stood at"
        start = phrase.head.index + 1
        while start < end and parse.tokens[start].pos in {"ADV", "DET", "PUNCT"}:
            start += 1
        phrase = phrases.run_after(parse, start, end=end) if start < end else None
    if phrase is None or not phrases.is_noun(phrase.head) or phrases.is_month(phrase.head):
        return None
    return phrase


def _related(parse: Parse, end: int) -> Phrase | None:
    """The noun that "which" or "that" stands for right before a verb: "condos, which range from $800,000"."""
    if end < 2 or parse.tokens[end - 1].text.lower() not in {"which", "that"}:  # noqa: PLR2004 - a noun and its pronoun
        return None
    noun = parse.tokens[end - 2]
    if noun.text == "," and end > 2:  # noqa: PLR2004 - the comma too
        noun = parse.tokens[end - 3]
    return phrases.around(parse, noun) if phrases.is_noun(noun) else None


def _ends_stretch(token: Token) -> bool:
    """Whether a stretch of words cannot run back over the token: punctuation, joining words, verbs."""
    if token.text in {"-", "’", "'", "–"} or token.tag == "POS" or phrases.is_noun(token):
        return False
    return token.pos == "PUNCT" or token.text.lower() in _BOUNDARIES or (token.pos in {"VERB", "AUX"} and token.tag not in {"VBN", "VBG"})


def _joins_nouns(parse: Parse, place: int) -> bool:
    """Whether "and" or "or" joins two nouns: "enrolment at colleges and universities soared"."""
    before = parse.tokens[max(place - 1, 0)]
    if parse.tokens[place].text.lower() not in {"and", "or"} or place == 0 or before.pos not in NOUNS or len(before.text) == 1:
        return False
    return any(token.dep == "conj" and token.pos in NOUNS and token.head < place for token in parse.tokens[place + 1 : place + 4])


def _after_phrase(parse: Parse, start: int, end: int) -> int:
    """One past a leading prepositional phrase: "In the first half sales dipped" begins with the time."""
    place = start + 1
    if place < end and _YEAR.fullmatch(parse.tokens[place].text):
        return place + 1
    while place < end and parse.tokens[place].pos in {"DET", "ADJ", "NUM"}:
        place += 1
    return min(place + (place < end and phrases.is_noun(parse.tokens[place])), end)
