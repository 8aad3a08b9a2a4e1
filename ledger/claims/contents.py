"""What a verb of saying covers: the stretches of its sentence that are said.

Parses of long sentences go wrong at their joints, so the tree tells where a stretch starts and what is left out of it,
and the order of words how far it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import clauses
from ledger.claims.cues import Frame, nouns

if TYPE_CHECKING:
    from ledger.claims.attributions import Span
    from ledger.claims.cues import Cue
    from ledger.claims.scenes import Scene
    from ledger.language.tokens import Token

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj"})
_OBJECTS = frozenset({"obj", "nmod", "parataxis", "iobj", "dep", "nsubj", "appos", "xcomp"})
_TOPICAL = frozenset({"of", "about", "that", "at", "as", "to", "for", "between", "on"})
_EMBEDDED = frozenset({"acl", "acl:relcl", "advcl"})
_RECIPIENTS = frozenset({"tell", "accuse", "blame"})
_OPENERS = frozenset({",", '"', "“", "”", "'", "’", "—", "–", "--", "-", "''", "``", "…", "?", "!", ")"})
_CLOSERS = frozenset({",", '"', "“", "”", "—", "–", "--", "-", "''", "``", ".", ":", ";", "!", "?", ")", "("})
QUOTES = frozenset({'"', "“", "”", "''", "``", "„", "«", "»"})
_TOPICS = frozenset({Frame.REVISE, Frame.ANY, Frame.FIGURE, Frame.CHARGE, Frame.MIND})
_OBJECT_STARTS = frozenset({"NUM", "DET", "ADJ", "NOUN", "PROPN", "SYM", "ADV"})
_REVERSALS = frozenset({"but", "yet"})
_NEAR = 8
"""Words after a verb of saying among which the word that opens its clause must stand."""


def covered(scene: Scene, verb: Token, cue: Cue, speaker: Span) -> tuple[Span, ...]:
    """The stretches that the verb's subject says, by the frame of the verb."""
    tag = {verb.index} | {child.index for child in scene.parse.children(verb.index) if child.dep in {"aux", "aux:pass", "compound:prt"}}
    tag |= {token.index for token in scene.parse.between(speaker.start, speaker.end)}
    first, last = _edges(scene, verb, tag)
    tokens = _left(scene, verb, first, last)
    tokens = tokens or _right(scene, verb, cue, tag)
    tokens = [token for token in tokens if token.index not in tag]
    if cue.frame is Frame.QUOTE:
        tokens = [token for token in tokens if scene.quoted(token.start)]
    return clauses.spans(tokens)


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
    return token.pos in {"ADV", "PUNCT", "AUX", "PART"} and token.text not in QUOTES


def _left(scene: Scene, verb: Token, first: int, last: int) -> list[Token]:
    """The whole of a sentence around words of saying that trail it or interrupt it; nothing where they lead it."""
    parse, tokens = scene.parse, scene.parse.tokens
    before = tokens[first - 1] if first else None
    if before is None:
        return []
    if before.text.lower() == "as" and verb.dep in {"advcl", "parataxis", "root", "ccomp"}:
        return _outside(scene, verb)
    trails = (before.text in _OPENERS or _broken_off(scene, verb, first)) and _closes(scene, verb, last) and _has_content(scene, first)
    complement = any(child.dep in {"ccomp", "parataxis"} and child.index < first for child in parse.children(verb.index))
    aside = verb.dep == "parataxis" and parse.tokens[verb.head].index < first
    if not (trails or ((complement or aside) and _closes(scene, verb, last))):
        return []
    start, end = _bounds(scene, verb, first, last)
    quoted = before.text in QUOTES or (first > 1 and tokens[first - 2].text in QUOTES)
    return [
        token
        for token in tokens[start:end]
        if token.index < first
        or (token.index > last and (scene.quoted(token.start) if quoted else not _of_speaker(scene, token, verb, last)))
    ]


def _of_speaker(scene: Scene, token: Token, verb: Token, last: int) -> bool:
    """Whether a word behind trailing words of saying belongs to a clause about the speaker: "…, said Ruun, who farms 900 acres"."""
    tokens = scene.parse.tokens
    if verb.index == last:
        return False
    opener = next(
        (each.index for each in tokens[last + 1 : last + 4] if each.text.lower() in clauses.RELATIVES | {"whose", "where", "adding"}), None
    )
    if opener is None or token.index < opener:
        return False
    close = next((each.index for each in tokens[opener:] if each.text == ","), len(tokens))
    return token.index < close


def _broken_off(scene: Scene, verb: Token, first: int) -> bool:
    """Whether the speaker follows a quotation without a comma between them: "…here" the mayor said."""
    return first > 1 and scene.parse.tokens[first - 1].text in QUOTES and verb.index >= first


def _outside(scene: Scene, verb: Token) -> list[Token]:
    """The sentence beside an "as X said"."""
    own = {token.index for token in scene.parse.subtree(verb.index)}
    if len(own) > len(scene.parse.tokens) // 2:
        own = {index for index in own if index <= verb.index}
    return [token for token in scene.parse.tokens if token.index not in own]


def _has_content(scene: Scene, first: int) -> bool:
    """Whether something that can be said stands before the words of saying: a verb, a quotation, a figure."""
    before = scene.parse.tokens[:first]
    return any(token.pos in {"VERB", "AUX", "NUM"} or token.text in QUOTES for token in before)


