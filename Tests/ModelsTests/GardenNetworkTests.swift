import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct GardenNetworkTests {
  private func count(_ network: Network) -> Int {
    network.parameters.reduce(0) { $0 + $1.count }
  }

  @Test(arguments: [(0, 48), (1, 24), (2, 12), (3, 6)])
  func `pools decide how wide the last maps are and nothing about the weights`(
    pools: Int, width: Int
  ) {
    var random = Random(seed: 1)
    let network = Network.garden(classes: 5, pools: pools, using: &random)
    var same = Random(seed: 1)
    #expect(network.parameters == Network.garden(classes: 5, using: &same).parameters)
    let activations = network.activations(of: Tensor(shape: [3, 48, 48]))
    let average = network.index(of: "average")
    #expect(activations[average - 1].shape == [64, width, width])
  }

  @Test(arguments: [
    (GardenHead.max, ["max", "linear"], 23_909),
    (.dense(hidden: 32), ["flatten", "linear1", "relu4", "linear"], 318_693),
    (.averageThenDense(hidden: 32), ["average", "linear1", "relu4", "linear"], 25_829),
  ])
  func `heads differ, and the convolutions of one seed do not`(
    head: GardenHead, names: [String], numbers: Int
  ) {
    var random = Random(seed: 1)
    let network = Network.garden(classes: 5, head: head, using: &random)
    #expect(network.layers.map(\.name).suffix(names.count) == names[...])
    #expect(count(network) == numbers)
    var same = Random(seed: 1)
    let usual = Network.garden(classes: 5, using: &same)
    #expect(network.layers.prefix(9) == usual.layers.prefix(9))
    #expect(network.logits(of: [Tensor(shape: [3, 48, 48])])[0].count == 5)
  }

  @Test func `what cannot be built traps`() async {
    await expectStop(
      saying: "4 pools; the three convolutions take 0 to 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = Network.garden(classes: 5, pools: 4, using: &random)
      })
    await expectStop(
      saying: "a hidden layer of 0 units",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = Network.garden(classes: 5, head: .dense(hidden: 0), using: &random)
      })
  }

  @Test(arguments: 0...3)
  func `an image of two to the number of pools is large enough, and none below`(pools: Int) async {
    var random = Random(seed: 1)
    let network = Network.garden(classes: 2, pools: pools, using: &random)
    let side = 1 << pools
    #expect(network.logits(of: [Tensor(shape: [3, side, side])])[0].count == 2)
    await expectStop(
      saying: pools == 0 ? "padded by 1" : "max-pool: windows 2 x 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        [pools = pools as Int] in
        var random = Random(seed: 1)
        let network = Network.garden(classes: 2, pools: pools, using: &random)
        _ = network.logits(of: [Tensor(shape: [3, (1 << pools) - 1, (1 << pools) - 1])])
      })
  }
}
