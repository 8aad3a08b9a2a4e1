"""Places: where a person finds a claim in the document as published."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest

from ledger.book import reading
from ledger.claims import places
from ledger.documents import compose
from ledger.records import Block, Role

LONG = "The Harbour Board said that at least {} vessels called at Orrin in May, and that it expects many more next year."
URL = "https://example.org/news"


def claims(document):
    """The claims of a document."""
    [found] = reading.read_all([document])
    return found


def make(*paragraphs, role=Role.BODY, page=None, heading=None, url=URL):
    """A document of paragraphs that its format tells the places of."""
    text = "\n\n".join(paragraphs)
    starts = [text.index(paragraph) for paragraph in paragraphs]
    blocks = tuple(
        Block(start=start, end=start + len(paragraph), role=role, page=page, heading=heading)
        for start, paragraph in zip(starts, paragraphs, strict=True)
    )
    return compose(text, url=url, blocks=blocks, published_on="2024-06-03")


def test_a_claim_keeps_its_page_and_heading():
    """The page and the heading of the block are those of its claims."""
    [claim] = claims(make("Some 30 boats sank.", page=7, heading="The storm"))
    assert (claim.page, claim.heading, claim.link) == (7, "The storm", f"{URL}#page=7")


def test_a_short_sentence_is_quoted_whole():
    """A link to a page quotes a short sentence, with every sign that has a meaning in links written out."""
    [claim] = claims(make("Some 30 men-of-war & boats sank."))
    assert claim.link == f"{URL}#:~:text=Some%2030%20men%2Dof%2Dwar%20%26%20boats%20sank."


def test_a_long_sentence_is_quoted_by_its_ends():
    """A longer sentence is found by its first and last words; more of the first if an earlier sentence begins so."""
    first, second = (claim.link for claim in claims(make(LONG.format(340), LONG.format(350))))
    assert unquote(first.partition("text=")[2]) == "The Harbour Board said,many more next year."
    assert unquote(second.partition("text=")[2]) == "The Harbour Board said that at least 350,many more next year."


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("https://example.org/a#part", "https://example.org/a#part:~:text="),
        ("https://example.org/a?b=c", "https://example.org/a?b=c#:~:text="),
    ],
)
def test_an_address_keeps_its_own_parts(url, start):
    """The text is added to an address with a fragment or query of its own."""
    [claim] = claims(make("Some 30 boats sank.", url=url))
    assert claim.link.startswith(start)


@pytest.mark.parametrize("url", [None, "file:///a.html", "javascript:alert(1)"])
def test_without_a_public_address_there_is_no_link(url):
    """A document that nobody else can open has no link."""
    [claim] = claims(make("Some 30 boats sank.", url=url))
    assert claim.link is None


def test_a_row_of_a_table_is_linked_by_its_page_alone():
    """The cells of a row stand apart on the page, so its words are not quoted."""
    found = claims(make("Boats lost | 30", role=Role.TABLE))
    assert {claim.link for claim in found} == {URL}


def test_a_text_of_many_sentences_is_linked_in_time():
    """A link needs no more time than reading: the same beginning a thousand times over is not compared word by word."""
    text = " ".join(LONG.format(number) for number in range(100, 1100))
    end = len(text)
    start = text.rindex("The Harbour")
    assert "1099" in unquote(places.write_fragment(text, start, end))
    document = make("Some 30 boats sank.")
    assert claims(replace(document, url=None))[0].link is None