def _closes(scene: Scene, verb: Token, last: int) -> bool:
    """Whether the words of saying end their clause: nothing follows them but a day, a place, or who was told."""
    tokens = scene.parse.tokens
    own = {
        token.index
        for child in scene.parse.children(verb.index)
        if child.index > last
        and (child.dep.startswith(("obl", "advmod", "nmod", "iobj", "advcl", "dep")) or (child.dep == "obj" and child.pos != "VERB"))
        for token in scene.parse.subtree(child.index)
    }
    place = last + 1
    while place < len(tokens) and place in own and tokens[place].text not in _CLOSERS:
        place += 1
    if place < len(tokens) and tokens[place].text == ":" and tokens[max(verb.index - 2, 0)].text == ",":
        return True
    return place >= len(tokens) or (tokens[place].text in _CLOSERS and not _opens_speech(scene, place))


def _opens_speech(scene: Scene, place: int) -> bool:
    """Whether what follows the words of saying is a quotation or a list that they introduce."""
    tokens = scene.parse.tokens
    return tokens[place].text == ":" or (
        tokens[place].text in QUOTES and scene.quoted(tokens[place].start) is not None and tokens[place].tag != "''"
    )


def _bounds(scene: Scene, verb: Token, first: int, last: int) -> tuple[int, int]:
    """From where to where a trailing speaker's sentence runs: semicolons and turns to another speaker end it."""
    tokens = scene.parse.tokens
    start, end = 0, len(tokens)
    for token in tokens:
        if scene.quoted(token.start) or token.index in range(first, last + 1):
            continue
        if (token.text == ";" and not last + 1 < token.index) or (token.text == ";" and token.index < first) or _turns(scene, token):
            if token.index < first and _spoken_between(scene, start, token.index):
                start = token.index + 1
            elif token.index > last:
                end = token.index
                break
    other = next(
        (each.index for each in tokens[last + 1 : end] if each.dep in {"conj", "parataxis"} and scene.speaks(each) and each is not verb),
        None,
    )
    if other is not None:
        end = min(end, max(last + 1, min(token.index for token in scene.parse.subtree(other) if token.index > last)))
    return start, end


def _spoken_between(scene: Scene, start: int, end: int) -> bool:
    return any(scene.speaks(token) or token.text.lower() == "according" for token in scene.parse.tokens[start:end])


def _turns(scene: Scene, token: Token) -> bool:
    """Whether a comma and a contrast end what one voice says: ", but"."""
    before = scene.parse.tokens[token.index - 1].text if token.index else ""
    return token.text.lower() in clauses.CONTRASTS and before in {",", ";", "—", "–"}


def _right(scene: Scene, verb: Token, cue: Cue, tag: set[int]) -> list[Token]:
    """What follows the verb as its content, up to a turn or to the end of the clause that the verb is embedded in."""
    start = _start(scene, verb, cue, tag)
    if start is None:
        return []
    tokens = scene.parse.tokens
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
        if not scene.quoted(token.start) and token.text.lower() in _REVERSALS and _turns(scene, token):
            break
        found.append(token)
    return found


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
        clausal = [token for token in parse.tokens[verb.index + 1 :] if token.text.lower() in {"of", "for", "over"}][:1] or clausal
    after = parse.tokens[verb.index + 1 : verb.index + 2]
    if not clausal and cue.frame in {Frame.ANY, Frame.FIGURE} and after and after[0].pos in _OBJECT_STARTS and lemma not in _RECIPIENTS:
        return verb.index + 1
    if not clausal:
        return next((token.index for token in parse.tokens[verb.index + 1 : verb.index + _NEAR] if token.text in QUOTES), None)
    start = min(
        token.index for child in clausal for token in parse.subtree(child.index) if token.index > verb.index and token.index not in tag
    )
    between = parse.tokens[verb.index + 1 : start]
    aside = lemma in _RECIPIENTS or any(token.pos == "PUNCT" or token.index in tag for token in between)
    aside = aside or any(child.dep.startswith("obl") and child.index < start for child in children)
    return start if aside else verb.index + 1


def _is_topic(scene: Scene, child: Token, cue: Cue) -> bool:
    """Whether a dependent can hold the figure that is said: an object; an oblique only as "at 300", "of 300"."""
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
        if token.text.lower() == "that" and (token.tag in {"IN", "WDT"} or token.index == verb.index + 1):
            return token.index
        if (
            (token.text in {";", ".", ",", ":"} and token.index > verb.index + 1)
            or token.text in QUOTES
            or token.tag in {"VBD", "VBZ", "VBP", "MD"}
        ):
            return None
    return None


def _introduced(scene: Scene, child: Token) -> bool:
    """Whether a quotation mark or a colon stands before a clause."""
    first = min(token.index for token in scene.parse.subtree(child.index))
    before = scene.parse.tokens[first - 1].text if first else ""
    return before in QUOTES or before == ":" or scene.parse.tokens[first].text in QUOTES


def _window(scene: Scene, verb: Token) -> int:
    """One past the last word that a leading verb can cover: the end of its relative or adverbial clause, else of the sentence."""
    parse = scene.parse
    for token in (verb, *parse.ancestors(verb.index)):
        if token.dep in _EMBEDDED and token.index <= verb.index:
            end = max(below.index for below in parse.subtree(token.index)) + 1
            aside = _is_aside(scene, verb)
            if end <= verb.index + 1:
                return _to_comma(scene, verb)
            return min(end, _to_comma(scene, verb)) if aside else end
    return len(parse.tokens)


def _is_aside(scene: Scene, verb: Token) -> bool:
    """Whether the verb stands in a relative clause between commas: "the bill, which the mayor said would cost 3 million, passed"."""
    tokens = scene.parse.tokens
    near = tokens[max(verb.index - _NEAR, 1) : verb.index]
    return any(token.text.lower() in clauses.RELATIVES and tokens[token.index - 1].text == "," for token in near)


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
