import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct BlurSearchTests {
  @Test func `the substrate's own score is the mean over pictures of their own classes`() {
    let pictures = [Rules.picture, Rules.picture * 0.5]
    let shares = Rules.share(pictures.map { Gaussian.blurred($0, sigma: 3) })
    let found = Substrate.blurred(3).score(of: pictures, classes: [0, 1], by: Rules.model)
    let truth = Estimate([Double(shares[0][0]), Double(shares[1][1])])
    #expect(found.value == truth.mean && found.standardError == truth.standardError)
    #expect(found.passes == 2)
    // Both classes are even where nothing is seen.
    #expect(
      Substrate.black.score(of: pictures, classes: [0, 1], by: Rules.model)
        == MetricResult(value: 0.5, standardError: 0, passes: 2))
  }

  @Test func `the weakest blur that hides is the first of the list below the bound`() {
    // A model that sees any contrast: sure of class 0 as far as red varies.
    let model = BlackBox<Tensor> { pictures in
      pictures.map { picture in
        let red = picture.slice(0)
        let contrast = red.maximum() - red.minimum()
        return [0.25 + 0.75 * contrast, 0.25 - 0.25 * contrast, 0.25, 0.25 - 0.5 * contrast]
      }
    }
    let picture = Rules.picture
    let search = Substrate.weakestBlur(
      hiding: [picture], classes: [0], from: model, among: [0, 1, 2, 4, 8])
    #expect(search.bound == 0.35 && search.passes == 5)
    #expect(search.trials.map(\.sigma) == [0, 1, 2, 4, 8])
    let scores = search.trials.map(\.score.mean)
    #expect(scores[0] == 1 && scores == scores.sorted(by: >))
    let expected = search.trials.first { $0.score.mean <= 0.35 }
    #expect(search.weakest == expected && search.weakest?.sigma == 4)
    let none = Substrate.weakestBlur(
      hiding: [picture], classes: [0], from: model, among: [0, 1])
    #expect(none.weakest == nil)
  }

  @Test func `what cannot be searched stops with words`() async {
    await expectStop(
      saying: "1 classes for 0 pictures",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Substrate.black.score(of: [], classes: [1], by: Rules.model)
      })
    await expectStop(
      saying: "blurs of [2.0, 1.0] pixels are not in ascending order",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Substrate.weakestBlur(
          hiding: [Rules.picture], classes: [0], from: Rules.model, among: [2, 1])
      })
  }
}
