import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct RISELimitTests {
  /// A picture of 4 × 6 pixels, and a rule that adds up some of them.
  private static let picture: Tensor = {
    var random = Random(seed: 50)
    return Tensor(
      ContiguousArray((0..<24).map { _ in Float(random.uniform()) }), shape: [1, 4, 6])
  }()
  private static let weights: [(pixel: Int, weight: Float)] = [(0, 1), (9, -2), (23, 0.5)]
  private static var rule: BlackBox<Tensor> {
    BlackBox { pictures in
      pictures.map { picture in
        [weights.reduce(1) { $0 + $1.weight * picture.elements[$1.pixel] }]
      }
    }
  }
  private static func method(_ p: Double, masks: Int = 1) -> RISE {
    RISE(masks: masks, rows: 2, columns: 3, keepProbability: p, random: Random(seed: 51))
  }

  /// How much two pixels share, K(q, λ) = mean over shifts of Σ over cells a(q) a(λ), with a(q) what
  /// a cell alone adds to the mask at pixel q.
  private static func kinship(_ first: Int, _ second: Int, _ masks: RISEMasks) -> Float {
    var sum: Float = 0
    for down in 0..<masks.cellHeight {
      for right in 0..<masks.cellWidth {
        for cell in 0..<6 {
          var cells = Tensor(shape: [2, 3])
          cells.elements[cell] = 1
          let alone = masks.mask(of: cells, down: down, right: right).values.elements
          sum += alone[first] * alone[second]
        }
      }
    }
    return sum / Float(masks.cellHeight * masks.cellWidth)
  }

  @Test(arguments: [0.3, 0.5, 0.9])
  func `the limit of a sum of pixels is known by arithmetic`(p: Double) {
    let method = Self.method(p)
    let masks = method.masks(for: Self.picture)
    #expect(masks.cellHeight == 2 && masks.cellWidth == 2)
    func limit(_ estimator: RISEEstimator) -> Tensor {
      method.limit(of: Self.rule, Self.picture, class: 0, estimator)
    }
    let (raw, centred) = (limit(.raw), limit(.centred))
    let slope = limit(.overVariance)
    let parts = Self.weights.map { ($0.pixel, $0.weight * Self.picture.elements[$0.pixel]) }
    let mean = parts.reduce(1) { $0 + $1.1 * Float(p) }
    for pixel in 0..<24 {
      let expected = parts.reduce(0) { $0 + $1.1 * Self.kinship($1.0, pixel, masks) }
      // sums of a few numbers of size one in Float, and masks off by 1e-7 over p (1 − p) = 0.09
      #expect(abs(centred.elements[pixel] - expected) < 3e-6)
      #expect(abs(raw.elements[pixel] - (mean + Float(1 - p) * expected)) < 3e-6)
      let own = Self.kinship(pixel, pixel, masks)
      #expect(abs(slope.elements[pixel] - expected / own) < 1e-5)
    }
  }

  @Test func `both of two cells must be seen: each is worth what the other one is seen`() {
    // Two cells, two pixels, no shift: masks (5/6 a + 1/6 b, a/2 + b/2) of cells a and b.
    let both = BlackBox<Tensor> { $0.map { [$0.elements[1] > 0.9 ? 1 : 0] } }
    let picture = Tensor([1, 1], shape: [1, 1, 2])
    let p = 0.4
    let method = RISE(rows: 1, columns: 2, keepProbability: p, random: Random(seed: 1))
    func limit(_ estimator: RISEEstimator) -> ContiguousArray<Float> {
      method.limit(of: both, picture, class: 0, estimator).elements
    }
    // P(both) = p², and the mask is 1 then: E[f M] / p = p, and (p² − p³) / (p (1 − p)) = p.
    for value in limit(.raw) + limit(.centred) { #expect(abs(value - 0.4) < 1e-6) }
    let slopes = limit(.overVariance)
    #expect(abs(slopes[0] - 0.4 / Float(26.0 / 36)) < 1e-5)
    #expect(abs(slopes[1] - 0.4 / 0.5) < 1e-5)
  }

  @Test(arguments: RISEEstimator.allCases, [0.3, 0.5])
  func `estimates approach the limit as their standard errors say`(
    estimator: RISEEstimator, p: Double
  ) throws {
    let limit = Self.method(p).limit(of: Self.rule, Self.picture, class: 0, estimator)
    let found = Self.method(p, masks: 20_000)
      .estimate(of: Self.rule, Self.picture, classes: [0])
    let errors = try #require(found.standardErrors(class: 0, estimator))
    let map = found.map(class: 0, estimator)
    for pixel in 0..<24 {
      let miss = abs(map.elements[pixel] - limit.elements[pixel])
      #expect(miss < 4.5 * errors.elements[pixel])
    }
  }

  @Test(arguments: [0.3, 0.5]) func `a score that never changes has no slope, exactly`(p: Double) {
    let constant = BlackBox<Tensor> { $0.map { _ in [0.1] } }
    for estimator in [RISEEstimator.centred, .overVariance] {
      let limit = Self.method(p).limit(of: constant, Self.picture, class: 0, estimator)
      #expect(limit.elements.allSatisfy { $0 == 0 })
    }
    let raw = Self.method(p).limit(of: constant, Self.picture, class: 0, .raw)
    #expect(raw.minimum() > 0.09)
  }

  @Test func `grids of many cells have too many masks`() async {
    await expectStop(
      saying: "7 × 7 cells and 1 shifts make more than 2^20 masks",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISE(random: Random(seed: 1)).limit(
          of: RISELimitTests.rule, RISELimitTests.picture, class: 0, .raw)
      })
    await expectStop(
      saying: "no class 1 among 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISELimitTests.method(0.5).limit(
          of: RISELimitTests.rule, RISELimitTests.picture, class: 1, .raw)
      })
  }
}
