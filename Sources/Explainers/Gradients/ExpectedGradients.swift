public import Models
public import Numerics
public import Tensors

/// Integrated gradients, averaged over baselines that are pictures of the data.
///
/// *Question.* Compared with what the network usually sees: which values made this score?
///
/// *Formula.* E (xᵢ − x′ᵢ) ∂y/∂xᵢ (x′ + t (x − x′)), with x′ drawn from reference inputs and t uniform
/// in 0…1. Its values add up to y(x) less the mean of y over the references, but for chance.
///
/// *Reference.* Erion, Janizek, Sturmfels, Lundberg and Lee (2021), "Improving performance of deep
/// learning models with axiomatic attribution priors and expected gradients", Nature Machine
/// Intelligence 3, equation 3.
///
/// *Limits.* A mean over baselines answers no single question: what is dark counts against bright
/// references and bright against dark ones. It is an estimate; its errors stand beside it.
public struct ExpectedGradients: Explainer, Hashable {
  /// What baselines are drawn from, with replacement.
  public let references: [Tensor]
  /// How many baselines and places on the way are drawn.
  public let draws: Int
  /// What is explained.
  public let score: ClassScore
  /// What is drawn from: draw k has a stream of its own.
  public let random: Random

  /// The method with baselines from `references`.
  ///
  /// - Precondition: there is a reference, and `draws` is positive.
  public init(
    from references: [Tensor], draws: Int = 200, score: ClassScore = .logit, random: Random
  ) {
    precondition(!references.isEmpty, "ExpectedGradients: no references to draw from")
    precondition(draws > 0, "ExpectedGradients: \(draws) draws; one or more are possible")
    (self.references, self.draws, self.score) = (references, draws, score)
    self.random = random
  }

  /// Explains the score of a class, with standard errors; the channels of a pixel are added up.
  ///
  /// As many passes forward and back as draws. At most 64 draws are in hand at a time, with their
  /// gradients: the memory of some 200 pictures at most, whatever their number, beside the
  /// references and what the network makes of a few.
  /// - Precondition: `label` is a class, `input` has the shape of the references, and every value is
  ///   a finite number.
  public func explain(_ model: Network, _ input: Tensor, class label: Int) -> Attribution {
    let found = contributions(model, to: input, class: label)
    return Attribution(
      label: label, layer: nil, unit: score.rawValue, values: found.mean,
      standardErrors: found.standardErrors)
  }

  // [expect]
  /// Step 1: the reference of draw `number`, and the place on the way from it.
  public func draw(_ number: Int) -> (reference: Int, place: Double) {
    precondition(number >= 0, "ExpectedGradients: draw \(number); the first is 0")
    var own = random.stream(UInt64(number))
    return (own.integer(below: references.count), own.uniform())
  }

  /// Step 2: the mean over draws of the change, times a gradient on its way.
  public func contributions(
    _ model: Network, to input: Tensor, class label: Int
  ) -> GradientMean {
    let shape = GradientTimesInput.overChannels(input).shape
    return GradientMean(over: draws, shape: shape) { numbers in
      let drawn = numbers.map { draw($0) }
      let changes = drawn.map { input - references[$0.reference] }
      let points = zip(drawn, changes).map { input + $1 * Float($0.place - 1) }
      let slopes = model.gradients(
        of: score, classes: drawn.map { _ in label }, at: points)
      return zip(changes, slopes).map {
        GradientTimesInput.overChannels($0 * $1)
      }
    }
  }
  // [/expect]

  /// The account: the mean score of all references, the score of the input, and what the
  /// contributions add up to, within ``GradientMean/totalError``.
  ///
  /// - Precondition: `label` is a class.
  public func account(
    _ model: Network, to input: Tensor, class label: Int, of contributions: GradientMean
  ) -> Completeness {
    let logits = model.logits(of: references + [input])
    let classes = logits[0].count
    precondition(0..<classes ~= label, "ExpectedGradients: no class \(label) among \(classes)")
    let scores = logits.map { Double(score.values(of: $0)[label]) }
    return Completeness(
      start: scores.dropLast().reduce(0, +) / Double(references.count), end: scores.last ?? 0,
      sum: contributions.total)
  }
}
