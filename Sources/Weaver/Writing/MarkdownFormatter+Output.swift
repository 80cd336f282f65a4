/// What a cell showed: text, figures, tables, checks, claims and cards.
extension MarkdownFormatter {
  /// Appends what `cell` showed.
  mutating func format(
    _ output: Document.Output, of cell: ChapterSource.Cell
  ) throws(WeaveError) {
    for (line, place) in output.printedLines where line.displayWidth > ChapterSource.columns {
      throw error(.wideOutput(line), line: place)
    }
    let lines = output.printedLines.map(\.text).trimmingBlankLines(where: \.isEmpty)
    if !lines.isEmpty { paragraphs.append(fenced(lines, as: "console")) }
    var checks: [(sentence: String, line: Int)] = []
    for event in output.shown {
      let line = event.site.line
      if case .check(let sentence, nil, let verdict) = event.content {
        if verdict != nil { throw error(.verdictWithoutClaim, line: line) }
        checks.append((try text.markdown(sentence, line: line).asSentence + seeds(at: line), line))
        continue
      }
      flush(&checks, of: cell)
      try format(event, of: cell)
    }
    flush(&checks, of: cell)
  }

  private mutating func format(
    _ event: Event, of cell: ChapterSource.Cell
  ) throws(WeaveError) {
    let line = event.site.line
    switch event.content {
    case .text, .value: break
    case .figure(let label, let path, let caption, let alt):
      try figure(label, path, caption: caption, alt: alt, line: line)
    case .sweep(let label, let path, let caption, let alt, let name, let values):
      let frames = "<!-- frames of \(name): \(values.joined(separator: " | ")) -->"
      try figure(label, path, caption: caption, alt: alt, below: [frames], line: line)
    case .table(let label, let caption, let header, let rows):
      paragraphs += captioned(
        Reference(.table, label),
        try self.caption(caption, of: "table \"\(label)\"", line: line),
        below: [
          try table(
            try cells(header, line: line), rows.map { $0.map(\.literal) }, line: line)
        ])
    case .card(let title, let rows):
      let columns = rows.first?.count ?? 1
      let header = [title.literalWords] + [String](repeating: "", count: max(columns - 1, 0))
      let written = try rows.map { row throws(WeaveError) in try cells(row, line: line) }
      cards += 1
      paragraphs += [
        anchor("card-\(chapter.number)-\(cards)"), try table(header, written, line: line),
      ]
    case .miss(let sentence):
      let words = try text.markdown(sentence, line: line).asSentence
      paragraphs.append(
        quoted(["[!CAUTION]\n**Not in this run.** \(words)"] + tested(at: [line], in: cell)))
    case .check(let sentence, let claim, let verdict):
      guard let claim else { break }
      paragraphs += [
        anchor("claim-\(chapter.number)-\(claim)"),
        try settled(claim, verdict, sentence: sentence, tested(at: [line], in: cell), line: line),
      ]
    }
  }

  /// Appends a figure: anchor, picture, what is `below` the picture, caption.
  private mutating func figure(
    _ label: String, _ path: String, caption: String, alt: String, below: [String] = [],
    line: Int
  ) throws(WeaveError) {
    let whole = "figure \"\(label)\""
    if alt.trimmed.isEmpty { throw error(.missing("alternative text", of: whole), line: line) }
    let reference = Reference(.figure, label)
    let words = try self.caption(caption, of: whole, line: line)
    paragraphs += [
      anchor(reference), "![\(alt.literalWords)](\(context.link(to: path)))",
    ]
    paragraphs += below
    paragraphs.append("**Figure \(labels.number(of: reference) ?? "").** \(words)")
  }

  /// A table of cells that are Markdown already.
  private func table(
    _ header: [String], _ rows: [[String]], line: Int
  ) throws(WeaveError) -> String {
    for (index, row) in rows.enumerated() where row.count != header.count {
      throw error(
        .raggedRow(index + 1, cells: row.count, columns: header.count), line: line)
    }
    return MarkdownTable(header: header, rows: rows).lines.joined(separator: "\n")
  }

  /// The Markdown of cells that an author wrote; what a run computed is literal instead.
  private func cells(_ words: [String], line: Int) throws(WeaveError) -> [String] {
    try words.map { word throws(WeaveError) in
      try text.markdown(word, line: line, setting: .shownInTable)
    }
  }

  private func caption(
    _ words: String, of whole: String, line: Int
  ) throws(WeaveError) -> String {
    if words.trimmed.isEmpty { throw error(.missing("caption", of: whole), line: line) }
    return try text.markdown(words, line: line)
  }

  /// The box that settles a lecture's claim, with what was `tested` in its last paragraphs.
  private mutating func settled(
    _ number: Int, _ verdict: Verdict?, sentence: String, _ tested: [String], line: Int
  ) throws(WeaveError) -> String {
    guard let claim = context.claims.first(where: { $0.number == number }) else {
      throw error(
        .unknown(kind: "claim", name: "\(number)", known: ["those in chapters/claims.json"]),
        line: line)
    }
    guard let verdict else { throw error(.claimWithoutVerdict(number), line: line) }
    if let first = claimLines.updateValue(line, forKey: number) {
      throw error(.duplicate(kind: "check of claim", name: "\(number)", first: first), line: line)
    }
    var outcome = verdict.outcome.words
    if let condition = verdict.condition {
      outcome += " when " + (try text.markdown(condition, line: line))
    }
    let found = try text.markdown(sentence, line: line).asSentence + seeds(at: line)
    let words =
      "[!WARNING]\n**Claim \(number): \(outcome).** *\(claim.sentence.literalWords)* \(found)"
    return quoted([words] + tested)
  }

  /// What stands behind the sentence of a check: with how many seeds it held, if that is known.
  private func seeds(at line: Int) -> String {
    tallies[line].map { " " + $0.sentence } ?? ""
  }

  /// Writes the checks gathered so far as one note.
  private mutating func flush(
    _ checks: inout [(sentence: String, line: Int)], of cell: ChapterSource.Cell
  ) {
    defer { checks = [] }
    let sentences = checks.map(\.sentence)
    if sentences.isEmpty { return }
    let words =
      sentences.count == 1
      ? ["**Checked.** " + sentences[0]]
      : ["**Checked.**", sentences.map { "- " + $0 }.joined(separator: "\n")]
    paragraphs.append(quoted(words + tested(at: checks.map(\.line), in: cell)))
  }

  /// What the checks on `lines` of `cell` tested, folded; nothing if they are not its own calls.
  ///
  /// A check that a loop says several times tested one thing.
  private func tested(at lines: [Int], in cell: ChapterSource.Cell) -> [String] {
    let conditions = lines.enumerated().filter { !lines[..<$0.offset].contains($0.element) }
      .compactMap { cell.condition(ofCheckAt: $0.element) }
    if conditions.isEmpty { return [] }
    let code = Array(conditions.joined(separator: [""]))
    return [
      "<details><summary>What was tested</summary>", fenced(code, as: "swift"), "</details>",
    ]
  }
}
