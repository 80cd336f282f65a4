import Foundation
import Testing
import Weaver

@Suite struct `The book's pages on GitHub` {
  /// The pages that are woven, and the front matter.
  private static func pages() throws -> [MarkdownPage] {
    let chapters = try House.book().written.map { "chapters/\($0.name)/README.md" }
    let others = try ["chapters", "book/front"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(
        atPath: House.root.appending(path: folder).path
      )
      .filter { $0.hasSuffix(".md") }.sorted().map { folder + "/" + $0 }
    }
    return try (chapters + others).map { path in
      MarkdownPage(try #require(House.text(path), "no page \(path)"), path: path)
    }
  }

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: House.root.appending(path: path).path)
  }

  @Test func `have links and pictures that are there, and only what GitHub shows`() throws {
    let pages = try Self.pages()
    #expect(pages.count > 6)
    let faults = pages.flatMap { page in
      page.faults(page: { path in pages.first { $0.path == path } }, exists: Self.exists)
    }
    #expect(faults == [])
  }

  @Test func `show the lines of code that they name`() throws {
    let pages = try Self.pages()
    #expect(pages.flatMap { $0.originFaults { House.text($0) } } == [])
    for name in try House.book().written.map(\.name) {
      let page = try #require(pages.first { $0.path == "chapters/\(name)/README.md" })
      let path = "chapters/\(name)/main.swift"
      let source = try ChapterSource(try House.file(path).text(), file: path)
      let shown = source.cells.count { !$0.shown.isEmpty }
      let listings = source.prose.count {
        if case .listing = $0.content { true } else { false }
      }
      let named = page.fences.count { $0.before.hasPrefix("<!-- lines of ") }
      #expect(
        named == shown + listings,
        """
        \(page.path) names the lines of \(named) blocks; its source has \(shown) cells to show and \
        \(listings) listings, and every one names its lines: run `make \(name)`
        """)
    }
  }

  /// The faults of a page beside which there are `b.md`, with an anchor `x`, and `p.svg`.
  private func faults(_ text: String) -> [String] {
    let page = MarkdownPage(text, path: "a/a.md")
    let other = MarkdownPage("<a id=\"x\"></a>\n", path: "a/b.md")
    let files = ["a/a.md", "a/b.md", "p.svg", "p-1.svg"]
    return page.faults(
      page: { path in [page, other].first { $0.path == path } }, exists: files.contains
    ).map { $0.replacing("a/a.md:", with: "") }
  }

  @Test(arguments: [
    ("[t](b.md#x) [t](b.md) ![p](../p.svg) <https://a.b> [t](https://a.b)", ""),
    ("a `$x <b>` and $`f_c`$-means, \\$5", ""),
    ("> [!NOTE]\n> Text\n\n<details>\n<summary>S</summary>\n\nx\n\n</details>", ""),
    ("> x\n>\n> <details><summary>S</summary>\n>\n> ```swift\n> f()\n> ```\n>\n> </details>", ""),
    (
      "> <details><summary>S</summary>\n> x\n>\n> </details>",
      "1: no blank line below <details><summary>S</summary>"
    ),
    ("> <details><summary>S</summary>\n>\n> x\n> </details>", "4: no blank line above </details>"),
    ("```math\n\\text{<b>} \\tag{1}\n```\n\n````text\n```\n````", ""),
    ("<!-- lines of x: 1 -->\n\n<a id=\"y\"></a>\n\n[t](#y)", ""),
    ("![p](../p.svg)\n\n<!-- frames of n: 1 -->", ""),
    ("[t](c.md)", "1: there is no file a/c.md"),
    ("[t](b.md#y)", "1: there is no anchor b.md#y"),
    ("\n[t](#y)", "2: there is no anchor #y"),
    ("[ ](b.md)", "1: a link has no text"),
    ("![](../p.svg)", "1: a picture has no alternative text"),
    ("![p](p.svg)", "1: there is no file a/p.svg"),
    ("[$`x`$](b.md)", "1: a link's text may hold a formula"),
    ("costs $5", "1: a bare dollar sign"),
    ("\\$5 and\n\\$6", "2: two dollar signs in one paragraph"),
    ("a$`x`$", "1: a formula right behind a letter or digit"),
    ("[^a]: $`x`$", "1: a formula in a footnote"),
    ("x<sub>2</sub>", "1: HTML that is not allowed: <sub>"),
    ("<details>", " 1 <details>, but 0 </details>"),
    ("- > [!NOTE]\n  > x", "1: an alert that GitHub does not show: - > [!NOTE]"),
    ("> [!HINT]\n> x", "1: an alert that GitHub does not show: > [!HINT]"),
    ("<a id=\"y\"></a>\ntext", "1: no blank line below <a id=\"y\"></a>"),
    ("<a id=\"y\"></a>\n\n<a id=\"y\"></a>", " two anchors are named y"),
    ("![p](../p.svg)\n\n<!-- frames of n: 1 | 2 -->", "3: there is no frame p-2.svg"),
    ("text\n\n<!-- frames of n: 1 | 2 -->", "3: no picture above the frames"),
    (
      "> ```swift\n> \(String(repeating: "x", count: 81))\n> ```",
      "2: a line of code has 81 columns: \(String(repeating: "x", count: 81))"
    ),
  ])
  func `are found wrong where they are`(text: String, fault: String) {
    #expect(faults(text) == (fault.isEmpty ? [] : [fault]))
  }

  @Test(arguments: [
    ("1 3-4", "a\n  c\nd", []),
    ("1-2", "a", ["p:3: 2 numbers for 1 lines"]),
    ("1-2", "a\nc", ["p:3: c is not line 2 of s"]), ("9", "a", ["p:3: a is not line 9 of s"]),
  ])
  func `are found to show other lines than they name`(
    numbers: String, code: String, faults: [String]
  ) {
    let page = MarkdownPage("<!-- lines of s: \(numbers) -->\n\n```swift\n\(code)\n```", path: "p")
    #expect(page.originFaults { $0 == "s" ? "a\nb\n c\nd" : nil } == faults)
  }
}
