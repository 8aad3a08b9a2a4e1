"""Markup to a tree, whatever state it is in."""

from __future__ import annotations

from typing import Any

from lxml import etree, html

from ledger.documents.formats import raised
from ledger.errors import DocumentError


def parse(text: str, where: str) -> Any:  # noqa: ANN401 - an element of lxml, which has no types
    """Parse a page or a piece of one; nothing is fetched, no entity of its own is expanded, and marks of notes are taken out.

    Raises:
        DocumentError: There is no markup and no text in it.
    """
    # Bytes, since a declared encoding inside a string is refused.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError(f"the page cannot be parsed ({error})", where=where, mend="Save the article's text alone") from error
    raised.settle(tree)
    return tree
