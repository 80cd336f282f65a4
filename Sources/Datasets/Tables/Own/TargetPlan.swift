/// The classes that a model learns to tell, and which one a cell of the target is.
struct TargetPlan {
  /// How the classes are called.
  let classes: [String]
  /// A sentence about a guess, if one was made.
  let note: String?
  private let codes: LevelCodes?
  private let cut: Double

  /// As many classes can be told apart.
  static let classLimit = 20
  /// Numbers with more different values than this are cut in two.
  static let numberLimit = 10

  /// The classes of the column `name`, whose cells `survey` saw and whose numbers are `values`.
  ///
  /// Values are classes as they are; numbers with many values are cut at their median.
  ///
  /// - Throws: an error if there is one class, or too many.
  init(
    _ name: String, _ survey: ColumnSurvey, values: [Double], as asked: OwnTableQuestion.Kind?,
    file: String
  ) throws(DatasetError) {
    guard survey.distinct > 1 else {
      throw DatasetError(
        file,
        "the target \(name.quoted) is \((survey.levels?.keys.first ?? "").quoted) in every row",
        remedy: "A model can learn to tell two classes or more: name another `--target`.")
    }
    let isNumeric = survey.wordCount == 0
    if asked == .numeric, let word = survey.others.first, !isNumeric {
      throw DatasetError(
        "\(file):\(word.line)", "\(word.text.quoted) in the target \(name.quoted) is not a number",
        remedy: "Mend it, leave the cell empty, or leave \(name.quoted) out of `--numeric`.")
    }
    if isNumeric, asked != .categorical,
      asked == .numeric || survey.distinct > TargetPlan.numberLimit,
      let cut = TargetPlan.cut(of: values)
    {
      let number = TableCell.number(cut).description.replacing("-", with: "−")
      (self.cut, codes) = (cut, nil)
      classes = ["at most \(number)", "above \(number)"]
      note = """
        The target \(name.quoted) holds numbers; the classes are those at most and those above \
        \(number), the median\(survey.style?.words.map { " (\($0))" } ?? ""). \
        `\(name.argument(of: "--categorical"))` makes each number a class.
        """
      return
    }
    guard let levels = survey.levels, levels.count <= TargetPlan.classLimit else {
      let count = survey.levels.map { "\($0.count)" } ?? "more than \(ColumnSurvey.largestCount)"
      let word = survey.others.first.map { ", such as \($0.text.quoted) in line \($0.line)" } ?? ""
      throw DatasetError(
        file,
        """
        the target \(name.quoted) has \(count) different values\(word); \
        at most \(TargetPlan.classLimit) classes can be told apart
        """,
        remedy: "Name a column with fewer values, or join some; numbers alone are cut in two.")
    }
    let codes = LevelCodes(levels, limit: TargetPlan.classLimit, hasMissing: false)
    (self.codes, classes, note, cut) = (codes, codes.names, nil, 0)
  }

  /// The class of a cell that holds something; `value` is the number in it.
  func label(of cell: ArraySlice<UInt8>, value: Double) -> Int {
    codes?.code(of: cell, isMissing: false) ?? (value > cut ? 1 : 0)
  }

  /// The median, or where nothing lies above it, the largest number below it; nil without two
  /// different numbers.
  private static func cut(of values: [Double]) -> Double? {
    let median = values.median
    return values.contains { $0 > median } ? median : values.filter { $0 < median }.max()
  }
}

extension [Double] {
  /// The number in the middle, or the mean of the two there; 0 of none.
  var median: Double {
    guard !isEmpty else { return 0 }
    let sorted = sorted()
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
