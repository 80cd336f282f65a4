/// A chapter joined with what its run showed: the tree from which a page is written.
package struct Document: Sendable {
  /// Prose, or a cell with what it showed.
  enum Part: Sendable {
    case prose([ProseBlock])
    case cell(ChapterSource.Cell, Output)
  }

  /// What a cell showed.
  struct Output: Sendable {
    /// Every printed text with the line of the chapter that printed it.
    var printed: [(text: String, place: Int)] = []
    /// Figures, tables, checks and cards, in the order in which they occurred.
    var shown: [Event] = []

    /// The lines of all printed texts together, without blanks at their ends, each with the line
    /// of the chapter that printed the end of it.
    var printedLines: [(text: String, place: Int)] {
      var lines: [(text: String, place: Int)] = []
      var isOpen = false
      for (text, place) in printed where !text.isEmpty {
        for (index, piece) in text.lines.enumerated() {
          if index == 0, isOpen, let last = lines.popLast() {
            lines.append((last.text + piece, place))
          } else {
            lines.append((piece, place))
          }
        }
        isOpen = text.last?.isNewline == false
      }
      return lines.map { ($0.text.trimmingEnd, $0.place) }
    }
  }

  /// The chapter's source file.
  let file: String
  /// The pieces in order.
  let parts: [Part]
  /// What the reader is asked.
  let questions: Questions
  /// The remembered results with their places, in order.
  let values: [(name: String, text: String, place: Place)]

  /// Gives every event to the cell whose lines hold its line.
  ///
  /// - Throws: `WeaveError` for output from a function or from outside every cell, and for a
  ///   name that was remembered twice.
  init(_ source: ChapterSource, events: [Event]) throws(WeaveError) {
    file = source.file
    questions = source.questions
    let cells = source.cells
    var outputs = [Output](repeating: Output(), count: cells.count)
    var values: [(name: String, text: String, place: Place)] = []
    for event in events {
      let place = Place(file: file, line: event.site.line)
      try event.content.expectLetters(at: place)
      guard event.site.isInCell else {
        throw WeaveError(.speaksInFunction(event.site.function), at: place)
      }
      guard let cell = cells.firstIndex(where: { $0.lines.contains(place.line) }) else {
        throw WeaveError(.outsideCells, at: place)
      }
      switch event.content {
      case .text(let text):
        outputs[cell].printed.append((text, place.line))
      case .value(let name, let text):
        if let first = values.first(where: { $0.name == name }) {
          throw WeaveError(
            .duplicate(kind: "value", name: name, first: first.place.line), at: place)
        }
        values.append((name, text, place))
      case .figure, .sweep, .table, .check, .miss, .card:
        outputs[cell].shown.append(event)
      }
    }
    self.values = values
    var remaining = zip(cells, outputs).makeIterator()
    parts = source.parts.compactMap { part in
      switch part {
      case .prose(let blocks): .prose(blocks)
      case .cell: remaining.next().map { .cell($0, $1) }
      }
    }
  }

  /// All blocks of prose in order; each is followed by the blocks inside it.
  var prose: [ProseBlock] {
    parts.flatMap { part -> [ProseBlock] in
      if case .prose(let blocks) = part { blocks.flatMap(\.withDescendants) } else { [] }
    }
  }
}
