"""Joins the small style sheets and scripts into one file each: a page asks for little."""

import shutil
from pathlib import Path

STYLES = [
    "theme", "page", "navigation", "text", "code", "figures", "tables", "boxes", "search", "preview", "index", "print",
]
SCRIPTS = ["search", "copy", "zoom", "slider", "margin", "preview", "spy", "filter", "keys", "answers"]
ALONE = ["theme.js", "icon.svg"]  # the theme is set before anything is drawn


def write_assets(source: Path, folder: Path) -> None:
    """Writes book.css and book.js, and copies what stands alone."""
    folder.mkdir(parents=True)
    for result, names in (("book.css", STYLES), ("book.js", SCRIPTS)):
        suffix = Path(result).suffix
        texts = [(source / f"{name}{suffix}").read_text(encoding="utf-8") for name in names]
        (folder / result).write_text("\n".join(texts), encoding="utf-8", newline="\n")
    for name in ALONE:
        shutil.copyfile(source / name, folder / name)
