"""Markdown: kept as it is, like any text; its headings, tables, pictures and code say their roles themselves."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ledger.documents.clean import find_blocks
from ledger.documents.decode import decode
from ledger.documents.drafts import Draft
from ledger.documents.formats.instants import publish_on, read_day
from ledger.records import Block, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.formats.context import Context

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^(title|date|lang|language|url|publisher):[ \t]*[\"']?(.*?)[\"']?[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}\s+(?P<words>.*?)\s*#*$")
_ROW = re.compile(r"\|.*\|$")
_RULE = re.compile(r"(?=.*---)[|:\s-]+$|={3,}$|\*{3,}$|_{3,}$")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)$")
_REFERENCE = re.compile(r"\[[^\]]+\]:\s*\S+")
_FENCE = re.compile(r"^(?:```|~~~).*$", re.MULTILINE)


def read(data: bytes, context: Context) -> Iterator[Draft]:
    """Yield the text with the roles its marks tell; front matter says title, language and address."""
    decoded = decode(data, where=context.where, declared=context.charset)
    text = decoded.text
    front = _FRONT.match(text)
    fields = {name.casefold(): value for name, value in _FIELD.findall(front["fields"])} if front else {}
    hidden = [(front.start(), front.end())] if front else []
    hidden += _find_code(text)
    blocks = tuple(_find_roles(text, hidden))
    heading = next((_words(text, block) for block in blocks if block.role is Role.HEADLINE), None)
    yield Draft(
        text=text,
        part=context.part,
        title=fields.get("title") or heading,
        publisher=fields.get("publisher") or None,
        url=fields.get("url") or context.url,
        language=(fields.get("lang") or fields.get("language") or "")[:2].lower() or None,
        publication=publish_on(read_day(fields.get("date", "")), f"front matter: {fields.get('date')}"),
        blocks=blocks,
        notes=(decoded.note,) if decoded.note else (),
    )


def _find_code(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between fences; a fence that nothing closes opens none."""
    opened: int | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            opened = fence.start()
        elif not fence.group().strip("`~ \t\r"):
            yield opened, fence.end()
            opened = None


def _find_roles(text: str, hidden: list[tuple[int, int]]) -> Iterator[Block]:
    """The lines' blocks with the roles of their marks; code and front matter are furniture."""
    heading: str | None = None
    starts = [start for start, _ in hidden]
    for block in find_blocks(text):
        line = text[block.start : block.end]
        role = block.role
        around = bisect_right(starts, block.start) - 1
        if (around >= 0 and block.start < hidden[around][1]) or _RULE.match(line) or _PICTURE.match(line) or _REFERENCE.match(line):
            role = Role.FURNITURE
        elif (found := _HEADING.match(line)) is not None:
            role, heading = Role.HEADLINE, found["words"]
        elif _ROW.match(line):
            role = Role.TABLE
        yield Block(start=block.start, end=block.end, role=role, heading=heading if role is not Role.HEADLINE else None)


def _words(text: str, block: Block) -> str:
    line = text[block.start : block.end]
    found = _HEADING.match(line)
    return found["words"] if found else line
