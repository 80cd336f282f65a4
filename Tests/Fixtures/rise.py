"""Makes rise/*.json: masks by scikit-image, maps and standard errors by NumPy, scores by PyTorch.

Masks are those of RISE's original code: zeros and ones, `resize(order=1, mode='reflect',
anti_aliasing=False)`, cut out. Maps and errors are written out from their definitions, from all
masks and scores at once. The whole method is done with draws of the book's generator, SplitMix64
after its paper. Sliding windows are captum's `Occlusion`.
Versions: requirements.txt. Run: python rise.py, in this folder.
"""

import json
import math
import pathlib

import numpy as np
import torch
from captum.attr import Occlusion
from skimage.transform import resize
from torch import nn

from cam import features, heads, lively
from engine import noise, parameters, stored

FOLDER = pathlib.Path(__file__).parent / "rise"
ALL = 2**64 - 1


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


def rounded(values, digits=9):
    """Numbers as text that is no longer than the tests need."""
    values = np.asarray(values, dtype=np.float64)
    elements = [float(f"{value:.{digits}g}") for value in values.ravel()]
    return {"shape": list(values.shape), "elements": elements}


def mask(cells, down, right, height, width):
    """One mask, in double precision."""
    rows, columns = cells.shape
    tall, wide = math.ceil(height / rows), math.ceil(width / columns)
    large = resize(cells.astype(np.float64), ((rows + 1) * tall, (columns + 1) * wide), order=1,
                   mode="reflect", anti_aliasing=False)
    return large[down:down + height, right:right + width]


def masks(random):
    """Square and not, cells of one pixel, one pixel, one row or column, one cell."""
    cases = []
    for height, width, rows, columns, p in [
            (48, 48, 7, 7, 0.5), (20, 13, 5, 3, 0.3), (9, 12, 7, 7, 0.5), (1, 1, 7, 7, 0.5),
            (8, 8, 2, 2, 0.5), (6, 7, 1, 3, 0.5), (7, 4, 3, 1, 0.6), (5, 5, 1, 1, 0.9)]:
        cells = (random.random((rows, columns)) < p).astype(int)
        down = int(random.integers(math.ceil(height / rows)))
        right = int(random.integers(math.ceil(width / columns)))
        cases.append({
            "height": height, "width": width, "down": down, "right": right,
            "cells": rounded(cells), "mask": rounded(mask(cells, down, right, height, width), 8)})
    return cases


def estimates(scores, shown, p):
    """The three maps and their standard errors, of scores [N] and masks [N, pixels]."""
    count = len(scores)
    f, m = scores[:, None] - scores.mean(), shown - shown.mean(0)
    varies = shown.var(0) > 1e-12
    variance = np.where(varies, shown.var(0), 1)
    slope = np.where(varies, (f * m).mean(0) / variance, 0)
    parts = {
        "raw": scores[:, None] * shown / p,
        "centred": f * m / (p * (1 - p)),
    }
    result = {}
    for name, part in parts.items():
        result[name] = part.mean(0)
        result[name + "Error"] = part.std(0, ddof=1) / count**0.5
    rest = (f - slope * m) * m / variance
    result["overVariance"] = slope
    result["overVarianceError"] = np.where(varies, rest.std(0, ddof=1) / count**0.5, 0)
    return {name: rounded(values) for name, values in result.items()}


def maps(random):
    """Given masks and scores; p near 0 and 1, where some pixels are never shown or never hidden."""
    cases = []
    for count, height, width, rows, columns, p in [
            (60, 10, 13, 4, 5, 0.3), (40, 6, 6, 3, 3, 0.04), (40, 7, 5, 2, 3, 0.97),
            (2, 4, 4, 2, 2, 0.5)]:
        cells = (random.random((count, rows, columns)) < p).astype(int)
        down = random.integers(math.ceil(height / rows), size=count)
        right = random.integers(math.ceil(width / columns), size=count)
        shown = np.stack([
            mask(*one, height, width).ravel() for one in zip(cells, down, right)])
        scores = np.float32(0.9 + 0.05 * random.standard_normal((count, 2)))
        scores[:, 1] += np.float32(0.3 * shown[:, 3] - 0.2 * shown[:, -1])
        cases.append({
            "keepProbability": p, "height": height, "width": width, "cells": rounded(cells),
            "down": down.tolist(), "right": right.tolist(), "scores": rounded(scores, 12),
            "classes": [estimates(scores[:, label].astype(np.float64), shown, p)
                        for label in range(2)]})
    return cases


class SplitMix:
    """Draw n is a hash of seed + n times the golden ratio; a stream is a generator of its own."""

    def __init__(self, seed):
        self.state = seed

    @staticmethod
    def mixed(value):
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & ALL
        value = (value ^ value >> 27) * 0x94D049BB133111EB & ALL
        return value ^ value >> 31

    def next(self):
        self.state = self.state + 0x9E3779B97F4A7C15 & ALL
        return self.mixed(self.state)

    def stream(self, number):
        return SplitMix(self.mixed(self.state ^ self.mixed(number + 0x632BE59BD9B4E019 & ALL)))

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def below(self, bound):
        while True:
            high, low = divmod(self.next() * bound, 2**64)
            if low >= 2**64 % bound:
                return high

    def normal(self):
        """By Box and Muller, from two draws."""
        u = 1 - self.uniform()
        v = self.uniform()
        return math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v)


def network(image, net):
    """RISE of a network from draw to map, for each class, with and without a background."""
    seed, count, rows, columns, p = 41, 150, 3, 4, 0.4
    height, width = image.shape[2:]
    shown = []
    for number in range(count):
        random = SplitMix(seed).stream(number)
        cells = np.array([[random.uniform() < p for _ in range(columns)] for _ in range(rows)])
        down, right = random.below(math.ceil(height / rows)), random.below(math.ceil(width / columns))
        shown.append(mask(cells.astype(int), down, right, height, width))
    shown = np.stack(shown)
    background = noise(1, 3, height, width).abs()
    cases = {}
    for name, hidden in [("black", torch.zeros_like(image)), ("background", background)]:
        share = torch.tensor(shown)[:, None]
        with torch.no_grad():
            scores = net(image * share + hidden * (1 - share)).softmax(1).numpy()
        cases[name] = [estimates(scores[:, label], shown.reshape(count, -1), p)
                       for label in range(scores.shape[1])]
    return {
        "seed": seed, "masks": count, "rows": rows, "columns": columns, "keepProbability": p,
        "image": stored(image[0]), "parameters": parameters(net), "hidden": stored(background[0]),
        "firstMask": rounded(shown[0]), **cases}


def occlusions(image, net):
    """Windows that fit and that do not, one after the other and overlapping."""
    cases = []
    method = Occlusion(lambda pictures: net(pictures).softmax(1))
    for window, stride in [(4, 2), (5, 3), (3, 3), (12, 1), (12, 12), (7, 4)]:
        found = method.attribute(
            image, sliding_window_shapes=(3, window, window), strides=(3, stride, stride), target=1,
            baselines=0)
        cases.append({"window": window, "stride": stride, "map": rounded(found[0, 0])})
    return {"image": stored(image[0]), "parameters": parameters(net), "cases": cases}


def main():
    torch.manual_seed(30)
    random = np.random.default_rng(31)
    FOLDER.mkdir(exist_ok=True)
    write("masks.json", masks(random))
    write("maps.json", maps(random))
    net = lively(nn.Sequential(*features(), *heads()["pooled"]))
    image = noise(1, 3, 14, 12).abs().clone()
    write("network.json", network(image, net))
    write("occlusion.json", occlusions(image, net))


if __name__ == "__main__":
    main()
