import Testing
import Weaver

@Suite struct `The recipe of a chapter` {
  private func chapter(_ body: String) throws -> ChapterSource {
    try ChapterSource(Small.source(body), file: "main.swift")
  }

  private func lines(_ body: String) throws -> [Int] {
    try chapter(body).openCode(try Example.context()).map(\.line)
  }

  @Test(arguments: [
    ("f()\n\ng()", [3, 5]), ("f()\nfigure(\"a\")\ncheck(a, \"b\")", [3]),
    ("f()\n//#-folded-code A\ng()\n//#-end-folded-code\nh()", [3, 7]),
    ("//#-hidden-code\nimport A\n//#-end-hidden-code", []),
    ("//: ```swift\n//: f()\n//:\n//: g()\n//: ```", [4, 6]),
    ("//: ```console\n//: f()\n//: ```", []), ("//: > ```swift\n//: > f()\n//: > ```", [4]),
    ("//: @listing(Sources/Explainers/Example.swift, inner)", [3, 3, 3]),
    (
      "//: > [!TIP]\n//: > **Exercise.** E.\n//:\n//: @answer\n//: ```swift\n//: f()\n//: ```\n"
        + "//: @end", []
    ),
  ])
  func `counts the code that is not folded`(body: String, expected: [Int]) throws {
    #expect(try lines(body) == expected)
  }

  @Test func `counts each line of a listing where it is asked for`() throws {
    let lines = try lines("//: @listing(Sources/Explainers/Example.swift, kernel)")
    #expect(lines == [3, 3, 3, 3, 3])
  }

  private func faults(_ source: String) throws -> [String] {
    try recipeFaults(source: source, context: try Example.context()).map {
      "\($0)".replacing("chapters/shadows/main.swift:", with: "")
    }
  }

  @Test func `is missed by a chapter of the first edition`() throws {
    let code = String(repeating: "f()\n", count: 121)
    #expect(
      try faults(Small.source(code)) == [
        "1: sections “In five lines”: 0, needed: at least 1",
        "1: sections “Eight questions”: 0, needed: at least 1",
        "1: predictions: 0, needed: at least 3", "1: key ideas: 0, needed: at least 1",
        "123: lines of code on the page that are not folded: 121, "
          + "needed: at most 120, which end here",
      ])
  }

  @Test func `is kept by the example, but for two predictions`() throws {
    #expect(try faults(try Example.source()) == ["1: predictions: 1, needed: at least 3"])
  }
}
