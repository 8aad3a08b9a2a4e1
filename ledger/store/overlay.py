"""Reviews over claims: what people decided is laid over the rows as they are read, and the rows stay as the machine made them.

The latest accept, correct or reject of a claim sets its status; corrections add up until a rejection, and each leaves a note with the
machine's value, the person and the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ledger.errors import InputError
from ledger.records import Claim, ReviewAction, Status
from ledger.records.columns import Column, Holds, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledger.records import Review

CORRECTABLE = tuple(
    column.name
    for column in columns(Claim)
    if column.name
    not in {
        *(
            "claim_id",
            "document_id",
            "char_start",
            "char_end",
            "quote",
            "sentence",
            "publisher",
            "url",
            "page",
            "heading",
            "link",
            "notes",
            "subject",
        ),
        *("reading_confidence", "status", "reader", "recorded_at", "superseded_at"),
    }
)
"""The columns that a person may correct: what was read, never where it stands or what the program did."""

_STATUS = {ReviewAction.ACCEPT: Status.ACCEPTED, ReviewAction.CORRECT: Status.CORRECTED, ReviewAction.REJECT: Status.REJECTED}

_COLUMNS: dict[str, Column] = {column.name: column for column in columns(Claim)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What people decided about one claim.

    Attributes:
        status: The status that the latest review sets.
        corrections: The reviews whose corrections hold, by column.
    """

    status: Status
    corrections: Mapping[str, Review]


def decisions(reviews: Iterable[Review]) -> dict[str, Decision]:
    """Sum up the reviews of each claim, given earliest first."""
    found: dict[str, Decision] = {}
    for review in reviews:
        if review.claim_id is None or review.action not in _STATUS:
            continue
        before = found.get(review.claim_id)
        kept = dict(before.corrections) if before and before.status is not Status.REJECTED else {}
        if review.action is ReviewAction.CORRECT and review.column is not None:
            kept[review.column] = review
        found[review.claim_id] = Decision(status=_status(review.action, kept), corrections=kept)
    return found


def _status(action: ReviewAction, corrections: Mapping[str, Review]) -> Status:
    """Tell the status after a review: an accepted correction is still a correction."""
    return Status.CORRECTED if action is ReviewAction.ACCEPT and corrections else _STATUS[action]


def overlay(table: pa.Table, decided: Mapping[str, Decision]) -> pa.Table:
    """Lay decisions over rows of claims that have `claim_id`, in whichever other columns are there."""
    if not decided:
        return table
    ids = table["claim_id"].to_pylist()
    rows = {row: decided[claim_id] for row, claim_id in enumerate(ids) if claim_id in decided}
    table = _patch(table, "status", {row: str(decision.status) for row, decision in rows.items()})
    table = _patch(table, "notes", {row: words for row, decision in rows.items() if (words := _notes(table, row, decision))})
    for name in CORRECTABLE:
        values = {row: parse(name, decision.corrections[name].value) for row, decision in rows.items() if name in decision.corrections}
        table = _patch(table, name, values)
    return table


def _notes(table: pa.Table, row: int, decision: Decision) -> list[str]:
    """Add to a row's notes what the machine had read and who corrected it; nothing without corrections."""
    if "notes" not in table.column_names or not decision.corrections:
        return []
    written: list[str] = list(table["notes"][row].as_py() or ())
    for name, review in sorted(decision.corrections.items()):
        before = table[name][row].as_py() if name in table.column_names else None
        words = "nothing" if before is None or before == [] else repr(before)
        written.append(f"{review.who} corrected {name} from {words}: {review.why}")
    return written


def _patch(table: pa.Table, name: str, values: Mapping[int, Any]) -> pa.Table:
    """Replace single values of a column, by row; a column that is not there is left alone."""
    if not values or name not in table.column_names:
        return table
    place = table.schema.get_field_index(name)
    field = table.schema.field(place)
    added = pa.array(list(values.values()), type=field.type)
    take = list(range(table.num_rows))
    for offset, row in enumerate(values):
        take[row] = table.num_rows + offset
    column = pa.concat_arrays([*table[name].chunks, added]).take(pa.array(take, pa.int64()))
    return table.set_column(place, field, column)


def parse(name: str, text: str | None) -> Any:  # noqa: ANN401 - a column's value has the column's type
    """Read a corrected value as its column holds it; no text is nothing.

    Raises:
        InputError: The column cannot be corrected, or cannot hold the value.
    """
    if name not in CORRECTABLE:
        raise InputError(f"the column {name} cannot be corrected", mend=f"one of: {', '.join(CORRECTABLE)}")
    column = _COLUMNS[name]
    if not text:
        return _nothing(column)
    try:
        return _read(column, text)
    except ValueError as error:
        choices = ", ".join(column.choices)
        raise InputError(f"{name} cannot be {text!r}", mend=f"one of: {choices}" if choices else f"give a {column.holds}") from error


def _nothing(column: Column) -> list[str] | None:
    """Tell what a column holds when it holds nothing."""
    if column.holds is Holds.TEXTS:
        return []
    if column.required:
        raise InputError(f"{column.name} cannot be empty", mend="give a value")
    return None


def _read(column: Column, text: str) -> str | float | date | list[str]:
    """Read a value from text."""
    if column.choices and text not in column.choices:
        raise ValueError(text)
    if column.holds is Holds.NUMBER:
        return float(text)
    if column.holds is Holds.DAY:
        return date.fromisoformat(text)
    if column.holds is Holds.TEXTS:
        return [part.strip() for part in text.split(";") if part.strip()]
    return text


def correct(claim: Claim, values: Mapping[str, str | None]) -> Claim:
    """Make the claim as corrected, so that a correction which contradicts itself is refused.

    Raises:
        InputError: A column cannot be corrected or cannot hold the value.
        RecordError: The corrected claim contradicts itself.
    """
    parsed = {name: parse(name, value) for name, value in values.items()}
    return replace(claim, **{name: _held(_COLUMNS[name], value) for name, value in parsed.items()})


def _held(column: Column, value: object) -> Any:  # noqa: ANN401 - a field's value has the field's type
    """Turn a column's value into what the record's field holds."""
    if isinstance(value, list):
        return tuple(value)
    if column.choices and value is not None:
        return type(column.choices[0])(str(value))
    return value


def corrected_ids(decided: Mapping[str, Decision], names: Sequence[str]) -> list[str]:
    """List the claims in which one of the named columns was corrected, which a filter on the stored rows would miss."""
    return sorted(claim_id for claim_id, decision in decided.items() if decision.corrections.keys() & {*names})
