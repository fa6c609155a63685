"""Make scores mean what they say: ``python -m training.calibrate --model FOLDER --data DATA``.

Reads the development documents with the model, looks which statements and positions are right, fits a rising line from
raw score to the share that is right (see training.isotonic), and writes it into the model's card as ``scales``:
``{"statements": [[raw, ...], [share, ...]], "positions": ...}``. Scales that the card has already are replaced.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from evals.judging import verdicts
from evals.readings import ATTRIBUTIONS, POSITIONS, read

from training.isotonic import fit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evals.judging import Verdict

Scales = dict[str, list[list[float]]]


def bare(card: str) -> str:
    """Return a card without scales."""
    said = json.loads(card)
    said.pop("scales", None)
    return json.dumps(said, indent=2) + "\n"


def scaled(card: str, scales: Scales) -> str:
    """Return a card with these scales, a list a line; all else in it stays as it is."""
    said = json.loads(card)
    said.pop("scales", None)
    kinds = [
        f'    "{name}": [\n' + ",\n".join(f"      {json.dumps(part)}" for part in parts) + "\n    ]"
        for name, parts in scales.items()
    ]
    head = json.dumps(said, indent=2).removesuffix("\n}")
    return head + ',\n  "scales": {\n' + ",\n".join(kinds) + "\n  }\n}\n"


def fitted(judged: Mapping[str, Sequence[Verdict]]) -> Scales:
    """Fit a line for each kind of item.

    Raises:
        ValueError: there are too few of them.
    """
    found: Scales = {}
    for name, items in judged.items():
        line = fit([v.score for v in items], [v.right for v in items])
        found[name] = [list(line.raw), list(line.share)]
    return found


def judged(model: Path, data: Path) -> dict[str, list[Verdict]]:
    """Read the development documents with a model's raw scores, and judge what it found."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in model.resolve().iterdir():
            if file.name != "card.json":
                (folder / file.name).symlink_to(file)
        (folder / "card.json").write_text(bare((model / "card.json").read_text("utf-8")), "utf-8")
        return verdicts(read(data / ATTRIBUTIONS, folder), read(data / POSITIONS, folder))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, judge, fit, write."""
    parser = argparse.ArgumentParser(prog="python -m training.calibrate", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of the model whose card is written")
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args(arguments)
    found = judged(options.model, options.data)
    card = options.model / "card.json"
    card.write_text(scaled(card.read_text("utf-8"), fitted(found)), "utf-8")
    for name, items in found.items():
        print(f"{name}: {sum(v.right for v in items)} of {len(items)} are right")


if __name__ == "__main__":
    main()
