"""Whom a description stands for: "the minister", "the Ukrainian president", "the ministry"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pourparler import actors
from pourparler.actors.offices import BODIES, SPOKESPERSONS
from pourparler.actors.vocabulary import vocabulary
from pourparler.statements.roles import HEADS
from pourparler.statements.sourcing import noun_phrase

if TYPE_CHECKING:
    from pourparler.statements.people import Cast, Person

__all__ = ["body_named", "described", "party_of"]

_DEFINITE = vocabulary("the this that his her its their our")
_PRESIDENTS = vocabulary("president premier chancellor pm king queen emir sultan")
# A description may be wider than the role it stands for.
_WIDER: dict[str, frozenset[str]] = {
    "leader": _PRESIDENTS | {"leader", "minister", "chairman", "chief", "head"},
    "diplomat": vocabulary("diplomat ambassador envoy consul"),
    "lawmaker": vocabulary(
        """
    lawmaker senator congressman congresswoman mp deputy sen. rep. representative
    """
    ),
    "senator": frozenset({"senator", "sen."}),
    "governor": frozenset({"governor", "gov."}),
    "general": frozenset({"general", "gen."}),
    "congressman": vocabulary("congressman rep. representative"),
    "congresswoman": vocabulary("congresswoman rep. representative"),
    "premier": vocabulary("premier prime pm"),
    "candidate": vocabulary("candidate nominee front-runner"),
    "secretary-general": vocabulary("secretary-general"),
    "chief": vocabulary("chief head director commander"),
}
_DESCRIBED = HEADS | _WIDER.keys()
_NO_PART = vocabulary("the a an of for to at and on in 's this that his her its their our")
_BODY = re.compile(
    r"(?:(?:(?:[A-Z]\.){2,}|[A-Z]\w*(?:['’]s)?)\s+){1,5}(?:[a-z]+\s+){0,2}"
    r"(?:[Mm]inistry|[Dd]epartment|[Cc]ouncil|[Cc]ommission|[Aa]gency|[Aa]rmy|[Nn]avy|[Mm]ilitary|[Gg]overnment)"
    r"|[Mm]inistry of [A-Z]\w+(?: (?:of|and) (?:the )?[A-Z]\w+)*"
)
_LONGEST_LOOK_BACK = 6_000  # characters searched for the full name of "the ministry"


def described(words: str, cast: Cast, offset: int, since: int = 0) -> Person | None:
    """Return the person whom a definite description before ``offset`` stands for.

    Args:
        words: The source's words.
        cast: The persons of the article.
        offset: Where the description stands.
        since: How far back persons are looked for.

    Returns:
        The nearest earlier person with a fitting role, or None where none fits or two fit equally well.
    """
    core = [word.lower() for word in noun_phrase(words)]
    if len(core) < 2 or core[0] not in _DEFINITE or core[-1] not in _DESCRIBED:
        return None
    wanted = _heads(core[-1])
    actor = actors.resolve(words)
    modifiers = {word for word in _complement(words) if word not in _NO_PART and word != core[-1]}
    found: list[Person] = []
    for _, person in cast.before(offset, since):
        if person is None or person in found:
            continue
        if any(_fits(role, wanted, modifiers, actor) for role in person.roles):
            found.append(person)
            if actor or len(found) > 1:
                break
    if not found:
        return None
    if len(found) > 1 and not actor and _same_rank(found, core[-1]):
        return _only_near(found, cast, offset)
    return found[0]


def _heads(head: str) -> frozenset[str]:
    """Return the role heads that a description's head can stand for."""
    if head in SPOKESPERSONS:
        return SPOKESPERSONS
    return _WIDER.get(head, frozenset({head}))


def _complement(words: str) -> list[str]:
    """Return all tokens of a description that must fit a role, nationalities left out."""
    tokens = re.findall(r"(?:[A-Z]\.){2,}|[\w-]+", words[:200])
    cut = next(
        (at for at, token in enumerate(tokens) if at and token.lower() in {"who", "whose", "which"}), len(tokens)
    )
    return [word.lower() for word in tokens[:cut] if not actors.lookup(word) and word != "s"]


def _fits(role: str, wanted: frozenset[str], modifiers: set[str], actor: str | None) -> bool:
    """Say whether a role has the head, the modifiers and the party of a description."""
    parts = {part.strip(".,") if part.strip(",") not in HEADS else part for part in re.split(r"[\s']", role.lower())}
    if not parts & wanted or not modifiers <= parts:
        return False
    if "vice" in parts and "vice" not in modifiers and "vice" not in wanted:
        return False
    return actor is None or actors.resolve(role) in {None, actor}


def _same_rank(found: list[Person], head: str) -> bool:
    """Say whether two persons could equally well be meant."""
    return all(any(head in role.lower() for role in person.roles) for person in found[:2])


def _only_near(found: list[Person], cast: Cast, offset: int) -> Person | None:
    """Return the nearer of two persons where the other is not named in the same stretch of 600 characters."""
    near = {id(person) for _, person in cast.before(offset, offset - 600) if person is not None}
    return found[0] if id(found[0]) in near and id(found[1]) not in near else None


def body_named(words: str, text: str, offset: int) -> str | None:
    """Return the fuller name of a body: ``the ministry`` -> ``Russian Foreign Ministry``, as the text words it earlier.

    Args:
        words: The source's words.
        text: The article's text.
        offset: Where the source stands.

    Returns:
        The nearest earlier name that ends in the same noun, or None.
    """
    core = noun_phrase(words)
    if len(core) != 2 or core[0].lower() not in _DEFINITE or core[1].lower() not in BODIES:
        return None
    noun = core[1].lower()
    found = None
    for match in _BODY.finditer(text, max(0, offset - _LONGEST_LOOK_BACK), offset):
        name = re.sub(r"^(?:The|But|And|In|On|At|of|for)\s+", "", " ".join(match.group().split()))
        if noun in name.lower().split() and name.lower() != noun:
            found = name
    return found


def party_of(person: Person, cast: Cast, text: str, offset: int) -> str | None:
    """Return the party that a person speaks for, through whom or what the role names where it must.

    ``Putin's spokesman`` speaks for Putin's party; ``spokeswoman for the ministry`` for the ministry's.
    """
    if person.actor:
        return person.actor
    for role in person.roles:
        owner = re.match(r"(?:[A-Z]\w+ )?([A-Z][\w-]+)['’]s (.+)", role)
        if owner and set(owner[2].lower().split()) & HEADS:
            parties = {one.actor for one in cast.called(owner[1])}
            if len(parties) == 1:
                return parties.pop()
        body = re.search(r"\b(?:for|of|at) (the \w+)$", role)
        name = body_named(body[1], text, offset) if body else None
        if name:
            return actors.resolve(name)
    return None
