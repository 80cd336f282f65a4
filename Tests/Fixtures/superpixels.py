"""Partitions by scikit-image for SuperpixelsSLICTests and SuperpixelsQuickshiftTests.

Run with the versions of requirements.txt: python Tests/Fixtures/superpixels.py
"""

import json
import pathlib

import numpy as np
from scipy.ndimage import gaussian_filter, zoom
from skimage.color import rgb2lab
from skimage.draw import disk, ellipse, polygon
from skimage.segmentation import quickshift, slic

folder = pathlib.Path(__file__).parent / "superpixels"


def smooth(height, width, seed):
    """Colored clouds: blurred noise, stretched to all levels."""
    noise = np.random.default_rng(seed).normal(size=(height, width, 3))
    clouds = gaussian_filter(noise, sigma=(3, 3, 0), mode="reflect")
    return (clouds - clouds.min()) / np.ptp(clouds)


def noisy(height, width, seed):
    """Every pixel of its own color."""
    return np.random.default_rng(seed).uniform(size=(height, width, 3))


def shapes(height, width):
    """Flat shapes without noise: many exactly equal distances."""
    image = np.full((height, width, 3), (0.2, 0.5, 0.9))
    image[disk((height * 0.35, width * 0.3), height * 0.22, shape=(height, width))] = (0.9, 0.2, 0.1)
    image[int(height * 0.6) : int(height * 0.9), int(width * 0.5) :] = (0.95, 0.85, 0.2)
    return image


def garden(seed):
    """A ladybird on a mottled ground, drawn at four times the size of 48 x 48 and averaged."""
    random = np.random.default_rng(seed)
    mottled = zoom(random.normal(scale=0.06, size=(16, 16)), 12, order=0)
    image = np.array((0.45, 0.62, 0.3)) + mottled[..., None]
    y, x = random.uniform(70, 120, size=2)
    image[disk((y, x - 30), 16)] = (0.1, 0.1, 0.1)
    image[ellipse(y, x, 28, 36)] = (0.85, 0.15, 0.12)
    image[polygon([y - 28, y - 28, y + 28, y + 28], [x - 2, x + 1, x + 1, x - 2])] = (0.1, 0.1, 0.1)
    for down, across in [(-12, -14), (12, -14), (-12, 14), (12, 14)]:
        image[disk((y + down, x + across), 6)] = (0.1, 0.1, 0.1)
    return image.reshape(48, 4, 48, 4, 3).mean(axis=(1, 3)).clip(0, 1)


def bytes_of(image):
    """[3, height, width] as whole numbers 0...255, row by row."""
    return np.rint(np.moveaxis(image, -1, 0) * 255).astype(int)


def image_of(levels):
    """The image the tests see: levels / 255 in single precision."""
    return np.moveaxis(levels.astype(np.float32) / np.float32(255), 0, -1).astype(np.float64)


images = {
    "smooth": smooth(24, 32, 1),
    "noisy": noisy(17, 23, 2),
    "shapes": shapes(30, 20),
    "garden": garden(3),
    "pond": garden(4)[..., ::-1],
    "strip": smooth(5, 60, 5),
    "row": smooth(1, 40, 6),
    "dot": noisy(1, 1, 7),
}
levels = {name: bytes_of(image) for name, image in images.items()}

slic_options = [
    {"n_segments": 30},
    {"n_segments": 12, "compactness": 1.0},
    {"n_segments": 60, "compactness": 30.0, "sigma": 1.0},
    {"n_segments": 20, "compactness": 5.0, "sigma": 0.6, "max_num_iter": 3},
    {"n_segments": 25, "min_size_factor": 0.9, "max_size_factor": 1.2},
    {"n_segments": 5000},
]
quickshift_options = [
    {"kernel_size": 2.0, "max_dist": 10.0, "ratio": 0.5},
    {"kernel_size": 1.0, "max_dist": 4.0, "ratio": 1.0},
    {"kernel_size": 4.0, "max_dist": 200.0, "ratio": 0.2},
    {"kernel_size": 2.5, "max_dist": 6.0, "ratio": 0.3, "sigma": 0.8},
]


# What the tests call scikit-image's options.
words = {
    "n_segments": "count",
    "compactness": "compactness",
    "sigma": "sigma",
    "max_num_iter": "iterations",
    "min_size_factor": "minimumSizeFactor",
    "max_size_factor": "maximumSizeFactor",
    "kernel_size": "kernelSize",
    "max_dist": "maximumDistance",
    "ratio": "ratio",
}


def case(name, function, options):
    labels = function(image_of(levels[name]), **options)
    named = {words[option]: value for option, value in options.items()}
    return {"image": name, **named, "labels": labels.ravel().tolist()}


# The tie breaker of quickshift: normal numbers drawn pixel by pixel, so that a smaller image uses
# the first of them.
largest = max(image.shape[0] * image.shape[1] for image in images.values())
noise = np.random.default_rng(42).normal(scale=1e-5, size=largest)

colors = np.array([(r, g, b) for r in (0, 9, 128, 255) for g in (0, 10, 200, 255) for b in (0, 11, 77, 255)])

result = {
    "images": {
        name: {"height": level.shape[1], "width": level.shape[2], "levels": level.ravel().tolist()}
        for name, level in levels.items()
    },
    "colors": [
        {"rgb": rgb.tolist(), "lab": rgb2lab(rgb / 255.0).tolist()} for rgb in colors
    ],
    "slic": [case(name, slic, options) for options in slic_options for name in images],
    "noise": noise.tolist(),
    "quickshift": [case(name, quickshift, options) for options in quickshift_options for name in images],
}
folder.mkdir(exist_ok=True)
(folder / "partitions.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")
