public import Numerics

/// Whether two means differ by more than the luck of who is in which sample.
///
/// If it makes no difference to which of two samples a value belongs, every way to deal the values
/// out is as likely as the one that was seen. p is the share of ways whose means lie as far apart,
/// in either direction. No distribution is assumed, but that the values may be exchanged.
///
/// With few values all ways are counted, and p is exact. Otherwise `draws` of them are drawn, and
/// what was seen counts as one more: p = (1 + as far) / (1 + draws), which is never 0 and does not
/// promise too much (Phipson and Smyth 2010).
///
/// *Degenerate.* Values that are all equal can be dealt as one likes: p = 1.
///
/// *Source.* Fisher (1935), "The design of experiments"; Phipson and Smyth (2010), "Permutation
/// p-values should never be zero".
public struct PermutationTest: Hashable, Sendable {
  /// The mean of the first sample less that of the second.
  public let difference: Double
  /// The share of ways, in 0 excluded to 1.
  public let p: Double
  /// How far other draws may have moved p, as a standard deviation; 0 where all were counted.
  public let standardError: Double
  /// How many ways were looked at, the one that was seen among them.
  public let ways: Int
  /// Whether these are all.
  public let isExact: Bool

  /// The test of two samples.
  ///
  /// - Parameters:
  ///   - first: Values of one kind.
  ///   - second: Values of the other.
  ///   - draws: How many ways are drawn where there are more than that.
  ///   - random: Where they come from; left as it is where all are counted.
  /// - Precondition: each sample has a value, all of them finite, and `draws` is positive.
  public init(
    _ first: [Double], _ second: [Double], draws: Int = 9_999, using random: inout Random
  ) {
    precondition(
      !first.isEmpty && !second.isEmpty,
      "PermutationTest: samples of \(first.count) and \(second.count) values; each needs one")
    precondition(draws > 0, "PermutationTest: \(draws) draws")
    first.requireFinite("PermutationTest: first value")
    second.requireFinite("PermutationTest: second value")
    let deck = Deck(first + second, hand: first.count)
    difference = Estimate(first).mean - Estimate(second).mean
    if let all = PermutationTest.ways(of: deck.values.count, hand: deck.hand), all <= draws {
      (isExact, ways) = (true, all)
      p = Double(deck.countAll()) / Double(all)
      standardError = 0
    } else {
      (isExact, ways) = (false, draws + 1)
      let far = deck.count(draws, using: &random)
      p = Double(1 + far) / Double(ways)
      standardError = (p * (1 - p) / Double(ways)).squareRoot()
    }
  }

  /// How many ways there are to choose `hand` of `count` values; nothing above 1e15.
  static func ways(of count: Int, hand: Int) -> Int? {
    var ways = 1
    for step in 0..<min(hand, count - hand) {
      ways = ways * (count - step) / (step + 1)
      if ways > 1_000_000_000_000_000 / count { return nil }
    }
    return ways
  }
}

/// Values about to be dealt out, of which the first sample gets `hand`.
private struct Deck {
  /// The values less their mean: what the first sample's sum is, the second's is turned over.
  let values: [Double]
  let hand: Int
  /// The size of sum that counts as far, less what rounding can take from it.
  private let far: Double

  init(_ values: [Double], hand: Int) {
    let mean = Estimate(values).mean
    let constant = isConstant(values)
    self.values = values.map { constant ? 0 : $0 - mean }
    self.hand = hand
    let size = self.values.reduce(0) { $0 + abs($1) }
    far = abs(self.values.prefix(hand).reduce(0, +)) - Double(values.count) * 0x1p-51 * size
  }

  /// How many of all ways lie as far apart.
  func countAll() -> Int {
    var chosen = Array(0..<hand)
    var count = 0
    while true {
      if abs(chosen.reduce(0) { $0 + values[$1] }) >= far { count += 1 }
      // the last card that can still move up, and those behind it right after it
      guard let card = chosen.indices.last(where: { chosen[$0] < values.count - hand + $0 }) else {
        return count
      }
      let start = chosen[card] + 1
      for next in card..<hand { chosen[next] = start + next - card }
    }
  }

  /// How many of `draws` random ways do.
  func count(_ draws: Int, using random: inout Random) -> Int {
    var cards = values
    var count = 0
    for _ in 0..<draws {
      var sum = 0.0
      for place in 0..<hand {
        cards.swapAt(place, place + random.integer(below: cards.count - place))
        sum += cards[place]
      }
      if abs(sum) >= far { count += 1 }
    }
    return count
  }
}
