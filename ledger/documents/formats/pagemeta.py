"""What a page says of itself: JSON-LD, OpenGraph and other meta fields, `<time>`, its canonical address and language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from htmldate import find_date

from ledger.documents.formats.instants import publish_on, read_day
from ledger.records import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE_TYPES = re.compile(r"Article|NewsArticle|Report|BlogPosting|LiveBlogPosting|WebPage$")
_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date.created", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publish_date", "citation_publication_date", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "publisher")
MAX_JSON = 500_000
"""Characters of a JSON-LD block that are read: nested further it is no description of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    """What a page says of itself; nothing where it says nothing.

    Attributes:
        headline: The article's headline.
        publisher: Who published it.
        url: Its canonical address.
        language: ISO 639-1 code.
        publication: When it was published.
    """

    headline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    publication: Publication = field(default_factory=Publication)


def read(tree: Any, text: str, *, url: str | None = None) -> PageMeta:  # noqa: ANN401 - an element of lxml, which has no types
    """Read what the page says of itself."""
    linked = list(_find_linked_data(tree))
    named = _find_named(tree)
    publication = _find_publication(tree, text, linked, named)
    publishers = [_name_of(item.get("publisher")) for item in linked]
    titles = [_text(item.get("headline")) for item in linked]
    languages = [_text(item.get("inLanguage")) for item in linked]
    canonical = tree.xpath("string(//link[@rel='canonical']/@href)").strip()
    return PageMeta(
        headline=_first([*titles, *(named.get(name) for name in _TITLES), _heading(tree)]),
        publisher=_first([*publishers, *(named.get(name) for name in _PUBLISHERS)]),
        url=_first([canonical if canonical.startswith("http") else None, named.get("og:url"), url]),
        language=_language(_first([tree.get("lang"), *languages, named.get("og:locale"), named.get("content-language")])),
        publication=publication,
    )


def _find_publication(tree: Any, text: str, linked: list[dict[str, Any]], named: dict[str, str]) -> Publication:  # noqa: ANN401
    stated = [("JSON-LD datePublished", _text(item.get("datePublished"))) for item in linked]
    stated += [(f"meta {name}", named.get(name)) for name in _PUBLISHED]
    stated += [("time", element.get("datetime")) for element in tree.xpath("//article//time[@datetime] | //header//time[@datetime]")[:1]]
    for source, value in stated:
        day = read_day(value or "")
        if day is not None:
            return publish_on(day, f"{source}: {value}")
    # The extensive search would take "in 2019" in the text for the date of the page.
    try:
        found = find_date(text, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    except (ValueError, OverflowError):
        return Publication()  # a time zone that is none
    return publish_on(read_day(found or ""), f"date marked on the page: {found}")


def _find_linked_data(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - an element of lxml, which has no types
    """The JSON-LD objects that describe an article; broken ones say nothing."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        content = (script.text or "")[:MAX_JSON]
        try:
            found = json.loads(content, strict=False)
        except (ValueError, RecursionError):
            continue
        items = found if isinstance(found, list) else [found]
        items += [inner for item in items if isinstance(item, dict) for inner in _graph(item)]
        for item in items:
            kinds = item.get("@type") if isinstance(item, dict) else None
            if any(_ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield item


def _graph(item: dict[str, Any]) -> list[Any]:
    graph = item.get("@graph")
    return graph if isinstance(graph, list) else []


def _find_named(tree: Any) -> dict[str, str]:  # noqa: ANN401 - an element of lxml, which has no types
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").casefold()
            if name and name not in found:
                found[name] = element.get("content").strip()
    return found


def _heading(tree: Any) -> str | None:  # noqa: ANN401 - an element of lxml, which has no types
    headings = tree.xpath("//h1")
    if len(headings) == 1:
        return " ".join(headings[0].text_content().split())
    return " ".join(tree.xpath("string(//title)").split()) or None


def _language(value: str | None) -> str | None:
    code = (value or "")[:2].casefold()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None  # noqa: PLR2004 - ISO 639-1


def _name_of(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _first(values: list[str | None]) -> str | None:
    return next((" ".join(value.split()) for value in values if value and value.strip()), None)
