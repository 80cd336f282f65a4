"""The measurements of `bench network` with PyTorch: lines 'pytorch <work> <images a second>'."""

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


def main():
    torch.manual_seed(1)
    images = torch.rand(100, 3, 48, 48)
    for name, head in [("", average), ("dense-", dense)]:
        measure(name, garden(5, head), images)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
