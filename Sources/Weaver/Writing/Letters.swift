extension Event.Content {
  /// Throws for a text with a sign that no page can show, and for one that has to say something
  /// and is empty.
  ///
  /// A raw escape code or a carriage return would move a reader's terminal, a tab is of another
  /// width in every edition, and an override of direction shows other letters than there are.
  ///
  /// - Throws: `WeaveError` at `place` that names the text and the sign.
  package func expectLetters(at place: Place) throws(WeaveError) {
    for (name, text) in texts {
      // An end of line is a letter of printed text; elsewhere it is a space.
      for scalar in text.replacing("\r\n", with: "\n").unicodeScalars
      where scalar != "\n" && scalar.isUnprintable {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        throw WeaveError(.unprintable(code, in: name), at: place)
      }
    }
    switch self {
    case .value(let name, let text) where text.trimmed.isEmpty:
      throw WeaveError(.missing("text", of: "value \"\(name)\""), at: place)
    case .check(let sentence, _, _) where sentence.trimmed.isEmpty,
      .miss(let sentence) where sentence.trimmed.isEmpty:
      throw WeaveError(.missing("sentence", of: "the check"), at: place)
    default: break
    }
  }

  /// All texts that a page shows, each with the name by which an author knows it.
  private var texts: [(name: String, text: String)] {
    switch self {
    case .text(let text): [("the printed text", text)]
    case .value(let name, let text): [("value \"\(name)\"", text)]
    case .figure(let label, _, let caption, let alt):
      [("the caption of \"\(label)\"", caption), ("the alternative text of \"\(label)\"", alt)]
    case .sweep(let label, _, let caption, let alt, let name, let values):
      [("the caption of \"\(label)\"", caption), ("the alternative text of \"\(label)\"", alt)]
        + ([name] + values).map { ("the sweep \"\(label)\"", $0) }
    case .table(let label, let caption, let header, let rows):
      [("the caption of \"\(label)\"", caption)]
        + (header + rows.joined()).map { ("table \"\(label)\"", $0) }
    case .check(let sentence, _, let verdict):
      [("the check", sentence), ("the check", verdict?.condition ?? "")]
    case .miss(let sentence): [("the check", sentence)]
    case .card(let title, let rows):
      ([title] + rows.joined()).map { ("card \"\(title)\"", $0) }
    }
  }
}

extension Unicode.Scalar {
  /// Whether the sign does something in place of showing something.
  fileprivate var isUnprintable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: (0x202a...0x202e).contains(value) || (0x2066...0x2069).contains(value)
    }
  }
}
