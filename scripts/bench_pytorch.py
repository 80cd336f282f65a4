"""The measurements of `bench network` with PyTorch and captum.

Lines 'pytorch <work> <images a second>'.
"""

import math
import time

import torch
from torch import nn


class Shift(nn.Module):
    """Centres the pixels."""

    def forward(self, images):
        return images - 0.5


def garden(classes, head):
    """The book's network, layer by layer as in Sources/Models/Network+Garden.swift."""
    return nn.Sequential(
        Shift(),
        nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(),
        *head(classes),
    )


def average(classes):
    """A global average and one linear layer."""
    return nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, classes)


def dense(classes):
    """A hidden layer of 32 units on every value of every map."""
    return nn.Flatten(), nn.Linear(64 * 12 * 12, 32), nn.ReLU(), nn.Linear(32, classes)


def rate(items, work, seconds=3.0):
    """How many items a second work() does that does `items` of them, the best of many runs."""
    work()
    end = time.perf_counter() + seconds
    best = float("inf")
    while time.perf_counter() < end:
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return items / best


def measure(name, network, images):
    """Training and forward passes of one network."""
    labels = torch.arange(32) % 5
    optimizer = torch.optim.Adam(network.parameters())

    def train():
        for _ in range(10):
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(images[:32]), labels).backward()
            optimizer.step()

    def forward():
        with torch.inference_mode():
            network(images)

    print(f"pytorch {name}training", round(rate(320, train)))
    print(f"pytorch {name}forward", round(rate(100, forward)))


def measure_gradients(network, images):
    """The gradient of each image's logit to the image, and Hessian-vector products of a mean loss.

    A product is made in two ways, and the faster one counts: differentiating twice backwards, and
    forwards over backwards (torch.func).
    """
    rows, labels = torch.arange(len(images)), torch.arange(len(images)) % 5

    def gradients():
        inputs = images.clone().requires_grad_()
        torch.autograd.grad(network(inputs)[rows, labels].sum(), inputs)

    parameters = list(network.parameters())
    vector = [torch.randn_like(parameter) for parameter in parameters]

    def backwards_twice():
        loss = nn.functional.cross_entropy(network(images), labels)
        slopes = torch.autograd.grad(loss, parameters, create_graph=True)
        torch.autograd.grad(slopes, parameters, grad_outputs=vector)

    named = {name: value.detach() for name, value in network.named_parameters()}
    tangents = dict(zip(named, vector))

    def loss_of(values):
        logits = torch.func.functional_call(network, values, (images,))
        return nn.functional.cross_entropy(logits, labels)

    def forwards_over_backwards():
        torch.func.jvp(torch.func.grad(loss_of), (named,), (tangents,))

    print("pytorch input-gradients", round(rate(len(images), gradients)))
    best = 0
    for work in backwards_twice, forwards_over_backwards:
        try:
            best = max(best, rate(len(images), work))
        except (NotImplementedError, RuntimeError) as error:
            print(f"# {work.__name__}: {error}")
    print("pytorch hessian-vector-products", round(best))


def measure_rise(network, image, masks=4000, cells=7, p=0.5, batch=100):
    """RISE's map of one image: its masks drawn, laid over it, scored, and averaged by their scores.

    The masks of a batch are enlarged together, which is faster than one by one as in the original
    code, and none of them is kept.
    """
    side = image.shape[-1]
    cell = math.ceil(side / cells)

    def explain():
        total = torch.zeros(5, side * side)
        with torch.inference_mode():
            for _ in range(masks // batch):
                grid = (torch.rand(batch, 1, cells, cells) < p).float()
                large = nn.functional.interpolate(
                    grid, size=(cells + 1) * cell, mode="bilinear", align_corners=False)
                shifts = torch.randint(cell, (batch, 2)).tolist()
                shown = torch.stack([mask[:, down:down + side, right:right + side]
                                     for mask, (down, right) in zip(large, shifts)])
                scores = network(image * shown).softmax(1)
                total += scores.T @ shown.flatten(1)
        return total / (masks * p)

    print("pytorch rise", round(rate(masks, explain)))


def measure_integrated_gradients(network, image, nodes=50):
    """captum's integrated gradients of one image by 50 nodes, if captum is there.

    All nodes in one batch, which is its default, and in smaller ones: the fastest counts.
    """
    try:
        from captum.attr import IntegratedGradients
    except ImportError:
        print("# integrated-gradients: not measured, for there is no captum")
        return
    method = IntegratedGradients(network)

    def explain(batch):
        method.attribute(image, target=0, n_steps=nodes, method="gausslegendre",
                         internal_batch_size=batch)

    best = max(rate(1, lambda: explain(batch)) for batch in [None, 25, 10, 5, 2])
    print(f"pytorch integrated-gradients {best:.1f}")


def main():
    torch.manual_seed(1)
    images = torch.rand(100, 3, 48, 48)
    for name, head in [("", average), ("dense-", dense)]:
        measure(name, garden(5, head), images)
    measure_gradients(garden(5, average), images)
    measure_rise(garden(5, average), images[:1])
    measure_integrated_gradients(garden(5, average), images[:1])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
