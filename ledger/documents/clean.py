"""The blocks of a text: headline, body, captions, and the furniture of the page around them."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from ledger.documents import furniture, lines
from ledger.documents.furniture import Look
from ledger.records import Block, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.documents.lines import Line

MIN_ARTICLE = 20
"""Fewest words of sentences before a line that can end an article; before that it stands in a page's head."""

MAX_AFTER = 0.5
"""Most words of sentences after the end of an article, as a share of those before; beyond it the line is not its end."""

MAX_SUBHEAD = 12
"""Most words of a heading inside the body."""

MAX_LABEL = 3
"""Most words of a label after the article ("Author", "Don't Miss")."""

MAX_KICKER = 2
"""Most words of a label before the headline ("World", "Breaking news")."""

LIST_LENGTH = 15
"""Most lines of a list of other articles."""

MAX_TITLE = 25
"""Most words of the headline of another article."""

LAST_LINES = 3
"""How near the article's end a line about its author stands."""


_SETTLED = {
    Look.FURNITURE: Role.FURNITURE,
    Look.LIST: Role.FURNITURE,
    Look.END: Role.FURNITURE,
    Look.CREDIT: Role.FURNITURE,
    Look.CAPTION: Role.CAPTION,
    Look.ITEM: Role.BODY,
}
"""Looks whose role does not depend on where the line stands."""


def find_blocks(text: str) -> tuple[Block, ...]:
    """Give every line of the text its role; together the blocks hold every word.

    A text of a single paragraph is body. Where a line could be body, it is: a wrong furniture line costs a claim.
    """
    found = lines.split(text)
    roles = [Role.BODY] if len(found) == 1 else _Page(found).find_roles()
    return tuple(Block(start=line.start, end=line.end, role=role) for line, role in zip(found, roles, strict=True))


class _Page:
    """The lines of one text with their looks, and the places where the article starts and ends."""

    def __init__(self, found: Sequence[Line]) -> None:
        self.lines = found
        self.looks = [furniture.look_at(line) for line in found]
        self._mark_foreign()
        self.cut = self._find_cut()
        self._mark_authors()
        sentences = [index for index in range(self.cut) if self.looks[index] is Look.PROSE]
        self.first = sentences[0] if sentences else self.cut
        self.last = sentences[-1] if sentences else self.cut

    def find_roles(self) -> list[Role]:
        """Give each line its role."""
        roles: list[Role] = []
        seen: set[str] = set()
        listed = 0
        has_headline = False
        for index, line in enumerate(self.lines):
            look = self.looks[index]
            listed = LIST_LENGTH if look is Look.LIST and index > self.first else max(listed - 1, 0) if look is not Look.PROSE else 0
            is_open = look in {Look.SHORT, Look.OTHER, Look.ITEM} and line.count <= MAX_TITLE
            if index >= self.cut or (is_open and (listed or line.words in seen)):
                roles.append(Role.FURNITURE)
            else:
                roles.append(self._find_role(index, has_headline))
                has_headline = has_headline or roles[-1] is Role.HEADLINE
            if look is not Look.PROSE:
                seen.add(line.words)
        return roles

    def _find_role(self, index: int, has_headline: bool) -> Role:  # noqa: FBT001 - private, one caller
        look = self.looks[index]
        if look in _SETTLED:
            return _SETTLED[look]
        if look is Look.PROSE:
            asks = not has_headline and index == self.first < self.last and self.lines[index].words[-1] in "?!"
            return Role.HEADLINE if asks else Role.BODY
        if index < self.first:
            return self._find_role_in_head(index, has_headline)
        if look is Look.OTHER:
            return Role.FURNITURE
        return self._find_role_after(index) if index > self.last or look is Look.FORM else self._find_role_inside(index)

    def _find_role_in_head(self, index: int, has_headline: bool) -> Role:  # noqa: FBT001 - private, one caller
        """A line before the first sentence: a label, the headline, a caption or a standfirst."""
        line = self.lines[index]
        if self._is_beside_credit(index) and has_headline:
            return Role.CAPTION
        if self.looks[index] is Look.OTHER and has_headline:
            return Role.FURNITURE
        following = [after for after in range(index + 1, self.first) if self.looks[after] in {Look.SHORT, Look.OTHER}]
        if not has_headline and line.count <= MAX_KICKER and not _has_digit(line) and following:
            return Role.FURNITURE
        if has_headline and line.count <= MAX_LABEL and not _has_digit(line) and line.words.istitle():
            return Role.FURNITURE
        if line.words.endswith(":") or self._continues(index) or (has_headline and self.first == self.cut):
            return Role.BODY
        return Role.HEADLINE

    def _find_role_inside(self, index: int) -> Role:
        """An open line between sentences: a heading, or a paragraph that lost its full stop."""
        line = self.lines[index]
        is_heading = line.count <= MAX_SUBHEAD and _opens_in_capitals(line) and line.words[-1] not in ":;," and not self._continues(index)
        return Role.HEADLINE if is_heading else Role.BODY

    def _find_role_after(self, index: int) -> Role:
        """An open line after the last sentence: a label, or a last paragraph without a full stop."""
        line = self.lines[index]
        return Role.FURNITURE if self.looks[index] is Look.FORM or (line.count <= MAX_LABEL and not _has_digit(line)) else Role.BODY

    def _is_beside_credit(self, index: int) -> bool:
        """Whether a picture credit stands in the line before or after, in the same paragraph."""
        return any(
            0 <= beside < len(self.lines)
            and self.looks[beside] in {Look.CREDIT, Look.CAPTION}
            and self.lines[beside].paragraph == self.lines[index].paragraph
            for beside in (index - 1, index + 1)
        )

    def _continues(self, index: int) -> bool:
        """Whether the next line goes on in the middle of a sentence."""
        return index + 1 < len(self.lines) and self.lines[index + 1].words[:1].islower() and self.looks[index + 1] is Look.PROSE

    def _mark_foreign(self) -> None:
        """In a text in Latin script, a short line in another script is furniture."""
        foreign = [furniture.is_foreign(line) for line in self.lines]
        if sum(foreign) * 2 < len(foreign):
            for index, is_foreign in enumerate(foreign):
                if is_foreign and self.looks[index] in {Look.SHORT, Look.PROSE}:
                    self.looks[index] = Look.FURNITURE

    def _mark_authors(self) -> None:
        """Near the end of the article, a sentence that introduces its author is furniture."""
        authors = frozenset[str]().union(*(furniture.find_authors(line) for line in self.lines))
        for index in [index for index in range(1, self.cut) if self.looks[index] is Look.PROSE][-LAST_LINES:]:
            if furniture.is_about_author(self.lines[index], authors):
                self.looks[index] = Look.FURNITURE

    def _find_cut(self) -> int:
        """The first line that ends the article: most of its sentences stand before, few after."""
        counts = [line.count if look is Look.PROSE else 0 for line, look in zip(self.lines, self.looks, strict=True)]
        before = list(accumulate(counts, initial=0))
        for index, look in enumerate(self.looks):
            if look is Look.END and before[index] >= MIN_ARTICLE and before[-1] - before[index] <= MAX_AFTER * before[index]:
                return index
        return len(self.lines)


def _opens_in_capitals(line: Line) -> bool:
    return next((character.isupper() for character in line.words if character.isalpha()), False)


def _has_digit(line: Line) -> bool:
    return any(map(str.isdigit, line.words))
