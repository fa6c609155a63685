"""Roles of persons: the words before a name ("Russian Foreign Minister ...") and behind it (", secretary of ...,")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pourparler.actors.offices import OFFICE_HOLDERS
from pourparler.actors.vocabulary import vocabulary

if TYPE_CHECKING:
    from pourparler.statements.words import Words

__all__ = [
    "HEADS",
    "PORTFOLIOS",
    "PREPOSITIONS",
    "SENTENCE_OPENERS",
    "SPEECH",
    "role_after",
    "role_before",
    "role_before_comma",
]

_TITLES = (
    "sen. sens. rep. reps. gov. gen. lt. col. maj. adm. sgt. capt. prof. rev. pres. amb. cmdr. brig. cpl. "
    "gov sen rep gen col"
)
_PROFESSIONS = """
professor analyst expert economist historian scholar fellow researcher scientist lecturer editor journalist reporter
correspondent columnist author writer filmmaker host anchor commentator lawyer attorney solicitor judge justice
strategist pollster consultant activist founder co-founder ceo owner manager campaigner executive nominee candidate
challenger front-runner frontrunner contender councilman treasurer counsel mayor bishop archbishop cardinal patriarch
imam rabbi pastor veteran resident student teacher doctor nurse farmer volunteer critic organizer organiser operative
delegate businessman businesswoman billionaire entrepreneur politician statesman legislator superdelegate moderator
sheriff dean partner counterpart politician coordinator rapporteur soldier serviceman fighter refugee widow mother
father sister brother wife husband son daughter blogger co-author co-director vice-chair vice-chairwoman
vice-chairperson president-designate chairwoman congressman committeeman committeewoman scientist assemblyman
assemblywoman investigator inspector detective
"""
HEADS = OFFICE_HOLDERS | vocabulary(_TITLES) | vocabulary(_PROFESSIONS)

_MODIFIERS = vocabulary(
    """
    prime foreign defence defense interior finance economy energy trade justice health culture education vice
    deputy first second senior chief acting interim former ex current then incoming outgoing assistant associate
    executive press national security presidential parliamentary military naval special permanent political
    diplomatic top lead longtime long-time veteran right-wing left-wing far-right far-left opposition policy
    communications campaign state federal regional local honorary managing founding principal general ministry
    government house majority minority republican democratic conservative liberal labour independent nuclear
    peace human rights army navy intelligence spy information emergency supreme party ruling rebel separatist
    militia police human-rights retired high new
    """
)
_CONNECTORS = vocabulary("of for to at on in and the")
_NOT_BEFORE_NAME = _CONNECTORS | {"'s"}
_NOT_FIRST = _NOT_BEFORE_NAME - {"the"}
_DETERMINERS = vocabulary("the a an his her its their our one another")
PREPOSITIONS = vocabulary(
    """
    in on at to for by of with from after before against about between under over through during without
    including like than toward towards into via near among as
    """
)
SPEECH = vocabulary(
    """
    said says say told tells added adds stated wrote writes noted notes argued argues warned warns claimed
    claims announced declared insisted confirmed denied explained replied asked called vowed urged pledged has
    had is was were are have will would could should may might did does do
    """
)
_ENDS = frozenset(',;:.!?()[]—–-"“”«»\n') | vocabulary("who which that whose where when while but")

SENTENCE_OPENERS = vocabulary(
    """
    alongside a an the this that these those he she it they we you i his her its their our my your in on at to for by of
    with from after before against about between under over through during without despite although though while
    when where who what which why how if unless until since because as so but and or nor yet not no yes also
    even still only just then now here there once both each every all some many most few several one two three
    four five six seven eight nine ten another other others such same more less much later earlier meanwhile
    however moreover nevertheless instead additionally furthermore perhaps maybe well oh according speaking
    asked told said says saying read watch see photo image video updated published today yesterday tomorrow
    tonight monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december last next first second earlier recently finally indeed thus hence
    like unlike following given let yet again never nothing nobody somebody someone everyone everybody anyone
    mr. mrs. ms. asking including among amid whether whatever afterwards
    """
)
_REMARK_OPENERS = SENTENCE_OPENERS - _DETERMINERS
# What a secretary or a minister is of: never a given name.
PORTFOLIOS = vocabulary(
    """
    state defense defence justice staff commerce treasury energy labor labour affairs interior finance war
    """
)
_LONGEST = 12  # words of a role on one side of a name; longer ones are descriptions


def role_before(words: Words, name: int) -> int:
    """Find where the role directly before a name begins.

    Args:
        words: The article's tokens.
        name: Index of the name's first token (an honorific counts as part of the name).

    Returns:
        Index of the role's first token, or ``name`` where there is none.
    """
    start, head, at = name, False, name - 1
    while at >= max(0, name - _LONGEST):
        word = words.lower[at]
        if word in HEADS:
            start, head = at, True
        elif word in _CONNECTORS:
            at = _governor(words, at)
            if at < 0:
                break
            continue
        elif not _extends(words, at):
            break
        elif head:
            start = at
        at -= 1
    if not head or words.lower[name - 1] in _NOT_BEFORE_NAME:
        return name
    return _trim(words, start, name)


def _extends(words: Words, at: int) -> bool:
    """Say whether a token may stand within a role, beside its head."""
    word = words.lower[at]
    return word == "'s" or word in _MODIFIERS or (words.capital(at) and word not in SENTENCE_OPENERS)


def _governor(words: Words, at: int) -> int:
    """Return the head that governs a connector ("Secretary **of** State"), or -1."""
    while at >= 0 and words.lower[at] in _CONNECTORS:
        at -= 1
    return at if at >= 0 and words.lower[at] in HEADS else -1


def _trim(words: Words, start: int, end: int) -> int:
    """Drop what cannot open a role: possessive signs, connectors."""
    while start < end and words.lower[start] in _NOT_FIRST:
        start += 1
    return start


def role_after(words: Words, last: int) -> tuple[int, int] | None:
    """Find an apposition behind a name: ``Name, the secretary of the council, said``.

    Args:
        words: The article's tokens.
        last: Index of the name's last token.

    Returns:
        First and last token of the role, or None.
    """
    at = last + 1
    if at < len(words) and words.raw[at] == "(":
        while at < min(len(words), last + 8) and words.raw[at] != ")":
            at += 1
        at += 1
    if at >= len(words) or words.raw[at] not in {",", "\u2014", "\u2013"}:
        return None
    at += 1
    if at + 1 < len(words) and words.raw[at].isdigit() and words.raw[at + 1] == ",":
        at += 2  # an age
    if at + 1 < len(words) and words.lower[at] == "who" and words.lower[at + 1] in {"is", "was", "serves"}:
        at += 2 + (words.lower[at + 1] == "serves")
    first, head, end = at, -1, at
    while end < min(len(words), first + _LONGEST + 2):
        word = words.lower[end]
        if word in _ENDS or word in SPEECH:
            break
        if word in HEADS:
            head = end if head < 0 or head == end - 1 else head
        elif head < 0 and not _may_stand_before_head(words, end, first):
            return None
        end += 1
    if head < 0:
        return None
    if head + 1 < end and words.capital(head + 1) and words.lower[head + 1] not in SENTENCE_OPENERS:
        return None  # a further person: "Putin, Foreign Minister Sergei Lavrov and others"
    return first, _cut(words, first, head, end - 1)


def _may_stand_before_head(words: Words, at: int, first: int) -> bool:
    """Say whether a token may stand in an apposition before its head.

    Unknown small words only behind an article ("a political scientist") or a small opening ("editorial board editor").
    """
    word = words.lower[at]
    if word in _DETERMINERS or word in _MODIFIERS or word == "'s" or words.capital(at):
        return True
    if not word.isalpha() or word in PREPOSITIONS or (at == first and word.endswith(("ing", "ed"))):
        return False
    return at == first or words.lower[first] in _DETERMINERS or not words.capital(first)


def _cut(words: Words, first: int, head: int, last: int) -> int:
    """End an apposition before a closing remark of time or place ("..., spokeswoman for the ministry on Tuesday")."""
    for at in range(head + 1, last + 1):
        word = words.lower[at]
        if word in {"on", "in", "at"} and at < last and words.lower[at + 1] in _REMARK_OPENERS:
            return max(at - 1, first)
    return last


def role_before_comma(words: Words, name: int) -> tuple[int, int] | None:
    """Find a description before a name and its comma: ``Turkey's president, Recep Tayyip Erdogan, ...``.

    Args:
        words: The article's tokens.
        name: Index of the name's first token.

    Returns:
        First and last token of the role, or None.
    """
    if name < 3 or words.raw[name - 1] != ",":
        return None
    at, first, head = name - 2, name - 1, -1
    while at >= max(0, name - _LONGEST - 2):
        word = words.lower[at]
        if word in HEADS:
            head, first = max(head, at), at
        elif word in _DETERMINERS:
            first = at
            if head >= 0:
                break
        elif word in _CONNECTORS or _extends(words, at) or (head > 0 and words.lower[at + 1] == "'s"):
            first = at
        else:
            break
        at -= 1
    first = _trim(words, first, name - 1)
    if head < first or (first > 0 and words.lower[first - 1] in PREPOSITIONS):
        return None
    complement = words.lower[head + 1 : name - 1]
    if complement and complement[0] not in _CONNECTORS and complement[0] not in HEADS:
        return None
    return first, name - 2
