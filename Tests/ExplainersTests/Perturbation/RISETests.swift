import Explainers
import Foundation
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct RISETests {
  /// A black box that adds up a few pixels of the first channel, and one that never moves.
  private static var rule: BlackBox<Tensor> {
    BlackBox { pictures in
      pictures.map { [$0[0, 1, 1] + $0[0, 4, 5], 0.5] }
    }
  }
  private static let picture = Tensor(repeating: 1, shape: [1, 6, 8])

  @Test func `the whole method is that of PyTorch with the same draws`() throws {
    let fixture = try Fixture.decode(RISEFixture.Whole.self, from: "rise/network.json")
    let network = fixture.network
    for (background, expected) in [
      (nil, fixture.black), (fixture.hidden.tensor, fixture.background),
    ] {
      let rise = RISE(
        masks: fixture.masks, rows: fixture.rows, columns: fixture.columns,
        keepProbability: fixture.keepProbability, background: background,
        random: Random(seed: fixture.seed))
      let mask = rise.masks(for: fixture.image.tensor)[0].values
      let complaint = fixture.firstMask.complaint(
        about: mask.elements, shape: mask.shape, absolute: 2e-7, relative: 0)
      #expect(complaint == nil)
      let found = rise.estimate(
        of: network.blackBox(), fixture.image.tensor, classes: [0, 1, 2])
      for label in 0..<3 {
        // Probabilities of a network in Float, off by a millionth, over p (1 − p) = 0.24.
        expectEstimates(found, class: label, expected[label], absolute: 5e-6, relative: 1e-5)
      }
      let short = rise.explain(network, fixture.image.tensor, class: 1)
      #expect(short == found.attribution(class: 1, .raw, unit: "probability"))
    }
  }

  @Test func `an estimate goes on where it stopped, and a copy is a snapshot`() {
    let rise = RISE(masks: 300, estimator: .centred, batch: 64, random: Random(seed: 9))
    let once = rise.estimate(of: Self.rule, Self.picture, classes: [0, 1])
    var steps = RISEEstimate(classes: [0, 1], for: Self.picture, keepProbability: 0.5)
    var snapshots: [RISEEstimate] = []
    for count in [1, 50, 50, 200, 300] {
      rise.extend(&steps, to: count, asking: Self.rule, about: Self.picture)
      snapshots.append(steps)
    }
    #expect(snapshots.map(\.passes) == [1, 50, 50, 200, 300])
    #expect(snapshots[1] == snapshots[2] && snapshots[1] != snapshots[3])
    #expect(snapshots[4] == once)
    let few = RISE(masks: 50, random: Random(seed: 9))
    #expect(few.estimate(of: Self.rule, Self.picture, classes: [0, 1]) == snapshots[1])
  }

  @Test(arguments: [1, 2, 5])
  func `the answer does not depend on threads or batches`(threads: Int) {
    func map(_ batch: Int) -> Attribution {
      RISE(masks: 130, batch: batch, random: Random(seed: 10))
        .explain(Self.rule, Self.picture, class: 0)
    }
    let expected = Parallel.$threads.withValue(1) { map(128) }
    #expect(Parallel.$threads.withValue(threads) { map(128) } == expected)
    #expect(Parallel.$threads.withValue(threads) { map(7) } == expected)
  }

  @Test func `drawing ends when the greatest error is small enough`() throws {
    let method = RISE(
      masks: 20_000, rows: 2, columns: 2, estimator: .centred, stopBelow: 0.05, batch: 50,
      random: Random(seed: 11))
    let found = method.estimate(of: Self.rule, Self.picture, classes: [0])
    #expect(RISE.leastMasks..<20_000 ~= found.passes && found.passes % 50 == 0)
    #expect(try #require(found.uncertainty(class: 0, .centred)) < 0.05)
    let before = RISE(
      masks: found.passes - 50, rows: 2, columns: 2, estimator: .centred, random: Random(seed: 11)
    ).estimate(of: Self.rule, Self.picture, classes: [0])
    #expect(try #require(before.uncertainty(class: 0, .centred)) >= 0.05)
  }

  @Test func `a score that never moves does not end the drawing`() {
    let method = RISE(
      masks: 400, estimator: .centred, stopBelow: 0.05, random: Random(seed: 12))
    #expect(method.estimate(of: Self.rule, Self.picture, classes: [1]).passes == 400)
    let both = method.estimate(of: Self.rule, Self.picture, classes: [0, 1])
    #expect(both.passes == 400)
  }

  @Test func `few masks are not believed, however small their error`() {
    // of two masks both products of deviations are the same, so their spread is 0
    let method = RISE(
      masks: 150, rows: 1, columns: 2, estimator: .centred, stopBelow: 1e9, batch: 2,
      random: Random(seed: 13))
    let found = method.estimate(of: Self.rule, Self.picture, classes: [0])
    #expect(found.passes == RISE.leastMasks)
  }

  @Test func `a tree on pixels is explained by the pixels that it looks at`() throws {
    var random = Random(seed: 14)
    let rows = (0..<400).map { _ in (0..<16).map { _ in random.uniform() } }
    let table = Matrix(rows.flatMap(\.self), rows: 400, columns: 16)
    let tree = DecisionTree(
      rows: table, labels: rows.map { $0[5] > 0.5 ? 1 : 0 }, maximumDepth: 1)
    let box = BlackBox<Tensor> { pictures in
      pictures.map { picture in
        tree.probabilities(of: picture.elements.map(Double.init)).map { Float($0) }
      }
    }
    let found = RISE(
      masks: 2000, rows: 4, columns: 4, estimator: .centred, random: Random(seed: 15)
    ).explain(box, Tensor(repeating: 1, shape: [1, 4, 4]), class: 1)
    #expect(found.values.argMax() == 5)
    #expect(found.unit == "score" && found.standardErrors != nil)
  }

  @Test func `pictures of one pixel, not square and of any channels are explained`() {
    for shape in [[1, 1, 1], [2, 1, 9], [4, 5, 2]] {
      let box = BlackBox<Tensor> { $0.map { [$0.elements[0]] } }
      let found = RISE(masks: 200, estimator: .centred, random: Random(seed: 16))
        .explain(box, Tensor(repeating: 1, shape: shape), class: 0)
      #expect(found.values.shape == Array(shape[1...]))
      #expect(found.values.elements[0] > 0)
    }
  }

  @Test func `memory does not grow with the masks`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let box = BlackBox<Tensor> { $0.map { [$0.elements[0]] } }
      let picture = Tensor(repeating: 1, shape: [1, 8, 8])
      func passes(_ count: Int) -> Int {
        RISE(masks: count, random: Random(seed: 17)).estimate(of: box, picture, classes: [0]).passes
      }
      let few = passes(4000)
      let before = peakMemory()
      let many = passes(400_000)
      // 400,000 masks of 8 × 8 numbers would be 100 MB, their scores alone 13 MB
      let isFlat = before > 0 && peakMemory() - before < 4_000_000
      exit(few == 4000 && many == 400_000 && isFlat ? 7 : 1)
    }
  }

  @Test func `what cannot be explained stops with words`() async {
    await expectStop(
      saying: "RISE: the image: the value at [0, 1, 0] of [1, 2, 1] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISE(random: Random(seed: 1)).explain(
          RISETests.rule, Tensor([0, .nan], shape: [1, 2, 1]), class: 0)
      })
    await expectStop(
      saying: "RISE: the background: the value at [0, 0, 0] of [1, 6, 8] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISE(
          background: Tensor(repeating: .infinity, shape: [1, 6, 8]), random: Random(seed: 1)
        ).explain(RISETests.rule, RISETests.picture, class: 0)
      })
    await expectStop(
      saying: "a background [1, 6, 7] for a picture [1, 6, 8]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISE(background: Tensor(shape: [1, 6, 7]), random: Random(seed: 1))
          .explain(RISETests.rule, RISETests.picture, class: 0)
      })
    await expectStop(
      saying: "RISE: [4] is not [channels, height, width], or is empty",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISE(random: Random(seed: 1)).masks(for: Tensor(shape: [4]))
      })
    await expectStop(
      saying: "BlackBox: the model gave 1 answers for 128 inputs",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISE(random: Random(seed: 1)).explain(
          BlackBox { _ in [[1]] }, RISETests.picture, class: 0)
      })
    await expectStop(
      saying: "no error is below 0.0 of the range",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISE(stopBelow: 0, random: Random(seed: 1))
      })
    await expectStop(
      saying: "shown with probability 0.5, those of the estimate with 0.25",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var other = RISEEstimate(classes: [0], height: 6, width: 8, keepProbability: 0.25)
        RISE(random: Random(seed: 1)).extend(
          &other, to: 4, asking: RISETests.rule, about: RISETests.picture)
      })
    await expectStop(
      saying: "RISE: 0 masks; at least 1 is needed",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISE(masks: 0, random: Random(seed: 1))
      })
  }
}
