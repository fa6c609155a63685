"""``python -m benchmarks``: CPU time of a whole reading against trafilatura alone, on the same pages in the same run.

Pages come from ``POURPARLER_DATA`` (real ones) if that folder is there, else from the worked example.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def pages() -> tuple[str, list[bytes]]:
    """Name and bytes of the pages to read."""
    data = Path(os.environ.get("POURPARLER_DATA", ROOT.parent / "shared/data")) / "pages/html"
    if data.is_dir():
        return "real pages", [gzip.decompress(p.read_bytes()) for p in sorted(data.glob("*.html.gz"))]
    folder = ROOT / "examples/kursk/pages"
    return "worked example", [p.read_bytes() for p in sorted(folder.glob("*.html"))]


def measure() -> dict[str, float | str]:
    """Read every page in one process, in turn with trafilatura alone, so that drift of the machine hits both."""
    import trafilatura

    from pourparler.errors import PourparlerError
    from pourparler.fetch import from_bytes
    from pourparler.pipeline import read_capture

    name, found = pages()
    alone = whole = 0.0
    characters = unread = 0
    read_capture(from_bytes(found[0], name="warm-up", media_type="text/html"))
    for page in found:
        began = time.process_time()
        trafilatura.extract(page.decode("utf-8", "replace"))
        between = time.process_time()
        try:
            reading = read_capture(from_bytes(page, name="page", media_type="text/html"))
            characters += len(reading.article.text)
        except PourparlerError:
            unread += 1
        whole += time.process_time() - between
        alone += between - began
    return {
        "pages": f"{len(found)} ({name}), {unread} unreadable",
        "trafilatura_cpu_ms_a_page": round(1000 * alone / len(found), 1),
        "read_cpu_ms_a_page": round(1000 * whole / len(found), 1),
        "ratio": round(whole / alone, 2),
        "characters_a_second": round(characters / whole),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def start_up() -> dict[str, float | str]:
    """Wall seconds, best of five, of ``import pourparler`` and of a first reading, each in a new process."""
    page = ROOT / "examples/kursk/pages/meridian-dispatch.html"

    def best(code: str) -> float:
        times = []
        for _ in range(5):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own code
            times.append(time.perf_counter() - began)
        return round(min(times), 3)

    first = f"import pourparler; pourparler.read(open({str(page)!r}, encoding='utf-8').read())"
    return {
        "python_alone_s": best("pass"),
        "import_pourparler_s": best("import pourparler"),
        "first_read_s": best(first),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    figures = measure() | start_up()
    if as_json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:28s} {value}")


main()
