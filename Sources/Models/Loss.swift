package import Autograd
import Numerics
import Tensors

/// What training makes small.
public enum Loss: String, Hashable, Sendable, CaseIterable {
  /// −log of the softmax probability of the label; one logit a class.
  case crossEntropy
  /// −log of the logistic probability of the label, 0 or 1; a single logit.
  case logistic

  /// The mean over a batch of logits `[n, classes]`.
  package func value(_ logits: Variable, labels: [Int]) -> Variable {
    switch self {
    case .crossEntropy: return softmaxCrossEntropy(logits, labels: labels)
    case .logistic:
      precondition(
        labels.allSatisfy { 0...1 ~= $0 }, "logistic loss: a label of \(labels) is not 0 or 1")
      return logisticLoss(
        logits, targets: Tensor(ContiguousArray(labels.map(Float.init)), shape: [labels.count, 1]))
    }
  }

  /// Whether the logits of one example speak for its label: the largest is the label's, or a
  /// single logit has the right sign.
  static func isCorrect(_ logits: ArraySlice<Float>, label: Int) -> Bool {
    if logits.count == 1 { return (logits[logits.startIndex] > 0) == (label == 1) }
    let own = logits[logits.startIndex + label]
    return logits.allSatisfy { $0 <= own }
  }
}
