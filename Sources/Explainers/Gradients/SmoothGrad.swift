public import Models
public import Numerics
public import Tensors

/// The gradient of a class score, averaged over noisy copies of the input.
///
/// *Question.* Which pixels would change the score if they changed a little, not only for this very
/// picture, but for those around it?
///
/// *Formula.* ĝ = (1/n) Σₖ ∂y/∂x (x + σ rₖ) with rₖ normal noise in each value, and σ a share of the
/// range of the picture, max − min. The map has for each pixel the largest |ĝ| among its channels.
/// With ``Average/squares`` ĝ is (1/n) Σₖ (∂y/∂x (x + σ rₖ))², value by value.
///
/// *Reference.* Smilkov, Thorat, Kim, Viégas and Wattenberg (2017), "SmoothGrad: removing noise by
/// adding noise", arXiv 1706.03825. The mean of squares is the variant of Hooker, Erhan, Kindermans
/// and Kim (2019), "A benchmark for interpretability methods in deep neural networks".
///
/// *Limits.* σ decides what is asked: a large one explains pictures of noise. What is averaged is
/// chance, and ``GradientMean/standardErrors`` say how much of it is left. Pixels may leave 0...1, and
/// are not brought back. A picture of one value has no noise: σ is 0, and so are the errors.
public struct SmoothGrad: Explainer, Hashable {
  /// What is averaged.
  public enum Average: String, Hashable, Sendable, CaseIterable {
    /// The gradient with its sign: what turns over from copy to copy cancels.
    case signed
    /// The square of each value: nothing cancels.
    case squares
  }

  /// How many noisy copies are asked, n.
  public let samples: Int
  /// The standard deviation of the noise, as a share of the picture's range.
  public let noise: Double
  /// What is averaged.
  public let average: Average
  /// What is explained.
  public let score: ClassScore
  /// What the noise is drawn from: copy k has a stream of its own, so the first hundred copies are the
  /// same among a thousand.
  public let random: Random

  /// The method with so many copies and so much noise.
  ///
  /// - Precondition: `samples` is positive, and `noise` a finite number, not negative.
  public init(
    samples: Int = 50, noise: Double = 0.15, average: Average = .signed, score: ClassScore = .logit,
    random: Random
  ) {
    precondition(samples > 0, "SmoothGrad: \(samples) samples; one or more are possible")
    precondition(
      noise >= 0 && noise.isFinite, "SmoothGrad: noise of \(noise) times the range of the picture")
    (self.samples, self.noise, self.average) = (samples, noise, average)
    (self.score, self.random) = (score, random)
  }

  /// Explains the score of a class: all steps in order.
  ///
  /// The map is never negative; its standard errors are those of the channel that is shown.
  ///
  /// n passes forward and back. At most 64 copies are in hand at a time, with their gradients: the
  /// memory of some 200 pictures at most, whatever n, beside what the network makes of a few.
  /// - Precondition: `label` is a class, the input is `[channels, height, width]` and not empty,
  ///   and every value of it is a finite number.
  public func explain(_ model: Network, _ input: Tensor, class label: Int) -> Attribution {
    precondition(
      input.shape.count == 3 && input.count > 0,
      "SmoothGrad: \(input.shape) is not [channels, height, width], or is empty")
    let found = gradient(of: model, input, class: label)
    return Attribution(
      label: label, layer: nil, unit: unit, values: InputGradient.magnitude(of: found.mean),
      standardErrors: found.errorsOfMagnitude)
  }

  // [smooth]
  /// Step 1: noisy copy `number` of a picture, x + σ (max x − min x) r.
  public func noisy(_ input: Tensor, copy number: Int) -> Tensor {
    let scale = noise * Double(input.maximum() - input.minimum())
    var own = stream(of: number)
    return input.map { $0 + Float(scale * own.normal()) }
  }

  /// Step 2: the mean of the gradients at all copies, or of their squares.
  public func gradient(
    of model: Network, _ input: Tensor, class label: Int
  ) -> GradientMean {
    input.requireFinite("SmoothGrad: the input")
    return GradientMean(over: samples, shape: input.shape) { copies in
      let pictures = Parallel.map(copies.count) {
        noisy(input, copy: copies.lowerBound + $0)
      }
      let slopes = model.gradients(
        of: score, classes: copies.map { _ in label }, at: pictures)
      return average == .signed ? slopes : slopes.map { $0 * $0 }
    }
  }
  // [/smooth]

  /// What copy `number` draws its noise from.
  private func stream(of number: Int) -> Random {
    precondition(number >= 0, "SmoothGrad: copy \(number); the first is 0")
    return random.stream(UInt64(number))
  }

  private var unit: String {
    average == .signed ? score.perBrightness : "(\(score.perBrightness))²"
  }
}
