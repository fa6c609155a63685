"""Sentences written for training, from patterns: connectives that the annotated sentences hold too few of.

``while``, ``without``, ``before`` or ``depends on`` tie an act to a condition far more rarely than they tell of time or
contrast, so a model trained on a few thousand sentences takes them for the latter. Patterns of both uses, filled anew
each epoch.

Marks: ``[H holder] [A act] [T trigger] [C condition] [R addressee]``; ``[R ...]`` may stand inside ``[A ...]``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

__all__ = ["written"]

PARTIES = (
    "Russia Ukraine Moscow Kyiv Israel Iran Tehran Hamas Hezbollah Washington Beijing Taiwan Armenia Azerbaijan Baku "
    "Yerevan Serbia Kosovo Belgrade Pakistan India Sudan Eritrea Rwanda Kinshasa Georgia Tbilisi Damascus Ankara Belarus "
    "Poland Warsaw NATO Seoul Pyongyang Riyadh Sanaa Addis_Ababa Tripoli The_Kremlin The_Taliban The_Houthis The_opposition "
    "The_government The_rebels The_junta"
).replace("_", " ")
SLOTS: dict[str, tuple[str, ...]] = {
    "p": tuple(m.replace("_", " ") for m in PARTIES.replace("The ", "The_").replace("Addis Ababa", "Addis_Ababa").split()),
    "adj": ("Russian", "Ukrainian", "Israeli", "foreign", "government", "rebel", "Turkish", "Armenian", "Rwandan", "enemy", "occupying"),
    "place": ("Crimea", "the Donbas", "Gaza", "the south", "the border region", "the enclave", "Karabakh", "the east of the country",
              "its territory", "the Belgorod region", "the Golan Heights", "the capital", "the Zaporizhzhia region", "the buffer zone"),
    "said": ("has stated", "has said", "said", "announced", "insisted", "has made clear", "declared", "reiterated", "said on Tuesday"),
    "talk": ("engage in negotiations with [R {o}]", "hold talks with [R {o}]", "sit down with [R {o}]", "negotiate with [R {o}]",
             "resume talks with [R {o}]", "return to the negotiating table", "discuss a ceasefire", "sign any agreement", "enter into dialogue with [R {o}]",
             "take part in the talks", "meet the [R {o}] delegation", "consider a truce", "agree to a summit", "start peace negotiations"),
    "give": ("lift the sanctions", "withdraw its troops", "release the prisoners", "open the border", "recognise the agreement", "stop the offensive",
             "reopen the port", "let inspectors in", "extend the grain deal", "restore diplomatic ties", "return to the treaty", "accept a ceasefire"),
    "noun": ("any talks", "a ceasefire", "peace negotiations", "a meeting of the two presidents", "a prisoner exchange", "the return to the treaty",
             "an end to the blockade", "the signing of a peace treaty", "direct dialogue", "a lasting truce"),
    "stay": ("{adj} troops remain deployed in {place}", "{adj} troops remain in {place}", "{adj} forces stay in {place}", "the shelling continues", "sanctions remain in place",
             "its ports are blockaded", "{adj} soldiers are still on its soil", "the bombing goes on", "{o} holds its prisoners", "{adj} units occupy {place}",
             "{adj} missiles fall on its cities", "the occupation lasts", "hostages are being held"),
    "end": ("{adj} troops leave {place}", "{adj} forces withdraw from {place}", "the sanctions are lifted", "the shelling stops", "the blockade ends",
            "all hostages are released", "{o} recognises its borders", "{adj} units pull back", "security guarantees are given", "{o} gives up {place}"),
    "thing": ("the withdrawal of {adj} troops from {place}", "an end to the shelling", "the release of all prisoners", "security guarantees",
              "the lifting of sanctions", "recognition of its borders", "the return of {place}", "a full ceasefire"),
    "other": ("diplomats met in Geneva", "{q} called for calm", "oil prices rose", "fighting went on in {place}", "envoys gathered in Vienna",
              "the parliament debated a new budget", "{q} prepared for elections", "aid convoys reached {place}"),
    "by": ("", "", "", ", the foreign ministry said", ", its spokesman said", ", the president said on Monday", ", state media reported", ", officials said"),
    "time": ("", "On Tuesday ", "Earlier, ", "Last week, ", "In a statement, "),
    "harm": ("strike targets in {place}", "cut off gas supplies", "retaliate", "close the strait", "impose new sanctions", "expand the offensive", "respond with force"),
}  # fmt: skip
PATTERNS: dict[str, tuple[str, ...]] = {
    "precondition": (
        "{time}[H {p}] [T {said}] it [T will not] [A {talk}] [T while] [C {stay}]{by}.",
        "{time}[H {p}] [T {said}] it [T would not] [A {talk}] [T as long as] [C {stay}].",
        "[H {p}] [T will not] [A {talk}] [T while] [C {stay}]{by}.",
        "[H {p}] [T refuses to] [A {talk}] [T while] [C {stay}]{by}.",
        "[T While] [C {stay}], [H {p}] [T will not] [A {talk}]{by}.",
        "[H {p}] [T ruled out] [A {noun}] [T as long as] [C {stay}].",
        "[H {p}] will [A {give}] [T only after] [C {end}]{by}.",
        "[H {p}] [T is ready to] [A {give}] [T once] [C {end}]{by}.",
        "[H {p}] [T {said}] it [T would] [A {talk}] [T only if] [C {end}].",
        "[H {p}] [T will not] [A {give}] [T before] [C {end}]{by}.",
        "[H {p}] [T {said}] there could be [T no] [A {noun}] [T without] [C {thing}].",
        "[A {noun}] [T is impossible while] [C {stay}], [H {p}] {said}.",
        "For [H {p}], [A {noun}] [T depends on] [C {thing}]{by}.",
        "[H {p}] [T offered to] [A {give}] [T in exchange for] [C {thing}].",
        "[H {p}] [T made] [C {thing}] [T a condition for] [A {noun}].",
        "[H {p}]’s [T condition for] [A {noun}] is [C {thing}].",
        "[H {p}] [T will not] [A {talk}] [T until] [C {end}]{by}.",
        "[H {p}] [T {said}] it [T will not] [A {give}] [T unless] [C {end}].",
    ),
    "refusal": (
        "[H {p}] [T {said}] it [T will not] [A {talk}], while {other}.",
        "[H {p}] [T will not] [A {talk}]{by}.",
        "[H {p}] [T ruled out] [A {noun}], while {other}.",
        "While {other}, [H {p}] [T refused to] [A {give}].",
        "{time}[H {p}] [T {said}] it [T would not] [A {give}], even as {other}.",
        "Before the summit, [H {p}] [T rejected] [A {noun}]{by}.",
    ),
    "commitment": (
        "[H {p}] [T vowed to] [A keep fighting] [T until] [C {end}]{by}.",
        "[H {p}] [T {said}] it [T will] [A {give}], while {other}.",
    ),
    "offer": (
        "[H {p}] [T {said}] it [T was ready to] [A {talk}], while {other}.",
        "[H {p}] [T offered to] [A host {noun}] before the end of the year{by}.",
    ),
    "threat": (
        "[H {p}] [T warned] that it would [A {harm}] [T if] [C {stay}].",
        "[H {p}] [T threatened to] [A {harm}] [T unless] [C {end}].",
        "[H {p}] [T will] [A {harm}] [T as long as] [C {stay}]{by}.",
    ),
    "demand": ("[H {p}] [T demanded] [A {thing}], while {other}.", "[H {p}] [T called on] [R {o}] [A to {give}] before winter."),
    "": (
        "While {stay}, {other}.",
        "{q} and {o} officials met before the summit, while {other}.",
        "{time}{other}, while fighting went on in {place}{by}.",
        "It is not known if {q} will take part, but {other}.",
        "Analysts say talks are unlikely while {stay}.",
        "Without {thing}, the war may last for years, an analyst wrote, while {other}.",
    ),
}  # fmt: skip
ROLES = {"H": "holder", "A": "act", "C": "condition", "R": "addressee"}
_SLOT = re.compile(r"\{(\w+)\}")


def _filled(pattern: str, rng: random.Random) -> str:
    holder, other, third = rng.sample(SLOTS["p"], 3)
    names = {"o": other[0].lower() + other[1:] if other.startswith("The ") else other, "q": third}
    while _SLOT.search(pattern):
        pattern = _SLOT.sub(lambda m: names.get(m[1]) or (holder if m[1] == "p" else rng.choice(SLOTS[m[1]])), pattern)
    return pattern[0].upper() + pattern[1:] if pattern[0] != "[" else pattern


def _parsed(marked: str, kind: str) -> dict[str, Any]:
    """Take the marks out of a sentence and keep where they stood."""
    text, spans, opened = "", [], []
    at = 0
    while at < len(marked):
        if marked[at] == "[":
            opened.append((marked[at + 1], len(text)))
            at += 3
        elif marked[at] == "]":
            role, start = opened.pop()
            spans.append((role, [start, len(text)]))
            at += 1
        else:
            text += marked[at]
            at += 1
    text = re.sub(r"(?<=[a-z,] )The ", "the ", text)
    frame: dict[str, Any] = {"kind": kind, "hedged": False, "trigger": [s for r, s in spans if r == "T"]}
    frame |= {name: next((s for r, s in spans if r == letter), None) for letter, name in ROLES.items()}
    return {"text": text[0].upper() + text[1:], "prev": "", "next": "", "positions": [frame] if kind else []}


def written(count: int, rng: random.Random) -> list[dict[str, Any]]:
    """Make ``count`` sentences, half of them preconditions, in the shape of the annotated ones."""
    kinds = [k for k in PATTERNS if k != "precondition"]
    found = []
    for _ in range(count):
        kind = "precondition" if rng.random() < 0.5 else rng.choice(kinds)
        found.append(_parsed(_filled(rng.choice(PATTERNS[kind]), rng), kind))
    return found
