"""The commands, one function each: it parses, calls the ledger, and prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ledger.cli import printing, views
from ledger.cli.printing import format_option
from ledger.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from ledger.book import Ledger

FINDINGS = ("repeat", "rewording", "agree", "change", "revision", "conflict", "not_comparable")

_LEDGER = click.argument("ledger", metavar="LEDGER")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="claims-ledger")
def group() -> None:
    """Keep what was said: how much, of what, by whom, about when, in which words.

    LEDGER is a folder (or an object-store address); `add` makes it if absent.
    Data goes to standard output, talk to standard error.
    Exit status: 0 done, 1 a check failed, 2 wrong usage or unusable input, 130 interrupted.
    """


def _past_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that read a ledger as it stood."""
    command = click.option("--as-of", metavar="DAY", help="Read the ledger as it stood at the end of this day (2026-01-31).")(command)
    return click.option("--version", type=int, metavar="N", help="Read the ledger as it stood at this version.")(command)


def _open(ledger: str, *, version: int | None = None, as_of: str | None = None) -> Ledger:
    """Open a ledger that must be there."""
    import ledger as package  # noqa: PLC0415 - help must not wait for tables and pipelines

    return package.open(ledger, version=version, as_of=as_of, create=False)


def _placed(book: Ledger, claims: pd.DataFrame) -> pd.DataFrame:
    """Add to claims the paths of their documents."""
    return claims.merge(book.documents()[["document_id", "path"]], on="document_id", how="left")


@group.command()
@click.argument("seeds", type=click.Path(), default="seeds")
@click.option("--ledger", type=click.Path(), default="demo-ledger", show_default=True, help="Where the ledger is kept.")
@click.option("--output", type=click.Path(), default="demo-output", show_default=True, help="Where report, tables and pages go.")
def demo(seeds: str, ledger: str, output: str) -> None:
    """Read the sample documents in SEEDS into a ledger, and write its report, pages and tables."""
    from ledger.cli.demo import run  # noqa: PLC0415 - help must not wait for it

    run(Path(seeds), place=ledger, output=Path(output))


