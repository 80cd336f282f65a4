public import Images
public import Models
public import Numerics
public import Tensors

/// The gradients on the way from a baseline to the input, added up: what the change of each value
/// contributes to the change of the score.
///
/// *Question.* The score of this input is another than that of the baseline: which of its values
/// made the difference?
///
/// *Formula.* With baseline x′, (xᵢ − x′ᵢ) ∫₀¹ ∂y/∂xᵢ (x′ + t (x − x′)) dt. *Completeness*: over all i
/// they add up to y(x) − y(x′). The integral is a sum (``Quadrature``), so completeness holds but for
/// a gap. A large one says that there are too few nodes; a small one may be errors that cancel.
///
/// *Reference.* Sundararajan, Taly and Yan (2017), "Axiomatic attribution for deep networks", ICML,
/// equation 1 and proposition 1.
///
/// *Limits.* What equals the baseline gets 0, whatever it means to the network: a black baseline is
/// blind to black. Completeness says that the account adds up, not that its items are right; another
/// path or another baseline has another account that adds up as well.
public struct IntegratedGradients: Explainer, Hashable {
  /// The picture that the way of ``explain(_:_:class:)`` begins from; the steps begin where they
  /// are told.
  public let baseline: Substrate
  /// Where on the way gradients are taken, and how much each counts.
  public let quadrature: Quadrature
  /// What is explained.
  public let score: ClassScore

  /// The method from `baseline`, with 50 nodes of Gauss and Legendre unless told.
  public init(
    from baseline: Substrate = .black, by quadrature: Quadrature = .gaussLegendre(50),
    score: ClassScore = .logit
  ) {
    (self.baseline, self.quadrature, self.score) = (baseline, quadrature, score)
  }

  /// Explains the score of a class: all steps in order.
  ///
  /// The channels of a pixel are added up: `[height, width]`.
  /// As many passes forward and back as nodes, with all points and their gradients in hand at once:
  /// the memory of twice as many pictures as nodes.
  /// - Precondition: `label` is a class, `input` is `[channels, height, width]` and fits the baseline,
  ///   and every value is a finite number.
  public func explain(_ model: Network, _ input: Tensor, class label: Int) -> Attribution {
    let start = baseline.background(of: input)
    return Attribution(
      label: label, layer: nil, unit: score.rawValue,
      values: GradientTimesInput.overChannels(
        contributions(model, from: start, to: input, class: label)))
  }

  // [integrate]
  /// Step 1: the inputs at the nodes, straight from `start`, not ``baseline``.
  public func path(from start: Tensor, to end: Tensor) -> [Tensor] {
    let change = end - start
    return quadrature.nodes.map { start + change * Float($0) }
  }

  /// Step 2: the weighted mean of the gradients there; ``baseline`` is not used.
  public func meanGradient(
    _ model: Network, from start: Tensor, to end: Tensor, class label: Int
  ) -> Tensor {
    let path = path(from: start, to: end)
    let slopes = model.gradients(
      of: score, classes: path.map { _ in label }, at: path)
    return Tensor.weightedSum(of: slopes, by: quadrature.weights)
  }

  /// Step 3: each value's change from `start`, not ``baseline``, times that mean.
  public func contributions(
    _ model: Network, from start: Tensor, to end: Tensor, class label: Int
  ) -> Tensor {
    (end - start) * meanGradient(model, from: start, to: end, class: label)
  }
  // [/integrate]

  /// The account: the score at both ends, and what the contributions add up to.
  ///
  /// Contributions are those between the two inputs, with or without their channels; ``baseline``
  /// is not used.
  ///
  /// - Precondition: `label` is a class.
  public func account(
    _ model: Network, from start: Tensor, to end: Tensor, class label: Int,
    of contributions: Tensor
  ) -> Completeness {
    let logits = model.logits(of: [start, end])
    let classes = logits[0].count
    precondition(0..<classes ~= label, "IntegratedGradients: no class \(label) among \(classes)")
    let scores = logits.map { Double(score.values(of: $0)[label]) }
    return Completeness(
      start: scores[0], end: scores[1],
      sum: contributions.elements.reduce(0) { $0 + Double($1) })
  }
}
