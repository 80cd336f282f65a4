import Testing
import Weaver

@Suite struct `What a check tests` {
  @Test(arguments: [
    ("check(a < b, \"it holds\")", "a < b"),
    (
      "check(\n  a < b\n    && b < c,\n  \"it \"\n    + \"holds\",\n  claim: 1)",
      "a < b\n  && b < c"
    ),
    (
      "check(\n  f(a, [b, c]) && d.allSatisfy { e, g in e < g },\n  \"it holds\")",
      "f(a, [b, c]) && d.allSatisfy { e, g in e < g }"
    ),
    (
      "check(\n  a.contains(\"b), \\\"c\\(d(\",\", 1)),\"), \"it holds\")",
      "a.contains(\"b), \\\"c\\(d(\",\", 1)),\")"
    ),
    (
      "check(zip(a, b).allSatisfy {\n  $0 < $1\n}, \"it holds\")",
      "zip(a, b).allSatisfy {\n  $0 < $1\n}"
    ),
    ("check(a)", "a"),
  ])
  func `is its first argument`(call: String, condition: String) throws {
    let text: Event.Content = .check(sentence: "it holds", claim: nil, verdict: nil)
    let page = try Small.page(call, showing: [(3, text)])
    let box = condition.split(separator: "\n").map { "> \($0)\n" }.joined()
    #expect(page.contains("> ```swift\n\(box)> ```\n"), "\(page)")
  }

  @Test(arguments: ["f()", "checked(a, \"it holds\")", "let a = check(b, \"it holds\")"])
  func `is not told where no check begins`(code: String) throws {
    let text: Event.Content = .check(sentence: "it holds", claim: nil, verdict: nil)
    #expect(try !Small.page(code, showing: [(3, text)]).contains("What was tested"))
  }
}
