"""Raised characters: marks of notes, which are left out, and exponents, which stay beside their unit.

Set on the line, as text is stored, they would become part of the number or word before them: "980" with note 4 would read 9804.
"""

from __future__ import annotations

import re
from typing import Any

_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶#]{1,3})(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]))*\s*[\])]?", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(]\s*[^\[\]()]{1,40}\s*[\])]")
_EXPONENT = re.compile(r"[-−–]?\d{1,2}")
_BASE = re.compile(r"(?:(?<![^\W\d_])(?:[mµckdh]?m|in|ft|yd|mi|mile|miles|s|sec|h|kg|g|l|cu|sq)|(?<!\d)10|×\s?10)$")
"""What an exponent stands beside: a unit, or ten."""

_FRACTION = re.compile(r"\s*[/⁄∕]")
_RAISED = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_LINK_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[*†‡§¶]{1,3})\s*[\])]?")


def write(before: str, raised: str, after: str = "") -> str:
    """What is stored for raised characters between others.

    >>> [write("980", "4"), write("45 km", "2"), write("on the 4", "th"), write("3", "1", "/2")]
    ['', '²', 'th', ' 1']
    """
    words = raised.strip()
    if words.isdecimal() and _FRACTION.match(after):
        return f" {words}" if before[-1:].isdecimal() else words
    if _EXPONENT.fullmatch(words) and _BASE.search(before):
        return words.translate(_RAISED)
    if _MARK.fullmatch(words) or _BRACKETED.fullmatch(words):
        return "" if before.strip() else raised
    return raised


def settle(tree: Any) -> None:  # noqa: ANN401 - an element of lxml, which has no types
    """Replace the raised characters of a page by what is stored for them, and take out links that are marks of notes."""
    for element in list(tree.iter("sup")):
        raised = "".join(element.itertext())
        is_link = any(link.get("href", "").startswith("#") for link in element.iter("a"))
        _replace(element, "" if is_link and _before(element) else write(_before(element), raised, element.tail or _after(element)))
    for link in list(tree.iter("a")):
        if link.get("href", "").startswith("#") and _LINK_MARK.fullmatch("".join(link.itertext()).strip()):
            before = _before(link)
            if before and not before[-1].isspace():
                _replace(link, "")


def _before(element: Any) -> str:  # noqa: ANN401 - an element of lxml, which has no types
    """The characters right before an element in its paragraph."""
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or "".join(previous.itertext()) if isinstance(previous.tag, str) else previous.tail or ""
    parent = element.getparent()
    if parent is None:
        return ""
    return parent.text or (_before(parent) if parent.tag in _INLINE else "")


_INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "small", "font", "u", "cite"})


def _after(element: Any) -> str:  # noqa: ANN401 - an element of lxml, which has no types
    following = element.getnext()
    return "".join(following.itertext()) if following is not None and isinstance(following.tag, str) else ""


def _replace(element: Any, text: str) -> None:  # noqa: ANN401 - an element of lxml, which has no types
    """Put text in the place of an element, and keep what follows it."""
    written = text + (element.tail or "")
    previous, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    if previous is not None:
        previous.tail = (previous.tail or "") + written
    else:
        parent.text = (parent.text or "") + written
    parent.remove(element)
