"""Documents and claims made for the tests of the store: by hand, and by Hypothesis."""

from datetime import date

from hypothesis import strategies as st

from ledger.records import (
    Basis,
    Block,
    Bound,
    Change,
    Claim,
    Document,
    Kind,
    Measure,
    Precision,
    Publication,
    PublishedBasis,
    Role,
    Stance,
    content_id,
)

READER = "reader-1"

TEXT = "Ferry traffic grew. The port authority said at least 340 vessels had called by June.\n\nSome 12 sank."


def document(number: int = 0, *, text: str = TEXT, **changes) -> Document:
    """Make a document that differs from the others by its number."""
    return Document(
        text=text,
        **{
            "path": f"{number:03}.txt",
            "url": f"https://example.org/{number}",
            "publisher": "The Harbour Times",
            "publication": Publication(published_from=date(2024, 6, 30), published_to=date(2024, 6, 30), basis=PublishedBasis.MANIFEST),
            "blocks": (Block(start=0, end=len(text), role=Role.BODY),),
            **changes,
        },
    )


def claim(of: Document, words: str = "at least 340 vessels", number: str = "340", *, reader: str = READER, **changes) -> Claim:
    """Make a claim whose quote and number stand in a document's text."""
    start = of.text.index(words)
    first = of.text.index(number, start)
    fields = {
        "claim_id": content_id("claim", of.document_id, first, first + len(number)),
        "document_id": of.document_id,
        "figure_text": words,
        "bound": Bound.AT_LEAST,
        "low": float(number),
        "kind": Kind.COUNT,
        "unit": "vessel",
        "item": "vessel",
        "said_by": "Port authority",
        "char_start": start,
        "char_end": start + len(words),
        "quote": words,
        "sentence": words,
        "publisher": of.publisher,
        "url": of.url,
        "reader": reader,
    }
    return Claim(**fields | changes)


def claims(of: Document, *, reader: str = READER) -> tuple[Claim, ...]:
    """Make the two claims of a document with the usual text."""
    second = claim(of, "Some 12", "12", reader=reader, bound=Bound.ABOUT, low=None, best=12.0, said_by=None, via=("Wire", "Outlet"))
    return (claim(of, reader=reader), second)


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
"""Any text that can be stored: half a surrogate pair is no character."""

some_words = words.filter(str.strip)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
numbers = st.floats(allow_nan=False, allow_infinity=False)


def maybe(strategy):
    """Give a value or nothing."""
    return st.none() | strategy


@st.composite
def any_claim(draw):
    """Make any claim that a record may be."""
    quote = draw(some_words)
    start = draw(st.integers(0, 10**9))
    value = draw(numbers)
    first, last = sorted([draw(days), draw(days)])
    figure = draw(
        st.sampled_from(
            [
                {"bound": Bound.EXACT, "low": value, "best": value, "high": value},
                {"bound": Bound.ABOUT, "best": value},
                {"bound": Bound.MORE_THAN, "low": value},
                {"bound": Bound.LESS_THAN, "high": value},
            ]
        )
    )
    return Claim(
        **figure,
        claim_id=draw(st.text("0123456789abcdef", min_size=20, max_size=20)),
        document_id=draw(st.text("0123456789abcdef", min_size=20, max_size=20)),
        figure_text=quote,
        kind=draw(st.sampled_from(Kind)),
        change=draw(maybe(st.sampled_from(Change))),
        measure=draw(maybe(st.sampled_from(Measure))),
        basis=draw(maybe(st.sampled_from(Basis))),
        unit=draw(maybe(some_words)),
        item=draw(maybe(some_words)),
        item_text=draw(maybe(some_words)),
        valid_from=draw(st.sampled_from([None, first])),
        valid_to=draw(st.sampled_from([None, last])),
        valid_precision=draw(maybe(st.sampled_from(Precision))),
        valid_text=draw(maybe(some_words)),
        said_on=draw(maybe(days)),
        said_by=draw(maybe(some_words)),
        via=tuple(draw(st.lists(words, max_size=3))),
        stance=draw(st.sampled_from(Stance)),
        char_start=start,
        char_end=start + len(quote),
        quote=quote,
        sentence=draw(some_words),
        notes=tuple(draw(st.lists(words, max_size=3))),
        reading_confidence=draw(st.floats(0, 1)),
        reader=READER,
    )
