"""Trained weights to the shipped file: ``python -m training.export --weights FILE --base FOLDER --data ... --out ...``.

Static 8-bit quantisation (QDQ): the scales are fixed here, so that a reading never depends on what is read beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from pourparler.reader.encoding import load_pieces
from pourparler.reader.layout import VERSION
from training.examples import Attributions, Positions, Window, crowned, padded
from training.network import ReaderNet
from training.train import shape_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np


class ByteEmbedding(nn.Module):
    """An embedding in 8 bits, one scale a row: a quarter of the size, and exact to a 254th of each row's range."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale[:, None].clamp_min(1e-12)).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Look up and scale."""
        return self.rows[ids].float() * self.scale[ids].unsqueeze(-1)


class Trunk(nn.Module):
    """What the file ``reader.onnx`` computes."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: Tensor, features: Tensor, first: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        """Rows of words and sentences, and the states that the crown reads on from, (all pieces, hidden)."""
        states = self.net.read(pieces, features)
        words, sentences = self.net.mark(states, first, pool)
        return words, sentences, states.reshape(-1, states.shape[-1]), self.net.transitions * 1.0


class Crown(nn.Module):
    """What the file ``stands.onnx`` computes."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, states: Tensor, index: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Rows of the words of some sentences."""
        return self.net.stand(states, index, mask, first)


class Feeds(CalibrationDataReader):
    """Inputs from which the ranges of activations are taken; all lie within the limits that training kept."""

    def __init__(self, feeds: list[dict[str, np.ndarray]]) -> None:
        self.feeds: Iterator[dict[str, np.ndarray]] = iter(feeds)

    def get_next(self) -> dict[str, np.ndarray] | None:
        """Return the next batch, or None after the last."""
        return next(self.feeds, None)


def to_onnx(net: ReaderNet, folder: Path) -> tuple[Path, Path]:
    """Export both parts in 32 bits."""
    net.eval()
    net.word = ByteEmbedding(net.word.weight.detach())
    pieces = torch.ones(1, 9, dtype=torch.long)
    index, first = torch.ones(2, 9, dtype=torch.long), torch.tensor([1, 2, 10, 11])
    parts = (
        (Trunk(net), "reader.onnx", {
            "pieces": pieces, "features": torch.zeros_like(pieces), "first": first[:2], "pool": torch.ones(3, 2),
        }, ["words", "sentences", "states", "transitions"]),
        (Crown(net), "stands.onnx", {
            "states": torch.ones(18, net.shape.hidden), "index": index, "mask": torch.ones_like(index), "first": first,
        }, ["stands"]),
    )  # fmt: skip
    axes = {
        "pieces": ["one", "pieces"], "features": ["one", "pieces"], "mask": ["rows", "pieces"], "first": ["words"],
        "pool": ["sentences", "words"], "states": ["pieces"], "index": ["rows", "pieces"], "words": ["words"],
        "sentences": ["sentences"], "stands": ["words"],
    }  # fmt: skip
    for part, name, given, out in parts:
        named = {n: {i: a for i, a in enumerate(axes[n]) if a != "one"} for n in [*given, *out] if n in axes}
        torch.onnx.export(
            part, tuple(given.values()), str(folder / name), input_names=list(given), output_names=out,
            dynamic_axes=named, opset_version=17, dynamo=False,
        )  # fmt: skip
    return folder / "reader.onnx", folder / "stands.onnx"


def quantise(source: Path, target: Path, feeds: list[dict[str, np.ndarray]]) -> None:
    """Put the products with weights into 8 bits; those between activations (attention) stay as they are."""
    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    model = onnx.load(str(ready))
    weights = {x.name for x in model.graph.initializer}
    free = [n.name for n in model.graph.node if n.op_type in ("MatMul", "Gemm") and not set(n.input) & weights]
    quantize_static(
        str(ready), str(target), Feeds(feeds), quant_format=QuantFormat.QDQ, op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, nodes_to_exclude=free,
        calibrate_method=CalibrationMethod.MinMax,
        extra_options={"OpTypesToExcludeOutputQuantization": ["MatMul", "Gemm"]},  # results stay in 32 bits
    )  # fmt: skip
    unclip(target)
    fuse(target)


