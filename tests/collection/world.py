"""A small world of news: pages of several outlets on several events, some copied, some damaged; and runs over it."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pourparler import engines, exports
from pourparler.collection import Run, Tools
from pourparler.reader.fake import FakeReader, Said, Stand
from pourparler.settings import Settings
from pourparler.sources import discover
from pourparler.storage import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.protocols import Engine, Store

MOMENT = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
PLACES = ("Port Kessel", "Velland", "the Arkan valley", "Sorrow Bay", "Hallin", "the Teveri pass")
SUBJECTS = (
    "harbour",
    "grain",
    "bridge",
    "border",
    "prisoners",
    "ceasefire",
    "tariffs",
    "pipeline",
    "fishing",
    "amnesty",
)
DEEDS = (
    "opened",
    "closed",
    "blocked",
    "inspected",
    "discussed",
    "guarded",
    "questioned",
    "repaired",
    "searched",
    "crossed",
)
SYLLABLES = ("ka", "ren", "to", "vil", "sar", "mo", "dun", "le", "bri", "gos", "han", "pe", "zul", "ti", "wex", "or")
PEOPLE = ("fishermen", "inspectors", "soldiers", "ministers", "farmers", "drivers", "engineers", "mediators", "judges")

READER = FakeReader(
    said=(
        Said("the mediator", "said", "the talks would go on"),
        Said("A minister", "warned", "the border would close"),
    ),
    stands=(Stand("precondition", "Velland", "will not talk", "until the bridge is open", "Arkan"),),
)


def settings(**given: object) -> Settings:
    """Return settings for fetching from this machine without any rest."""
    fixed: dict[str, object] = {"allow_hosts": ("127.0.0.1",), "pause": 0.0, "retries": 0, "timeout": 10.0}
    return Settings(**{**fixed, **given})  # type: ignore[arg-type]


def words_of(theme: str, count: int) -> list[str]:
    """Return invented words, the same for the same theme and unlike those of another."""
    chance = random.Random(theme)  # noqa: S311 - no secret
    return ["".join(chance.choice(SYLLABLES) for _ in range(chance.randrange(2, 4))) for _ in range(count)]


def text(seed: int, *, sentences: int = 9, event: int | None = None) -> str:
    """Return an article's text: the same for the same seed; neighbouring events have half of their words in common."""
    event = seed if event is None else event
    chance = random.Random(seed)  # noqa: S311 - no secret
    place, subject = PLACES[event % len(PLACES)], SUBJECTS[event % len(SUBJECTS)]
    own, shared = words_of(f"event {event}", 14), words_of(f"theme {event // 2}", 14)
    paragraphs = [
        f"On Monday the talks about the {subject} in {place} went on, the mediator said the talks would go on."
    ]
    for number in range(sentences):
        things = chance.sample(own, 4) + chance.sample(shared, 4)
        chance.shuffle(things)
        people, others = chance.sample(PEOPLE, 2)
        paragraphs.append(
            f"{people.capitalize()} of {things[0].capitalize()} {chance.choice(DEEDS)} the {things[1]} {things[2]} "
            f"with {chance.randrange(2, 900)} {others}, while {things[3]} and {things[4]} {chance.choice(DEEDS)} "
            f"{things[5]} near {things[6].capitalize()} for the {things[7]}."
        )
        if number % 4 == 1:
            paragraphs.append("Velland will not talk until the bridge is open, officials in Arkan were told.")
        if number % 4 == 2:
            paragraphs.append(f"A minister warned the border would close on day {chance.randrange(99)} of the year.")
    return "\n\n".join(paragraphs)


def page(title: str, words: str, *, outlet: str = "The Observer of Hallin", day: int = 1) -> str:
    """Return a page as an outlet would make it; every fourth day it forgets the date."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in words.split("\n\n"))
    published = (datetime(2026, 3, 1, 8, 0, tzinfo=UTC) + timedelta(days=day % 3, minutes=day)).isoformat()
    dated = f'<meta property="article:published_time" content="{published}">' if day % 4 else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title}">'
        f"{dated}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def pages(count: int) -> dict[str, str]:
    """Return pages by name: every third is a copy of one before it with a new end, every fifth in other words."""
    made: dict[str, str] = {}
    for number in range(count):
        event = number // 3
        words = text(event)
        if number % 3 == 1:
            words = f"(Reuters) - {words}\n\n{text(1000 + number, sentences=1, event=event)}"
        elif number % 3 == 2:
            words = text(event, sentences=2) + "\n\n" + text(2000 + number, sentences=7, event=event)
        title = " ".join(words_of(f"event {event}", 4)).capitalize() + f" in {PLACES[event % len(PLACES)]}"
        made[f"{number:04}.html"] = page(title, words, outlet=f"Outlet {number % 7}", day=number)
    return made


def folder_of(path: Path, count: int) -> Path:
    """Write pages into a folder."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in pages(count).items():
        (path / name).write_text(content, encoding="utf-8")
    return path


def run_of(
    store: Store, archive: Path, *, engine: Engine | None = None, given: Settings | None = None, **more: object
) -> Run:
    """Return a run with the fake reader."""
    tools = Tools(given or settings(), READER)
    parts: dict[str, object] = {"now": lambda: MOMENT, **more}
    return Run(store, tools, engine or engines.engine(1), archive, **parts)  # type: ignore[arg-type]


def added(store: Store, *given: object, get: object = None) -> None:
    """Add sources."""
    for one in given:
        store.add_sources(discover(str(one), settings(), get=get))  # type: ignore[arg-type]


def exported(store: Store, folder: Path) -> dict[str, bytes]:
    """Return the exports of a store, by name."""
    return {one.path.name: one.path.read_bytes() for one in exports.write(store, folder, "jsonl")}


def kept(address: str, folder: Path) -> dict[str, bytes]:
    """Return the exports of the store at an address."""
    with open_store(address) as store:
        return exported(store, folder)
