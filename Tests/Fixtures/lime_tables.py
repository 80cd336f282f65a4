"""LIME's tables: bins, neighbourhoods and explanations; writes lime/tables.json beside this file."""

import json
import pathlib

import numpy as np
import sklearn.metrics
from lime.lime_tabular import LimeTabularExplainer

folder = pathlib.Path(__file__).parent / "lime"
folder.mkdir(exist_ok=True)
NAMES = ["depth", "water", "age", "dose", "soil", "bed"]
LEVELS = {4: ["sand", "loam", "clay"], 5: ["north", "south"]}
REQUESTS = [("none", 3), ("auto", 3), ("auto", 10), ("forward_selection", 2), ("highest_weights", 4)]
REQUESTS += [("lasso_path", k) for k in (1, 3, 5)]


def table(random, samples):
    """Two continuous columns, one of few whole numbers, one that is mostly zero, two of levels."""
    soil = random.integers(0, 3, samples)
    rows = np.column_stack([
        np.round(random.uniform(5, 60, samples), 2),
        np.round(random.normal(25, 9, samples), 1),
        random.integers(0, 9, samples),
        np.maximum(0, np.round(random.normal(-1, 2, samples), 1)),
        soil,
        random.integers(0, 2, samples),
    ]).astype(float)
    return rows


def score(rows):
    sign = np.array([1.0, 0.3, -1.0])[rows[:, 4].astype(int)]
    return 0.2 * sign * (rows[:, 1] - 24) - 0.05 * (rows[:, 0] - 30) - 0.3 * (rows[:, 2] - 4)


def probabilities(rows):
    # single precision, as the book's black boxes answer
    p = (1 / (1 + np.exp(-score(rows)))).astype(np.float32).astype(float)
    return np.column_stack([1 - p, p])


def bins(explainer, rows):
    found = explainer.discretizer
    cut = found.discretize(rows)
    return [
        {
            "column": column,
            "edges": [float(edge) for edge in found.mins[column][1:]],
            "bins": cut[:, column].astype(int).tolist(),
            "means": [float(mean) for mean in found.means[column]],
            "deviations": [float(deviation) for deviation in found.stds[column]],
            "lows": [float(low) for low in found.mins[column]],
            "highs": [float(high) for high in found.maxs[column]],
            "names": found.names[column],
        }
        for column in found.to_discretize
    ]


def frequencies(explainer, column, count):
    shares = [0.0] * count
    for value, share in zip(explainer.feature_values[column], explainer.feature_frequencies[column]):
        shares[int(value)] = float(share)
    return shares


def explained(name, rows, labels, row, **options):
    explainer = LimeTabularExplainer(
        rows, training_labels=labels, feature_names=NAMES, categorical_features=list(LEVELS),
        categorical_names=LEVELS, random_state=7, **options)
    data, inverse = explainer._LimeTabularExplainer__data_inverse(row, 160)
    scaled = (data - explainer.scaler.mean_) / explainer.scaler.scale_
    distances = sklearn.metrics.pairwise_distances(scaled, scaled[:1], metric="euclidean").ravel()
    answers = probabilities(inverse)
    fits = []
    for selection, features in REQUESTS:
        intercept, pairs, r_squared, local = explainer.base.explain_instance_with_data(
            scaled, answers, distances, 1, features, feature_selection=selection)
        coefficients = np.zeros(rows.shape[1])
        for column, weight in pairs:
            coefficients[column] = weight
        fits.append({
            "selection": selection, "features": features, "coefficients": coefficients.tolist(),
            "intercept": float(intercept), "rSquared": float(r_squared),
            "localPrediction": float(local[0])})
    return {
        "name": name,
        "bins": bins(explainer, rows) if explainer.discretizer else [],
        "frequencies": [
            {"column": column, "shares": frequencies(explainer, column, len(LEVELS[column]))}
            for column in LEVELS],
        "inputs": inverse.tolist(),
        "answers": answers[:, 1].tolist(),
        "variables": scaled.tolist(),
        "distances": distances.tolist(),
        "weights": explainer.base.kernel_fn(distances).tolist(),
        "fits": fits,
    }


def degenerate():
    """A column whose least value is also its first quartile: lime draws 0 from that bin."""
    rows = np.array([[3.0]] * 8 + [[3.0 + step] for step in range(1, 9)])
    explainer = LimeTabularExplainer(rows, random_state=7)
    _, inverse = explainer._LimeTabularExplainer__data_inverse(np.array([7.0]), 200)
    return {"values": rows[:, 0].tolist(), "drawn": sorted(set(inverse[inverse[:, 0] < 3, 0]))}


def main():
    random = np.random.default_rng(2016)
    rows = table(random, 150)
    labels = (random.uniform(size=150) < 1 / (1 + np.exp(-score(rows)))).astype(int)
    row = rows[17].copy()
    cases = [
        explained(name, rows, labels, row, discretizer=name)
        for name in ("quartile", "decile", "entropy")]
    cases += [
        explained(
            name, rows, labels, row, discretize_continuous=False, sample_around_instance=around)
        for name, around in (("aroundData", False), ("aroundInstance", True))]
    (folder / "tables.json").write_text(json.dumps({
        "names": NAMES, "levels": [LEVELS[4], LEVELS[5]], "rows": rows.tolist(),
        "labels": labels.tolist(), "row": row.tolist(), "cases": cases,
        "degenerate": degenerate()}, separators=(",", ":")) + "\n")


main()
