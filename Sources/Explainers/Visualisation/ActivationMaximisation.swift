import Images
public import Models
public import Numerics
public import Tensors

/// A picture made for a unit of a network: the one that it responds to most.
///
/// *Question.* What does this unit, or this class, look for?
///
/// *Formula.* Climb a(x) − λ ‖x − ½‖² − μ TV(x) from grey, a being the unit's value and TV the total
/// variation (``InputPrior``). After each step the picture is brought back to 0…1; now and then it is
/// blurred. With jitter the network sees it rolled by some pixels, others at each step.
///
/// *Reference.* Erhan, Bengio, Courville and Vincent (2009), "Visualizing higher-layer features of a
/// deep network"; Simonyan, Vedaldi and Zisserman (2014) for classes, by the logit; Yosinski, Clune,
/// Nguyen, Fuchs and Lipson (2015) for blur; Mahendran and Vedaldi (2015) for total variation; Olah,
/// Mordvintsev and Schubert (2017) for jitter. Steps are those of Adam.
///
/// *Limits.* It ends on one hill of many, and where it ends depends on the start and on every term. A
/// value far above that of all pictures is no sign of a picture: without terms it is noise. What comes
/// out shows what the network accepts, not what it was shown. A rectifier that is silent at the start
/// has no slope to climb: ask for what stands before it.
public struct ActivationMaximisation: Hashable, Sendable {
  /// How many steps are climbed.
  public var steps: Int { didSet { requireKnobs() } }
  /// Adam's learning rate, in units of brightness.
  public var rate: Double { didSet { requireKnobs() } }
  /// What a picture costs.
  public var prior: InputPrior
  /// How far the picture is rolled before the network sees it, at most, in pixels each way.
  public var jitter: Int { didSet { requireKnobs() } }
  /// After how many steps it is blurred, again and again; 0 for never.
  public var blurEvery: Int { didSet { requireKnobs() } }
  /// The standard deviation of that blur, in pixels.
  public var blur: Double { didSet { requireKnobs() } }

  /// A climb; without more, nothing holds it back but 0…1.
  ///
  /// - Precondition: there is a step; the rate is positive and finite; jitter and blur are in
  ///   0...1000, and `blurEvery` is not negative. It holds for each of them that is set later, too.
  public init(
    steps: Int = 300, rate: Double = 0.03, prior: InputPrior = InputPrior(), jitter: Int = 0,
    blurEvery: Int = 0, blur: Double = 1
  ) {
    (self.steps, self.rate, self.prior) = (steps, rate, prior)
    (self.jitter, self.blurEvery, self.blur) = (jitter, blurEvery, blur)
    requireKnobs()
  }

  private func requireKnobs() {
    precondition(
      steps > 0 && rate > 0 && rate.isFinite,
      "ActivationMaximisation: \(steps) steps at a rate of \(rate)")
    precondition(
      0...1000 ~= jitter && blurEvery >= 0 && 0...1000 ~= blur,
      "ActivationMaximisation: a jitter of \(jitter), a blur of \(blur) every \(blurEvery) steps")
  }

  /// Grey with some noise, ½ + `noise` · r with normal r, brought to 0…1: where climbs begin.
  ///
  /// On plain grey all that leads to a unit may be shut, and then there is no slope to climb.
  ///
  /// - Precondition: `noise` is a finite number, not negative.
  public static func grey(
    shape: [Int], noise: Double = 0.01, using random: inout Random
  ) -> Tensor {
    precondition(
      noise >= 0 && noise.isFinite, "ActivationMaximisation: a start with a noise of \(noise)")
    return Tensor(shape: shape).map { _ in
      Float(min(1, max(0, 0.5 + noise * random.normal())))
    }
  }

  // [up]
  /// What the climb for `unit` ends at, and the unit's values on the way.
  ///
  /// One pass forward and back for each step.
  /// - Precondition: the network has the unit; every value of `start` is a
  ///   finite number; blur and total variation need `[channels, height, width]`,
  ///   jitter needs two axes. No step leads beyond what `Float` holds.
  public func maximise(
    _ unit: NetworkUnit, of model: Network, from start: Tensor,
    using random: inout Random
  ) -> Climb {
    var (picture, values) = ([start], [Float]())
    var optimiser = OptimizerState(
      .adam(learningRate: rate), weightDecay: 0, for: picture)
    for step in 1...steps {
      let (down, right) = (shift(using: &random), shift(using: &random))
      let seen = picture[0].rolled(down: down, right: right)
      let slope = model.slopes(of: unit, at: [seen])[0]
      values.append(slope.value)
      let uphill = slope.gradient.rolled(down: -down, right: -right)
      let cost = prior.gradient(at: picture[0])
      optimiser.step(&picture, gradients: [cost - uphill])
      picture[0].requireFinite("ActivationMaximisation: step \(step)")
      if blurEvery > 0 && step % blurEvery == 0 {
        picture[0] = Gaussian.blurred(picture[0], sigma: blur)
      }
      picture[0] = picture[0].map { min(1, max(0, $0)) }
    }
    return Climb(
      picture: picture[0], value: model.values(of: unit, for: picture)[0],
      values: values)
  }
  // [/up]

  private func shift(using random: inout Random) -> Int {
    jitter == 0 ? 0 : random.integer(below: 2 * jitter + 1) - jitter
  }
}

/// What a climb ended at.
public struct Climb: Hashable, Sendable {
  /// The picture, in 0…1.
  public let picture: Tensor
  /// What the unit says to it.
  public let value: Float
  /// What the unit said before each step, to what it saw then.
  public let values: [Float]
}
