"""The rules a host gives to robots: what may not be fetched, and how long to wait between requests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

from ledger.documents.fetching.failures import FailedError
from ledger.documents.fetching.settings import AGENT

if TYPE_CHECKING:
    from ledger.documents.fetching.addresses import Address

LIMIT = 512 * 1024
"""Bytes of rules that are read: as many as the standard asks for, and some (RFC 9309)."""

KEPT = 24 * 3600
"""Seconds for which the rules of a host are kept (RFC 9309)."""

LONGEST_WAIT = 60.0
"""Most seconds a host may ask to wait between two requests; a list of pages would take days."""

_FOUND, _DENIED, _FAILED = 200, (401, 403), 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a host says to robots.

    Attributes:
        verdict: Whether everything is allowed, or nothing is; nothing where single rules tell.
        groups: The rules as the standard library parses them.
    """

    verdict: bool | None = None
    groups: Any = None

    @property
    def pause(self) -> float:
        """The seconds they ask to wait between two requests; 0 if they do not say."""
        if self.groups is None:
            return 0.0
        rate = self.groups.request_rate(AGENT)
        return max(float(self.groups.crawl_delay(AGENT) or 0), rate.seconds / rate.requests if rate else 0.0)


def read(status: int, body: bytes) -> Rules:
    """Read the rules in an answer: a host without rules allows everything, one that forbids them or fails allows nothing."""
    if status in _DENIED or status >= _FAILED:
        return Rules(verdict=False)
    if status != _FOUND:
        return Rules(verdict=True)
    groups = RobotFileParser()
    groups.parse(body[:LIMIT].decode("utf-8", "replace").removeprefix("\ufeff").splitlines())
    return Rules(groups=groups)


def check(rules: Rules, address: Address) -> None:
    """Refuse an address that the rules keep from robots.

    Raises:
        FailedError: They do.
    """
    if not _is_allowed(rules, address.target):
        raise FailedError("the site's robots.txt keeps robots from this page", mend="Save the page in a browser and add the file")
    if rules.pause > LONGEST_WAIT:
        what = f"the site's robots.txt asks robots to wait {rules.pause:g} seconds between pages"
        raise FailedError(what, mend="Save the page in a browser and add the file")


def _is_allowed(rules: Rules, target: str) -> bool:
    """Whether the longest rule that fits allows the target, as RFC 9309 has it.

    The standard library parses the groups; its own answer takes the first rule that fits and knows no `*` and `$`.
    """
    if rules.verdict is not None:
        return rules.verdict
    group = next((entry for entry in rules.groups.entries if entry.applies_to(AGENT)), rules.groups.default_entry)
    fitting = [(len(rule.path), bool(rule.allowance)) for rule in (group.rulelines if group else ()) if _fits(rule.path, target)]
    return max(fitting)[1] if fitting else True


def _fits(pattern: str, target: str) -> bool:
    """Whether a rule's path fits: `*` stands for anything, `$` for the end.

    >>> [_fits("/*.pdf%24", target) for target in ("/a/b.pdf", "/a/b.pdf?c")]
    [True, False]
    """
    written, place = unquote(target), 0
    first, *rest = unquote(pattern).removesuffix("$").split("*")
    if not written.startswith(first):
        return False
    place = len(first)
    # Part by part, leftmost first, and without regular expressions: a host may write as many stars as it likes.
    for part in rest:
        found = written.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if not unquote(pattern).endswith("$"):
        return True
    return written.endswith(rest[-1]) if rest else place == len(written)
