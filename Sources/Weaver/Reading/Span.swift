/// A piece of running text.
package struct Span: Hashable, Sendable {
  /// What a piece can be.
  package enum Content: Hashable, Sendable {
    /// Markdown that goes to the page as it is; code spans are among it.
    case markdown(String)
    /// The target of a link, whose text is the Markdown before it.
    case target(String)
    /// A formula in the line, without its dollar signs.
    case formula(String)
    /// A remembered result: `\(name)`.
    case value(String)
    /// A reference: `@fig-bars` is kind `figure`, label `bars`.
    case reference(Reference)
    /// One or more cited works: in brackets, `[@key; @other]`, or in the text itself, `@key`.
    case citation([String], isInText: Bool)
    /// The mark of a footnote: `[^label]`.
    case footnote(String)
  }

  /// What the piece is.
  package var content: Content
  /// The line of the chapter on which it starts.
  package var line: Int
}

/// Running text: its pieces, and the author's own words.
package struct Text: Hashable, Sendable {
  /// The pieces in order.
  package var spans: [Span]
  /// The text as written.
  package var source: String
}

/// What prose can refer to by a label.
package enum LabelKind: String, Hashable, Sendable, CaseIterable {
  case figure = "fig"
  case table = "tab"
  case equation = "eq"
  case listing = "lst"
  case chapter = "ch"

  /// The word for it in a sentence.
  package var word: String {
    switch self {
    case .figure: "figure"
    case .table: "table"
    case .equation: "equation"
    case .listing: "listing"
    case .chapter: "chapter"
    }
  }
}

/// A label with its kind; prose writes it as `@fig-bars`.
package struct Reference: Hashable, Sendable, CustomStringConvertible {
  /// What is referred to.
  package var kind: LabelKind
  /// Its label, unique among its kind in a chapter.
  package var label: String

  /// Names the thing of `kind` that is labelled `label`.
  package init(_ kind: LabelKind, _ label: String) {
    self.kind = kind
    self.label = label
  }

  package var description: String { "@\(kind.rawValue)-\(label)" }
}
