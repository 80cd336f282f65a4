/// Blocks of prose as a terminal shows them: no Markdown, formulas as far as letters go.
///
/// - Parameters:
///   - blocks: paragraphs, lists, boxes and code.
///   - file: the chapter's source file, for complaints.
///   - value: what was remembered under a name.
/// - Returns: a text for each block; an item of a list begins a line, and code keeps its lines.
/// - Throws: `WeaveError` for what could not stand on the page either.
package func plainProse(
  _ blocks: [ProseBlock], file: String, value: (String) -> String? = { _ in nil }
) throws(WeaveError) -> [String] {
  var texts: [String] = []
  for block in blocks {
    switch block.content {
    case .heading(_, let text, _), .text(let text):
      let items = try text.source.lines.items.map { item throws(WeaveError) in
        try plainText(item, isTyped: true, file: file, line: block.line, value: value)
      }
      texts.append(items.joined(separator: "\n"))
    case .fence(let lines):
      texts.append(
        lines.dropFirst().dropLast().map { "  " + $0.text.trimmingEnd }.joined(separator: "\n"))
    case .formula(let tex, _):
      texts.append("  " + Mathematics.plain(tex.joined(separator: " ")))
    case .listing(let request): texts.append("\(LabelKind.listing.word) “\(request.label)”")
    case .quote(let inner, _), .answer(let inner):
      texts += try plainProse(inner, file: file, value: value)
    case .footnote: break
    }
  }
  return texts
}

extension [String] {
  /// The lines as paragraphs, without the kind of a callout.
  ///
  /// A line goes on with the one before it, unless it begins an item of a list or is a row of a
  /// table.
  fileprivate var items: [String] {
    reduce(into: []) { items, line in
      if line.hasPrefix("[!"), items.isEmpty { return }
      let begins = line.prefixMatch(of: #/ *(?:[-*+] |\d+[.)] |\|)/#) != nil
      if begins || items.isEmpty {
        items.append(line)
      } else {
        items[items.count - 1] += "\n" + line
      }
    }
  }
}
