"""The vector, slopes and score of chapter-tcav, by PyTorch and captum."""

import tempfile

import torch
from captum.concept import TCAV, Classifier, Concept

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

FOLDER = folder()
compare_logits(FOLDER, "explanations")
saved = load_tensors(FOLDER, "explanations")
network = load_network(FOLDER / "creatures.safetensors")
BEE, LAYER = 0, "pool2"


# [tcav]
class Logistic(Classifier):
    """The line between a concept and its counter-set, as captum asks for it."""

    def __init__(self):
        self.vector = None

    def train_and_eval(self, dataloader, **_):
        inputs, labels = map(torch.cat, zip(*dataloader))
        targets = 1 - labels.double()
        turned, sizes, axes = torch.linalg.svd(
            inputs.flatten(1).double(), full_matrices=False)
        points = torch.cat([turned * sizes, torch.ones(len(targets), 1)], 1)
        penalty = torch.ones(points.shape[1]).double()
        penalty[-1] = 0
        line = torch.zeros_like(penalty)
        for _ in range(30):  # Newton's steps
            chance = torch.sigmoid(points @ line)
            slope = points.T @ (chance - targets) + penalty * line
            weights = chance * (1 - chance)
            bend = points.T @ (weights[:, None] * points) + penalty.diag()
            line = line - torch.linalg.solve(bend, slope)
        normal = line[:-1] @ axes
        self.vector = (normal / normal.norm()).float()
        return {}

    def weights(self):
        return torch.stack([self.vector, -self.vector])

    def classes(self):
        return [0, 1]


def tcav(network, layer, images, label, sets):
    """captum's score of a class, and the vector that it asked along."""
    concepts = [Concept(place, "", [some]) for place, some in enumerate(sets)]
    line = Logistic()
    with tempfile.TemporaryDirectory() as cache:
        method = TCAV(network, [layer], classifier=line, save_path=cache)
        found = method.interpret(images, [concepts], target=label)
    return found["0-1"][layer], line.vector
# [/tcav]


bees = saved["inputs"]
found, vector = tcav(network, LAYER, bees, BEE, [saved["concept"], saved["counter"]])
compare("vector", saved["vector"], vector.reshape(saved["vector"].shape))
compare("TCAV score", saved["score"], found["sign_count"][:1])
compare("mean slope", saved["slopes"].mean()[None], found["magnitude"][:1])
