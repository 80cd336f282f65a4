/// Running text as a terminal shows it: no Markdown, formulas as far as letters go.
///
/// What the page numbers only when the run is over, such as a figure, is called by its label.
///
/// - Parameters:
///   - markdown: what an author wrote in prose, or a run brings.
///   - isTyped: whether it is prose; a run's text has less markup.
///   - file: the chapter's source file, for complaints.
///   - line: where the text stands in it.
///   - value: what was remembered under a name.
/// - Returns: the text in one line.
/// - Throws: `WeaveError` for what could not stand on the page either.
package func plainText(
  _ markdown: String, isTyped: Bool = false, file: String, line: Int,
  value: (String) -> String? = { _ in nil }
) throws(WeaveError) -> String {
  let text = try InlineParser.parse(
    markdown.inOneLine, file: file, line: line, setting: isTyped ? .running : .shown)
  return text.spans.reduce(into: "") { plain, span in
    switch span.content {
    case .markdown(let words): plain += words.withoutMarkup
    case .target:
      // The link's text stands already, in its brackets.
      if plain.last == "]" { plain.removeLast() }
      if let open = plain.lastIndex(of: "[") { plain.remove(at: open) }
    case .formula(let tex): plain += Mathematics.plain(tex)
    case .value(let name): plain += value(name) ?? "…"
    case .reference(let reference): plain += "\(reference.kind.word) “\(reference.label)”"
    case .citation(let keys, let isInText):
      plain += isInText ? keys.joined() : "(\(keys.joined(separator: "; ")))"
    case .footnote: break
    }
  }
}

extension String {
  /// The Markdown without the signs that only say how it looks.
  fileprivate var withoutMarkup: String {
    let characters = Array(self)
    var text = ""
    var index = 0
    while index < characters.count {
      let character = characters[index]
      switch character {
      case "\\" where index + 1 < characters.count:
        index += 1
        text.append(characters[index])
      case "`":
        let width = characters[index...].prefix { $0 == "`" }.count
        let rest = String(characters[(index + width)...])
        let code = rest.prefix(
          upTo: rest.firstRange(of: String(repeating: "`", count: width))?
            .lowerBound ?? rest.endIndex)
        text += code.trimmed
        index += 2 * width + code.count - 1
      case "*" where !characters.isAlone(index): break
      default: text.append(character)
      }
      index += 1
    }
    return text
  }
}

extension [Character] {
  /// Whether the sign at `index` has blanks on both sides, so that it marks nothing.
  fileprivate func isAlone(_ index: Int) -> Bool {
    (index == 0 || self[index - 1].isBlank) && (index + 1 == count || self[index + 1].isBlank)
  }
}
