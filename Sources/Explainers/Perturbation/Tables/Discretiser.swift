import Models
import Numerics
import Tensors

/// Where a column of numbers is cut into bins, so that a reason can be read as a condition:
/// `10 < water ≤ 25`.
///
/// The three ways of the original code (`discretize.py`), with its edges.
///
/// *Limits.* The bins are fixed before a row or a model is seen, and a surrogate can only say what
/// they can say: within a bin all values count as one. Other bins are another question.
public enum Discretiser: String, CaseIterable, Hashable, Sendable {
  /// Cuts at the quartiles of the training rows: four bins of a quarter each, where no value is so
  /// frequent that edges coincide.
  case quartile

  /// Cuts at the deciles: ten bins.
  case decile

  /// Cuts where the labels are parted best: the thresholds of a tree of three questions in a row,
  /// chosen by entropy, on this column alone; eight bins at most. It looks at the labels of the
  /// training rows, not at the model's answers.
  case entropy

  // [edges]
  /// The edges between the bins of a column, rising and all different; a value that equals an edge
  /// belongs to the bin below it.
  ///
  /// Quantiles lie on straight lines between the sorted values, as in numpy. A column that a tree
  /// finds nothing to ask about is cut at its median.
  /// - Precondition: there is a value, and all of them are finite; for `entropy` a label for each.
  public func edges(of values: [Double], labels: [Int]) -> [Double] {
    precondition(!values.isEmpty, "Discretiser: no values to cut")
    values.requireFinite("Discretiser: value")
    let sorted = values.sorted()
    let edges: [Double]
    switch self {
    case .quartile:
      edges = [0.25, 0.5, 0.75].map { Discretiser.quantile($0, of: sorted) }
    case .decile:
      edges = (1...9).map { Discretiser.quantile(Double($0) / 10, of: sorted) }
    case .entropy:
      precondition(
        labels.count == values.count,
        "Discretiser: \(labels.count) labels for \(values.count) values; entropy needs one each")
      let tree = DecisionTree(
        rows: Matrix(values, rows: values.count, columns: 1), labels: labels, maximumDepth: 3,
        criterion: .entropy)
      let thresholds = tree.thresholds()
      edges = thresholds.isEmpty ? [Discretiser.quantile(0.5, of: sorted)] : thresholds
    }
    return Set(edges).sorted()
  }
  // [/edges]

  /// The value below which the share `share` of `sorted` lies, on the straight line between the
  /// two values nearest to it.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    let part = place - Double(below)
    let step = sorted[above] - sorted[below]
    return part < 0.5 ? sorted[below] + step * part : sorted[above] - step * (1 - part)
  }
}
