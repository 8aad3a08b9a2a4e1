"""The Ledger from end to end, on a few invented articles."""

import json
from datetime import date

import pandas as pd
import pytest

import ledger
from ledger.errors import (
    InputError,
    NotALedgerError,
    ReadOnlyError,
    RecordError,
    UnknownClaimError,
    UnknownVersionError,
)

ARTICLES = {
    "a.txt": "Ferry traffic grows\n\nThe Harbour Board said at least 340 vessels called at Orrin in May.\n",
    "b.txt": "Harbour busier still\n\nThe Harbour Board said 410 vessels called at Orrin in June. Two cranes were sold for $3 million.\n",
    "c.txt": "Cranes sold\n\nThe owner said the cranes weighed 45 tonnes each.\n",
}

MANIFEST = """path,publisher,title,url,published,language,note
a.txt,The Orrin Post,Ferry traffic grows,https://example.org/a,2024-06-03,en,
b.txt,The Orrin Post,Harbour busier still,https://example.org/b,2024-07-02,en,
c.txt,Island Radio,Cranes sold,https://example.org/c,2024-07-03,en,
"""


def write(folder, names=tuple(ARTICLES)):
    """Write articles with their manifest into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(ARTICLES[name])
    header, *lines = MANIFEST.splitlines(keepends=True)
    (folder / "manifest.csv").write_text(header + "".join(line for line in lines if line.split(",")[0] in names))
    return folder


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """Keep the articles in a folder for the tests of this module."""
    return write(tmp_path_factory.mktemp("articles"))


@pytest.fixture(scope="module")
def kept(articles, tmp_path_factory):
    """Keep a ledger of the articles that no test changes."""
    book = ledger.open(tmp_path_factory.mktemp("kept") / "book")
    book.add(articles)
    return book


@pytest.fixture
def book(articles, tmp_path):
    """Make a ledger of the articles that a test may change."""
    made = ledger.open(tmp_path / "book")
    made.add(articles)
    return made


def cells(frame):
    """Give a frame's rows as they are told apart: lists as text."""
    return sorted(map(str, frame.to_dict("records")))


def test_extract_reads_a_text_and_stores_nothing():
    """A text gives its claims as a frame with the columns of the record."""
    frame = ledger.extract("The Harbour Board said at least 340 vessels called.", published_on="2024-06-03", publisher="Post")
    row = {"figure_text": "at least 340", "bound": "at_least", "low": 340.0, "publisher": "Post"}
    assert frame[list(row)].to_dict("records") == [row]


def test_extract_of_a_text_without_figures_is_an_empty_frame_of_the_same_columns(kept):
    """Without figures there are no rows, and every column."""
    frame = ledger.extract("The harbour was quiet.")
    assert (len(frame), list(frame.columns)) == (0, list(kept.claims().columns))


def test_add_tells_what_it_added(articles, tmp_path):
    """Every document is listed with the number of its claims."""
    result = ledger.open(tmp_path).add(articles)
    assert ([entry.name for entry in result.added], result.claims > 3, result.refused) == (["a.txt", "b.txt", "c.txt"], True, ())


def test_add_twice_changes_nothing(book, articles):
    """The second time every document is unchanged, and there is no new version."""
    before = cells(book.claims())
    result = book.add(articles)
    assert (len(result.unchanged), book.version, cells(book.claims()) == before) == (3, 1, True)


def test_the_order_of_documents_does_not_matter(articles, kept, tmp_path):
    """Documents added one by one, last first, give the claims, series and findings of one add."""
    other = ledger.open(tmp_path)
    for name in sorted(ARTICLES, reverse=True):
        other.add(articles / name)
    drop = ["recorded_at"]
    assert cells(other.claims().drop(columns=drop)) == cells(kept.claims().drop(columns=drop))
    assert cells(other.series()) == cells(kept.series())
    assert cells(other.compare()) == cells(kept.compare())


def test_a_bad_document_costs_no_good_one(tmp_path):
    """What cannot be read is refused with a reason, and the documents beside it are added."""
    folder = write(tmp_path / "in", ("a.txt",))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    result = ledger.open(tmp_path / "book").add(folder)
    assert ([entry.name for entry in result.added], len(result.refused), all(entry.reason for entry in result.refused)) == (
        ["a.txt"],
        2,
        True,
    )


