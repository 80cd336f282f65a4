import Numerics

/// What LIME knows of one column of a table: its name and kind, and how training values are spread.
///
/// A row holds a number for each column; a level is its place among the levels, from 0.
public struct ColumnProfile: Hashable, Sendable {
  /// What stands in a column.
  public enum Kind: Hashable, Sendable {
    /// Numbers that can be more or less.
    case numeric
    /// One of these levels; that one comes before another says nothing.
    case categorical([String])
  }

  /// What the column is called.
  public let name: String

  /// What stands in it.
  public let kind: Kind

  /// The mean of the training values; 0 for levels, whose places have none.
  public let mean: Double

  /// Their standard deviation, divided by n; 1 for constants and for levels.
  public let deviation: Double

  /// The bins of a column of numbers that is cut; nil otherwise.
  public let bins: ColumnBins?

  /// How many training rows have each level, or lie in each bin; empty for numbers that are not
  /// cut.
  public let counts: [Int]

  /// The profile of `values`; with `edges` numbers are cut there.
  ///
  /// - Precondition: there is a value; numbers are finite, and levels are places among them.
  init(_ name: String, _ kind: Kind, values: [Double], edges: [Double]?) {
    precondition(!values.isEmpty, "ColumnProfile: no values of \(name)")
    (self.name, self.kind) = (name, kind)
    switch kind {
    case .categorical(let levels):
      var counts = [Int](repeating: 0, count: levels.count)
      for value in values { counts[ColumnProfile.level(value, of: levels, name)] += 1 }
      (mean, deviation, bins, self.counts) = (0, 1, nil, counts)
    case .numeric:
      values.requireFinite("ColumnProfile: value of \(name)")
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      self.mean = mean
      deviation = isConstant(values) ? 1 : (squares / Double(values.count)).squareRoot()
      bins = edges.map { ColumnBins(values, edges: $0) }
      counts = bins?.counts ?? []
    }
  }

  /// Whether a surrogate sees only if a value is as in the explained row, and not how large it is.
  public var isBinary: Bool { kind != .numeric || bins != nil }

  /// The share of the training rows that have each level or lie in each bin.
  public var frequencies: [Double] {
    let total = Double(counts.reduce(0, +))
    return counts.map { Double($0) / total }
  }

  /// The level or the bin of a value, from 0; nil for numbers that are not cut.
  ///
  /// - Precondition: the value fits the column.
  public func group(of value: Double) -> Int? {
    switch kind {
    case .categorical(let levels): ColumnProfile.level(value, of: levels, name)
    case .numeric: bins?.bin(of: value)
    }
  }

  /// What the surrogate's variable means where the explained row has `value`: `soil = clay`,
  /// `10 < water ≤ 25`, or `water` if it is a number.
  ///
  /// - Precondition: the value fits the column.
  public func condition(at value: Double) -> String {
    if case .categorical(let levels) = kind {
      return "\(name) = \(levels[ColumnProfile.level(value, of: levels, name)])"
    }
    return bins.map { $0.condition($0.bin(of: value), of: name) } ?? name
  }

  // [variable]
  /// What the surrogate sees of `value`: 1 if it has the level, or lies in the bin, `group`, which is
  /// that of the explained row, else 0; a number that is not cut in standard deviations from the
  /// mean.
  func variable(_ value: Double, beside group: Int?) -> Double {
    guard let group else { return (value - mean) / deviation }
    return self.group(of: value) == group ? 1 : 0
  }
  // [/variable]

  /// A value drawn anew: a level or a bin as often as training rows have it, and
  /// then a number in the bin; or a normal number around `centre`.
  func drawn(around centre: Double, using random: inout Random) -> Double {
    guard isBinary else { return centre + deviation * random.normal() }
    var rest = random.integer(below: counts.reduce(0, +))
    let group = counts.firstIndex { count in
      rest -= count
      return rest < 0
    }
    guard let group else { return centre }
    return bins?.value(in: group, using: &random) ?? Double(group)
  }

  private static func level(_ value: Double, of levels: [String], _ name: String) -> Int {
    precondition(
      value >= 0 && value < Double(levels.count) && value == value.rounded(),
      "ColumnProfile: \(value) is no level of \(name), which has \(levels.count)")
    return Int(value)
  }
}
