"""Finds the fonts of the book: in known folders, never whatever a machine happens to have."""

import os
from pathlib import Path

from model import BookError

# Where packages put them on Linux, and a Mac its own; GLASS_BOX_FONTS comes first.
PLACES = [
    "/usr/share/fonts/opentype/inter",
    "/usr/share/fonts/truetype/jetbrains-mono",
    "/usr/share/fonts/truetype/nanum",
    str(Path.home() / "Library/Fonts"),
    "/Library/Fonts",
]
FAMILIES = ["Inter", "JetBrains Mono", "NanumGothic", "NanumGothicCoding", "NanumMyeongjo"]


def font_folders() -> list[str]:
    """The folders; a family that is in none of them is an error."""
    import typst

    told = os.environ.get("GLASS_BOX_FONTS", "")
    wanted = [*told.split(os.pathsep), *PLACES]
    places = [place for place in wanted if place and Path(place).is_dir()]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=places)
    missing = sorted(set(FAMILIES) - set(fonts.families()))
    if missing:
        raise BookError(
            f"fonts are missing: {', '.join(missing)}. Run `make setup`, or name the folders that "
            "have them in GLASS_BOX_FONTS"
        )
    return places
