"""Makes concepts/tcav.json: concept vectors, derivatives and TCAV scores by scikit-learn and captum.

A small network with a hidden layer, eight pictures of a concept (stripes in noise), eight of noise,
and eight to be explained. captum's TCAV runs whole, with three of scikit-learn's classifiers in
place of its own, which holds out by chance. Everything is in double precision, from numbers that a
Float holds exactly, but captum's last product.
Versions: requirements.txt. Run: python concepts.py, in this folder.
"""

import json
import pathlib
import tempfile

import numpy as np
import torch
from captum.concept import TCAV, Classifier, Concept
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn

from cam import features, heads, lively
from engine import parameters, stored

FOLDER = pathlib.Path(__file__).parent / "concepts"
LABEL, LAYER, PICTURES = 1, "4", 8


def logistic(penalty):
    return LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-13, max_iter=1000)


CLASSIFIERS = {
    "logistic": logistic(1),
    "standardised": make_pipeline(StandardScaler(), logistic(0.5)),
    "hinge": SGDClassifier(loss="hinge", alpha=0.01, max_iter=1000, tol=1e-3, shuffle=False),
}


def pictures(striped):
    """Noise in steps of 1/8, exact and short to write; with stripes if asked."""
    noise = torch.randint(-6, 7, (PICTURES, 3, 12, 12)) / 8
    stripes = (torch.arange(12) % 4 < 2).float() / 4
    return (noise + stripes if striped else noise).double()


class Line(Classifier):
    """One of scikit-learn's classifiers, learning from all pictures in their order."""

    def __init__(self, model):
        self.model = model

    def train_and_eval(self, dataloader, **kwargs):
        inputs, labels = zip(*dataloader)
        self.model.fit(torch.cat(inputs).numpy(), torch.cat(labels).numpy())
        return {}

    def raw(self):
        """The weights of concept 1, in the layer's own numbers, and the intercept."""
        if hasattr(self.model, "coef_"):
            return self.model.coef_[0], float(self.model.intercept_[0])
        scaler, model = self.model[0], self.model[1]
        weights = model.coef_[0] / scaler.scale_
        return weights, float(model.intercept_[0] - weights @ scaler.mean_)

    def weights(self):
        weights = torch.tensor(self.raw()[0]).float()
        return torch.stack([-weights, weights])

    def classes(self):
        return [0, 1]


def line_case(net, sets, images, model):
    concepts = [Concept(place, "", [pictures]) for place, pictures in enumerate(sets)]
    line = Line(model)
    with tempfile.TemporaryDirectory() as folder:
        torch.set_default_dtype(torch.float32)  # in which captum multiplies slopes and weights
        tcav = TCAV(net, LAYER, classifier=line, save_path=folder)
        score = tcav.interpret(images, [concepts], target=LABEL)["0-1"][LAYER]
        torch.set_default_dtype(torch.float64)
    weights, intercept = line.raw()
    length = np.linalg.norm(weights)
    direction = torch.tensor(-weights / length)
    outputs = net[:5](images).requires_grad_()
    slopes = torch.autograd.grad(net[5:](outputs)[:, LABEL].sum(), outputs)[0].flatten(1)
    sensitivities = slopes @ direction
    assert abs(sensitivities.mean() - score["magnitude"][0] / length) < 1e-5
    return {
        "direction": stored(direction.reshape(outputs.shape[1:])),
        "threshold": intercept / length,
        "sensitivities": sensitivities.tolist(),
        "score": float(score["sign_count"][0]),
    }


def targets(net, images):
    """What else can be differentiated at the layer, for the first picture."""
    outputs = net[:5](images[:1]).requires_grad_()
    logits = net[5:](outputs)[0]
    chances = logits.softmax(0)
    values = {
        "logit": logits[LABEL], "probability": chances[LABEL],
        "logProbability": logits.log_softmax(0)[LABEL],
        "doubleSoftmax": chances.log_softmax(0)[LABEL],
    }
    return {name: stored(torch.autograd.grad(value, outputs, retain_graph=True)[0][0])
            for name, value in values.items()}


def main():
    torch.manual_seed(33)
    net = lively(nn.Sequential(*features(), *heads()["dense"]))
    striped, plain, images = pictures(True), pictures(False), pictures(True)
    result = {
        "label": LABEL, "parameters": parameters(net),
        "concept": stored(striped), "counter": stored(plain), "images": stored(images),
        "lines": {name: line_case(net, [striped, plain], images, model)
                  for name, model in CLASSIFIERS.items()},
        "targets": targets(net, images),
    }
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "tcav.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")
    for name, case in result["lines"].items():
        print(name, case["score"], [round(value, 4) for value in case["sensitivities"]])


if __name__ == "__main__":
    main()
