"""What a claim's own words say about the question it answers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ledger.comparison import places, spans, words
from ledger.comparison.readings import reading_of
from ledger.comparison.words import Hit, Word, role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.records import Claim

NEAR = 9
"""Words that a weak event word is moved away from the figure."""
FAR = 12
"""Words between a figure and an event word, other figures not counted, beyond which the word hardly speaks of the figure."""
FAR_OF_NOTHING = 5
"""The same for figures whose item is not named: the words before them tell more."""
GOVERNED = 1.0
"""Distance at which the verb that governs the item counts: only words right beside the figure are nearer."""
TITLE_CASE = 0.6
"""Share of capitalised words above which a sentence is set in title case."""
DEFAULT_REACH = 5
"""Words within which a verb beats the event that a noun of a role names: "votes … opened"."""
NORMS = frozenset({"needed", "recommended", "ceiling"})
"""Events of figures that say what ought to be: beside a figure they always answer another question."""
OWN = -4.0
"""What brings an event word nearer that counts the very class of things at hand: "cut … jobs"."""
BEYOND_FIGURE = 6
"""Extra distance, in words, of an event word that stands beyond another figure."""
BEYOND = {",": 3, "and": 3, "but": 4, "while": 4, "whereas": 4, "as": 1} | dict.fromkeys(";:—–()“”\"", 12)
"""Extra distance, in words, of an event word beyond a comma, a joining word, or a break."""
BREAKS = frozenset(";:—–()“”\"")
GENERIC = frozenset({"people", "infections", "jobs"})
"""Classes that vanish beside an event that counts things by itself."""
_STOP = frozenset(
    "a an the of in on at by to for from with and or but as it its he she they his her their that this these those which who whom "
    "is are was were be been being has have had will would could can may might do does did not no more less fewer than least most "
    "about around some nearly almost over under up down only just said say says according told after before since until when while "
    "there then also so far such into out off per each every other another further".split()
)
_SMALL = frozenset({"of", "in", "who", "that", "which", "with", "for", "from", "to", "per", "on", "at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What a claim's own words say about the question it answers.

    Attributes:
        reading: Level, share, ratio, change, increment, duration, or a rate with its period.
        dimension: What is measured: `count`, `[currency]`, `[length]` …; `share` for all fractions.
        things: Classes of what is counted, or the stem of its noun; empty when the words name nothing.
        modifiers: Stems of the words that narrow the noun.
        events: Events the figure may be about; empty when none is near.
        weak_events: Whether the events are read from afar or taken over from another figure.
        scopes: What narrows or widens the figure, as `axis:place`.
        partitive: Whether the figure is a part of another ("14 of them").
        whole: Whether the figure is the whole that another is a part of ("of the 412 clinics").
        places: Places that the words name.
        span: Kind of period the figure holds for.
        content: Stems of the words around the figure.
    """

    reading: str
    dimension: str
    things: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    weak_events: bool = False
    scopes: frozenset[str] = frozenset()
    partitive: bool = False
    whole: bool = False
    places: frozenset[str] = frozenset()
    span: str | None = None
    content: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Item:
    """What a claim's item says: classes of things, words that narrow them, the events it names, and the verb that governs it."""

    things: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in its sentence: its first and last word, and the words of the other figures."""

    tokens: tuple[Word, ...]
    first: int
    last: int
    others: tuple[tuple[int, int], ...]

    def events(self) -> Iterator[Hit]:
        """The event words of the sentence that are no part of a name; in title case every word may be."""
        titled = sum(word.text[0].isupper() for word in self.tokens) > TITLE_CASE * len(self.tokens)
        for hit in words.events().find(self.tokens):
            if titled or hit.first == 0 or not self.tokens[hit.first].text[0].isupper() or self.tokens[hit.first - 1].text in BREAKS:
                yield hit


def sentence_starts(claims: Sequence[Claim]) -> dict[str, int]:
    """Where each claim's sentence begins in its document, found from where its quotes can stand in it."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.document_id, claim.sentence].append(claim)
    starts: dict[str, int] = {}
    for (_, sentence), members in groups.items():
        possible = {claim.claim_id: [claim.char_start - at.start() for at in re.finditer(re.escape(claim.quote), sentence)] for claim in members}
        votes: dict[int, int] = defaultdict(int)
        for found in possible.values():
            for start in found:
                votes[start] += 1
        for claim in members:
            starts[claim.claim_id] = max(possible[claim.claim_id], key=lambda start: (votes[start], -start), default=claim.char_start)
    return starts


