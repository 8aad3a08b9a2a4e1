"""How a figure reads what it counts: a level, a share, a ratio, a change, an increment, a rate."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ledger import lexicon
from ledger.comparison.words import measured, moves, role, stem
from ledger.lexicon import registry
from ledger.records import Kind

if TYPE_CHECKING:
    from ledger.comparison.words import Word
    from ledger.records import Claim

SHARES = frozenset({"percent", "fraction", "permille", "percentage_point", "basis_point"})
POINTS = frozenset({"percentage_point", "basis_point"})
RATIOS = frozenset({"times", "time", "fold", "ratio"})
AMOUNT = "amount"
"""One dimension for masses and volumes: oil is told in barrels and in tonnes, grain in bushels and in tonnes."""
LOOKED_AT = 4
"""Words before and behind a figure in which words of change and of rates speak of it."""
BEFORE_CHANGE = 8
"""Words before "by" and a figure in which a verb of change makes it one."""
BEFORE_RATE = 12
"""Words before a figure in which "weekly number" makes it a rate."""


CAPACITY_WITHIN = 6
"""Words before a figure in which "built for", "capacity of" makes it a capacity."""
_HEADS = frozenset("family families household person victim worker employee resident member pupil patient child".split())
"""Nouns that "each" before a figure makes it a rate for: "will pay each bereaved family $40,000"."""
_WITHIN = frozenset({"within", "in", "for", "after", "over", "than"})
"""Words that make "a month" behind them a length of time and no rate."""
_NEW = frozenset({"new", "average"})


def reading_of(claim: Claim, tokens: tuple[Word, ...], first: int, last: int) -> tuple[str, str]:
    """Name the dimension and the reading of a claim's figure."""
    base, _, per = (claim.unit or "").replace(" per ", "/").partition("/")
    before = [word.text.lower() for word in tokens[max(0, first - BEFORE_CHANGE) : first]]
    behind = [word.text.lower() for word in tokens[last + 1 : last + 2 + LOOKED_AT]]
    number = next((place for place, word in enumerate(behind) if word[0].isdigit()), len(behind))
    after = behind[: min(number, LOOKED_AT)]
    dimension = _dimension(claim, base)
    if dimension == "ratio":
        return dimension, "ratio"
    if base in POINTS:
        return dimension, "change"
    rate = _rate(per.strip(), behind[:number], [word.text.lower() for word in tokens[max(0, first - BEFORE_RATE) : first]])
    if _is_capacity(before):
        return dimension, "capacity"
    if _is_added(before, after):
        return dimension, rate or "increment"
    if _is_change(claim, before, after, dimension):
        return dimension, "change"
    return dimension, rate or "level"


def _dimension(claim: Claim, base: str) -> str:
    if base in SHARES or claim.kind in {Kind.PERCENT, Kind.SHARE}:
        return "share"
    if base in RATIOS or claim.kind is Kind.RATIO:
        return "ratio"
    measured_by = claim.kind is Kind.COUNT and base in _physical()
    if claim.kind is Kind.COUNT and not measured_by:
        return "count"
    own = str(registry.unit(base).dimensionality) if measured_by else claim.dimension.partition("/")[0].strip() or "count"
    return AMOUNT if own in {"[mass]", "[length] ** 3"} else own


def _rate(per: str, after: list[str], before: list[str]) -> str | None:
    """The period or head of a rate, from the unit, from "a day" or "per head" behind the figure, or from "weekly" before it."""
    if per:
        return _named_rate(per)
    for place, word in enumerate(after[:LOOKED_AT]):
        lead = after[place - 1] if place else ""
        if role(word, "head") and (lead in {"a", "per"} or word in {"apiece", "each"}):
            return "per head"
        adverb = role(word, "period") and word.endswith("ly")
        follows = after[place + 1] if place + 1 < len(after) else ""
        led = after[place - 2] if place > 1 else ""
        if led in _WITHIN or role(follows, "before"):
            continue
        if role(word, "period") and (adverb or lead in {"a", "per", "each", "every", "an"}):
            return f"per {role(word, 'period')}"
    return _rate_before(before)


