import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SmoothGradTests {
  private static let picture = noise(63)

  private static func method(
    _ samples: Int, noise: Double = 0.2, _ average: SmoothGrad.Average = .signed, seed: UInt64 = 64
  ) -> SmoothGrad {
    SmoothGrad(samples: samples, noise: noise, average: average, random: Random(seed: seed))
  }

  @Test(arguments: SmoothGrad.Average.allCases)
  func `means are those of captum's noise tunnel with our noise, errors those of NumPy`(
    average: SmoothGrad.Average
  ) throws {
    for fixture in try GradientsFixture.all() {
      let (smooth, image) = (fixture.smooth, fixture.image.tensor)
      let truth = average == .signed ? smooth.signed : smooth.squares
      let method = Self.method(
        smooth.samples, noise: smooth.noise, average, seed: smooth.seed)
      // Two libraries' logarithms and cosines, rounded to Float.
      #expect(gap(method.noisy(image, copy: 0), smooth.first.tensor) < 2e-7)
      let found = method.gradient(of: fixture.network, image, class: fixture.label)
      expectClose(found.mean, truth.mean, "\(fixture.name) mean")
      expectClose(try #require(found.standardErrors), truth.errors, "\(fixture.name) errors")
      expectClose(
        try #require(found.errorsOfMagnitude), truth.errorsOfMagnitude, "\(fixture.name) shown")
      #expect(abs(found.total - truth.total) < 1e-5)
      #expect(abs(try #require(found.totalError) - truth.totalError) < 1e-6)
    }
  }

  @Test(arguments: SmoothGrad.Average.allCases)
  func `without noise it is the gradient, or its square, and certain`(average: SmoothGrad.Average) {
    let network = garden()
    let slopes = InputGradient().signal(of: network, Self.picture, class: 2)
    let found = Self.method(5, noise: 0, average).gradient(of: network, Self.picture, class: 2)
    #expect(found.mean == (average == .signed ? slopes : slopes * slopes))
    #expect(found.standardErrors == Tensor(shape: [3, 8, 8]))
    #expect(found.totalError == 0)
    #expect(Self.method(5, noise: 0).noisy(Self.picture, copy: 3) == Self.picture)
  }

  @Test func `an even picture has no range, so no noise, and no errors`() {
    let grey = Tensor(repeating: 0.75, shape: [3, 8, 8])
    #expect(Self.method(2, noise: 3).noisy(grey, copy: 1) == grey)
    let found = Self.method(2, noise: 3).explain(garden(), grey, class: 0)
    #expect(found.standardErrors == Tensor(shape: [8, 8]) && found.values.maximum() > 0)
  }

  @Test func `noise has the share of the range that it was told, in every value its own`() {
    let picture = noise(65, shape: [3, 40, 40]) * 3 - 1
    let method = Self.method(2, noise: 0.1)
    let added = (method.noisy(picture, copy: 0) - picture).elements.map(Double.init)
    let sigma = 0.1 * Double(picture.maximum() - picture.minimum())
    let (mean, square) = (
      added.reduce(0, +) / 4800, added.reduce(0) { $0 + $1 * $1 } / 4800
    )
    // Four standard errors of 4,800 draws: 1 / √n, and 1 / √2n.
    #expect(abs(mean) < 4 * sigma / 4800.0.squareRoot())
    #expect(abs(square.squareRoot() / sigma - 1) < 4 / 9600.0.squareRoot())
    #expect(Set(added).count > 4700)
    #expect(method.noisy(picture, copy: 0) != method.noisy(picture, copy: 1))
  }

  @Test(arguments: [1, 2, 63, 64, 65, 130])
  func `the first copies are the same among more, and a block more or less shows nowhere`(
    samples: Int
  ) throws {
    let (few, many) = (Self.method(samples), Self.method(500))
    let network = garden()
    var sum = [Double](repeating: 0, count: Self.picture.count)
    for copy in 0..<samples {
      let noisy = few.noisy(Self.picture, copy: copy)
      #expect(noisy == many.noisy(Self.picture, copy: copy))
      for (index, slope) in network.gradients(classes: [1], at: [noisy])[0].elements.enumerated() {
        sum[index] += Double(slope)
      }
    }
    let found = few.gradient(of: network, Self.picture, class: 1)
    let mean = Tensor(
      ContiguousArray(sum.map { Float($0 / Double(samples)) }), shape: Self.picture.shape)
    // Both in Double, in another order of operations, then rounded to Float.
    #expect(gap(found.mean, mean) <= mean.map { abs($0) }.maximum() * 1.2e-7)
    #expect((found.standardErrors == nil) == (samples == 1))
    #expect((found.totalError == nil) == (samples == 1))
    #expect(abs(found.total - sum.reduce(0, +) / Double(samples)) < 1e-6)
  }

  @Test(arguments: [1, 2, 5])
  func `bits do not depend on threads`(threads: Int) {
    let network = garden()
    let alone = Parallel.$threads.withValue(1) {
      Self.method(70).gradient(of: network, Self.picture, class: 0)
    }
    let found = Parallel.$threads.withValue(threads) {
      Self.method(70).gradient(of: network, Self.picture, class: 0)
    }
    #expect(found == alone)
  }

  @Test func `standard errors shrink with the root of the copies`() throws {
    let network = garden()
    let errors = try [50, 800].map { samples in
      try #require(
        Self.method(samples).gradient(of: network, Self.picture, class: 0).standardErrors
      ).elements.reduce(0) { $0 + Double($1) }
    }
    // A quarter, but for what chance does to the mean of 192 errors that hang together.
    #expect(0.2...0.3 ~= errors[1] / errors[0])
  }

  @Test(arguments: SmoothGrad.Average.allCases)
  func `standard errors are the spread of many seeds`(average: SmoothGrad.Average) throws {
    let (network, repetitions) = (garden(), 300)
    let picture = noise(66, shape: [3, 4, 4])
    let found = (0..<repetitions).map {
      Self.method(40, average, seed: UInt64(1000 + $0)).gradient(of: network, picture, class: 1)
    }
    func spread(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (sum / Double(values.count - 1)).squareRoot()
    }
    // Of the mean square of the errors, as errors of few draws lie low on average. A standard
    // deviation of 300 numbers is off by 1 / √600 = 4 %: four of those.
    func told(_ errors: [Double]) -> Double {
      (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
    }
    for place in [0, 21, 47] {
      let errors = try found.map { Double(try #require($0.standardErrors).elements[place]) }
      let ratio = told(errors) / spread(found.map { Double($0.mean.elements[place]) })
      #expect(abs(ratio - 1) < 0.16)
    }
    let totals = try found.map { try #require($0.totalError) }
    #expect(abs(told(totals) / spread(found.map(\.total)) - 1) < 0.16)
  }

  @Test func `the map shows the strongest channel, with its own error`() throws {
    let (network, method) = (garden(), Self.method(20))
    let found = method.explain(network, Self.picture, class: 1)
    let steps = method.gradient(of: network, Self.picture, class: 1)
    #expect(found.values == InputGradient.magnitude(of: steps.mean))
    let errors = try #require(steps.standardErrors)
    let shown = try #require(found.standardErrors)
    #expect(shown.shape == [8, 8] && found.unit == "logit per unit of brightness")
    for (row, column) in [(0, 0), (3, 6), (7, 7)] {
      let strongest = (0..<3).max {
        abs(steps.mean[$0, row, column]) < abs(steps.mean[$1, row, column])
      }
      #expect(shown[row, column] == errors[strongest ?? 0, row, column])
    }
    let squares = Self.method(3, .squares).explain(network, Self.picture, class: 1)
    #expect(squares.values.minimum() >= 0)
  }

  @Test func `squares are told in squares of the unit of a slope`() {
    func unit(_ average: SmoothGrad.Average, _ score: ClassScore) -> String {
      SmoothGrad(samples: 1, average: average, score: score, random: Random(seed: 1))
        .explain(garden(), Self.picture, class: 1).unit
    }
    #expect(unit(.signed, .logit) == "logit per unit of brightness")
    #expect(unit(.squares, .logit) == "(logit per unit of brightness)²")
    #expect(unit(.signed, .contrast) == "(logit, less the others' mean) per unit of brightness")
    #expect(
      unit(.squares, .contrast) == "((logit, less the others' mean) per unit of brightness)²")
    #expect(unit(.squares, .probability) == "(probability per unit of brightness)²")
  }

  @Test func `what cannot be asked stops with words`() async {
    await expectStop(
      saying: "SmoothGrad: 0 samples; one or more are possible",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SmoothGrad(samples: 0, random: Random(seed: 1))
      })
    await expectStop(
      saying: "SmoothGrad: noise of -0.1 times the range of the picture",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SmoothGrad(noise: -0.1, random: Random(seed: 1))
      })
    await expectStop(
      saying: "SmoothGrad: noise of nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SmoothGrad(noise: .nan, random: Random(seed: 1))
      })
    await expectStop(
      saying: "the value at [1, 2, 3] of [3, 8, 8] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        // It would make the noise of all other values infinite.
        var picture = noise(1)
        picture[1, 2, 3] = .infinity
        _ = SmoothGrad(samples: 2, random: Random(seed: 1)).explain(garden(), picture, class: 0)
      })
    await expectStop(
      saying: "SmoothGrad: [4] is not [channels, height, width], or is empty",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SmoothGrad(random: Random(seed: 1)).explain(garden(), Tensor(shape: [4]), class: 0)
      })
    await expectStop(
      saying: "SmoothGrad: [3, 0, 8] is not [channels, height, width], or is empty",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SmoothGrad(random: Random(seed: 1))
          .explain(garden(), Tensor(shape: [3, 0, 8]), class: 0)
      })
    await expectStop(
      saying: "SmoothGrad: copy -1; the first is 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SmoothGrad(random: Random(seed: 1)).noisy(noise(1), copy: -1)
      })
  }
}