def test_a_missing_path_is_refused(tmp_path):
    """A path that is not there is among the refused, named."""
    result = ledger.open(tmp_path / "book").add(tmp_path / "nowhere")
    assert [("nowhere" in entry.reason) for entry in result.refused] == [True]


def test_the_summary_says_what_was_refused(tmp_path):
    """The result prints as a line of numbers and a line for each refusal."""
    result = ledger.open(tmp_path / "book").add(tmp_path / "nowhere")
    assert str(result).splitlines()[0] == "0 added (0 claims), 0 unchanged, 1 refused"


def test_a_text_known_under_other_metadata_is_unchanged_with_a_note(book, tmp_path):
    """The same text with another title is the stored document, and the difference is said."""
    folder = write(tmp_path / "again", ("a.txt",))
    (folder / "manifest.csv").write_text(MANIFEST.replace("Ferry traffic grows", "Ferries"))
    (folder / "b.txt").unlink(missing_ok=True)
    result = book.add(folder / "a.txt")
    assert [entry.reason for entry in result.unchanged] == ["kept title Ferry traffic grows, not Ferries"]


def test_a_document_in_another_language_is_stored_unread(tmp_path):
    """A text that is not English is a document without claims, and the result says so."""
    path = tmp_path / "d.txt"
    path.write_text("Der Hafen meldete im Mai mindestens 340 Schiffe, mehr als in jedem anderen Monat des vergangenen Jahres.\n" * 3)
    book = ledger.open(tmp_path / "book")
    result = book.add(path)
    assert (len(book.documents()), len(book.claims()), "unread" in result.added[0].reason) == (1, 0, True)


def test_quotes_reproduce_from_the_stored_text(kept):
    """Every quote is what the document's text holds at its characters."""
    texts = kept.documents(columns=["document_id", "text"]).set_index("document_id")["text"]
    claims = kept.claims(columns=["document_id", "char_start", "char_end", "quote"]).to_dict("records")
    assert [texts[row["document_id"]][row["char_start"] : row["char_end"]] for row in claims] == [row["quote"] for row in claims]


def test_cells_hold_nothing_or_a_value(kept):
    """No cell of the claims is NaN, and lists are lists."""
    rows = kept.claims().to_dict("records")
    assert all(value == value for row in rows for value in row.values())  # noqa: PLR0124 - only NaN differs from itself
    assert all(isinstance(row[name], list) for row in rows for name in ("via", "notes", "denied_by"))


def test_claims_are_chosen_by_column(kept):
    """A keyword for a column keeps the claims with that value."""
    assert set(kept.claims(publisher="Island Radio")["publisher"]) == {"Island Radio"}


def test_claims_are_chosen_by_status(book):
    """A status keeps the claims that have it, rejected ones too."""
    claim_id = first(book)
    book.review(claim_id, "reject", who="Ana", why="a caption")
    assert book.claims(status="rejected")["claim_id"].tolist() == [claim_id]


def test_claims_are_chosen_by_subject(kept):
    """The claims of a subject are those that the series lists."""
    series = kept.series()
    row = series[series["claims"] == series["claims"].max()].iloc[0]
    assert sorted(kept.claims(subject=row["subject"])["claim_id"]) == row["claim_ids"]


def test_claims_are_chosen_by_period(kept):
    """A claim that holds only before the first day of interest is left out."""
    assert len(kept.claims(valid_from=date(2100, 1, 1), columns=["claim_id"])) == int(kept.claims()["valid_to"].isna().sum())


@pytest.mark.parametrize("call", [lambda book: book.claims(colour="red"), lambda book: book.claims(columns=["colour"])])
def test_an_unknown_column_is_an_error(kept, call):
    """A column that claims do not have is an error that lists those they have."""
    with pytest.raises(InputError, match="said_by"):
        call(kept)


def test_every_claim_belongs_to_one_series(kept):
    """The series share out the claims without remainder."""
    listed = [claim_id for ids in kept.series()["claim_ids"] for claim_id in ids]
    assert sorted(listed) == sorted(kept.claims()["claim_id"])


def test_findings_name_claims_that_are_there(kept):
    """Both claims of every finding are in the ledger."""
    findings = kept.compare()
    assert set(findings["claim_a"]) | set(findings["claim_b"]) <= set(kept.claims()["claim_id"])


