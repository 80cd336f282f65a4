"""Makes sanity/cascade.json: a whole sanity check on made-up maps, scored by SciPy.

Ten twins, two stages, three images; maps of eight small integers, so that values are tied.
Versions: requirements.txt. Run: python sanity.py, in this folder.
"""

import json
import pathlib

import numpy as np
from scipy.stats import sem, spearmanr

FOLDER = pathlib.Path(__file__).parent / "sanity"
TWINS, STAGES, IMAGES, PLACES = 10, 2, 3, 8


def main():
    random = np.random.default_rng(7)
    trained = random.integers(-4, 5, (IMAGES, PLACES))
    # The first stage keeps part of the map, half of the time turned over; the second keeps nothing.
    sign = random.choice([-1, 1], (TWINS, 1, 1))
    first = sign * (trained + random.integers(-3, 4, (TWINS, IMAGES, PLACES)))
    second = random.integers(-4, 5, (TWINS, IMAGES, PLACES))
    maps = np.stack([first, second], axis=1)
    size = np.array([[[abs(spearmanr(trained[image], maps[twin, stage, image]).statistic)
                       for image in range(IMAGES)]
                      for stage in range(STAGES)] for twin in range(TWINS)])
    assert np.isfinite(size).all()
    twins, images = size.mean(axis=2), size.mean(axis=0)
    result = {
        "trained": trained.tolist(),
        "maps": maps.tolist(),
        "mean": size.mean(axis=(0, 2)).tolist(),
        "deviationOverTwins": twins.std(axis=0, ddof=1).tolist(),
        "errorOverTwins": sem(twins, axis=0).tolist(),
        "errorOverImages": sem(images, axis=1).tolist(),
    }
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(result, separators=(",", ":"))
    (FOLDER / "cascade.json").write_text(text + "\n")


main()
