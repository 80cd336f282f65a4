import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct ExpectedGradientsTests {
  private static let references = (0..<4).map { noise(90 + UInt64($0)) }
  private static let picture = noise(95)

  private static func method(_ draws: Int, seed: UInt64 = 96) -> ExpectedGradients {
    ExpectedGradients(from: references, draws: draws, random: Random(seed: seed))
  }

  @Test func `mean, errors and account are those of the definition, by PyTorch and NumPy`() throws {
    for fixture in try GradientsFixture.all() {
      let (truth, image) = (fixture.expected, fixture.image.tensor)
      let method = ExpectedGradients(
        from: truth.references.map(\.tensor), draws: truth.draws, random: Random(seed: truth.seed))
      let first = method.draw(0)
      #expect(first.reference == truth.first.reference && first.place == truth.first.place)
      let found = method.contributions(fixture.network, to: image, class: fixture.label)
      // The fixture keeps the axis over which it has added up.
      func map(_ tensor: Tensor) -> Tensor { tensor.reshaped(to: [1] + tensor.shape) }
      expectClose(map(found.mean), truth.mean, "\(fixture.name) mean")
      expectClose(map(try #require(found.standardErrors)), truth.errors, "\(fixture.name) errors")
      #expect(abs(found.total - truth.total) < 1e-5)
      #expect(abs(try #require(found.totalError) - truth.totalError) < 1e-5)
      let account = method.account(
        fixture.network, to: image, class: fixture.label, of: found)
      #expect(abs(account.start - truth.start) < 4e-6 && abs(account.end - truth.end) < 4e-6)
      #expect(account.sum == found.total)
    }
  }

  @Test func `from one reference they are integrated gradients, within their errors`() throws {
    let (network, start) = (garden(), Self.references[0])
    let method = ExpectedGradients(from: [start], draws: 3000, random: Random(seed: 97))
    let found = method.contributions(network, to: Self.picture, class: 1)
    let truth = GradientTimesInput.overChannels(
      IntegratedGradients(by: .gaussLegendre(200))
        .contributions(network, from: start, to: Self.picture, class: 1))
    let errors = try #require(found.standardErrors)
    let distances = (found.mean - truth).map { abs($0) } / errors
    // Of 64 pixels the farthest is rarely beyond 3.5 errors, and the mean size is √(2 / π).
    #expect(distances.maximum() < 4)
    #expect(0.4...1.3 ~= distances.mean())
    #expect(abs(found.total - Double(truth.sum())) < 4 * (try #require(found.totalError)))
  }

  @Test func `they add up to the score less the references' mean, within the error told`() throws {
    let network = garden()
    let distances = try (0..<40).map { seed in
      let method = Self.method(150, seed: UInt64(2000 + seed))
      let found = method.contributions(network, to: Self.picture, class: 0)
      let account = method.account(network, to: Self.picture, class: 0, of: found)
      return account.gap / (try #require(found.totalError))
    }
    // Forty draws of a standard normal number, nearly: a mean within 4 / √40, and a mean square
    // within 4 √(2 / 40) of one.
    let mean = distances.reduce(0, +) / 40
    let square = distances.reduce(0) { $0 + $1 * $1 } / 40
    #expect(abs(mean) < 0.63 && abs(square - 1) < 0.9)
  }

  @Test func `every reference and every part of the way is drawn`() {
    let drawn = (0..<4000).map { Self.method(1).draw($0) }
    for reference in 0..<4 {
      // Four standard deviations of a binomial count.
      #expect(abs(drawn.count { $0.reference == reference } - 1000) < 4 * 28)
    }
    #expect(drawn.allSatisfy { 0..<1 ~= $0.place })
    #expect(abs(drawn.reduce(0) { $0 + $1.place } / 4000 - 0.5) < 4 * 0.0046)
    #expect(Self.method(1).draw(7) == Self.method(900).draw(7))
  }

  @Test(arguments: [1, 2, 64, 65])
  func `the map is the mean of its draws, whatever the block`(draws: Int) throws {
    let (network, method) = (garden(), Self.method(draws))
    var sum = [Double](repeating: 0, count: 64)
    for number in 0..<draws {
      let (reference, place) = method.draw(number)
      let change = Self.picture - Self.references[reference]
      let slopes = network.gradients(
        classes: [2], at: [Self.picture + change * Float(place - 1)])[0]
      for index in 0..<192 {
        sum[index % 64] += Double(change.elements[index] * slopes.elements[index])
      }
    }
    let found = method.explain(network, Self.picture, class: 2)
    let mean = Tensor(ContiguousArray(sum.map { Float($0 / Double(draws)) }), shape: [8, 8])
    // Channels are added up in Float there, in Double here.
    #expect(gap(found.values, mean) < 4e-7 * mean.map { abs($0) }.maximum() + 1e-9)
    #expect((found.standardErrors == nil) == (draws == 1) && found.unit == "logit")
  }

  @Test(arguments: [1, 2, 5])
  func `bits do not depend on threads`(threads: Int) {
    let network = garden()
    let alone = Parallel.$threads.withValue(1) {
      Self.method(70).contributions(network, to: Self.picture, class: 0)
    }
    let found = Parallel.$threads.withValue(threads) {
      Self.method(70).contributions(network, to: Self.picture, class: 0)
    }
    #expect(found == alone)
  }

  @Test func `what cannot be drawn stops with words`() async {
    await expectStop(
      saying: "ExpectedGradients: no references to draw from",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ExpectedGradients(from: [], random: Random(seed: 1))
      })
    await expectStop(
      saying: "ExpectedGradients: 0 draws; one or more are possible",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ExpectedGradients(from: [Tensor(shape: [3, 4, 4])], draws: 0, random: Random(seed: 1))
      })
    await expectStop(
      saying: "the shapes [3, 8, 8] and [3, 4, 4] differ",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ExpectedGradients(from: [Tensor(shape: [3, 4, 4])], random: Random(seed: 1))
          .explain(garden(), noise(1), class: 0)
      })
    await expectStop(
      saying: "ExpectedGradients: draw -1; the first is 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ExpectedGradients(from: [noise(1)], random: Random(seed: 1)).draw(-1)
      })
    await expectStop(
      saying: "ExpectedGradients: no class 3 among 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let method = ExpectedGradients(from: [noise(1)], draws: 2, random: Random(seed: 1))
        let found = method.contributions(garden(), to: noise(2), class: 0)
        _ = method.account(garden(), to: noise(2), class: 3, of: found)
      })
    await expectStop(
      saying: "ExpectedGradients: no class -1 among 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let method = ExpectedGradients(from: [noise(1)], draws: 2, random: Random(seed: 1))
        let found = method.contributions(garden(), to: noise(2), class: 0)
        _ = method.account(garden(), to: noise(2), class: -1, of: found)
      })
  }
}