@group.command()
@_LEDGER
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--urls", multiple=True, metavar="FILE|URL", help="Fetch this address, or those that a file lists; may be given again.")
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path), help="The folder that keeps what is fetched.")
@click.option("--refresh", is_flag=True, help="Fetch again what the cache holds.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and its network too: for a server of your own.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=NAME", help="The column of a table that holds a field: text=Body.")
@click.option("--dry-run", is_flag=True, help="Tell what would be added; store and fetch nothing.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="How many processes read; by default as many as there are cores.")
@click.option("--ray", metavar="ADDRESS", help="Let the Ray cluster at this address read; auto for the one at hand, local for these cores.")
@format_option
@click.pass_context
def add(context: click.Context, /, ledger: str, paths: tuple[str, ...], form: str, **options: Any) -> None:  # noqa: ANN401 - click passes them by name
    """Read files, folders and the pages of addresses into a ledger; what it already holds stays as it is.

    PATH may be - for the standard input. Nothing is fetched but what --urls names.
    A document that cannot be read is refused with its reason, the others are kept, and the exit status is 2.
    """
    from ledger.cli.adding import add_all, find_columns, find_fetching, print_result  # noqa: PLC0415 - help must not wait for it

    if not paths and not options["urls"]:
        raise click.UsageError("Nothing to add: name files or folders, or addresses with --urls.")
    given = {"urls": options["urls"], "fetching": find_fetching(options), "columns": find_columns(options["columns"])}
    result = add_all(ledger, paths, dry_run=options["dry_run"], workers=options["workers"], ray=options["ray"], **given)
    print_result(result, form)
    context.exit(2 if result.refused else 0)


@group.command()
@click.argument("source", metavar="FILE|-")
@click.option("--published-on", metavar="DAY", help="Day of publication, for “yesterday” and “last year” (2026-01-31).")
@click.option("--publisher", help="Who published it.")
@format_option
def read(source: str, published_on: str | None, publisher: str | None, form: str) -> None:
    """Print the figures of one text, from a file or from standard input, and store nothing."""
    from ledger.cli.reading import read_one  # noqa: PLC0415 - help must not wait for it

    frame = read_one(source, published_on=published_on, publisher=publisher)
    printing.print_frame(frame, form, columns=views.READING)


@group.command()
@_LEDGER
@click.argument("what", type=click.Choice(["claims", "series", "documents"]), default="claims")
@click.option("--subject", help="Only claims that answer this question.")
@click.option("--said-by", help="Only claims by this speaker.")
@click.option("--ids", is_flag=True, help="Show the id of each claim, as `review` takes it.")
@_past_options
@format_option
def show(ledger: str, what: str, **options: Any) -> None:  # noqa: ANN401 - click passes them by name
    """Print the claims, the series, or the documents of a ledger."""
    book = _open(ledger, version=options["version"], as_of=options["as_of"])
    form = options["form"]
    if what == "claims":
        frame = _placed(book, book.claims(subject=options["subject"], said_by=options["said_by"]))
        printing.print_frame(frame, form, columns=views.CLAIMS_WITH_IDS if options["ids"] else views.CLAIMS)
    elif what == "series":
        printing.print_frame(book.series(), form, columns=views.SERIES)
    else:
        printing.print_frame(book.documents(), form, columns=views.DOCUMENTS)


@group.command()
@_LEDGER
@click.option("--subject", help="Only findings about this question.")
@click.option("--finding", "kinds", type=click.Choice(FINDINGS), multiple=True, help="Only findings of this kind; may be given again.")
@_past_options
@format_option
def compare(ledger: str, kinds: tuple[str, ...], form: str, **options: Any) -> None:  # noqa: ANN401 - click passes them by name
    """Print how the claims of a ledger relate: repeats, changes, conflicts, and why."""
    book = _open(ledger, version=options["version"], as_of=options["as_of"])
    frame = book.compare(subject=options["subject"])
    _print_findings(book, frame[frame["finding"].isin(kinds or FINDINGS)], form)


def _print_findings(book: Ledger, frame: pd.DataFrame, form: str) -> None:
    """Print findings; a table shows both claims in words."""
    claims = printing.rows(book.claims()) if form == "table" else []
    printing.print_frame(frame, form, columns=views.findings(claims))


@group.command()
@_LEDGER
@click.option(
    "--fail-on",
    "kinds",
    type=click.Choice(FINDINGS),
    multiple=True,
    required=True,
    help="A finding that must not be there; may be given again.",
)
@click.option("--subject", help="Only findings about this question.")
@format_option
@click.pass_context
def check(context: click.Context, ledger: str, kinds: tuple[str, ...], subject: str | None, form: str) -> None:
    """Fail, with exit status 1, if the ledger holds findings of the kinds named: for pipelines."""
    book = _open(ledger)
    frame = book.compare(subject=subject)
    found = frame[frame["finding"].isin(kinds)]
    _print_findings(book, found, form)
    click.echo(f"{len(found)} of {len(frame)} findings are of a kind that fails the check ({', '.join(kinds)}).", err=True)
    context.exit(1 if len(found) else 0)


@group.command()
@_LEDGER
@click.argument("folder", type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "html"]),
    default="markdown",
    show_default=True,
    help="Markdown with charts, or one page.",
)
@click.option("--subject", "subjects", multiple=True, help="Only this question; may be given again.")
@click.option("--since", metavar="VERSION|DAY", help="Say what changed since this version (3) or day (2026-01-31).")
@click.option("--title", help="The report's title.")
@click.option("--name", default="report", show_default=True, help="The file's name without its ending.")
@_past_options
def report(ledger: str, folder: str, **options: Any) -> None:  # noqa: ANN401 - click passes them by name
    """Write a report for reading into FOLDER, and print the paths written."""
    book = _open(ledger, version=options.pop("version"), as_of=options.pop("as_of"))
    since = options.pop("since")
    chosen = {"since": None if since is None else _moment(since), "subject": options.pop("subjects") or None}
    for path in book.report(folder, format=options.pop("form"), **chosen, **options):
        click.echo(path)


@group.command()
@_LEDGER
@click.argument("folder", type=click.Path())
@_past_options
def export(ledger: str, folder: str, version: int | None, as_of: str | None) -> None:
    """Write the claims into FOLDER as CSV with its Table Schema and as one Parquet file, and print the paths written."""
    for path in _open(ledger, version=version, as_of=as_of).export(folder):
        click.echo(path)


