public import Models
import Numerics
public import Tensors

/// A method that explains why a network scores an input as it does.
///
/// A value holds the method's knobs; `explain` is nothing but its steps in order, which are public
/// as well. Whatever conforms can stand on a score board, be put through a sanity check, and keeps
/// the laws that all methods keep:
///
/// - the same question gets the same answer, bit by bit, on any number of threads;
/// - the answer is about the class that was asked for, and finite;
/// - what cannot be explained is refused in words: a class that is not there, an input with a value
///   that is no finite number.
public protocol Explainer: Sendable {
  /// Explains the class `label` for this `input`, in the eyes of `model`.
  ///
  /// - Parameters:
  ///   - model: The network.
  ///   - input: An image `[channels, height, width]`, or a row of a table.
  ///   - label: The class, counted from 0.
  /// - Returns: What speaks for and against the class.
  /// - Precondition: `label` is a class, and every value of the input is a finite number.
  func explain(_ model: Network, _ input: Tensor, class label: Int) -> Attribution
}

extension Explainer {
  /// The explanations of many inputs, each for a class of its own, on all cores.
  ///
  /// They are, bit by bit, those that each input gets alone.
  ///
  /// - Precondition: there is one class for each input; for each of them what `explain` asks for.
  public func explain(
    _ model: Network, _ inputs: [Tensor], classes labels: [Int]
  ) -> [Attribution] {
    precondition(
      labels.count == inputs.count,
      "Explainer: \(labels.count) classes for \(inputs.count) inputs")
    return Parallel.map(inputs.count) { explain(model, inputs[$0], class: labels[$0]) }
  }
}
