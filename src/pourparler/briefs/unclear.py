"""Sentences in which the text itself says what is not known.

Built on grammar, not on single words: a subject that is or remains unclear, something that could not be verified,
a source that did not say when or where. Someone's silence ("declined to comment", "did not respond to a request")
is no statement on what is known, and is left out; so are adjectives before a noun ("an uncertain future", "unknown
attackers"), except "unconfirmed reports". Written and read over on news of 2022, 2026-11.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pourparler.types import Sentence, Span

__all__ = ["says_unclear", "unclear"]

# in what follows, one space stands for any white space
_SOME = (
    "(?:(?:still|yet|also|as|currently|immediately|fully|entirely|completely|totally|initially|now|so|far|very|quite|"
    "largely|publicly|exactly|precisely|really|just|rather|somewhat|highly|equally|both|all|similarly),? ){0,3}"
)
_BE = (
    "(?:is|are|was|were|remain(?:s|ed|ing)?|stay(?:s|ed)?|seem(?:s|ed)?|appear(?:s|ed)?|be|been|being|"
    "(?:it|that|this|what|there|who|where|which)[’']s)"
)
_IS_NOT = rf"(?:{_BE} {_SOME}not|(?:is|was|are|were)n[’']t)"
_UNKNOWN = "(?:unclear|unknown|uncertain|unconfirmed|unverified|murky|undetermined|unspecified|undisclosed)"
# these are uncertain times; it was unknown territory
_THINGS = (
    "(?:times?|days|future|quantit(?:y|ies)|faces|waters|territory|terrain|men|gunmen|assailants|attackers|world|"
    "intelligence|information|reports?)"
)
_WH = r"(?:wh(?:o|om|ose|at|en|ere|y|ich|ether)|how|if)\b"
_CANNOT = "(?:could(?: not|n[’']t)|can(?:not| not|[’']t)|(?:was|were|is|are|been) unable to|not (?:been )?able to)"
_ADVERB = "(?:(?:yet|immediately|fully|officially|publicly|independently) ){0,2}"
_VERIFY = "(?:verify|confirm|corroborate|authenticate)"
_VERIFIED = "(?:verified|confirmed|corroborated|authenticated|established|determined)"
# a speaker's "I did not say who" is about the speaker
_DID = (
    r"(?<!\bI\s)(?<!\byou\s)(?<!\bwe\s)"
    r"\b(?:(?:did|does|do|has|have|had|would)(?: not|n[’']t)|(?:refus|declin)(?:ed|es) to)"
)
_DETAIL = (
    r"(?:details?|specifics|time ?(?:frame|line|table)s?|figures?|numbers?|explanations?|reasons?|information|"
    r"breakdown|particulars|dates?|deadline)\b"
)
_ANY = "(?:(?:any|no|further|more|other|additional|specific|exact|immediate|precise|clear|much|the|an?) ){0,3}"
_GIVEN = "(?:given|provided|released|available|disclosed|offered|announced|set|made public)"

_NOT_KNOWN = (
    # It remains unclear whether ...; the motive is unknown; but not "the troops are uncertain about ..."
    rf"\b{_BE} {_SOME}{_UNKNOWN}\b(?! (?:about|of|to (?:me|him|her|us|them|many|most))\b)(?!-)(?! {_THINGS}\b)",
    # It is not yet clear if ...; it wasn't known how many ...
    (
        rf"\b{_IS_NOT} {_SOME}(?:clear|known|certain|confirmed)"
        rf"(?: {_SOME}{_WH}| (?:publicly|yet|for now|that)\b|[,.;:!?\"”’)]|$)"
    ),
    rf"\b{_IS_NOT} {_SOME}(?:independently|officially) {_VERIFIED}\b",
    r"\b(?:far from|anything but|less than) (?:clear|certain)\b(?!-)",
    rf"\b(?:unclear|unknown|uncertain|less clear|not (?:yet )?(?:clear|known)) (?:is|was|are|were) {_WH}",
    rf"\b(?:leav(?:e|es|ing)|left|mak(?:e|es|ing)|made) it {_SOME}(?:unclear|uncertain|unknown)\b",
    rf"\b(?:fate|whereabouts|status|condition|cause|motives?|location|identity) {_SOME}(?:unknown|unclear|uncertain)\b",
    # could not be independently verified; was unable to confirm; none of which can be verified
    rf"\b{_CANNOT} {_ADVERB}(?:be {_ADVERB}{_VERIFIED}|{_VERIFY}|independently)\b",
    rf"\b(?:has|have|had)(?: not|n[’']t) {_ADVERB}been {_ADVERB}(?:{_VERIFIED}|disclosed)\b",
    rf"\b(?:has|have|had)(?: not|n[’']t) independently {_VERIFIED}\b",
    rf"\b(?:has|have|had)(?: not|n[’']t) (?:yet|officially|publicly) {_VERIFIED}\b",
    rf"\b(?:has|have|had)(?: not|n[’']t) confirmed {_WH}",
    rf"{_DID} (?:immediately confirm\b|confirm (?:or deny )?{_WH})",
    rf"\bnone of (?:which|it|this|that|them|the [a-z]+) (?:could|can|has|have) be(?:en)? {_ADVERB}{_VERIFIED}\b",
    # little is known; nobody knows how; no official confirmation; no word on; unconfirmed reports
    r"\b(?:little|not much) (?:else )?(?:is|was) (?:yet |publicly )?known\b",
    rf"\b(?:no one|nobody|no-one) (?:yet )?(?:really )?knows (?:for sure |exactly |yet )?{_WH}",
    rf"\b(?:officials|authorities|investigators|analysts|experts) do(?: not|n[’']t) (?:yet )?know {_WH}",
    r"\bno (?:official|independent|immediate|public|formal) (?:confirmation|verification)\b",
    r"\bno (?:confirmation|verification) (?:of|from|that|has|was|yet)\b",
    r"\bunconfirmed (?:[a-z]+ )?(?:reports?|claims?|rumou?rs|accounts?)\b",
)
_OPEN = (
    # ... remains to be seen; has yet to be confirmed; is an open question
    r"\bremain(?:s|ed)? (?:yet )?to be (?:seen|determined|decided|confirmed|established)\b",
    rf"\byet to be {_ADVERB}(?:{_VERIFIED}|disclosed|announced|identified|seen)\b",
    r"\b(?:has|have|had) yet to (?:confirm|verify|determine|disclose|specify|say)\b",
    r"\ban open question\b|\banyone[’']s guess\b|\bquestions (?:still )?remain(?:ed)?\b",
)
_NOT_SAID = (
    # did not say when; did not disclose the price; gave no details; no details were given
    (
        rf"{_DID} (?:[a-z]+ )?(?:say|said|specif(?:y|ied)|disclosed?|reveal(?:ed)?|clarif(?:y|ied)|elaborated? on)"
        rf" (?:[a-z]+ly |by |(?:up)?on |in |to )?{_WH}"
    ),
    rf"{_DID} (?:[a-z]+ly )?(?:specify|disclose|elaborate on) (?:the|its|his|her|their|any|an?|which)\b",
    rf"{_DID} (?:[a-z]+ly )?(?:give|provide|offer|release) {_ANY}{_DETAIL}",
)
_NO_DETAILS = (
    rf"\b(?:gave|giv(?:es|ing)|offer(?:s|ed|ing)|provid(?:es|ed|ing)|released) (?:no|few|little) {_ANY}{_DETAIL}",
    rf"\bwithout (?:giving|offering|providing) {_ANY}{_DETAIL}",
    rf"\bno {_ANY}{_DETAIL} (?:was|were|is|are|ha(?:s|ve) been) {_ADVERB}{_GIVEN}\b",
    (
        rf"\bdetails (?:[a-z]+ ){{0,6}}?(?:are|were|remain|remained) {_SOME}"
        r"(?:scarce|scant|sketchy|sparse|few|limited|vague)\b"
    ),
)
_NO_WORD = (
    rf"\bno (?:immediate )?word (?:yet )?(?:on|about|as to|{_WH})",
    r"\b(?:no|little|lack of) clarity (?:on|about|over|as to)\b",
)
# Rules match only where one of these pieces of words stands: to look for them takes a fiftieth of the rules' time, and
# few sentences have any.
_RULES = (
    (
        "clear know certain murky confirm verif corroborat authenticat establish determin specif disclos independent",
        _NOT_KNOWN,
    ),
    ("remain yet question guess", _OPEN),
    ("not n't n’t refus declin", _NOT_SAID),
    (
        "detail specifics time figure number explanation reason information breakdown particulars date deadline",
        _NO_DETAILS,
    ),
    ("word clarity", _NO_WORD),
)
_PIECES = tuple((pieces.split(), rules) for pieces, rules in _RULES)


def unclear(text: str, sentences: Iterable[Sentence]) -> tuple[Span, ...]:
    """Return the sentences of a text that say so; most texts hold few of the pieces that are to be looked for."""
    lower = text.lower()
    held = [([piece for piece in pieces if piece in lower], rules) for pieces, rules in _PIECES]
    looked_for = [(pieces, rules) for pieces, rules in held if pieces]
    return tuple(sentence.span for sentence in sentences if _says(sentence.span.of(text), looked_for))


def says_unclear(sentence: str) -> bool:
    """Say whether a sentence states that something is not known, not confirmed or not disclosed."""
    return _says(sentence, _PIECES)


def _says(sentence: str, looked_for: Sequence[tuple[list[str], tuple[str, ...]]]) -> bool:
    lower = sentence.lower()
    for pieces, rules in looked_for:
        for piece in pieces:
            if piece in lower:
                if any(pattern.search(sentence) for pattern in _compiled(rules)):
                    return True
                break
    return False


@cache
def _compiled(rules: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Compile rules when a sentence first needs them."""
    return tuple(re.compile(rule.replace(" ", r"\s+"), re.IGNORECASE) for rule in rules)
