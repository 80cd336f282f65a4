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
    "check(\n  a < b\n    && b < c,\n  \"it \"\n    + \"holds\",\n  claim: 1)",
    "check(a < b, \"it holds\")",
    "finish()",
  ])
  func `stays off the page, and its neighbours stay on`(statement: String) throws {
    #expect(try visible("let a = 1\n\(statement)\nprint(a)") == ["let a = 1", "print(a)"])
    #expect(
      try visible("let a = 1\n\n\(statement)\n\nprint(a)") == ["let a = 1", "", "print(a)"])
    #expect(try visible(statement).isEmpty)
  }

  @Test(arguments: [
    "for row in rows {\n  show(row)\n  check(row > 0, \"it holds\")\n}", "showcase()",
    "let figure = figure(1)",
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
      <!-- lines of chapters/shadows/main.swift: 3-4 14-16 -->

      ```swift
      f()

      g()

      h()
      ```
      """
    #expect(page == expected)
  }
}
