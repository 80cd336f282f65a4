import Foundation

/// A page of the book taken apart as GitHub does it.
struct MarkdownPage {
  /// A block between fences.
  struct Fence {
    /// The line of its opening fence.
    var line: Int
    /// What stands behind the opening fence: `swift`, `console`, `math`.
    var language: String
    /// What stands between the fences, without the mark of a quotation.
    var lines: [String] = []
    /// The last line above it that is not blank.
    var before: String
  }

  /// The path from the root of the package.
  let path: String
  /// The lines of the page; those of fences are empty, so that numbers stay.
  private(set) var lines: [String] = []
  /// The same lines with `¤` in place of every formula and code span.
  private(set) var plain: [String] = []
  /// The blocks between fences.
  private(set) var fences: [Fence] = []

  /// Takes the page apart.
  init(_ text: String, path: String) {
    self.path = path
    var open: (marks: Substring, fence: Fence)?
    var before = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let body = line.drop { $0 == ">" || $0 == " " }
      if let marks = open?.marks {
        if body == marks {
          if let fence = open?.fence { fences.append(fence) }
          open = nil
          before = ""
        } else {
          open?.fence.lines.append(String(line.hasPrefix(">") ? line.dropFirst(2) : line))
        }
        lines.append("")
      } else if body.hasPrefix("```") {
        let marks = body.prefix { $0 == "`" }
        let language = String(body.dropFirst(marks.count))
        open = (marks, Fence(line: index + 1, language: language, before: before))
        lines.append("")
      } else {
        lines.append(String(line))
        if !body.isEmpty { before = String(line) }
      }
    }
    var blanked = lines.joined(separator: "\n")
    for span in [#/\$`[^`]+`\$/#, #/``[^\n]+?``/#, #/`[^`]+`/#] {
      blanked = blanked.replacing(span) { match in
        "¤" + String(repeating: "\n", count: match.output.count { $0 == "\n" })
      }
    }
    plain = blanked.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The names that links can lead to.
  var anchors: [String] {
    lines.filter { $0.hasPrefix("<a id") }.flatMap { line in
      line.matches(of: #/<a id="([^"]+)"></a>/#).map { String($0.output.1) }
    }
  }
}
