"""Swift in colours: what is coloured how, and that no character of the code is changed."""

import html
import re
import sys
import unittest
from pathlib import Path

BOOK = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(BOOK), str(BOOK / "web")]

from colours import coloured, swift  # noqa: E402


class Colours(unittest.TestCase):
    def marks(self, code: str) -> list[tuple[str, str]]:
        """The coloured pieces of the code: class and text."""
        return [(name, html.unescape(text)) for name, text in re.findall(r'<span class="(..)">(.*?)</span>', swift(code))]

    def test_words_types_calls_texts_and_numbers_have_their_classes(self):
        self.assertEqual(
            self.marks('let x: Tensor = relu(a, 0.5) // why'),
            [("kw", "let"), ("dt", "Tensor"), ("fu", "relu"), ("dv", "0.5"), ("co", "// why")],
        )
        self.assertEqual(self.marks("@main func f<T>()"), [("at", "@main"), ("kw", "func"), ("dt", "T")])

    def test_numbers_end_before_ranges_and_members(self):
        self.assertEqual(self.marks("0..<9"), [("dv", "0"), ("dv", "9")])
        self.assertEqual(self.marks("$0.1.mean"), [("dv", "1")])

    def test_a_text_of_many_lines_may_hold_quotes_and_code(self):
        self.assertEqual(
            self.marks('"""\n a "b" \\(c + 1)\n """'),
            [("st", '"""'), ("st", ' a "b" '), ("sc", "\\("), ("dv", "1"), ("sc", ")"), ("st", ' """')],
        )

    def test_words_of_the_language_that_are_labels_or_members_are_names(self):
        self.assertEqual(self.marks("f(in: x, class: .left)"), [("fu", "f")])
        self.assertEqual(self.marks("switch a { default: b }"), [("kw", "switch"), ("kw", "default")])

    def test_letters_of_all_scripts_are_names(self):
        self.assertEqual(self.marks("α·β + 가"), [])

    def test_every_source_of_the_package_keeps_every_character(self):
        for path in sorted(BOOK.parent.glob("chapters/*/main.swift")):
            code = path.read_text(encoding="utf-8")
            lines = swift(code).split("\n")
            self.assertEqual([html.unescape(re.sub("<[^>]*>", "", line)) for line in lines], code.split("\n"))
            for line in lines:
                self.assertEqual(line.count("<span"), line.count("</span>"), line)

    def test_only_swift_is_touched(self):
        block = {"t": "CodeBlock", "c": [["", ["text"], []], "let"]}
        self.assertEqual(coloured([block]), [block])


if __name__ == "__main__":
    unittest.main()
