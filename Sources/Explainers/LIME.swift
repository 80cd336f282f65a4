public import Numerics
public import Tensors

/// LIME: local interpretable model-agnostic explanations, for images.
///
/// *Question.* Which parts of this image speak for this class, to a model that only answers?
///
/// *Formula.* Hide random sets of superpixels, ask the model f about each picture, and fit
/// g(z′) = β₀ + Σ βⱼ z′ⱼ to its answers, with z′ⱼ = 1 where superpixel j is shown and samples
/// weighted by nearness: ξ = arg min Σ w(z′) (f(z) − g(z′))² + α|β|². βⱼ is what superpixel j
/// adds to the score when it is shown.
///
/// *Code.* ``explain(_:_:class:superpixels:using:)`` is the steps below in order. Kernel, fit,
/// selection and penalties are those of the original code, and give its numbers on its samples.
///
/// *Reference.* Ribeiro, Singh and Guestrin (2016), "Why should I trust you? Explaining the
/// predictions of any classifier", KDD; code at github.com/marcotcr/lime, version 0.2.0.1.
///
/// *Limits.* It explains the model on pictures with holes, which it was not trained on. The
/// superpixels decide what can be found. The usual kernel is so wide that the fit is not local. A
/// steady ranking says nothing of fidelity: look at R², at the gap between local prediction and
/// score, and at the standard errors.
public struct LIME: Hashable, Sendable {
  /// How many pictures the model is asked about, the image itself among them; ten for each
  /// superpixel or more.
  public let samples: Int

  /// How the superpixels to hide are drawn.
  public let sampler: LIMENeighbourhood.Sampler

  /// How much a sample counts.
  public let kernel: LIMEKernel

  /// How the answers are imitated.
  public let surrogate: LinearSurrogate

  /// What hides a superpixel.
  public let fill: LIMEFill

  /// How many pictures the model gets at a time; memory grows with it, not with `samples`.
  public let batch: Int

  /// The knobs; as they stand, those of the original code for images.
  ///
  /// - Precondition: `samples` and `batch` are positive.
  public init(
    samples: Int = 1000, sampler: LIMENeighbourhood.Sampler = .bernoulli,
    kernel: LIMEKernel = LIMEKernel(), surrogate: LinearSurrogate = LinearSurrogate(),
    fill: LIMEFill = .meanColor, batch: Int = 128
  ) {
    precondition(samples >= 1, "LIME: \(samples) samples; at least 1 is needed, the instance")
    precondition(batch >= 1, "LIME: a batch of \(batch); at least 1 is needed")
    (self.samples, self.sampler, self.kernel) = (samples, sampler, kernel)
    (self.surrogate, self.fill, self.batch) = (surrogate, fill, batch)
  }

  // [explain]
  /// Explains the score that the model gives to one class: all steps in order.
  ///
  /// Takes `samples` forward passes. The model is asked in batches, in order.
  /// - Precondition: `image` has the size that was cut, and every value of it is a finite number.
  public func explain(
    _ model: BlackBox, _ image: Tensor, class label: Int, superpixels: Superpixels,
    using random: inout Random
  ) -> LIMEExplanation {
    let neighbourhood = neighbourhood(of: superpixels, using: &random)
    let outputs = outputs(of: model, image, superpixels, neighbourhood)
    return explanation(of: label, superpixels, neighbourhood, outputs)
  }
  // [/explain]
}

// MARK: The steps

extension LIME {
  /// Step 1: draws which superpixels each sample shows.
  public func neighbourhood(
    of superpixels: Superpixels, using random: inout Random
  ) -> LIMENeighbourhood {
    LIMENeighbourhood(
      count: samples, parts: superpixels.count, sampler: sampler, using: &random)
  }

  /// Step 2: the picture that a row of the neighbourhood stands for.
  ///
  /// - Precondition: `image` has the size that was cut, and every value of it is a finite number;
  ///   there is such a row.
  public func perturbedImage(
    _ row: Int, of image: Tensor, _ superpixels: Superpixels, _ neighbourhood: LIMENeighbourhood
  ) -> Tensor {
    let background = fill.background(of: image, superpixels)
    return picture(neighbourhood[row], image, background, superpixels)
  }

