"""Pictures of every page, to be looked at: ``python -m tests.browser.pictures FOLDER``."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from pourparler import web
from pourparler.settings import Settings
from pourparler.storage import open_store
from tests.browser.conftest import PLACES
from tests.web import world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from pourparler.protocols import Store


SIZES = {"wide": (1280, 900), "narrow": (390, 844)}


@contextmanager
def serving(store: Store, **options: object) -> Iterator[str]:
    """Serve a store on a free port of this machine, and give the address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        made = web.app(store, Settings(), **options)  # type: ignore[arg-type]
        server = uvicorn.Server(uvicorn.Config(made, log_config=None, timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=10)


def pages(store: Store) -> dict[str, str]:
    """Return the path of every page, by its name."""
    condition = next(row for row in store.positions().rows if row.article == world.id_of("sorn-condition"))
    said = next(row for row in store.statements().rows if row.article == world.id_of("sorn-condition"))
    lists = ("conditions", "stories", "positions", "statements", "actors", "articles", "origins", "sources", "status")
    return {
        "today": "/",
        **{name: f"/{name}" for name in (*lists, "corrections", "quarantine", "runs", "display")},
        "search": "/search",
        "found": "/search?q=bridge&found=statements",
        "not-understood": "/search?q=kind%3Ax",
        "article": f"/articles/{world.id_of('sorn-condition')}",
        "copy": f"/articles/{world.id_of('bridge-for-grain')}",
        "story": f"/stories/{world.id_of('sorn-condition')}",
        "story-with-copy": f"/stories/{world.id_of('bridge')}",
        "position": f"/positions/{condition.id}",
        "statement": f"/statements/{said.id}",
        "party": "/actors/velland",
        "person": "/actors/ilse-brandt",
        "nowhere": "/nowhere",
    }


def take(browser: Browser, address: str, paths: dict[str, str], folder: Path) -> int:
    """Save a picture of each page, wide and narrow, by day and by night, and on paper; return how many."""
    count = 0
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
            )
            page = context.new_page()
            for name, path in paths.items():
                page.goto(address + path)
                page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
                count += 1
                if (size, scheme) == ("wide", "light"):
                    page.pdf(path=folder / f"{name}.pdf", format="A4")
            context.close()
    return count


def main(folder: Path) -> None:
    """Take all pictures."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in PLACES if (path := shutil.which(name))), None)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, open_store(Path(scratch) / "store.sqlite") as store:
        world.fill(store)
        with serving(store, add_source=lambda given: f"Added {given}.") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            count = take(browser, address, pages(store), folder)
            browser.close()
    sys.stdout.write(f"{count} pictures in {folder}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
