"""What a reader does with a page: search, switch colours, copy, enlarge, slide, turn, unfold."""

import unittest

from web_site import WebTests

PAGE = "taxonomy.html"


class Handling(WebTests):
    def test_search_finds_a_word_and_opens_its_section(self):
        with self.opened(PAGE) as page:
            page.keyboard.press("/")
            page.keyboard.type("everything is set")
            page.locator("#results li").first.wait_for()
            first = page.locator("#results li").first
            self.expect(first).to_contain_text("0.2 Formulas")
            self.expect(first.locator(".snippet mark").first).to_have_text("everything")
            page.keyboard.press("Enter")
            page.wait_for_url("**/taxonomy.html#sec-0-2")
            self.expect(page.locator("#search")).to_be_hidden()
            self.assertLess(abs(page.locator("#sec-0-2").bounding_box()["y"]), 200)
            self.assertEqual(page.faults, [])

    def test_search_ranks_headings_before_text_and_tells_when_nothing_is_found(self):
        with self.opened("index.html") as page:
            page.locator(".open-search").click()
            page.keyboard.type("exercises")
            self.expect(page.locator("#results li").first).to_contain_text("0.3 Exercises")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowUp")
            self.expect(page.locator('#results [aria-selected="true"]')).to_have_count(1)
            page.locator("#search input").fill("zzzz")
            self.expect(page.locator("#search .count")).to_contain_text("Nothing found")
            page.keyboard.press("Escape")
            self.expect(page.locator("#search")).to_be_hidden()

    def test_search_finds_a_word_in_korean_and_opens_its_row(self):
        with self.opened("glossary.html") as page:
            korean = page.locator("main [lang=ko]").first.inner_text()
            page.goto(self.address(PAGE))
            page.keyboard.press("/")
            page.keyboard.type(korean)
            self.expect(page.locator("#results li mark").first).to_have_text(korean)
            page.locator("#results li a").first.click()
            page.wait_for_url("**/glossary.html#term-*")
            self.expect(page.locator("tr:has(:target)")).to_contain_text(korean)

    def test_the_theme_changes_and_is_remembered(self):
        with self.opened(PAGE, color_scheme="light") as page:
            ground = "getComputedStyle(document.body).backgroundColor"
            light = page.evaluate(ground)
            page.locator("button.theme").click()
            dark = page.evaluate(ground)
            self.assertNotEqual(light, dark)
            page.reload()
            self.assertEqual(page.evaluate(ground), dark)
            self.assertEqual(page.locator("button.theme").get_attribute("aria-pressed"), "true")
            page.locator("button.theme").click()
            page.goto(self.address("index.html"))
            self.assertEqual(page.evaluate(ground), light)

    def test_the_system_chooses_the_first_theme(self):
        with self.opened(PAGE, color_scheme="dark") as page:
            self.assertEqual(page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(20, 24, 29)")

    def test_copy_takes_the_code_without_its_line_numbers(self):
        with self.opened(PAGE) as page:
            block = page.locator(".code.numbered").first
            self.assertEqual(block.locator(".line").nth(3).get_attribute("data-line"), "17")
            block.hover()
            block.locator(".copy").click()
            self.expect(block.locator(".copy")).to_have_text("Copied")
            page.evaluate("document.body.insertAdjacentHTML('beforeend', '<textarea id=paste></textarea>')")
            page.locator("#paste").focus()
            page.keyboard.press("Control+V")
            copied = page.locator("#paste").input_value()
            self.assertTrue(copied.startswith("struct Knobs: ParsableArguments {\n  @Option(help:"), copied)
            self.assertIn("\n}\nlet knobs = open(Knobs.self)\n", copied)
            self.assertFalse(copied.endswith("\n"))

    def test_folded_code_unfolds_and_is_copied(self):
        with self.opened(PAGE) as page:
            fold = page.locator(".folded")
            self.expect(fold.locator(".code")).to_be_hidden()
            self.assertEqual(" ".join(fold.locator("summary").inner_text().split()),
                             "CODE A square is drawn on paper & framed lines 31–33, 35")
            fold.locator("summary").click()
            self.expect(fold.locator(".line").last).to_have_attribute("data-line", "35")
            fold.locator(".code").hover()
            fold.locator(".copy").click()
            page.evaluate("document.body.insertAdjacentHTML('beforeend', '<textarea id=paste></textarea>')")
            page.locator("#paste").focus()
            page.keyboard.press("Control+V")
            copied = page.locator("#paste").input_value()
            self.assertTrue(copied.startswith("let paper = Drawing("), copied)
            self.assertTrue(copied.endswith('"± 0.5")'), copied)

    def test_what_was_tested_unfolds_in_its_box(self):
        with self.opened(PAGE) as page:
            for box, code in [(".checked >> nth=1", "frame != nil"), ("#claim-0-1", "tested == true")]:
                tested = page.locator(box).locator(".tested")
                self.expect(tested.locator(".code")).to_be_hidden()
                tested.locator("summary").click()
                self.expect(tested.locator(".code")).to_contain_text(code)

    def test_a_link_to_an_answer_unfolds_it_and_paper_unfolds_all_answers_and_no_code(self):
        with self.opened(f"{PAGE}#ans-pre-0-1") as page:
            self.expect(page.locator("#ans-pre-0-1")).to_have_attribute("open", "")
            self.expect(page.locator("#ans-questions-0")).not_to_have_attribute("open", "")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            self.assertEqual(page.locator("details.answer:not([open])").count(), 0)
            self.assertEqual(page.locator("details:is(.folded, .tested)[open]").count(), 0)
            page.evaluate("dispatchEvent(new Event('afterprint'))")
            self.assertEqual(page.locator("details[open]").count(), 1)

    def test_what_is_further_says_so_in_its_heading_and_in_the_navigation(self):
        with self.opened(PAGE) as page:
            self.expect(page.locator("#sec-0-5 .further")).to_have_text("further")
            self.assertEqual(page.locator("#navigation .further").count(), 1)
            self.expect(page.locator("#navigation .sections a", has=page.locator(".further"))).to_have_attribute("href", "#sec-0-5")
            self.expect(page.locator("#navigation .to-come")).to_have_text("1 to come")

    def test_output_keeps_its_lines_where_there_is_room_and_is_whole_where_there_is_none(self):
        with self.opened(PAGE) as page:
            output = page.locator(".output").first
            self.assertEqual(output.locator(".line").count(), 2)
            high = output.locator(".line").first.bounding_box()["height"]
            page.set_viewport_size({"width": 360, "height": 900})
            self.assertGreater(output.locator(".line").first.bounding_box()["height"], 1.5 * high * 0.75)
            self.assertIn("as long as a line may be in books 1\n", output.inner_text())

    def test_a_picture_is_enlarged_and_escape_closes_it(self):
        with self.opened(PAGE) as page:
            small = page.locator("#fig-0-1 img").bounding_box()
            page.locator("#fig-0-1 .enlarge").click()
            self.expect(page.locator("dialog.zoom img")).to_be_visible()
            large = page.locator("dialog.zoom img").bounding_box()
            self.assertGreater(large["width"], small["width"])
            self.assertIn("Figure 0.1", page.locator("dialog.zoom p").inner_text())
            page.keyboard.press("Escape")
            self.expect(page.locator("dialog.zoom")).to_be_hidden()
            self.assertTrue(page.url.endswith(PAGE))

    def test_a_link_shows_what_it_leads_to_while_that_is_out_of_sight(self):
        with self.opened(PAGE, height=400) as page:
            link = page.locator(".exercise a[href='#tab-0-1']")
            link.scroll_into_view_if_needed()
            page.wait_for_timeout(200)  # scrolling hides what is shown
            link.hover()
            page.locator(".preview table").wait_for()
            self.expect(page.locator(".preview")).to_contain_text("Numbers stand under each other")
            self.assertEqual(page.locator("[id=tab-0-1]").count(), 1)
            page.keyboard.press("Escape")
            self.expect(page.locator(".preview")).to_be_hidden()

    def test_a_slider_moves_and_changes_picture_label_and_link(self):
        with self.opened(PAGE) as page:
            figure = page.locator("#fig-0-2")
            slider = figure.locator("input[type=range]")
            slider.focus()
            page.keyboard.press("Home")
            self.expect(figure.locator("output")).to_have_text("50")
            first = figure.locator("img:visible").get_attribute("src")
            page.keyboard.press("ArrowRight")
            self.expect(figure.locator("output")).to_have_text("1000")
            second = figure.locator("img:visible").get_attribute("src")
            self.assertNotEqual(first, second)
            self.assertEqual(second, "figures/taxonomy/rows-2.svg")
            self.assertEqual(slider.get_attribute("aria-valuetext"), "samples 1000")
            self.assertIn("samples = 1000", figure.locator("img:visible").get_attribute("alt"))
            self.assertEqual(figure.locator(".enlarge").get_attribute("href"), second)
            picture = figure.locator("img:visible")
            picture.scroll_into_view_if_needed()
            self.expect(picture).to_have_js_property("complete", True)
            self.assertGreater(picture.evaluate("one => one.naturalWidth"), 0)
            self.assertTrue(page.url.endswith(PAGE), "the arrow turned the page")

    def test_without_javascript_a_sweep_is_its_strip(self):
        with self.opened(PAGE, java_script_enabled=False) as page:
            images = page.locator("#fig-0-2 img")
            self.assertEqual(images.count(), 1)
            self.assertEqual(images.get_attribute("src"), "figures/taxonomy/rows.svg")
            page.locator("summary").first.click()
            self.assertTrue(page.locator("details[open]").is_visible())

    def test_arrows_turn_the_page_and_stay_out_of_fields(self):
        with self.opened(PAGE) as page:
            page.keyboard.press("/")
            page.keyboard.type("x")
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("Escape")
            self.assertTrue(page.url.endswith(PAGE))
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press("ArrowLeft")
            page.wait_for_url("**/refresher.html")
            page.keyboard.press("ArrowRight")
            page.wait_for_url(f"**/{PAGE}")

    def test_the_section_being_read_is_marked(self):
        with self.opened(PAGE) as page:
            page.goto(self.address(f"{PAGE}#sec-0-3"))
            marked = page.locator('#navigation [aria-current="location"]')
            marked.wait_for()
            self.expect(marked).to_contain_text("Exercises")
            self.assertIn("One of everything", page.locator('#navigation [aria-current="page"]').inner_text())

    def test_a_link_to_an_answer_unfolds_it(self):
        with self.opened(f"{PAGE}#ans-0-2") as page:
            self.expect(page.locator("#ans-0-2")).to_have_attribute("open", "")
            self.assertFalse(page.locator("#ans-0-1").evaluate("one => one.open"))

    def test_the_drawer_of_a_phone_opens_and_closes_also_without_javascript(self):
        for script in (True, False):
            with self.subTest(script=script), self.opened(PAGE, width=360, java_script_enabled=script) as page:
                self.assertFalse(page.locator("#navigation").is_visible())
                page.locator("a.menu").click()
                page.locator("#navigation").get_by_text("Glossary").wait_for()
                page.locator("#navigation .close").click()
                page.locator("#navigation").wait_for(state="hidden")

    def test_side_notes_stand_beside_the_text_or_below_it(self):
        for width, beside in ((1360, True), (360, False)):
            with self.subTest(width=width), self.opened(PAGE, width=width) as page:
                note = page.locator("#note-1").bounding_box()
                text = page.locator(".noted > p").first.bounding_box()
                self.assertEqual(note["x"] >= text["x"] + text["width"], beside)
                if not beside:
                    self.assertGreaterEqual(note["y"], text["y"] + text["height"])

    def test_notes_in_the_margin_do_not_cover_each_other(self):
        with self.opened(PAGE) as page:
            page.evaluate("""() => {  // nothing but notes: they would stand upon each other
              for (const one of document.querySelectorAll("main > :not(.noted)")) one.hidden = true;
              dispatchEvent(new Event("resize"));
            }""")
            boxes = [one.bounding_box() for one in page.locator(".side-note:visible").all()]
            self.assertGreater(len(boxes), 3)
            for above, below in zip(boxes, boxes[1:]):
                self.assertGreaterEqual(below["y"] + 1, above["y"] + above["height"])

    def test_the_skip_link_is_first_and_leads_to_the_text(self):
        with self.opened(PAGE) as page:
            page.keyboard.press("Tab")
            self.assertEqual(page.evaluate("document.activeElement.className"), "skip")
            self.assertGreaterEqual(page.locator(".skip").bounding_box()["x"], 0)
            page.keyboard.press("Enter")
            self.assertEqual(page.evaluate("document.activeElement.id"), "main")

    def test_verdicts_have_their_colours_and_words(self):
        with self.opened(PAGE) as page:
            words = page.locator(".claim .verdict").all_inner_texts()
            self.assertEqual(words, ["holds", "holds when", "refuted", "true by construction", "re-enacted"])
            for part, what in [(None, "color"), ("::before", "content")]:
                seen = page.locator(".claim .verdict").evaluate_all(
                    "(all, [part, what]) => all.map(one => getComputedStyle(one, part)[what])", [part, what])
                self.assertEqual(len(set(seen)), 5, seen)
            page.goto(self.address("claims.html"))
            words = page.locator("a.verdict").all_inner_texts()
            self.assertEqual(words, ["holds", "holds when", "true by construction", "re-enacted", "refuted"])
            page.goto(self.address(PAGE))
            self.assertIn("the moon is full", page.locator("#claim-0-12 .box-title").inner_text())


if __name__ == "__main__":
    unittest.main()
