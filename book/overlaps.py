"""Words of a PDF that lie on each other: `overlaps.py BOOK.pdf` fails if there are any."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<')


@dataclass(frozen=True)
class Word:
    """A word and its box on a page, in points."""

    left: float
    top: float
    right: float
    bottom: float
    letters: str

    def lies_on(self, other: "Word") -> bool:
        """Whether the boxes share more than signs of a formula do: 2 points, on the same line."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 2 and down > 0.75 * min(self.bottom - self.top, other.bottom - other.top)


def words(pdf: Path) -> list[list[Word]]:
    """The words of each page, by poppler."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    pages = text.split("<page ")[1:]
    return [[Word(*map(float, found[:4]), found[4]) for found in WORD.findall(page)] for page in pages]


def overlaps(pdf: Path) -> list[str]:
    """A line for each pair of words that lie on each other."""
    lines = []
    for number, page in enumerate(words(pdf), 1):
        page.sort(key=lambda word: word.top)
        for index, word in enumerate(page):
            for other in page[index + 1:]:
                if other.top > word.bottom:
                    break
                if word.lies_on(other):
                    lines.append(f"page {number} of the PDF: “{word.letters}” lies on “{other.letters}”")
    return lines


if __name__ == "__main__":
    if not any(words(Path(sys.argv[1]))):
        sys.exit(f"{sys.argv[1]}: no word was found in it")
    found = overlaps(Path(sys.argv[1]))
    print("\n".join(found[:20]), file=sys.stderr, end="\n" if found else "")
    sys.exit(1 if found else 0)
