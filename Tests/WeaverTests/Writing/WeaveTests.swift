import Foundation
import TestSupport
import Testing
import Weaver

@Suite struct `Weaving a whole chapter` {
  @Test func `the example gives the page kept as its fixture`() throws {
    let source = try Example.source()
    let page = try weave(
      source: source, events: Example.events(of: source), context: try Example.context())
    try expect(page.markdown, equals: "weaver/page.md")
  }
}

/// Compares `text` with a fixture; with GLASS_BOX_RECORD set it writes the fixture and fails.
func expect(_ text: String, equals path: String) throws {
  if ProcessInfo.processInfo.environment["GLASS_BOX_RECORD"] != nil {
    try text.write(to: Fixture.folder.appending(path: path), atomically: true, encoding: .utf8)
    Issue.record("recorded \(path); read it, and run again without GLASS_BOX_RECORD")
    return
  }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let expected = try Example.text(path).split(separator: "\n", omittingEmptySubsequences: false)
  for (index, pair) in zip(lines, expected).enumerated() where pair.0 != pair.1 {
    Issue.record("\(path):\(index + 1): \"\(pair.0)\", expected \"\(pair.1)\"")
    return
  }
  #expect(lines.count == expected.count)
}
