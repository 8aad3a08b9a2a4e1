"""Fetching: pages of a server on this machine, with its rules, its failures and its traps."""

from __future__ import annotations

import gzip
import io
import socket
import sys
import time
from dataclasses import replace
from datetime import date

import pytest

from ledger import documents
from ledger.documents.fetching import addresses, requests
from ledger.documents.fetching.failures import FailedError
from ledger.errors import DocumentError
from ledger.records import Document, PublishedBasis
from tests.documents import samples, serving

PAGE = samples.HTML.replace('<link rel="canonical" href="https://example.org/news/ships">', "")


@pytest.fixture
def site():
    """A server with one page."""
    with serving.serve() as running:
        running.put("/ships", PAGE, Content_Type="text/html; charset=utf-8")
        yield running


@pytest.fixture
def settings(tmp_path):
    """Settings for a server of one's own, without pauses."""
    return documents.Fetching(cache=tmp_path / "cache", allow_private=True, pause=0, backoff=0, retries=2, seconds=5)


def fetch(settings, *urls):
    """Fetch addresses with one fetcher; give the documents or errors and the number of requests."""
    fetcher = documents.Fetcher(settings)
    found = [item for url in urls for link in documents.find_links(url) for item in documents.fetch(link, fetcher)]
    return found, fetcher.requests


def test_a_page_is_fetched_and_read_like_a_file(site, settings):
    """A fetched page is a document with its address, found under the project's own name."""
    [document], _ = fetch(settings, f"{site.address}/ships#storm")
    assert isinstance(document, Document)
    assert (document.title, document.url) == ("Two ships sink", f"{site.address}/ships")
    assert site.agents == {"claims-ledger/0.1.0"}


def test_a_second_run_fetches_nothing(site, settings):
    """What a server answered is kept, its rules and its missing pages included, and gives the same documents."""
    first, requests_made = fetch(settings, f"{site.address}/ships", f"{site.address}/gone")
    second, requests_again = fetch(settings, f"{site.address}/ships", f"{site.address}/gone")
    assert (requests_made, requests_again) == (3, 0)
    assert first[0] == second[0]
    assert [str(error) for error in (first[1], second[1])] == [f"{site.address}/gone: there is no such page. Check the address"] * 2


def test_a_page_is_fetched_again_when_asked_for(site, settings):
    """With `refresh` what is kept is asked for again."""
    fetch(settings, f"{site.address}/ships")
    _, made = fetch(replace(settings, refresh=True), f"{site.address}/ships")
    assert made == 2


def test_a_damaged_cache_is_fetched_again(site, settings):
    """A kept answer whose bytes changed is not used."""
    site.put("/robots.txt", "User-agent: *\nAllow: /")
    fetch(settings, f"{site.address}/ships")
    for kept in settings.cache.rglob("*"):
        if kept.is_file():
            kept.write_bytes(kept.read_bytes()[:-1])
    [document], made = fetch(settings, f"{site.address}/ships")
    assert isinstance(document, Document)
    assert made == 2


@pytest.mark.parametrize(
    ("rules", "is_allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nAllow: /\nDisallow: /ships", False),
        ("User-agent: *\nDisallow: /\nAllow: /ships$", True),
        ("User-agent: *\nDisallow: /*ips", False),
        ("User-agent: claims-ledger\nDisallow: /ships\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /ships?page", True),
        ("User-agent: *\nCrawl-delay: 3600", False),
        ("\ufeffuser-agent: *\r\ndisallow: /ships\r\n", False),
        ("", True),
    ],
)
def test_the_rules_of_a_site_are_kept(site, settings, rules, is_allowed):
    """A page that robots.txt keeps from robots is refused with that reason, and is never asked for."""
    site.put("/robots.txt", rules)
    [found], _ = fetch(settings, f"{site.address}/ships")
    assert isinstance(found, Document) == is_allowed
    assert site.seen == (["/robots.txt", "/ships"] if is_allowed else ["/robots.txt"])
    assert is_allowed or "robots.txt" in str(found)


@pytest.mark.parametrize(("status", "is_allowed"), [(404, True), (410, True), (401, False), (403, False), (500, False)])
def test_a_site_that_does_not_give_its_rules(site, settings, status, is_allowed):
    """A site without rules allows everything; one that withholds them, or cannot say, allows nothing."""
    site.put("/robots.txt", status=status)
    [found], _ = fetch(settings, f"{site.address}/ships")
    assert isinstance(found, Document) == is_allowed


