import Numerics

/// How many marked ones are among those that are drawn without putting any back.
///
///     P(h) = C(marked, h) C(population − marked, drawn − h) / C(population, drawn)
///
/// What someone finds who chooses blindly.
public struct Hypergeometric: Hashable, Sendable {
  /// How many there are.
  public let population: Int
  /// How many of them are marked.
  public let marked: Int
  /// How many are drawn.
  public let drawn: Int
  /// P(h) for h from 0 to the number that is marked.
  public let probabilities: [Double]

  /// The distribution of the marked among `drawn` of `population`.
  ///
  /// It is computed draw by draw, so no large number occurs.
  ///
  /// - Precondition: no number is negative, and no more are marked or drawn than there are.
  /// - Complexity: drawn * marked.
  public init(population: Int, marked: Int, drawn: Int) {
    precondition(
      population >= 0 && 0...population ~= marked && 0...population ~= drawn,
      "Hypergeometric: \(drawn) drawn of \(population), \(marked) of them marked")
    var chances = [Double](repeating: 0, count: marked + 1)
    chances[0] = 1
    for draw in 0..<drawn {
      let left = Double(population - draw)
      for hits in stride(from: min(marked, draw + 1), through: 0, by: -1) {
        let other = max(0, Double(population - marked - (draw - hits)))
        let missed = chances[hits] * other / left
        let hit = hits == 0 ? 0 : chances[hits - 1] * Double(marked - hits + 1) / left
        chances[hits] = missed + hit
      }
    }
    (self.population, self.marked, self.drawn) = (population, marked, drawn)
    probabilities = chances
  }

  /// The mean number of marked ones: drawn · marked / population; 0 of none.
  public var mean: Double {
    population == 0 ? 0 : Double(drawn) * Double(marked) / Double(population)
  }

  /// How far a draw lies from the mean, as a standard deviation.
  public var standardDeviation: Double {
    let squares = probabilities.enumerated().reduce(0) { sum, chance in
      sum + chance.element * (Double(chance.offset) - mean) * (Double(chance.offset) - mean)
    }
    return squares.squareRoot()
  }

  /// The probability that `hits` or more are marked.
  ///
  /// - Precondition: `hits` is 0 or more.
  public func probability(ofAtLeast hits: Int) -> Double {
    precondition(hits >= 0, "Hypergeometric: \(hits) hits")
    return min(1, probabilities.dropFirst(hits).reduce(0, +))
  }
}
