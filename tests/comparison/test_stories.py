"""Whole invented stories, read by the ledger as an editor would read them: what is linked, and what is found."""

from pathlib import Path

import pytest

from tests.comparison import stories

PATHS = sorted((Path(__file__).parent.parent / "cases" / "stories").glob("*.txt"))
LINKS = 0.88
"""Share of links between articles, counted both ways (F1), below which the stories have become worse."""
RELATIONS = 0.78
"""Share of expected relations below which the stories have become worse."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What the ledger makes of each story."""
    found = {}
    for path in PATHS:
        story = stories.parse(path)
        found[path.stem] = stories.judge(story, stories.add(story, tmp_path_factory.mktemp(path.stem)))
    return found


def test_figures_of_several_articles_are_linked_by_their_question(outcomes):
    """Across all stories, the links between articles are those that the marks expect, up to known failures."""
    right = sum(outcome.right for outcome in outcomes.values())
    errors = {name: (outcome.wrong, outcome.missed) for name, outcome in outcomes.items() if outcome.wrong or outcome.missed}
    count = sum(len(wrong) + len(missed) for wrong, missed in errors.values())
    assert 2 * right / (2 * right + count) >= LINKS, errors


def test_relations_are_found_as_an_editor_would(outcomes):
    """Across all stories, the findings are those that the marks expect, up to known failures."""
    found = sum(len(outcome.found) for outcome in outcomes.values())
    unlike = {name: outcome.unlike for name, outcome in outcomes.items() if outcome.unlike}
    count = sum(len(pairs) for pairs in unlike.values())
    assert found / (found + count) >= RELATIONS, unlike


def test_articles_added_one_by_one_give_the_same_subjects_and_findings(tmp_path):
    """Whatever was there before, the last article added completes the same series."""
    story = stories.parse(next(path for path in PATHS if path.stem == "spill"))
    seen = []
    for name, articles in (("forwards", story.articles), ("backwards", story.articles[::-1])):
        (tmp_path / name).mkdir()
        book = None
        for article in articles:
            book = stories.add(stories.Story(articles=[article]), tmp_path / name / article[0], into=tmp_path / name / "book")
        claims = book.claims(columns=["claim_id", "subject"])
        seen.append((dict(zip(claims["claim_id"], claims["subject"], strict=True)), book.compare().to_dict("records")))
    assert seen[0] == seen[1]
