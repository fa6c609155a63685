"""The articles of an invented world: five outlets on the quarrel of Velland and Arkan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pourparler.storage import article_id
from pourparler.types import Actor, Role, Speaker

if TYPE_CHECKING:
    from pourparler.types import CopyKind, Kind, Sourcing

VELLAND = Actor("velland", "Velland", "state", "VLL", "VLL GOV", ("Republic of Velland",), ())
ARKAN = Actor("arkan", "Arkan", "state", "ARK", None, (), ())
BRANDT = Actor(
    "ilse-brandt",
    "Ilse Brandt",
    "person",
    "VLL",
    None,
    ("Brandt",),
    (Role("Foreign Minister", "velland", "2024-05-02", None), Role("Envoy to the talks", "velland", "2021", "2023-11")),
)
TOLL = Actor("marek-toll", "Marek Toll", "person", "ARK", None, (), (Role("President", "arkan", "2019", None),))
LEAGUE = Actor("sorn-league", "Sorn League", "organisation", None, None, ("the League",), ())
PEOPLE = (VELLAND, ARKAN, BRANDT, TOLL, LEAGUE)
MINISTER = Speaker("Ilse Brandt", "Foreign Minister", "Velland")
PRESIDENT = Speaker("Marek Toll", "President", "Arkan")


@dataclass(frozen=True)
class Said:
    """A statement, by its words."""

    source: str
    cue: str
    content: tuple[str, ...]
    speaker: Speaker | None
    sourcing: Sourcing
    actors: tuple[str, ...] = ()
    occasion: str | None = None
    hedges: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """A position, by its words."""

    kind: Kind
    holder: str | None
    act: str
    trigger: tuple[str, ...]
    condition: str | None = None
    addressee: str | None = None
    statement: int | None = None
    actor: str | None = None
    holders: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    hedged: bool = False


@dataclass(frozen=True)
class Page:
    """An article of this world."""

    name: str
    outlet: str
    title: str
    published: str | None
    text: str
    story: str
    said: tuple[Said, ...] = ()
    held: tuple[Held, ...] = ()
    byline: str | None = None
    origin: str | None = None
    copy: CopyKind = "original"
    agency: str | None = None
    removed: tuple[str, ...] = ("No time to read?", "Get a summary", "Share this article")
    added: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"https://{self.outlet.split()[-1].lower()}.example/{self.name}"

    @property
    def id(self) -> str:
        """Its id in the store."""
        return article_id(self.address)


WIRE = (
    "Arkan will stop shelling the Sorn valley if Velland reopens the grain bridge, "
    "President Marek Toll said on Monday. "
    "He called the blockade “a knife at the throat of our farmers”.\n\n"
    "Velland officials, who asked not to be named, said the bridge could reopen within a week. They reportedly want "
    "observers of the Sorn League on both banks.\n\n"
    "It is not known who would pay for the repairs."
)
TOLL_SAID = (
    Said(
        "President Marek Toll",
        "said",
        ("Arkan will stop shelling the Sorn valley if Velland reopens the grain bridge",),
        PRESIDENT,
        "named",
        ("marek-toll", "arkan"),
    ),
    Said(
        "He",
        "called",
        ("the blockade “a knife at the throat of our farmers”",),
        PRESIDENT,
        "named",
        ("marek-toll", "arkan"),
    ),
    Said(
        "Velland officials, who asked not to be named",
        "said",
        ("the bridge could reopen within a week",),
        None,
        "unnamed",
        ("velland",),
        hedges=("could",),
    ),
)
TOLL_HELD = (
    Held(
        "precondition",
        "Arkan",
        "stop shelling the Sorn valley",
        ("will", "if"),
        "Velland reopens the grain bridge",
        "Velland",
        0,
        "Arkan",
        ("marek-toll", "arkan"),
        ("velland",),
    ),
    Held(
        "criticism",
        "He",
        "the blockade “a knife at the throat of our farmers”",
        ("called",),
        None,
        None,
        1,
        "Marek Toll",
        ("marek-toll", "arkan"),
    ),
    Held(
        "demand",
        "They",
        "observers of the Sorn League on both banks",
        ("want",),
        None,
        None,
        None,
        "Velland",
        ("velland",),
        hedged=True,
    ),
)

PAGES = (
    Page(
        "sorn-condition",
        "The Kessel Observer",
        "Velland sets a condition for talks",
        "2026-03-10T14:05:00+01:00",
        "Velland will not return to the table while Arkan troops hold the Sorn valley, "
        "Foreign Minister Ilse Brandt told reporters in Port Kessel on Tuesday.\n\n"
        "“We are ready to talk about everything once the last soldier has left,” she said. “Not a day before.”\n\n"
        "Arkan officials, who asked not to be named, called the demand “a pretext” and reportedly offered a truce of "
        "ten days. The Sorn League welcomed the offer.\n\n"
        "It remains unclear whether the envoys will meet again this month.",
        "sorn",
        (
            Said(
                "Foreign Minister Ilse Brandt",
                "told",
                ("Velland will not return to the table while Arkan troops hold the Sorn valley",),
                MINISTER,
                "named",
                ("ilse-brandt", "velland"),
                "told reporters in Port Kessel on Tuesday",
            ),
            Said(
                "she",
                "said",
                ("“We are ready to talk about everything once the last soldier has left,”", "“Not a day before.”"),
                MINISTER,
                "named",
                ("ilse-brandt", "velland"),
            ),
            Said(
                "Arkan officials, who asked not to be named",
                "called",
                ("the demand “a pretext”",),
                None,
                "unnamed",
                ("arkan",),
                hedges=("reportedly",),
            ),
        ),
        (
            Held(
                "precondition",
                "Velland",
                "return to the table",
                ("will not", "while"),
                "Arkan troops hold the Sorn valley",
                "Arkan",
                0,
                "Velland",
                ("ilse-brandt", "velland"),
                ("arkan",),
            ),
            Held(
                "precondition",
                "We",
                "talk about everything",
                ("ready to", "once"),
                "the last soldier has left",
                None,
                1,
                "Velland",
                ("ilse-brandt", "velland"),
            ),
            Held(
                "offer",
                "Arkan officials",
                "a truce of ten days",
                ("offered",),
                None,
                None,
                2,
                "Arkan",
                ("arkan",),
                hedged=True,
            ),
            Held(
                "support",
                "The Sorn League",
                "the offer",
                ("welcomed",),
                None,
                None,
                None,
                "Sorn League",
                ("sorn-league",),
            ),
        ),
        "Mara Lindqvist",
    ),
    Page(
        "bridge",
        "Corvid Wire",
        "Arkan ties truce to grain bridge",
        "2026-03-09T09:00:00Z",
        WIRE,
        "bridge",
        TOLL_SAID,
        TOLL_HELD,
        agency="Corvid Wire",
    ),
    Page(
        "bridge-for-grain",
        "Lowland Gazette",
        "A bridge for a truce",
        "2026-03-09",
        f"{WIRE}\n\nBarges have waited at Lowland harbour since January.",
        "bridge",
        TOLL_SAID,
        TOLL_HELD,
        origin="bridge",
        copy="wire",
        agency="Corvid Wire",
        added=("Barges have waited at Lowland harbour since January.",),
    ),
    Page(
        "league-offers",
        "Two Riverbanks",
        "League offers to host envoys",
        "2026-03-11T07:30:00Z",
        "The Sorn League is prepared to host envoys of both sides in Marrow, its secretary wrote on Wednesday.\n\n"
        "Ilse Brandt ruled out a meeting at the level of ministers. “There is nothing to sign,” she said.",
        "sorn",
        (
            Said(
                "its secretary",
                "wrote",
                ("The Sorn League is prepared to host envoys of both sides in Marrow",),
                None,
                "office",
                ("sorn-league",),
            ),
            Said("she", "said", ("“There is nothing to sign,”",), MINISTER, "named", ("ilse-brandt", "velland")),
        ),
        (
            Held(
                "offer",
                "The Sorn League",
                "host envoys of both sides in Marrow",
                ("is prepared to",),
                None,
                None,
                0,
                "Sorn League",
                ("sorn-league",),
            ),
            Held(
                "refusal",
                "Ilse Brandt",
                "a meeting at the level of ministers",
                ("ruled out",),
                None,
                None,
                None,
                "Ilse Brandt",
                ("ilse-brandt", "velland"),
            ),
        ),
        "Jo Aldane",
    ),
    Page(
        "undated",
        "Harbour Notes",
        "Ferries run again",
        None,
        "Ferries between Kessel and Marrow run again. Nobody spoke about the valley.",
        "ferries",
        removed=(),
    ),
)
