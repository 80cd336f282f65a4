import Numerics
public import Tensors

/// Which columns a surrogate may use: a person can keep a handful in mind, not a hundred.
///
/// The ways of the original code (`lime_base.py`), with its penalties.
public enum FeatureSelection: String, CaseIterable, Hashable, Sendable {
  /// All columns, whatever number is asked for.
  case none

  /// The largest |βⱼ x′ⱼ| of a ridge with α = 0.01 on all columns, x′ the instance.
  case highestWeights

  /// One after the other the column that raises the weighted R² of least squares most.
  case forward

  /// Those of the last knot of the lasso path that has few enough.
  case lassoPath

  /// Forward for up to 6 columns, else the highest weights.
  case auto

  // [selection]
  /// At most `count` columns, the best first (the lasso's in their own order).
  ///
  /// - Parameters:
  ///   - count: How many columns are wanted.
  ///   - moments: The weighted data.
  ///   - instance: The row that is explained.
  /// - Returns: Column numbers, from 0; of columns that are equally good, but for the rounding of
  ///   sums over the rows, the first. The lasso selects none if nothing varies with the targets,
  ///   where the original code takes all.
  /// - Precondition: `count` is positive; the instance has a value for each column.
  public func columns(
    _ count: Int, of moments: WeightedMoments, instance: [Double]
  ) -> [Int] {
    precondition(count > 0, "FeatureSelection: \(count) features; at least 1 is needed")
    precondition(
      instance.count == moments.means.count,
      "FeatureSelection: an instance of \(instance.count) values, \(moments.means.count) columns")
    let all = Array(instance.indices)
    switch self {
    case .none:
      return all
    case .auto:
      return (count <= 6 ? FeatureSelection.forward : .highestWeights)
        .columns(count, of: moments, instance: instance)
    case .highestWeights:
      let beta = moments.coefficients(of: all, alpha: 0.01)
      let sizes = zip(beta, instance).map { abs($0 * $1) }
      return Array(FeatureSelection.ranking(of: sizes, noise: moments.noise).prefix(count))
    case .forward:
      return (0..<min(count, all.count)).reduce(into: []) { chosen, _ in
        chosen.append(FeatureSelection.best(beside: chosen, of: all, moments))
      }
    case .lassoPath:
      let path = LassoPath(gram: moments.gram, products: moments.products, samples: moments.samples)
      let knots = path.coefficients.dropFirst().map { beta in all.filter { beta[$0] != 0 } }
      return knots.last { $0.count <= count } ?? knots.first.map { Array($0.prefix(count)) } ?? []
    }
  }
  // [/selection]

  /// Columns by their sizes, the largest first; of those that lie within `noise` times the
  /// largest of each other the first comes first.
  private static func ranking(of sizes: [Double], noise: Double) -> [Int] {
    let falling = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    guard let first = falling.first else { return [] }
    var groups: [[Int]] = []
    var head = Double.infinity
    for column in falling {
      if head - sizes[column] > noise * sizes[first] {
        groups.append([])
        head = sizes[column]
      }
      groups[groups.count - 1].append(column)
    }
    return groups.flatMap { $0.sorted() }
  }

  /// The column that raises R² most when it joins `chosen`; the first of several.
  private static func best(
    beside chosen: [Int], of all: [Int], _ moments: WeightedMoments
  ) -> Int {
    var best = (column: 0, rSquared: -Double.infinity)
    for column in all where !chosen.contains(column) {
      let candidate = chosen + [column]
      let beta = moments.coefficients(of: candidate, alpha: 0)
      let rSquared = moments.rSquared(of: candidate, coefficients: beta)
      if rSquared > best.rSquared + moments.noise { best = (column, rSquared) }
    }
    return best.column
  }
}
