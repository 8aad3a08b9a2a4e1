"""The geometry of a parsed sentence: subjects, noun phrases, and how far a clause reaches."""

from __future__ import annotations

from calendar import day_name
from typing import TYPE_CHECKING

from ledger.claims.attributions import Span
from ledger.claims.cues import nouns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.language.tokens import Parse, Token

RELATIVES = frozenset({"who", "which", "that", "whom"})
CONTRASTS = frozenset({"but", "while", "whereas", "yet", "although", "though", "however"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "root", "csubj"})
BACKGROUND = frozenset({"after", "because", "since", "although", "though", "when", "while", "whereas"})
_LOOSE = frozenset({"acl:relcl", "acl", "parataxis", "advcl", "discourse", "punct", "list", "dep", "ccomp", "cop", "aux", "csubj"})
_BEFORE_HEAD = frozenset(
    {
        "det",
        "det:predet",
        "amod",
        "compound",
        "nmod:poss",
        "nmod:desc",
        "nummod",
        "flat",
        "case",
        "punct",
        "advmod",
        "cc",
        "conj",
        "appos",
        "goeswith",
        "nmod",
    }
)
_CALENDAR = frozenset({"hour", "hours", "day", "days", "night", "week", "weeks", "weekend", "month", "months", "quarter", "year", "years"})
_LEADS = frozenset({"case", "cc", "mark", "advmod"})
_EDGES = " \t\n\r\u00a0,;:.\"“”‘’'()—–-"
_POINTED = ("Jr.", "Inc.", "Co.", "U.S.", "U.N.", "D.C.")
_STEPS = 6
"""Steps up a tree that a rule takes at most, so that a broken parse cannot lead it across the sentence."""


def noun_phrase(parse: Parse, head: Token) -> Span:
    """The phrase around a head noun: its modifiers, appositions and participles, but no other clauses that hang from it."""
    kept, stack = {head.index}, [head.index]
    while stack:
        for child in parse.children(stack.pop()):
            if child.dep == "acl" and child.head == head.index and child.tag in {"VBN", "VBG"} and _follows(parse, head, child):
                kept |= {token.index for token in parse.subtree(child.index)}
            elif not _is_outside(parse, head, child):
                kept.add(child.index)
                stack.append(child.index)
    first = last = head.index
    while first - 1 in kept or (first - 2 in kept and parse.tokens[first - 1].dep == "punct"):
        first -= 1
    while last + 1 in kept or (last + 2 in kept and parse.tokens[last + 1].dep == "punct"):
        last += 1
    return Span(start=parse.tokens[first].start, end=parse.tokens[last].end)


def _is_outside(parse: Parse, head: Token, child: Token) -> bool:
    """Whether a word below a noun is no part of its phrase: a clause, what leads into the phrase, another speaker's share."""
    own = child.head == head.index
    if child.dep in _LOOSE or (child.index < head.index and (child.dep not in _BEFORE_HEAD or (own and child.dep in _LEADS))):
        return True
    if own and child.index > head.index and child.dep.endswith(":unmarked") and is_calendar(child) and head.text.lower() not in nouns():
        return True
    if child.dep == "conj":
        clause = (
            child.pos in {"VERB", "AUX"}
            or (child.pos == "NUM" and head.pos != "NUM")
            or any(part.dep.startswith("nsubj") for part in parse.children(child.index))
        )
        return clause or _led_by_preposition(parse, child)
    if child.dep == "nmod" and own and head.text.lower() not in nouns() and _case(parse, child) == "by":
        return True
    return child.dep == "cc" and not _joins_nouns(parse, child)


def is_calendar(token: Token) -> bool:
    """Whether a noun names a stretch of the calendar: "Thursday", "week"; beside a speaker it tells when."""
    return token.text in day_name or token.text.lower() in _CALENDAR


def _led_by_preposition(parse: Parse, conjunct: Token) -> bool:
    """Whether a conjunct opens with a preposition of its own, so that it does not continue the noun: "by A and at 25 by B"."""
    first = min(token.index for token in parse.subtree(conjunct.index))
    after = [token for token in parse.tokens[first : conjunct.index] if token.dep != "cc"]
    return bool(after) and after[0].pos == "ADP"


def _follows(parse: Parse, head: Token, participle: Token) -> bool:
    """Whether a participle follows its noun without a comma: "a poll released on Sunday"."""
    return head.index < participle.index and not any(
        token.text in {",", "(", "—", "–"} for token in parse.tokens[head.index : participle.index]
    )


def _joins_nouns(parse: Parse, joiner: Token) -> bool:
    """Whether a conjunction joins nouns rather than clauses."""
    return parse.tokens[joiner.head].pos not in {"VERB", "AUX"}