def test_history_lists_the_versions(book, tmp_path):
    """Each add is a version with what it added."""
    path = tmp_path / "d.txt"
    path.write_text("The Harbour Board said 7 ferries were late on Monday.\n")
    book.add(path)
    history = book.history()
    assert (history["version"].tolist(), history["operation"].tolist(), history["documents"].tolist()) == ([1, 2], ["add", "add"], [3, 1])


def test_the_past_is_read_by_version_and_day(book, tmp_path):
    """A version shows what was there then, and a day the last version of that day."""
    path = tmp_path / "d.txt"
    path.write_text("The Harbour Board said 7 ferries were late on Monday.\n")
    book.add(path)
    place = tmp_path / "book"
    last = book.history()["recorded_at"].iloc[-1].date()
    counts = [len(ledger.open(place, version=0).documents()), len(ledger.open(place, version=1).documents())]
    assert (counts, len(ledger.open(place, as_of=str(last)).documents())) == ([0, 3], 4)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    "write_to",
    [
        lambda book: book.add("x"),
        lambda book: book.review("x", who="Ana", why="checked"),
        lambda book: book.reread(),
        lambda book: book.compact(),
        lambda book: book.vacuum(),
    ],
)
def test_the_past_cannot_be_written_to(tmp_path, write_to):
    """Whatever would write to a ledger opened in the past is an error."""
    with pytest.raises(ReadOnlyError):
        write_to(ledger.open(tmp_path / "book", version=1))


@pytest.mark.usefixtures("book")
def test_a_version_that_is_not_there_is_an_error(tmp_path):
    """An unknown version names those that are there."""
    with pytest.raises(UnknownVersionError, match="from 0 to 1"):
        ledger.open(tmp_path / "book", version=5)


def test_a_folder_of_other_things_is_an_error(articles):
    """A folder of documents is not taken for a ledger."""
    with pytest.raises(NotALedgerError):
        ledger.open(articles)


def test_verify_finds_nothing_wrong_with_a_sound_ledger(kept):
    """A ledger as it was written has no problems."""
    assert kept.verify().empty


def first(book):
    """Give the id of the first claim."""
    return book.claims(columns=["claim_id"])["claim_id"].iloc[0]


def test_a_rejected_claim_leaves_claims_series_and_findings(book):
    """What a person rejected is nowhere unless asked for."""
    claim_id = first(book)
    book.review(claim_id, "reject", who="Ana", why="a caption")
    listed = [one for ids in book.series()["claim_ids"] for one in ids]
    assert (claim_id in set(book.claims()["claim_id"]), claim_id in listed, claim_id in set(book.claims(rejected=True)["claim_id"])) == (
        False,
        False,
        True,
    )


def test_a_correction_shows_the_new_value_and_the_old_as_a_note(book):
    """The corrected column holds the person's value, and the notes tell the machine's."""
    claim_id = first(book)
    book.review(claim_id, "correct", who="Ana", why="misread", values={"said_by": "Harbour master"})
    row = book.claims(claim_id=claim_id).iloc[0]
    assert (row["said_by"], row["status"], row["notes"][-1].startswith("Ana corrected said_by from")) == (
        "Harbour master",
        "corrected",
        True,
    )


def test_a_correction_that_contradicts_itself_is_refused(book):
    """A bound that needs other numbers is not stored."""
    with pytest.raises(RecordError):
        book.review(first(book), "correct", who="Ana", why="misread", values={"bound": "between"})


def test_a_review_of_a_claim_that_is_not_there_is_an_error(kept):
    """An unknown id is an error that says where ids are listed."""
    with pytest.raises(UnknownClaimError, match="claims"):
        kept.review("nothing", who="Ana", why="checked")


@pytest.mark.parametrize(
    "parts",
    [
        {"action": "praise"},
        {"action": "correct"},
        {"action": "rename", "value": "x"},
        {"action": "accept", "values": {"low": "1"}},
        {"action": "split"},
    ],
)
def test_a_review_that_makes_no_sense_is_refused(kept, parts):
    """An action that is not one, or lacks what it needs, is an error."""
    with pytest.raises(InputError):
        kept.review(first(kept), who="Ana", why="checked", **parts)


def test_the_same_review_after_another_is_refused(book):
    """A decision that was overruled needs a reason of its own to come back."""
    claim_id = first(book)
    book.review(claim_id, "accept", who="Ana", why="checked")
    book.review(claim_id, "reject", who="Ben", why="a caption")
    with pytest.raises(InputError, match="Ben"):
        book.review(claim_id, "accept", who="Ana", why="checked")


