"""Texts read up to their claims, with the mentions given rather than found: these tests are about speakers and stance."""

from __future__ import annotations

from ledger import claims, language
from ledger.records import Block, Bound, Claim, Document, Figure, Kind, Mention, Role

READER = "test"


def read(text: str, figures: list[str], *, counted: str | None = "thing") -> tuple[Claim, ...]:
    """Build the claims of a text for the figures named, the first place of each; a first line without a full stop is a headline."""
    document = Document(text=text, blocks=_blocks(text))
    analysis = language.analyse(text, document.blocks)
    mentions = [_mention(analysis, text, figure, counted) for figure in figures]
    return claims.build(document, analysis, mentions, reader=READER)


def _blocks(text: str) -> tuple[Block, ...]:
    head, _, rest = text.partition("\n\n")
    if not rest or head.endswith((".", "”", '"')):
        return (Block(start=0, end=len(text), role=Role.BODY),)
    return (Block(start=0, end=len(head), role=Role.HEADLINE), Block(start=len(head) + 2, end=len(text), role=Role.BODY))


def _mention(analysis: language.Analysis, text: str, figure: str, counted: str | None) -> Mention:
    start = text.index(figure)
    end = start + len(figure)
    sentence = analysis.sentence_at(start)
    assert sentence is not None
    digits = "".join(letter for letter in figure if letter.isdigit())
    value = float(digits or len(figure))
    return Mention(
        figure=Figure(text=figure, bound=Bound.EXACT, low=value, best=value, high=value),
        char_start=start,
        char_end=end,
        quote=figure,
        number_start=start,
        number_end=end,
        sentence_start=sentence.start,
        sentence_end=max(sentence.end, end),
        kind=Kind.COUNT,
        item=counted,
        item_text=counted,
    )
