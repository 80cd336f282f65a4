"""Models that can be read, as scikit-learn fits them; writes glass_boxes/*.json beside this file."""

import json
import pathlib

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

folder = pathlib.Path(__file__).parent / "glass_boxes"
folder.mkdir(exist_ok=True)


def write(name, value):
    (folder / f"{name}.json").write_text(json.dumps(value) + "\n")


def table(samples, columns, random):
    """Correlated numbers and, as the last column, a bit; multiples of 1/64, exact in 32 bits."""
    mixing = np.eye(columns) + 0.4 * random.normal(size=(columns, columns))
    rows = np.round(random.normal(size=(samples, columns)) @ mixing * 64) / 64
    rows[:, -1] = random.integers(0, 2, samples)
    return rows


def standard_errors(rows, model, penalty):
    """Wald's, from the second derivatives of the penalised loss, by numpy."""
    design = np.column_stack([np.ones(len(rows)), rows])
    chance = model.predict_proba(rows)[:, 1]
    curvature = design.T @ (design * (chance * (1 - chance))[:, None])
    curvature[1:, 1:] += penalty * np.eye(rows.shape[1])
    return np.sqrt(np.diag(np.linalg.inv(curvature)))[1:]


def logistic(samples, columns, penalty, seed):
    random = np.random.default_rng(seed)
    rows = table(samples, columns, random)
    scores = rows @ random.normal(size=columns) + 0.4
    labels = (random.random(samples) < 1 / (1 + np.exp(-scores))).astype(int)
    strength = 1 / penalty if penalty else np.inf
    model = LogisticRegression(C=strength, solver="newton-cholesky", tol=1e-13, max_iter=1000)
    model.fit(rows, labels)
    return {
        "rows": rows.tolist(),
        "labels": labels.tolist(),
        "penalty": penalty,
        "coefficients": model.coef_[0].tolist(),
        "intercept": float(model.intercept_[0]),
        "standardErrors": standard_errors(rows, model, penalty).tolist(),
        "probabilities": model.predict_proba(rows)[:, 1].tolist(),
    }


def shape(tree):
    return [
        tree.tree_.feature.tolist(),
        tree.tree_.threshold.tolist(),
        tree.tree_.children_left.tolist(),
        tree.tree_.children_right.tolist(),
    ]


def grown(samples, columns, classes, depth, leaf, criterion="gini"):
    """A tree in which no two questions are equally good: scikit-learn would draw lots for them."""
    for seed in range(1000):
        random = np.random.default_rng(seed)
        rows = table(samples, columns, random)
        scores = rows @ random.normal(size=(columns, classes)) + rows[:, :1] * rows[:, -1:]
        labels = (scores + random.gumbel(size=scores.shape)).argmax(1)
        trees = [
            DecisionTreeClassifier(
                criterion=criterion, max_depth=depth, min_samples_leaf=leaf, random_state=lot
            ).fit(rows, labels)
            for lot in range(30)
        ]
        if len(set(labels)) == classes and all(shape(tree) == shape(trees[0]) for tree in trees):
            break
    else:
        raise SystemExit("no table without ties")
    features, thresholds, below, above = shape(trees[0])
    counts = np.round(trees[0].tree_.value[:, 0] * trees[0].tree_.weighted_n_node_samples[:, None])
    return {
        "rows": rows.tolist(),
        "labels": labels.tolist(),
        "maximumDepth": depth,
        "minimumLeaf": leaf,
        "features": features,
        "thresholds": thresholds,
        "below": below,
        "above": above,
        "counts": counts.astype(int).tolist(),
        "impurities": trees[0].tree_.impurity.tolist(),
        "probabilities": trees[0].predict_proba(rows).tolist(),
        "importances": trees[0].feature_importances_.tolist(),
    }


write("logistic", [
    logistic(samples, columns, penalty, seed)
    for seed, (samples, columns, penalty) in enumerate(
        [(80, 3, 0), (80, 3, 1), (120, 6, 0), (120, 6, 0.01), (60, 8, 5), (40, 12, 100)])
])
write("tree", [
    grown(samples, columns, classes, depth, leaf)
    for samples, columns, classes, depth, leaf in
    [(60, 3, 2, 2, 5), (120, 4, 2, 4, 6), (120, 4, 3, 3, 4), (150, 5, 4, None, 12)]
])
write("entropy-tree", [
    grown(samples, columns, classes, depth, leaf, "entropy")
    for samples, columns, classes, depth, leaf in
    [(60, 3, 2, 2, 5), (120, 4, 3, 3, 4), (150, 5, 4, None, 12), (200, 2, 2, 3, 1)]
])
