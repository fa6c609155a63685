"""``python -m benchmarks.store``: a store with a million generated statements, and how long its first pages take.

The words are drawn from an invented vocabulary with the frequencies of natural text (Zipf), actors and outlets too, so
that filters and searches meet both frequent and rare values. The store is kept: a second call with the same file
measures again without filling.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import random
import resource
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks import report
from pourparler.rows import Filters
from pourparler.storage import article_id, open_store
from pourparler.types import (
    Actor,
    Article,
    Brief,
    Captured,
    Item,
    ModelInfo,
    OriginPlacement,
    Outcome,
    Position,
    Reading,
    Sentence,
    Span,
    Speaker,
    Statement,
    StoryPlacement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pourparler.protocols import Store
    from pourparler.types import Kind, Sourcing

T = TypeVar("T")
KINDS: tuple[Kind, ...] = ("criticism", "support", "demand", "commitment", "precondition", "refusal", "offer", "threat")
SOURCINGS: tuple[Sourcing, ...] = ("named", "office", "unnamed", "document", "none")
SAID = 14  # statements an article
STANDS = 5  # positions an article
SHARD = 32
FIRST_DAY = datetime(2022, 1, 1, tzinfo=UTC)
MODEL = ModelInfo("generated", "1", "0" * 64)


class World:
    """Words, actors and outlets to draw from; the frequent ones stand first."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - generated text, no secret
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        self.words = ["".join(self.chance.choices(syllables, k=self.chance.randint(1, 4))) for _ in range(20_000)]
        self.actors = [
            Actor(f"actor-{n}", f"Actor {n}", "state", None, None, (f"The Actor {n}",), ()) for n in range(2_000)
        ]
        self.outlets = [f"Outlet {n}" for n in range(50)]
        self._weights = {
            len(of): self._zipf(len(of)) for of in (self.words, self.actors, self.outlets, KINDS, SOURCINGS)
        }

    @staticmethod
    def _zipf(count: int) -> list[float]:
        return list(itertools.accumulate(1 / rank for rank in range(1, count + 1)))

    def draw(self, of: Sequence[T], count: int = 1) -> list[T]:
        """Draw with the frequencies of natural text."""
        return self.chance.choices(of, cum_weights=self._weights[len(of)], k=count)


def article(world: World, number: int, days: int) -> Outcome:
    """Make one article with what was read in it."""
    sentences, at = [], 0
    lines = [" ".join(world.draw(world.words, 18)).capitalize() + "." for _ in range(SAID + 8)]
    for line in lines:
        sentences.append(Sentence(Span(at, at + len(line)), 0))
        at += len(line) + 1
    text = " ".join(lines)
    when = FIRST_DAY + timedelta(minutes=world.chance.randrange(days * 1440))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    title = " ".join(world.draw(world.words, 8))
    address = f"https://generated.example/{number}"
    (outlet,) = world.draw(world.outlets)
    told = Article(address, address, outlet, title, None, when.isoformat(), "en", None, None, text, (), sha256)
    actors = world.draw(world.actors, 4)
    statements = tuple(_statement(world, sentences[n].span, actors[n % 4]) for n in range(SAID))
    positions = tuple(_position(world, sentences[n].span, n, actors[n % 4]) for n in range(STANDS))
    key = article_id(address)
    copied = world.chance.random() < 0.1 and number > 0
    origin = article_id(f"https://generated.example/{number - 1}") if copied else key
    now = (when + timedelta(hours=1)).isoformat()
    return Outcome(
        item=Item(address, f"source-{outlet[7:]}", address, title, None, None),
        moment=now,
        capture=Captured(f"generated.warc.gz@{number}", sha256, now, address),
        reading=Reading(told, tuple(sentences), statements, positions, Brief((sentences[0].span,), ()), MODEL),
        fingerprint=bytes(512),
        sketch=bytes(256),
        origin=OriginPlacement(origin, "near" if copied else "original"),
        story=StoryPlacement(article_id(f"https://generated.example/{number - number % 5}"), title),
        speakers=tuple((actors[n % 4].id,) for n in range(SAID)),
        holders=tuple((actors[n % 4].id,) for n in range(STANDS)),
        actors=tuple(dict.fromkeys(actors)),
    )


def _statement(world: World, span: Span, actor: Actor) -> Statement:
    source, cue = Span(span.start, span.start + 6), Span(span.start + 7, span.start + 10)
    (sourcing,) = world.draw(SOURCINGS)
    speaker = Speaker(actor.name, "Minister", actor.name)
    return Statement((source,), (cue,), (Span(span.start + 11, span.end),), speaker, sourcing, None, (), 0.9)


def _position(world: World, span: Span, statement: int, actor: Actor) -> Position:
    (kind,) = world.draw(KINDS)
    half = (span.start + span.end) // 2
    condition = Span(half, span.end) if kind == "precondition" else None
    return Position(kind, None, Span(span.start, half), condition, None, (), False, statement, actor.name, 0.9)


