extension ChapterSource {
  /// A piece of prose that a terminal tells when the run reaches it.
  package enum Told: Hashable, Sendable {
    /// The chapter's or a section's title.
    case heading(Heading)
    /// A prediction that the reader is asked for.
    case prediction([ProseBlock], line: Int)
    /// The answer to the prediction before it.
    case answer([ProseBlock], line: Int)
    /// The one thing to remember.
    case keyIdea([ProseBlock], line: Int)

    /// Its line in the file.
    package var line: Int {
      switch self {
      case .heading(let heading): heading.line
      case .prediction(_, let line), .answer(_, let line), .keyIdea(_, let line): line
      }
    }
  }

  /// Headings, predictions with their answers, and key ideas, in order.
  package var told: [Told] {
    prose.compactMap { block in
      switch block.content {
      case .heading: block.heading.map { .heading($0) }
      case .quote(let blocks, .prediction): .prediction(blocks, line: block.line)
      case .quote(let blocks, .keyIdea): .keyIdea(blocks, line: block.line)
      case .answer(let blocks) where questions.question(answeredAt: block.line)?.kind == .prediction:
        .answer(blocks, line: block.line)
      default: nil
      }
    }
  }
}

extension ProseBlock {
  /// The heading that the block is; nil if it is something else.
  var heading: ChapterSource.Heading? {
    guard case .heading(let level, let text, let isFurther) = content else { return nil }
    return ChapterSource.Heading(
      level: level, text: text.source, isFurther: isFurther, line: line)
  }
}

extension [ProseBlock] {
  /// The names of the results that the blocks mention.
  package var values: [String] {
    flatMap(\.withDescendants).flatMap(\.spans).compactMap { span in
      if case .value(let name) = span.content { name } else { nil }
    }
  }
}
