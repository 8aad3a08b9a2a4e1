"""What a verb of saying covers: the stretches of its sentence that are said.

Parses of long sentences go wrong at their joints, so the tree tells where a stretch starts and what is left out of it,
and the order of words how far it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import clauses, trailing
from ledger.claims.cues import Frame, nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.attributions import Span
    from ledger.claims.cues import Cue
    from ledger.claims.scenes import Scene
    from ledger.language.tokens import Token

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj"})
_OBJECTS = frozenset({"obj", "nmod", "parataxis", "iobj", "dep", "nsubj", "appos", "xcomp"})
_TOPICAL = frozenset({"of", "about", "that", "at", "as", "to", "for", "between", "on"})
_EMBEDDED = frozenset({"acl", "acl:relcl", "advcl"})
_RECIPIENTS = frozenset({"tell", "accuse", "blame"})
_BREAKS = frozenset({",", ";", ":", ".", "—", "–", "--", "-", "―", "(", "but"})
_TOPICS = frozenset({Frame.REVISE, Frame.ANY, Frame.FIGURE, Frame.CHARGE, Frame.MIND})
_OBJECT_STARTS = frozenset({"NUM", "DET", "ADJ", "NOUN", "PROPN", "SYM", "ADV"})
_REVERSALS = frozenset({"but", "yet"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_EMBEDDING = frozenset({"IN", "WDT", "WP", "WP$", "WRB"})
_BESIDE = frozenset({"while", "whereas"})
_TIMES = frozenset({"twice", "half", "double", "times"})
_STATES = frozenset({"is", "are", "was", "were", "has", "had", "have"})
_CHARGES = frozenset({"of", "for", "over", "with"})
_BEFORE_FIGURE = frozenset(
    {"between", "about", "around", "over", "under", "nearly", "almost", "up", "at", "some", "roughly", "fewer", "more"}
)
_NEAR = 8
"""Words after a verb of saying among which the word that opens its clause must stand."""


def covered(scene: Scene, verb: Token, cue: Cue, speaker: Span) -> tuple[Span, ...]:
    """The stretches that the verb's subject says, by the frame of the verb."""
    tag = {verb.index} | {child.index for child in scene.parse.children(verb.index) if child.dep in {"aux", "aux:pass", "compound:prt"}}
    tag |= {token.index for token in scene.parse.between(speaker.start, speaker.end)} | _aside(scene, verb, speaker)
    if cue.frame is Frame.INTENT:
        return clauses.spans(_intended(scene, verb))
    first, last = _edges(scene, verb, tag)
    tokens = trailing.covered(scene, verb, first, last)
    tokens = tokens or _right(scene, verb, cue, tag)
    tokens = [token for token in tokens if token.index not in tag]
    if cue.frame is Frame.QUOTE:
        tokens = [token for token in tokens if scene.quoted(token.start)]
    return clauses.spans(tokens)


def _intended(scene: Scene, verb: Token) -> list[Token]:
    """What somebody means to do: the infinitive after the verb, up to the first mark; "pledged 2 million" is a deed that is told."""
    tokens = scene.parse.tokens
    start = next((token.index for token in tokens[verb.index + 1 : verb.index + _NEAR] if token.tag == "TO"), None)
    if start is None or any(token.pos == "PUNCT" or token.tag in _FINITE for token in tokens[verb.index + 1 : start]):
        return []
    end = next(
        (token.index for token in tokens[start:] if (token.text in _BREAKS and token.tag != "HYPH") or _opens_background(token)),
        len(tokens),
    )
    return tokens[start:end]


def _opens_background(token: Token) -> bool:
    """Whether a word opens a clause of what went before: "plans to cut 900 jobs after sales fell 12 percent"."""
    return token.dep == "mark" and token.text.lower() in clauses.BACKGROUND


def _aside(scene: Scene, verb: Token, speaker: Span) -> set[int]:
    """What stands between a speaker and its verb: "Ruun, who farms 900 acres, said"; nothing where part of it is quoted."""
    between = scene.parse.between(speaker.end, verb.start) if speaker.end < verb.start else []
    return set() if any(token.text in trailing.QUOTES for token in between) else {token.index for token in between}


def _edges(scene: Scene, verb: Token, tag: set[int]) -> tuple[int, int]:
    """First and last index of the unbroken run of words of saying around the verb."""
    tokens = scene.parse.tokens
    first = last = verb.index
    while first - 1 in tag or (first - 2 in tag and _is_filler(tokens[first - 1])):
        first -= 1
    while last + 1 in tag or (last + 2 in tag and _is_filler(tokens[last + 1])):
        last += 1
    return first, last


def _is_filler(token: Token) -> bool:
    """Whether a word between speaker and verb belongs to the saying: "also", a comma after an apposition."""
    return token.pos in {"ADV", "PUNCT", "AUX", "PART"} and token.text not in trailing.QUOTES


