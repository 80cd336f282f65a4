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
black = torch.zeros_like(picture)
integrated = IntegratedGradients(network).attribute(
    picture, black, label, n_steps=50, method="gausslegendre")
smooth = slopes(saved["noisy copies"]).mean(0)
changes = picture - saved["references"]
places = saved["places"][:, None, None, None]
on_the_way = saved["references"] + places * changes
expected = (changes * slopes(on_the_way)).sum(1).mean(0)
# [/captum]


def compare_most(what, ours, theirs):
    """Compares 99 % of the values, and tells how far apart the others are.

    At some places of a way a unit is within rounding of its kink: which of its two slopes it has
    there is up to the order of sums.
    """
    apart = (ours - theirs).abs().flatten()
    close = apart.argsort()[: len(apart) * 99 // 100]
    compare(what + ", 99 % of the values", ours.flatten()[close], theirs.flatten()[close])
    print(f"{what}: the others are up to {apart.max():.1e} apart")


compare("slopes", saved["slopes"], slopes(picture.clone())[0])
compare("saliency", saved["saliency"], saliency[0])
compare_most("SmoothGrad, signed", saved["smooth"], smooth)
compare_most("integrated gradients", saved["integrated"], integrated[0].float())
compare_most("expected gradients", saved["expected"], expected)
