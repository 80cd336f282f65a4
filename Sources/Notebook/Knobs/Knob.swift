public import ArgumentParser
import Numerics

extension Option where Value: ExpressibleByArgument & Comparable & Sendable {
  /// A knob: an option that takes numbers within `limits`, both ends among them.
  ///
  /// `@Option("How many coverings to try.", in: 50...10_000) var samples = 1000` is all that a
  /// knob needs: help shows `--samples <50...10000>`, and any other value, also one that is no
  /// number, ends the run before it begins, with a sentence and status 64. What several knobs allow
  /// only together belongs in `validate()`; see ``require(_:_:)``. `make corners` runs a chapter
  /// with all ends of its knobs, so they have to be values that the reader's machine can bear.
  ///
  /// What stands behind the knob is its value even if it begins with a dash: a number below zero.
  ///
  /// - Precondition: the default lies within `limits`.
  public init(wrappedValue: Value, _ help: String, in limits: ClosedRange<Value>) {
    precondition(
      limits.contains(wrappedValue),
      "Option: the default \(wrappedValue) of a knob is not within its limits \(limits)")
    let (lowest, highest) = (numeral(limits.lowerBound), numeral(limits.upperBound))
    let kind = wrappedValue is any BinaryInteger ? "a whole number" : "a number"
    self.init(
      wrappedValue: wrappedValue, parsing: .unconditional,
      help: ArgumentHelp(
        "\(help) (default: \(numeral(wrappedValue)))", valueName: "\(lowest)...\(highest)")
    ) { text in
      guard let value = Value(argument: text), limits.contains(value) else {
        throw ValidationError("it takes \(kind) from \(lowest) to \(highest)")
      }
      return value
    }
  }
}

/// A number as a reader types it: `1000` for 1000.0.
private func numeral(_ value: some Any) -> String {
  let text = String(describing: value)
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
