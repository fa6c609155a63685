"""``python -m benchmarks``: CPU time of a whole reading against trafilatura alone, on the same pages in the same run.

Pages come from ``POURPARLER_DATA`` (real ones) if that folder is there, else from the worked example.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import report

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
    from pourparler.reader.card import SHIPPED
    from pourparler.reader.encoding import encode, load_pieces

    name, found = pages()
    alone = whole = 0.0
    readings = []
    characters = unread = pieces = 0
    count = load_pieces(SHIPPED / "tokenizer.json")
    read_capture(from_bytes(found[0], name="warm-up", media_type="text/html"))
    for page in found:
        began = time.process_time()
        trafilatura.extract(page.decode("utf-8", "replace"))
        between = time.process_time()
        try:
            reading = read_capture(from_bytes(page, name="page", media_type="text/html"))
            characters += len(reading.article.text)
            readings.append(reading)
        except PourparlerError:
            unread += 1
        whole += time.process_time() - between
        alone += between - began
    for reading in readings:
        text = reading.article.text
        pieces += len(encode(text, reading.sentences, count).pieces)
    return {
        "pages": f"{len(found)} ({name}), {unread} unreadable",
        "trafilatura_cpu_ms_a_page": round(1000 * alone / len(found), 1),
        "read_cpu_ms_a_page": round(1000 * whole / len(found), 1),
        "ratio": round(whole / alone, 2),
        "characters_a_second": round(characters / whole),
        "word_pieces_a_second": round(pieces / whole),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def growth(most: int) -> dict[str, float | str]:
    """CPU of a reading and peak memory after 100 articles, and after ``most``: both should be flat.

    The pages are read again and again, each time with another last sentence, so that nothing can be remembered.
    """
    from pourparler.articles import from_text
    from pourparler.errors import PourparlerError
    from pourparler.fetch import from_bytes
    from pourparler.pipeline import read_article, read_capture

    texts = []
    for page in pages()[1]:
        try:
            texts.append(read_capture(from_bytes(page, name="page", media_type="text/html")).article.text)
        except PourparlerError:
            continue
    texts = texts[:100]
    spent: list[float] = []
    memory = {}
    for number in range(most):
        article = from_text(f"{texts[number % len(texts)]}\n\nThis was reading number {number}.", cut=False)
        began = time.process_time()
        read_article(article)
        spent.append(time.process_time() - began)
        if number + 1 in {100, most}:
            memory[number + 1] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    window = len(texts) * (100 // len(texts))  # whole rounds, so that both means are over the same texts
    first, last = sum(spent[:window]) / window, sum(spent[-window:]) / window
    return {
        f"cost_at_{most}_over_cost_at_100": round(last / first, 3),
        "memory_mb_after_100": round(memory[100]),
        f"memory_mb_after_{most}": round(memory[most]),
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
    parser.add_argument(
        "--articles", type=int, default=0, help="also read so many articles (10000), to see that cost stays flat"
    )
    given = parser.parse_args()
    figures = measure() | start_up()
    if given.articles:
        figures |= growth(max(given.articles, 200))
    report(figures, as_json=given.json)


if __name__ == "__main__":
    main()
