import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

/// A picture without an object, and a map of it.
private enum Nowhere {
  static let map = Tensor(repeating: 0.5, shape: [5, 5])
  static let item = MapScore.Case(
    index: 7, image: Tensor(shape: [3, 5, 5]), mask: Tensor(shape: [5, 5]), label: 0)
}

/// Questions that a well-known library answers wrongly, with its answer on record beside ours.
///
/// The answers are those of Quantus 0.6.0 and captum 0.9.0, by Tests/Fixtures/faithfulness.py. What
/// sorting makes of equal pixels is in ``RecordedCurveTests``.
@Suite struct ReferenceDefectsTests {
  private struct Answers: Decodable {
    let model: RecordedModel
    let label: Int
    let image: [Float]
    let maps: [[Float]]
    let monotone, trulyMonotone: [Bool]
    let trueRates: [Double]
    let mask, signedMap: [Float]
    let flatMapPoints, emptyMaskPoints, signedMass, black: Double
    let captumZeroMap: [Double]

    var picture: Tensor { Tensor(ContiguousArray(image), shape: [3, 5, 5]) }

    static func map(_ values: [Float]) -> Tensor {
      Tensor(ContiguousArray(values), shape: [5, 5])
    }

    /// The object on a board; the picture is not looked at.
    var item: MapScore.Case {
      MapScore.Case(index: 0, image: picture, mask: Answers.map(mask), label: label)
    }
  }

  private let answers: Answers

  init() throws {
    answers = try Fixture.decode(Answers.self, from: "faithfulness/libraries.json")
  }

  @Test
  func `Quantus calls every random map monotone, for it asks about one input again and again`() {
    #expect(answers.maps.count == 20 && answers.monotone.allSatisfy { $0 })
    #expect(!answers.trulyMonotone.contains(true))
    let darkest = answers.picture.minimum()
    let metric = Monotonicity(
      over: PictureBlocks(rows: 5, columns: 5, hiddenBy: .color([darkest, darkest, darkest])))
    var sorted = 0
    for (map, rate) in zip(answers.maps, answers.trueRates) {
      let paths = metric.paths(
        Answers.map(map), answers.model.blackBox, answers.picture, class: answers.label,
        using: Random(seed: 1))
      #expect(!paths.isMonotone && Set(paths.scores[0]).count > 20)
      guard !paths.isTied else { continue }
      sorted += 1
      #expect(abs(paths.violationRate.value - rate) < 1e-12)
    }
    #expect(sorted >= 3)
  }

  @Test func `Quantus lets a flat map point at everything`() {
    #expect(answers.flatMapPoints == 1)
    let flat = Tensor(repeating: 0.5, shape: [5, 5])
    #expect(MapScore.pointing.value(of: flat, on: answers.item) == 4.0 / 25)
  }

  @Test func `Quantus counts a hit on an object that is not there`() async {
    #expect(answers.emptyMaskPoints == 1)
    await expectStop(
      saying: "PointingGame: the mask is empty",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MapScore.pointing.value(of: Nowhere.map, on: Nowhere.item)
      })
    await expectStop(
      saying: "IoU: the mask is empty in picture 7",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MapScore.iou.value(of: Nowhere.map, on: Nowhere.item)
      })
    await expectStop(
      saying: "energy: the mask is empty in picture 7",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MapScore.energy.value(of: Nowhere.map, on: Nowhere.item)
      })
  }

  @Test func `Quantus finds nearly three times the mass of a map on the object`() {
    #expect(abs(answers.signedMass - 8 / (8 - 21 * 0.25)) < 1e-12)
    #expect(MapScore.energy.value(of: Answers.map(answers.signedMap), on: answers.item) == 1)
  }

  @Test func `Quantus calls the darkest value of a picture black`() {
    #expect(abs(answers.black - Double(answers.picture.minimum())) < 1e-7 && answers.black > 0.25)
    #expect(Substrate.black.background(of: answers.picture) == Tensor(shape: [3, 5, 5]))
  }

  @Test func `captum gives the change of a zero map the unit of the map`() {
    #expect(answers.captumZeroMap == [1, 10])
    let zero = Tensor(shape: [2, 2])
    for unit in answers.captumZeroMap {
      let map = Tensor(repeating: Float(unit), shape: [2, 2])
      #expect(Sensitivity.change(from: zero, to: map) == 1)
    }
  }
}