def read_all(claims: Sequence[Claim]) -> dict[str, Features]:
    """Read the features of all claims, each beside the other figures of its sentence."""
    starts = sentence_starts(claims)
    beside: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        beside[claim.document_id, starts[claim.claim_id]].append(claim)
    found: dict[str, Features] = {}
    for (_, start), members in beside.items():
        tokens = words.split(members[0].sentence)
        taken = {claim.claim_id: _words_of(tokens, claim, start) for claim in members}
        for claim in members:
            first, last = taken[claim.claim_id]
            others = tuple(sorted(span for claim_id, span in taken.items() if claim_id != claim.claim_id))
            found[claim.claim_id] = read(claim, Place(tokens, first, last, others))
    return found


def read(claim: Claim, place: Place) -> Features:
    """Read the features of one claim from its columns and its sentence."""
    tokens = place.tokens
    item = _item(claim, place)
    dimension, reading = reading_of(claim, tokens, place.first, place.last)
    if dimension == "share" and place.last + 1 < len(tokens) and tokens[place.last + 1].text.lower() == "of":
        item = replace(item, events=frozenset())
    whole = _is_whole(place)
    events, weak = _events(place, item, dimension, whole=whole)
    left, right = _clause(place)
    near = tokens[left:right]
    return Features(
        reading=reading,
        dimension=dimension,
        things=item.things,
        modifiers=item.modifiers,
        events=events,
        weak_events=weak,
        scopes=frozenset(name for hit in words.scopes().find(near) for name in hit.names),
        partitive=_is_partitive(tokens, place.last),
        whole=whole and not events,
        places=_places(claim, near),
        span=spans.kind_of(claim),
        content=frozenset(word.stem for word in near if word.text[0].isalpha() and word.text.lower() not in _STOP),
    )


def _words_of(tokens: tuple[Word, ...], claim: Claim, sentence_start: int) -> tuple[int, int]:
    """First and last word of a claim's quote."""
    start, end = claim.char_start - sentence_start, claim.char_end - sentence_start
    inside = [place for place, word in enumerate(tokens) if word.end > start and word.start < end]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _item(claim: Claim, place: Place) -> Item:
    """Read the item: the class of its head, or of a word that narrows a head that is an event or a mere measure."""
    phrase = claim.item or (claim.unit if claim.dimension == "count" else None)
    verb = (claim.subject or "").split(", ")[1] if claim.item and (claim.subject or "").count(", ") else ""
    if not phrase:
        return Item(verb=verb)
    tokens = tuple(word for word in words.split(phrase) if word.text[0].isalpha())
    cut = next((index for index, word in enumerate(tokens) if index and word.text.lower() in _SMALL), len(tokens))
    head = tuple(word for word in tokens[:cut] if word.text.lower() not in _STOP)
    if not head:
        return Item(verb=verb)
    events = frozenset(name for hit in words.events().find(tokens) if not hit.weak for name in hit.names)
    hits = words.things().find(head)
    if hits and not _in_sentence(head, place) and _speaks_of_others(hits[-1].names, claim, place):
        return Item()
    if not hits and (head[-1].stem in words.measured() or events):
        hits = words.things().find(tokens[cut:])
        return Item(hits[0].names if hits else frozenset(), frozenset(), events, verb)
    if hits:
        return Item(hits[-1].names, frozenset(word.stem for word in head[: hits[-1].first]), events, verb)
    if not _is_trusted(head, claim, place):
        return Item(verb=verb)
    return Item(frozenset({head[-1].stem}), frozenset(word.stem for word in head[:-1]), events, verb)


