"""Makes faithfulness/*.json: curves, part scores, sensitivity, and what two libraries answer.

Curves and areas, faithfulness, monotonicity and sensitivity are computed here in double precision
by NumPy, SciPy and PyTorch, from their definitions; where pixels or parts are equal, by going
through every order. `libraries.json` holds what Quantus and captum return for the same questions.
Versions: requirements.txt. Run: python faithfulness.py, in this folder.
"""

import itertools
import json
import pathlib
import warnings

import captum.metrics
import numpy as np
import quantus
import torch
from quantus.helpers import utils as quantus_utils
from scipy import ndimage, stats

FOLDER = pathlib.Path(__file__).parent / "faithfulness"
HIDDEN, CLASSES = 8, 3


def singles(values, places=3):
    """Rounded values that a 32-bit number holds."""
    return np.round(values, places).astype(np.float32).astype(np.float64)


def short(values, places=3):
    """The same values as short decimals, for the file."""
    return np.round(np.ravel(values), places).tolist()


class Model:
    """Flatten, linear, ReLU, linear, softmax, in double precision."""

    def __init__(self, random, inputs, silent=False):
        self.weights = [
            singles(random.normal(size=(HIDDEN, inputs)) * 2 / inputs**0.5),
            singles(random.normal(size=HIDDEN) * 0.3),
            singles(random.normal(size=(CLASSES, HIDDEN)) * (0 if silent else 1.2)),
            singles(random.normal(size=CLASSES) * 0.2),
        ]

    def logits(self, pictures):
        first, bias, second, shift = map(torch.tensor, self.weights)
        return torch.relu(pictures.flatten(1) @ first.T + bias) @ second.T + shift

    def scores(self, pictures, label):
        logits = self.logits(torch.tensor(np.stack(pictures)))
        return torch.softmax(logits, 1)[:, label].numpy()

    def stored(self):
        return [short(weight) for weight in self.weights]


# Curves


def hidden(picture, kind, value):
    if kind == "color":
        return np.broadcast_to(np.array(value)[:, None, None], picture.shape)
    if kind == "picture":
        return np.array(value).reshape(picture.shape)
    if kind == "blurred":
        return np.stack([
            ndimage.gaussian_filter(channel, value, mode="reflect", truncate=4)
            for channel in picture])
    return np.zeros_like(picture)


