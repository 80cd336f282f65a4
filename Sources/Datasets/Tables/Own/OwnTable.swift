import Numerics
public import Tensors

/// A reader's own table, read from a file of which nothing was known: what a model can learn from,
/// and in plain sentences what was guessed, left out and replaced on the way.
public struct OwnTable: Sendable {
  /// A column that is left.
  public struct Column: Hashable, Sendable {
    /// Its name in the header.
    public let name: String
    /// Numbers and their range, or levels; a cell with levels holds the place of one, from 0.
    public let kind: TableColumn.Kind
    /// Why it is of this kind, in a few words.
    public let reason: String
    /// How many of its cells are missing.
    public let missing: Int
  }

  /// The file as messages name it.
  public let file: String
  /// The column that a model learns to tell.
  public let target: String
  /// What the target can be.
  public let classes: [String]
  /// The other columns.
  public let columns: [Column]
  /// The values, `[rows × columns]`: numbers, of which missing ones are not-a-number, and places of
  /// levels.
  public let rows: Matrix
  /// Which class each row is of.
  public let labels: [Int]
  /// The line at which each row begins.
  public let lines: [Int]
  /// The number of each row among all below the header that are not blank, from 1.
  public let numbers: [Int]
  /// What was guessed, left out and replaced, each in a sentence.
  public let notes: [String]

  let leftOut: [RowSweep.LeftOut]

  /// The place in ``rows`` of the row with the number `number` below the header, from 1; blank
  /// lines do not count, rows that were left out do.
  ///
  /// - Throws: an error if there is none, or if it was left out.
  public func index(ofRow number: Int) throws(DatasetError) -> Int {
    if let index = numbers.firstIndex(of: number) { return index }
    let total = numbers.count + leftOut.count
    if let row = leftOut.first(where: { $0.number == number }) {
      throw DatasetError(
        "\(file):\(row.line)", "row \(number) was left out: \(row.reason)",
        remedy: "Mend the line, or ask about another row of 1 to \(total).")
    }
    throw DatasetError(
      file, "there is no row \(number)", remedy: "Ask about a row of 1 to \(total).")
  }

  /// What stands in a cell, as a reader wrote it or nearly so: `clay`, `17.5`, `(missing)`.
  ///
  /// - Precondition: there are that row and that column, both from 0.
  public func text(row: Int, column: Int) -> String {
    let value = rows[row, column]
    switch columns[column].kind {
    case .numeric: return value.isNaN ? LevelCodes.missing : TableCell.number(value).description
    case .categorical(let levels): return levels[Int(value)]
    }
  }

  /// What takes the place of a missing number in each column: the median of the numbers in
  /// `training`, places of rows; without any, of all; 0 for levels, of which none is missing.
  public func medians(of training: [Int]) -> [Double] {
    columns.indices.map { column in
      guard case .numeric = columns[column].kind else { return 0 }
      let known = training.map { rows[$0, column] }.filter { !$0.isNaN }
      return known.isEmpty ? rows.column(column).filter { !$0.isNaN }.median : known.median
    }
  }

  /// ``rows`` with `fillings`, one a column, in the place of missing numbers.
  ///
  /// - Precondition: there is a finite filling for each column.
  public func filled(with fillings: [Double]) -> Matrix {
    precondition(
      fillings.count == columns.count && fillings.allSatisfy(\.isFinite),
      "OwnTable.filled: the fillings \(fillings) for \(columns.count) columns")
    var filled = rows
    for index in filled.elements.indices where filled.elements[index].isNaN {
      filled.elements[index] = fillings[index % columns.count]
    }
    return filled
  }
}
