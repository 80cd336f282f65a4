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
  ///
  /// Of equal logits the first speaks, as everywhere in the book: a network that says the same of
  /// all classes means class 0, and is right as often as that is. So a single logit of 0 means
  /// class 0 too. Logits with one that is not a number mean no class.
  ///
  /// - Precondition: `label` names a class.
  static func isCorrect(_ logits: ArraySlice<Float>, label: Int) -> Bool {
    precondition(
      0..<max(logits.count, 2) ~= label && !logits.isEmpty,
      "Loss: no class \(label) among \(logits.count) logits")
    guard !logits.contains(where: \.isNaN) else { return false }
    if logits.count == 1 { return (logits[logits.startIndex] > 0) == (label == 1) }
    let first = logits.indices.reduce(logits.startIndex) { logits[$1] > logits[$0] ? $1 : $0 }
    return first == logits.startIndex + label
  }
}
