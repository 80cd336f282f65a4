import Testing
import Weaver

@Suite struct `The code of a chapter` {
  private static let source = """
    //: # A title
    //#-hidden-code
    import Notebook
    //#-end-hidden-code
    let gap = 3
    check(gap < 5, "the gap is \\(gap), and small")
    figure("cover", caption: "A square.", alt: "A \\(gap).") { $0.draw(square) }
    //: Prose.
    func recheck(_ holds: Bool) { document.check(holds) }
    check(
      gap > 1,
      "check(this) is no check")

    """

  private func code(_ text: String) throws -> ChapterCode {
    ChapterCode(try ChapterSource(text, file: "f"))
  }

  @Test(arguments: [
    ("Prose.", "Other prose,\n//:\n//: and more."), ("let gap", "// Why.\nlet gap"),
    ("let gap = 3", "\nlet  gap = 3  // three\n"), ("import Notebook", "import Notebook\nimport A"),
    ("A square.", "A blue square."), ("and small\")", "and\"\n    + \" small\")"),
    ("\"the gap is \\(gap), and small\"", "\n  \"a gap of \"\n  + \"\\(gap)\""),
    ("//: Prose.", "//-"), ("//: Prose.", "import A"), ("\"cover\"", "#\"co\"ver\"#"),
  ])
  func `is the same with other words`(old: String, new: String) throws {
    let text = Self.source.replacing(old, with: new)
    #expect(text != Self.source)
    #expect(try code(text).digest == code(Self.source).digest)
  }

  @Test(arguments: [
    ("gap < 5", "gap < 6"), ("= 3", "= 4"), ("\\(gap), and", "\\(gap + 1), and"),
    ("check(\n", "print(\n"), ("$0.draw(square)", "$0.draw(circle)"),
  ])
  func `is other code with other code`(old: String, new: String) throws {
    let text = Self.source.replacing(old, with: new)
    #expect(text != Self.source)
    #expect(try code(text).digest != code(Self.source).digest)
  }

  @Test func `counts its checks, and nothing that only looks like one`() throws {
    let code = try code(Self.source)
    #expect((1...12).map(code.check(at:)) == [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2])
    let moved = try self.code(Self.source.replacing("Prose.", with: "Prose,\n//: and more."))
    #expect(moved.check(at: 11) == 2)
  }
}
