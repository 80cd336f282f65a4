/// A knob that stands elsewhere than at its default.
package struct KnobChange: Hashable, Sendable {
  /// The option without its dashes: `samples`.
  package let name: String
  /// What was asked for.
  package let value: String
  /// The default.
  package let usual: String

  /// States that the knob `name` stands at `value` and not at `usual`.
  package init(name: String, value: String, usual: String) {
    (self.name, self.value, self.usual) = (name, value, usual)
  }

  /// The knobs in which `asked` differs from `plain`, in the order of their declaration.
  ///
  /// Two values are the same if `==` says so; where there is no `==`, if all their parts are.
  /// So a knob given with its default value is no change.
  package static func between<Knobs>(_ plain: Knobs, _ asked: Knobs) -> [KnobChange] {
    zip(Mirror(reflecting: plain).children, Mirror(reflecting: asked).children)
      .compactMap { plain, asked in
        guard !areSame(plain.value, asked.value) else { return nil }
        return KnobChange(
          name: optionName(asked.label ?? ""), value: text(of: asked.value),
          usual: text(of: plain.value))
      }
  }

  /// The value as it is typed; "none" for an option that has none, and in quotes a text with signs
  /// that move a terminal.
  private static func text(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      return mirror.children.first.map { text(of: $0.value) } ?? "none"
    }
    let words = String(describing: value)
    let isPlain = words.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    return isPlain ? words : String(reflecting: words)
  }

  /// Whether two values of any type are equal as far as can be seen.
  static func areSame(_ first: Any, _ second: Any) -> Bool {
    if let first = first as? any Equatable { return first.isSame(as: second) }
    let (firstParts, secondParts) = (
      Array(Mirror(reflecting: first).children), Array(Mirror(reflecting: second).children)
    )
    guard firstParts.count == secondParts.count else { return false }
    if firstParts.isEmpty { return String(reflecting: first) == String(reflecting: second) }
    return zip(firstParts, secondParts).allSatisfy {
      $0.label == $1.label && areSame($0.value, $1.value)
    }
  }

  /// The spelling on the command line of a stored property: `_kernelWidth` is `kernel-width`.
  private static func optionName(_ property: String) -> String {
    property.drop { $0 == "_" }.reduce(into: "") { name, letter in
      name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }
}

extension Equatable {
  /// Whether `other` is of this type and equal; a value that is not equal to itself (a NaN)
  /// is compared by its description.
  fileprivate func isSame(as other: Any) -> Bool {
    guard let other = other as? Self else { return false }
    return self == other || String(reflecting: self) == String(reflecting: other)
  }
}
