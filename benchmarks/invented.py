"""Invented documents and their claims, as many as a benchmark wants, the same on every machine."""

from __future__ import annotations

from datetime import date, timedelta

from ledger.records import Block, Bound, Claim, Document, Kind, Precision, Publication, PublishedBasis, Role, content_id

READER = "benchmark"

CLAIMS_EACH = 20
"""Claims of one document: what a long news article holds."""

_PLACES = ("Orrin", "Tarsk", "Belmere", "Quay", "Norwell", "Istra", "Fenholm", "Caldra")
_ITEMS = ("vessel", "container", "crane", "pallet", "lorry", "ferry", "passenger", "worker", "barge", "wagon")
_SPEAKERS = ("Harbour Board", "Port Union", "Customs Office", "Ministry of Transport", "Island Radio")
_FIRST_DAY = date(2015, 1, 1)


def document(number: int) -> Document:
    """Make one document; its number decides everything in it."""
    place = _PLACES[number % len(_PLACES)]
    day = _FIRST_DAY + timedelta(days=number % 4000)
    lines = [f"Traffic at {place}, report {number}", ""]
    for position in range(CLAIMS_EACH):
        speaker, item = _SPEAKERS[(number + position) % len(_SPEAKERS)], _ITEMS[position % len(_ITEMS)]
        lines.append(f"The {speaker} said at least {_value(number, position)} {item}s passed {place} in line {position}.")
    text = "\n".join(lines)
    return Document(
        text=text,
        path=f"{number:08}.txt",
        publisher="The Harbour Times",
        title=lines[0],
        url=f"https://example.org/{number}",
        language="en",
        publication=Publication(published_from=day, published_to=day, basis=PublishedBasis.MANIFEST, evidence="invented"),
        blocks=(Block(start=0, end=len(text), role=Role.BODY),),
    )


def _value(number: int, position: int) -> int:
    """Make a figure that differs from line to line and from document to document."""
    return 100 + (number * 37 + position * 101) % 9000


def claims(of: Document, *, reader: str = READER) -> tuple[Claim, ...]:
    """Make the claims of an invented document, as a reader would."""
    number = int((of.path or "0").removesuffix(".txt"))
    found: list[Claim] = []
    place = 0
    for position, line in enumerate(of.text.split("\n")[2:]):
        start = of.text.index(line, place)
        place = start + len(line)
        figure = f"at least {_value(number, position)}"
        first = start + line.index(figure)
        item = _ITEMS[position % len(_ITEMS)]
        found.append(
            Claim(
                claim_id=content_id("claim", of.document_id, first + len("at least "), first + len(figure)),
                document_id=of.document_id,
                figure_text=figure,
                bound=Bound.AT_LEAST,
                low=float(_value(number, position)),
                kind=Kind.COUNT,
                unit=item,
                item=item,
                item_text=f"{item}s",
                subject=f"{item}s, {_PLACES[number % len(_PLACES)]}",
                valid_from=of.publication.published_from,
                valid_to=of.publication.published_to,
                valid_precision=Precision.DAY,
                published_from=of.publication.published_from,
                published_to=of.publication.published_to,
                published_basis=of.publication.basis,
                said_by=_SPEAKERS[(number + position) % len(_SPEAKERS)],
                said_by_text=f"The {_SPEAKERS[(number + position) % len(_SPEAKERS)]}",
                cue="said",
                char_start=first,
                char_end=first + len(figure),
                quote=figure,
                sentence=line,
                publisher=of.publisher,
                url=of.url,
                reader=reader,
            )
        )
    return tuple(found)
