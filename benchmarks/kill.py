"""``python -m benchmarks.kill``: kills syncs and replays at random moments, and compares what they end with.

A run of each kind is killed with SIGKILL again and again, up to three times a store, until fifty kills have hit a run
at work; then it is let end, and its exports are compared byte for byte with those of a run that nobody disturbed. On
SQLite, and on PostgreSQL where it is installed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests import postgres
from tests.collection import killing, world
from tests.collection.killing import Job
from tests.collection.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = 60


def harry(job: Job, fresh: Callable[[], str], folder: Path, kills: int, seed: int) -> str:
    """Kill runs of a job until ``kills`` have hit; return what came of it."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    took = killing.finished(replace(job, address=(whole := fresh()), archive=str(folder / "whole.warc")))
    expected = world.kept(whole, folder / "expected")
    hit = stores = different = 0
    began = time.monotonic()
    while hit < kills:
        harried = replace(job, address=fresh(), archive=str(folder / f"harried-{stores}.warc"))
        hits = killing.harried(harried, [chance.uniform(0.0, took) for _ in range(3)])
        took *= 1.0 if hits else 0.8  # the machine has become quicker since: moments behind the end hit nobody
        hit += hits
        stores += 1
        different += world.kept(harried.address, folder / "found") != expected
        shutil.rmtree(harried.archive, ignore_errors=True)
    seconds = time.monotonic() - began
    articles = expected["articles.jsonl"].count(b"\n")
    return f"{hit} kills over {stores} stores of {articles} articles, {different} ended differently ({seconds:.0f} s)"


def main() -> None:
    """Kill, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--database", choices=["SQLite", "PostgreSQL"], help="both by default")
    given = parser.parse_args()
    site = Site(dict(list(world.pages(2 * PAGES).items())[PAGES:]))
    server = postgres.server()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = str(world.folder_of(folder / "pages", PAGES))
        feed = f"{site.address}/feed.xml"
        fetched = Job(str(folder / "fetched.sqlite"), str(folder / "fetched.warc"), (feed,))
        killing.finished(fetched)
        jobs = {"sync": Job("", "", (pages, feed)), "replay": Job("", "", (fetched.archive, pages), "replay")}
        numbers = iter(range(10_000))
        databases: dict[str, Callable[[], str]] = {"SQLite": lambda: str(folder / f"store-{next(numbers)}.sqlite")}
        if server is not None:
            databases["PostgreSQL"] = server.database
        for database, fresh in databases.items():
            for command, job in jobs.items() if given.database in {None, database} else ():
                print(f"{database} {command}: {harry(job, fresh, folder, given.kills, given.seed)}", flush=True)
    site.stop()


if __name__ == "__main__":
    main()
