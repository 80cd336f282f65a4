import Numerics

/// A model that tells how probable each class is for the rows of a table.
public protocol RowClassifier: Sendable {
  /// How many classes there are, 0, 1, ….
  var classes: Int { get }

  /// The probability of each class, for each of `rows`.
  ///
  /// - Precondition: the rows have a finite value for each feature.
  func probabilities(of rows: [[Double]]) -> [[Double]]
}

extension RowClassifier {
  /// The probability of each class for one row.
  public func probabilities(of row: [Double]) -> [Double] { probabilities(of: [row])[0] }

  /// The most probable class of each of `rows`, the first of several.
  public func predictions(of rows: [[Double]]) -> [Int] {
    probabilities(of: rows).map { $0.indexOfLargest }
  }

  /// The share of `rows` whose most probable class is their label.
  ///
  /// - Precondition: a label for each row, and at least one row.
  public func accuracy(on rows: [[Double]], labels: [Int]) -> Double {
    precondition(
      rows.count == labels.count && !rows.isEmpty,
      "RowClassifier: \(rows.count) rows, \(labels.count) labels")
    let hits = zip(predictions(of: rows), labels).count { $0 == $1 }
    return Double(hits) / Double(rows.count)
  }
}

extension RandomAccessCollection where Element: Comparable, Index == Int {
  /// The place of the largest value, counted from 0; the first of several, and 0 if there is none.
  var indexOfLargest: Int {
    (indices.reduce(startIndex) { self[$1] > self[$0] ? $1 : $0 }) - startIndex
  }
}

extension DecisionTree: RowClassifier {
  /// How many classes there are: one more than the largest label.
  public var classes: Int { nodes[0].counts.count }

  /// The share of each class among the training rows of the leaf of each of `rows`.
  public func probabilities(of rows: [[Double]]) -> [[Double]] {
    rows.map { leaf(of: $0).probabilities }
  }
}
