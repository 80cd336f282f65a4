"""The explanation of chapter-lime-text, by the library of LIME's authors."""

import torch
from lime.lime_text import LimeTextExplainer
from sklearn.metrics import pairwise_distances

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

FOLDER = folder()
compare_logits(FOLDER, "explanations")
saved = load_tensors(FOLDER, "explanations")
network = load_network(FOLDER / "word-vectors.safetensors")
rows = saved["rows"].double().numpy()


# [lime]
def explain(network, shares, rows, width):
    """Coefficients, then intercept and R², of lime for the same removals."""
    explainer = LimeTextExplainer(kernel_width=width, feature_selection="none")
    chances = network(shares).softmax(1).double().detach().numpy()
    distances = 100 * pairwise_distances(rows, rows[:1], metric="cosine")[:, 0]
    intercept, pairs, score, _ = explainer.base.explain_instance_with_data(
        rows, chances, distances, 1, rows.shape[1], feature_selection="none")
    weights = torch.tensor([weight for _, weight in sorted(pairs)])
    return weights, torch.tensor([intercept, score])
# [/lime]


width = 100 * float(saved["width"])
coefficients, fit = explain(network, saved["inputs"], rows, width)
compare("coefficients", saved["coefficients"], coefficients)
compare("intercept and R²", saved["fit"], fit)
