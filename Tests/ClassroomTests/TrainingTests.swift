import Classroom
import Foundation
import Models
import Notebook
import Numerics
import Tensors
import TestSupport
import Testing

/// Two heaps of points, told apart by the first of their two numbers.
private let points = Examples(count: 40) { index in
  let side: Float = index % 2 == 0 ? -1 : 1
  return (Tensor([side, Float(index) / 40], shape: [2]), index % 2)
}
private let chance = Random(seed: 7).stream(named: "points")
private let options = TrainingOptions(epochs: 3, batchSize: 8)
private let wide = Architecture.dense(inputs: 2, hidden: [3], classes: 2)

/// As `learn` does it, without a bar.
private func learned(
  _ architecture: Architecture, _ chance: Random = chance,
  onStep: (TrainingStep) -> Void = { _ in }
) -> TrainedNetwork {
  var (weights, order) = (chance.stream(named: "weights"), chance.stream(named: "order"))
  return TrainedNetwork(
    "points", architecture.network(using: &weights), on: points, options, using: &order,
    onStep: onStep)
}

@Suite struct `A training` {
  @Test func `is the one that train does, step by step`() {
    var (weights, order) = (chance.stream(named: "weights"), chance.stream(named: "order"))
    var network = Network.dense(inputs: 2, hidden: [3], classes: 2, using: &weights)
    var steps: [TrainingStep] = []
    let history = train(&network, on: points, options: options, using: &order)
    let ours = learned(wide) { steps.append($0) }
    #expect(ours.network == network)
    #expect(ours.history == history)
    #expect(steps == history.steps)
    #expect(ours.network != learned(wide, Random(seed: 8)).network)
  }

  @Test func `says what came of it`() throws {
    let ours = learned(wide)
    #expect(ours.epochs == 3)
    #expect(ours.examples == 40)
    #expect(ours.parameters == 2 * 3 + 3 + 3 * 2 + 2)
    let last = ours.history.steps.filter { $0.epoch == 2 }
    let mean = last.reduce(0) { $0 + $1.loss * Double($1.examples) } / 40
    #expect(abs(ours.finalLoss - mean) < 1e-12)
    #expect("\(ours)" == "points: 3 epochs of 40 examples, final loss \(fixed(mean, 3))")
  }

  @Test func `is a row of a table`() {
    let ours = learned(wide)
    let table = Table([ours, ours], exam: points)
    #expect(table.columns == ["network", "parameters", "epochs", "final loss", "accuracy"])
    #expect(table.rows.count == 2)
    #expect(
      table.rows[0] == [
        "points", "17", "3", fixed(ours.finalLoss, 3),
        fixed(ours.network.accuracy(on: points), 3),
      ])
  }

  @Test func `without an epoch is refused`() async {
    await expectStop(
      saying: "learn: points is given no epoch to learn in",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = TrainedNetwork(
          "points", Network.dense(inputs: 2, hidden: [], classes: 2, using: &random),
          on: Examples(count: 1) { _ in (Tensor([0, 0], shape: [2]), 0) },
          TrainingOptions(epochs: 0), using: &random)
      })
  }
}

@Suite struct `An architecture` {
  @Test func `draws its weights from the chance that it is given`() {
    for (ours, build) in architectures {
      var (one, two) = (chance, chance)
      #expect(ours.network(using: &one) == build(&two))
      #expect(one == two, "no more is drawn than the weights")
    }
  }

  private var architectures: [(Architecture, (inout Random) -> Network)] {
    [
      (
        .dense(inputs: 4, hidden: [3], classes: 2),
        { .dense(inputs: 4, hidden: [3], classes: 2, using: &$0) }
      ),
      (.garden(classes: 5), { .garden(classes: 5, using: &$0) }),
      (
        .garden(classes: 4, pools: 1, head: .max),
        { .garden(classes: 4, pools: 1, head: .max, using: &$0) }
      ),
    ]
  }

  @Test func `that is pretrained goes on with its weights and draws nothing`() {
    let network = learned(wide).network
    var random = chance
    #expect(Architecture.pretrained(network).network(using: &random) == network)
    #expect(random == chance)
  }

  @Test func `of another head starts with the same convolutions`() {
    var (one, two) = (chance, chance)
    let average = Architecture.garden(classes: 5).network(using: &one)
    let deep = Architecture.garden(classes: 5, head: .averageThenDense(hidden: 32))
      .network(using: &two)
    #expect(average.layers.prefix(9) == deep.layers.prefix(9))
  }
}
