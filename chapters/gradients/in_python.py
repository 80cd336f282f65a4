"""The maps of chapter-gradients, by captum and by PyTorch."""

import warnings

import torch
from captum.attr import IntegratedGradients, Saliency

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

warnings.filterwarnings("ignore", "Input Tensor 0 did not already require gradients")
FOLDER = folder()
compare_logits(FOLDER, "explanations")
saved = load_tensors(FOLDER, "explanations")
network = load_network(FOLDER / "average.safetensors")
picture, label = saved["inputs"], int(saved["class"])


def slopes(pictures):
    """The slopes of the logit at each picture of a batch."""
    return Saliency(network).attribute(pictures.requires_grad_(), label, abs=False)


# [captum]
saliency = Saliency(network).attribute(picture, label).amax(1)
integrated, from_black = (
    IntegratedGradients(network).attribute(
        picture, start, label, n_steps=50, method="gausslegendre")
    for start in (saved["mean colour"][None], torch.zeros_like(picture)))
smooth = slopes(saved["noisy copies"]).mean(0)
# [/captum]
changes = picture - saved["references"]
places = saved["places"][:, None, None, None]
on_the_way = saved["references"] + places * changes
expected = (changes * slopes(on_the_way)).sum(1).mean(0)


compare("slopes", saved["slopes"], slopes(picture.clone())[0])
compare("saliency", saved["saliency"], saliency[0])
compare("SmoothGrad, signed", saved["smooth"], smooth)
compare("integrated gradients", saved["integrated"], integrated[0].float())
compare("expected gradients", saved["expected"], expected)
# From black slopes are a hundred times as steep, and at some places of the way a unit is within
# rounding of its kink: which of its two slopes it has there is up to the order of sums.
apart = (saved["integrated from black"] - from_black[0]).abs().max()
print(f"integrated gradients from black (not tested): {apart:.1e} apart at most")
