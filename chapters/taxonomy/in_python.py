"""The networks of chapter-taxonomy, by PyTorch."""

from chapters.glass_box import compare_logits, folder

FOLDER = folder()
compare_logits(FOLDER, "answers-about-pictures")
compare_logits(FOLDER, "answers-about-seeds")