def test_a_site_that_fails_is_not_asked_for_every_page(site, settings):
    """Where the rules cannot be had, further pages of the site are refused without a request."""
    site.put("/robots.txt", status=503)
    found, made = fetch(settings, f"{site.address}/ships", f"{site.address}/boats")
    assert made == 3
    assert {error.what for error in found} == {"the site's robots.txt could not be read: the server answered with status 503"}


def test_a_pause_is_kept_between_requests_to_one_site(site, settings):
    """Two requests to one host have the pause between them that the rules ask for."""
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.2\nRequest-rate: 5/1")
    began = time.monotonic()
    fetch(settings, f"{site.address}/ships")
    assert time.monotonic() - began >= 0.2


def test_a_passing_failure_is_tried_again(site, settings):
    """A server that is overloaded for a moment is asked again; when it goes on, the page is refused and not kept as missing."""
    site.pages["/ships"].insert(0, {"body": b"", "status": 503, "headers": {"Retry-After": "0"}, "slowly": 0})
    [document], made = fetch(settings, f"{site.address}/ships")
    assert isinstance(document, Document)
    assert made == 3
    site.put("/busy", status=429)
    [error], made = fetch(settings, f"{site.address}/busy")
    assert (error.what, made) == ("the server was asked too often", 3)
    _, made = fetch(settings, f"{site.address}/busy")
    assert made == 3


