import Autograd
import Explainers
import Images
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// The laws that every explainer keeps, tested on all of them alike.
@Suite struct ExplainerLawTests {
  /// Every method that explains a network; a new one is added here and nowhere else.
  static let explainers: [any Explainer] =
    [CAM(), CAM(target: .contrast), PlaceRemoval(layer: "relu3"), GuidedGradCAM(layer: "relu3")]
    + GradCAMWeighting.allCases.map { GradCAM(layer: "relu3", weighting: $0) }
    + [
      GradCAM(layer: "relu2", score: .probability), GradCAM(layer: "relu3", score: .contrast),
      PlaceRemoval(layer: "relu2", score: .contrast),
    ]
    + [.gradient, .deconvolution, .guided].map { InputGradient(rule: $0) }
    + ClassScore.allCases.map {
      PictureLIME(LIME(samples: 80), score: $0, random: Random(seed: 23))
    }
    + RISEEstimator.allCases.map { RISE(masks: 60, estimator: $0, random: Random(seed: 24)) }
    + [
      RISE(masks: 300, stopBelow: 0.5, score: .logit, batch: 50, random: Random(seed: 25)),
      Occlusion(window: 5, stride: 3),
    ]
    + ClassScore.allCases.flatMap { score -> [any Explainer] in
      [
        InputGradient(score: score), GradientTimesInput(score: score),
        IntegratedGradients(by: .midpoint(5), score: score),
        SmoothGrad(samples: 6, score: score, random: Random(seed: 26)),
        ExpectedGradients(from: references, draws: 6, score: score, random: Random(seed: 27)),
      ]
    }
    + [
      IntegratedGradients(from: .blurred(2), by: .gaussLegendre(7)),
      IntegratedGradients(from: .picture(references[0]), by: .trapezoid(4)),
      SmoothGrad(samples: 66, noise: 0.3, average: .squares, random: Random(seed: 28)),
      ExpectedGradients(from: references, draws: 66, random: Random(seed: 29)),
    ]

  static let network: Network = {
    var random = Random(seed: 21)
    return .garden(classes: 5, using: &random)
  }()

  static let images = pictures(3, seed: 22)

  /// Pictures that a picture is compared with.
  static let references = pictures(2, seed: 30)

  private static func pictures(_ count: Int, seed: UInt64) -> [Tensor] {
    var random = Random(seed: seed)
    return (0..<count).map { _ in
      Tensor(
        ContiguousArray((0..<(3 * 16 * 12)).map { _ in Float(random.uniform()) }),
        shape: [3, 16, 12])
    }
  }

  @Test(arguments: explainers.indices)
  func `the answer is finite, about the class asked for, and has a unit`(_ method: Int) {
    for label in 0..<5 {
      let found = Self.explainers[method].explain(Self.network, Self.images[0], class: label)
      #expect(found.label == label)
      #expect(!found.unit.isEmpty)
      #expect(found.values.count > 0 && found.values.elements.allSatisfy(\.isFinite))
      #expect(found.positive - found.negative == found.values)
    }
  }

  @Test(arguments: explainers.indices, [1, 2, 5])
  func `the same question has the same answer, alone and among others`(
    _ method: Int, threads: Int
  ) {
    let (explainer, labels) = (Self.explainers[method], [4, 0, 2])
    let alone = Parallel.$threads.withValue(1) {
      zip(Self.images, labels).map { explainer.explain(Self.network, $0, class: $1) }
    }
    let together = Parallel.$threads.withValue(threads) {
      explainer.explain(Self.network, Self.images, classes: labels)
    }
    #expect(together == alone)
  }

  @Test(arguments: explainers.indices)
  func `a class that is not there stops with words`(_ method: Int) async {
    await expectStop(
      saying: "no class 5 among 5",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [method] in
        _ = Self.explainers[method].explain(Self.network, Self.images[0], class: 5)
      })
  }

  @Test(arguments: explainers.indices)
  func `a pixel that is no number stops with its place`(_ method: Int) async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [method] in
      var image = Self.images[0]
      image.elements[200] = .nan
      _ = Self.explainers[method].explain(Self.network, image, class: 1)
    }
    let place = words(result?.standardErrorContent)
    #expect(place.contains("nan") && place.contains("[1, 0, 8]"))
  }
}