def _rate_before(before: list[str]) -> str | None:
    """The period or head of a rate from the words before it: "each family $40,000", "the weekly number"."""
    if any(word in {"each", "every"} and set(before[place + 1 : place + 4]) & _HEADS for place, word in enumerate(before)):
        return "per head"
    for word, follows in reversed(list(pairwise(before))):
        if word in {"each", "every"} and role(follows, "period"):
            return f"per {role(follows, 'period')}"
        if word.endswith("ly") and role(word, "period") and (follows in _NEW or stem(follows) in measured()):
            return f"per {role(word, 'period')}"
    return None


def _named_rate(per: str) -> str:
    if role(per, "period"):
        return f"per {role(per, 'period')}"
    if role(per, "head"):
        return "per head"
    return "per unit" if per in _physical() else f"per {per}"


@cache
def _physical() -> frozenset[str]:
    """Units of measure: prices per tonne and per bushel are prices per unit."""
    return frozenset(row[0] for row in lexicon.rows("units"))


def _is_added(before: list[str], after: list[str]) -> bool:
    """Whether the figure adds to another: "another 74", "300 more", "61 new cases"."""
    if any(role(word, "added") for word in before[-2:]) or (before and role(before[-1], "part")):
        return True
    if after[:1] == ["new"]:
        return True
    return after[:1] in (["more"], ["fewer"]) and after[1:2] not in (["than"], ["of"])


def _is_capacity(before: list[str]) -> bool:
    """Whether the words say how much there is room for: "built for 10,000", "a capacity of 180", "could hold 40".

    >>> _is_capacity("which was built for about".split()), _is_capacity("the firm built".split())
    (True, False)
    """
    near = before[-CAPACITY_WITHIN:]
    return any(
        (role(word, "room") and follows in {"for", "to", "of"}) or (word in {"can", "could"} and bool(role(follows, "holds")))
        for word, follows in pairwise(near)
    )


def _is_change(claim: Claim, before: list[str], after: list[str], dimension: str) -> bool:
    """Whether the words say by how much something moved, not where it stands."""
    lead = _lead(before)
    if role(lead, "level"):
        return False
    if claim.change is not None and (dimension in {"share", "ratio"} or before[-1:] == ["by"]):
        return True
    if before[-1:] == ["by"] and any(moves(word) for word in before):
        return True
    before = before[-LOOKED_AT:]
    if moves(lead) and (_is_aside(before) if lead in {"up", "down"} else dimension == "share"):
        return True
    if before[-1:] == ["of"] and any(role(word, "compared") for word in before[-3:-1]):
        return True
    return bool(after) and (bool(role(after[0], "compared")) or (after[0] in {"less", "more", "fewer"} and after[1:2] == ["than"]))


def _is_aside(before: list[str]) -> bool:
    """Whether "up", "down" stands by itself or with a verb of moving: ", up 20", "is down 3 %", not "shot down 27", "brought up 21".

    >>> _is_aside("figures , up".split()), _is_aside("they shot down".split()), _is_aside("prices were up about".split())
    (True, False, True)
    """
    place = max(index for index, word in enumerate(before) if word in {"up", "down"})
    lead = before[place - 1] if place else ""
    return not lead.isalpha() or lead in _BEING or moves(lead)


_BEING = frozenset("is are was were been be go goes went gone remain remains still now also".split())
_BOUNDS = [bound.split() for bound in ("at least", "at most", "up to", "more than", "less than", "fewer than", "as much as", "as many as")]


def _lead(before: list[str]) -> str:
    """The last word before the figure's bound words: "to" in "rose to about 40"; "at least", "up to", "more than" are the bound's."""
    words = list(before)
    for bound in _BOUNDS:
        if words[-len(bound) :] == bound:
            words = words[: -len(bound)]
    return next((word for word in reversed(words) if not role(word, "hedge") or word in {"up", "down", "at"}), "")
