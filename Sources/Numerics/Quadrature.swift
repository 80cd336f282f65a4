/// A rule that approximates an integral over 0...1 by a weighted sum of values:
/// ∫ f(t) dt ≈ Σ wₖ f(tₖ).
///
/// All rules here are exact for constants: their weights add up to 1. With n values, a smooth f and
/// growing n, the error falls like 1 / n (left, right), like 1 / n² (midpoint, trapezoid), and for
/// Gauss and Legendre faster than any power of n. Where f has a kink they all fall back to about
/// 1 / n² at best, and where it jumps to about 1 / n. A rectifier makes a kink in a score, so its
/// slope, which integrated gradients add up, jumps.
///
/// Source: Davis and Rabinowitz (1984), "Methods of numerical integration", chapter 2.
public struct Quadrature: Hashable, Sendable {
  /// Where the function is asked, in ascending order within 0...1.
  public let nodes: [Double]

  /// How much each value counts.
  public let weights: [Double]

  /// A rule of one's own.
  ///
  /// - Precondition: there is a node, as many weights as nodes, and all are finite numbers; nodes
  ///   ascend within 0...1.
  public init(nodes: [Double], weights: [Double]) {
    precondition(
      !nodes.isEmpty && nodes.count == weights.count,
      "Quadrature: \(nodes.count) nodes and \(weights.count) weights")
    precondition(
      (nodes + weights).allSatisfy(\.isFinite), "Quadrature: a node or weight is no finite number")
    precondition(
      nodes.allSatisfy { 0...1 ~= $0 } && zip(nodes, nodes.dropFirst()).allSatisfy(<),
      "Quadrature: the nodes \(nodes) do not ascend within 0...1")
    (self.nodes, self.weights) = (nodes, weights)
  }

  /// The sum Σ wₖ f(tₖ).
  public func integral(of function: (Double) -> Double) -> Double {
    zip(nodes, weights).reduce(0) { $0 + $1.1 * function($1.0) }
  }

  // MARK: Rules

  /// The left ends of `count` equal steps: 0, 1/n, …, (n − 1)/n.
  ///
  /// - Precondition: `count` is positive, here and below.
  public static func left(_ count: Int) -> Quadrature { equalSteps(count, offset: 0) }

  /// The right ends of `count` equal steps: 1/n, 2/n, …, 1.
  public static func right(_ count: Int) -> Quadrature { equalSteps(count, offset: 1) }

  /// The middles of `count` equal steps.
  public static func midpoint(_ count: Int) -> Quadrature { equalSteps(count, offset: 0.5) }

  /// Both ends of `count` equal steps, so one value more than steps: the first and the last count
  /// half.
  public static func trapezoid(_ count: Int) -> Quadrature {
    requirePositive(count)
    let step = 1 / Double(count)
    return Quadrature(
      nodes: (0...count).map { Double($0) / Double(count) },
      weights: (0...count).map { $0 == 0 || $0 == count ? step / 2 : step })
  }

  /// The rule of Gauss and Legendre: exact for polynomials up to the degree 2n − 1.
  ///
  /// Nodes are the roots of the Legendre polynomial Pₙ, moved from −1...1 to 0...1, each found by
  /// Newton's method from cos(π (k − ¼) / (n + ½)), with k = 1, 2, … from the largest down; weights
  /// are 1 / ((1 − x²) Pₙ′(x)²). n² operations.
  ///
  /// - Precondition: `count` is in 1...1000, within which nodes and weights are right to 14 decimals.
  public static func gaussLegendre(_ count: Int) -> Quadrature {
    precondition(
      1...1000 ~= count,
      "Quadrature: Gauss and Legendre with \(count) nodes; 1 to 1000 are possible")
    var nodes = [Double](repeating: 0.5, count: count)
    var weights = nodes
    for place in 0..<((count + 1) / 2) {
      let (x, slope) = legendreRoot(place, of: count)
      let weight = 1 / ((1 - x * x) * slope * slope)
      (nodes[place], nodes[count - 1 - place]) = ((1 - x) / 2, (1 + x) / 2)
      (weights[place], weights[count - 1 - place]) = (weight, weight)
    }
    if count % 2 == 1 { nodes[count / 2] = 0.5 }
    return Quadrature(nodes: nodes, weights: weights)
  }

  private static func equalSteps(_ count: Int, offset: Double) -> Quadrature {
    requirePositive(count)
    return Quadrature(
      nodes: (0..<count).map { (Double($0) + offset) / Double(count) },
      weights: [Double](repeating: 1 / Double(count), count: count))
  }

  private static func requirePositive(_ count: Int) {
    precondition(count > 0, "Quadrature: \(count) steps; 1 or more are possible")
  }

  /// The root of Pₙ at `place`, from the largest down, and the slope of Pₙ there.
  private static func legendreRoot(_ place: Int, of count: Int) -> (root: Double, slope: Double) {
    var x = Elementary.cos(.pi * (Double(place) + 0.75) / (Double(count) + 0.5))
    var slope = 0.0
    for _ in 0..<100 {
      let value: Double
      (value, slope) = legendre(count, at: x)
      let step = value / slope
      x -= step
      if abs(step) < 1e-15 { break }
    }
    return (x, legendre(count, at: x).slope)
  }

  /// Pₙ and its slope by the recurrence (k + 1) Pₖ₊₁ = (2k + 1) x Pₖ − k Pₖ₋₁.
  private static func legendre(_ degree: Int, at x: Double) -> (value: Double, slope: Double) {
    var (before, value) = (0.0, 1.0)
    for k in 0..<degree {
      let k = Double(k)
      (before, value) = (value, ((2 * k + 1) * x * value - k * before) / (k + 1))
    }
    return (value, Double(degree) * (x * value - before) / (x * x - 1))
  }
}