def _right(scene: Scene, verb: Token, cue: Cue, tag: set[int]) -> list[Token]:
    """What follows the verb as its content, up to a turn or to the end of the clause that the verb is embedded in."""
    start = verb.index + 1 if cue.frame is Frame.REVISE else _start(scene, verb, cue, tag)
    if start is None:
        return []
    tokens = scene.parse.tokens
    bare = cue.frame is not Frame.CLAUSE and not any(token.tag in _FINITE or token.text == "that" for token in tokens[start : start + 2])
    bare = bare and not any(child.dep == "ccomp" for child in scene.parse.children(verb.index))
    end = _window(scene, verb)
    dropped = _dropped(scene, verb)
    found: list[Token] = []
    quotation = scene.quoted(verb.start)
    for token in tokens[start:end]:
        if quotation is not None and not quotation.holds(token.start):
            break
        if token.index in dropped:
            continue
        if cue.frame is Frame.FIGURE and token.text == ";":
            break
        if bare and token.text.lower() in _BESIDE and tokens[token.index - 1].text == "," and not scene.quoted(token.start):
            break
        reversal = token.text.lower() in _REVERSALS and trailing.turns(scene, token) and not _goes_on(scene, token)
        if reversal and not scene.quoted(token.start):
            break
        found.append(token)
    return found


def _goes_on(scene: Scene, joiner: Token) -> bool:
    """Whether what follows a contrast has no subject of its own and no deed: ", but would add 84 million"."""
    after = [token for token in scene.parse.tokens[joiner.index + 1 : joiner.index + 4] if token.pos not in {"ADV", "PART"}][:1]
    return bool(after) and (after[0].tag in {"MD", "TO"} or after[0].text.lower() in _STATES)


def _start(scene: Scene, verb: Token, cue: Cue, tag: set[int]) -> int | None:
    """Where the content of a leading verb starts; nothing if it has none that fits its frame."""
    parse = scene.parse
    children = [child for child in parse.children(verb.index) if child.index > verb.index and child.index not in tag]
    clausal = [
        child for child in children if child.dep in _COMPLEMENTS or (child.dep in {"parataxis", "advcl"} and _introduced(scene, child))
    ]
    lemma = cue.word.split()[0]
    opener = _opener(scene, verb)
    named = any(child.dep == "obj" and child.index < (opener or 0) for child in children) and lemma not in _RECIPIENTS
    if opener is not None and not named:
        return opener
    if not clausal and verb.index + 1 < len(parse.tokens) and parse.tokens[verb.index + 1].tag in {"MD", "VBD", "VBZ", "VBP"}:
        return verb.index + 1
    if not clausal and (cue.frame in _TOPICS or _is_finding(scene, tag, verb)):
        clausal = [
            child for child in children if _is_topic(scene, child, cue) and not (lemma in _RECIPIENTS and child.dep in {"obj", "iobj"})
        ]
    if cue.frame is Frame.CHARGE:
        clausal = [token for token in parse.tokens[verb.index + 1 :] if token.text.lower() in _CHARGES][:1] or clausal
    if not clausal:
        return _without_clause(scene, verb, cue)
    start = min(
        token.index for child in clausal for token in parse.subtree(child.index) if token.index > verb.index and token.index not in tag
    )
    between = parse.tokens[verb.index + 1 : start]
    aside = lemma in _RECIPIENTS or any(token.pos == "PUNCT" or token.index in tag for token in between)
    aside = aside or any(child.dep.startswith("obl") and child.index < start for child in children)
    lost = lemma not in _RECIPIENTS and any(child.dep == "obj" and child.index < start for child in children)
    return start if aside and not lost else verb.index + 1


def _without_clause(scene: Scene, verb: Token, cue: Cue) -> int | None:
    """Where the content of a leading verb starts that the tree gives none: at the phrase, the figure or the quotation behind it."""
    tokens = scene.parse.tokens
    lemma, _, particle = cue.word.partition(" ")
    after = tokens[verb.index + 1 : verb.index + 2]
    near = tokens[verb.index + 1 : verb.index + _NEAR]
    opens = (after and after[0].pos in _OBJECT_STARTS and lemma not in _RECIPIENTS) or _opens_figure(scene, verb)
    if opens and cue.frame in {Frame.ANY, Frame.FIGURE}:
        return verb.index + 1
    if particle:
        return next((token.index + 1 for token in near if token.text.lower() == particle), None)
    return next((token.index for token in near if token.text in trailing.QUOTES), None)


