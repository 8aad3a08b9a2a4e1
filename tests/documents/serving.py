"""A server on this machine that answers as told, for tests of fetching."""

from __future__ import annotations

import http.server
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Site:
    """A server's pages and the requests it saw.

    Attributes:
        address: Where it is.
        pages: By path, the answers in turn; the last one is given again.
        seen: The paths asked for, in order.
        agents: The names of those who asked.
    """

    address: str = ""
    pages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def put(self, path: str, body: bytes | str = b"", *, status: int = 200, slowly: float = 0.0, **headers: str) -> None:
        """Add an answer to a path; `slowly` are the seconds between its bytes."""
        content = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = {"body": content, "status": status, "headers": named, "slowly": slowly}
        self.pages.setdefault(path, []).append(answer)


@contextmanager
def serve():
    """Run a server while the block runs."""
    site = Site()

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Stay silent."""

        def do_GET(self) -> None:
            """Give the next answer of the path."""
            site.seen.append(self.path)
            site.agents.add(self.headers["User-Agent"])
            answers = site.pages.get(self.path, [{"body": b"", "status": 404, "headers": {}, "slowly": 0.0}])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            self.send_response(answer["status"])
            for name, value in ({"Content-Length": str(len(answer["body"]))} | answer["headers"]).items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self._write(answer["body"], answer["slowly"])
            except OSError:
                return  # whoever asked has gone

        def _write(self, body: bytes, slowly: float) -> None:
            if not slowly:
                self.wfile.write(body)
                return
            for byte in body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(slowly)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
