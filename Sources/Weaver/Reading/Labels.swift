/// The numbers of everything that prose can refer to by a label.
///
/// Figures, tables, listings and labelled equations count from 1 in each chapter, in the order
/// of the page.
struct Labels {
  private struct Entry {
    var reference: Reference
    var number: Int
    var place: Place
  }

  private var entries: [Entry] = []
  private let chapter: Int

  /// Numbers what `document` shows and defines, for chapter number `chapter`.
  ///
  /// - Throws: `WeaveError` for a label that two things of a kind share.
  init(_ document: Document, chapter: Int) throws(WeaveError) {
    self.chapter = chapter
    for part in document.parts {
      switch part {
      case .prose(let blocks):
        for block in blocks.flatMap(\.withDescendants) {
          let place = Place(file: document.file, line: block.line)
          switch block.content {
          case .formula(_, let label?): try add(Reference(.equation, label), at: place)
          case .listing(let request): try add(Reference(.listing, request.label), at: place)
          default: break
          }
        }
      case .cell(_, let output):
        for event in output.shown {
          let place = Place(file: document.file, line: event.site.line)
          switch event.content {
          case .figure(let label, _, _, _), .sweep(let label, _, _, _, _, _):
            try add(Reference(.figure, label), at: place)
          case .table(let label, _, _, _): try add(Reference(.table, label), at: place)
          default: break
          }
        }
      }
    }
  }

  private mutating func add(_ reference: Reference, at place: Place) throws(WeaveError) {
    if let first = entries.first(where: { $0.reference == reference }) {
      throw WeaveError(
        .duplicate(
          kind: reference.kind.word, name: reference.label, first: first.place.line), at: place)
    }
    let number = entries.count { $0.reference.kind == reference.kind } + 1
    entries.append(Entry(reference: reference, number: number, place: place))
  }

  /// The number as the page prints it, `5.1`, or nil if nothing has that label.
  func number(of reference: Reference) -> String? {
    entry(reference).map { "\(chapter).\($0.number)" }
  }

  /// The name of the anchor, `fig-5-1`, or nil if nothing has that label.
  func anchor(of reference: Reference) -> String? {
    entry(reference).map { "\(reference.kind.rawValue)-\(chapter)-\($0.number)" }
  }

  /// The labels of a kind, in order.
  func known(_ kind: LabelKind) -> [String] {
    entries.map(\.reference).filter { $0.kind == kind }.map(\.label)
  }

  /// Throws if something labelled is missing from `used`.
  func expectAll(in used: Set<Reference>) throws(WeaveError) {
    for entry in entries where !used.contains(entry.reference) {
      let reference = entry.reference
      throw WeaveError(
        .unused(kind: reference.kind.word, name: reference.label, use: "\(reference)"),
        at: entry.place)
    }
  }

  private func entry(_ reference: Reference) -> Entry? {
    entries.first { $0.reference == reference }
  }
}