  /// Step 3: the model's answers for all rows, one score a class.
  ///
  /// Pictures are made a batch at a time, so memory does not grow with the samples.
  /// - Precondition: the image is as in the step before; the model answers with finite scores,
  ///   equally many for every picture.
  public func outputs(
    of model: BlackBox, _ image: Tensor, _ superpixels: Superpixels,
    _ neighbourhood: LIMENeighbourhood
  ) -> [[Float]] {
    let background = fill.background(of: image, superpixels)
    var outputs: [[Float]] = []
    outputs.reserveCapacity(neighbourhood.count)
    for start in stride(from: 0, to: neighbourhood.count, by: batch) {
      let rows = start..<min(start + batch, neighbourhood.count)
      let answers = model(rows.map { picture(neighbourhood[$0], image, background, superpixels) })
      precondition(
        answers.count == rows.count,
        "LIME: the model gave \(answers.count) answers for \(rows.count) images")
      for answer in answers {
        let classes = outputs.first?.count ?? answer.count
        precondition(
          answer.count == classes && !answer.isEmpty,
          "LIME: the model gave \(answer.count) scores for one image and \(classes) for another")
        precondition(
          answer.allSatisfy(\.isFinite), "LIME: a score of the model is not a finite number")
        outputs.append(answer)
      }
    }
    return outputs
  }

  // [explanation]
  /// Steps 4 and 5: weighs the samples by nearness, and fits the surrogate to the
  /// scores of one class.
  ///
  /// Asks the model nothing: all classes can be explained from the same answers.
  /// - Precondition: one answer for each row, each with a score for the class.
  public func explanation(
    of label: Int, _ superpixels: Superpixels, _ neighbourhood: LIMENeighbourhood,
    _ outputs: [[Float]]
  ) -> LIMEExplanation {
    precondition(
      outputs.count == neighbourhood.count,
      "LIME: \(outputs.count) answers for \(neighbourhood.count) rows")
    precondition(
      outputs.allSatisfy { $0.indices.contains(label) },
      "LIME: no score for class \(label) among \(outputs.first?.count ?? 0)")
    let rows = neighbourhood.matrix
    let scores = outputs.map { Double($0[label]) }
    let distances = kernel.distances(of: rows)
    let weights = distances.map { kernel.weight(at: $0) }
    let fit = surrogate.fit(rows: rows, targets: scores, weights: weights)
    return LIMEExplanation(
      label: label, superpixels: superpixels, fit: fit,
      neighbourhood: neighbourhood, distances: distances, weights: weights,
      scores: scores)
  }
  // [/explanation]

  /// Explanations from disjoint runs of one long neighbourhood, each of `size` rows and row 0.
  ///
  /// They differ by nothing but the luck of the draw, and cost no further forward passes.
  /// - Returns: As many as fit; rows left over are not used.
  /// - Precondition: `size` is positive; one answer for each row, each with a score for the class.
  public func runs(
    of size: Int, class label: Int, _ superpixels: Superpixels,
    _ neighbourhood: LIMENeighbourhood, _ outputs: [[Float]]
  ) -> [LIMEExplanation] {
    precondition(size >= 1, "LIME: runs of \(size) rows")
    precondition(
      outputs.count == neighbourhood.count,
      "LIME: \(outputs.count) answers for \(neighbourhood.count) rows")
    return (0..<((neighbourhood.count - 1) / size)).map { run in
      let range = (1 + run * size)..<(1 + (run + 1) * size)
      return explanation(
        of: label, superpixels, neighbourhood.run(range), [outputs[0]] + outputs[range])
    }
  }

  /// The image where a row shows it and the background elsewhere.
  private func picture(
    _ row: ArraySlice<UInt8>, _ image: Tensor, _ background: Tensor, _ superpixels: Superpixels
  ) -> Tensor {
    precondition(
      row.count == superpixels.count,
      "LIME: a row of \(row.count) parts for \(superpixels.count) superpixels")
    let shown = Array(row)
    var picture = image
    let area = superpixels.labels.count
    for (pixel, label) in superpixels.labels.enumerated() where shown[label] == 0 {
      for channel in 0..<3 {
        picture.elements[channel * area + pixel] = background.elements[channel * area + pixel]
      }
    }
    return picture
  }
}
