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
  /// - Precondition: there are at least two rankings.
  public static func meanJaccard(ofTop count: Int, in rankings: [[Int]]) -> Double {
    precondition(rankings.count > 1, "RankStability: \(rankings.count) ranking has no pair")
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
  /// - Precondition: there are at least two runs.
  public static func scatter(of runs: [[Double]]) -> Double {
    precondition(runs.count > 1, "RankStability: \(runs.count) run does not scatter")
    let deviations = runs[0].indices.map { index in
      Estimate(runs.map { $0[index] }).standardError * Double(runs.count).squareRoot()
    }
    return Estimate(deviations).mean
  }

  /// The rank correlation of two lists of values, in -1...1; equal values share a mean rank.
  ///
  /// It is the Pearson correlation of the ranks (Spearman 1904); 0 when one list is constant.
  ///
  /// - Precondition: the lists are equally long.
  /// - Complexity: O(*n* log *n*).
  public static func spearman(_ first: [Double], _ second: [Double]) -> Double {
    precondition(
      first.count == second.count,
      "RankStability: \(first.count) and \(second.count) values cannot be paired")
    return correlation(ranks(of: first), ranks(of: second))
  }

  /// The Pearson correlation of two equally long lists; 0 when one of them is constant.
  public static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    precondition(
      first.count == second.count,
      "RankStability: \(first.count) and \(second.count) values cannot be paired")
    let count = Double(max(first.count, 1))
    let firstMean = first.reduce(0, +) / count
    let secondMean = second.reduce(0, +) / count
    var (product, firstSquares, secondSquares) = (0.0, 0.0, 0.0)
    for (one, other) in zip(first, second) {
      product += (one - firstMean) * (other - secondMean)
      firstSquares += (one - firstMean) * (one - firstMean)
      secondSquares += (other - secondMean) * (other - secondMean)
    }
    let scale = (firstSquares * secondSquares).squareRoot()
    return scale > 0 ? product / scale : 0
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
