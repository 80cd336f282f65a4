import Foundation
import Numerics
import TestSupport
import Testing

/// Nodes and weights over 0...1 by NumPy, made by Tests/Fixtures/gradients.py.
private struct StoredRules: Decodable {
  struct Rule: Decodable {
    let nodes, weights: [Double]
  }
  struct Node: Decodable {
    let place: Int
    let node, weight: Double
  }
  let rules: [Rule]
  /// Some of a thousand nodes, with forty digits on the way.
  let thousand: [Node]

  static func load() throws -> StoredRules {
    try Fixture.decode(StoredRules.self, from: "gradients/quadrature.json")
  }
}

/// Every rule there is, by the number of its steps or nodes.
private let rules: [(name: String, make: @Sendable (Int) -> Quadrature)] = [
  ("left", { .left($0) }), ("right", { .right($0) }), ("midpoint", { .midpoint($0) }),
  ("trapezoid", { .trapezoid($0) }), ("Gauss and Legendre", { .gaussLegendre($0) }),
]

/// The largest error of `count` steps on ∫ exp = e − 1.
private func error(of rule: Int, _ count: Int) -> Double {
  abs(rules[rule].make(count).integral { exp($0) } - (M_E - 1))
}

@Suite struct QuadratureTests {
  @Test func `nodes and weights of Gauss and Legendre are NumPy's`() throws {
    let stored = try StoredRules.load().rules
    #expect(stored.map(\.nodes.count) == [1, 2, 3, 5, 20, 50, 200])
    for truth in stored {
      let found = Quadrature.gaussLegendre(truth.nodes.count)
      // Both are good to 14 digits, NumPy's weights too: some units in the last place each.
      expectClose(found.nodes, truth.nodes, within: 1e-14)
      expectClose(found.weights, truth.weights, within: 1e-14)
    }
  }

  @Test func `a thousand nodes and weights are right to fourteen decimals`() throws {
    let found = Quadrature.gaussLegendre(1000)
    for truth in try StoredRules.load().thousand {
      #expect(abs(found.nodes[truth.place] - truth.node) < 1e-14)
      #expect(abs(found.weights[truth.place] - truth.weight) < 1e-14)
    }
  }

  @Test func `two nodes of Gauss and Legendre lie 1 / √12 from the middle`() {
    let found = Quadrature.gaussLegendre(2)
    expectClose(
      found.nodes, [0.5 - 1 / 12.0.squareRoot(), 0.5 + 1 / 12.0.squareRoot()], within: 1e-15)
    expectClose(found.weights, [0.5, 0.5], within: 1e-15)
  }

  @Test func `the rules of equal steps are those of their names`() {
    #expect(Quadrature.left(4).nodes == [0, 0.25, 0.5, 0.75])
    #expect(Quadrature.right(4).nodes == [0.25, 0.5, 0.75, 1])
    #expect(Quadrature.midpoint(2).nodes == [0.25, 0.75])
    #expect(Quadrature.trapezoid(2).nodes == [0, 0.5, 1])
    #expect(Quadrature.trapezoid(2).weights == [0.25, 0.5, 0.25])
    #expect(Quadrature.trapezoid(1).weights == [0.5, 0.5])
    #expect(Quadrature.left(4).weights == [0.25, 0.25, 0.25, 0.25])
  }

  @Test(arguments: rules.indices, [1, 2, 3, 7, 50, 333, 1000])
  func `weights add up to 1, nodes ascend within 0...1, and both mirror but at the ends`(
    rule: Int, count: Int
  ) {
    let found = rules[rule].make(count)
    // Up to a thousand roundings of numbers below 1.
    #expect(abs(found.weights.reduce(0, +) - 1) < 1e-13)
    #expect(found.weights.allSatisfy { $0 > 0 })
    #expect(found.nodes.allSatisfy { 0...1 ~= $0 })
    #expect(zip(found.nodes, found.nodes.dropFirst()).allSatisfy(<))
    #expect(found.weights == found.weights.reversed())
    if rule >= 2 {
      expectClose(found.nodes.reversed().map { 1 - $0 }, found.nodes, within: 1e-15)
    }
  }

  @Test(arguments: rules.indices, [1, 2, 5, 40])
  func `constants are exact, and straight lines but for left and right`(rule: Int, count: Int) {
    let found = rules[rule].make(count)
    #expect(abs(found.integral { _ in -3 } + 3) < 1e-14)
    let line = found.integral { 2 - 7 * $0 }
    // Left and right are off by half a step times the slope.
    let off = [3.5, -3.5, 0, 0, 0][rule] / Double(count)
    #expect(abs(line - (-1.5 + off)) < 1e-14)
  }