def fuse(path: Path) -> None:
    """Let onnxruntime fuse what it can, as it would at each start, and add each bias within its product: 3 % faster."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED  # the same on any machine
    options.optimized_model_filepath = str(path)
    onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
    model = onnx.load(str(path))
    constants = {x.name for x in model.graph.initializer}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in model.graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    for node in [n for n in model.graph.node if n.op_type == "MatMulIntegerToFloat" and len(n.input) == 6]:
        (after, *others) = users[node.output[0]]
        bias = [name for name in after.input if name in constants]
        if after.op_type == "Add" and bias and not others:
            node.input.append(bias[0])
            node.output[0] = after.output[0]
            model.graph.node.remove(after)
    onnx.save(model, str(path))


def unclip(path: Path) -> None:
    """Take out the limits before 8-bit numbers: those numbers end there themselves."""
    model = onnx.load(str(path))
    makers = {output: node for node in model.graph.node for output in node.output}
    for node in model.graph.node:
        if node.op_type == "QuantizeLinear" and (before := makers.get(node.input[0])) and before.op_type == "Clip":
            node.input[0] = before.input[0]
    used = {name for node in model.graph.node for name in node.input} | {o.name for o in model.graph.output}
    for node in [n for n in model.graph.node if n.op_type == "Clip" and n.output[0] not in used]:
        model.graph.node.remove(node)
    onnx.save(model, str(path))


def examples(data: Path, pieces: Callable[[str], tuple[int, ...]]) -> tuple[list[Window], list[Window]]:
    """Attribution and position windows of the training files, always the same."""
    rng = random.Random(0)
    windows = list(Attributions(data / "attribution/train.jsonl.gz", pieces, most=60).epoch(rng, mask=0.0))
    rng.shuffle(windows)
    stands = list(Positions(data, pieces).epoch(rng, mask=0.0))
    rng.shuffle(stands)
    for window in (*windows, *stands):
        window.sentences = [(0, len(window.first))]
    return windows[:200], stands[:300]


def export(net: ReaderNet, out: Path, found: tuple[list[Window], list[Window]], *, full: bool) -> None:
    """Write both files into ``out``; ``full``: in 32 bits, to measure what 8 cost."""
    with tempfile.TemporaryDirectory() as folder:
        trunk, crown = to_onnx(net, Path(folder))
        if full:
            shutil.copy(trunk, out / trunk.name)
            shutil.copy(crown, out / crown.name)
            return
        feeds = [padded([window]) for window in (*found[0], *found[1])]
        for feed in feeds:
            del feed["mask"]
        plain = onnxruntime.InferenceSession(str(trunk), providers=["CPUExecutionProvider"])
        states = [plain.run(["states"], feed)[0] for feed in feeds[len(found[0]) :]]
        quantise(trunk, out / trunk.name, feeds)
        crown_feeds = [{"states": s, **crowned([window])} for s, window in zip(states, found[1], strict=True)]
        quantise(crown, out / crown.name, crown_feeds)


def main() -> None:
    """Export, quantise, and write the card's figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="2")
    parser.add_argument("--full", action="store_true", help="keep 32 bits: to measure what quantisation costs")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    weights = torch.load(args.weights, map_location="cpu")
    net = ReaderNet(shape_of(args.base, weights))
    net.load_state_dict(weights)
    pieces = load_pieces(args.base / "tokenizer.json")
    export(net, args.out, examples(args.data, pieces), full=args.full)
    if (args.base / "tokenizer.json").resolve() != (args.out / "tokenizer.json").resolve():
        shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    files = [args.out / name for name in ("reader.onnx", "stands.onnx")]
    card = {
        "name": "pourparler-reader",
        "version": args.version,
        "layout": VERSION,
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "languages": ["en"],
        "sha256": hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest(),
    }
    (args.out / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    print(f"{args.out}: {sum(f.stat().st_size for f in files) / 1e6:.1f} MB, sha256 {card['sha256']}")


if __name__ == "__main__":
    main()
