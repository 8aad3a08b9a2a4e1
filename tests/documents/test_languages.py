"""Languages: a text that is not English is told from its words, however short, and an English one is never taken for another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger.documents import compose
from ledger.documents.languages import find_language
from ledger.records import Role

CASES = json.loads((Path(__file__).parents[1] / "cases" / "languages.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=[pytest.mark.xfail(strict=True)] if "unsupported" in case else []) for case in CASES],
    ids=[case["text"][:30] for case in CASES],
)
def test_the_language_of_a_text(case):
    """Each text is in the language of its case, or in none that can be told."""
    assert find_language(case["text"]) == case["language"]


def test_a_paragraph_in_another_language_is_kept_unread():
    """An English text's paragraphs in another language are stored and not read, and a note says so."""
    spanish = "El gobierno dijo el viernes que 340 barcos llegaron en mayo, según el puerto."
    document = compose(
        f"The minister said 340 ships called in May, and that more are expected.\n\n{spanish}\n\nThe port expects more of them."
    )
    assert document.language == "en"
    assert [document.text[block.start : block.end] for block in document.blocks if block.role is Role.FURNITURE] == [spanish]
    assert document.notes == ("1 paragraph(s) in another language (es) were kept unread.",)
