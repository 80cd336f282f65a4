import Numerics

/// How much two explanations of the same thing agree.
public enum RankStability {
  /// The share that two sets of features have in common: |A and B| / |A or B|.
  ///
  /// 1 for equal sets, 0 for disjoint ones; 1 when both are empty (Jaccard 1912).
  public static func jaccard(_ first: [Int], _ second: [Int]) -> Double {
    let first = Set(first)
    let second = Set(second)
    let union = first.union(second).count
    return union == 0 ? 1 : Double(first.intersection(second).count) / Double(union)
  }

  /// The mean Jaccard index over all pairs of `rankings`, each cut to its first `count`.
  ///
  /// - Precondition: there are at least two rankings; `count` is 0 or more.
  public static func meanJaccard(ofTop count: Int, in rankings: [[Int]]) -> Double {
    precondition(rankings.count > 1, "RankStability: \(rankings.count) ranking has no pair")
    precondition(count >= 0, "RankStability: the first \(count) of a ranking")
    var total = 0.0
    var pairs = 0
    for later in rankings.indices {
      for earlier in 0..<later {
        total += jaccard(
          Array(rankings[earlier].prefix(count)), Array(rankings[later].prefix(count)))
        pairs += 1
      }
    }
    return total / Double(pairs)
  }

  /// How far each of several values moves from run to run.
  ///
  /// - Parameter runs: One list of values a run, all equally long.
  /// - Returns: The standard deviation of a value over the runs, averaged over the values.
  /// - Precondition: there are at least two runs, equally long and not empty.
  public static func scatter(of runs: [[Double]]) -> Double {
    precondition(runs.count > 1, "RankStability: \(runs.count) run does not scatter")
    precondition(
      runs.allSatisfy { $0.count == runs[0].count },
      "RankStability: runs of \(runs.map(\.count)) values")
    let deviations = runs[0].indices.map { index in
      Estimate(runs.map { $0[index] }).standardDeviation
    }
    return Estimate(deviations).mean
  }

  /// The rank correlation of two lists of values, in -1...1; equal values share a mean rank.
  ///
  /// It is the Pearson correlation of the ranks (Spearman 1904); 0 when one list is constant.
  ///
  /// - Precondition: the lists are equally long, and hold finite numbers.
  /// - Complexity: O(*n* log *n*).
  public static func spearman(_ first: [Double], _ second: [Double]) -> Double {
    precondition(
      first.count == second.count,
      "RankStability: \(first.count) and \(second.count) values cannot be paired")
    first.requireFinite("RankStability: first value")
    second.requireFinite("RankStability: second value")
    return correlation(ranks(of: first), ranks(of: second))
  }

  /// The Pearson correlation of two lists, in -1...1; 0 when one of them is constant but for
  /// rounding.
  ///
  /// - Precondition: the lists are equally long, and hold finite numbers.
  public static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    precondition(
      first.count == second.count,
      "RankStability: \(first.count) and \(second.count) values cannot be paired")
    first.requireFinite("RankStability: first value")
    second.requireFinite("RankStability: second value")
    if isConstant(first) || isConstant(second) { return 0 }
    var (product, firstSquares, secondSquares) = (0.0, 0.0, 0.0)
    for (one, other) in zip(deviations(of: first), deviations(of: second)) {
      product += one * other
      firstSquares += one * one
      secondSquares += other * other
    }
    return min(1, max(-1, product / (firstSquares * secondSquares).squareRoot()))
  }

  /// What is left of values without their mean, times the power of two that makes the largest
  /// about 1: squares of it neither overflow nor vanish.
  private static func deviations(of values: [Double]) -> [Double] {
    let size = values.reduce(0) { max($0, $1.magnitude) }
    let unit = Double(sign: .plus, exponent: size.exponent, significand: 1)
    let scaled = values.map { $0 / unit }
    let mean = scaled.reduce(0, +) / Double(values.count)
    let centred = scaled.map { $0 - mean }
    let largest = centred.reduce(0) { max($0, $1.magnitude) }
    let step = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    return centred.map { $0 / step }
  }

  /// The place of each value in ascending order, from 1; equal values share their mean place.
  package static func ranks(of values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
      for place in start...end { ranks[order[place]] = Double(start + end) / 2 + 1 }
      start = end + 1
    }
    return ranks
  }
}
