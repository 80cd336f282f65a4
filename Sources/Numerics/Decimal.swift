extension Double {
  /// The value rounded to at most `places` decimals, without trailing zeros, exponent or locale:
  /// "12.5", "-0.03", "0".
  ///
  /// Halves round away from zero. Of numbers with more than 15 digits it is the shortest decimal
  /// that stands for the number that is rounded. What is not finite is "nan", "inf" or "-inf".
  ///
  /// - Precondition: `places` is 0 or more.
  package func decimal(places: Int) -> String {
    precondition(places >= 0, "decimal: \(places) places; 0 or more are possible")
    guard isFinite else { return "\(self)" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (self * scale).rounded()
    let digits = scaled.magnitude < 1e15 ? String(Int(scaled.magnitude)) : roundedDigits(places)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let whole = padded.dropLast(places)
    var fraction = padded.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    let isZero = fraction.isEmpty && whole.allSatisfy { $0 == "0" }
    return (self < 0 && !isZero ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The digits of the size times ten to `places`, rounded to a whole number, by its shortest
  /// decimal: there may be hundreds, more than a number can be multiplied by.
  private func roundedDigits(_ places: Int) -> String {
    let parts = "\(magnitude)".split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let digits = (mantissa[0] + (mantissa.count > 1 ? mantissa[1] : "")).compactMap(
      \.wholeNumberValue)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let count = mantissa[0].count + exponent + places
    guard count >= 0 else { return "0" }
    var kept = digits.prefix(count) + Array(repeating: 0, count: max(0, count - digits.count))
    var carries = count < digits.count && digits[count] >= 5
    var place = kept.count
    while carries && place > 0 {
      place -= 1
      carries = kept[place] == 9
      kept[place] = carries ? 0 : kept[place] + 1
    }
    let text = (carries ? "1" : "") + kept.map(String.init).joined()
    return String(text.drop { $0 == "0" })
  }
}
