"""``python -m benchmarks.pages_load --store PATH``: how long the server takes for its pages while readers come and go.

Serves a store filled by ``benchmarks.store``, asks for pages of every kind at an even pace whether or not earlier ones
have been answered, and meanwhile commits generated articles from a process of its own, as a sync does: the file grows.
What is printed is the server's own time, from its log: milliseconds from the request to the end of the answer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from benchmarks.store import SHARD, World, article
from pourparler.storage import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import httpx2

# How often a page is asked for: what a reader looks at follows from lists, which follow from today's page.
WEIGHTS: Mapping[str, int] = {
    "today": 10,
    "story": 18,
    "article": 18,
    "statement": 8,
    "position": 8,
    "actor": 10,
    "conditions": 8,
    "search": 10,
    "sources": 5,
    "status": 5,
}
RECORDS: Mapping[str, str] = {
    name: {"story": "stories"}.get(name, f"{name}s") for name in ("story", "article", "statement", "position", "actor")
}
MONTHS = [f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)]
PAUSE = 4.0  # seconds between two shards: eight articles a second
COLD = 3.0  # seconds of load before the time counts


def commit(place: str, seconds: float) -> None:
    """Commit a shard of generated articles every few seconds; for a process of its own."""
    world, numbers = World(11), iter(range(time.time_ns() // 1_000_000, 1 << 62))
    ends = time.monotonic() + seconds
    with open_store(place) as store:
        while (began := time.monotonic()) < ends:
            store.commit([article(world, next(numbers), 1200) for _ in range(SHARD)])
            time.sleep(max(0.0, PAUSE - (time.monotonic() - began)))


async def known(client: httpx2.AsyncClient, chance: random.Random) -> dict[str, list[str]]:
    """Return addresses of pages of every kind, taken from the lists: the newest, and some of random months."""
    found: dict[str, list[str]] = {}
    for name, folder in RECORDS.items():
        rows = []
        asked = [{}, *({"until": month} for month in chance.sample(MONTHS, 6))] if name != "actor" else [{}]
        for query in asked:
            answer = await client.get(f"/{folder}.json?{urlencode({'limit': 200, **query})}")
            answer.raise_for_status()
            rows += [row["id"] for row in answer.json()["rows"]]
        found[name] = [f"/{folder}/{quote(row, safe='')}" for row in rows]
    words = World(7).words
    queries = [
        " ".join(chance.choices(words[: 10**power], k=1 + power % 2)) for power in (1, 2, 3, 4) for _ in range(25)
    ]
    found["search"] = [
        f"/search?{urlencode({'q': query, 'found': of})}" for query in queries for of in ("articles", "statements")
    ]
    found["conditions"] = ["/conditions", *(f"/conditions?actor=actor-{chance.randrange(200)}" for _ in range(20))]
    return found | {"today": ["/"], "sources": ["/sources"], "status": ["/status"]}


async def load(address: str, rate: float, seconds: float) -> tuple[int, int]:
    """Ask for pages at an even pace; return how many were answered, and how many not as they should."""
    import httpx2

    chance = random.Random(5)  # noqa: S311 - choice of pages, no secret
    answered = failed = 0

    async def ask(client: httpx2.AsyncClient, target: str) -> None:
        nonlocal answered, failed
        try:
            status = (
                await client.get(target, headers={"X-Request-ID": f"load-{chance.randrange(1 << 48):012x}"})
            ).status_code
        except httpx2.HTTPError:
            status = 0
        answered += 1
        failed += status not in {200, 301}

    limits = httpx2.Limits(max_connections=150)
    async with httpx2.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        pages = await known(client, chance)
        for some in pages.values():  # templates are compiled when first used
            await client.get(some[0])
        began = time.perf_counter()
        going = []
        for number in range(round(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            (kind,) = chance.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))
            going.append(asyncio.create_task(ask(client, chance.choice(pages[kind]))))
        await asyncio.gather(*going)
    return answered, failed


def times(log: Path) -> dict[str, list[float]]:
    """Return the server's milliseconds by route, and of all, from its log; the first seconds apart."""
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    ours = [line for line in lines if str(line.get("request", "")).startswith("load-")]
    moments = [datetime.fromisoformat(line["time"]).timestamp() for line in ours]
    by: defaultdict[str, list[float]] = defaultdict(list)
    for line, moment in zip(ours, moments, strict=True):
        if moment - moments[0] > COLD:
            by[line["route"]].append(line["ms"])
            by["all"].append(line["ms"])
    return by


def report(by: Mapping[str, Sequence[float]]) -> None:
    """Print median and 99th percentile of each route."""
    print(f"{'page':24s} {'count':>6s} {'median':>8s} {'p99':>8s} {'worst':>8s}")
    for route, taken in sorted(by.items()):
        if len(taken) > 1:
            last = statistics.quantiles(taken, n=100, method="inclusive")[98]
            print(f"{route:24s} {len(taken):6d} {statistics.median(taken):8.1f} {last:8.1f} {max(taken):8.1f}")


def measure(place: str, rate: float, seconds: float, log: Path) -> None:
    """Serve, commit and load, each in a process of its own; print the figures."""
    ours = [sys.executable, "-m", "benchmarks.pages_load", "--store", place]
    serving = [sys.executable, "-m", "pourparler", "serve", "--store", place, "--port", "0"]
    with log.open("w") as told:
        server = subprocess.Popen(serving, stdout=subprocess.PIPE, stderr=told, text=True)  # noqa: S603 - our own words
    writer = None
    try:
        line = server.stdout.readline() if server.stdout else ""
        address = line.split("http://")[1].split("/")[0]
        writer = subprocess.Popen([*ours, "--commit", "--seconds", str(seconds + 60)])  # noqa: S603
        os.nice(5)
        answered, failed = asyncio.run(load(f"http://{address}", rate, seconds))
    finally:
        server.terminate()
        server.wait(30)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        if writer is not None:
            writer.terminate()
            writer.wait(30)
    report(times(log))
    print(f"processor time of the server: {1000 * (used.ru_utime + used.ru_stime) / max(1, answered):.1f} ms a page")
    load_now = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{answered} answered, {failed} of them not with a page; load of the machine {load_now}")


def main() -> None:
    """Measure and print, or be the process that commits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", required=True, help="file of a store that benchmarks.store has filled; it grows")
    parser.add_argument("--rate", type=float, default=50, help="pages a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--log", type=Path, help="keep the server's log here")
    parser.add_argument("--commit", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.commit:
        commit(given.store, given.seconds)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(given.store, given.rate, given.seconds, given.log or Path(folder) / "log")


if __name__ == "__main__":
    main()
