import Testing
import Weaver

@Suite struct `Code that only stages what the page shows` {
  /// The lines a reader sees of a chapter that is one cell.
  private func visible(_ code: String) throws -> [String] {
    let source = try ChapterSource("//: # T\n" + code, file: "chapters/t/main.swift")
    return source.cells.flatMap { $0.shown.map(\.text) }
  }

  @Test(arguments: [
    "figure(\n  \"a\", caption: \"c\",\n  alt: \"x\"\n) { drawing in\n  draw()\n\n  more()\n}",
    "sweep(\n  \"a\", over: [1, 2]\n) { drawing, n in\n  draw(n)\n} below: {\n  $0.draw(b)\n}",
    "show(\n  Table(\n    columns: [\"a\"],\n    rows: rows))",
    "remember(\"a\", text)",
    "card(\n  \"T\",\n  [\n    \"a\": \"b\"\n  ])",
    "finish()",
  ])
  func `stays off the page, and its neighbours stay on`(statement: String) throws {
    #expect(try visible("let a = 1\n\(statement)\nprint(a)") == ["let a = 1", "print(a)"])
    #expect(
      try visible("let a = 1\n\n\(statement)\n\nprint(a)") == ["let a = 1", "", "print(a)"])
    #expect(try visible(statement).isEmpty)
  }

  @Test func `leaves a check its condition`() throws {
    let check = "check(\n  a < b\n    && b < c,\n  \"it \"\n    + \"holds\",\n  claim: 1)"
    #expect(
      try visible("let a = 1\n\(check)\n\nprint(a)")
        == ["let a = 1", "check(", "  a < b", "    && b < c,", "  …)", "", "print(a)"])
    #expect(try visible("check(a < b, \"it holds\")") == ["check(a < b, \"it holds\")"])
  }

  @Test(arguments: [
    "for row in rows {\n  show(row)\n}", "showcase()", "let figure = figure(1)",
    "func show() {\n\n  print(1)\n}",
  ])
  func `is told from code that means something`(code: String) throws {
    #expect(
      try visible(code)
        == code.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init))
  }

  @Test func `leaves every other line its number`() throws {
    let page = try Small.page(
      "f()\n\ncheck(\n  a\n    < b,\n  \"it holds\"\n)\nfigure(\n  \"a\"\n)\n\ng()\n\nh()")
    let expected = """
      <!-- lines of chapters/shadows/main.swift: 3-8 13-16 -->

      ```swift
      f()

      check(
        a
          < b,
        …)

      g()

      h()
      ```
      """
    #expect(page == expected)
  }
}
