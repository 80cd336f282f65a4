"""The influence of chapter-influence, by PyTorch in double precision."""

import torch
from torch.nn.functional import cross_entropy, pad

from chapters.glass_box import compare, folder, load_tensors

saved = load_tensors(folder(), "head")
features, test = (pad(saved[name].double(), (0, 1), value=1.0) for name in ("features", "test"))
labels, label, penalty = saved["labels"].long(), saved["class"].long(), float(saved["penalty"])
weights = saved["weights"].double()


# [python]
def influence(weights, features, labels, test, label, penalty):
    """How the test loss would rise without each training example."""
    def loss(flat):
        scores = features @ flat.view_as(weights).T
        return cross_entropy(scores, labels) + penalty / 2 * flat.square().sum()

    def slopes(features, labels):
        errors = (features @ weights.T).softmax(1)
        errors[range(len(labels)), labels] -= 1
        return (errors[:, :, None] * features[:, None, :]).flatten(1)

    hessian = torch.autograd.functional.hessian(loss, weights.flatten())
    s = torch.linalg.solve(hessian, slopes(test[None], label)[0])
    return slopes(features, labels) @ s / len(labels)
# [/python]


values = influence(weights, features, labels, test, label, penalty)
compare("values, as shares of the largest", saved["shares"].double(), values / saved["largest"].double())
