"""The models and the shuffling of chapter-taxonomy, by scikit-learn and PyTorch."""

import numpy as np
import torch
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

FOLDER = folder()
compare_logits(FOLDER, "answers-about-pictures")
compare_logits(FOLDER, "answers-about-seeds")
saved = load_tensors(FOLDER, "answers-about-seeds")
network = load_network(FOLDER / "network-1.safetensors")
data = {name: tensor.double().numpy() for name, tensor in saved.items()}
labels, lesson_labels = (data[name][0].astype(int) for name in ["labels", "labels of lessons"])
lessons, raw_lessons, raw_exam = (
    data[name] for name in ["lessons", "lessons in their units", "exam in its units"])


class InOurOrders(np.random.RandomState):
    """A generator that shuffles as the chapter did, one order after the other, for each column."""

    def __init__(self, orders):
        super().__init__(0)
        self.orders, self.next = orders.astype(int), 0

    def randint(self, *_):
        return self

    def shuffle(self, indices):
        """What leads from the rows as the last order left them to the next order."""
        turn = self.next % len(self.orders)
        last = self.orders[turn - 1] if turn else np.arange(len(indices))
        indices[:] = np.argsort(last)[self.orders[turn]]
        self.next += 1


class Asked(ClassifierMixin, BaseEstimator):
    """A model that takes rows of eight columns, levels by their place."""

    classes_ = np.array([0, 1])

    def __init__(self, answers):
        self.answers = answers

    def fit(self, rows, labels):
        return self

    def predict(self, columns):
        soil = np.eye(3)[columns[:, 6].astype(int)]
        bed = np.eye(2)[columns[:, 7].astype(int)]
        return self.answers(np.hstack([columns[:, :6], soil, bed]))


def standard(rows):
    return (rows - data["means"]) / data["deviations"]


# [same]
linear = LogisticRegression(C=1, tol=1e-10, max_iter=1000)
linear.fit(lessons, lesson_labels)
tree = DecisionTreeClassifier(max_depth=int(saved["depth"]), random_state=0)
tree.fit(raw_lessons, lesson_labels)


def importances(answers, columns, labels, orders):
    """What each column costs when it is shuffled in the given orders."""
    return permutation_importance(
        Asked(answers), columns, labels, scoring="accuracy",
        n_repeats=len(orders), random_state=InOurOrders(orders),
    ).importances_mean
# [/same]


def answers_of_network(rows):
    with torch.no_grad():
        return network(torch.tensor(standard(rows)).float()).argmax(1).numpy()


models = [lambda rows: linear.predict(standard(rows)), tree.predict, answers_of_network]
compare(
    "coefficients and intercept", saved["coefficients"],
    torch.tensor(np.append(linear.coef_[0], linear.intercept_))[None].float())
compare("answers of the tree", saved["tree"], torch.tensor(tree.predict_proba(raw_exam)).float())
compare(
    "importances", saved["importances"],
    torch.tensor(np.array([
        importances(model, data["columns"], labels, data["orders"]) for model in models
    ])).float())
