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

  /// The last part of a value that may be a path; nil of a number, and `nan` is one.
  package var fileName: String? {
    Double(value) == nil ? value.split(separator: "/").last.map(String.init) : nil
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

  /// The value as it is typed; "none" for an option that has none.
  ///
  /// An option describes itself as its value does: if it may have none, as `nil` or
  /// `Optional("cat.png")`. A text with signs in it that no line shows stays in quotes.
  private static func text(of value: Any) -> String {
    let words = String(describing: value)
    if words == "nil" { return "none" }
    guard words.hasPrefix("Optional("), words.hasSuffix(")") else { return words }
    let inner = words.dropFirst("Optional(".count).dropLast()
    guard inner.hasPrefix("\""), inner.hasSuffix("\""), !inner.contains("\\") else {
      return String(inner)
    }
    return String(inner.dropFirst().dropLast())
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