def _in_sentence(head: tuple[Word, ...], place: Place) -> bool:
    """Whether the item's noun stands in the sentence, or was taken over from one before."""
    return any(word.stem == head[-1].stem for word in place.tokens)


def _speaks_of_others(things: frozenset[str], claim: Claim, place: Place) -> bool:
    """Whether the nearest event of the sentence cannot happen to a thing that was taken over: "the dead number six" is not of drones."""
    near = [hit for hit in place.events() if not hit.weak and _distance(place, hit)[0] <= FAR]
    return bool(near) and not any(may_happen(name, things, claim.dimension) for hit in near for name in hit.names)


def _is_trusted(head: tuple[Word, ...], claim: Claim, place: Place) -> bool:
    """Whether an item of no known class is to be believed: it stands right behind the figure, and is no name, no speaker, no time."""
    last = head[-1].text
    if last[:1].isupper() or role(last.lower(), "period") or last.lower() in (claim.said_by_text or "").lower():
        return False
    behind = place.tokens[place.last + 1 : place.last + 1 + ITEM_REACH]
    return any(word.stem == head[-1].stem for word in (*behind, *place.tokens[place.first : place.last + 1]))


ITEM_REACH = 4
"""Words behind a figure within which a noun of no known class is believed to be what it counts."""


def may_happen(event: str, things: frozenset[str], dimension: str) -> bool:
    """Whether an event can be what a figure of these things and this dimension is about."""
    counted = words.counted_by().get(event)
    sorts = {words.sorts()[thing] for thing in things if thing in words.sorts()}
    if counted == "money":
        return dimension in {"[currency]", "share", "ratio"} and not sorts & {"person"}
    if counted == "fluid":
        return dimension == "amount" or "fluid" in sorts or (not sorts and dimension in {"share", "ratio"})
    if counted == "thing":
        return "person" not in sorts and "party" not in sorts
    if counted == "people":
        return dimension in {"count", "share", "ratio"} and (not sorts or bool(sorts & {"person"}) or things <= GENERIC)
    return True


def _events(place: Place, item: Item, dimension: str, *, whole: bool) -> tuple[frozenset[str], bool]:
    """The events nearest to the figure, and whether only a weak word or a far one names them."""
    best: tuple[float, frozenset[str], bool] | None = None
    for hit in place.events():
        names = frozenset(name for name in hit.names if may_happen(name, item.things, dimension))
        if not names or (hit.first >= place.first and hit.last <= place.last) or (whole and not _is_own(place, hit)):
            continue
        if names & NORMS and _is_norm(place, hit):
            return names & NORMS, False
        distance, crossed = _distance(place, hit)
        weight = OWN if _counts(names, item.things, dimension) else NEAR if hit.weak else 0
        if best is None or distance + weight < best[0]:
            best = (distance + weight, names, distance + weight - crossed * BEYOND_FIGURE > (FAR if item.things or item.verb else FAR_OF_NOTHING))
    governed = _governed(item, dimension)
    if governed and not whole and (best is None or best[0] > GOVERNED):
        best = (GOVERNED, governed, False)
    elif item.verb and not governed and not whole and (best is None or best[2]) and not item.events:
        best = (FAR, frozenset({words.stem(item.verb)}), False)
    named = frozenset(name for name in item.events if may_happen(name, item.things, dimension))
    if named and not (item.things and best is not None and best[0] <= DEFAULT_REACH):
        return (named & best[1] if best is not None else named) or named, False
    return (frozenset(), False) if best is None else best[1:]


