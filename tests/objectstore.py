"""A server that speaks S3 on this machine, for tests of what lives in object stores."""

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

SECRET = "correct-horse-battery"  # noqa: S105 - of a server that lives as long as the test

needs_server = pytest.mark.skipif(importlib.util.find_spec("moto") is None, reason="no S3 server: pip install 'claims-ledger[dev]'")


@contextmanager
def serve():
    """Run a server with one bucket, `books`, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - a known program
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                put(address, "books", b"")
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.kill()
        process.wait()


def put(server, name, data):
    """Put an object, or make a bucket."""
    kind = {"Content-Type": "application/octet-stream"}
    urllib.request.urlopen(urllib.request.Request(f"{server}/{name}", method="PUT", data=data, headers=kind)).close()  # noqa: S310 - our own server


def environment(server):
    """Give the settings that reach a server."""
    return {
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": server,
        "AWS_ALLOW_HTTP": "true",
    }
