"""``python -m training --base FOLDER --data FOLDER --out FOLDER``: train, export, and put scores to scale, in one go.

The first half of the time goes to a net as wide as the base, the second to one whose trunk was pruned. On two processor
cores 200 minutes give about the shipped model's quality; on a GPU (``--device cuda``) a few minutes do.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Run the steps one after another; the first that fails ends it."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--base", required=True, help="folder with model.safetensors, config.json, tokenizer.json")
    parser.add_argument("--data", required=True, help="the data folder")
    parser.add_argument("--out", type=Path, required=True, help="weights go to OUT, the model to OUT/model")
    parser.add_argument("--minutes", type=float, default=200)
    parser.add_argument(
        "--lean", nargs=2, default=["10", "1408"], metavar=("HEADS", "INNER"), help="what pruning leaves"
    )
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    model = args.out / "model"
    given, wide = ["--base", args.base, "--data", args.data], args.out / "wide"
    half = ["train", *given, "--minutes", str(args.minutes / 2), "--device", args.device]
    for step in (
        [*half, "--out", str(wide)],
        [*half, "--out", str(args.out), "--start", str(wide / "averaged.pt"), "--lean", *args.lean],
        ["export", *given, "--weights", str(args.out / "averaged.pt"), "--out", str(model)],
        ["calibrate", "--model", str(model), "--data", args.data],
    ):
        subprocess.run([sys.executable, "-m", f"training.{step[0]}", *step[1:]], check=True)  # noqa: S603 - our own


if __name__ == "__main__":
    main()
