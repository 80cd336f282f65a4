public import Numerics
public import Tensors

/// LIME: local interpretable model-agnostic explanations.
///
/// *Question.* Which parts of this input speak for this class, to a model that only answers?
///
/// *Formula.* Hide random sets of parts, ask the model f about what is left each time, and fit
/// g(z′) = β₀ + Σ βⱼ z′ⱼ to its answers, with z′ⱼ = 1 where part j is shown and samples weighted by
/// nearness: ξ = arg min Σ w(z′) (f(z) − g(z′))² + α|β|². βⱼ is what part j adds to the score when
/// it is shown.
///
/// *Code.* ``explain(_:_:class:using:)`` is the steps below in order. It knows nothing of pictures
/// or words: ``InputInParts`` makes what a row of zeros and ones stands for. Kernel, fit, selection
/// and penalties are those of the original code, and give its numbers on its samples.
///
/// *Reference.* Ribeiro, Singh and Guestrin (2016), "Why should I trust you? Explaining the
/// predictions of any classifier", KDD; code at github.com/marcotcr/lime, version 0.2.0.1.
///
/// *Limits.* It explains the model on inputs with holes, which it was not trained on. The parts
/// decide what can be found. The usual kernel is so wide that the fit to a picture is not local. A
/// steady ranking says nothing of fidelity: look at R², at the gap between local prediction and
/// score, and at the standard errors.
public struct LIME: Hashable, Sendable {
  /// How many inputs the model is asked about, the instance itself among them; ten for each part
  /// or more.
  public let samples: Int

  /// How the parts to hide are drawn.
  public let sampler: Coalitions.Sampler

  /// How much a sample counts.
  public let kernel: LIMEKernel

  /// How the answers are imitated.
  public let surrogate: LinearSurrogate

  /// How many inputs the model gets at a time; memory grows with it, not with `samples`.
  public let batch: Int

  /// The knobs; as they stand, those of the original code for images.
  ///
  /// - Precondition: `samples` and `batch` are positive.
  public init(
    samples: Int = 1000, sampler: Coalitions.Sampler = .bernoulli,
    kernel: LIMEKernel = LIMEKernel(), surrogate: LinearSurrogate = LinearSurrogate(),
    batch: Int = 128
  ) {
    precondition(samples >= 1, "LIME: \(samples) samples; at least 1 is needed, the instance")
    precondition(batch >= 1, "LIME: a batch of \(batch); at least 1 is needed")
    (self.samples, self.sampler, self.kernel) = (samples, sampler, kernel)
    (self.surrogate, self.batch) = (surrogate, batch)
  }

  // [explain]
  /// Explains the score that the model gives to one class: all steps in order.
  ///
  /// Takes `samples` forward passes. The model is asked in batches, in order.
  public func explain<Input>(
    _ model: BlackBox<Input>, _ parts: InputInParts<Input>, class label: Int,
    using random: inout Random
  ) -> LIMEExplanation {
    let coalitions = coalitions(of: parts, using: &random)
    let outputs = outputs(of: model, parts, coalitions)
    return explanation(of: label, coalitions, outputs)
  }
  // [/explain]
}

// MARK: The steps

extension LIME {
  /// Step 1: draws which parts each sample shows.
  public func coalitions(
    of parts: InputInParts<some Any>, using random: inout Random
  ) -> Coalitions {
    Coalitions(count: samples, parts: parts.count, sampler: sampler, using: &random)
  }

  /// Step 2: the model's answers for all rows, one score a class.
  ///
  /// Inputs are made a batch at a time, so memory does not grow with the samples.
  /// - Precondition: the rows are as long as there are parts; the model answers as a ``BlackBox``
  ///   has to.
  public func outputs<Input>(
    of model: BlackBox<Input>, _ parts: InputInParts<Input>, _ coalitions: Coalitions
  ) -> [[Float]] {
    model.scores(of: coalitions.lazy.map { parts.input(showing: $0) }, batch: batch)
  }

  /// Steps 3 and 4 for what the coalitions say of the parts.
  ///
  /// - Precondition: one answer for each row, each with a score for the class.
  public func explanation(
    of label: Int, _ coalitions: Coalitions, _ outputs: [[Float]]
  ) -> LIMEExplanation {
    explanation(of: label, coalitions.matrix, outputs)
  }

  // [explanation]
  /// Steps 3 and 4: weighs the samples by nearness, and fits the surrogate to the
  /// scores of one class.
  ///
  /// Asks the model nothing: all classes can be explained from the same answers.
  /// - Precondition: one answer for each row, each with a score for the class.
  public func explanation(
    of label: Int, _ rows: Matrix, _ outputs: [[Float]]
  ) -> LIMEExplanation {
    requireAnswers(outputs, to: rows.rows, class: label)
    let scores = outputs.map { Double($0[label]) }
    let distances = kernel.distances(of: rows)
    let weights = distances.map { kernel.weight(at: $0) }
    let fit = surrogate.fit(rows: rows, targets: scores, weights: weights)
    return LIMEExplanation(
      label: label, fit: fit, rows: rows,
      distances: distances, weights: weights, scores: scores)
  }
  // [/explanation]

  /// Explanations from disjoint runs of many coalitions, each of `size` rows and row 0.
  ///
  /// They differ by nothing but the luck of the draw, and cost no further forward passes.
  /// - Returns: As many as fit; rows left over are not used.
  /// - Precondition: `size` is positive; one answer for each row, each with a score for the class.
  public func runs(
    of size: Int, class label: Int, _ coalitions: Coalitions, _ outputs: [[Float]]
  ) -> [LIMEExplanation] {
    precondition(size >= 1, "LIME: runs of \(size) rows")
    requireAnswers(outputs, to: coalitions.count, class: label)
    return (0..<((coalitions.count - 1) / size)).map { run in
      let range = (1 + run * size)..<(1 + (run + 1) * size)
      return explanation(of: label, coalitions.run(range), [outputs[0]] + outputs[range])
    }
  }

  private func requireAnswers(
    _ outputs: [[Float]], to count: Int, class label: Int
  ) {
    precondition(outputs.count == count, "LIME: \(outputs.count) answers for \(count) rows")
    precondition(
      outputs.allSatisfy { $0.indices.contains(label) },
      "LIME: no class \(label) among \(outputs.first?.count ?? 0)")
  }
}
