import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// What cannot be answered is refused in words.
@Suite struct ConceptRefusalTests {
  private let random = Random(seed: 7)

  private func words(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "nothing was refused"
  }

  private var network: Network {
    var random = random
    return .garden(classes: 3, using: &random)
  }

  private func pictures(_ count: Int) -> [Tensor] {
    var random = random
    return (0..<count).map { _ in
      Tensor(
        ContiguousArray((0..<192).map { _ in Float(random.uniform()) }), shape: [3, 8, 8])
    }
  }

  @Test func `a layer that does not exist`() {
    let missing = words {
      _ = try ConceptSpace(of: network, layer: "conv9", images: pictures(2))
    }
    #expect(missing.contains("no layer conv9; choose one of centre, conv1, relu1, pool1"))
    let slopes = words {
      _ = try ClassScoreSlopes(network, layer: "mixed4c", class: 0, images: pictures(1))
    }
    #expect(slopes.contains("no layer mixed4c"))
  }

  @Test func `a layer that says the same of all pictures`() {
    let same = [Tensor](repeating: pictures(1)[0], count: 8)
    let constant = words { _ = try ConceptSpace(of: network, layer: "conv2", images: same) }
    #expect(constant.contains("layer conv2 puts out the same for all pictures"))
  }

  @Test func `sets that are too small, one class only, and pictures in both sets`() throws {
    let space = try ConceptExample.space(6)
    func refusal(_ concept: [Int], _ counter: [Int]) -> String {
      words { _ = try space.vector(of: concept, against: counter, using: random) }
    }
    #expect(refusal([0, 1], [6, 7, 8]).contains("the concept has 2 pictures; give at least 3"))
    #expect(refusal([0, 1, 2], []).contains("the counter-set has 0 pictures"))
    #expect(refusal([0, 1, 2], [2, 7, 8]).contains("picture 2 stands in the sets twice"))
    #expect(refusal([0, 1, 1], [6, 7, 8]).contains("picture 1 stands in the sets twice"))
    #expect(refusal([0, 1, 2], [6, 7, 8]) == "nothing was refused")
  }

  @Test func `a concept equal to its counter-set, also under other numbers`() throws {
    let points = ConceptExample.points(4, seed: 1)
    let space = try ConceptSpace(layer: "made-up", activations: points + points.reversed())
    let same = words {
      _ = try space.vector(of: [0, 1, 2, 3], against: [4, 5, 6, 7], using: random)
    }
    #expect(same.contains("the concept and its counter-set are the same pictures"))
    // the same three points on both sides and one more on one
    let more = words {
      _ = try space.vector(of: [0, 1, 2], against: [4, 5, 6, 7], using: random)
    }
    #expect(more == "nothing was refused")
  }

  @Test func `a penalty below rounding`() throws {
    // eighty points in six dimensions: most of what their products say is rounding
    let space = try ConceptExample.space()
    let refused = words {
      _ = try space.vector(
        of: Array(0..<40), against: Array(40..<80), by: .logistic(penalty: 1e-14), using: random)
    }
    #expect(refused.contains("a penalty of 1e-14 is so small beside the layer's numbers"))
  }

  @Test func `an error on one of many threads is told`() throws {
    let space = try ConceptExample.space(6)
    let refused = words {
      _ = try space.vectors(of: [0, 1, 2], against: [[6, 7, 8], [9]], using: random)
    }
    #expect(refused.contains("the counter-set has 1 pictures"))
  }

  @Test func `what is no number or no picture stops with its place`() async {
    await expectStop(
      saying: "layer made-up, picture 1: the value at [0] of [2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try? ConceptSpace(
          layer: "made-up",
          activations: [Tensor([0, 1], shape: [2]), Tensor([.nan, 1], shape: [2])])
      })
    await expectStop(
      saying: "no picture 12 among 12",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let space = try ConceptExample.space(6)
        _ = try space.vector(of: [0, 1, 12], against: [6, 7, 8], using: Random(seed: 1))
      })
    await expectStop(
      saying: "TCAV: sensitivity 1 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TCAV.score([0.5, .nan])
      })
    await expectStop(
      saying: "a vector of made-up, [2, 3], for slopes at pool2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let network = Network.garden(classes: 3, using: &random)
        let image = Tensor(repeating: 0.5, shape: [3, 8, 8])
        let slopes = try ClassScoreSlopes(network, layer: "pool2", class: 0, images: [image])
        let vector = try ConceptExample.space(6).vector(
          of: [0, 1, 2], against: [6, 7, 8], using: random)
        _ = slopes.along([vector])
      })
  }
}
