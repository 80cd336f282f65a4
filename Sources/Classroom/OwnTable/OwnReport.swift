package import Datasets
import Evaluation
import Explainers
package import Notebook
import Numerics
import Tensors

/// What a reader is told of their own table, part by part.
package struct OwnReport {
  package let table: OwnTable
  /// The place of the explained row.
  package let row: Int

  /// The report on the row at the place `row` of `table`.
  package init(table: OwnTable, row: Int) { (self.table, self.row) = (table, row) }

  // MARK: The table

  /// What the file holds, what was guessed, and how each column is read.
  package func parts(on medians: [Double]) -> [ReplyPart] {
    let counts = table.classes.indices.map { label in table.labels.count { $0 == label } }
    let classes = zip(table.classes, counts).map { "\($0.shown) in \(whole($1))" }
    let shown = classes.prefix(8).joined(separator: ", ")
    let rest = classes.count > 8 ? " and \(classes.count - 8) classes more" : ""
    return [
      .heading("The table \(table.file)"),
      .text("\(whole(table.labels.count)) rows; \(table.target.shown) is \(shown)\(rest)."),
      .list(table.notes),
      .columns(columns(medians), spare: ["because of", "values"]),
    ].filter { $0 != .list([]) }
  }

  private func columns(_ medians: [Double]) -> Table {
    Table(
      columns: ["column", "read as", "because of", "values", "missing", "row \(number)"],
      rows: table.columns.enumerated().map { index, column in
        let (kind, values) =
          switch column.kind {
          case .numeric(let range, _):
            (
              "numbers",
              "\(text(range.lowerBound)) to \(text(range.upperBound)), median \(text(medians[index]))"
            )
          case .categorical(let levels):
            ("\(levels.count) levels", levels.joined(separator: ", "))
          }
        return [
          column.name.shown, kind, column.reason, values.shown, whole(column.missing),
          cell(index).shown,
        ]
      })
  }

  /// What stands in a column of the row, with the minus of numbers.
  private func cell(_ column: Int) -> String {
    let text = table.text(row: row, column: column)
    guard case .numeric = table.columns[column].kind else { return text }
    return text.replacing("-", with: "−")
  }

  // MARK: The forest

  /// How well the forest does, and what it says of the row.
  package func parts(on forest: OwnForest, _ result: OwnExplanation) -> [ReplyPart] {
    let usual = table.classes[forest.usualClass].shown
    let isLearned = !forest.exam.contains(row)
    return [
      .heading("The forest"),
      .text(
        """
        \(OwnForest.treeCount) trees learned from \(whole(forest.training.count)) rows. Of the \
        \(whole(forest.exam.count)) rows that were kept from them they label \
        \(share(forest.accuracy)) rightly; to say “\(usual)” always would be right for \
        \(share(forest.usualAccuracy)).\
        \(isShort(forest) ? " So few rows hardly tell a good forest from a lucky one." : "")
        """),
      .text(
        """
        Row \(number), line \(table.lines[row]), \
        \(isLearned ? "is the only one of its class, so the forest learned it" : "is one of the rows kept aside"). \
        To the forest it is “\(table.classes[result.label].shown)” with a score of \
        \(fixed(result.explanation.fit.score)); the table says \
        “\(table.classes[table.labels[row]].shown)”.
        """),
    ]
  }

  // MARK: The explanation

  /// The seven steps in short, and the columns that speak loudest.
  package func parts(on result: OwnExplanation) -> [ReplyPart] {
    let (fit, method) = (result.explanation.fit, result.method)
    let alike = fit.rows.elements.reduce(0, +) / Double(fit.rows.rows)
    let nearest = fit.distances.dropFirst().min() ?? 0
    let steps = [
      [
        "1", "perturb",
        "\(whole(method.samples)) rows, each column drawn by how often its levels and quarters occur",
      ],
      [
        "2", "predict",
        "scores from \(range(fit.scores)) for “\(table.classes[result.label].shown)”",
      ],
      [
        "3", "discretise",
        "1 where a column lies as in row \(number): \(fixed(alike, 1)) of \(table.columns.count) on average",
      ],
      [
        "4", "distance",
        "√(columns that lie elsewhere): from \(fixed(nearest)) to \(fixed(fit.distances.max() ?? 0))",
      ],
      ["5", "similarity", "width \(fixed(method.width)): weights from \(range(fit.weights))"],
      [
        "6", "fit",
        "a weighted ridge on \(fit.fit.selected.count) of \(table.columns.count) columns",
      ],
      ["7", "top", "the columns below, by the size of their weight"],
    ]
    return [
      .heading("Row \(number) by LIME, in seven steps"),
      .table(Table(columns: ["", "step", "here"], rows: steps)),
      .heading("What speaks for “\(table.classes[result.label].shown)” (+) and against it (−)"),
      result.isFlat
        ? .text("The forest gives all these rows the same score, so no column speaks at all.")
        : .table(reasons(result.explanation.reasons())),
    ]
  }

  private func reasons(_ reasons: [TableExplanation.Reason]) -> Table {
    let largest = reasons.map { abs($0.coefficient) }.max() ?? 0
    return Table(
      columns: ["of row \(number)", "adds", "±", "−     +"],
      rows: reasons.map { reason in
        let length = largest > 0 ? Int((5 * abs(reason.coefficient) / largest).rounded()) : 0
        let (bar, gap) = (
          String(repeating: "━", count: length), String(repeating: " ", count: 5 - length)
        )
        return [
          reason.condition, fixed(reason.coefficient, 3),
          reason.standardError.isFinite ? fixed(reason.standardError, 3) : "–",
          reason.coefficient < 0 ? gap + bar + "│" : "     │" + bar,
        ]
      })
  }

  // MARK: Trust

  /// How far to trust the explanation, in numbers and in words.
  package func trust(_ forest: OwnForest, _ result: OwnExplanation) -> [ReplyPart] {
    let fit = result.explanation.fit
    let numbers = [
      ["R² of the straight line", fixed(fit.rSquared)],
      ["gap |g − f| at row \(number)", fixed(fit.localGap)],
      [
        "effective sample size",
        "\(whole(Int(fit.effectiveSampleSize.rounded()))) of \(whole(fit.forwardPasses))",
      ],
      [
        "first \(result.topCount) columns, over \(OwnExplanation.drawCount) draws",
        "\(fixed(result.agreement)) in common",
      ],
    ]
    return [
      .heading("How far to trust it"),
      .table(Table(columns: ["", "here"], rows: numbers)),
      .list(doubts(forest, result)),
    ]
  }

  /// When not to trust it: what speaks against it here, and what always does.
  package func doubts(_ forest: OwnForest, _ result: OwnExplanation) -> [String] {
    let fit = result.explanation.fit
    var doubts: [String] = []
    if forest.isHardlyBetter {
      doubts.append(
        "The forest knows hardly more than which class is frequent: there is little to explain.")
    }
    if table.classes[result.label] != table.classes[table.labels[row]] {
      doubts.append("The forest is wrong about this row: these are the reasons of a mistake.")
    }
    if fit.rSquared < 0.5 {
      doubts.append(
        "R² is below one half: a straight line misses most of what the forest does; do not read "
          + "single weights.")
    }
    if fit.localGap > 0.1 {
      doubts.append(
        "The line is more than a tenth away from the forest at the row itself: the sum of the "
          + "weights does not tell its score.")
    }
    if result.agreement < 0.7, !result.isFlat {
      doubts.append(
        "Other draws name other columns: trust those alone that stay when you turn `--seed`, or "
          + "take more `--samples`.")
    }
    let missing = table.columns.indices.filter { table.rows[row, $0].isNaN }
    if !missing.isEmpty {
      let names = missing.map { "`\(table.columns[$0].name)`" }.joined(separator: ", ")
      doubts.append("Row \(number) lacks \(names): the median stands in, and is what is explained.")
    }
    doubts.append(
      "Never trust it as a cause: it tells what this forest answers, on rows whose columns are "
        + "drawn one by one and may not go together. Another forest may answer otherwise.")
    return doubts
  }

  // MARK: Words

  private var number: Int { table.numbers[row] }

  /// A number in about four digits.
  private func text(_ value: Double) -> String {
    let places = (0...3).first { abs(value) * [1, 10, 100, 1000][$0] >= 1000 } ?? 4
    return value.decimal(places: places).replacing("-", with: "−")
  }

  private func whole(_ count: Int) -> String { fixed(Double(count), 0) }

  /// Whether the exam has too few rows for a percentage.
  private func isShort(_ forest: OwnForest) -> Bool { forest.exam.count < 20 }

  /// A percentage that no line end parts; of few rows, how many.
  private func share(_ proportion: Proportion) -> String {
    if proportion.trials < 20 { return "\(proportion.successes) of \(proportion.trials)" }
    return percent(proportion.share).replacing(" ", with: "\u{a0}")
  }

  private func range(_ values: [Double]) -> String {
    "\(fixed(values.min() ?? 0)) to \(fixed(values.max() ?? 0))"
  }
}

extension String {
  /// The text, cut where it is too long for a table.
  var shown: String { shown(in: 32) }

  /// The text, cut where it is longer than `limit` letters.
  func shown(in limit: Int) -> String { count > limit ? prefix(limit - 1) + "…" : self }
}