def test_a_renamed_subject_keeps_its_name_when_documents_come_in(articles, tmp_path):
    """The name that a person gave stands after later adds."""
    book = ledger.open(tmp_path)
    book.add(articles / "a.txt")
    subject = book.series()["subject"].iloc[0]
    book.review(subject=subject, action="rename", who="Ana", why="clearer", value="calls at Orrin")
    book.add(articles)
    assert "calls at Orrin" in set(book.series()["subject"])


def test_joined_subjects_are_one(book):
    """Two subjects that a person joined are one series."""
    one, two = book.series()["subject"][:2]
    count = len(book.claims(subject=[one, two]))
    book.review(subject=one, action="join", who="Ana", why="the same question", value=two)
    assert (len(book.claims(subject=two)), one in set(book.series()["subject"])) == (count, False)


def test_a_claim_split_off_stands_apart(book):
    """A claim that a person split off has the subject that was given, alone."""
    claim_id = first(book)
    book.review(claim_id, "split", who="Ana", why="another question", value="something else")
    assert book.claims(subject="something else")["claim_id"].tolist() == [claim_id]


def test_reviews_survive_rereading(book, monkeypatch):
    """After a reading by other rules, rejected claims stay hidden and the old readings are superseded."""
    claim_id = first(book)
    book.review(claim_id, "reject", who="Ana", why="a caption")
    monkeypatch.setattr("ledger.book.reading.reader", lambda: "another reader")
    book.reread()
    readers = set(book.claims(superseded=True, columns=["reader"])["reader"])
    assert (claim_id in set(book.claims()["claim_id"]), len(readers), set(book.claims()["reader"])) == (False, 2, {"another reader"})


def test_diff_lists_what_is_new_and_reviewed(book):
    """Between an empty ledger and now every claim is new, and the review is told."""
    book.review(first(book), "accept", who="Ana", why="checked")
    changes = book.diff(0)
    assert changes["change"].value_counts().to_dict() == {"new": len(book.claims()), "reviewed": 1}


def test_diff_tells_what_a_correction_changed(book):
    """A corrected column is told with its values before and after."""
    claim_id = first(book)
    book.review(claim_id, "correct", who="Ana", why="misread", values={"item": "ferry"})
    changes = book.diff(1)
    row = changes[changes["change"] == "changed"].iloc[0]
    assert (row["claim_id"], row["column"], row["after"]) == (claim_id, "item", "ferry")


def test_export_reads_back_as_the_claims(kept, tmp_path):
    """The CSV and the Parquet file hold the rows of `claims()`."""
    kept.export(tmp_path)
    read = pd.read_csv(tmp_path / "claims.csv", keep_default_na=False, na_values=[""])
    claims = kept.claims()
    assert (read["quote"].tolist(), list(read.columns)) == (claims["quote"].tolist(), list(claims.columns))
    assert cells(pd.read_parquet(tmp_path / "claims.parquet", dtype_backend="pyarrow")) == cells(claims)


def test_the_schema_beside_the_csv_describes_its_columns(kept, tmp_path):
    """Every column of the CSV is a described field of the Table Schema."""
    kept.export(tmp_path)
    fields = json.loads((tmp_path / "claims.schema.json").read_text())["fields"]
    assert [field["name"] for field in fields] == list(kept.claims().columns)


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_report_is_written(kept, tmp_path, form):
    """The report is a file that names the speakers of the figures."""
    page = kept.report(tmp_path, form)[0]
    assert "Harbour Board" in page.read_text("utf-8")


def test_a_report_of_a_subject_that_is_not_there_is_an_error(kept, tmp_path):
    """An unknown subject is an error that says where subjects are listed."""
    with pytest.raises(InputError, match="series"):
        kept.report(tmp_path, subject="nothing")


def test_compaction_keeps_every_row_and_version(articles, tmp_path):
    """After joining files the claims, the past and the checks are as before."""
    book = ledger.open(tmp_path)
    for name in ARTICLES:
        book.add(articles / name)
    before = cells(book.claims())
    counts = book.compact().set_index("table")
    past = len(ledger.open(tmp_path, version=1).documents())
    after = (cells(book.claims()) == before, past, book.verify().empty, counts.loc["claims", "files_after"])
    assert after == (True, 1, True, 1)