def fill(store: Store, world: World, statements: int) -> dict[str, float]:
    """Commit generated articles, shard by shard."""
    count = -(-statements // SAID)
    days = max(1, count // 60)  # sixty articles a day
    began = time.perf_counter()
    numbers = iter(range(count))
    while shard := [article(world, number, days) for number in itertools.islice(numbers, SHARD)]:
        store.commit(shard)
        if shard[-1].item.address.endswith("000"):
            print(shard[-1].item.address, round(time.perf_counter() - began), "s", file=sys.stderr)
    return {"articles": count, "articles_a_second": round(count / (time.perf_counter() - began), 1)}


def looks(world: World) -> Iterator[tuple[str, Callable[[Store], object]]]:
    """Yield the first pages to measure: every filter with a frequent and a rare value, and searches."""
    narrow: dict[str, list[dict[str, Any]]] = {
        "nothing": [{}],
        "actor": [{"actor": "actor-0"}, {"actor": "actor-1500"}],
        "kind": [{"kind": KINDS[0]}, {"kind": KINDS[-1]}],
        "sourcing": [{"sourcing": SOURCINGS[0]}, {"sourcing": SOURCINGS[-1]}],
        "outlet": [{"outlet": "Outlet 0"}, {"outlet": "Outlet 49"}, {"outlet": "None"}],
        "source": [{"source": "source-0"}, {"source": "source-49"}],
        "date": [{"since": "2022-03", "until": "2022-04"}, {"until": "2022-01-01"}],
        "article": [{"article": article_id("https://generated.example/77")}],
        "origin": [{"origin": article_id("https://generated.example/77")}],
        "story": [{"story": article_id("https://generated.example/75")}],
        "counted": [{"counted": True}, {"counted": False}],
        "actor and sourcing": [{"actor": "actor-0", "sourcing": SOURCINGS[-1]}],
    }
    for name, values in narrow.items():
        for value in values:
            shown = ", ".join(map(str, value.values())) or "all"
            filters = Filters(**value)
            yield f"statements by {name} ({shown})", lambda store, f=filters: store.statements(f)  # type: ignore[misc]
    yield "counts: status", lambda store: store.status()
    for limit in (50, 500):
        yield f"counts: {limit} actors", lambda store, n=limit: store.actors(limit=n)  # type: ignore[misc]
    yield "counts: states", lambda store: store.actors(Filters(kind="state"))
    yield "counts: one actor", lambda store: store.actor("actor-0")
    common, usual, rare = world.words[0], world.words[60], world.words[9_000]
    queries = [
        *(
            common,
            usual,
            rare,
            f"{common} {usual}",
            f"{common} {world.words[1]}",
            f'"{common} {world.words[1]}"',
            f"{usual} OR {rare}",
        ),
        *(f"{usual} -{common}", f"{world.words[30][:3]}*", f"{common} actor:actor-0", f"{usual} actor:actor-900"),
        *(f"{common} date:2022-03..2022-04", "actor:actor-0 kind:offer", f"{usual} sourcing:unnamed"),
        *('outlet:"outlet 3" source:minister', "date:2022"),
    ]
    for query in queries:
        for found in ("articles", "statements"):
            yield f"search {found}: {query}", lambda store, q=query, f=found: store.search.find(q, found=f)  # type: ignore[misc]


def measure(store: Store, world: World, times: int) -> dict[str, tuple[float, float]]:
    """Return the median milliseconds of each first page: on the clock, and of the processor (other work apart)."""
    figures = {}
    for name, look in looks(world):
        wall, cpu = [], []
        for _ in range(times):
            began, worked = time.perf_counter(), time.process_time()
            look(store)
            wall.append(1000 * (time.perf_counter() - began))
            cpu.append(1000 * (time.process_time() - worked))
        figures[name] = (round(statistics.median(wall), 1), round(statistics.median(cpu), 1))
    return figures


def main() -> None:
    """Fill where needed, measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", help="file or postgresql:// address; filled if it is empty")
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    world = World(7)
    with open_store(given.store) as store:
        figures: dict[str, float] = {}
        if not store.articles(limit=1).rows:
            figures |= fill(store, world, given.statements)
        pages = measure(store, World(7), given.times)
        for what in ("statements", "search", "counts"):
            for at, clock in enumerate(("wall", "cpu")):
                taken = [both[at] for name, both in pages.items() if name.startswith(what)]
                figures[f"{what}_{clock}_ms_median"] = round(statistics.median(taken), 1)
                figures[f"{what}_{clock}_ms_worst"] = max(taken)
        figures |= {f"{name}, {('wall', 'cpu')[at]} ms": both[at] for name, both in pages.items() for at in (0, 1)}
        figures |= {
            "statements": store.status().statements,
            "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
    if Path(given.store).is_file():
        figures["file_mb"] = round(Path(given.store).stat().st_size / 1e6)
    report(figures, as_json=given.json)


if __name__ == "__main__":
    main()
