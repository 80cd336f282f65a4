"""Forests and nearest neighbours, as scikit-learn has them; writes classifiers/*.json beside this."""

import json
import pathlib

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

folder = pathlib.Path(__file__).parent / "classifiers"
folder.mkdir(exist_ok=True)


def write(name, value):
    (folder / f"{name}.json").write_text(json.dumps(value) + "\n")


def table(samples, columns, classes, seed):
    """Correlated numbers, multiples of 1/64, and labels that hang on them with some noise."""
    random = np.random.default_rng(seed)
    mixing = np.eye(columns) + 0.4 * random.normal(size=(columns, columns))
    rows = np.round(random.normal(size=(samples, columns)) @ mixing * 64) / 64
    scores = 2 * rows @ random.normal(size=(columns, classes)) + rows[:, :1] * rows[:, 1:2]
    return rows, (scores + random.gumbel(size=scores.shape)).argmax(1)


def averaged(samples, columns, classes, depth, trees):
    """A forest that asks about all features, with the rows that each tree saw: nothing else is left
    to chance if no two questions of a tree are equally good."""
    for seed in range(1000):
        rows, labels = table(samples, columns, classes, seed)
        forest = RandomForestClassifier(
            trees, max_depth=depth, max_features=None, random_state=seed
        ).fit(rows, labels)
        copies = [np.bincount(bag, minlength=samples) for bag in forest.estimators_samples_]
        again = [
            [
                DecisionTreeClassifier(max_depth=depth, random_state=lot)
                .fit(rows, labels, sample_weight=own).tree_.feature.tolist()
                for own in copies
            ]
            for lot in range(20)
        ]
        own = [tree.tree_.feature.tolist() for tree in forest.estimators_]
        if all(other == own for other in again):
            break
    else:
        raise SystemExit("no table without ties")
    return {
        "rows": rows.tolist(),
        "labels": labels.tolist(),
        "maximumDepth": depth,
        "copies": [own.tolist() for own in copies],
        "probabilities": forest.predict_proba(rows).tolist(),
        "importances": forest.feature_importances_.tolist(),
    }


def surveyed(samples, columns, classes, seeds, **options):
    """What is left to chance, over many seeds: the accuracy out of bag, and the importances."""
    rows, labels = table(samples, columns, classes, 7)
    forests = [
        RandomForestClassifier(oob_score=True, random_state=seed, n_jobs=2, **options)
        .fit(rows, labels)
        for seed in range(seeds)
    ]
    return {
        "rows": rows.tolist(),
        "labels": labels.tolist(),
        "accuracies": [forest.oob_score_ for forest in forests],
        "importances": [forest.feature_importances_.tolist() for forest in forests],
    }


def neighbours(samples, columns, classes, count, seed):
    rows, labels = table(samples, columns, classes, seed)
    questions = np.random.default_rng(seed).normal(size=(40, columns))
    model = KNeighborsClassifier(count).fit(rows, labels)
    distances, places = model.kneighbors(questions)
    return {
        "rows": rows.tolist(),
        "labels": labels.tolist(),
        "count": count,
        "questions": questions.tolist(),
        "distances": distances.tolist(),
        "neighbours": places.tolist(),
        "probabilities": model.predict_proba(questions).tolist(),
    }


write("averaged", [
    averaged(samples, columns, classes, depth, trees)
    for samples, columns, classes, depth, trees in
    [(150, 4, 2, 3, 6), (200, 3, 3, 2, 9), (150, 5, 3, 3, 5)]
])
write("forest", surveyed(240, 6, 3, 10, n_estimators=100))
write("neighbours", [
    neighbours(samples, columns, classes, count, seed)
    for seed, (samples, columns, classes, count) in enumerate(
        [(60, 3, 2, 1), (120, 6, 3, 7), (40, 10, 4, 15), (25, 2, 2, 25)])
])
