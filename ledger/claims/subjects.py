"""The question a figure answers, named from its own sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ledger import lexicon

if TYPE_CHECKING:
    from ledger.language import Analysis
    from ledger.language.tokens import Parse, Token
    from ledger.records import Document, Mention

_CLAUSE = frozenset({"ROOT", "root", "acl", "acl:relcl", "advcl", "ccomp", "conj", "parataxis", "xcomp", "csubj"})
"""Relations whose word heads a clause."""
_SAYING = frozenset({"any", "clause", "quote", "charge", "mind"})
"""Frames of speech.txt whose verbs say a thing and do none."""
NAMES_AT_MOST = 2
"""Names of parties or places in a subject's name."""


def name(_document: Document, analysis: Analysis, mention: Mention) -> str | None:
    """Name the question from the item, the verb that governs it and the names beside them; nothing without an item.

    It is what one sentence shows: comparison links the claims of many documents and gives the series its final name.
    """
    if not mention.item:
        return None
    sentence = analysis.sentence_at(mention.number_start)
    if sentence is None:
        return mention.item
    parse = analysis.parse(sentence.index)
    token = parse.at(mention.item_start if mention.item_start is not None else mention.number_start)
    verb = _governor(parse, token) if token is not None else None
    names = _names(parse, verb) if verb is not None else []
    event = _event(parse, verb) if verb is not None and not _is_light(verb) else None
    head = f"{mention.item}, {event}" if event else mention.item
    return f"{head}, {', '.join(names)}" if names else head


def _governor(parse: Parse, token: Token) -> Token | None:
    """The verb of the innermost clause that holds the token."""
    return next((above for above in (token, *parse.ancestors(token.index)) if above.pos == "VERB" and above.dep in _CLAUSE), None)


def _is_light(verb: Token) -> bool:
    """Whether a verb only carries the figure, moves it or says it."""
    words = {verb.lemma.lower(), verb.text.lower()}
    return bool(words & _carrying())


@cache
def _carrying() -> frozenset[str]:
    said = {row[0] for row in lexicon.rows("speech") if row[1] == "verb" and row[2] in _SAYING}
    return lexicon.words("carriers") | lexicon.words("changes") | lexicon.words("revisions") | said


def _event(parse: Parse, verb: Token) -> str:
    """The verb with its particle: "lay off", "shoot down"."""
    particles = [child.text for child in parse.children(verb.index) if child.dep == "compound:prt"]
    return " ".join([verb.lemma.lower(), *particles])


def _names(parse: Parse, verb: Token) -> list[str]:
    """The proper names below the verb, in order."""
    found = [token.text for token in parse.subtree(verb.index) if token.pos == "PROPN" and token.text[:1].isupper()]
    return list(dict.fromkeys(found))[:NAMES_AT_MOST]
