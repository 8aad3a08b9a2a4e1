"""Which columns a table on the terminal shows, each made from a row of the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Row = Mapping[str, Any]
    View = Mapping[str, Callable[[Row], str]]


def word(column: str) -> Callable[[Row], str]:
    """Show a column as it is; empty for nothing."""

    def show(row: Row) -> str:
        value = row.get(column)
        return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)

    return show


def number(column: str) -> Callable[[Row], str]:
    """Show a number in groups of three."""

    def show(row: Row) -> str:
        value = row.get(column)
        return "" if value is None else f"{value:,.10g}"

    return show


def said_by(row: Row) -> str:
    """Show the speaker with the stance, if that is not plain assertion; the publication in its own voice goes by its name in brackets."""
    name = row["said_by"] or f"({row.get('publisher') or 'the publication'})"
    return name if row.get("stance") in {None, "asserted"} else f"{name} [{row['stance']}]"


def period(row: Row) -> str:
    """Show the days a claim holds for, or the days of its publication, marked so."""
    stated = _days(row.get("valid_from"), row.get("valid_to"))
    if stated:
        return stated
    published = _days(row.get("published_from"), row.get("published_to"))
    return f"not stated (published {published})" if published else "not stated"


def published(row: Row) -> str:
    """Show the days of publication and how they are known."""
    days = _days(row.get("published_from"), row.get("published_to"))
    return f"{days} ({row.get('published_basis')})" if days else "unknown"


def document(row: Row) -> str:
    """Show where a claim or document comes from: its file, address or publisher."""
    return str(row.get("path") or row.get("url") or row.get("publisher") or row["document_id"])


def instant(row: Row) -> str:
    """Show when a row was written, to the second."""
    return str(row["recorded_at"])[:19].replace("T", " ")


def quote(row: Row) -> str:
    """Show the figure with its words, on one line."""
    return " ".join(str(row["quote"]).split())


def _days(first: str | None, last: str | None) -> str:
    """Days as ISO dates; empty if neither is known."""
    first, last = (first or "")[:10], (last or "")[:10]
    return first if first == last else f"{first or '…'} to {last or '…'}"


CLAIMS: View = {"as worded": quote, "item": word("item"), "said by": said_by, "period": period, "document": document}
CLAIMS_WITH_IDS: View = {"claim": word("claim_id"), **CLAIMS}
READING: View = {"as worded": quote, "item": word("item"), "said by": said_by, "period": period}
DOCUMENTS: View = {"document": document, "title": word("title"), "publisher": word("publisher"), "published": published}
SERIES: View = {
    "subject": word("subject"),
    "claims": number("claims"),
    "origins": number("origins"),
    "documents": number("documents"),
    "said by": word("said_by"),
}
HISTORY: View = {
    "version": number("version"),
    "recorded at (UTC)": instant,
    "operation": word("operation"),
    "documents": number("documents"),
    "claims": number("claims"),
    "reviews": number("reviews"),
}
DIFFERENCES: View = {
    "change": word("change"),
    "subject": word("subject"),
    "as worded": lambda row: quote(row) if row["quote"] else "",
    "column": word("column"),
    "before": word("before"),
    "after": word("after"),
    "who": word("who"),
    "why": word("why"),
}
UPKEEP: View = {
    "table": word("table"),
    "files before": number("files_before"),
    "files after": number("files_after"),
    "removed": lambda row: str(len(row["removed"])),
}
PROBLEMS: View = {"check": word("check"), "where": word("where"), "what": word("what"), "mend": word("mend")}


def findings(claims: Iterable[Row]) -> View:
    """Show findings with both claims in words; the claims are needed for that."""
    told = {str(row["claim_id"]): f"{said_by(row)}: “{quote(row)}”" for row in claims}

    def side(column: str) -> Callable[[Row], str]:
        return lambda row: told.get(row[column], str(row[column]))

    return {
        "finding": word("finding"),
        "subject": word("subject"),
        "earlier": side("claim_a"),
        "later": side("claim_b"),
        "ratio": number("ratio"),
        "days": number("days"),
        "reason": word("reason"),
    }