  @Test(arguments: 1...30)
  func `Gauss and Legendre with n nodes is exact for the degree 2n − 1, and not for 2n`(count: Int)
  {
    let found = Quadrature.gaussLegendre(count)
    for degree in 0..<(2 * count) {
      let power = found.integral { pow($0, Double(degree)) }
      #expect(abs(power - 1 / Double(degree + 1)) < 1e-14)
    }
    if count <= 8 {
      // The error of t^2n is (n!)⁴ / ((2n + 1) ((2n)!)²): 1.2e-10 for eight nodes.
      let (one, two) = (tgamma(Double(count + 1)), tgamma(Double(2 * count + 1)))
      let expected = pow(one, 4) / (Double(2 * count + 1) * two * two)
      let missing = 1 / Double(2 * count + 1) - found.integral { pow($0, Double(2 * count)) }
      #expect(abs(missing / expected - 1) < 1e-4)
    }
  }

  @Test(arguments: [(0, 2.0), (1, 2.0), (2, 4.0), (3, 4.0)])
  func `twice the steps: half the error left and right, a quarter in the middle and by trapezoids`(
    rule: Int, factor: Double
  ) {
    for count in [20, 40, 80] {
      // The next term of the error is smaller by 1 / n or more.
      #expect(abs(error(of: rule, count) / error(of: rule, 2 * count) / factor - 1) < 0.02)
    }
  }

  @Test func `Gauss and Legendre gains a hundredfold a node where the function is smooth`() {
    for count in 1...5 { #expect(error(of: 4, count + 1) < error(of: 4, count) / 100) }
    #expect(error(of: 4, 10) < 1e-14)
  }

  @Test func `at a kink no rule does better than about 1 / n²`() {
    let kink = { (t: Double) in max(0, t - 1 / 2.0.squareRoot()) }
    let truth = pow(1 - 1 / 2.0.squareRoot(), 2) / 2
    for (rule, (_, make)) in rules.enumerated() where rule >= 2 {
      let scaled = (20...120).map { count in
        abs(make(count).integral(of: kink) - truth) * Double(count * count)
      }
      // The worst of a hundred counts neither falls faster nor grows.
      #expect(scaled.suffix(50).reduce(0, max) > 0.05)
      #expect(scaled.reduce(0, max) < 1)
    }
  }

  @Test func `at a jump no rule does better than about 1 / n`() {
    let jump = { (t: Double) in t > 1 / 2.0.squareRoot() ? 1.0 : 0 }
    let truth = 1 - 1 / 2.0.squareRoot()
    for (_, make) in rules {
      let scaled = (20...120).map { count in
        abs(make(count).integral(of: jump) - truth) * Double(count)
      }
      // The worst of a hundred counts neither falls faster nor grows.
      #expect(scaled.suffix(50).reduce(0, max) > 0.4)
      #expect(scaled.reduce(0, max) < 1)
    }
  }

  @Test func `a rule of one's own is what it is told to be`() {
    let simpson = Quadrature(nodes: [0, 0.5, 1], weights: [1.0 / 6, 4.0 / 6, 1.0 / 6])
    #expect(abs(simpson.integral { $0 * $0 * $0 } - 0.25) < 1e-15)
  }

  @Test func `what is no rule stops with words`() async {
    await expectStop(
      saying: "Quadrature: 2 nodes and 1 weights",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Quadrature(nodes: [0, 1], weights: [1])
      })
    await expectStop(
      saying: "Quadrature: 0 nodes and 0 weights",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Quadrature(nodes: [], weights: [])
      })
    await expectStop(
      saying: "a node or weight is no finite number",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Quadrature(nodes: [0.5], weights: [.nan])
      })
    await expectStop(
      saying: "Quadrature: 0 steps; 1 or more are possible",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Quadrature.midpoint(0)
      })
    await expectStop(
      saying: "Quadrature: -1 steps",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Quadrature.trapezoid(-1)
      })
    await expectStop(
      saying: "Gauss and Legendre with 1001 nodes; 1 to 1000 are possible",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Quadrature.gaussLegendre(1001)
      })
    await expectStop(
      saying: "Quadrature: the nodes [5.0, -1.0] do not ascend within 0...1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Quadrature(nodes: [5, -1], weights: [0.5, 0.5])
      })
    await expectStop(
      saying: "Quadrature: the nodes [0.0, 1.5] do not ascend within 0...1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Quadrature(nodes: [0, 1.5], weights: [0.5, 0.5])
      })
    await expectStop(
      saying: "Quadrature: the nodes [0.5, 0.5] do not ascend within 0...1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Quadrature(nodes: [0.5, 0.5], weights: [0.5, 0.5])
      })
  }
}