@group.command()
@_LEDGER
@click.argument("since", metavar="SINCE")
@click.argument("until", metavar="[UNTIL]", required=False)
@format_option
def diff(ledger: str, since: str, until: str | None, form: str) -> None:
    """Print what is new, changed, superseded or reviewed between two versions (3) or days (2026-01-31)."""
    frame = _open(ledger).diff(_moment(since), None if until is None else _moment(until))
    printing.print_frame(frame, form, columns=views.DIFFERENCES)


def _moment(text: str) -> int | str:
    """A version if it is a number, else a day."""
    return int(text) if text.isdecimal() else text


@group.command()
@_LEDGER
@format_option
def history(ledger: str, form: str) -> None:
    """Print every change of a ledger: when, what, how much."""
    printing.print_frame(_open(ledger).history(), form, columns=views.HISTORY)


@group.command()
@_LEDGER
@format_option
@click.pass_context
def verify(context: click.Context, ledger: str, form: str) -> None:
    """Check that every quote reproduces, every id recomputes, every file reads; exit status 1 if not."""
    problems = _open(ledger).verify()
    printing.print_frame(problems, form, columns=views.PROBLEMS)
    click.echo("Everything verifies." if not len(problems) else f"{len(problems)} problems.", err=True)
    context.exit(1 if len(problems) else 0)


@group.command()
@_LEDGER
@click.argument("action", type=click.Choice(["accept", "correct", "reject", "rename", "join", "split"]))
@click.argument("target", metavar="CLAIM|SUBJECT")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="COLUMN=VALUE",
    help="For correct: the right value of a column, or nothing; may be given again.",
)
@click.option("--value", help="For rename and split: the new name; for join: the subject to join with.")
@click.option("--who", required=True, help="Who decides.")
@click.option("--why", required=True, help="The reason.")
def review(ledger: str, action: str, target: str, *, settings: tuple[str, ...], value: str | None, who: str, why: str) -> None:  # noqa: PLR0913 - one for each option
    """Record what a person decided: about a claim (accept, correct, reject, split) or a subject (rename, join).

    Nothing is edited: the decision is a row of its own, laid over the claim.
    """
    values = dict(_setting(text) for text in settings)
    book = _open(ledger)
    is_claim = action in {"accept", "correct", "reject", "split"}
    book.review(target if is_claim else None, action, who=who, why=why, subject=None if is_claim else target, values=values, value=value)
    click.echo(f"Recorded: {action} {target}, by {who}; the ledger is at version {book.version}.", err=True)


def _setting(text: str) -> tuple[str, str | None]:
    """The column and the value of COLUMN=VALUE; an empty value clears the column."""
    column, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r} is not COLUMN=VALUE", param_hint="--set")
    return column.strip(), value or None


@group.command()
@_LEDGER
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="How many processes read; by default as many as there are cores.")
@format_option
def reread(ledger: str, workers: int | None, form: str) -> None:
    """Read the stored documents again by newer rules, and print what changed.

    The claims before are superseded, not erased; reviews stay.
    """
    book = _open(ledger)
    frame = book.reread(workers=workers)
    printing.print_frame(frame, form, columns=views.DIFFERENCES)
    click.echo(f"{len(frame)} differences; the ledger is at version {book.version}.", err=True)


@group.command()
@_LEDGER
@format_option
def compact(ledger: str, form: str) -> None:
    """Join small files, and print how many there were and are; every row and every version stays."""
    book = _open(ledger)
    click.echo(f"All {book.version} versions stay readable; the files that are joined stay until a vacuum removes them.", err=True)
    printing.print_frame(book.compact(), form, columns=views.UPKEEP)


@group.command()
@_LEDGER
@click.option("--remove", is_flag=True, help="Remove the files; otherwise they are only listed.")
@click.option("--hours", type=click.IntRange(min=0), default=168, show_default=True, help="Keep files that counted so lately.")
@format_option
def vacuum(ledger: str, form: str, *, remove: bool, hours: int) -> None:
    """List the files that no longer count, or remove them; every version of the ledger stays readable."""
    book = _open(ledger)
    found = book.vacuum(retention_hours=hours)
    click.echo(f"All {book.version} versions of the ledger stay readable.", err=True)
    for row in printing.rows(found):
        if row["unreadable_before"]:
            told = f"Other programs cannot read the table {row['table']} at its versions before {row['unreadable_before']} any more."
            click.echo(told if remove else f"After --remove: {told}", err=True)
    if remove:
        found = book.vacuum(retention_hours=hours, dry_run=False)
    printing.print_frame(found, form, columns=views.UPKEEP)
