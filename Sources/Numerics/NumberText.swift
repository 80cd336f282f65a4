/// Numbers as figures and pages write them: true minus signs, groups of three digits, no locale.
public enum NumberText {
  /// `value` with exactly `places` decimals: "−0.50", "12,500".
  ///
  /// Halves round away from zero. What is not a finite number has no decimals: "nan", "∞", "−∞".
  ///
  /// - Precondition: `places` is 0 or more.
  public static func fixed(_ value: Double, places: Int) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    var text = value.decimal(places: places)
    let isNegative = text.hasPrefix("-")
    if isNegative { text.removeFirst() }
    let parts = text.split(separator: ".")
    var whole = String(parts.first ?? "0")
    if whole.count > 4 {
      var position = whole.count - 3
      while position > 0 {
        whole.insert(",", at: whole.index(whole.startIndex, offsetBy: position))
        position -= 3
      }
    }
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let padded = fraction + String(repeating: "0", count: max(0, places - fraction.count))
    return (isNegative ? "−" : "") + whole + (places > 0 ? "." + padded : "")
  }

  /// An exponent in raised digits: "⁻⁴".
  package static func superscript(_ value: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return (value < 0 ? "⁻" : "")
      + String(String(abs(value)).compactMap(\.wholeNumberValue).map { digits[$0] })
  }
}
