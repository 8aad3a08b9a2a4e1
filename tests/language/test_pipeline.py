"""The one door to parses: the shipped pipeline, and another in its place."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import language
from ledger.errors import MissingPathError
from ledger.language.analysis import GATHERED_DOCUMENTS
from ledger.language.trained import LONGEST_PIECE, TrainedPipeline

CASES = Path(__file__).parent.parent / "cases"
PIECES = st.sampled_from(
    [
        "ships",
        "2-year-old",
        "$1.2bn",
        "U.S.",
        "don’t",
        "5",
        "1 000 000",
        " ",
        "\u00a0",
        "\u2009",
        "\u00ad",
        "\ufb01",
        "\r\n",
        "“",
        "’",
        "-",
        "\ud800",
        "\x00",
        "🙂",
        ".",
        "m",
        "e\u0301",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map("".join) | st.text(min_size=1, max_size=50)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"


class WordsOnSpaces:
    """A pipeline of three lines: words between spaces, the first one the root of all."""

    def parse(self, sentences):
        """Split at spaces."""
        for text, start, end in sentences:
            tokens, place = [], start
            for index, word in enumerate(text[start:end].split(" ")):
                tokens.append(language.Token(index, place, place + len(word), word, "NN", "NOUN", word, "dep" if index else "root", 0))
                place += len(word) + 1
            yield language.Parse(start, end, tokens)


def parse(text):
    """The parse of a text as one sentence."""
    from ledger.language.pipeline import default  # noqa: PLC0415  # the pipeline is read when first used

    return next(default().parse([(text, 0, len(text))]))


@pytest.mark.parametrize("case", json.loads((CASES / "tokens.json").read_text("utf-8")), ids=lambda case: ascii(case["text"]))
def test_tokens_are_those_of_news(case):
    """Numbers, units, currencies and quotes come apart as the treebanks take them apart."""
    assert [token.text for token in parse(case["text"]).tokens] == case["tokens"]


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_tokens_rebuild_the_text(text):
    """Tokens come in order, spell the text at their characters, and leave out only space and invisible characters."""
    end = 0
    for index, token in enumerate(parse(text).tokens):
        assert token.index == index
        assert token.start >= end
        assert token.text == text[token.start : token.end] != ""
        assert all(letter.isspace() or letter in INVISIBLE for letter in text[end : token.start])
        end = token.end
    assert all(letter.isspace() or letter in INVISIBLE for letter in text[end:])


@settings(deadline=None, max_examples=50)
@given(TEXTS)
def test_trees_are_trees(text):
    """Every token reaches a root, and only roots are their own heads."""
    tokens = parse(text).tokens
    for token in tokens:
        seen = set()
        while token.head != token.index:
            assert token.index not in seen
            seen.add(token.index)
            token = tokens[token.head]  # noqa: PLW2901  # walking up
        assert token.dep == "root"


def test_a_counted_noun_is_found():
    """The number, its noun and the noun's phrase stand where Universal Dependencies put them."""
    tokens = {token.text: token for token in parse("The ministry said it had sent 20,000 containers of ammunition.").tokens}
    assert tokens["20,000"].dep == "nummod"
    assert tokens["20,000"].head == tokens["containers"].index
    assert (tokens["ammunition"].dep, tokens["ammunition"].head) == ("nmod", tokens["containers"].index)
    assert (tokens["ministry"].dep, tokens["ministry"].head) == ("nsubj", tokens["said"].index)
    assert tokens["containers"].lemma == "container"
    assert tokens["said"].lemma == "say"


def test_only_figure_sentences_are_parsed_at_once():
    """Sentences without figures are parsed when asked for, and kept."""
    asked = []

    class Counting(WordsOnSpaces):
        """Notes what it is asked for."""

        def parse(self, sentences):
            given = list(sentences)
            asked.extend(text[start:end] for text, start, end in given)
            return super().parse(given)

    with language.use(Counting()):
        analysis = language.analyse("Nobody came. Then 5 men came.")
        assert asked == ["Then 5 men came."]
        assert analysis.parse(0) is analysis.parse(0)
    assert asked == ["Then 5 men came.", "Nobody came."]


def test_another_pipeline_takes_the_place():
    """Inside `use` the other pipeline parses, afterwards the shipped one does."""
    text = "They sent 5 ships."
    with language.use(WordsOnSpaces()):
        assert [token.text for token in language.analyse(text).parse(0).tokens] == ["They", "sent", "5", "ships."]
    assert [token.text for token in language.analyse(text).parse(0).tokens] == ["They", "sent", "5", "ships", "."]


def test_documents_come_back_in_order():
    """Analyses come one for each document, in order, however many are parsed together."""
    texts = [f"They sent {number} ships." for number in range(GATHERED_DOCUMENTS + 3)]
    found = list(language.analyse_all(((text, ()) for text in texts), parser=WordsOnSpaces()))
    assert [analysis.text for analysis in found] == texts
    assert all(analysis.parse(0).tokens for analysis in found)


def test_the_same_text_gives_the_same_parse():
    """A parse does not depend on what was parsed with it."""
    text = "Officials said on Friday that at least 40 of the 112 lorries had been lost."
    alone = parse(text)
    among = [analysis.parse(0) for analysis in language.analyse_all([("It is 5.", ()), (text, ()), ("“No,” said 3 of them.", ())])]
    assert among[1] == alone


def test_overlong_sentences_are_parsed_in_pieces():
    """A list without full stops is parsed whole, its tokens numbered through."""
    text = "name 5, " * LONGEST_PIECE
    parsed = parse(text)
    assert len(parsed.tokens) == 3 * LONGEST_PIECE
    assert [token.index for token in parsed.tokens] == list(range(len(parsed.tokens)))


def test_no_pipeline_is_an_error(tmp_path):
    """A folder without a pipeline is named in the error."""
    with pytest.raises(MissingPathError, match=str(tmp_path)):
        TrainedPipeline.read(tmp_path)


def test_importing_loads_no_pipeline():
    """The package imports without spaCy, which loads when something is parsed."""
    code = "import sys, ledger, ledger.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  # our own code


def test_the_model_stays_small():
    """The files of the pipeline take at most 15 MB."""
    folder = Path(language.__file__).parent / "model"
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= 15_000_000
