"""Claims and documents made from a few words, for the tests of comparison."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledger import comparison
from ledger.records import Basis, Block, Bound, Change, Claim, Document, Kind, Publication, PublishedBasis, Role, Stance, content_id

UNITS = {
    "tonne": (Kind.MEASURE, "[mass]"),
    "barrel": (Kind.MEASURE, "[length] ** 3"),
    "gallon": (Kind.MEASURE, "[length] ** 3"),
    "litre": (Kind.MEASURE, "[length] ** 3"),
    "hectare": (Kind.MEASURE, "[length] ** 2"),
    "acre": (Kind.MEASURE, "[length] ** 2"),
    "kilometre": (Kind.MEASURE, "[length]"),
    "percent": (Kind.PERCENT, "dimensionless"),
    "fraction": (Kind.SHARE, "dimensionless"),
    "USD": (Kind.MONEY, "[currency]"),
    "EUR": (Kind.MONEY, "[currency]"),
    "hour": (Kind.DURATION, "[time]"),
}
"""Kind and dimension of the units that the cases use; any other unit is a counted noun."""


def document(name: str, text: str, *, published: str = "2031-05-10", publisher: str = "Harbour News", headline: bool = False) -> Document:
    """A document of that text; with `headline`, its first line is one."""
    end = text.find("\n") if headline else 0
    day = date.fromisoformat(published)
    blocks = (
        (Block(start=0, end=max(end, 0), role=Role.HEADLINE), Block(start=max(end, 0), end=len(text), role=Role.BODY)) if headline else ()
    )
    publication = Publication(published_from=day, published_to=day, basis=PublishedBasis.MANIFEST)
    return Document(text=text, path=name, publisher=publisher, url=f"https://example.org/{name}", publication=publication, blocks=blocks)


def figures(low: float | None, high: float | None, bound: str) -> dict[str, Any]:
    """The columns of a figure."""
    held = Bound(bound)
    if held is Bound.ABOUT:
        return {"bound": held, "best": low}
    if held is Bound.EXACT:
        return {"bound": held, "low": low, "best": low, "high": low}
    return {"bound": held, "low": low, "high": high, "convention": "common" if held is Bound.VAGUE else None}


def claim(source: Document, case: dict[str, Any]) -> Claim:
    """A claim as a case tells it: sentence, quote, value and bound, and whatever columns matter to it."""
    sentence, quote = case["sentence"], case["quote"]
    start = source.text.index(sentence) + sentence.index(quote)
    unit = case.get("unit") or case.get("item")
    kind, dimension = UNITS.get((unit or "").partition("/")[0], (Kind.COUNT, "count"))
    low, high = case.get("low", case.get("value")), case.get("high")
    return Claim(
        claim_id=case.get("claim_id") or content_id("claim", source.document_id, start, start + len(quote)),
        document_id=source.document_id,
        figure_text=quote,
        kind=kind,
        dimension=dimension,
        unit=unit,
        item=case.get("item"),
        item_text=case.get("item_text"),
        change=Change(case["change"]) if "change" in case else None,
        basis=Basis(case["basis"]) if "basis" in case else None,
        valid_from=date.fromisoformat(case["from"]) if "from" in case else None,
        valid_to=date.fromisoformat(case["to"]) if "to" in case else None,
        valid_text=case.get("valid_text"),
        published_from=source.publication.published_from,
        published_to=source.publication.published_to,
        said_by=case.get("said_by"),
        via=tuple(case.get("via", ())),
        stance=Stance(case.get("stance", "asserted")),
        char_start=start,
        char_end=start + len(quote),
        quote=quote,
        sentence=sentence,
        publisher=source.publisher,
        url=source.url,
        reader="test",
        **figures(low, high, case.get("bound", "exact")),
    )


def read(case: dict[str, Any]) -> tuple[list[Claim], list[Document]]:
    """All claims and documents of a case."""
    documents: dict[str, Document] = {}
    claims = []
    for name, told in case["documents"].items():
        settings = {key: told[key] for key in ("published", "publisher", "headline") if key in told}
        documents[name] = document(name, told["text"], **settings)
    for number, told in enumerate(case["claims"]):
        claims.append(claim(documents[told["document"]], {"claim_id": str(number), **told}))
    return claims, list(documents.values())


def link(claims, documents):
    """Link these claims."""
    return comparison.link(comparison.gather(claims, documents))


def origins(claims, documents, copies=(), quotations=()):
    """The statements that these claims carry."""
    context = comparison.gather(claims, documents, copies, quotations)
    return comparison.find_origins(context, comparison.link(context))


def findings(claims, documents):
    """How these claims relate."""
    context = comparison.gather(claims, documents)
    links = comparison.link(context)
    return comparison.compare(context, links, comparison.find_origins(context, links))


def check(claims, documents):
    """What a reader of these claims should look at twice."""
    context = comparison.gather(claims, documents)
    return comparison.check(context, comparison.link(context))
