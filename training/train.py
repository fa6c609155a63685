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
from training.embeddings import vectors
from training.examples import Attributions, Positions, Window, batches, padded
from training.lesser import Lesser
from training.losses import attribution_loss, crown, embedding_loss, given, lesser_loss, position_loss, trunk
from training.network import ReaderNet, Shape, load_encoder
from training.prune import pruned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torch import Tensor

PRUNING = 60  # batches of each corpus that say what a head or neuron is worth
ENCODER = ("word", "position", "feature", "norm", "trunk", "crown")


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
    parser.add_argument(
        "--surest", type=int, default=2, help="times an epoch that the data folder's own positions count"
    )
    parser.add_argument("--lesser-pieces", type=int, default=512, help="of entities, hedges and events")
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--device", default="cpu", help="cpu, or cuda with a GPU")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lesser-only", action="store_true", help="only the heads of the lesser tasks; all else stays")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument(
        "--lean", type=int, nargs=2, metavar=("HEADS", "INNER"), help="prune the trunk's layers to it first"
    )
    return parser.parse_args()


def forever(corpus: Attributions | Positions | Lesser, pieces: int, seed: int) -> Iterator[list[Window]]:
    """Yield batches, epoch after epoch."""
    rng = random.Random(seed)
    while True:
        yield from batches(list(corpus.epoch(rng)), pieces, rng)


def shape_of(base: Path, weights: dict[str, Tensor] | None = None, crown: int = 2, most: int = 6) -> Shape:
    """Read the encoder's size from a published config; at most ``most`` layers are used, the last for the crown.

    Trained ``weights`` say whether the trunk was pruned.
    """
    config = json.loads((base / "config.json").read_text())
    width = config["hidden_size"] // config["num_attention_heads"]
    lean = None
    if weights is not None:
        lean = weights["trunk.0.out.weight"].shape[1] // width, len(weights["trunk.0.inner.bias"])
    return Shape(
        hidden=config["hidden_size"],
        width=width,
        lean=lean,
        trunk=min(config["num_hidden_layers"], most) - crown,
        crown=crown,
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        vocabulary=config["vocab_size"],
        positions=config["max_position_embeddings"],
    )


def losses(net: ReaderNet, batches_of: tuple[list[Window], list[Window], list[Window]]) -> Iterator[Tensor]:
    """Weighted loss of each corpus, one at a time, so that their gradients are added without keeping all graphs."""
    said, stands, lesser = batches_of
    with torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16):
        _, rows, sentences = trunk(net, said)
    yield attribution_loss(net, rows, said) + 0.3 * embedding_loss(sentences, said)
    with torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16):
        states, marks, _ = trunk(net, stands)
        rows = crown(net, states, stands)
    yield 0.2 * position_loss(marks, rows, stands)
    with torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16):
        _, rows, sentences = trunk(net, lesser)
    yield 0.3 * lesser_loss(rows, sentences, lesser)


def lesser_losses(net: ReaderNet, batch: list[Window]) -> Iterator[Tensor]:
    """Loss of the lesser tasks alone, with an encoder that does not learn."""
    pieces, features, mask, first, pool = given(padded(batch))
    with torch.autocast(torch.get_default_device().type, dtype=torch.bfloat16):
        with torch.no_grad():
            states = net.read(pieces, features, mask)
        marks, sentences = net.mark(states, first, pool)
    yield lesser_loss(list(marks.float().split([len(w.first) for w in batch])), sentences.float(), batch)


class Run:
    """A net with its optimiser and the running mean of its weights, which is what is kept."""

    def __init__(self, net: ReaderNet, args: argparse.Namespace) -> None:
        self.net, self.args, self.steps, self.seen = net, args, 0, 0
        encoder = {p for n, p in net.named_parameters() if n.split(".")[0] in ENCODER}
        groups = [
            {"params": list(encoder), "lr": args.rate},
            {"params": [p for p in net.parameters() if p not in encoder], "lr": args.head_rate},
        ]
        if args.lesser_only:
            heads = [*net.marks.parameters(), *net.pooled.parameters(), *net.senses.parameters()]
            groups = [{"params": heads, "lr": args.head_rate, "weight_decay": 0.0}]  # decay would touch the other rows
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.rates = [g["lr"] for g in self.optimiser.param_groups]
        self.averaged = {k: v.clone() for k, v in net.state_dict().items()}
        self.means = [0.0, 0.0, 0.0]

    def step(self, picked: tuple[list[Window], list[Window], list[Window]], done: float) -> None:
        """Learn from one batch of each corpus; ``done``: the share of the run that is over."""
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * min(1.0, (self.steps + 1) / self.args.warmup) * max(0.02, 1 - done)
        self.seen += sum(len(w.pieces) for batch in picked for w in batch)
        found = lesser_losses(self.net, picked[2]) if self.args.lesser_only else losses(self.net, picked)
        for number, loss in enumerate(found):
            loss.backward()
            self.means[number] = 0.99 * self.means[number] + 0.01 * loss.item()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.steps += 1
        keep = min(self.args.average, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for name, value in self.net.state_dict().items():
                self.averaged[name].lerp_(value, 1 - keep)

    def save(self) -> None:
        """Write the averaged weights."""
        torch.save(self.averaged, self.args.out / "averaged.pt")


def main() -> None:
    """Train, keep averaged weights every few minutes and at the end."""
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_default_device(args.device)
    torch.manual_seed(args.seed)
    pieces = load_pieces(args.base / "tokenizer.json")
    attributions = Attributions(args.data / "attribution/train.jsonl.gz", pieces)
    start = torch.load(args.start, map_location=args.device) if args.start else None
    shape, state = shape_of(args.base, start), load_file(args.base / "model.safetensors")
    if not args.lesser_only:
        attributions.vectors = vectors(shape, state, attributions.encoded, shape.trunk + shape.crown)
    net = ReaderNet(shape)
    if start is None:
        load_encoder(net, state)
    else:
        net.load_state_dict(start)
    said = forever(attributions, args.pieces, args.seed)
    stands = forever(Positions(args.data, pieces, args.surest), args.position_pieces, args.seed + 1)
    lesser = forever(Lesser(args.data, pieces), args.lesser_pieces, args.seed + 2)
    if args.lean:
        net = pruned(
            net,
            tuple(args.lean),
            lambda net: (
                loss for _ in range(PRUNING) for loss in losses(net, (next(said), next(stands), next(lesser)))
            ),
        )
    run = Run(net, args)
    began = saved = shown = time.time()
    while (done := (time.time() - began) / (60 * args.minutes)) < 1:
        run.step((next(said), next(stands), next(lesser)), done)
        if time.time() - shown > 30:
            shown = time.time()
            means = " ".join(f"{x / (1 - 0.99**run.steps):.4f}" for x in run.means)
            print(f"{done:.3f} step {run.steps} pieces/s {run.seen / (shown - began):.0f} {means}", flush=True)
        if time.time() - saved > 240:
            saved = time.time()
            run.save()
    run.save()
    print(f"ended at step {run.steps}", flush=True)


if __name__ == "__main__":
    main()
