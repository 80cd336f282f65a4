extension Double {
  /// The value rounded to at most `places` decimals, without trailing zeros, exponent or locale:
  /// "12.5", "-0.03", "0".
  ///
  /// Halves round away from zero. Values beyond 15 digits, and what is not finite, are written
  /// as Swift writes them.
  package func decimal(places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (self * scale).rounded()
    guard scaled.magnitude < 1e15 else { return "\(self)" }
    let digits = String(Int(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let whole = padded.dropLast(places)
    var fraction = padded.suffix(places)
    while fraction.last == "0" { fraction.removeLast() }
    return (scaled < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
