import Autograd
import Numerics
import Tensors

/// Which number of a class is explained; the raw value is its unit.
public enum ClassScore: String, Hashable, Sendable, CaseIterable {
  /// What the network puts out for the class.
  case logit
  /// Its softmax.
  ///
  /// With p the probabilities and z the logits, dp_c = p_c Σ_j p_j (dz_c − dz_j): all but nothing
  /// once the network is sure, and moved by what speaks for the other classes.
  case probability
  /// The logit of the class, less the mean of the other classes' logits: with n classes,
  /// z_c − Σ_{j≠c} z_j / (n − 1).
  ///
  /// What is added to all logits alike, which no probability depends on, drops out. So a sign means
  /// something: for this class rather than the others.
  case contrast = "logit, less the others' mean"

  /// The scores of all classes that belong to the logits of one input.
  ///
  /// - Precondition: there is a class, for ``contrast`` two.
  public func values(of logits: [Float]) -> [Float] {
    precondition(!logits.isEmpty, "ClassScore: no logits")
    switch self {
    case .logit: return logits
    case .probability:
      return Array(softmax(Tensor(ContiguousArray(logits), shape: [1, logits.count])).elements)
    case .contrast:
      let others = ClassScore.others(among: logits.count)
      let sum = logits.reduce(0, +)
      return logits.map { $0 - (sum - $0) / others }
    }
  }

  /// The sum of the scores at the elements `asked`, one a row, of `logits` `[inputs, classes]`.
  func sum(of logits: Variable, at asked: [Int]) -> Variable {
    switch self {
    case .logit: return logits.elements(asked).sum()
    case .probability: return softmax(logits).elements(asked).sum()
    case .contrast:
      let others = ClassScore.others(among: logits.shape[1])
      return logits.elements(asked).sum() * ((others + 1) / others)
        + logits.sum() * (-1 / others)
    }
  }

  /// How many classes there are beside one.
  private static func others(among classes: Int) -> Float {
    precondition(classes > 1, "ClassScore: a contrast needs a second class")
    return Float(classes - 1)
  }
}
