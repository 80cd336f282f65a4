"""Makes influence/*.json: influence functions as PyTorch computes them, in double precision.

Derivatives come from autograd alone, minima from Newton's method on autograd's Hessian, and
retrained losses from fitting again without the example. Inputs are multiples of 1/64, which a Float
holds exactly; the network's parameters are rounded to Float before its derivatives are taken.
Versions: requirements.txt. Run: python influence.py, in this folder.
"""

import json
import pathlib

import numpy as np
import scipy.stats
import torch
from torch.autograd.functional import hessian
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).parent / "influence"
torch.set_default_dtype(torch.float64)


def noise(*shape):
    return (torch.randn(*shape) * 64).round() / 64


def stored(tensor):
    return tensor.detach().tolist()


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


class Problem:
    """A model with flat parameters, its training set, and one example to be asked about."""

    def __init__(self, logits, rows, labels, penalty):
        self.logits, self.rows, self.labels, self.penalty = logits, rows, labels, penalty

    def loss(self, theta, row, label):
        return F.cross_entropy(self.logits(theta, row[None]), label[None])

    def objective(self, theta, weights):
        losses = F.cross_entropy(self.logits(theta, self.rows), self.labels, reduction="none")
        return (weights * losses).sum() + self.penalty / 2 * (theta * theta).sum()

    def minimum(self, theta, weights):
        """Newton's method with halved steps, moved up where the Hessian is not positive definite."""
        for _ in range(500):
            theta = theta.detach().requires_grad_()
            value = self.objective(theta, weights)
            slope = torch.autograd.grad(value, theta)[0]
            if slope.norm() < 1e-13:
                break
            matrix = hessian(lambda t: self.objective(t, weights), theta)
            lowest = torch.linalg.eigvalsh(matrix)[0].item()
            matrix = matrix + max(0, 1e-3 - lowest) * torch.eye(len(theta))
            step, length = torch.linalg.solve(matrix, slope), 1.0
            while self.objective(theta - length * step, weights) > value + 1e-15 and length > 1e-9:
                length /= 2
            theta = theta - length * step
        assert slope.norm() < 1e-12, slope.norm()
        return theta.detach()

    def gradient(self, theta, row, label):
        theta = theta.detach().requires_grad_()
        return torch.autograd.grad(self.loss(theta, row, label), theta)[0]


def described(problem, theta, row, label, vector):
    """Everything that is asked of one model: derivatives, influence, retrained losses."""
    count = len(problem.rows)
    weights = torch.full((count,), 1 / count)
    matrix = hessian(lambda t: problem.objective(t, weights), theta)
    gradients = torch.stack(
        [problem.gradient(theta, x, y) for x, y in zip(problem.rows, problem.labels)])
    asked = problem.gradient(theta, row, label)
    solution = torch.linalg.solve(matrix, asked)
    keeps, means = [], []
    for index in range(count):
        rest = weights.clone()
        rest[index] = 0
        again = problem.minimum(theta, rest)
        keeps.append(problem.loss(again, row, label).item())
        again = problem.minimum(theta, rest * count / (count - 1))
        means.append(problem.loss(again, row, label).item())
    share = gradients + problem.penalty * theta
    return {
        "rows": stored(problem.rows), "labels": stored(problem.labels), "penalty": problem.penalty,
        "row": stored(row), "label": label.item(), "parameters": stored(theta),
        "loss": problem.loss(theta, row, label).item(), "gradient": stored(asked),
        "gradients": stored(gradients), "hessian": stored(matrix), "vector": stored(vector),
        "product": stored(matrix @ vector), "solution": stored(solution),
        "eigenvalues": stored(torch.linalg.eigvalsh(matrix).flip(0)),
        "keepsDivisor": stored(gradients @ solution / count),
        "meanOfRest": stored(share @ solution / (count - 1)),
        "retrainedKeepsDivisor": keeps, "retrainedMeanOfRest": means,
    }


def softmax():
    """Softmax regression: W is [classes, features + 1], the bias last."""
    classes, features, count, penalty = 3, 4, 40, 0.05
    rows = noise(count, features)
    labels = (rows @ noise(features, classes) + torch.randn(count, classes)).argmax(1)

    def logits(theta, x):
        ones = torch.ones(len(x), 1)
        return torch.cat([x, ones], 1) @ theta.reshape(classes, features + 1).T

    problem = Problem(logits, rows, labels, penalty)
    theta = problem.minimum(
        torch.zeros(classes * (features + 1)), torch.full((count,), 1 / count))
    result = described(
        problem, theta, noise(features), torch.tensor(1), noise(classes * (features + 1)))
    result["classes"] = classes
    result["lissa"] = reference_lissa(
        torch.tensor(result["hessian"]), torch.tensor(result["gradient"]))
    return result


def reference_lissa(matrix, target):
    """The recursion of the influence-release code, on the whole training set."""
    scale, damping, depth = 2.0, 0.05, 3000
    current = target
    for _ in range(depth):
        current = target + (1 - damping) * current - matrix @ current / scale
    return {
        "scale": scale, "damping": damping, "depth": depth, "solution": stored(current / scale)}


def network():
    """Inputs to tanh units to logits: parameters as in a network, weights and bias by layer."""
    classes, inputs, hidden, count, penalty = 3, 5, 4, 24, 0.02
    sizes = [hidden * inputs, hidden, classes * hidden, classes]
    rows = noise(count, inputs)
    labels = (noise(count, classes) + (rows @ noise(inputs, classes)).tanh()).argmax(1)

    def logits(theta, x):
        first, bias, second, offset = theta.split(sizes)
        units = torch.tanh(x @ first.reshape(hidden, inputs).T + bias)
        return units @ second.reshape(classes, hidden).T + offset

    problem = Problem(logits, rows, labels, penalty)
    theta = problem.minimum(
        torch.randn(sum(sizes)) / 2, torch.full((count,), 1 / count))
    theta = theta.float().double()
    result = described(problem, theta, noise(inputs), torch.tensor(2), noise(sum(sizes)))

    # How the slope of a training loss along a direction moves with the input.
    direction = torch.tensor(result["vector"])
    row = rows[3].clone().requires_grad_()
    moved = theta.clone().requires_grad_()
    slope = torch.autograd.grad(
        problem.loss(moved, row, labels[3]), moved, create_graph=True)[0]
    result["mixed"] = stored(torch.autograd.grad(slope @ direction, row)[0])
    return result | {"inputs": inputs, "hidden": hidden, "classes": classes}


def correlations():
    """Pearson's with its interval from scipy; Spearman's, with Bonett and Wright's by formula."""
    random = np.random.default_rng(3)
    cases = []
    for count, share in [(4, 0.5), (12, 0.9), (40, -0.7), (200, 0.05)]:
        first = np.round(random.normal(size=count) * 64) / 64
        second = np.round((share * first + random.normal(size=count)) * 16) / 16
        pearson = scipy.stats.pearsonr(first, second)
        low, high = pearson.confidence_interval(0.95)
        rank = scipy.stats.spearmanr(first, second).statistic
        reach = 1.959963984540054 * np.sqrt((1 + rank**2 / 2) / (count - 3))
        cases.append({
            "first": first.tolist(), "second": second.tolist(),
            "pearson": [pearson.statistic, low, high],
            "spearman": [rank, np.tanh(np.arctanh(rank) - reach), np.tanh(np.arctanh(rank) + reach)],
        })
    return cases


def main():
    torch.manual_seed(12)
    FOLDER.mkdir(exist_ok=True)
    write("softmax.json", softmax())
    write("network.json", network())
    write("correlations.json", correlations())


if __name__ == "__main__":
    main()