def _governed(item: Item, dimension: str) -> frozenset[str]:
    """The events that the verb above the item stands for."""
    hits = words.events().find(words.split(item.verb))
    return frozenset(name for hit in hits if not hit.weak for name in hit.names if may_happen(name, item.things, dimension))


def _is_own(place: Place, hit: Hit) -> bool:
    """Whether an event behind a whole is said of the whole: "of the 31,000 hectares that were flooded", not "of the 412 clinics have closed"."""
    if not 0 < hit.first - place.last <= OWN_REACH:
        return False
    between = {word.text.lower() for word in place.tokens[place.last + 1 : hit.first]}
    return bool(between & {"that", "which", "who"}) or not between & {"have", "has", "had", "is", "are", "was", "were", "will", "would"}


def _is_norm(place: Place, hit: Hit) -> bool:
    """Whether "needed", "recommended" stands right behind the figure, and is said of it."""
    if not 0 < hit.first - place.last <= NORM_REACH:
        return False
    after = place.tokens[hit.last + 1].text.lower() if hit.last + 1 < len(place.tokens) else ""
    return after not in {"a", "an", "the"}


NORM_REACH = 5
"""Words behind a figure within which "needed" is said of it."""
OWN_REACH = 4
"""Words behind a whole within which an event is its own: "of the 31,000 hectares that were flooded"."""


def _counts(events: frozenset[str], things: frozenset[str], dimension: str) -> bool:
    """Whether an event counts the very things at hand."""
    counted = {words.counted_by().get(event) for event in events}
    return bool(counted & things - {"people"}) or (dimension == "[currency]" and "money" in counted)


def _distance(place: Place, hit: Hit) -> tuple[float, int]:
    """How far an event word stands from the figure, in words, with what lies between; and how many figures lie between."""
    low, high = (place.last + 1, hit.first) if hit.first > place.last else (hit.last + 1, place.first)
    between = place.tokens[low:high]
    marks = sum(BEYOND.get(word.text.lower(), 0) for word in between)
    crossed = sum(1 for start, end in place.others if low <= start and end < high)
    side = 0.0 if hit.first > place.last else 0.5
    return len(between) + marks + crossed * BEYOND_FIGURE + side, crossed


def _clause(place: Place) -> tuple[int, int]:
    """The words around a figure up to the next figures and breaks."""
    left = max((end + 1 for start, end in place.others if end < place.first), default=0)
    right = min((start for start, end in place.others if start > place.last), default=len(place.tokens))
    for index in range(place.first - 1, left - 1, -1):
        if place.tokens[index].text in BREAKS:
            left = index + 1
            break
    for index in range(place.last + 1, right):
        if place.tokens[index].text in BREAKS:
            right = index
            break
    return left, right


def _is_partitive(tokens: tuple[Word, ...], last: int) -> bool:
    """Whether "of them", "of the …", "of whom" follows the figure."""
    after = [word.text.lower() for word in tokens[last + 1 : last + 5] if word.text not in BREAKS][:2]
    return len(after) > 1 and after[0] == "of" and after[1] in {"them", "the", "whom", "which", "these", "those", "its", "their"}


def _is_whole(place: Place) -> bool:
    """Whether "of the", "of the country's" stands between another figure and this one."""
    if not any(end < place.first for _, end in place.others):
        return False
    before = [word.text.lower() for word in place.tokens[max(0, place.first - 4) : place.first]]
    if "of" not in before:
        return False
    owner = before[len(before) - before[::-1].index("of") :]
    return owner in (["the"], ["its"], ["their"], ["all"]) or (len(owner) > 1 and owner[-1].endswith(("'s", "’s", "s'", "s’")))


def _places(claim: Claim, near: tuple[Word, ...]) -> frozenset[str]:
    """The places named around the figure, speakers and publishers left out."""
    if not near:
        return frozenset()
    text = claim.sentence[near[0].start : near[-1].end]
    return places.without(places.located(text) | places.holders(text), (claim.said_by, claim.said_by_text, claim.publisher, *claim.via))