def _opens_figure(scene: Scene, verb: Token) -> bool:
    """Whether a preposition and a number follow the verb: "reported between 40 and 50 cases"."""
    after = scene.parse.tokens[verb.index + 1 : verb.index + _NEAR // 2]
    return bool(after) and after[0].text.lower() in _BEFORE_FIGURE and any(token.pos in {"NUM", "SYM"} for token in after)


def _is_topic(scene: Scene, child: Token, cue: Cue) -> bool:
    """Whether a dependent can hold the figure that is said: an object; an oblique only as "at 300", "of 300"."""
    if child.dep == "parataxis" and any(token.text == ";" for token in scene.parse.tokens[child.head : child.index]):
        return False
    if not child.dep.startswith("obl"):
        return child.dep in _OBJECTS
    cases = {part.text.lower() for part in scene.parse.children(child.index) if part.dep == "case"}
    allowed = _TOPICAL if cue.frame in {Frame.REVISE, Frame.FIGURE, Frame.CHARGE, Frame.INTENT} or " " in cue.word else {"of", "about"}
    return bool(cases & allowed)


def _is_finding(scene: Scene, tag: set[int], verb: Token) -> bool:
    """Whether a document is the subject, so that even a bare object is content: "a poll found 54 percent in favour"."""
    return any(scene.parse.tokens[index].text.lower() in nouns() for index in tag if index != verb.index)


def _opener(scene: Scene, verb: Token) -> int | None:
    """The word that opens a clause near the verb, where the tree hung the clause elsewhere: "found last week that"."""
    tokens = scene.parse.tokens
    if verb.index + 2 < len(tokens) and tokens[verb.index + 1].text == ",":
        close = next((token.index for token in tokens[verb.index + 2 : verb.index + 2 * _NEAR] if token.text == ","), None)
        if close is not None and close + 1 < len(tokens) and tokens[close + 1].text.lower() == "that":
            return close + 1
    for token in tokens[verb.index + 1 : verb.index + _NEAR]:
        if token.text.lower() == "that" and tokens[token.index - 1].text.lower() in _TIMES:
            return None
        if token.text.lower() == "that" and (token.tag in {"IN", "WDT"} or token.index == verb.index + 1):
            return token.index
        if (
            (token.text in {";", ".", ",", ":"} and token.index > verb.index + 1)
            or token.text in trailing.QUOTES
            or token.tag in {"VBD", "VBZ", "VBP", "MD"}
        ):
            return None
    return None


def _introduced(scene: Scene, child: Token) -> bool:
    """Whether a quotation mark or a colon stands before a clause."""
    first = min(token.index for token in scene.parse.subtree(child.index))
    before = scene.parse.tokens[first - 1].text if first else ""
    return before in trailing.QUOTES or before == ":" or scene.parse.tokens[first].text in trailing.QUOTES


def _window(scene: Scene, verb: Token) -> int:
    """One past the last word that a leading verb can cover: the end of its relative or adverbial clause, else of the sentence."""
    parse = scene.parse
    for token in (verb, *parse.ancestors(verb.index)):
        if token.dep in _EMBEDDED and token.index <= verb.index and not _is_main(scene, token):
            end = max(below.index for below in parse.subtree(token.index)) + 1
            aside = _is_aside(scene, verb)
            if end <= verb.index + 1:
                return _to_comma(scene, verb)
            if token.tag == "VBG":
                end = _on_to_mark(parse.tokens, end)
            return min(end, _to_comma(scene, verb)) if aside else end
    return len(parse.tokens)


def _on_to_mark(tokens: Sequence[Token], end: int) -> int:
    """The end moved on to the next mark or conjunction, and over "and that", which goes on with what is said."""
    while end < len(tokens) and (
        tokens[end].pos not in {"PUNCT", "CCONJ"} or (tokens[end].pos == "CCONJ" and tokens[end + 1].text.lower() == "that")
    ):
        end += 1
    return end


def _is_main(scene: Scene, verb: Token) -> bool:
    """Whether a finite verb that the tree hung from another clause has nothing that would embed it: then it is the main one."""
    if verb.tag not in _FINITE or verb.dep != "advcl":
        return False
    below = [token for token in scene.parse.subtree(verb.index) if token.index < verb.index]
    return not any(token.tag in _EMBEDDING and token.head in {verb.index, verb.head} for token in below)


def _is_aside(scene: Scene, verb: Token) -> bool:
    """Whether the verb stands in a relative clause between commas: "the bill, which the mayor said would cost 3 million, passed"."""
    tokens = scene.parse.tokens
    near = tokens[max(verb.index - _NEAR, 1) : verb.index]
    return any(token.text in clauses.RELATIVES and tokens[token.index - 1].text == "," for token in near)


def _to_comma(scene: Scene, verb: Token) -> int:
    """One past the last word before the next comma, for a relative clause whose content the tree lost."""
    tokens = scene.parse.tokens
    return next((token.index for token in tokens[verb.index + 1 :] if token.text == ","), len(tokens))


def _dropped(scene: Scene, verb: Token) -> set[int]:
    """Words behind the verb that are not its content: deeds after the saying, clauses of other speakers."""
    parse = scene.parse
    found: set[int] = set()
    for child in parse.children(verb.index):
        if child.dep == "conj" and child.index > verb.index and child.pos == "VERB" and (scene.speaks(child) or _is_deed(scene, child)):
            found |= {token.index for token in parse.subtree(child.index)}
    for token in parse.tokens[verb.index + 1 :]:
        if token.dep in {"conj", "parataxis"} and token.index not in found and scene.speaks(token) and not scene.quoted(token.start):
            below = {each.index for each in parse.subtree(token.index)}
            if verb.index not in below:
                found |= below
    return found


def _is_deed(scene: Scene, child: Token) -> bool:
    """Whether a coordinated verb is a deed of the same subject after the content: "said so and left"."""
    own = any(part.dep.startswith("nsubj") for part in scene.parse.children(child.index))
    return not own and child.tag in {"VBD", "VBZ", "VBP"} and scene.cue(child) is None
