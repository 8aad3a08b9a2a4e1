"""One request to one host: the connection goes to a checked address, and the answer has limits of time and size."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.documents.fetching import addresses
from ledger.documents.fetching.failures import FailedError
from ledger.documents.fetching.settings import AGENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.documents.fetching.addresses import Address
    from ledger.documents.fetching.settings import Fetching

CHUNK = 1 << 16
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_AGAIN = "Run the command again later; what was fetched is kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered.

    Attributes:
        status: The HTTP status.
        headers: The headers, names in lower case; of several with one name the first.
        body: The body, unpacked.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def ask(address: Address, numbers: Sequence[str], settings: Fetching) -> Answer:
    """Ask a host once; redirections are answers like any other.

    Args:
        address: What to ask for.
        numbers: The numbers of its machines, checked: no other is connected to.
        settings: The limits.

    Raises:
        FailedError: There is no answer, or it is too slow or too large.
    """
    connection = _Connection(address, numbers, settings.seconds)
    try:
        connection.request("GET", address.target, headers=_HEADERS)
        with connection.getresponse() as response:
            headers: dict[str, str] = {}
            for name, value in response.getheaders():
                headers.setdefault(name.casefold(), value)
            body = _read_body(response, headers, settings.size)
    except ssl.SSLError as error:
        raise FailedError(f"the connection is not secure ({error.reason or error})", mend="Check the address in a browser") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if connection.is_late():
            raise _too_slow(settings.seconds) from error
        raise FailedError(f"the server gave no usable answer ({_tell(error)})", mend=_AGAIN, is_passing=True) from error
    finally:
        connection.finish()
    if connection.is_late():
        raise _too_slow(settings.seconds)
    return Answer(status=response.status, headers=headers, body=body)


class _Connection(http.client.HTTPConnection):
    """A connection to one of the checked numbers of a host, and to no other; cut when its time is over."""

    def __init__(self, address: Address, numbers: Sequence[str], seconds: float) -> None:
        super().__init__(address.host, address.port, timeout=seconds)
        self.default_port = addresses.PORTS[address.scheme]  # the port is named only where it is another
        self._numbers = numbers
        self._is_secret = address.scheme == "https"
        self._socket: socket.socket | None = None
        self._deadline = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def is_late(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._deadline

    def connect(self) -> None:
        """Connect to the first of the numbers that answers."""
        last: OSError = ConnectionError("no address")
        for number in self._numbers:
            try:
                plain = socket.create_connection((number, self.port), timeout=max(0.1, self._deadline - time.monotonic()))
            except OSError as error:
                last = error
                continue
            self._socket = plain
            if self._is_secret:
                self._socket = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
            self.sock = self._socket
            return
        raise last

    def finish(self) -> None:
        """Close the connection, and stop its clock."""
        self._timer.cancel()
        self.close()
        if self._socket is not None:
            self._socket.close()

    def _cut(self) -> None:
        """End whatever is being waited for: a server that sends a byte now and then never runs into a time-out."""
        if self._socket is not None:
            with suppress(OSError):  # it is closed already
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _read_body(response: http.client.HTTPResponse, headers: dict[str, str], limit: int) -> bytes:
    """Read a body whole, unpacked.

    Raises:
        FailedError: It is too large, or packed in a way that was not asked for.
    """
    coding = headers.get("content-encoding", "identity").strip().casefold()
    if coding not in {"identity", "", "gzip", "x-gzip"}:
        raise FailedError(f"the answer is packed as {coding!r}, which was not asked for", mend="Save the page and add the file")
    packed = bytearray()
    while part := response.read(CHUNK):
        packed += part
        if len(packed) > limit:
            raise _too_large(limit)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return _unpack(bytes(packed), limit) if "gzip" in coding else bytes(packed)


def _unpack(packed: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(31)
    try:
        body = unpacker.decompress(packed, limit + 1)
    except zlib.error as error:
        raise FailedError(f"the answer is packed and broken ({error})", mend=_AGAIN, is_passing=True) from error
    if len(body) > limit:
        raise _too_large(limit)
    if packed and not unpacker.eof:
        raise FailedError("the answer was cut short", mend=_AGAIN, is_passing=True)
    return body


def _too_slow(seconds: float) -> FailedError:
    return FailedError(f"the answer took more than {seconds:g} seconds", mend=_AGAIN, is_passing=True)


def _too_large(limit: int) -> FailedError:
    return FailedError(f"the answer holds more than {limit:,} bytes", mend="Save the page's text alone and add it")


def _tell(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
