import Numerics
public import Tensors

/// How a row of the garden table becomes numbers for a model.
///
/// A number is one feature. A column of k words is k features of which exactly one is 1: "one-hot".
public struct GardenEncoding: Hashable, Sendable {
  /// What each feature is called: `water`, or `soil = clay`.
  public let names: [String]
  /// For each feature the mean of the training rows; 0 for words.
  public let means: [Double]
  /// For each feature the standard deviation of the training rows; 1 for words and for constants.
  public let deviations: [Double]

  /// The encoding that makes the numbers of `rows` have mean 0 and variance 1 (divided by n).
  ///
  /// - Precondition: there is a row.
  public init(of rows: [GardenRow]) {
    precondition(!rows.isEmpty, "GardenEncoding: no rows")
    var (names, means, deviations) = ([String](), [Double](), [Double]())
    for (index, column) in GardenTable.columns.enumerated() {
      switch column.kind {
      case .numbers:
        let values = rows.map { $0.cells[index].number }
        let mean = values.reduce(0, +) / Double(rows.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows.count)
        names.append(column.name)
        means.append(mean)
        deviations.append(variance > 0 ? variance.squareRoot() : 1)
      case .words(let words):
        names += words.map { "\(column.name) = \($0)" }
        means += words.map { _ in 0 }
        deviations += words.map { _ in 1 }
      }
    }
    (self.names, self.means, self.deviations) = (names, means, deviations)
  }

  /// The features of `row` in the units of the table, as a tree wants them.
  public func raw(_ row: GardenRow) -> [Double] {
    zip(GardenTable.columns, row.cells).flatMap { column, cell -> [Double] in
      switch cell {
      case .number(let number): [number]
      case .word(let word): column.words.map { $0 == word ? 1 : 0 }
      }
    }
  }

  /// The features of `row`, numbers less their mean and divided by their deviation.
  public func features(_ row: GardenRow) -> [Double] {
    var features = raw(row)
    for index in features.indices {
      features[index] = (features[index] - means[index]) / deviations[index]
    }
    return features
  }

  /// The same features as a network takes them, `[features]`.
  public func tensor(_ row: GardenRow) -> Tensor {
    Tensor(ContiguousArray(features(row).map { Float($0) }), shape: [names.count])
  }

  /// Which features stand for the column `name`: one for numbers, one a word for words.
  ///
  /// - Precondition: there is such a column.
  public func places(of name: String) -> Range<Int> {
    let widths = GardenTable.columns.map { max(1, $0.words.count) }
    let index = GardenTable.index(of: name)
    let start = widths[..<index].reduce(0, +)
    return start..<(start + widths[index])
  }
}
