"""LIME's own fit on fixed neighbourhoods; writes lime/surrogate.json beside this file."""

import json
import pathlib

import numpy as np
import sklearn.metrics
from lime.lime_base import LimeBase

folder = pathlib.Path(__file__).parent / "lime"
folder.mkdir(exist_ok=True)
cases = []


def case(name, rows, targets, distance, width, requests):
    distances = sklearn.metrics.pairwise_distances(rows, rows[:1], metric=distance).ravel()
    kernel = lambda d: np.sqrt(np.exp(-(d**2) / width**2))
    base = LimeBase(kernel)
    fits = []
    for selection, features in requests:
        intercept, pairs, score, local = base.explain_instance_with_data(
            rows, targets[:, None], distances, 0, features, feature_selection=selection
        )
        coefficients = np.zeros(rows.shape[1])
        for feature, weight in pairs:
            coefficients[feature] = weight
        selected = base.feature_selection(rows, targets, kernel(distances), features, selection)
        fits.append(
            {
                "selection": selection,
                "features": features,
                "selected": [int(feature) for feature in selected],
                "coefficients": coefficients.tolist(),
                "intercept": float(intercept),
                "rSquared": float(score),
                "localPrediction": float(local[0]),
            }
        )
    cases.append(
        {
            "name": name,
            "rows": rows.tolist(),
            "targets": targets.tolist(),
            "distance": distance,
            "width": width,
            "distances": distances.tolist(),
            "weights": kernel(distances).tolist(),
            "fits": fits,
        }
    )


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


random = np.random.default_rng(576)
for name, samples, parts, distance, width in [
    ("image", 150, 12, "cosine", 0.25),
    ("small image", 40, 5, "cosine", 0.25),
    ("narrow kernel", 120, 9, "euclidean", 1.1),
]:
    rows = random.integers(0, 2, (samples, parts))
    rows[0] = 1
    rows[1] = 0
    truth = random.normal(size=parts)
    pair = random.integers(0, parts, 2)
    logits = rows @ truth + 1.5 * rows[:, pair[0]] * rows[:, pair[1]] - 0.5
    targets = np.round(sigmoid(logits), 5)
    requests = [("none", 3), ("auto", 4), ("auto", 7), ("auto", 100000)]
    requests += [("forward_selection", k) for k in (1, 3, 8)]
    requests += [("highest_weights", k) for k in (1, 3, 8)]
    requests += [("lasso_path", k) for k in (1, 3, 8)]
    case(name, rows.astype(float), targets, distance, width, requests)
# numbers instead of bits, as a table that is not cut into bins
rows = np.round(random.normal(size=(80, 6)), 3)
targets = np.round(np.sin(rows[:, 0]) + rows[:, 1] * rows[:, 2], 5)
requests = [("none", 6), ("forward_selection", 3), ("highest_weights", 3), ("lasso_path", 3)]
case("table", rows, targets, "euclidean", 0.75 * 6**0.5, requests)

(folder / "surrogate.json").write_text(json.dumps(cases) + "\n")
