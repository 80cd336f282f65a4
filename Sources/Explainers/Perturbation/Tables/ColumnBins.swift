public import Numerics

/// A column of numbers cut into bins, with how the training values lie in each.
public struct ColumnBins: Hashable, Sendable {
  /// The edges between the bins, rising; there is one bin more than there are edges.
  public let edges: [Double]

  /// How many training values lie in each bin.
  public let counts: [Int]

  /// The mean of the training values in each bin; 0 where there is none.
  public let means: [Double]

  /// Their standard deviations, divided by n; 0 where there is none.
  public let deviations: [Double]

  /// The least value that each bin can give: its lower edge, or the least training value.
  public let lows: [Double]

  /// The largest value that each bin can give: its upper edge, or the largest training value.
  public let highs: [Double]

  /// The shares of a normal with a bin's mean and deviation below the two ends of the bin.
  private let shares: [[Double]]

  /// Cuts `values` at `edges`.
  ///
  /// - Precondition: there is a value; the edges rise; all numbers are finite.
  public init(_ values: [Double], edges: [Double]) {
    precondition(!values.isEmpty, "ColumnBins: no values to cut")
    values.requireFinite("ColumnBins: value")
    edges.requireFinite("ColumnBins: edge")
    precondition(
      zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }, "ColumnBins: the edges \(edges) fall")
    var members = [[Double]](repeating: [], count: edges.count + 1)
    for value in values { members[ColumnBins.bin(of: value, edges)].append(value) }
    let least = values.reduce(.infinity) { min($0, $1) }
    let largest = values.reduce(-.infinity) { max($0, $1) }
    self.edges = edges
    counts = members.map(\.count)
    means = members.map { $0.isEmpty ? 0 : $0.reduce(0, +) / Double($0.count) }
    deviations = zip(members, means).map { values, mean in
      isConstant(values)
        ? 0
        : (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }
    let lows = [min(least, edges.first ?? least)] + edges
    let highs = edges + [max(largest, edges.last ?? largest)]
    let (means, deviations) = (means, deviations)
    shares = lows.indices.map { bin in
      [lows[bin], highs[bin]].map {
        deviations[bin] == 0
          ? 0 : SpecialFunctions.normalShare(below: ($0 - means[bin]) / deviations[bin])
      }
    }
    (self.lows, self.highs) = (lows, highs)
  }

  /// How many bins there are.
  public var count: Int { edges.count + 1 }

  /// The bin of a value, from 0: how many edges lie below it.
  public func bin(of value: Double) -> Int { ColumnBins.bin(of: value, edges) }

  private static func bin(of value: Double, _ edges: [Double]) -> Int {
    edges.count { $0 < value }
  }

  // [draw]
  /// A value of a bin: from a normal with the bin's mean and deviation, as if all draws outside of
  /// the bin were thrown away.
  ///
  /// Takes one draw: with a uniform u the value is Φ⁻¹(Φ(a) + u (Φ(b) − Φ(a))) deviations from the
  /// mean, a and b the ends of the bin in the same units. A bin without spread gives its mean.
  /// - Precondition: there is that bin, with a training value in it.
  public func value(in bin: Int, using random: inout Random) -> Double {
    precondition(
      counts.indices.contains(bin) && counts[bin] > 0,
      "ColumnBins: nothing to draw from bin \(bin) among \(count)")
    let share = shares[bin][0] + random.uniform() * (shares[bin][1] - shares[bin][0])
    guard deviations[bin] > 0 else { return means[bin] }
    let value = means[bin] + deviations[bin] * SpecialFunctions.normalQuantile(share)
    let least = bin == 0 ? lows[bin] : lows[bin].nextUp
    return min(max(value, least), highs[bin])
  }
  // [/draw]

  /// What it means that a value lies in a bin, as a condition on the column `name`:
  /// `water ≤ 10`, `10 < water ≤ 25`, `water > 25`.
  ///
  /// Edges are rounded to as many decimals as tell them apart, two at least where they have them.
  /// - Precondition: there is that bin.
  public func condition(_ bin: Int, of name: String) -> String {
    precondition(counts.indices.contains(bin), "ColumnBins: no bin \(bin) among \(count)")
    guard let last = edges.last else { return name }
    if bin == 0 { return "\(name) ≤ \(text(edges[0]))" }
    if bin == edges.count { return "\(name) > \(text(last))" }
    return "\(text(edges[bin - 1])) < \(name) ≤ \(text(edges[bin]))"
  }

  private func text(_ edge: Double) -> String {
    let places = (2...15).first { places in
      Set(edges.map { $0.decimal(places: places) }).count == edges.count
    }
    return (places.map { edge.decimal(places: $0) } ?? "\(edge)").replacing("-", with: "−")
  }
}
