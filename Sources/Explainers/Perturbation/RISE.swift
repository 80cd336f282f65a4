public import Models
public import Numerics
public import Tensors

/// RISE: randomized input sampling for explanation.
///
/// *Question.* Which pixels speak for this class, to a model that only answers?
///
/// *Formula.* Show the picture x through random masks M, ask the model f each time, and take the mean
/// of the masks, weighted by the scores that they got: S = Σ f(x ⊙ M) M / (N p), with p the mean of
/// a mask. ``RISEEstimator`` says what that estimates, and how to lose less to chance.
///
/// *Code.* ``estimate(of:_:classes:)`` draws masks, asks about what they show, and adds up, a batch
/// at a time: neither masks nor scores are kept. Mask i is the same however many there are
/// (``RISEMasks``), so that an estimate can be looked at, and gone on with, at any moment.
///
/// *Reference.* Petsiuk, Das and Saenko (2018), "RISE: Randomized input sampling for explanation of
/// black-box models", BMVC; code at github.com/eclique/RISE.
///
/// *Limits.* Thousands of passes for one picture. It explains the model on pictures with soft dark
/// blotches, which it was not trained on. What is smaller than a cell of the masks is not resolved,
/// and a score that never moves has a raw map all the same: that of chance.
public struct RISE: Explainer, Hashable {
  /// How many masks are drawn at most.
  public let masks: Int

  /// How many cells a mask has below and beside each other.
  public let rows, columns: Int

  /// With which probability p a cell is shown.
  public let keepProbability: Double

  /// What is made of masks and scores.
  public let estimator: RISEEstimator

  /// What is seen where a mask hides the picture, of the picture's shape; black if nil.
  public let background: Tensor?

  /// The share of the map's range below which the greatest standard error ends the drawing of
  /// masks; nil if all are drawn.
  public let stopBelow: Double?

  /// Which of a network's answers are explained.
  public let score: ClassScore

  /// How many pictures the model gets at a time; memory grows with it, not with `masks`.
  public let batch: Int

  /// Where the draws begin, anew for each picture: so the answer depends on nothing else.
  public let random: Random

  /// As many masks at least are drawn before their standard errors are believed.
  public static let leastMasks = 100

  /// The knobs; as they stand, those of the paper.
  ///
  /// - Precondition: `masks` and `batch` are positive, as is `stopBelow`; grid and probability are
  ///   as ``RISEMasks`` asks for.
  public init(
    masks: Int = 4000, rows: Int = 7, columns: Int = 7, keepProbability: Double = 0.5,
    estimator: RISEEstimator = .raw, background: Tensor? = nil, stopBelow: Double? = nil,
    score: ClassScore = .probability, batch: Int = 128, random: Random
  ) {
    precondition(masks >= 1, "RISE: \(masks) masks; at least 1 is needed")
    precondition(batch >= 1, "RISE: a batch of \(batch); at least 1 is needed")
    precondition(
      stopBelow.map { $0 > 0 } ?? true, "RISE: no error is below \(stopBelow ?? 0) of the range")
    _ = RISEMasks(
      height: 1, width: 1, rows: rows, columns: columns, keepProbability: keepProbability,
      random: random)
    (self.masks, self.rows, self.columns) = (masks, rows, columns)
    (self.keepProbability, self.estimator, self.background) = (
      keepProbability, estimator, background
    )
    (self.stopBelow, self.score, self.batch) = (stopBelow, score, batch)
    self.random = random
  }

  /// Explains the score of a class of a network, which is a black box here as well.
  ///
  /// Takes as many passes forward as there are masks, and none back.
  /// - Precondition: `label` is a class; `image` is `[channels, height, width]`, and every value of
  ///   it is a finite number.
  public func explain(_ model: Network, _ image: Tensor, class label: Int) -> Attribution {
    explain(model.blackBox(score), image, class: label, unit: score.rawValue)
  }

