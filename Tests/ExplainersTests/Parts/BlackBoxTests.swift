import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A black box for numbers whose two scores are the number and its square.
private func powers() -> BlackBox<Float> { BlackBox { $0.map { [$0, $0 * $0] } } }

@Suite struct BlackBoxTests {
  @Test func `it is asked in batches and in order, and answers as it does alone`() {
    var asked: [[Float]] = []
    let box = BlackBox<Float> { numbers in
      asked.append(numbers)
      return powers()(numbers)
    }
    let scores = box.scores(of: [1, 2, 3, 4, 5], batch: 2)
    #expect(asked == [[1, 2], [3, 4], [5]])
    #expect(scores == powers()([1, 2, 3, 4, 5]))
    #expect(scores[2] == [3, 9])
    #expect(box([]).isEmpty && asked.count == 3)
  }

  @Test func `a lazy collection is made a batch at a time`() {
    var made = 0
    let numbers = (0..<6).lazy.map { number in
      made += 1
      return Float(number)
    }
    var madeWhenAsked: [Int] = []
    let box = BlackBox<Float> { batch in
      madeWhenAsked.append(made)
      return powers()(batch)
    }
    #expect(box.scores(of: numbers, batch: 3).count == 6)
    #expect(madeWhenAsked == [3, 6])
  }

  @Test func `a network answers with its probabilities, logits or contrasts`() {
    var random = Random(seed: 3)
    let network = Network.garden(classes: 4, using: &random)
    let images = (0..<3).map { Tensor(repeating: Float($0) / 4, shape: [3, 8, 8]) }
    #expect(network.blackBox()(images) == network.probabilities(of: images))
    #expect(network.blackBox(.probability)(images) == network.probabilities(of: images))
    #expect(network.blackBox(.logit)(images) == network.logits(of: images))
    for (contrasts, logits) in zip(network.blackBox(.contrast)(images), network.logits(of: images))
    {
      for label in 0..<4 {
        let others = (0..<4).filter { $0 != label }.reduce(0) { $0 + logits[$1] }
        #expect(abs(contrasts[label] - logits[label] + others / 3) < 1e-5)
      }
    }
  }

  @Test func `a model that answers wrongly traps`() async {
    await expectStop(
      saying: "the model gave 1 answers for 2 inputs",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BlackBox<Int> { _ in [[1]] }([1, 2])
      })
    await expectStop(
      saying: "the model gave 0 scores for input 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BlackBox<Int> { $0.map { _ in [] } }([1, 2])
      })
    await expectStop(
      saying: "the model's scores for input 3 are [1.0, nan]; only finite numbers are possible",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let box = BlackBox<Int> { $0.map { [1, $0 == 3 ? .nan : 0] } }
        _ = box.scores(of: 0..<9, batch: 2)
      })
    await expectStop(
      saying: "the model gave 3 scores for input 4 and 2 for input 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let box = BlackBox<Int> { $0.map { $0 == 4 ? [1, 2, 3] : [1, 2] } }
        _ = box.scores(of: 0..<9, batch: 2)
      })
    await expectStop(
      saying: "BlackBox: a batch of 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BlackBox<Int> { $0.map { _ in [1] } }.scores(of: 0..<9, batch: 0)
      })
  }

  @Test func `a model of rows answers with its probabilities`() {
    let rows = Matrix(rows: [[0], [1], [2], [3]])
    let tree = DecisionTree(rows: rows, labels: [0, 1, 1, 0], maximumDepth: 1)
    #expect(tree.blackBox()([[0], [3]]) == [[1, 0], [1 / 3, 2 / 3]])
    let nearest = NearestNeighbours(rows: rows, labels: [0, 1, 1, 0], count: 2)
    #expect(nearest.blackBox()([[0.1], [1.6]]) == [[0.5, 0.5], [0, 1]])
  }
}
