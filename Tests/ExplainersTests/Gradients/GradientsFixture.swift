import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// Methods of gradients by captum, NumPy and PyTorch, made by Tests/Fixtures/gradients.py.
struct GradientsFixture: Decodable {
  /// A mean over draws, and its errors.
  struct Mean: Decodable {
    let mean, errors, errorsOfMagnitude: StoredArray
    let total, totalError: Double
  }

  /// captum's noise tunnel.
  struct Smooth: Decodable {
    let seed: UInt64
    let samples: Int
    let noise: Double
    let first: StoredArray
    let signed, squares: Mean
  }

  /// Expected gradients from their definition.
  struct Expected: Decodable {
    struct Draw: Decodable {
      let reference: Int
      let place: Double
    }
    let seed: UInt64
    let draws: Int
    let references: [StoredArray]
    let first: Draw
    let start, end: Double
    let mean, errors: StoredArray
    let total, totalError: Double
  }

  let name: String
  let label: Int
  let image, baseline: StoredArray
  let parameters: [StoredArray]
  let saliency, slopes, timesInput: StoredArray
  let integrated, probability: [IntegratedFixture]
  let smooth: Smooth
  let expected: Expected

  var network: Network { CAMFixture.network(head: name, parameters) }

  static func all() throws -> [GradientsFixture] {
    let fixtures = try Fixture.decode([GradientsFixture].self, from: "gradients/networks.json")
    #expect(fixtures.map(\.name) == ["pooled", "dense"])
    return fixtures
  }
}

/// captum's integrated gradients by one of its rules.
struct IntegratedFixture: Decodable {
  let rule: String
  /// `black` or `picture`.
  let from: String
  let steps: Int
  let gap, change: Double
  let contributions: StoredArray?
  /// Those of captum's `riemann_trapezoid`.
  let nodes, weights: [Double]?

  /// Our rule for captum's.
  var quadrature: Quadrature {
    switch rule {
    case "riemann_left": .left(steps)
    case "riemann_right": .right(steps)
    case "riemann_middle": .midpoint(steps)
    case "gausslegendre": .gaussLegendre(steps)
    default: Quadrature(nodes: nodes ?? [], weights: weights ?? [])
    }
  }

  var isTrapezoid: Bool { rule == "riemann_trapezoid" }
}

/// A plane of twelve values and two classes, where integrated gradients are exact.
struct StraightFixture: Decodable {
  let label: Int
  let image, baseline: StoredArray
  let parameters: [StoredArray]
  let integrated: [IntegratedFixture]

  var network: Network {
    Network([
      Layer("flatten", .flatten),
      Layer("linear", .linear(weights: parameters[0].tensor, bias: parameters[1].tensor)),
    ])
  }

  static func load() throws -> StraightFixture {
    try Fixture.decode(StraightFixture.self, from: "gradients/straight.json")
  }
}

/// A picture of uniform noise.
func noise(_ seed: UInt64, shape: [Int] = [3, 8, 8]) -> Tensor {
  var random = Random(seed: seed)
  return Tensor(shape: shape).map { _ in Float(random.uniform()) }
}

/// A garden that has learned nothing.
func garden(_ seed: UInt64 = 61, classes: Int = 3) -> Network {
  var random = Random(seed: seed)
  return .garden(classes: classes, using: &random)
}
