"""The explanation of chapter-lime-tables, by lime 0.2.0.1 and PyTorch."""

import numpy as np
import torch
from lime.lime_tabular import LimeTabularExplainer

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

FOLDER = folder()
compare_logits(FOLDER, "explanations")
saved = load_tensors(FOLDER, "explanations")
network = load_network(FOLDER / "network.safetensors")
label, width = int(saved["class"]), float(saved["width"])
rows = saved["rows"].double().numpy()


# [lime]
def explained(training_rows, rows, answers, label, width):
    """lime's bits, its plane and R² for rows that are drawn already."""
    explainer = LimeTabularExplainer(
        training_rows, categorical_features=[6, 7], kernel_width=width)
    bins = explainer.discretizer.discretize(rows)
    bits = (bins == bins[0]).astype(float)
    distances = np.sqrt((1 - bits).sum(1))
    intercept, pairs, r_squared, _ = explainer.base.explain_instance_with_data(
        bits, answers, distances, label, num_features=10)
    coefficients = [dict(pairs)[column] for column in range(bits.shape[1])]
    return bits, coefficients + [intercept, r_squared]
# [/lime]


with torch.no_grad():
    answers = network(saved["inputs"]).softmax(1).double().numpy()
bits, plane = explained(
    saved["training rows"].double().numpy(), rows, answers, label, width)
compare("bits", saved["bits"], torch.tensor(bits).float())
compare("coefficients, intercept, R²", saved["coefficients"], torch.tensor([plane]).float())
