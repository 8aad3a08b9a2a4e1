"""Paragraphs, sentences and quotations, case by case and for every text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import lexicon
from ledger.language import paragraphs, quotations, scan, sentences
from ledger.language.analysis import Analysis
from ledger.records import Block, Role

CASES = Path(__file__).parent.parent / "cases"
# What texts are made of where splitting goes wrong.
PIECES = st.sampled_from(
    [
        "a",
        "Word",
        "U.S.",
        "No.",
        "5",
        "3.5",
        ".",
        "?",
        "...",
        "…",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        "“",
        "”",
        '"',
        "‘",
        "’",
        "«",
        "»",
        "-",
        "(",
        ")",
        "\u00a0",
        "I",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


class NoPipeline:
    """A pipeline that must not be asked."""

    def parse(self, sentences):
        """Fail when asked for a parse."""
        raise AssertionError(list(sentences))


def cases(name):
    """The cases of a file, the known failures marked."""
    return [
        pytest.param(
            case, marks=[pytest.mark.xfail(strict=True, reason=case["unsupported"])] if "unsupported" in case else [], id=case["text"][:40]
        )
        for case in json.loads((CASES / f"{name}.json").read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", cases("sentences"))
def test_sentences_end_where_a_reader_ends_them(case):
    """Each paragraph splits into its sentences."""
    text = case["text"]
    assert [text[start:end] for start, end in sentences.split(text, 0, len(text))] == case["sentences"]


@pytest.mark.parametrize("case", cases("paragraphs"))
def test_paragraphs_are_those_of_the_page(case):
    """Each text splits into its paragraphs."""
    text = case["text"]
    assert [text[span.start : span.end] for span in paragraphs.split(text)] == case["paragraphs"]


@pytest.mark.parametrize("case", cases("quotations"))
def test_quotations_pair_their_marks(case):
    """Each text gives its outermost quotations."""
    text = case["text"]
    found = list(quotations.find(text, [(span.start, span.end) for span in paragraphs.split(text)]))
    assert [text[each.start : each.end] for each in found] == case["quotations"]
    assert [each.closed for each in found] == case.get("closed", [True] * len(found))
    assert [each.continues for each in found] == case.get("continues", [False] * len(found))


@given(TEXTS)
def test_nothing_but_space_lies_between_sentences(text):
    """Sentences come in order, do not overlap, and leave only space between them."""
    end = 0
    for sentence in Analysis(text, (), NoPipeline()).sentences:
        assert not text[end : sentence.start].strip()
        assert sentence.start < sentence.end
        end = sentence.end
    assert not text[end:].strip()


@given(TEXTS)
def test_quotations_lie_inside_their_paragraphs(text):
    """Quotations come in order, do not overlap, and never leave a paragraph."""
    analysis = Analysis(text, (), NoPipeline())
    end = 0
    for quotation in analysis.quotations:
        assert end <= quotation.start < quotation.end
        assert any(each.start <= quotation.start and quotation.end <= each.end for each in analysis.paragraphs)
        end = quotation.end


def test_furniture_is_skipped():
    """Blocks that are page furniture give no sentences, and the other blocks keep their roles."""
    text = "Share 77\nShells fell.\nA caption."
    blocks = (
        Block(start=0, end=8, role=Role.FURNITURE),
        Block(start=9, end=21, role=Role.BODY),
        Block(start=22, end=32, role=Role.CAPTION),
    )
    found = Analysis(text, blocks, NoPipeline()).paragraphs
    assert [(text[each.start : each.end], each.role) for each in found] == [("Shells fell.", Role.BODY), ("A caption.", Role.CAPTION)]


@pytest.mark.parametrize(
    "text", ["5 men", "Twenty-five men", "DOZENS fled", "½ cup", "a few men", "costs in €", "two-thirds", "per cent: sixty percent"]
)
def test_figures_are_scanned_for(text):
    """A sentence with a digit, a number word, a fraction or a sign can hold a figure."""
    assert scan.can_hold_figure(text, 0, len(text))


@pytest.mark.parametrize("text", ["The men fled.", "Someone often phoned.", "A tentative stone.", "Often alone"])
def test_other_sentences_are_not_parsed(text):
    """A number word inside another word is no figure."""
    assert not scan.can_hold_figure(text, 0, len(text))


@pytest.mark.parametrize(
    "text", ["On June 19, 2024, they left.", "They left in 2023.", "Since May 2021 he has led it.", "They met on 4 July and left"]
)
def test_bare_dates_are_no_figures(text):
    """A day or a year that stands alone counts nothing."""
    assert not scan.can_hold_figure(text, 0, len(text))


@pytest.mark.parametrize(
    "text",
    ["In March 12 soldiers died.", "On June 19, 2024, 5 left.", "They lost 2023 tanks.", "From 2000 people left", "In 2023 dozens left"],
)
def test_numbers_that_look_like_dates_are_kept(text):
    """A number before a word it may count is scanned for, and so is any number beside a date."""
    assert scan.can_hold_figure(text, 0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "One of them left.",
        "No one’s fault",
        "They fought one another.",
        "the 7th district",
        "Born in the 1960s",
        "At 6:45 pm he left",
        "9 a.m.",
    ],
)
def test_what_counts_nothing_is_not_parsed(text):
    """Ordinals, decades, hours and "one" for somebody are no figures by themselves."""
    assert not scan.can_hold_figure(text, 0, len(text))


@pytest.mark.parametrize(
    "text", ["One of 300 men", "one of every five", "No one of the 7th saw 2 men.", "One man left at 9 pm.", "6,000th of 9"]
)
def test_figures_beside_what_counts_nothing_are_kept(text):
    """A figure beside an ordinal, an hour or "one of" is scanned for."""
    assert scan.can_hold_figure(text, 0, len(text))


def test_the_scan_knows_every_number_word():
    """Each number word of the other word lists makes a sentence worth parsing; bare letters only ever follow digits."""
    listed = [row[0] for name in ("numerals", "vague", "fractions", "multiples") for row in lexicon.rows(name)]
    numerals = {row[0]: row[2] for row in lexicon.rows("numerals")}
    missing = [
        word for word in listed if numerals.get(word) not in {"suffix", "ambiguous"} and not scan.can_hold_figure(word, 0, len(word))
    ]
    assert missing == []


def test_places_are_found_by_character():
    """Sentences and quotations are found by a character they cover, and by no other."""
    text = "He left. “We lost.”"
    analysis = Analysis(text, (), NoPipeline())
    assert analysis.sentence_at(0) == analysis.sentences[0]
    assert analysis.sentence_at(8) is None
    assert analysis.quotation_at(9) == analysis.quotations[0]
    assert analysis.quotation_at(3) is None


def test_what_is_too_long_for_a_sentence_is_cut_between_words():
    """A table without full stops is read in parts, and every character is in one of them."""
    text = "The board said 12 ships sank. " + "12 30 " * 1000
    spans = list(sentences.split(text, 0, len(text)))
    assert spans[0] == (0, 29)
    assert max(end - start for start, end in spans) <= sentences.LONGEST
    assert " ".join(text[start:end] for start, end in spans[1:]) == text[30:]
