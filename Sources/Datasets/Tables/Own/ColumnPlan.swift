/// What becomes of a column of a reader's table.
struct ColumnPlan {
  /// What a model is given.
  enum Content {
    /// The numbers of these kinds; other cells are missing.
    case numbers(Set<CellReading.Kind>)
    /// The places of levels, from 0.
    case levels(LevelCodes)
    /// Nothing.
    case nothing
  }

  /// What a model is given.
  let content: Content
  /// Why, in a few words.
  let reason: String
  /// Sentences for the reader about what was left out or replaced.
  var notes: [String] = []

  /// As many levels a column keeps; the others are one.
  static let levelLimit = 20
}

extension ColumnSurvey {
  /// What becomes of the column `name`, as the reader asked or as its values suggest.
  ///
  /// - Throws: an error if it cannot be what the reader asked for.
  func plan(
    _ name: String, as asked: OwnTableQuestion.Kind?, file: String
  ) throws(DatasetError) -> ColumnPlan {
    if present == 0 { return leftOut("it is empty") }
    if wordCount == 0, count(.infinite) == present {
      return leftOut("it has no usable number: they are too large to calculate with")
    }
    if distinct == 1, count(.missing) == 0 {
      return leftOut("it holds \((levels?.keys.first ?? "").quoted) in every row")
    }
    switch asked {
    case .numeric:
      guard wordCount == 0 else { throw noNumbers(name, file: file) }
      return numbers("you said so")
    case .categorical:
      guard let levels else {
        throw DatasetError(
          file, "\(name.quoted) holds more than \(ColumnSurvey.largestCount) different values",
          remedy: "Leave it out of `--categorical`.")
      }
      return self.levels(levels, "you said so")
    case nil: return guess(name)
    }
  }

  private func guess(_ name: String) -> ColumnPlan {
    let overrule = "`\(name.argument(of: "--numeric"))` reads it as numbers"
    let isNumeric =
      wordCount == 0 || distinct > ColumnPlan.levelLimit && 50 * wordCount <= present
    let isCode = isNumeric && 50 * count(.code) > present
    if isNumeric && !isCode {
      if isRowNumber { return leftOut("it numbers the rows; \(overrule)") }
      if let levels, levels.count <= 2 { return self.levels(levels, "at most two numbers") }
      return numbers(wordCount == 0 ? "numbers" : "nearly all are numbers")
    }
    let example = isCode ? examples(.code).first : others.first
    let word = (example?.text ?? "").quoted
    let limit = ColumnSurvey.largestCount
    let likeness =
      holdsDigits ? "codes, dates and numbers with words do" : "names, dates and free text do"
    guard let levels else {
      return leftOut("it holds more than \(limit) different values, such as \(word)")
    }
    if levels.count == present {
      return leftOut("all its values differ, as \(likeness): \(word)")
    }
    if levels.count > ColumnPlan.levelLimit, 2 * levels.count > present {
      return leftOut("most of its values differ, as \(likeness): \(word)")
    }
    return self.levels(levels, isCode ? "codes such as \(word)" : "words such as \(word)")
  }

  private func leftOut(_ reason: String) -> ColumnPlan {
    ColumnPlan(content: .nothing, reason: reason)
  }

  private func numbers(_ reason: String) -> ColumnPlan {
    var notes: [String] = []
    let large = count(.infinite)
    if wordCount > 0 {
      let words = wordCount == 1 ? "is not a number is" : "are not numbers are"
      notes.append(
        "\(wordCount.counted("value")) that \(words) taken as missing (\(examples(tooLarge: false)))"
      )
    }
    if large > 0 {
      let words = large == 1 ? "is" : "are"
      notes.append(
        """
        \(large.counted("value")) that \(words) too large to calculate with \(words) taken as \
        missing (\(examples(tooLarge: true)))
        """)
    }
    if let words = style?.words { notes.append(words) }
    if hasDecimalCommas { notes.append("its decimal commas are read as points") }
    return ColumnPlan(content: .numbers(numberKinds), reason: reason, notes: notes)
  }

  private func levels(_ counts: [String: Int], _ reason: String) -> ColumnPlan {
    let codes = LevelCodes(
      counts, limit: ColumnPlan.levelLimit, hasMissing: count(.missing) > 0)
    var notes: [String] = []
    if codes.rareCount > 0 {
      notes.append(
        """
        its \(ColumnPlan.levelLimit) most frequent values of \(counts.count) are kept, and the \
        others are one level, \(LevelCodes.other)
        """)
    }
    return ColumnPlan(content: .levels(codes), reason: reason, notes: notes)
  }

  /// The first cells that are too large, or the first that are no numbers, with their lines.
  private func examples(tooLarge isLarge: Bool) -> String {
    let large = examples(.infinite)
    return (isLarge ? large : others.filter { !large.contains($0) })
      .words(atMost: ColumnSurvey.exampleCount)
  }

  private func noNumbers(_ name: String, file: String) -> DatasetError {
    let first = others.first { !($0.text.isEmpty) }
    return DatasetError(
      first.map { "\(file):\($0.line)" } ?? file,
      "\((first?.text ?? "").quoted) in the column \(name.quoted) is not a number",
      remedy: "Mend it, leave the cell empty, or leave \(name.quoted) out of `--numeric`.")
  }
}

extension [ColumnSurvey.Example] {
  /// The lines and what stands there: "line 8: `tbd`, line 97: `1O`".
  func words(atMost count: Int) -> String {
    prefix(count).map { "line \($0.line): \($0.text.quoted)" }.joined(separator: ", ")
  }
}

extension Int {
  /// The number with a noun, in the plural where it has to be: "1 value", "2 values".
  func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
