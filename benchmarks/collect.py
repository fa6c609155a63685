"""``python -m benchmarks.collect``: memory and speed of a sync with the shipped model, over generated pages.

Memory is that of the whole run, workers included, read at 500 pages and at the end. Speed with two workers is given as
a ratio to one worker in the same run, over pages that both have not read before; start-up and loading apart.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.collection import world

EARLY = 500  # pages after which memory is read first


def resident() -> float:
    """Megabytes of memory that this process and its children hold."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            parent, pages = int(fields[1]), int(fields[21])
        except (OSError, ValueError, IndexError):
            continue
        if int(entry.name) == os.getpid() or parent == os.getpid():
            total += pages * os.sysconf("SC_PAGE_SIZE")
    return total / 1e6


def measured(folder: Path, place: Path, workers: int) -> dict[str, float]:
    """Sync a folder, and return memory and time; called in a process of its own."""
    from pourparler import collection, engines
    from pourparler.collection.shards import Tools, prepare
    from pourparler.settings import Settings
    from pourparler.storage import open_store

    tools, marks = Tools(Settings()), []

    def told(_stage: str, done: int, _of: int) -> None:
        marks.append((done, time.monotonic(), resident()))

    from functools import partial

    engine = engines.engine(workers, prepare=partial(prepare, tools))
    with open_store(place) as store:
        world.added(store, folder)
        collection.sync(collection.Run(store, tools, engine, place.with_suffix(".warc"), told=told))
    engine.close()
    first, last = marks[min(2, len(marks) - 1)], marks[-1]  # two shards pass before every worker is at work
    early = next(mark for mark in marks if mark[0] >= min(EARLY, last[0]))
    return {
        "pages": last[0],
        "megabytes_early": round(early[2], 1),
        "megabytes_end": round(last[2], 1),
        "pages_a_second": round((last[0] - first[0]) / max(last[1] - first[1], 1e-9), 2),
    }


def child(folder: Path, place: Path, workers: int) -> dict[str, float]:
    """Run ``measured`` in a new process."""
    command = [sys.executable, "-m", "benchmarks.collect", "--one", str(folder), str(place), str(workers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own words
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--ratio-pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--one", nargs=3, metavar=("FOLDER", "STORE", "WORKERS"))
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measured(Path(given.one[0]), Path(given.one[1]), int(given.one[2]))))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.pages:
            pages = world.folder_of(folder / "pages", given.pages)
            print(json.dumps({"memory": child(pages, folder / "memory.sqlite", 1)}), flush=True)
        few = world.folder_of(folder / "few", given.ratio_pages)
        for turn in range(given.rounds):
            one = child(few, folder / f"one-{turn}.sqlite", 1)
            two = child(few, folder / f"two-{turn}.sqlite", 2)
            ratio = two["pages_a_second"] / one["pages_a_second"]
            print(json.dumps({"one": one, "two": two, "ratio": round(ratio, 2)}), flush=True)


if __name__ == "__main__":
    main()
