"""The backward signals of chapter-visualisation by captum, and twenty steps of its climb."""

import torch
from captum.attr import Deconvolution, GuidedBackprop, Saliency

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

FOLDER = folder()
compare_logits(FOLDER, "explanations")
saved = load_tensors(FOLDER, "explanations")
network = load_network(FOLDER / "dense-1.safetensors")
picture, grey = saved["inputs"]
label = int(saved["class"])
norm, variation = saved["prices"].tolist()

for name, method in [
        ("deconvolution", Deconvolution(network)), ("guided", GuidedBackprop(network))]:
    signal = method.attribute(picture[None].clone().requires_grad_(), label)
    compare(name, saved[name], signal[0])
signal = Saliency(network).attribute(picture[None].clone().requires_grad_(), label, abs=False)
compare("gradient", saved["gradient"], signal[0])


def total_variation(picture):
    """The length of the step to the pixels below and to the right, summed up."""
    down = torch.zeros_like(picture)
    right = torch.zeros_like(picture)
    down[:, :-1] = picture[:, 1:] - picture[:, :-1]
    right[:, :, :-1] = picture[:, :, 1:] - picture[:, :, :-1]
    return (down.square() + right.square() + 0.01**2).sqrt().sum()


# [climb]
def climb(network, picture, label, norm, variation, steps=20):
    """Steps of Adam on a picture, towards the logit of a class."""
    picture = picture.clone().requires_grad_()
    optimiser = torch.optim.Adam([picture], lr=0.03)
    for _ in range(steps):
        cost = norm * (picture - 0.5).square().sum()
        cost = cost + variation * total_variation(picture)
        optimiser.zero_grad()
        (cost - network(picture[None])[0, label]).backward()
        optimiser.step()
        picture.data.clamp_(0, 1)
    return picture
# [/climb]


compare("climb", saved["climbed"], climb(network, grey, label, norm, variation))
