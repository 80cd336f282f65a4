import Numerics

/// A block of prose: a paragraph, a heading, a formula, and so on.
package struct ProseBlock: Hashable, Sendable {
  /// What a block can be.
  package indirect enum Content: Hashable, Sendable {
    /// A heading; a section that is `isFurther` goes beyond the lecture.
    case heading(level: Int, Text, isFurther: Bool)
    /// A paragraph, a list or a table of Markdown.
    case text(Text)
    /// A footnote's definition; `label` is what stands between `[^` and `]`.
    case footnote(label: String, Text)
    /// A fenced block, verbatim with its fences.
    case fence([SourceLine])
    /// A displayed formula; one with a label is numbered.
    case formula(tex: [String], label: String?)
    /// A region of a source file, quoted.
    case listing(ListingRequest)
    /// A quotation or callout.
    case quote([ProseBlock], Box)
    /// The folded answer to what was asked before it.
    case answer([ProseBlock])
  }

  /// What a quotation is for.
  package enum Box: String, Hashable, Sendable, CaseIterable {
    /// Anything else; only the words make it what it is.
    case plain = ""
    /// Something to do; numbered.
    case exercise = "**Exercise."
    /// A question before its answer is shown; numbered.
    case prediction = "**Predict."
    /// The one thing to remember.
    case keyIdea = "**Key idea."

    /// The callout that it stands in.
    var alert: String { self == .keyIdea ? "[!IMPORTANT]" : "[!TIP]" }
  }

  /// What the block is.
  package var content: Content
  /// The line of the chapter on which it starts.
  package var line: Int
  /// How far its first line is indented, as in a list.
  package var indentation: Int
  /// A hash of the block's English text, by which a translation finds its original.
  ///
  /// It does not depend on the place of the block in the chapter.
  package var id: String

  init(_ content: Content, source: [SourceLine]) {
    self.content = content
    line = source.first?.number ?? 1
    indentation = source.first?.text.prefix { $0 == " " }.count ?? 0
    id = FowlerNollVo(source.map(\.text).joined(separator: "\n")).hexadecimal
  }

  /// The spans of the block's own text, not of the blocks inside it.
  package var spans: [Span] {
    switch content {
    case .heading(_, let text, _), .text(let text), .footnote(_, let text): text.spans
    case .listing(let request): request.caption?.spans ?? []
    case .fence, .formula, .quote, .answer: []
    }
  }

  /// The block and the blocks inside it, in order.
  package var withDescendants: [ProseBlock] {
    switch content {
    case .quote(let blocks, _), .answer(let blocks):
      [self] + blocks.flatMap(\.withDescendants)
    default: [self]
    }
  }
}

/// A region of a source file that the chapter quotes.
package struct ListingRequest: Hashable, Sendable {
  /// The file, relative to the root of the package.
  package var path: String
  /// The name between the brackets of its markers.
  package var region: String
  /// The label by which prose refers to it; the region's name unless the author gives one.
  package var label: String
  /// What the author says about it below the number.
  package var caption: Text?
}
