"""Mentions become claims: flat rows of what was said, by whom, how firmly, about when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import bases, carriage, denials, nearness, restatements, speakers, stance, subjects
from ledger.claims.periods import Timeline
from ledger.claims.places import Places
from ledger.claims.readings import Readings
from ledger.records import Claim, content_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.periods import Timing
    from ledger.claims.places import Place
    from ledger.claims.speakers import Voice
    from ledger.language.analysis import Analysis
    from ledger.records import Document, Mention


def build(document: Document, analysis: Analysis, mentions: Sequence[Mention], *, reader: str) -> tuple[Claim, ...]:
    """Make one claim of each mention, in the order of the text.

    Args:
        document: The document, for its metadata and its stored text.
        analysis: The document's sentences, quotations and parses.
        mentions: Its figures.
        reader: Version of the reading rules and model, kept on every row.
    """
    readings = Readings(analysis)
    voices = carriage.extend(readings, speakers.hear(readings, mentions))
    timeline = Timeline(document, analysis)
    places = Places(document)
    claims = [
        _claim(document, readings, mention, voice, timing=timeline.assign(mention), place=places.find(mention), reader=reader)
        for mention, voice in zip(mentions, voices, strict=True)
    ]
    claims = denials.mark(readings, mentions, voices, claims)
    return tuple(restatements.complete(readings, mentions, claims))


def _claim(  # noqa: PLR0913  # what a row is made of
    document: Document, readings: Readings, mention: Mention, voice: Voice, *, timing: Timing, place: Place, reader: str
) -> Claim:
    mention.check(document.text)
    parse = readings.parse_at(mention.number_start)
    base = nearness.is_base(document.text, mention.sentence_start, mention)
    held = stance.decide(mention, parse, voice.chain, base=base)
    figure = mention.figure
    return Claim(
        claim_id=content_id("claim", document.document_id, mention.number_start, mention.number_end),
        document_id=document.document_id,
        figure_text=figure.text,
        bound=figure.bound,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        kind=mention.kind,
        change=mention.change,
        measure=bases.measure(mention, document.text),
        basis=bases.basis(mention, parse, voice.chain, held),
        convention=figure.convention,
        unit=mention.unit,
        dimension=mention.dimension,
        item=mention.item,
        item_text=mention.item_text,
        subject=subjects.name(document, readings.analysis, mention),
        valid_from=timing.period.starts_on,
        valid_to=timing.period.ends_on,
        valid_precision=timing.period.precision,
        valid_text=timing.period.text,
        said_on=timing.said_on,
        published_from=document.publication.published_from,
        published_to=document.publication.published_to,
        published_basis=document.publication.basis,
        said_by=voice.said_by,
        said_by_text=voice.said_by_text,
        via=voice.via,
        cue=voice.cue,
        stance=held,
        denied_by=voice.denied_by,
        char_start=mention.char_start,
        char_end=mention.char_end,
        quote=mention.quote,
        sentence=document.text[mention.sentence_start : mention.sentence_end],
        publisher=document.publisher,
        url=document.url,
        page=place.page,
        heading=place.heading,
        link=place.link,
        notes=(*mention.notes, *voice.notes, *timing.notes),
        reading_confidence=mention.confidence,
        reader=reader,
    )
