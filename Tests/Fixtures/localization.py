"""Makes localization/boxes.json: regions, pieces and boxes of maps by SciPy and scikit-image.

The largest 4-connected piece above a share of the highest value, its box, and overlaps.
Versions: requirements.txt. Run: python localization.py, in this folder.
"""

import json
import pathlib

import numpy as np
from scipy import ndimage
from skimage.measure import regionprops

FOLDER = pathlib.Path(__file__).parent / "localization"


def overlap(first, second):
    """The intersection over union of two boolean arrays."""
    return float((first & second).sum() / (first | second).sum())


def filled(box, shape):
    """The pixels of a half-open box (top, left, bottom, right)."""
    mask = np.zeros(shape, bool)
    mask[box[0]:box[2], box[1]:box[3]] = True
    return mask


def case(random, height, width, share, blur):
    values = np.round(ndimage.gaussian_filter(random.normal(size=(height, width)), blur), 4)
    region = values > share * values.max()
    labels, count = ndimage.label(region)
    pieces = regionprops(labels)
    largest = max(pieces, key=lambda piece: (piece.area, -piece.label))
    top, left = random.integers(0, height - 3), random.integers(0, width - 3)
    object_box = [int(top), int(left), int(random.integers(top + 1, height + 1)),
                  int(random.integers(left + 1, width + 1))]
    box = [int(edge) for edge in largest.bbox]
    mask = filled(object_box, values.shape)
    return {
        "height": height, "width": width, "share": share, "values": values.ravel().tolist(),
        "pieces": count, "sizes": [int(piece.area) for piece in pieces],
        "largest": (labels == largest.label).astype(int).ravel().tolist(),
        "box": box, "object": object_box,
        "boxOverlap": overlap(filled(box, values.shape), mask), "maskOverlap": overlap(region, mask),
    }


def main():
    FOLDER.mkdir(exist_ok=True)
    random = np.random.default_rng(48)
    cases = [
        case(random, height, width, share, blur)
        for height, width in [(12, 12), (9, 16)]
        for share in (0.2, 0.5, 0.8)
        for blur in (0.6, 1.2)
    ]
    (FOLDER / "boxes.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
