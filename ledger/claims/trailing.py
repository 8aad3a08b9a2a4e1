"""What trailing or interrupting words of saying cover: the whole of the sentence around them, up to a turn to another voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import clauses
from ledger.records import Stance

if TYPE_CHECKING:
    from ledger.claims.scenes import Scene
    from ledger.language.tokens import Token

_OPENERS = frozenset({",", '"', "“", "”", "'", "’", "—", "–", "--", "-", "''", "``", "…", "?", "!", ")"})
_CLOSERS = frozenset({",", '"', "“", "”", "—", "–", "--", "-", "''", "``", ".", ":", ";", "!", "?", ")", "("})
_DASHES = frozenset({",", "—", "–", "--", "-"})
QUOTES = frozenset({'"', "“", "”", "''", "``", "„", "«", "»"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOT_FINITE = frozenset({"VB", "VBG"})


def covered(scene: Scene, verb: Token, first: int, last: int) -> list[Token]:
    """The whole of a sentence around words of saying that trail it or interrupt it; nothing where they lead it."""
    parse, tokens = scene.parse, scene.parse.tokens
    before = tokens[first - 1] if first else None
    if before is None or verb.tag in _NOT_FINITE or _of_relative(scene, verb):
        return []
    cue = scene.cue(verb)
    if before.text.lower() == "as" and cue is not None and cue.stance is Stance.FORECAST:
        return []
    if before.text.lower() == "as" and verb.dep in {"advcl", "parataxis", "root", "ccomp"}:
        return _outside(scene, verb)
    inverted = before.text in QUOTES | {","} and verb.index == first and last > verb.index
    ended = inverted or closes(scene, verb, last) or _told_twice(scene, verb, first, last)
    trails = (before.text in _OPENERS or _broken_off(scene, verb, first)) and ended and _has_content(scene, first)
    complement = any(child.dep in {"ccomp", "parataxis"} and child.index < first for child in parse.children(verb.index))
    aside = verb.dep == "parataxis" and (parse.tokens[verb.head].index < first or _interrupts(scene, first, last))
    if not (trails or ((complement or aside) and ended)):
        return []
    start, end = _bounds(scene, verb, first, last)
    quoted = before.text in QUOTES or (first > 1 and tokens[first - 2].text in QUOTES)
    return [
        token
        for token in tokens[start:end]
        if token.index < first
        or (token.index > last and (scene.quoted(token.start) if quoted else not _of_speaker(scene, token, verb, last, inverted=inverted)))
    ]


def _of_speaker(scene: Scene, token: Token, verb: Token, last: int, *, inverted: bool) -> bool:
    """Whether a word behind trailing words of saying belongs to a clause about the speaker: "…, said Ruun, who farms 900 acres"."""
    tokens = scene.parse.tokens
    if verb.index == last:
        return False
    if inverted and not closes(scene, verb, last):
        return token.index < next(
            (each.index for each in tokens[last + 1 :] if each.tag == "CC" and tokens[each.index - 1].text == ","), len(tokens)
        )
    opener = next(
        (each.index for each in tokens[last + 1 : last + 4] if each.text in clauses.RELATIVES | {"whose", "where", "adding"}), None
    )
    if opener is None or token.index < opener:
        return False
    close = next((each.index for each in tokens[opener:] if each.text == ","), len(tokens))
    return token.index < close


def _told_twice(scene: Scene, verb: Token, first: int, last: int) -> bool:
    """Whether a clause stands before the words of saying and a colon behind them: "90 was wrong, the ministry said on Friday: 74 died"."""
    tokens = scene.parse.tokens
    mark = next((token for token in tokens[last + 1 :] if token.text in _CLOSERS), None)
    clause = any(token.tag in _FINITE and token.text not in clauses.RELATIVES for token in tokens[:first])
    return tokens[first - 1].text == "," and clause and mark is not None and mark.text == ":" and verb.tag not in _NOT_FINITE


def _of_relative(scene: Scene, verb: Token) -> bool:
    """Whether the verb is that of a relative clause: what "who advises ports" tells is no part of what is said before."""
    tokens = scene.parse.tokens
    place = verb.index - 1
    while place > 0 and tokens[place].pos in {"ADV", "AUX", "PART"}:
        place -= 1
    return place > 0 and tokens[place].text in clauses.RELATIVES


def _interrupts(scene: Scene, first: int, last: int) -> bool:
    """Whether the words of saying stand between two commas: "The benefit, it says, would be 300"."""
    tokens = scene.parse.tokens
    return first > 0 and last + 1 < len(tokens) and tokens[first - 1].text in _DASHES and tokens[last + 1].text in _DASHES


def _broken_off(scene: Scene, verb: Token, first: int) -> bool:
    """Whether the speaker follows a quotation without a comma between them: "…here" the mayor said."""
    return first > 1 and scene.parse.tokens[first - 1].text in QUOTES and verb.index >= first


def _outside(scene: Scene, verb: Token) -> list[Token]:
    """The sentence beside an "as X said"."""
    own = {token.index for token in scene.parse.subtree(verb.index)}
    if len(own) > len(scene.parse.tokens) // 2:
        own = {index for index in own if index <= verb.index}
    turn = next((token.index for token in scene.parse.tokens[verb.index :] if turns(scene, token) and token.text.lower() == "but"), None)
    return [token for token in scene.parse.tokens[:turn] if token.index not in own]


def _has_content(scene: Scene, first: int) -> bool:
    """Whether something that can be said stands before the words of saying: a verb, a quotation, a figure."""
    before = scene.parse.tokens[:first]
    return any(token.pos in {"VERB", "AUX", "NUM"} or token.text in QUOTES for token in before)


def closes(scene: Scene, verb: Token, last: int) -> bool:
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
        if (token.text == ";" and not last + 1 < token.index) or (token.text == ";" and token.index < first) or turns(scene, token):
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


def turns(scene: Scene, token: Token) -> bool:
    """Whether a comma and a contrast end what one voice says: ", but"."""
    before = scene.parse.tokens[token.index - 1].text if token.index else ""
    return token.text.lower() in clauses.CONTRASTS and before in {",", ";", "—", "–"}
