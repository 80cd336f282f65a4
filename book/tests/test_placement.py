"""Figures of the printed book stand in their sections, and never within code."""

import random
import re
import shutil
import subprocess
import unittest

from support import CHAPTER, SampleTests  # first: it knows where the book's modules are

from pdf import build_pdf

SECTIONS = 24
PICTURES = ["square", "rows"]  # as wide as the text, and wide
EDGE = 68  # of the text, from the left of the page, in points
LARGE, SMALL = 14, 10  # a heading's words are higher than the one, a caption's lower than the other


def chapter(chance: random.Random) -> tuple[str, dict[str, int], list[range]]:
    """A page of text, code and figures by chance; the section of each figure, the lines of each piece of code."""
    blocks, figures, codes, line = ["# 0. One of everything"], {}, [], 1

    def words(mark: str = "") -> str:
        return " ".join([mark, *["word"] * chance.randrange(5, 120)]).strip() + "."

    def code() -> str:
        nonlocal line
        codes.append(range(line, line + chance.randrange(2, 45)))
        line = codes[-1].stop + 1
        fence = "\n".join("code" for _ in codes[-1])
        return f"<!-- lines of chapters/x/main.swift: {codes[-1][0]}-{codes[-1][-1]} -->\n\n```swift\n{fence}\n```"

    for section in range(1, SECTIONS + 1):
        blocks += [f"## 0.{section} Section", words()]
        for _ in range(chance.randrange(3)):
            number = len(figures) + 1
            figures[f"0.{number}"] = section
            picture = chance.choice(PICTURES)
            blocks += [code()] if chance.random() < 0.6 else []
            blocks += [
                f'<a id="fig-0-{number}"></a>', f"![A picture](../../figures/taxonomy/{picture}.svg)",
                f"**Figure 0.{number}.** Its caption.",
            ]
            blocks += [words(f"after{number}"), words()] if chance.random() < 0.7 else []
        blocks += [code(), words()] if chance.random() < 0.5 else []
    return "\n\n".join(blocks) + "\n", figures, codes


class Placement(SampleTests):
    def setUp(self):
        super().setUp()
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext is not installed")
        for page in ["claims", "methods"]:
            (self.root / f"chapters/{page}.md").write_text(f"# {page}\n", encoding="utf-8")
        for page in ["preface", "how-to-read", "refresher"]:
            (self.root / f"book/front/{page}.md").write_text(f"# {page}\n\nWords.\n", encoding="utf-8")

    def printed(self, text: str) -> list[tuple[int, float, float, float, str]]:
        """The words of the printed page: number of the page, top, left, height, letters."""
        (self.root / CHAPTER).write_text(text, encoding="utf-8")
        build_pdf(self.read(), self.root)
        command = ["pdftotext", "-bbox", str(self.root / "glass-box.pdf"), "-"]
        pages = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.split("<page ")[1:]
        word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<')
        return [
            (number, float(top), float(left), float(bottom) - float(top), letters)
            for number, page in enumerate(pages)
            for left, top, bottom, letters in word.findall(page)
        ]

    def places(self, words) -> tuple[dict, dict, dict, dict]:
        """Page and top of every section, caption, line of code and text behind a figure, by its number or mark."""
        sections, captions, lines, texts = {}, {}, {}, {}
        for (page, top, left, height, letters), following in zip(words, [*words[1:], None]):
            if re.fullmatch(r"0\.\d+", letters) and abs(left - EDGE) < 1 and height > LARGE:
                sections[int(letters[2:])] = (page, top)
            elif letters == "Figure" and height < SMALL:
                captions[following[4]] = (page, top)
            elif letters.isdigit() and left < EDGE - 8:
                lines[int(letters)] = (page, top)
            elif letters.startswith("after"):
                texts["0." + letters.removeprefix("after").rstrip(".")] = (page, top)
        return sections, captions, lines, texts

    def test_figures_keep_to_their_sections_and_out_of_code(self):
        passed = 0
        for seed in range(3):
            with self.subTest(seed=seed):
                text, figures, codes = chapter(random.Random(seed))
                sections, captions, lines, texts = self.places(self.printed(text))
                self.assertEqual(sorted(sections), list(range(1, SECTIONS + 1)))
                self.assertEqual(set(captions), set(figures))
                self.assertEqual(set(lines), {line for code in codes for line in code})
                for figure, section in figures.items():
                    self.assertLess(sections[section], captions[figure], figure)
                    self.assertLess(captions[figure], sections.get(section + 1, (10**6, 0)), figure)
                    for code in codes:
                        within = lines[code[0]] < captions[figure] < lines[code[-1]]
                        self.assertFalse(within, f"figure {figure} stands within the lines {code}")
                    if figure in texts:
                        self.assertLessEqual(captions[figure][0] - texts[figure][0], 1)
                        passed += texts[figure] < captions[figure]
                order = sorted(captions, key=captions.get)
                self.assertEqual(order, sorted(figures, key=lambda one: int(one[2:])))
        self.assertGreater(passed, 2, "no text fills the page before a figure that has no room")


if __name__ == "__main__":
    unittest.main()
