import Tensors

extension OwnFile {
  /// As few rows no model is asked to learn from.
  static let fewestRows = 10

  /// The table in the file, for a model that is to tell the target of `question`.
  ///
  /// The text is gone through twice, once to see what the columns are and once to read them, so
  /// that no text of a cell is kept. `advance` is told how many lines were read since it was last
  /// told: twice ``lineCount`` in all.
  ///
  /// - Throws: an error with file, line and what to do where there is nothing to learn.
  public func table(
    for question: OwnTableQuestion, advance: (_ lines: Int) -> Void = { _ in }
  ) throws(DatasetError) -> OwnTable {
    let question = question.resolved(among: names)
    let target = try question.place(ofTargetAmong: names, file: file)
    let sweep = RowSweep(source: self, target: target)
    let plainly = names.map { _ in ColumnSurvey(delimiter) }
    var (surveys, values, leftOut) = try survey(sweep, plainly, advance: advance)
    try expectRows(values.count, leftOut, question)
    // A column that dresses its numbers is gone through once more, undressed.
    let styles = surveys.map(\.betterStyle)
    if styles.contains(where: { $0 != nil }) {
      let dressed = styles.map { ColumnSurvey(delimiter, style: $0) }
      (surveys, values, leftOut) = try survey(sweep, dressed) { _ in }
    }

    let goal = try TargetPlan(
      question.target, surveys[target], values: values, as: question.kind(of: question.target),
      file: file)
    var plans: [ColumnPlan] = []
    for (name, survey) in zip(names, surveys) {
      plans.append(
        name == question.target
          ? ColumnPlan(content: .nothing, reason: "")
          : try survey.plan(name, as: question.kind(of: name), file: file))
    }
    let kept = plans.indices.filter { plans[$0].isKept }
    guard !kept.isEmpty else {
      throw DatasetError(
        file, "no column is left to explain \(question.target.quoted) by",
        remedy: zip(names, plans).filter { $0.0 != question.target }
          .map { "\($0.quoted): \($1.reason)" }.prefix(5).joined(separator: ". ") + ".")
    }

    var elements: [Double] = []
    elements.reserveCapacity(values.count * kept.count)
    var (labels, lines, numbers): ([Int], [Int], [Int]) = ([], [], [])
    _ = try sweep.forEach(advance: advance) { row, number in
      for column in kept {
        elements.append(
          value(of: row[column], as: plans[column].content, style: styles[column]))
      }
      let reading = delimiter.reading(row[target], style: styles[target])
      labels.append(goal.label(of: row[target], value: reading.value))
      lines.append(row.line)
      numbers.append(number)
    }
    let rows = Matrix(elements, rows: values.count, columns: kept.count)
    let columns = kept.enumerated().map { place, column in
      OwnTable.Column(
        name: names[column], kind: plans[column].kind(of: rows, place),
        reason: plans[column].reason,
        missing: surveys[column].missingCount(as: plans[column].content))
    }
    return OwnTable(
      file: file, target: question.target, classes: goal.classes, columns: columns, rows: rows,
      labels: labels, lines: lines, numbers: numbers,
      notes: notes + notes(on: leftOut, plans, columns, question) + (goal.note.map { [$0] } ?? []),
      leftOut: leftOut)
  }

  /// Goes through the rows once: what stands in each column, the numbers of the target, and the
  /// rows that are left out.
  private func survey(
    _ sweep: RowSweep, _ empty: [ColumnSurvey], advance: (Int) -> Void
  ) throws(DatasetError) -> ([ColumnSurvey], values: [Double], leftOut: [RowSweep.LeftOut]) {
    var (surveys, values): ([ColumnSurvey], [Double]) = (empty, [])
    let leftOut = try sweep.forEach(advance: advance) { row, _ in
      values.append(delimiter.reading(row[sweep.target], style: empty[sweep.target].style).value)
      for column in surveys.indices { surveys[column].add(row[column], line: row.line) }
    }
    return (surveys, values, leftOut)
  }

