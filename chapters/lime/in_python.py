"""The explanation of chapter-lime, by lime 0.2.0.1, scikit-image and PyTorch."""

import numpy as np
import torch
from lime.lime_image import LimeImageExplainer
from skimage.segmentation import slic

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

FOLDER = folder()
compare_logits(FOLDER, "explanations")
saved = load_tensors(FOLDER, "explanations")
network = load_network(FOLDER / "average.safetensors")
image = saved["inputs"][0].permute(1, 2, 0).double().numpy()
label, count, width = (saved[key].item() for key in ("class", "count", "width"))


class GivenRows:
    """Stands in for lime's generator: the rows are those that are given."""

    def __init__(self, rows):
        self.rows = rows

    def randint(self, low, high, size):
        return self.rows.ravel()


# [lime]
def explained(network, image, pieces, rows, label, width):
    """lime's coefficients, intercept, R² and g(x′) for rows that are drawn."""
    def ask(views):
        batch = torch.tensor(views).permute(0, 3, 1, 2).float()
        with torch.no_grad():
            return network(batch).softmax(1).double().numpy()

    explainer = LimeImageExplainer(kernel_width=width)
    explainer.random_state = GivenRows(rows)
    found = explainer.explain_instance(
        image, ask, labels=(label,), top_labels=None, num_samples=len(rows),
        segmentation_fn=lambda image: pieces, random_seed=0)
    coefficients = dict(found.local_exp[label])
    return ([coefficients[piece] for piece in range(rows.shape[1])],
            [found.intercept[label], found.score, found.local_pred[0]])
# [/lime]


pieces = saved["pieces"].int().numpy()
cut = slic(image, n_segments=int(count), compactness=30, sigma=0, max_num_iter=10,
           min_size_factor=0.2, max_size_factor=3, start_label=0)
_, theirs = np.unique(cut.ravel(), return_inverse=True)
firsts = np.array([np.flatnonzero(theirs == piece)[0] for piece in range(theirs.max() + 1)])
named = firsts.argsort().argsort()[theirs]
compare("pieces", saved["pieces"].flatten(), torch.tensor(named).float())
coefficients, fit = explained(
    network, image, pieces, saved["rows"].int().numpy(), int(label), width)
compare("coefficients", saved["coefficients"], torch.tensor(coefficients).float())
compare("intercept, R², g(x′)", saved["fit"], torch.tensor(fit).float())
