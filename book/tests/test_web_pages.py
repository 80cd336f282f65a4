"""Every page of the web edition: it opens, its links find their targets, its text can be read."""

import unittest

from web_checks import broken_links, covered, cut, pale, shrunk, sideways, tiny, torn, unread_markup
from web_site import BOOK, SAMPLE, WebTests


class Pages:
    """What holds for every page of a site. Each page is opened once, and looked at in every way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seen = {name: cls._look(name) for name in cls.names()}

    @classmethod
    def _look(cls, name: str) -> dict:
        with cls.opened(name) as page:
            seen = {"title": page.title(), "headings": page.locator("h1").count()}
            seen |= {what: [] for what in ("sideways", "covered", "torn", "shrunk", "tiny")}
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            for width in (360, 390, 900, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                seen["sideways"] += sideways(page)
                seen["covered"] += covered(page)
                seen["torn"] += torn(page)
                seen["shrunk"] += shrunk(page)
                seen["tiny"] += tiny(page)
            seen["cut"] = cut(page)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                seen[scheme] = pale(page)
            seen["complaints"] = page.faults
        return seen

    def nowhere(self, what: str):
        """The fault has been seen on no page."""
        self.assertEqual({name: seen[what] for name, seen in self.seen.items() if seen[what]}, {})

    def test_every_page_opens_without_complaint_or_network(self):
        self.nowhere("complaints")

    def test_no_page_scrolls_sideways(self):
        self.nowhere("sideways")

    def test_no_button_covers_code(self):
        self.nowhere("covered")

    def test_no_code_is_cut_where_there_is_room(self):
        self.nowhere("cut")

    def test_output_and_numbers_are_whole_on_a_phone(self):
        self.nowhere("torn")

    def test_the_letters_of_every_picture_can_be_read(self):
        self.nowhere("shrunk")

    def test_no_letter_is_too_small(self):
        self.nowhere("tiny")

    def test_every_text_has_contrast_in_the_light(self):
        self.nowhere("light")

    def test_every_text_has_contrast_in_the_dark(self):
        self.nowhere("dark")

    def test_every_page_has_a_title_and_one_heading_of_level_one(self):
        for name, seen in self.seen.items():
            self.assertTrue(seen["title"], name)
            self.assertEqual(seen["headings"], 1, name)

    def test_every_link_and_picture_finds_its_target(self):
        self.assertEqual(broken_links(self.site), [])

    def test_no_formula_or_markup_is_left_and_every_picture_is_described(self):
        self.assertEqual(unread_markup(self.site), [])

    def test_pages_read_without_javascript(self):
        for name in self.names():
            with self.subTest(page=name), self.opened(name, width=360, java_script_enabled=False) as page:
                self.assertGreater(len(page.locator("main").inner_text()), 30)
                self.assertEqual(page.locator("button:visible").count(), 0, "a button that does nothing")


class SamplePages(Pages, WebTests):
    root = SAMPLE

    def test_formulas_are_mathml_with_their_source(self):
        with self.opened("taxonomy.html") as page:
            formula = page.locator("#eq-0-1 math").first
            self.assertIn("mathcal{L}", formula.get_attribute("alttext"))
            self.assertGreater(formula.bounding_box()["width"], 100)
            self.assertNotIn("tag", formula.get_attribute("alttext"))
            self.assertEqual(page.locator("#eq-0-1 .equation-number").inner_text(), "(0.1)")

    def test_the_references_alone_lead_out_of_the_book(self):
        for path in self.site.glob("*.html"):
            if path.name != "references.html":
                self.assertNotIn('href="http', path.read_text(encoding="utf-8"), path.name)


class BookPages(Pages, WebTests):
    root = BOOK.parent


if __name__ == "__main__":
    unittest.main()
