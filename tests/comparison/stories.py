"""Stories whose figures are marked in the text: articles go through a ledger, and what it links and finds is set beside the marks."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import ledger

if TYPE_CHECKING:
    from pathlib import Path

_MARK = re.compile(r"\{([a-z]\d+) ([^|}]*)\|([^}]*)\}")


@dataclass(frozen=True)
class Mark:
    """A marked figure: its article, its characters there, and the question it answers."""

    article: str
    start: int
    end: int
    question: str


@dataclass
class Story:
    """Articles as (id, publisher, day, text), their marks by id, and the relations expected between marks."""

    articles: list[tuple[str, str, str, str]] = field(default_factory=list)
    marks: dict[str, Mark] = field(default_factory=dict)
    relations: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)


def parse(path: Path) -> Story:
    """Read one marked-up story; its file's head tells the grammar."""
    story = Story()
    body = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    for part in re.split(r"^== ", body, flags=re.MULTILINE)[1:]:
        head, _, text = part.partition("\n")
        if head == "relations":
            listed = (line.split() for line in text.splitlines() if line)
            story.relations = {(one, two): frozenset(wanted.split("/")) for one, two, wanted in listed}
        else:
            name, publisher, day = (word.strip() for word in head.split("|"))
            story.articles.append((name, publisher, day, _unmark(name, text.strip() + "\n", story)))
    return story


def _unmark(name: str, text: str, story: Story) -> str:
    plain, place = "", 0
    for found in _MARK.finditer(text):
        plain += text[place : found.start()]
        story.marks[found[1]] = Mark(name, len(plain), len(plain) + len(found[3]), found[2])
        plain += found[3]
        place = found.end()
    return plain + text[place:]


def add(story: Story, folder: Path, into: Path | None = None) -> ledger.Ledger:
    """Put a story's articles into a ledger: a new one, or one that may hold others."""
    source = folder / "articles"
    source.mkdir(parents=True)
    with (source / "manifest.csv").open("w", newline="", encoding="utf-8") as handle:
        rows = csv.writer(handle)
        rows.writerow("path publisher title url published language".split())
        for name, publisher, day, text in story.articles:
            (source / f"{name}.txt").write_text(text, encoding="utf-8")
            rows.writerow([f"{name}.txt", publisher, "", f"https://example.org/{name}", day, "en"])
    book = ledger.open(into or folder / "book")
    book.add(source)
    return book


@dataclass
class Outcome:
    """What a ledger made of a story: links between articles that are right, wrong and missed; relations found as expected, and not."""

    right: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    found: list[tuple[str, str]] = field(default_factory=list)
    unlike: dict[tuple[str, str], str] = field(default_factory=dict)


def judge(story: Story, book: ledger.Ledger) -> Outcome:
    """Set a ledger's subjects and findings beside the marks of its story."""
    documents = book.documents()
    articles = dict(zip(documents["document_id"], (path.removesuffix(".txt") for path in documents["path"]), strict=True))
    subjects: dict[str, str] = {}
    names: dict[str, str] = {}
    for claim in book.claims().itertuples():
        for name, mark in story.marks.items():
            if articles[claim.document_id] == mark.article and claim.char_start < mark.end and claim.char_end > mark.start:
                subjects.setdefault(name, claim.subject)
                names[claim.claim_id] = name
    findings = {
        frozenset((names[row.claim_a], names[row.claim_b])): row.finding
        for row in book.compare().itertuples()
        if row.claim_a in names and row.claim_b in names
    }
    outcome = Outcome()
    for one, two in combinations(sorted(subjects), 2):
        if story.marks[one].article == story.marks[two].article:
            continue
        same, linked = story.marks[one].question == story.marks[two].question, subjects[one] == subjects[two]
        outcome.right += same and linked
        if same != linked:
            (outcome.missed if same else outcome.wrong).append((one, two))
    for pair, wanted in story.relations.items():
        finding = findings.get(frozenset(pair), "not_comparable")
        if finding in wanted:
            outcome.found.append(pair)
        else:
            outcome.unlike[pair] = finding
    return outcome
