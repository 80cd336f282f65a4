import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct KeepProbabilityTests {
  private static let pixel = Tensor([1], shape: [1, 1, 1])

  @Test
  func `a single cell is told by its share, and moves most when it is shown half of the time`() {
    let box = BlackBox<Tensor> { $0.map { [0, $0.elements[0]] } }
    let rise = RISE(masks: 1, rows: 1, columns: 1, stopBelow: 0.1, random: Random(seed: 60))
    let found = KeepProbability(for: rise, box, Self.pixel, class: 1, masks: 1000)
    #expect(found.trials.map(\.probability) == (1...9).map { Double($0) / 10 })
    for trial in found.trials {
      // four standard deviations of a share of 1,000, at most √(0.25 / 1000)
      #expect(abs(trial.mean - trial.probability) < 4 * 0.0158)
      let deviation = (trial.mean * (1 - trial.mean)).squareRoot()
      #expect(abs(trial.deviation - deviation) < 1e-6)
    }
    #expect(found.best == 0.5)
    for (fewer, more) in zip(found.trials, found.trials.dropFirst()) {
      #expect(fewer.mean <= more.mean)
    }
  }

  @Test func `what needs all cells asks for many, what needs one of them for few`() {
    let picture = Tensor(repeating: 1, shape: [1, 8, 8])
    let all = BlackBox<Tensor> { $0.map { [$0.minimum() > 0.2 ? 1 : 0] } }
    let any = BlackBox<Tensor> { $0.map { [$0.maximum() > 0.8 ? 1 : 0] } }
    let rise = RISE(rows: 3, columns: 3, random: Random(seed: 61))
    let many = KeepProbability(for: rise, all, picture, class: 0, masks: 200)
    let few = KeepProbability(for: rise, any, picture, class: 0, masks: 200)
    #expect(many.best > 0.6 && few.best < 0.4)
    let top = many.trials.map(\.deviation).max()
    #expect(many.trials.first { $0.probability == many.best }?.deviation == top)
  }

  @Test func `of equal ones the lowest is taken`() {
    let box = BlackBox<Tensor> { $0.map { _ in [0.5] } }
    let rise = RISE(random: Random(seed: 62))
    let found = KeepProbability(for: rise, box, Self.pixel, class: 0)
    #expect(found.trials.allSatisfy { $0.deviation == 0 && $0.mean == 0.5 })
    #expect(found.best == 0.1)
  }

  @Test func `no masks tell nothing`() async {
    await expectStop(
      saying: "KeepProbability: 0 masks; at least 1 is needed",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = KeepProbability(
          for: RISE(random: Random(seed: 1)), BlackBox { $0.map { _ in [1] } },
          KeepProbabilityTests.pixel, class: 0, masks: 0)
      })
  }
}
