"""The checks of the web edition can fail: each is tried on a page with that one fault."""

import unittest

from web_checks import broken_links, covered, cut, pale, shrunk, sideways, tiny, torn, unread_markup
from web_site import WebTests


class Checks(WebTests):
    def broken(self, old: str, new: str, name: str = "taxonomy.html"):
        """A page beside the others with one thing replaced."""
        text = (self.site / name).read_text(encoding="utf-8")
        self.assertIn(old, text)
        path = self.site / "broken.html"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        self.addCleanup(path.unlink, missing_ok=True)

    def seen(self, check, **options):
        with self.opened("broken.html", **options) as page:
            return check(page)

    def test_a_link_to_a_missing_page_is_found(self):
        self.broken('href="references.html#', 'href="nowhere.html#')
        self.assertTrue(broken_links(self.site))

    def test_a_link_to_a_missing_anchor_is_found(self):
        self.broken('href="#fig-0-1"', 'href="#fig-9-9"')
        self.assertTrue(broken_links(self.site))

    def test_a_missing_picture_is_found_by_the_check_and_by_the_browser(self):
        self.broken("figures/taxonomy/square.svg", "figures/taxonomy/circle.svg")
        self.assertTrue(broken_links(self.site))
        self.broken('<img src="figures/taxonomy/square.svg"', '<img src="none.svg"')
        self.assertTrue(self.seen(self.faults_once_in_view))

    @staticmethod
    def faults_once_in_view(page):
        """Pictures load when they come into view, so a missing one is told a moment later."""
        page.locator('img[src="none.svg"]').scroll_into_view_if_needed()
        for _ in range(100):
            if page.faults:
                break
            page.wait_for_timeout(100)
        return page.faults

    def test_an_id_that_stands_twice_is_found(self):
        self.broken('id="tab-0-1"', 'id="lst-0-1"')
        self.assertTrue(any("twice" in fault for fault in broken_links(self.site)))

    def test_a_picture_from_the_network_is_found(self):
        self.broken('src="figures/taxonomy/square.svg"', 'src="https://example.org/square.svg"')
        self.assertTrue(any("network" in fault for fault in broken_links(self.site)))

    def test_a_formula_in_tex_is_found(self):
        self.broken("<main", "<p>$x$</p><main")
        self.assertTrue(unread_markup(self.site))

    def test_a_picture_without_words_is_found(self):
        self.broken('alt="A square in a frame"', 'alt=""')
        self.assertTrue(unread_markup(self.site))

    def test_an_error_of_a_script_is_found(self):
        self.broken("</body>", "<script>missing()</script></body>")
        self.assertTrue(self.seen(lambda page: page.faults))

    def test_a_page_that_is_too_wide_is_found(self):
        self.broken("</main>", '<div style="width: 500px">wide</div></main>')
        self.assertTrue(self.seen(sideways, width=360))
        self.assertFalse(self.seen(sideways, width=1280))

    def test_code_that_is_cut_where_there_is_room_is_found(self):
        self.broken("a line of eighty columns", "x" * 120)
        self.assertTrue(self.seen(cut, width=1280))

    def test_a_button_over_code_is_found(self):
        self.broken("</head>", "<style>.code .copy { top: 1.2rem !important; left: 4rem; right: auto !important }</style></head>")
        self.assertTrue(self.seen(covered, width=390))

    def test_a_number_without_its_error_is_found(self):
        self.broken("</main>", '<p style="width: 3em">0.75 ± 0.03</p></main>')
        self.assertTrue(self.seen(torn, width=390))

    def test_output_that_is_cut_is_found(self):
        self.broken('<samp style="', '<samp style="white-space: pre; ')
        self.assertTrue(self.seen(torn, width=360))

    def test_a_picture_that_is_too_small_is_found(self):
        self.broken("</head>", "<style>.picture img { width: 10rem !important }</style></head>")
        self.assertTrue(self.seen(shrunk, width=390))

    def test_letters_that_are_too_small_are_found(self):
        self.broken("</main>", '<p style="font-size: 8px">tiny</p></main>')
        self.assertTrue(self.seen(tiny, width=390))

    def test_pale_text_is_found_in_the_theme_that_has_it(self):
        self.broken("</main>", '<p style="color: light-dark(#999, #eee)">pale</p></main>')
        self.assertTrue(self.seen(pale, color_scheme="light"))
        self.assertFalse(self.seen(pale, color_scheme="dark"))


if __name__ == "__main__":
    unittest.main()
