/// What a first reading of a column finds: how many cells of each kind, and which values.
struct ColumnSurvey {
  /// A cell to be named in a message.
  struct Example: Hashable, Sendable {
    /// The line at which its row begins.
    let line: Int
    /// What stands in it.
    let text: String
  }

  /// As many different values are counted; a column with more has no levels.
  static let largestCount = 10_000
  /// As many cells of a kind are kept to be named.
  static let exampleCount = 3

  /// How the column writes numbers; nil if plainly.
  let style: NumberStyle?
  private let delimiter: Delimiter
  private var tally = StyleTally()
  private var digits = 0
  private var counts = [Int](repeating: 0, count: CellReading.Kind.allCases.count)
  private var examples = [[Example]](repeating: [], count: CellReading.Kind.allCases.count)
  private var lastWhole: Double?
  private var isCounting = true
  /// How often each value occurs; nil if there are too many.
  private(set) var levels: [String: Int]? = [:]

  /// A survey that has seen nothing, of a column that writes numbers in `style`.
  init(_ delimiter: Delimiter, style: NumberStyle? = nil) {
    (self.delimiter, self.style) = (delimiter, style)
  }

  /// Takes in a cell of the row that begins at `line`.
  mutating func add(_ cell: ArraySlice<UInt8>, line: Int) {
    let reading = delimiter.reading(cell, style: style)
    let kind = reading.kind.rawValue
    counts[kind] += 1
    if examples[kind].count < ColumnSurvey.exampleCount {
      examples[kind].append(Example(line: line, text: String(decoding: cell, as: UTF8.self)))
    }
    if style == nil { tally.add(cell, reading.kind) }
    if reading.kind == .text, cell.contains(where: { 48...57 ~= $0 }) { digits += 1 }
    if isCounting {
      isCounting = reading.kind == .whole && lastWhole.map { reading.value == $0 + 1 } != false
      lastWhole = reading.value
    }
    if reading.kind != .missing, levels != nil {
      levels?[String(decoding: cell, as: UTF8.self), default: 0] += 1
      if levels?.count ?? 0 > ColumnSurvey.largestCount { levels = nil }
    }
  }

  /// How many cells are of `kind`.
  func count(_ kind: CellReading.Kind) -> Int { counts[kind.rawValue] }

  /// The first cells of `kind`.
  func examples(_ kind: CellReading.Kind) -> [Example] { examples[kind.rawValue] }

  /// The style in which the column should be read again; nil if plainly is well.
  var betterStyle: NumberStyle? {
    style == nil
      ? tally.style(
        present: present, numbers: present - wordCount - count(.infinite), delimiter: delimiter)
      : nil
  }

  /// Whether most cells that are no numbers hold digits all the same.
  var holdsDigits: Bool { 2 * digits > count(.text) }

  /// How many cells hold something.
  var present: Int { counts.reduce(0, +) - count(.missing) }

  /// How many different values there are, or a number above ``largestCount``.
  var distinct: Int { levels?.count ?? ColumnSurvey.largestCount + 1 }

  /// Whether each row has the number after that of the row before.
  var isRowNumber: Bool { isCounting && count(.whole) > 1 }

  /// Whether decimals are written with a comma in this column.
  var hasDecimalCommas: Bool { count(.comma) > count(.point) }

  /// The kinds of cells that are numbers here.
  var numberKinds: Set<CellReading.Kind> {
    [.whole, .code, hasDecimalCommas ? .comma : .point]
  }

  /// The kinds of cells that hold something and are no numbers here.
  var otherKinds: [CellReading.Kind] { [.text, hasDecimalCommas ? .point : .comma, .infinite] }

  /// How many cells hold something that is no number and no infinity.
  var wordCount: Int { present - numberKinds.reduce(count(.infinite)) { $0 + count($1) } }

  /// The first cells that hold something and are no finite numbers, in order of lines.
  var others: [Example] {
    otherKinds.flatMap(examples).sorted { $0.line < $1.line }
  }
}