def test_a_server_that_asks_for_a_long_wait_is_left_alone(site, settings):
    """Nobody waits for an hour: the page is refused, and the mend says to come again."""
    site.put("/busy", status=503, Retry_After="3600")
    [error], made = fetch(settings, f"{site.address}/busy")
    assert made == 2
    assert "again later" in error.mend


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"body": b"x" * 300_000}, "more than 200,000 bytes"),
        ({"body": gzip.compress(b"x" * 300_000), "Content_Encoding": "gzip"}, "more than 200,000 bytes"),
        ({"body": gzip.compress(PAGE.encode())[:-20], "Content_Encoding": "gzip"}, "cut short"),
        ({"body": b"x", "Content_Encoding": "br"}, "not asked for"),
        ({"body": b"x", "Content_Length": "2"}, "no usable answer"),
        ({"body": b"x" * 6000, "slowly": 0.05}, "more than 1 seconds"),
        ({"body": b"\x89PNG\r\n\x1a\n"}, "a picture"),
        ({"body": b""}, "empty"),
        ({"status": 403}, "does not give the page"),
        ({"status": 204}, "status 204"),
        ({"status": 302, "Location": "/trap"}, "redirections"),
        ({"status": 302, "Location": "file:///etc/passwd"}, "only addresses"),
        ({"status": 302, "Location": "http://user:word@127.0.0.1/"}, "name or password"),
        ({"body": "<html><body><nav>Home</nav></body></html>"}, "no article"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_with_its_reason(site, settings, answer, words):
    """Each refusal names the address, the reason and the mend."""
    site.put("/trap", **answer)
    began = time.monotonic()
    [error], _ = fetch(replace(settings, size=200_000, seconds=1, retries=0), f"{site.address}/trap")
    assert time.monotonic() - began < 60  # the slow one would take 300
    assert isinstance(error, DocumentError)
    assert words in error.what
    assert error.where == f"{site.address}/trap"
    assert error.mend


def test_a_page_packed_on_the_way_is_read(site, settings):
    """A page that the server packs with gzip is unpacked."""
    site.put("/packed", gzip.compress(PAGE.encode()), Content_Encoding="gzip", Content_Type="text/html")
    [document], _ = fetch(settings, f"{site.address}/packed")
    assert document.title == "Two ships sink"


def test_a_page_that_moved_is_found_and_known_by_its_new_address(site, settings):
    """Redirections are followed, and kept like pages."""
    site.put("/old", status=301, Location="/ships")
    [document], _ = fetch(settings, f"{site.address}/old")
    assert document.url == f"{site.address}/ships"
    assert document.path == f"{site.address}/old"
    _, made = fetch(settings, f"{site.address}/old")
    assert made == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0", "10.0.0.8"])
def test_a_private_address_is_never_asked(site, settings, host):
    """However a machine of this network is written, nothing is sent to it unless private addresses are allowed."""
    port = site.address.rpartition(":")[2]
    [error], made = fetch(replace(settings, allow_private=False), f"http://{host}:{port}/ships")
    assert "network" in error.what or "no such host" in error.what
    assert (made, site.seen) == (0, [])


def test_a_redirection_to_a_private_address_is_refused(site, settings, monkeypatch):
    """A public page that leads to a machine of this network is refused, and that machine is not asked."""
    port = site.address.rpartition(":")[2]
    site.put("/trap", status=302, Location=f"http://127.0.0.2:{port}/ships")
    monkeypatch.setattr(addresses, "is_public", lambda number: number == "127.0.0.1")
    [error], _ = fetch(replace(settings, allow_private=False), f"{site.address}/trap")
    assert "machine of this network" in error.what
    assert site.seen == ["/robots.txt", "/trap"]


def test_a_name_that_changes_its_answer_is_asked_once_for_each_connection(monkeypatch, settings):
    """A host whose name stands for a public machine first and a private one then (DNS rebinding) is connected to as checked."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in next(answers)]
    )
    connected = []

    def connect(place, timeout):
        connected.append((place, timeout > 0))
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(socket, "create_connection", connect)
    address = addresses.parse("http://example.org/a")
    numbers = addresses.resolve(address, allow_private=False)
    with pytest.raises(FailedError, match="nobody there"):
        requests.ask(address, numbers, settings)
    assert connected == [(("93.184.216.34", 80), True)]
    with pytest.raises(FailedError, match="machine of this network"):
        addresses.resolve(address, allow_private=False)


@pytest.mark.parametrize(
    "number",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.0.8",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:192.168.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "fec0::1",
        "2001:db8::1", "::7f00:1", "no number",
    ],
)  # fmt: skip
def test_numbers_that_are_not_public(number):
    """Private, local, shared, reserved and wrapped numbers of machines are not public."""
    assert not addresses.is_public(number)


@pytest.mark.parametrize(
    "url", ["http://", "https:///a", "http://[::1", "http://a:b/", "http://a\x00b/", "http://ex ample.org/\r\nX: y", "http://" + "a" * 5000]
)
def test_what_is_no_address_is_refused(settings, url):
    """A broken address is an error of its own, and nothing is asked."""
    with pytest.raises(DocumentError) as refused:
        documents.Fetcher(settings).fetch(url)
    assert refused.value.mend


def test_a_list_of_addresses(tmp_path):
    """A list has an address a line; comments and empty lines are passed over, and other lines are errors with their place."""
    (tmp_path / "links.txt").write_text("# ships\n\nhttps://example.org/a\n<https://example.org/b>\nnothing here\n")
    found = list(documents.find_links(tmp_path / "links.txt"))
    assert [link.url for link in found[:2]] == ["https://example.org/a", "https://example.org/b"]
    assert "line 5" in str(found[2])


def test_a_table_of_addresses_says_what_it_knows(tmp_path):
    """A table with a column of addresses is a list, and its other columns go before what the pages say of themselves."""
    rows = "Title;URL;Published;Publisher\nShips;https://example.org/a;2024-05;Courier\nBoats;;;\nCars;https://example.org/c;May;\n"
    (tmp_path / "links.csv").write_text(rows)
    first, second, third = documents.find_links(tmp_path / "links.csv")
    assert (first.url, first.entry.title, first.entry.publisher) == ("https://example.org/a", "Ships", "Courier")
    assert (first.entry.publication.published_to, first.entry.publication.basis) == (date(2024, 5, 31), PublishedBasis.MANIFEST)
    assert "row 3: the row holds no address" in str(second)
    assert "'May' is no date" in str(third)


def test_a_column_of_addresses_can_be_named(tmp_path):
    """The caller may say which column holds the addresses; one that is not there is an error."""
    (tmp_path / "links.csv").write_text("what,where\nShips,https://example.org/a\n")
    [found] = documents.find_links(tmp_path / "links.csv", columns={"url": "where"})
    assert found.url == "https://example.org/a"
    [error] = documents.find_links(tmp_path / "links.csv", columns={"url": "there"})
    assert "no column 'there'" in str(error)


def test_a_list_on_the_standard_input(monkeypatch):
    """A hyphen stands for a list on the standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"https://example.org/a\n")))
    [found] = documents.find_links("-")
    assert found.url == "https://example.org/a"


def test_a_list_of_links_among_documents_is_refused_and_fetches_nothing(tmp_path):
    """A list of links in a folder of documents is no document, and nothing is fetched unless asked for."""
    (tmp_path / "links.csv").write_text("title,url\nShips,https://example.org/a\n")
    [error] = documents.read(tmp_path)
    assert "list of links" in error.what
    assert "--urls" in error.mend
