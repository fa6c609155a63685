"""Train the reader: ``python -m training.train --base FOLDER --data FOLDER --out FOLDER --minutes 60``.

One loop for both corpora: each step adds the gradients of an attribution batch and a position batch. The learning rate
follows the clock, so that a run ends when it was told to on any machine; averaged weights are what is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file

from pourparler.reader.encoding import load_pieces
from training.examples import Attributions, Positions, Window, batches
from training.losses import attribution_loss, forward, position_loss
from training.network import ReaderNet, Shape, load_encoder

if TYPE_CHECKING:
    from collections.abc import Iterator


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--base", type=Path, required=True, help="folder with model.safetensors, config.json, tokenizer.json"
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--warmup", type=int, default=150)
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces of attribution text a step")
    parser.add_argument("--position-pieces", type=int, default=1024)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    return parser.parse_args()


def forever(corpus: Attributions | Positions, pieces: int, seed: int) -> Iterator[list[Window]]:
    """Yield batches, epoch after epoch."""
    rng = random.Random(seed)
    while True:
        yield from batches(list(corpus.epoch(rng)), pieces, rng)


def shape_of(base: Path) -> Shape:
    """Read the encoder's size from a published config."""
    config = json.loads((base / "config.json").read_text())
    return Shape(
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        vocabulary=config["vocab_size"],
        positions=config["max_position_embeddings"],
    )


def main() -> None:
    """Train, keep averaged weights every few minutes and at the end."""
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    pieces = load_pieces(args.base / "tokenizer.json")
    attributions = Attributions(args.data / "attribution/train.jsonl.gz", pieces)
    positions = Positions(args.data / "positions/train.jsonl", pieces)
    net = ReaderNet(shape_of(args.base))
    load_encoder(net.encoder, load_file(args.base / "model.safetensors"))
    if args.start:
        net.load_state_dict(torch.load(args.start))
    encoder = set(net.encoder.parameters())
    groups = [
        {"params": list(encoder), "lr": args.rate},
        {"params": [p for p in net.parameters() if p not in encoder], "lr": args.head_rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    rates = [g["lr"] for g in optimiser.param_groups]
    averaged = {k: v.clone() for k, v in net.state_dict().items()}
    streams = forever(attributions, args.pieces, args.seed), forever(positions, args.position_pieces, args.seed + 1)
    began = saved = shown = time.time()
    sums = [0.0, 0.0]
    step = seen = 0
    while (done := (time.time() - began) / (60 * args.minutes)) < 1:
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * min(1.0, (step + 1) / args.warmup) * max(0.02, 1 - done)
        for number, (stream, loss_of) in enumerate(zip(streams, (attribution_loss, position_loss), strict=True)):
            batch = next(stream)
            seen += sum(len(w.pieces) for w in batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                rows = forward(net, batch)
            loss = loss_of(rows, batch)
            (loss if number == 0 else 0.2 * loss).backward()
            sums[number] += loss.item()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        keep = min(args.average, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, value in net.state_dict().items():
                averaged[name].lerp_(value, 1 - keep)
        if time.time() - shown > 30:
            shown = time.time()
            rate = seen / (shown - began)
            means = f"attribution {sums[0] / step:.4f} position {sums[1] / step:.4f}"
            print(f"{done:.3f} step {step} pieces/s {rate:.0f} {means}", flush=True)
        if time.time() - saved > 240:
            saved = time.time()
            torch.save(averaged, args.out / "averaged.pt")
    torch.save(averaged, args.out / "averaged.pt")
    print(f"ended at step {step}", flush=True)


if __name__ == "__main__":
    main()
