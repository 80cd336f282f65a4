"""Linear algebra as numpy and scikit-learn do it; writes linear/*.json beside this file."""

import json
import pathlib

import numpy as np
from sklearn.linear_model import Ridge, lars_path

folder = pathlib.Path(__file__).parent / "linear"
folder.mkdir(exist_ok=True)
random = np.random.default_rng(20)


def write(name, value):
    (folder / f"{name}.json").write_text(json.dumps(value) + "\n")


def weighted_data(samples, features, kind):
    if kind == "binary":
        rows = random.integers(0, 2, (samples, features)).astype(float)
    else:
        mixing = np.eye(features) + 0.4 * random.normal(size=(features, features))
        rows = np.round(random.normal(size=(samples, features)) @ mixing, 3)
    truth = random.normal(size=features) * (random.random(features) < 0.6)
    targets = np.round(rows @ truth + 0.3 * random.normal(size=samples) + 1, 4)
    weights = np.round(random.uniform(0.1, 1, samples), 3)
    return rows, targets, weights


def data(rows, targets, weights):
    return {"rows": rows.tolist(), "targets": targets.tolist(), "weights": weights.tolist()}


def sandwich(rows, targets, weights, model, alpha):
    """HC1 errors by the textbook formula, written out with numpy."""
    samples, features = rows.shape
    centred = rows - np.average(rows, axis=0, weights=weights)
    residuals = targets - model.predict(rows)
    bread = np.linalg.inv(centred.T @ (weights[:, None] * centred) + alpha * np.eye(features))
    meat = centred.T @ (centred * ((weights * residuals) ** 2)[:, None])
    covariance = samples / (samples - features - 1) * bread @ meat @ bread
    return np.sqrt(np.diag(covariance))


ridge, lasso = [], []
for samples, features, kind in [(40, 5, "real"), (60, 8, "binary"), (80, 12, "real"), (30, 3, "binary")]:
    rows, targets, weights = weighted_data(samples, features, kind)
    for alpha in [0, 0.01, 1, 100]:
        model = Ridge(alpha=alpha).fit(rows, targets, sample_weight=weights)
        ridge.append(
            data(rows, targets, weights)
            | {
                "alpha": alpha,
                "coefficients": model.coef_.tolist(),
                "intercept": float(model.intercept_),
                "rSquared": model.score(rows, targets, sample_weight=weights),
                "standardErrors": sandwich(rows, targets, weights, model, alpha).tolist(),
            }
        )
    x = (rows - np.average(rows, axis=0, weights=weights)) * np.sqrt(weights)[:, None]
    y = (targets - np.average(targets, weights=weights)) * np.sqrt(weights)
    alphas, _, path = lars_path(x, y, method="lasso")
    lasso.append(data(rows, targets, weights) | {"alphas": alphas.tolist(), "coefficients": path.T.tolist()})
# strongly correlated columns, so that columns leave the path again
for seed in range(40, 44):
    random = np.random.default_rng(seed)
    rows = random.normal(size=(25, 10)) @ random.normal(size=(10, 10))
    rows = np.round(rows, 3)
    targets = np.round(random.normal(size=25) + rows[:, 0], 3)
    weights = np.ones(25)
    alphas, _, path = lars_path(rows - rows.mean(0), targets - targets.mean(), method="lasso")
    leaves = int(sum(((path[:, i] != 0) & (path[:, i + 1] == 0)).any() for i in range(path.shape[1] - 1)))
    lasso.append(
        data(rows, targets, weights)
        | {"alphas": alphas.tolist(), "coefficients": path.T.tolist(), "leaves": leaves}
    )
write("ridge", ridge)
write("lasso", lasso)

eigen = []
for count in [1, 2, 5, 12]:
    matrix = random.normal(size=(count, count))
    matrix = np.round(matrix + matrix.T, 3)
    values = np.linalg.eigvalsh(matrix)[::-1]
    positive = np.round(matrix @ matrix + np.eye(count), 3)
    target = np.round(random.normal(size=count), 3)
    eigen.append(
        {
            "matrix": matrix.tolist(),
            "values": values.tolist(),
            "positive": positive.tolist(),
            "target": target.tolist(),
            "solution": np.linalg.solve(positive, target).tolist(),
            "inverseDiagonal": np.diag(np.linalg.inv(positive)).tolist(),
        }
    )
write("matrices", eigen)


def score(name, rows, targets, weights, alpha):
    """R² where weights span the format or targets hardly vary; `data` keeps the exact numbers."""
    rows, targets, weights = np.array(rows, float), np.array(targets, float), np.array(weights, float)
    model = Ridge(alpha=alpha).fit(rows, targets, sample_weight=weights)
    value = model.score(rows, targets, sample_weight=weights)
    return {"name": name, "alpha": alpha, "rSquared": value} | data(rows, targets, weights)


random = np.random.default_rng(77)
bits = random.integers(0, 2, (60, 4)).astype(float)
bits[0] = 1
answers = np.round(bits @ [0.5, -0.25, 0, 1] + 0.1 * random.normal(size=60), 3)
distances = np.sqrt(((bits - 1) ** 2).sum(1))
write(
    "scores",
    [
        score("a weight of 1e-31", [[1], [0]], [1, 0], [1, 1e-31], 1),
        score("a weight of 1e-31, no penalty to speak of", [[1], [0]], [1, 0], [1, 1e-31], 1e-40),
        score("all weights tiny", bits, answers, np.full(60, 1e-200), 1e-203),
        score("all weights huge", bits, answers, np.full(60, 1e200), 1),
        score("a narrow kernel", bits, answers, np.exp(-(distances**2) / (2 * 0.05**2)), 1),
        score("a kernel", bits, answers, np.exp(-(distances**2) / (2 * 0.5**2)), 0.01),
        score("targets that vary by a millionth", bits, 1 + 1e-6 * answers, np.ones(60), 0.01),
    ],
)
