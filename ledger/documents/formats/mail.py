"""Mails: the body with subject, sender and date; attachments that hold documents are documents of their own."""

from __future__ import annotations

import email
import email.policy
from email.errors import MessageError
from email.message import EmailMessage
from typing import TYPE_CHECKING

from ledger.documents import lines
from ledger.documents.drafts import Draft
from ledger.documents.formats.instants import publish_on, read_day
from ledger.documents.formats.layout import Laid, Piece, lay_out
from ledger.documents.formats.markup import parse
from ledger.documents.formats.open import open_bytes
from ledger.documents.formats.trees import find_pieces
from ledger.errors import DocumentError, LedgerError
from ledger.records import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.documents.formats.context import Context

MOST_PARTS = 1000
"""Parts of one mail that are looked at."""


def read(data: bytes, context: Context) -> Iterator[Draft | LedgerError]:
    """Yield the mail, then what is attached to it.

    Raises:
        DocumentError: The mail cannot be taken apart.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part for part in message.walk() if isinstance(part, EmailMessage)][:MOST_PARTS]
        subject, sender = _header(message, "Subject"), _header(message, "From")
        day = read_day(str(message.get("Date", "")))
    except (MessageError, ValueError, LookupError, RecursionError, OverflowError, TypeError, AttributeError) as error:
        raise DocumentError(f"the mail cannot be taken apart ({error})", where=context.where, mend="Save its text alone") from error
    laid = _find_body(message, subject, context)
    if laid is not None:
        yield Draft(
            text=laid.text,
            part=context.part,
            title=subject,
            publisher=sender,
            publication=publish_on(day, f"mail date: {message['Date']}"),
            blocks=laid.blocks,
        )
    attached = [part for part in parts if part.get_content_disposition() == "attachment" or part.get_content_type() == "application/pdf"]
    if laid is None and not attached:
        raise DocumentError("the mail holds no text", where=context.where, mend="Leave it out")
    for number, part in enumerate(attached, start=1):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            name = part.get_filename() or ""
            yield from open_bytes(content, context.inside(f"attachment {number} {name}".rstrip(), name=name))


def _header(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(message.get(name, "")).split()) or None


def _find_body(message: EmailMessage, subject: str | None, context: Context) -> Laid | None:
    """The plain body under its subject, or the words of the HTML body; nothing if there is neither."""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return None
    try:
        content = str(body.get_content())
    except (LookupError, ValueError):
        raw = body.get_payload(decode=True)
        content = raw.decode("latin-1") if isinstance(raw, bytes) else ""
    if not content.strip():
        return None
    headline = [Piece(text=subject, role=Role.HEADLINE)] if subject else []
    if body.get_content_type() == "text/html":
        return lay_out([*headline, *find_pieces(parse(content, context.where))])
    return lay_out([*headline, *_find_paragraphs(content)])


def _find_paragraphs(content: str) -> Iterator[Piece]:
    """The paragraphs of a plain body; quoted lines of an earlier mail and the signature are furniture."""
    text = content.replace("\r\n", "\n")
    body, _, signature = text.partition("\n-- \n")
    for line in lines.split(body):
        yield Piece(text=line.words, role=Role.FURNITURE if line.words.startswith(">") else None)
    if signature.strip():
        yield Piece(text=signature, role=Role.FURNITURE)
