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

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from pourparler.reader.encoding import load_pieces
from pourparler.reader.layout import VERSION
from training.examples import Attributions, Positions, Window, batches, padded
from training.network import ReaderNet
from training.train import shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator


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


class Windows(CalibrationDataReader):
    """Training windows from which the scales of activations are taken."""

    def __init__(self, found: list[list[Window]]) -> None:
        self.feeds: Iterator[dict[str, np.ndarray]] = iter([padded(batch) for batch in found])

    def get_next(self) -> dict[str, np.ndarray] | None:
        """Return the next batch, or None after the last."""
        return next(self.feeds, None)


def to_onnx(net: ReaderNet, path: Path) -> None:
    """Export in 32 bits."""
    net.eval()
    net.encoder.word = ByteEmbedding(net.encoder.word.weight.detach())
    pieces = torch.ones(2, 9, dtype=torch.long)
    example = (pieces, torch.zeros_like(pieces), torch.ones_like(pieces), torch.tensor([1, 2, 10, 11]))
    axes = {name: {0: "rows", 1: "pieces"} for name in ("pieces", "features", "mask")} | {
        "first": {0: "words"},
        "out": {0: "words"},
    }
    torch.onnx.export(
        net, example, str(path), input_names=["pieces", "features", "mask", "first"], output_names=["out"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


# Some channels of the first layers' inner activations are ten times as large as all others; 8 bits over that range cost
# 2 to 7 points of agreement with 32 bits. The products that read them stay in floating point, their weights in 16 bits.
# The number: largest value over the 99.9th percentile from which a product is left alone (training windows, 2026-11).
OUTLYING = 6.0


def outlying(model: onnx.ModelProto, products: list[onnx.NodeProto], found: list[list[Window]]) -> list[str]:
    """Names of the products whose input has outlying channels, measured on a few windows."""
    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    names = sorted({node.input[0] for node in products})
    probe.graph.output.extend(onnx.helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, None) for n in names)
    session = onnxruntime.InferenceSession(probe.SerializeToString(), providers=["CPUExecutionProvider"])
    values: dict[str, list[np.ndarray]] = {name: [] for name in names}
    for batch in found[:8]:
        for name, value in zip(names, session.run(names, padded(batch)), strict=True):
            values[name].append(np.abs(value).ravel())
    joined = {name: np.concatenate(parts) for name, parts in values.items()}
    ratio = {name: float(v.max() / np.quantile(v, 0.999)) for name, v in joined.items()}
    return [n.name for n in products if "outer" in n.name and ratio[n.input[0]] > OUTLYING]


def halve(path: Path, nodes: list[str]) -> None:
    """Store the weights of some products in 16 bits; they are widened once, when the model is loaded."""
    model = onnx.load(str(path))
    weights = {x.name: x for x in model.graph.initializer}
    for node in [n for n in model.graph.node if n.name in nodes]:
        weight = weights[node.input[1]]
        small = onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(weight).astype(np.float16), weight.name + "_16")
        model.graph.initializer.remove(weight)
        model.graph.initializer.append(small)
        cast = onnx.helper.make_node("Cast", [small.name], [weight.name], to=onnx.TensorProto.FLOAT)
        model.graph.node.insert(0, cast)
    onnx.save(model, str(path))


def quantise(source: Path, target: Path, found: list[list[Window]]) -> None:
    """Quantise the products with weights; those between activations (attention) stay as they are."""
    ready = source.with_suffix(".ready.onnx")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    model = onnx.load(str(ready))
    weights = {x.name for x in model.graph.initializer}
    products = [n for n in model.graph.node if n.op_type in ("MatMul", "Gemm")]
    free = [n.name for n in products if not set(n.input) & weights]
    kept = outlying(model, [n for n in products if n.name not in free], found)
    print("left in floating point:", kept)
    quantize_static(
        str(ready), str(target), Windows(found), quant_format=QuantFormat.QDQ, op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, nodes_to_exclude=free + kept,
        calibrate_method=CalibrationMethod.MinMax,
    )  # fmt: skip
    halve(target, kept)


def main() -> None:
    """Export, quantise, and write the card's figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--full", action="store_true", help="keep 32 bits: to measure what quantisation costs")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    net = ReaderNet(shape_of(args.base))
    net.load_state_dict(torch.load(args.weights))
    rng = random.Random(0)
    pieces = load_pieces(args.base / "tokenizer.json")
    attributions = Attributions(args.data / "attribution/train.jsonl.gz", pieces, most=60)
    windows = list(attributions.epoch(rng))
    rng.shuffle(windows)
    stands = list(Positions(args.data / "positions/train.jsonl", pieces).epoch(rng, mask=0.0))
    rng.shuffle(stands)
    found = batches(windows[:96], 1024, rng) + batches(stands[:200], 1024, rng)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        to_onnx(net, plain)
        target = args.out / "reader.onnx"
        if args.full:
            shutil.copy(plain, target)
        else:
            quantise(plain, target, found)
    if (args.base / "tokenizer.json").resolve() != (args.out / "tokenizer.json").resolve():
        shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    card = {
        "name": "pourparler-reader",
        "version": args.version,
        "layout": VERSION,
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    (args.out / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB, sha256 {card['sha256']}")


if __name__ == "__main__":
    main()
