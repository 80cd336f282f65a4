"""The networks of chapter-lime, by PyTorch."""

from chapters.glass_box import compare_logits, folder

FOLDER = folder()
compare_logits(FOLDER, "explanations")
