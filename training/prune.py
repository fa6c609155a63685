"""Takes from the trunk's layers the attention heads and inner neurons that the losses miss least.

A head or neuron is worth what the losses would change without it, to the first order: its output times the losses'
gradient there, summed without sign over the words of some batches (Michel et al. 2019, "Are sixteen heads really better
than one?"; Molchanov et al. 2017). What is taken leaves its mean behind in the next product's bias. Training goes on
afterwards.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import torch

from training.network import ReaderNet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from torch import Tensor, nn

    from training.network import Layer

__all__ = ["pruned"]


class _Watch:
    """Worth and mean of each input of a product, gathered while batches pass."""

    def __init__(self, product: nn.Linear) -> None:
        self.worth = torch.zeros(product.in_features)
        self.total, self.words = torch.zeros(product.in_features), 0
        self.hook = product.register_forward_pre_hook(self._before)

    def _before(self, _product: nn.Module, given: tuple[Tensor, ...]) -> None:
        (x,) = given
        if not x.requires_grad:
            return
        flat = x.detach().float().reshape(-1, x.shape[-1])
        self.total += flat.sum(0)
        self.words += len(flat)
        x.register_hook(lambda grad: self._after(flat, grad.float().reshape(flat.shape)))

    def _after(self, x: Tensor, grad: Tensor) -> None:
        self.worth += (x * grad).abs().sum(0)

    def mean(self) -> Tensor:
        return self.total / max(1, self.words)


def pruned(net: ReaderNet, lean: tuple[int, int], losses: Callable[[ReaderNet], Iterable[Tensor]]) -> ReaderNet:
    """Return a net with a leaner trunk.

    Args:
        net: a trained one; its gradients are spent.
        lean: heads and inner neurons that each layer of the trunk keeps.
        losses: gives the losses of some batches, whose gradients say what each head and neuron is worth.
    """
    heads, inner = lean
    watched = [(_Watch(layer.out), _Watch(layer.outer)) for layer in net.trunk]
    net.eval()
    for loss in losses(net):
        loss.backward()  # type: ignore[no-untyped-call]
    net.zero_grad(set_to_none=True)
    made = ReaderNet(replace(net.shape, lean=lean))
    state = dict(net.state_dict())
    for number, (attended, grown) in enumerate(watched):
        attended.hook.remove()
        grown.hook.remove()
        layer, width = net.trunk[number], net.shape.width
        best = attended.worth.view(-1, width).sum(1).topk(heads).indices.sort().values
        columns = (best[:, None] * width + torch.arange(width)).reshape(-1)
        neurons = grown.worth.topk(inner).indices.sort().values
        state |= {
            f"trunk.{number}.{name}": value
            for name, value in _cut(layer, columns, neurons, attended.mean(), grown.mean()).items()
        }
    made.load_state_dict(state)
    return made


def _cut(layer: Layer, columns: Tensor, neurons: Tensor, attended: Tensor, grown: Tensor) -> dict[str, Tensor]:
    """Parameters of a layer that keeps some columns of its attention and some inner neurons."""
    kept = {name: value.detach() for name, value in layer.state_dict().items()}
    size = kept["out.weight"].shape[1]
    three = torch.cat([columns + part * size for part in range(3)])  # query, key, value side by side
    for name, mean, chosen in (("out", attended, columns), ("outer", grown, neurons)):
        weight, left = kept[f"{name}.weight"], mean.clone()
        left[chosen] = 0
        kept[f"{name}.bias"] = kept[f"{name}.bias"] + weight @ left
        kept[f"{name}.weight"] = weight[:, chosen]
    for part in ("weight", "bias"):
        kept[f"attention.{part}"] = kept[f"attention.{part}"][three]
        kept[f"inner.{part}"] = kept[f"inner.{part}"][neurons]
    return kept
