"""The networks and maps of chapter-gradcam, by captum and by pytorch-grad-cam."""

import sys
from unittest.mock import Mock

import torch
from captum.attr import LayerGradCam

try:
    import torchvision  # noqa: F401
except (ImportError, RuntimeError):
    # pytorch-grad-cam wants it for detectors and photographs, of which there are none here; and it
    # does not load beside a PyTorch for CPUs, unless it is for CPUs itself.
    sys.modules.update({"torchvision": Mock(), "torchvision.transforms": Mock()})
import pytorch_grad_cam

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

FOLDER = folder()
compare_logits(FOLDER, "explanations")
saved = load_tensors(FOLDER, "explanations")
pictures, classes = saved["inputs"], saved["classes"].long()
network = load_network(FOLDER / "dense-1.safetensors")

# [captum]
grad_cam = LayerGradCam(network, network.relu3)
theirs = grad_cam.attribute(pictures, classes, relu_attributions=False)
compare("Grad-CAM by captum", saved["GradCAM of the logit"], theirs[:, 0])
# [/captum]


def contrast(label):
    """The logit of a class, less the mean of the others."""
    return lambda logits: logits[label] - (logits.sum() - logits[label]) / (len(logits) - 1)


def maps(name, targets):
    """A relative's maps as they are before they are rectified and stretched."""
    # [family]
    relative = getattr(pytorch_grad_cam, name)(network, [network.relu3])
    relative(pictures, targets)
    seen = relative.activations_and_grads
    maps, slopes = seen.activations[0].numpy(), seen.gradients[0].numpy()
    found = relative.get_cam_image(
        pictures, network.relu3, targets, maps, slopes, eigen_smooth=False)
    # [/family]
    return torch.from_numpy(found)


targets = [contrast(label) for label in classes]
for name in ["GradCAM", "XGradCAM", "HiResCAM", "LayerCAM"]:
    compare(name, saved[name], maps(name, targets))


def without_the_small_number(pictures, classes):
    """Grad-CAM++ by its formula; pytorch-grad-cam adds a millionth below the fraction line."""
    seen = network[: list(network._modules).index("relu3") + 1](pictures).detach()
    seen.requires_grad_()
    logits = network[list(network._modules).index("relu3") + 1 :](seen)
    score = sum(target(row) for target, row in zip(targets, logits))
    slopes = torch.autograd.grad(score, seen)[0]
    totals = seen.sum((2, 3), keepdim=True)
    shares = slopes**2 / (2 * slopes**2 + slopes**3 * totals)
    weights = torch.where(slopes > 0, slopes * shares, 0).sum((2, 3), keepdim=True)
    return (weights * seen).sum(1)


ours = saved["GradCAMPlusPlus"]
compare("GradCAMPlusPlus by its formula", ours, without_the_small_number(pictures, classes))
apart = (ours - maps("GradCAMPlusPlus", targets)).abs().max() / ours.max()
print(f"GradCAMPlusPlus by pytorch-grad-cam: up to {apart:.1%} of the maximum apart")
