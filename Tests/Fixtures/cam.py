"""Makes cam/*.json: class activation maps by PyTorch and captum, and PyTorch's interpolation.

The map with a place at every pixel is that of the dilated network, without padding.

CAM, HiResCAM, LayerCAM, Grad-CAM++ and XGrad-CAM are written out from their papers on PyTorch's
gradients; Grad-CAM, guided backpropagation, deconvolution and Guided Grad-CAM are captum's.
Everything is in double precision, from numbers that a Float holds exactly.
Versions: requirements.txt. Run: python cam.py, in this folder.
"""

import json
import pathlib

import torch
from captum.attr import Deconvolution, GuidedBackprop, GuidedGradCam, LayerGradCam
from torch import nn
from torch.nn import functional as F

from engine import exact, noise, parameters, stored

FOLDER = pathlib.Path(__file__).parent / "cam"


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


def interpolations():
    """Up, down, by whole and broken factors, one pixel wide, and more axes."""
    cases = []
    for shape, size in [((3, 3), (12, 12)), ((4, 5), (7, 11)), ((6, 4), (4, 3)), ((1, 3), (4, 7)),
                        ((5, 5), (5, 5)), ((2, 3, 4), (8, 9)), ((2, 2, 3, 2), (5, 1))]:
        x = noise(*shape)
        batch = x.reshape(1, -1, *shape[-2:])
        y = F.interpolate(batch, size=size, mode="bilinear", align_corners=False)
        cases.append({"input": stored(x), "output": stored(y.reshape(*shape[:-2], *size))})
    return cases


def features():
    """Layers 0 to 6, up to the last rectifier: 12 x 12 images to 6 maps of 6 x 6."""
    return [nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(4, 5, 3, padding=1), nn.ReLU(), nn.Conv2d(5, 6, 3, padding=1), nn.ReLU()]


def heads():
    """A linear layer behind an average, one behind nothing, and two with a rectifier between."""
    return {
        "pooled": [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 3)],
        "linear": [nn.Flatten(), nn.Linear(216, 3)],
        "dense": [nn.Flatten(), nn.Linear(216, 8), nn.ReLU(), nn.Linear(8, 3)],
    }


def maps(activations, gradients):
    """Each method's map from the maps A and gradients g of a layer, as its paper has it."""
    a, g = activations, gradients
    area = a.shape[1] * a.shape[2]
    totals = a.sum((1, 2))
    denominator = 2 * g**2 + totals[:, None, None] * g**3
    alphas = torch.where(g != 0, g**2 / torch.where(denominator == 0, 1, denominator), 0)
    weights = {
        "mean": g.sum((1, 2)) / area,
        "elementwise": g,
        "positive": F.relu(g),
        "plusPlus": (alphas * F.relu(g)).sum((1, 2)),
        "activation": torch.where(
            totals == 0, 0, (g * a).sum((1, 2)) / torch.where(totals == 0, 1, totals)),
    }
    return {
        name: stored(((w if w.dim() == 3 else w[:, None, None]) * a).sum(0))
        for name, w in weights.items()
    }


def layer_case(net, index, image, label, probability=False):
    """What the methods make of one layer; the gradients are of the logit unless told."""
    activations = net[:index + 1](image).detach().requires_grad_()
    logits = net[index + 1:](activations)
    score = (logits.softmax(1) if probability else logits)[0, label]
    gradients = torch.autograd.grad(score, activations)[0][0]
    case = {"activations": stored(activations[0]), "gradients": stored(gradients)}
    case["maps"] = maps(activations.detach()[0], gradients)
    if not probability:
        method = LayerGradCam(net, net[index])
        case["captum"] = stored(method.attribute(image, label)[0, 0])
        case["captumPositive"] = stored(
            method.attribute(image, label, relu_attributions=True)[0, 0])
    return case


def lively(net):
    """Larger weights than PyTorch's, so that maps are of size one and tolerances mean something."""
    with torch.no_grad():
        for parameter in net.parameters():
            inputs = parameter[0].numel()
            parameter.copy_(torch.randn(parameter.shape) * (3 / inputs if inputs > 1 else 0.04) ** 0.5)
    return exact(net)


def network_case(name, head, image, label):
    net = lively(nn.Sequential(*features(), *head))
    last = net[:7](image)[0]
    result = {
        "name": name, "label": label, "image": stored(image[0]), "parameters": parameters(net),
        "logits": stored(net(image)[0]),
        "relu2": layer_case(net, 4, image, label),
        "relu3": layer_case(net, 6, image, label),
        "probability": layer_case(net, 6, image, label, probability=True),
        "guided": stored(GuidedBackprop(net).attribute(image.clone(), label)[0]),
        "deconvolution": stored(Deconvolution(net).attribute(image.clone(), label)[0]),
        "guidedGradCAM": stored(
            GuidedGradCam(net, net[6]).attribute(
                image.clone(), label, interpolate_mode="bilinear")[0]),
    }
    if name == "pooled":
        result["cam"] = stored((net[9].weight[label][:, None, None] * last).sum(0))
    return result


def dilated():
    """CAM at stride 1: the pooling steps by one pixel, and what follows is spread out by two.

    Nothing is padded, so the map is that of the padded network away from the border.
    """
    image, label = noise(1, 3, 24, 24), 1
    net = lively(nn.Sequential(*features(), *heads()["pooled"]))
    first, second, third = net[0], net[3], net[5]
    x = F.max_pool2d(F.relu(F.conv2d(image, first.weight, first.bias)), 2, stride=1)
    x = F.relu(F.conv2d(x, second.weight, second.bias, dilation=2))
    x = F.relu(F.conv2d(x, third.weight, third.bias, dilation=2))
    return {
        "label": label, "image": stored(image[0]), "parameters": parameters(net),
        "map": stored((net[9].weight[label][:, None, None] * x[0]).sum(0)),
    }


def main():
    torch.manual_seed(20)
    FOLDER.mkdir(exist_ok=True)
    write("interpolations.json", interpolations())
    write("networks.json", [
        network_case(name, head, noise(1, 3, 12, 12).clone(), label)
        for label, (name, head) in enumerate(heads().items())
    ])
    write("dilated.json", dilated())


if __name__ == "__main__":
    main()