  /// Explains the score that any model of pictures gives to a class, `unit` says in what.
  ///
  /// - Precondition: as above; the model answers as a ``BlackBox`` has to.
  public func explain(
    _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int, unit: String = "score"
  ) -> Attribution {
    estimate(of: model, image, classes: [label])
      .attribution(class: label, estimator, unit: unit)
  }
}

// MARK: The steps

extension RISE {
  /// Step 1: the masks for a picture, to be taken by their number.
  ///
  /// - Precondition: the image is `[channels, height, width]` with pixels, all of them finite
  ///   numbers.
  public func masks(for image: Tensor) -> RISEMasks {
    precondition(
      image.shape.count == 3 && image.count > 0,
      "RISE: \(image.shape) is not [channels, height, width], or is empty")
    image.requireFinite("RISE: the image")
    return RISEMasks(
      height: image.shape[1], width: image.shape[2], rows: rows, columns: columns,
      keepProbability: keepProbability, random: random)
  }

  /// Steps 2 to 4 until there are enough masks: shows the picture through them, asks, adds up.
  ///
  /// All classes are explained by the same passes.
  /// - Returns: What is known after ``masks`` masks, or earlier: after the first batch with which
  ///   the maps of all classes are certain to ``stopBelow``.
  public func estimate(
    of model: BlackBox<Tensor>, _ image: Tensor, classes: [Int]
  ) -> RISEEstimate {
    var estimate = RISEEstimate(
      classes: classes, for: image, keepProbability: keepProbability)
    while estimate.passes < masks && !isSettled(estimate) {
      extend(&estimate, to: min(estimate.passes + batch, masks), asking: model, about: image)
    }
    return estimate
  }

  // [extend]
  /// Goes on with an estimate of the same picture until it knows `count` masks.
  ///
  /// - Precondition: the estimate is of such masks, and of that picture's size.
  public func extend(
    _ estimate: inout RISEEstimate, to count: Int,
    asking model: BlackBox<Tensor>, about image: Tensor
  ) {
    requireFit(estimate)
    let masks = masks(for: image)
    let hidden = background(of: image)
    while estimate.passes < count {
      let next = estimate.passes..<min(estimate.passes + batch, count)
      let drawn = Parallel.map(next.count) {
        let mask = masks[next.lowerBound + $0].values
        return (mask: mask, view: image.shown(through: mask, before: hidden))
      }
      let scores = model(drawn.map(\.view))
      estimate.add(drawn.map(\.mask), scores: scores)
    }
  }
  // [/extend]

  /// Whether the maps of all classes are certain to ``stopBelow``.
  private func isSettled(_ estimate: RISEEstimate) -> Bool {
    guard let stopBelow, estimate.passes >= RISE.leastMasks else { return false }
    return estimate.classes.allSatisfy { label in
      estimate.uncertainty(class: label, estimator).map { $0 < stopBelow } ?? false
    }
  }

  private func requireFit(_ estimate: RISEEstimate) {
    precondition(
      estimate.keepProbability == keepProbability,
      "RISE: cells are shown with probability \(keepProbability), those of the estimate with "
        + "\(estimate.keepProbability)")
  }

  /// What is seen where a mask is 0.
  ///
  /// - Precondition: a given background has the picture's shape, and finite numbers.
  func background(of image: Tensor) -> Tensor {
    guard let background else { return Tensor(shape: image.shape) }
    precondition(
      background.shape == image.shape,
      "RISE: a background \(background.shape) for a picture \(image.shape)")
    background.requireFinite("RISE: the background")
    return background
  }
}

extension RISEEstimate {
  /// What is known of a picture `[channels, height, width]` without a mask.
  ///
  /// - Precondition: it has that shape, and pixels; there is a class, and 0 < p < 1.
  public init(classes: [Int], for image: Tensor, keepProbability: Double) {
    precondition(
      image.shape.count == 3, "RISE: \(image.shape) is not [channels, height, width]")
    self.init(
      classes: classes, height: image.shape[1], width: image.shape[2],
      keepProbability: keepProbability)
  }
}
