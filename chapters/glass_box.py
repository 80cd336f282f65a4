"""A chapter's networks in PyTorch, and how far other software's numbers are from the chapter's.

`swift run chapter-cam --models FOLDER` writes what is opened here; needs chapters/requirements.txt.
"""

import json
import sys
from collections import OrderedDict
from pathlib import Path

import torch
from safetensors import safe_open
from torch import nn

TOLERANCE = 1e-4


# [load]
def load_network(path):
    """The network in a file that a chapter wrote, its layers under their names."""
    with safe_open(path, framework="pt") as file:
        plans = json.loads(file.metadata()["layers"])
        weights = {name: file.get_tensor(name) for name in file.keys()}
    layers = OrderedDict()
    for plan in plans:
        layers[plan["name"]] = layer(plan, weights.get(plan["name"] + ".weight"))
    network = nn.Sequential(layers)
    network.load_state_dict(weights)
    return network.eval()


def layer(plan, weight):
    """A layer of the kind and with the settings that the file tells."""
    match plan["kind"]:
        case "shift":
            return Shift(plan["by"])
        case "convolution":
            outputs, inputs, *size = weight.shape
            return nn.Conv2d(inputs, outputs, size, plan["stride"], plan["padding"])
        case "linear":
            outputs, inputs = weight.shape
            return nn.Linear(inputs, outputs)
        case "max-pool":
            return nn.MaxPool2d(plan["size"], plan["stride"])
        case "global-average-pool":
            return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
        case "global-max-pool":
            return nn.Sequential(nn.AdaptiveMaxPool2d(1), nn.Flatten())
        case kind:
            return {"relu": nn.ReLU, "tanh": nn.Tanh, "flatten": nn.Flatten}[kind]()


class Shift(nn.Module):
    """Adds the same number to every value."""

    def __init__(self, by):
        super().__init__()
        self.by = by

    def forward(self, values):
        return values + self.by
# [/load]


def load_tensors(folder, name):
    """The tensors that a chapter kept as `name`, by their names."""
    with safe_open(folder / f"{name}.safetensors", framework="pt") as file:
        return {key: file.get_tensor(key) for key in file.keys()}


def compare(what, ours, theirs):
    """Prints how far two tensors are apart at most, and ends the program if that is too far."""
    ours, theirs = ours.detach(), theirs.detach()
    if ours.shape != theirs.shape or ours.numel() == 0:
        sys.exit(f"{what}: {tuple(ours.shape)} numbers of ours, {tuple(theirs.shape)} of theirs")
    difference = (ours - theirs).abs().max().item()
    print(f"{what}: {ours.numel()} numbers, largest difference {difference:.1e}")
    if not difference < TOLERANCE:
        sys.exit(f"{what}: the difference is not below {TOLERANCE:g}")


def compare_logits(folder, name):
    """Compares the logits of all networks whose answers to the same inputs are kept as `name`."""
    tensors = load_tensors(folder, name)
    for key in tensors:
        if key.startswith("logits of "):
            network = key.removeprefix("logits of ")
            module = load_network(folder / f"{network.replace(' ', '-')}.safetensors")
            compare(key, tensors[key], module(tensors["inputs"]))


def folder():
    """The folder that the program is told, which a chapter filled."""
    if len(sys.argv) != 2 or not Path(sys.argv[1], "models.json").is_file():
        sys.exit("usage: python -m chapters.NAME.in_python FOLDER, which a chapter's --models filled")
    return Path(sys.argv[1])