def trimmed(text: str, span: Span) -> Span:
    """The span without the blanks and marks at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES and not _belongs(text[start:end]):
        end -= 1
    return Span(start=start, end=max(end, start))


def _belongs(words: str) -> bool:
    """Whether the last mark is part of a name: the point of "Inc.", the bracket of "(NWB)"."""
    return words.endswith(_POINTED) or (words.endswith(")") and "(" in words)


def subject(parse: Parse, verb: Token) -> Token | None:
    """Who does what the verb says, looked for where a clause can leave it: above a conjunction, a participle, a relative."""
    quoted = _quoted_speaker(parse, verb)
    if quoted is not None:
        return quoted
    current = verb
    for _ in range(_STEPS):
        own = [
            child
            for child in parse.children(current.index)
            if child.dep in {"nsubj", "nsubj:outer"} or (current is not verb and child.dep == "nsubj:pass")
        ]
        if own:
            before = [child for child in own if child.index < current.index]
            if before or current is not verb:
                return _antecedent(parse, before[-1] if before else own[0], current)
        head = parse.tokens[current.head]
        if current.dep in {"acl", "acl:relcl"} or (
            current.dep in {"conj", "parataxis", "appos"} and head.pos in {"NOUN", "PROPN"} and head.index < verb.index
        ):
            return head
        if current.dep not in {"conj", "advcl", "xcomp", "parataxis"} or current.head == current.index:
            return None
        current = _past_aside(parse, current, head)
    return None


def _past_aside(parse: Parse, verb: Token, head: Token) -> Token:
    """The verb that a conjunct continues: behind ", as economists had predicted, and" the main one."""
    before = parse.tokens[verb.index - 2 : verb.index] if verb.index > 1 else []
    aside = verb.dep == "conj" and head.dep == "advcl" and [token.tag for token in before][1:] == ["CC"] and before[0].text == ","
    return parse.tokens[head.head] if aside and head.head < head.index else head


def _quoted_speaker(parse: Parse, verb: Token) -> Token | None:
    """Whom somebody quotes: "quoted the director as saying"."""
    if verb.tag != "VBG" or verb.index == 0 or parse.tokens[verb.index - 1].text.lower() != "as":
        return None
    head = parse.tokens[verb.head]
    found = [child for child in parse.children(head.index) if child.dep == "obj" and head.index < child.index < verb.index]
    return found[0] if found and head.lemma.lower() in {"quote", "cite"} else None


def _antecedent(parse: Parse, found: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, where the tree tells."""
    if found.text in RELATIVES:
        chain = [verb, *parse.ancestors(verb.index)]
        for token in chain[:_STEPS]:
            if token.dep == "acl:relcl":
                return parse.tokens[token.head]
        before = parse.tokens[found.index - 1] if found.index else found
        return before if before.pos in {"NOUN", "PROPN"} else found
    return found


def agents(parse: Parse, verb: Token) -> list[Token]:
    """The nouns after "by" in a passive clause, its conjuncts included."""
    below = [token for token in parse.subtree(verb.index) if token.pos in {"NOUN", "PROPN", "PRON"}]
    return [
        token
        for token in below
        if token.index > verb.index and _case(parse, token) == "by" and token.dep.startswith(("obl", "nmod", "conj"))
    ]


def _case(parse: Parse, token: Token) -> str:
    return " ".join(child.text.lower() for child in parse.children(token.index) if child.dep == "case" and child.index < token.index)


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether the verb is a passive participle."""
    children = parse.children(verb.index)
    return any(child.dep in {"nsubj:pass", "aux:pass"} for child in children)


def is_negated(parse: Parse, verb: Token) -> bool:
    """Whether "not", "never" or "no longer" hangs from the verb."""
    return any(child.text.lower() in {"not", "n't", "n’t", "never"} and child.index < verb.index for child in parse.children(verb.index))


def clause_root(parse: Parse, token: Token) -> Token:
    """The head of the clause that the token stands in."""
    current = token
    while current.dep not in CLAUSES and current.head != current.index:
        current = parse.tokens[current.head]
    if current.dep == "conj" and current.pos not in {"VERB", "AUX"} and current.head != current.index:
        return clause_root(parse, parse.tokens[current.head])
    return current


def breaks_away(parse: Parse, root: Token) -> bool:
    """Whether a coordinated clause turns away from the one before it: another voice may speak in it."""
    if root.dep not in {"conj", "advcl", "parataxis"}:
        return False
    openers = {
        child.text.lower() for child in parse.children(root.index) if child.dep in {"cc", "mark", "advmod"} and child.index < root.index
    }
    has_subject = any(child.dep.startswith("nsubj") for child in parse.children(root.index))
    return has_subject and bool(openers & CONTRASTS)


def island(parse: Parse, root: Token) -> Token:
    """The head of all that is said in one breath with the clause: up through "and", down to nothing that breaks away."""
    current = root
    for _ in range(_STEPS):
        if current.dep != "conj" or current.head == current.index or breaks_away(parse, current) or _after_semicolon(parse, current):
            break
        current = parse.tokens[current.head]
    return current


def _after_semicolon(parse: Parse, root: Token) -> bool:
    return any(child.text == ";" and child.index < root.index for child in parse.children(root.index))


def spans(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The stretches that tokens cover: neighbours are joined."""
    found: list[list[int]] = []
    before = -2
    for token in sorted(tokens, key=lambda token: token.index):
        if token.index == before + 1:
            found[-1][1] = token.end
        else:
            found.append([token.start, token.end])
        before = token.index
    return tuple(Span(start=start, end=end) for start, end in found)