  private func value(
    of cell: ArraySlice<UInt8>, as content: ColumnPlan.Content, style: NumberStyle?
  ) -> Double {
    let reading = delimiter.reading(cell, style: style)
    switch content {
    case .numbers(let kinds): return kinds.contains(reading.kind) ? reading.value : .nan
    case .levels(let codes):
      return Double(codes.code(of: cell, isMissing: reading.kind == .missing))
    case .nothing: return .nan
    }
  }

  private func expectRows(
    _ count: Int, _ leftOut: [RowSweep.LeftOut], _ question: OwnTableQuestion
  ) throws(DatasetError) {
    let total = count + leftOut.count
    guard total > 0 else {
      throw DatasetError(
        file, "there is a header and no row below it", remedy: "It takes a line for each row.")
    }
    let ragged = leftOut.ragged
    if 2 * ragged.count > total, let first = ragged.first {
      throw DatasetError(
        "\(file):\(first.line)",
        """
        \(ragged.count) of \(total.counted("row")) have another number of fields than the \
        header's \(names.count), with \(delimiter.words) between them: \(ragged.words)
        """,
        remedy: "Put values that hold \(delimiter.words) into quotes, or mend the header.")
    }
    guard count >= OwnFile.fewestRows else {
      let without = leftOut.count - ragged.count
      throw DatasetError(
        file,
        """
        \(count.counted("row")) to learn from\
        \(leftOut.isEmpty ? "" : ", without \(ragged.count) with another number of fields and \(without) without \(question.target.quoted)")
        """,
        remedy: "It takes \(OwnFile.fewestRows) or more.")
    }
  }

  private func notes(
    on leftOut: [RowSweep.LeftOut], _ plans: [ColumnPlan], _ columns: [OwnTable.Column],
    _ question: OwnTableQuestion
  ) -> [String] {
    var notes: [String] = []
    let (ragged, without) = (leftOut.ragged, leftOut.filter { $0.fields == nil })
    if !ragged.isEmpty {
      notes.append(
        """
        \(ragged.count.counted("row")) with another number of fields than the header's \
        \(names.count) left out: \(ragged.words).
        """)
    }
    if !without.isEmpty {
      notes.append(
        "\(without.count.counted("row")) without \(question.target.quoted) left out: "
          + "\(without.words).")
    }
    for (name, plan) in zip(names, plans) where name != question.target {
      if !plan.isKept { notes.append("\(name.quoted) is left out: \(plan.reason).") }
      notes += plan.notes.map { "\(name.quoted): \($0)." }
    }
    for column in columns where column.missing > 0 {
      let cells = column.missing.counted("missing cell")
      switch column.kind {
      case .numeric:
        notes.append("\(column.name.quoted): \(cells), read as the median of the column.")
      case .categorical:
        notes.append("\(column.name.quoted): \(cells), read as a level, \(LevelCodes.missing).")
      }
    }
    return notes
  }
}

extension ColumnPlan {
  /// Whether a model is given anything.
  fileprivate var isKept: Bool {
    if case .nothing = content { false } else { true }
  }

  /// The kind of the column that stands at `place` in `rows`.
  fileprivate func kind(of rows: Matrix, _ place: Int) -> TableColumn.Kind {
    if case .levels(let codes) = content { return .categorical(codes.names) }
    let known = rows.column(place).filter { !$0.isNaN }
    return .numeric((known.min() ?? 0)...(known.max() ?? 0), unit: "")
  }
}

extension ColumnSurvey {
  /// How many cells are missing if the column is read as `content`.
  fileprivate func missingCount(as content: ColumnPlan.Content) -> Int {
    guard case .numbers = content else { return count(.missing) }
    return present + count(.missing) - numberKinds.reduce(0) { $0 + count($1) }
  }
}
