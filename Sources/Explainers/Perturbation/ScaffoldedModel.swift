public import Models
public import Numerics
import Tensors

/// A model that looks fair to whoever asks about rows that nobody has: an attack on LIME.
///
/// Methods that perturb ask about rows unlike real ones. So a detector that knows both apart can
/// answer those who look into the model by another rule than those who are decided about:
///
///     e(x) = biased(x) if the detector takes x for real with at least `threshold`, else harmless(x)
///
/// The detector is a forest, trained on real rows (class 1) and on rows perturbed as the method
/// perturbs them (class 0).
///
/// *Source.* Slack, Hilgard, Jia, Singh and Lakkaraju (2020), "Fooling LIME and SHAP: adversarial
/// attacks on post hoc explanation methods", AIES.
///
/// *Limits.* It needs to know how rows are perturbed, and works as far as they differ from real
/// ones; an explanation that asks about real rows only is not fooled.
public struct ScaffoldedModel {
  /// What decides about real rows.
  public let biased: BlackBox<[Double]>
  /// What answers for rows that no one has.
  public let harmless: BlackBox<[Double]>
  /// What tells them apart; class 1 is real.
  public let detector: RandomForest
  /// From which share of class 1 on a row is taken for real.
  public let threshold: Double

  /// Hides one rule behind another; both answer with equally many scores.
  ///
  /// - Precondition: the detector knows two classes; the threshold is in 0...1.
  public init(
    biased: BlackBox<[Double]>, harmless: BlackBox<[Double]>, detector: RandomForest,
    threshold: Double = 0.5
  ) {
    precondition(
      detector.classes == 2,
      "ScaffoldedModel: a detector of \(detector.classes) classes; 1 is real, 0 perturbed")
    precondition(
      0...1 ~= threshold, "ScaffoldedModel: a threshold of \(threshold); it has to be in 0...1")
    (self.biased, self.harmless) = (biased, harmless)
    (self.detector, self.threshold) = (detector, threshold)
  }

  // [detector]
  /// Trains a detector on real rows and on perturbed ones.
  ///
  /// - Precondition: there are rows of both kinds, equally long, of finite numbers.
  public static func detector(
    real: [[Double]], perturbed: [[Double]], trees: Int = 100, minimumLeaf: Int = 1,
    using random: inout Random
  ) -> RandomForest {
    precondition(
      !real.isEmpty && !perturbed.isEmpty,
      "ScaffoldedModel: \(real.count) real rows, \(perturbed.count) perturbed ones")
    return RandomForest(
      rows: Matrix(rows: perturbed + real),
      labels: perturbed.map { _ in 0 } + real.map { _ in 1 }, trees: trees,
      minimumLeaf: minimumLeaf, using: &random)
  }
  // [/detector]

  /// Whether each of `rows` is taken for real.
  public func takesForReal(_ rows: [[Double]]) -> [Bool] {
    detector.probabilities(of: rows).map { $0[1] >= threshold }
  }

  /// How well rows are told apart.
  public struct Detection: Hashable, Sendable {
    /// The share of the real rows that are taken for real.
    public let real: Double
    /// The share of the perturbed rows that are not.
    public let perturbed: Double

    /// The mean of both: ½ for a detector that guesses, however many rows there are of each kind.
    public var accuracy: Double { (real + perturbed) / 2 }
  }

  /// How well real rows and perturbed ones are told apart, which the detector should not have seen.
  ///
  /// - Precondition: there are rows of both kinds.
  public func detection(real: [[Double]], perturbed: [[Double]]) -> Detection {
    precondition(
      !real.isEmpty && !perturbed.isEmpty,
      "ScaffoldedModel: \(real.count) real rows, \(perturbed.count) perturbed ones")
    func share(_ rows: [[Double]], takenForReal isReal: Bool) -> Double {
      Double(takesForReal(rows).count { $0 == isReal }) / Double(rows.count)
    }
    return Detection(
      real: share(real, takenForReal: true), perturbed: share(perturbed, takenForReal: false))
  }

  // [answer]
  /// What the world sees.
  public var blackBox: BlackBox<[Double]> {
    BlackBox { rows in
      let isReal = takesForReal(rows)
      var real = biased(rows.indices.filter { isReal[$0] }.map { rows[$0] }).makeIterator()
      var other = harmless(rows.indices.filter { !isReal[$0] }.map { rows[$0] }).makeIterator()
      return isReal.compactMap { $0 ? real.next() : other.next() }
    }
  }
  // [/answer]
}
