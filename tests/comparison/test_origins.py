"""One statement counts once, however many documents carry it."""

from ledger.records import Copy, CopyKind, SharedQuotation
from tests.comparison import made

STORY = "Officials from Ravenholm and Corvia met on the quay near Ravenholm.\n"


def told(name, sentence, quote, value, **columns):
    """A document and its claim."""
    settings = {key: columns.pop(key) for key in ("publisher", "headline", "published") if key in columns}
    source = made.document(f"{name}.txt", STORY + sentence, **settings)
    return source, made.claim(source, {"claim_id": name, "sentence": sentence, "quote": quote, "value": value, **columns})


def origins(*pairs, copies=(), quotations=()):
    """The claims of each origin."""
    documents, claims = zip(*pairs, strict=True)
    return [origin.claim_ids for origin in made.origins(claims, documents, copies, quotations)]


def test_one_speaker_with_one_figure_is_one_origin():
    """Two articles that quote one speaker with one figure carry one statement."""
    one = told("a", "The storm killed 31 people, the prefect said.", "31", 31, item="people", said_by="Ravenholm prefect")
    two = told(
        "b",
        "The prefect put the dead of the storm at 31.",
        "31",
        31,
        item="dead",
        item_text="dead",
        said_by="Ravenholm prefect",
        published="2031-05-11",
    )
    assert origins(one, two) == [("a", "b")]


def test_two_speakers_are_two_origins():
    """Two speakers with one figure are two statements."""
    one = told("a", "The storm killed 31 people, the prefect said.", "31", 31, item="people", said_by="Ravenholm prefect")
    two = told("b", "The storm killed 31 people, the rescue league said.", "31", 31, item="people", said_by="Corvia rescue league")
    assert sorted(origins(one, two)) == [("a",), ("b",)]


def test_a_carrier_of_the_words_is_no_second_origin():
    """An outlet that carries an agency's statement adds an article, not an origin."""
    one = told(
        "a", "The storm killed 31 people, the prefect said.", "31", 31, item="people", said_by="Ravenholm prefect", publisher="Quay Wire"
    )
    two = told(
        "b", "The storm killed 31 people, Quay Wire reported.", "31", 31, item="people", said_by="Ravenholm prefect", via=["Quay Wire"]
    )
    documents, claims = zip(one, two, strict=True)
    found = made.origins(claims, documents)
    assert [(len(origin.claim_ids), len(origin.document_ids), origin.lineage) for origin in found] == [
        (2, 2, ("Ravenholm prefect", "Quay Wire"))
    ]


def test_copies_of_one_text_are_one_origin():
    """Near-identical documents carry one statement even where their speakers were read differently."""
    one = told("a", "The storm killed 31 people, the prefect said.", "31", 31, item="people", said_by="Ravenholm prefect")
    two = told("b", "The storm killed 31 people, the prefect  said.", "31", 31, item="people", publisher="Quay Post")
    first, second = sorted((one[0].document_id, two[0].document_id))
    copy = Copy(document_a=first, document_b=second, kind=CopyKind.NEAR_IDENTICAL, similarity=0.9, evidence="one sentence")
    assert [sorted(ids) for ids in origins(one, two, copies=[copy])] == [["a", "b"]]


def test_a_conversion_is_one_origin():
    """A figure and its conversion in brackets are one statement, whatever the currency."""
    text = "The court fined the Ravenholm yard $4 million (3.6 million euros)."
    source = made.document("a.txt", text)
    dollars = made.claim(source, {"claim_id": "a", "sentence": text, "quote": "$4 million", "value": 4e6, "unit": "USD", "item": "fine"})
    euros = made.claim(
        source, {"claim_id": "b", "sentence": text, "quote": "3.6 million euros", "value": 3.6e6, "unit": "EUR", "item": "fine"}
    )
    assert origins((source, dollars), (source, euros)) == [("a", "b")]


def test_a_headline_is_one_origin_with_its_body():
    """A headline that rounds the body's figure is the same statement."""
    source = made.document(
        "a.txt", "Storm kills over 30 in Ravenholm\nThe storm in Ravenholm killed 31 people, the prefect said.", headline=True
    )
    head = {"claim_id": "a", "sentence": "Storm kills over 30 in Ravenholm", "quote": "over 30", "low": 30, "bound": "more_than"}
    body = {
        "claim_id": "b",
        "sentence": "The storm in Ravenholm killed 31 people, the prefect said.",
        "quote": "31",
        "value": 31,
        "item": "people",
    }
    claims = [made.claim(source, {**head, "item": "dead"}), made.claim(source, {**body, "said_by": "Ravenholm prefect"})]
    assert origins((source, claims[0]), (source, claims[1])) == [("a", "b")]


def test_a_denial_is_never_the_origin_of_what_it_denies():
    """The denier's number is not the statement it denies."""
    one = told("a", "The storm killed 31 people, the prefect said.", "31", 31, item="people", said_by="Ravenholm prefect")
    two = told(
        "b", "The storm did not kill 31 people, the prefect said.", "31", 31, item="people", said_by="Ravenholm prefect", stance="denied"
    )
    assert len(origins(one, two)) == 2


def test_a_shared_quotation_is_one_origin():
    """Two articles that quote the same words carry one statement, though they name its speaker otherwise."""
    one = told("a", "“The storm killed 31 people,” she said.", "31", 31, item="people", said_by="Ada Quill")
    two = told("b", "“The storm killed 31 people,” the minister said.", "31", 31, item="people", publisher="Quay Post")
    first, second = sorted((one[0], two[0]), key=lambda source: source.document_id)
    spans = {"start_a": len(STORY), "end_a": len(STORY) + 30, "start_b": len(STORY), "end_b": len(STORY) + 30}
    shared = SharedQuotation(document_a=first.document_id, document_b=second.document_id, similarity=1.0, **spans)
    assert [sorted(ids) for ids in origins(one, two, quotations=[shared])] == [["a", "b"]]
