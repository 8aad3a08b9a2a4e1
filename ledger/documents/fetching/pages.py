"""Pages fetched politely: rules asked first, pauses kept, redirections followed and checked, answers kept."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from ledger.documents.fetching import addresses, robots
from ledger.documents.fetching.cache import Cache
from ledger.documents.fetching.failures import FailedError
from ledger.documents.fetching.requests import Answer, ask
from ledger.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.documents.fetching.addresses import Address
    from ledger.documents.fetching.robots import Rules
    from ledger.documents.fetching.settings import Fetching

MOST_REDIRECTIONS = 5
LONGEST_WAIT = 120.0
"""Most seconds a server may ask to wait before a request is made again."""

_MOVED = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that mean: not now."""

_FOUND = 200
_REASONS = {
    401: "the page needs a login",
    402: "the page needs a payment",
    403: "the server does not give the page to robots",
    404: "there is no such page",
    410: "the page was taken down",
    429: "the server was asked too often",
    451: "the page may not be shown for legal reasons",
}
_MENDS = {404: "Check the address", 410: "Look for a copy in a web archive"}
_SAVE = "Save the page in a browser and add the file"
_AGAIN = "Run the command again later; what was fetched is kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes found under an address.

    Attributes:
        url: The address they came from, after redirections.
        body: The bytes.
        charset: The encoding the server declared; nothing if none.
    """

    url: str
    body: bytes
    charset: str | None = None


@dataclass(slots=True)
class Fetcher:
    """Fetches one address after the other.

    Attributes:
        settings: The limits, and where answers are kept.
        requests: How many requests went out.
    """

    settings: Fetching
    requests: int = 0
    _rules: dict[str, Rules] = field(default_factory=dict)
    _failed: dict[str, FailedError] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    @property
    def cache(self) -> Cache:
        """Where answers are kept."""
        return Cache(self.settings.cache)

    def fetch(self, url: str) -> Page:
        """Fetch an address, or take what is kept of it.

        Raises:
            DocumentError: It cannot be fetched; the reason says whether asking again may help.
        """
        try:
            address = addresses.parse(url)
            for _ in range(MOST_REDIRECTIONS + 1):
                answer = self._find(address)
                if answer.status not in _MOVED or "location" not in answer.headers:
                    return _page(address, answer)
                address = addresses.parse(answer.headers["location"], address)
        except FailedError as error:
            raise DocumentError(error.what, where=url, mend=error.mend) from error
        what = f"it leads through more than {MOST_REDIRECTIONS} redirections"
        raise DocumentError(what, where=url, mend="Open it in a browser and use the address it ends at")

    def is_kept(self, url: str) -> bool:
        """Whether what is kept is enough to fetch an address without a request."""
        try:
            address = addresses.parse(url)
            for _ in range(MOST_REDIRECTIONS + 1):
                answer = None if self.settings.refresh else self.cache.find(address)
                if answer is None or answer.status not in _MOVED or "location" not in answer.headers:
                    return answer is not None
                address = addresses.parse(answer.headers["location"], address)
        except FailedError:
            return True  # it fails without a request
        return True

    def _find(self, address: Address) -> Answer:
        kept = None if self.settings.refresh else self.cache.find(address)
        if kept is not None:
            return kept
        rules = self._find_rules(address)
        robots.check(rules, address)
        answer = self._ask(address, max(self.settings.pause, rules.pause))
        self.cache.keep(address, answer)
        return answer

    def _find_rules(self, address: Address) -> Rules:
        """The rules of the address's host, asked once a run and kept for a day."""
        if address.site in self._rules:
            return self._rules[address.site]
        place = addresses.parse("/robots.txt", address)
        answer = self._find_rules_at(place)
        for _ in range(MOST_REDIRECTIONS):
            if answer.status not in _MOVED or "location" not in answer.headers:
                break
            place = addresses.parse(answer.headers["location"], place)
            answer = self._find_rules_at(place)
        self._rules[address.site] = robots.read(answer.status, answer.body)
        return self._rules[address.site]

    def _find_rules_at(self, place: Address) -> Answer:
        kept = None if self.settings.refresh else self.cache.find(place, seconds=robots.KEPT)
        if kept is None:
            kept = self._ask_for_rules(place)
            self.cache.keep(place, kept)
        return kept

    def _ask_for_rules(self, place: Address) -> Answer:
        """Ask for rules; a host that cannot say for the moment whether a page may be fetched is not asked for one in this run."""
        if place.site in self._failed:
            raise self._failed[place.site]
        try:
            return self._ask(place, self.settings.pause)
        except FailedError as error:
            what = f"the site's robots.txt could not be read: {error.what}" if error.is_passing else error.what
            self._failed[place.site] = FailedError(what, mend=error.mend)
            raise self._failed[place.site] from error

    def _ask(self, address: Address, pause: float) -> Answer:
        """Ask, and ask again after a while as long as the failure is a passing one."""
        wait = self.settings.backoff
        for left in range(self.settings.retries, -1, -1):
            try:
                numbers = addresses.resolve(address, allow_private=self.settings.allow_private)
                self._keep_pause(address.site, pause)
                self.requests += 1
                answer = ask(address, numbers, self.settings)
                if answer.status not in _PASSING:
                    return answer
                asked = _read_wait(answer.headers.get("retry-after", ""), time.time)
                what = _REASONS.get(answer.status, f"the server answered with status {answer.status}")
                failure = FailedError(what, mend=_AGAIN, is_passing=True, wait=asked)
            except FailedError as error:
                failure = error
            if not failure.is_passing or not left or (failure.wait or 0.0) > LONGEST_WAIT:
                raise failure
            time.sleep(max(wait, failure.wait or 0.0))
            wait *= 2
        raise AssertionError  # the last turn returns or raises

    def _keep_pause(self, site: str, pause: float) -> None:
        """Wait until so many seconds have passed since the host was last asked."""
        since = time.monotonic() - self._asked.get(site, float("-inf"))
        if since < pause:
            time.sleep(pause - since)
        self._asked[site] = time.monotonic()


def _page(address: Address, answer: Answer) -> Page:
    """The page in an answer.

    Raises:
        FailedError: The answer is none.
    """
    if answer.status != _FOUND:
        what = _REASONS.get(answer.status, f"the server answered with status {answer.status}")
        raise FailedError(what, mend=_MENDS.get(answer.status, _SAVE))
    kind = Message()
    kind["content-type"] = answer.headers.get("content-type", "")
    return Page(url=address.url, body=answer.body, charset=kind.get_content_charset())


def _read_wait(value: str, now: Callable[[], float]) -> float | None:
    """The seconds in a Retry-After header, which holds a number or an instant; nothing if it is neither."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now())
    except (ValueError, TypeError, IndexError):
        return None
