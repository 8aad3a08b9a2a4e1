"""Varied spellings of the treebank's sentences: what news looks like and web text does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from training.treebank import Sentence, Word

# How often each variation is applied to a piece of text.
CURLY = 0.5
HEADLINE = 0.04
OTHER_NUMBERS = 0.3
PAIRED_COMPOUND = 0.2
REWORDED = 0.5
# Verbs of saying whose past form is also a participle or a common adjective, and whose present form is also a noun.
# The treebanks say "said" in nine of ten places, and the parser then takes "the aide declared" for "the declared aide".
SAID = {
    "VBD": ("announced", "declared", "claimed", "reported", "stated", "confirmed", "alleged", "estimated", "warned", "argued",
            "insisted", "acknowledged", "maintained", "charged", "noted", "suggested", "testified", "asserted", "reiterated", "calculated"),
    "VBZ": ("announces", "declares", "claims", "reports", "states", "confirms", "alleges", "estimates", "warns", "argues", "notes"),
}  # fmt: skip
# Words that stay small in headlines.
SMALL = frozenset({"a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "and", "or", "with", "from", "as"})


def compounds(sentences: Iterable[Sentence]) -> list[Word]:
    """Collect the nouns that stand before other nouns, to build new compounds of."""
    return [
        word for sentence in sentences for word in sentence.words if word.dep == "compound" and word.tag == "NN" and word.form.isalpha()
    ]


def vary(sentences: list[Sentence], draw: random.Random, nouns: list[Word]) -> list[Sentence]:
    """Give a piece of text in another spelling; the trees stay, but for pairs of nouns put before counted ones."""
    varied = sentences
    if draw.random() < REWORDED:
        varied = [_reworded(sentence, draw) for sentence in varied]
    if nouns and draw.random() < PAIRED_COMPOUND:
        varied = [_paired(sentence, draw, nouns) for sentence in varied]
    if draw.random() < OTHER_NUMBERS:
        varied = [replace(sentence, words=[_renumbered(word, draw) for word in sentence.words]) for sentence in varied]
    if draw.random() < CURLY:
        varied = [replace(sentence, words=_curled(sentence.words)) for sentence in varied]
    if len(varied) == 1 and draw.random() < HEADLINE:
        varied = [replace(sentence, words=_headline(sentence.words)) for sentence in varied]
    return varied


def _reworded(sentence: Sentence, draw: random.Random) -> Sentence:
    """Put other verbs of saying for "said" and "says" where somebody says something."""
    subjects = {word.head for word in sentence.words if word.dep == "nsubj"}
    said = {word.head for word in sentence.words if word.dep == "ccomp"} & subjects
    words = [
        replace(word, form=draw.choice(SAID[word.tag])) if place in said and word.lemma == "say" and word.tag in SAID else word
        for place, word in enumerate(sentence.words)
    ]
    return replace(sentence, words=words)


def _paired(sentence: Sentence, draw: random.Random, nouns: list[Word]) -> Sentence:
    """Put a pair of nouns before the first counted noun: "900 shells" becomes "900 artillery and mortar shells".

    The treebanks hold few such pairs, and the parser then takes the first noun for what is counted.
    """
    for place, word in enumerate(sentence.words[1:], start=1):
        counted = sentence.words[place - 1]
        if word.tag in {"NNS", "NN"} and counted.dep == "nummod" and counted.head == place and counted.space:
            shifted = [replace(other, head=other.head + 3 if other.head >= place else other.head) for other in sentence.words]
            first, second = draw.choice(nouns), draw.choice(nouns)
            joint = draw.choice(("and", "and", "or"))
            pair = [
                replace(first, head=place + 3, dep="compound", space=True),
                replace(first, form=joint, lemma=joint, pos="CCONJ", tag="CC", head=place + 2, dep="cc", space=True),
                replace(second, head=place, dep="conj", space=True),
            ]
            return replace(sentence, words=[*shifted[:place], *pair, *shifted[place:]])
    return sentence


def _renumbered(word: Word, draw: random.Random) -> Word:
    """Change every digit but a leading one that is not zero to another, so that no one number is learnt by heart."""
    if word.pos != "NUM" or not any(map(str.isdigit, word.form)):
        return word
    digits = [str(draw.randint(1 if place == 0 else 0, 9)) if letter.isdigit() else letter for place, letter in enumerate(word.form)]
    return replace(word, form="".join(digits))


def _curled(words: list[Word]) -> list[Word]:
    """Set straight quotation marks, apostrophes and double hyphens as a typesetter would."""
    curled: list[Word] = []
    for place, word in enumerate(words):
        form = word.form
        if form in {'"', "``", "''"}:
            form = "“" if word.tag == "``" else "”"
        elif form == "'":
            form = "‘" if word.tag == "``" else "’"
        elif form == "--":
            form = "—" if place % 2 else "–"
        elif "'" in form:
            form = form.replace("'", "’")
        curled.append(word if form == word.form else replace(word, form=form))
    return curled


def _headline(words: list[Word]) -> list[Word]:
    """Capitalise as a headline does, without the full stop."""
    kept = words[:-1] if words[-1].form == "." and all(word.head != len(words) - 1 for word in words[:-1]) else words
    return [
        word if word.form in SMALL or word.form[0] in "'’n" or not word.form.islower() else replace(word, form=word.form.capitalize())
        for word in kept
    ]
