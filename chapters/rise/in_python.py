"""The masks and maps of chapter-rise, by PyTorch."""

import torch
from torch.nn.functional import grid_sample

from chapters.glass_box import compare, compare_logits, folder, load_network, load_tensors

FOLDER = folder()
compare_logits(FOLDER, "explanations")
saved = load_tensors(FOLDER, "explanations")
network = load_network(FOLDER / "average.safetensors")
picture, background = saved["inputs"]
label, p = int(saved["class"]), float(saved["p"])


def masks_from(cells, shifts, size):
    """Cells enlarged by straight lines, mirrored at the edge; then a piece."""
    rows = cells.shape[-1]
    cell = -(-size // rows)
    length = (rows + 1) * cell
    place = (torch.arange(length) + 0.5) * rows / length - 0.5
    place = 2 * place / (rows - 1) - 1
    grid = torch.stack(torch.meshgrid(place, place, indexing="xy"), -1)
    large = grid_sample(
        cells[:, None], grid.expand(len(cells), -1, -1, -1),
        padding_mode="reflection", align_corners=True)[:, 0]
    return torch.stack([
        sheet[down:down + size, right:right + size]
        for sheet, (down, right) in zip(large, shifts.int().tolist())
    ])


# [rise]
def rise(network, picture, background, masks, label, p):
    """The weighted mean of the masks, and the slope of the score over them."""
    views = masks[:, None] * picture + (1 - masks[:, None]) * background
    with torch.no_grad():
        scores = network(views).softmax(1)[:, label].double()
    raw = torch.einsum("n,nhw->hw", scores, masks.double()) / (len(masks) * p)
    moved = masks.double() - masks.double().mean(0)
    gain = torch.einsum("n,nhw->hw", scores - scores.mean(), moved)
    return raw.float(), (gain / moved.square().sum(0)).float()
# [/rise]


masks = masks_from(saved["cells"], saved["shifts"], picture.shape[-1])
compare("masks", saved["masks"], masks)
raw, slope = rise(network, picture, background, masks, label, p)
compare("raw map", saved["raw"], raw)
compare("slope", saved["slope"], slope)
