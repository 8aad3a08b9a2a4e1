"""Names of a text are found by their words, however long the text."""

from ledger.claims.runs import Runs

TEXT = "The finance minister, Ana Petrova, spoke. The Health Ministry objected. Petrova left, and Orrin Works closed."


def test_a_short_name_finds_the_fuller_ones():
    """A last word finds the runs that end in it."""
    assert Runs(TEXT).ending_in("Petrova") == ["Ana Petrova"]


def test_a_noun_finds_the_names_that_hold_it():
    """A common noun finds the runs of several words that hold it, with their places."""
    assert Runs(TEXT).holding({"ministry"}, "ministry") == [(TEXT.index("The Health"), "Health Ministry")]


def test_a_title_finds_the_person_last_named_with_it():
    """A title finds the person named with it before a character, and nobody before that."""
    runs = Runs(TEXT)
    found = runs.titled(frozenset({"minister"}), len(TEXT))
    assert found is not None
    assert found.name == "Ana Petrova"
    assert runs.titled(frozenset({"minister"}), 5) is None


def test_runs_before_a_character_come_nearest_first():
    """The runs before a character are given from the nearest back."""
    assert next(run for _, run in Runs(TEXT).before(TEXT.index("Orrin"))) == "Petrova"


def test_the_capitals_of_a_headline_and_of_a_sentence_are_no_names():
    """What opens a sentence or parts the words of a headline is no part of a name."""
    runs = Runs("Sanders Rails Against Trump. Then Petrova left. Unlike Orrin Works it paid.")
    assert [run for _, run in runs.before(99)] == ["Orrin Works", "Petrova", "Trump", "Sanders Rails"]
