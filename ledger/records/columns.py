"""What the fields of a record are called, hold and mean: schemas, tables and files are made from this, so that they never drift apart."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from ledger.errors import RecordError

_FIELD_LINE = re.compile(r"^ {4,8}(?P<name>\w+): (?P<words>.*)$")
_MORE_WORDS = re.compile(r"^ {8,}(?P<words>\S.*)$")


class Holds(StrEnum):
    """What sort of value a column holds."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    TRUTH = "truth"
    DAY = "day"
    INSTANT = "instant"
    TEXTS = "texts"
    RECORD = "record"
    RECORDS = "records"


_PLAIN: dict[type, Holds] = {
    str: Holds.TEXT,
    float: Holds.NUMBER,
    int: Holds.INTEGER,
    bool: Holds.TRUTH,
    date: Holds.DAY,
    datetime: Holds.INSTANT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One field of a record.

    Attributes:
        name: The field's name.
        holds: What sort of value it holds.
        description: What it holds, which end is included, and what nothing means.
        required: Whether a value is always there; lists are, for they may be empty.
        choices: The only values possible; empty where any is.
        record: The record held, or the record of a list; nothing for plain values.
    """

    name: str
    holds: Holds
    description: str
    required: bool
    choices: tuple[str, ...] = ()
    record: type | None = None


@cache
def columns(record: type) -> tuple[Column, ...]:
    """List the fields of a record in order, with the descriptions of its docstring.

    Raises:
        RecordError: A field is not described, or its type is none that a ledger keeps.

    >>> from ledger.records import Block
    >>> [str(choice) for choice in columns(Block)[2].choices]
    ['headline', 'body', 'caption', 'table', 'furniture']
    """
    types = get_type_hints(record)
    described = _descriptions(record)
    found: list[Column] = []
    for field in fields(record):
        if field.name not in described:
            raise RecordError(f"the field {field.name} is not described", where=record.__name__, mend="add a line under Attributes")
        found.append(_column(field, types[field.name], described[field.name], where=f"{record.__name__}.{field.name}"))
    return tuple(found)


def _column(field: Field[Any], hint: object, description: str, *, where: str) -> Column:
    """Tell what one field holds from its type."""
    members = [member for member in get_args(hint) if member is not NoneType] if get_origin(hint) in (UnionType, Union) else [hint]
    kind = members[0]
    optional = len(get_args(hint)) > len(members)
    required = not optional and (field.default is MISSING or field.default is not None)
    inner = get_args(kind)[0] if get_origin(kind) is tuple else None
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Column(name=field.name, holds=Holds.TEXT, description=description, required=required, choices=tuple(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        return Column(name=field.name, holds=Holds.RECORD, description=description, required=required, record=kind)
    if inner is str:
        return Column(name=field.name, holds=Holds.TEXTS, description=description, required=True)
    if isinstance(inner, type) and is_dataclass(inner):
        return Column(name=field.name, holds=Holds.RECORDS, description=description, required=True, record=inner)
    if kind not in _PLAIN or len(members) != 1:
        raise RecordError(f"no column can hold the type {hint}", where=where)
    return Column(name=field.name, holds=_PLAIN[kind], description=description, required=required)


def _descriptions(record: type) -> dict[str, str]:
    """Read the lines under `Attributes:` in a record's docstring."""
    found: dict[str, str] = {}
    name = ""
    lines = (record.__doc__ or "").partition("Attributes:")[2].splitlines()
    for line in lines:
        if match := _FIELD_LINE.match(line):
            name = match["name"]
            found[name] = match["words"]
        elif name and (match := _MORE_WORDS.match(line)):
            found[name] += " " + match["words"]
    return found


def summary(record: type) -> str:
    """Give the first sentence of a record's docstring."""
    return (record.__doc__ or "").partition("\n")[0]
