/// A method's card in the few words by which methods are compared.
///
/// Every card has the same standard rows, and may have more.
package struct MethodCard: Codable, Hashable, Sendable {
  /// The name of the method, as plain text.
  package var title: String
  /// How many passes forward through the model an explanation takes.
  package var forwardPasses: String
  /// How many passes backward.
  package var backwardPasses: String
  /// What of the model the method may see.
  package var maySee: String
  /// `local` or `global`.
  package var scope: String
  /// `intrinsic` or `post hoc`, then `model specific` or `model agnostic`.
  package var kind: String
  /// `yes` or `no`.
  package var deterministic: String

  /// Reads the standard rows of a card, each a name and a value.
  ///
  /// - Throws: `WeaveError` with the name of a row that is missing, double, empty, or that does
  ///   not begin with one of its words.
  init(_ title: String, _ rows: [[String]], at place: Place) throws(WeaveError) {
    func value(_ name: String) throws(WeaveError) -> String {
      let values = rows.filter { $0.first?.trimmed == name }.map { $0.dropFirst().joined() }
      guard let value = values.first, !value.trimmed.isEmpty else {
        throw WeaveError(.missing("row \"\(name)\"", of: "card \"\(title)\""), at: place)
      }
      if values.count > 1 {
        throw WeaveError(
          .malformed("card \"\(title)\"", expected: "one row \"\(name)\", not \(values.count)"),
          at: place)
      }
      return try movable(value.trimmed, at: place)
    }
    func word(_ name: String, _ words: String...) throws(WeaveError) -> String {
      let value = try value(name)
      for word in words where value.begins(with: word) { return word }
      throw WeaveError(
        .malformed(
          "row \"\(name)\" of card \"\(title)\": \(value)",
          expected: words.map { "\"\($0)\"" }.joined(separator: " or ") + " first"),
        at: place)
    }
    self.title = title.inOneLine
    _ = try value("question")
    forwardPasses = try value("forward passes")
    backwardPasses = try value("backward passes")
    maySee = try value("may see")
    scope = try word("scope", "local", "global")
    kind = try word(
      "kind", "intrinsic, model specific", "intrinsic, model agnostic",
      "post hoc, model specific", "post hoc, model agnostic")
    deterministic = try word("deterministic", "yes", "no")
  }
}

extension String {
  /// Whether the text is `word`, or goes on after it with something other than a letter.
  fileprivate func begins(with word: String) -> Bool {
    hasPrefix(word) && dropFirst(word.count).first?.isLetter != true
  }
}