def curve(model, picture, label, order, first, last, steps):
    """The scores while the pixels of `order` go from `first` to `last` in so many steps."""
    pixels = len(order)
    steps = min(steps, pixels)
    cuts = [pixels * step // steps for step in range(steps + 1)]
    pictures = []
    for cut in cuts:
        mixed = first.reshape(first.shape[0], -1).copy()
        mixed[:, order[:cut]] = last.reshape(last.shape[0], -1)[:, order[:cut]]
        pictures.append(mixed.reshape(picture.shape))
    return np.array(cuts) / pixels, model.scores(pictures, label)


def orders_of(values, descending=True):
    """Every order of the places of `values` that puts them in a row, equal ones in each order."""
    blocks = [np.flatnonzero(values == value) for value in np.unique(values)]
    if descending:
        blocks = blocks[::-1]
    for choice in itertools.product(*(itertools.permutations(block) for block in blocks)):
        yield np.array([place for block in choice for place in block])


def curve_case(random, shape, steps, direction, kind, value, tied=None):
    inputs = 3 * shape[0] * shape[1]
    model = Model(random, inputs)
    picture = singles(random.uniform(size=(3, *shape)))
    pixels = shape[0] * shape[1]
    values = random.permutation(pixels) * 1.0 if tied is None else np.array(tied, float)
    label = int(random.integers(CLASSES))
    if kind == "picture":
        value = singles(random.uniform(size=picture.size))
    behind = hidden(picture, kind, value)
    ends = (behind, picture) if direction == "insertion" else (picture, behind)
    found = [curve(model, picture, label, order, *ends, steps) for order in orders_of(values)]
    shares = found[0][0]
    scores = np.mean([scores for _, scores in found], axis=0)
    sorting = np.flip(np.argsort(values, kind="stable"))
    by_sorting = curve(model, picture, label, sorting, *ends, steps)[1]
    return {
        "height": shape[0], "width": shape[1], "model": model.stored(), "label": label,
        "image": short(picture), "map": values.tolist(), "steps": steps,
        "direction": direction, "substrate": kind,
        "values": short(value or 0 if kind in ("black", "blurred") else value),
        "shares": shares.tolist(), "scores": scores.tolist(),
        "area": float(np.trapezoid(scores, shares)), "orders": len(found),
        "areaBySorting": float(np.trapezoid(by_sorting, shares)),
    }


def curves(random):
    cases = [
        curve_case(random, (4, 5), steps, direction, kind, value)
        for direction in ("insertion", "deletion")
        for steps, kind, value in [
            (20, "black", None), (7, "color", [0.25, 0.5, 0.125]), (5, "picture", None),
            (6, "blurred", 0.5), (1, "blurred", 2.0), (100, "color", [0.5, 0.5, 0.5])]
    ]
    cases.append(curve_case(random, (1, 1), 24, "insertion", "color", [0.5, 0.25, 0.75]))
    cases.append(curve_case(random, (1, 1), 1, "deletion", "black", None))
    for direction in ("insertion", "deletion"):
        cases.append(curve_case(random, (2, 3), 6, direction, "black", None, tied=[1] * 6))
        cases.append(curve_case(random, (2, 3), 4, direction, "black", None, [0, 2, 2, 0, 2, 0]))
    return cases


# Parts


def showing(picture, behind, labels, shown):
    return np.where(np.isin(labels, shown)[None], picture, behind)


def correlation(first, second):
    """Pearson's, or 0 where it is not defined."""
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return 0.0
    return float(np.corrcoef(first, second)[0, 1])


def rank_correlation(first, second):
    """Spearman's, or 0 where it is not defined."""
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return 0.0
    return float(stats.spearmanr(first, second).statistic)


def path_readings(model, parts, label, order):
    count = len(order)
    scores = model.scores([parts(order[:shown]) for shown in range(count + 1)], label)
    steps = np.diff(scores[1:])
    return {
        "scores": scores.tolist(), "monotone": bool(np.all(steps >= 0)),
        "rate": float(np.mean(steps < 0)) if len(steps) else 0.0,
    }


def part_case(random, shape, rows, columns, kind, tied=None, silent=False):
    height, width = shape
    model = Model(random, 3 * height * width, silent=silent)
    picture = singles(random.uniform(size=(3, height, width)))
    behind = hidden(picture, kind, [0.25, 0.5, 0.125])
    y, x = np.mgrid[:height, :width]
    rows, columns = min(rows, height), min(columns, width)
    labels = y * rows // height * columns + x * columns // width
    count = rows * columns
    values = singles(random.normal(size=(height, width)), 2)
    if tied is not None:
        sizes = np.bincount(labels.ravel())
        values = (np.array(tied, float) / sizes)[labels]
    importances = ndimage.sum_labels(values, labels, range(count))
    if tied is not None:
        importances = np.array(tied, float)
    label = int(random.integers(CLASSES))

    def parts(shown):
        return showing(picture, behind, labels, shown)

    everything = np.arange(count)
    whole = model.scores([picture], label)[0]
    drops = np.array([
        whole - model.scores([parts(np.delete(everything, part))], label)[0]
        for part in everything])
    subsets = [
        sorted(random.permutation(count)[:max(1, count // 3)].tolist()) for _ in range(12)]
    sums = np.array([importances[subset].sum() for subset in subsets])
    losses = np.array([
        whole - model.scores([parts(np.setdiff1d(everything, subset))], label)[0]
        for subset in subsets])
    left = [
        correlation(np.delete(sums, out), np.delete(losses, out)) for out in range(len(subsets))]
    jackknife = float(np.sqrt(
        (len(left) - 1) / len(left) * np.sum((np.array(left) - np.mean(left)) ** 2)))
    base = model.scores([behind], label)[0]
    gains = np.array([model.scores([parts([part])], label)[0] - base for part in everything])
    paths = [
        path_readings(model, parts, label, order)
        for order in orders_of(importances, descending=False)]
    return {
        "height": height, "width": width, "rows": rows, "columns": columns,
        "model": model.stored(), "label": label, "image": short(picture),
        "substrate": kind, "values": [0.25, 0.5, 0.125], "map": short(values, 6),
        "importances": importances.tolist(), "drops": drops.tolist(),
        "faithfulness": correlation(importances, drops), "subsets": subsets,
        "subsetFaithfulness": correlation(sums, losses), "jackknife": jackknife,
        "path": paths[0], "orders": len(paths),
        "rate": float(np.mean([path["rate"] for path in paths])),
        "gains": gains.tolist(), "gainCorrelation": rank_correlation(importances, gains),
    }


def parts(random):
    cases = [
        part_case(random, (4, 5), 2, 3, kind) for kind in ("black", "color") for _ in range(2)]
    cases.append(part_case(random, (4, 5), 4, 5, "color"))
    cases.append(part_case(random, (1, 1), 8, 8, "color"))
    cases.append(part_case(random, (4, 5), 2, 3, "black", tied=[2] * 6))
    cases.append(part_case(random, (4, 5), 2, 3, "color", tied=[1, 0, 1, 0, 3, 0]))
    cases.append(part_case(random, (4, 5), 2, 3, "color", silent=True))
    return cases


# Sensitivity


def sensitivity_case(random, radius, samples, label):
    """The map is the largest size of the logit's gradient among channels; captum agrees."""
    model = Model(random, 60)
    picture = singles(random.uniform(size=(3, 4, 5)))
    noise = random.uniform(-radius, radius, size=(samples, 3, 4, 5))
    noise = singles(noise, 6)

    def explain(pictures):
        with torch.enable_grad():
            inputs = pictures.detach().requires_grad_()
            logit = model.logits(inputs)[:, label].sum()
            return torch.autograd.grad(logit, inputs)[0].abs().amax(1)

    before = explain(torch.tensor(picture[None]))
    after = explain(torch.tensor(picture[None] + noise))
    changes = ((after - before).flatten(1).norm(dim=1) / before.norm()).numpy()
    judged = captum.metrics.sensitivity_max(
        lambda inputs: (explain(inputs[0]),), torch.tensor(picture[None]),
        perturb_func=lambda inputs: (inputs[0] + torch.tensor(noise),),
        n_perturb_samples=samples)
    return {
        "model": model.stored(), "label": label, "image": short(picture),
        "noise": [short(one, 6) for one in noise], "changes": changes.tolist(),
        "largest": float(changes.max()), "mean": float(changes.mean()),
        "error": float(changes.std(ddof=1) / samples**0.5) if samples > 1 else None, "captum": float(judged[0]),
    }


# What libraries answer


class Torch(torch.nn.Module):
    """The model for Quantus, which asks for a module of 32-bit numbers."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pictures):
        return self.model.logits(pictures.double())


def quantus_answers(random):
    warnings.simplefilter("ignore")
    model = Model(random, 75)
    picture = singles(random.uniform(0.25, 0.75, size=(3, 5, 5)))
    label = 1
    maps = singles(random.normal(size=(20, 1, 5, 5)), 2)
    batch = np.repeat(picture[None], len(maps), axis=0).astype(np.float32)
    module = Torch(model).eval()
    monotone = quantus.Monotonicity(
        perturb_baseline="black", abs=False, normalise=False, disable_warnings=True
    )(model=module, x_batch=batch, y_batch=np.full(len(maps), label), a_batch=maps,
      channel_first=True, softmax=True)
    black = np.full_like(picture, picture.min())
    truth = []
    for values in maps.reshape(len(maps), -1):
        order = np.argsort(values, kind="stable")
        truth.append(curve(model, picture, label, order, black, picture, 25)[1])
    mask = np.zeros((1, 1, 5, 5))
    mask[0, 0, 1:3, 2:4] = 1
    signed = np.where(mask > 0, 2.0, -0.25)
    # Quantus refuses a batch whose maps are all flat, or whose masks are all empty, not one of two.
    maps_of_two = np.concatenate([np.full_like(signed, 0.5), signed])
    ask = {"model": module, "x_batch": batch[:2], "y_batch": np.full(2, label),
           "channel_first": True}
    pointing = quantus.PointingGame(normalise=False, disable_warnings=True)
    mass = quantus.RelevanceMassAccuracy(normalise=False, abs=False, disable_warnings=True)
    masks = np.concatenate([mask, mask])
    empty = np.concatenate([np.zeros_like(mask), mask])
    return {
        "model": model.stored(), "label": label, "image": short(picture),
        "maps": [short(one) for one in maps],
        "monotone": [bool(answer) for answer in monotone],
        "trulyMonotone": [bool(np.all(np.diff(scores[1:]) >= 0)) for scores in truth],
        "trueRates": [float(np.mean(np.diff(scores[1:]) < 0)) for scores in truth],
        "mask": short(mask),
        "flatMapPoints": float(pointing(a_batch=maps_of_two, s_batch=masks, **ask)[0]),
        "emptyMaskPoints": float(pointing(a_batch=maps_of_two, s_batch=empty, **ask)[0]),
        "signedMap": short(signed),
        "signedMass": float(mass(a_batch=maps_of_two, s_batch=masks, **ask)[1]),
        "black": quantus_utils.get_baseline_value("black", picture, return_shape=(1,)).item(),
    }


def captum_zero_map(unit):
    """What captum says of a map that is zero at the picture and `unit` everywhere around it."""
    picture = torch.zeros(1, 4)

    def explain(inputs):
        return (torch.where(inputs[0] == 0, 0.0, unit),)

    return float(captum.metrics.sensitivity_max(
        explain, picture, perturb_func=lambda inputs: (inputs[0] + 0.01,),
        n_perturb_samples=1)[0])


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


def main():
    FOLDER.mkdir(exist_ok=True)
    torch.set_default_dtype(torch.float64)
    write("curves.json", curves(np.random.default_rng(11)))
    write("parts.json", parts(np.random.default_rng(12)))
    random = np.random.default_rng(13)
    write("sensitivity.json", [
        sensitivity_case(random, radius, samples, label)
        for radius, samples, label in [(0.02, 10, 0), (0.3, 4, 2), (0.5, 1, 1)]])
    write("libraries.json", {
        **quantus_answers(np.random.default_rng(14)),
        "captumZeroMap": [captum_zero_map(unit) for unit in (1.0, 10.0)]})


main()
