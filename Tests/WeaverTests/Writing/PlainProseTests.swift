import Testing
import Weaver

@Suite struct `Prose for a terminal` {
  private func texts(_ prose: String) throws -> [String] {
    let source = try ChapterSource(prose, file: "f")
    return try plainProse(source.parts.flatMap(\.prose), file: "f") { $0 == "gap" ? "3.1" : nil }
  }

  @Test(arguments: [
    ("//: a\n//: *b*\n//:\n//: $c^2$", ["a b", "c²"]),
    ("//: - a\n//:   b\n//: - \\(gap)", ["- a b\n- 3.1"]),
    ("//: 1. a\n//: 2. b", ["1. a\n2. b"]),
    (
      "//: > [!NOTE]\n//: > **Note.** Is it\n//: > `so`?\n//: >\n//: > b",
      ["Note. Is it so?", "b"]
    ),
    ("//: $$ x_1 $$ {#eq-a}", ["  x₁"]),
    ("//: ```swift\n//: f(*)\n//:   g\n//: ```", ["  f(*)\n    g"]),
    ("//: @listing(a.swift, b)\n//: Words.", ["listing “b”"]),
    ("//: [^a]: note\n//:\n//: | a | *b* |\n//: |---|---|", ["| a | b |\n|---|---|"]),
  ])
  func `keeps its paragraphs and its code`(prose: String, expected: [String]) throws {
    #expect(try texts(prose) == expected)
  }

  @Test func `is told of predictions with their answers, and of key ideas`() throws {
    let source = try ChapterSource(
      """
      //: # T
      //: > [!TIP]
      //: > **Predict.** P.
      //:
      //: @answer
      //: \\(gap)
      //: @end
      //: > [!TIP]
      //: > **Exercise.** E.
      //:
      //: @answer
      //: B.
      //: @end
      //: > [!IMPORTANT]
      //: > **Key idea.** K.
      //:
      //: > [!IMPORTANT]
      //: > Other.
      """, file: "f")
    #expect(source.told.map(\.line) == [1, 2, 5, 14])
    guard case .answer(let blocks, _) = source.told[2] else {
      Issue.record("\(source.told[2])")
      return
    }
    #expect(blocks.values == ["gap"])
  }
}
