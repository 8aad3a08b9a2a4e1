"""Blocks: page furniture is set apart, and no sentence of an article with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.documents.clean import find_blocks
from ledger.records import Role

PAGES = json.loads((Path(__file__).parents[1] / "cases" / "pages.json").read_text("utf-8"))
SEEDS = Path(__file__).parents[2] / "seeds"


def join(page: dict) -> str:
    """Lay a page's lines out; a gallery's counter stands on its caption's line."""
    text = ""
    for role, line in page["lines"]:
        text += line + (" " if role == "furniture" and line.endswith(("|", "[1/2]")) else page["join"])
    return text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_each_line_of_a_page_has_its_role(page):
    """Every line of a page gets the role a reader gives it."""
    text = join(page)
    found = [[block.role.value, text[block.start : block.end]] for block in find_blocks(text)]
    assert found == page["lines"]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name)
def test_the_sentences_of_the_seeds_are_read(path):
    """Every line of a seed that is a full sentence of its article is read: what follows the article is not."""
    text = path.read_text("utf-8")
    furniture = [text[block.start : block.end] for block in find_blocks(text) if block.role is Role.FURNITURE]
    assert all(len(line.split()) < 20 for line in furniture)


def test_a_caption_of_sentences_is_read():
    """The long caption of the first seed holds a figure and is read."""
    text = (SEEDS / "000_154c34e69c039b07.txt").read_text("utf-8")
    captions = [text[block.start : block.end] for block in find_blocks(text) if block.role is Role.CAPTION]
    assert any("first visit in 24 years" in caption for caption in captions)


def test_a_single_paragraph_is_body():
    """A text of one paragraph is body, whatever it looks like."""
    assert [block.role for block in find_blocks("  142 comments ")] == [Role.BODY]


def test_a_paragraph_broken_to_a_width_is_one_block():
    """The lines of a paragraph that were broken to fit a width stay together."""
    text = (
        "The water board measured 212 wells in the valley last year,\n"
        "eleven more than the year before. Levels fell in 140 of them,\n"
        "and rose in 12.\n\nThe rest stayed as they were, the board said on Monday.\n"
    )
    assert len(find_blocks(text)) == 2


@given(st.lists(st.sampled_from([*(line for page in PAGES for _, line in page["lines"]), "", "–", "142", "Пример"]), max_size=12))
def test_blocks_hold_every_word_in_order(lines):
    """Blocks never overlap, stand in order, have no outer spaces and leave out nothing but spaces."""
    text = "\n".join(lines)
    place = 0
    for block in find_blocks(text):
        assert not text[place : block.start].strip()
        assert text[block.start : block.end] == text[block.start : block.end].strip() != ""
        place = block.end
    assert not text[place:].strip()
