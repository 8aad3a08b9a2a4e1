"""Addresses of pages, and the addresses of machines behind them, which must be public."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from ledger.documents.fetching.failures import FailedError

PORTS = {"http": 80, "https": 443}
LONGEST = 4000
"""Characters of an address; longer ones carry something else than a place."""

_KEPT = "!#$%&'()*+,/:;=?@[]~"
"""Signs that stand in an address as they are."""

_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f]")
_MAPPED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv6 addresses whose last four bytes are an IPv4 address behind a translator (RFC 6052)."""

_UNICAST = ipaddress.IPv6Network("2000::/3")
_UNROUTED = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("192.88.99.0/24"))
"""Addresses of protocols, which the standard library takes for public ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a page is.

    Attributes:
        url: The whole address, in ASCII, without its fragment.
        scheme: http or https.
        host: The host's name or number, in lower case.
        port: The port.
        target: What the host is asked for: path and query.
    """

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """The address of the host alone: what its rules for robots count for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")


def parse(url: str, base: Address | None = None) -> Address:
    """Read an address, or one relative to another.

    >>> parse("HTTPS://Example.org/a b?c=é#d").url
    'https://example.org/a%20b?c=%C3%A9'

    Raises:
        FailedError: It is none that can be fetched.
    """
    written = urljoin(base.url, url.strip()) if base else url.strip()
    if len(written) > LONGEST or _UNPRINTABLE.search(written.replace(" ", "")):
        raise FailedError("this is no address", mend="Write one address a line, as in https://example.org/news")
    try:
        parts = urlsplit(written)
        port, host = (
            parts.port,
            (parts.hostname or "").encode("idna").decode("ascii") if ":" not in (parts.hostname or "") else parts.hostname,
        )
    except ValueError as error:
        raise FailedError(f"this is no address ({error})", mend="Check it in a browser") from error
    scheme = parts.scheme.casefold()
    if scheme not in PORTS or not host:
        raise FailedError("only addresses that begin with http:// or https:// are fetched", mend="Save the file and add it")
    if parts.username is not None or parts.password is not None:
        raise FailedError("the address holds a name or password", mend="Take it out; pages behind a password are not fetched")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    made = Address(url="", scheme=scheme, host=host.casefold(), port=port or PORTS[scheme], target=target)
    return Address(url=made.site + target, scheme=scheme, host=made.host, port=made.port, target=target)


def resolve(address: Address, *, allow_private: bool) -> tuple[str, ...]:
    """The numbers of the machines a host's name stands for, checked: connections go to these, so that no second answer can differ.

    Raises:
        FailedError: There is no such host, or one of its addresses is private.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        is_passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
        what = "the name of the host could not be looked up" if is_passing else "there is no such host"
        raise FailedError(what, mend="Check the address and the connection to the network", is_passing=is_passing) from error
    numbers = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private and not all(map(is_public, numbers)):
        raise FailedError(
            "its host is a machine of this network, not of the public one",
            mend="Save the page and add the file, or allow private addresses",
        )
    return numbers


def is_public(number: str) -> bool:
    """Whether the number of a machine is one of the public network, whatever way it is written.

    >>> [is_public(number) for number in ("93.184.216.34", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "2606:4700::1111")]
    [True, False, False, False, True]
    """
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in _MAPPED:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address.ipv4_mapped is not None or not all(is_public(str(within)) for within in inner if within is not None):
            return address.ipv4_mapped is not None and is_public(str(address.ipv4_mapped))
        return address.is_global and address in _UNICAST and not address.is_multicast
    return address.is_global and not (address.is_multicast or address.is_reserved or any(address in net for net in _UNROUTED))
