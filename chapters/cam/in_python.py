"""The networks and maps of chapter-cam, by PyTorch and by captum."""

import torch
from captum.attr import LayerGradCam

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

FOLDER = folder()
compare_logits(FOLDER, "explanations")
saved = load_tensors(FOLDER, "explanations")
pictures, maps, classes = saved["inputs"], saved["maps"], saved["classes"].long()
network = load_network(FOLDER / "average.safetensors")


# [hook]
def class_activation_maps(network, pictures, classes):
    """The maps under the pooling, weighed by the row of the class."""
    seen = []
    keep = lambda layer, inputs, output: seen.append(output)
    hook = network.relu3.register_forward_hook(keep)
    network(pictures)
    hook.remove()
    return torch.einsum("nk,nkhw->nhw", network.linear.weight[classes], seen[0])


theirs = class_activation_maps(network, pictures, classes)
compare("CAM by a hook", maps, theirs)
# [/hook]


# [library]
# Behind a global average, Grad-CAM without its ReLU is CAM divided by the
# number of places.
grad_cam = LayerGradCam(network, network.relu3)
theirs = grad_cam.attribute(pictures, classes, relu_attributions=False)[:, 0]
places = theirs[0].numel()
compare("CAM by captum", maps, places * theirs)
# [/library]
