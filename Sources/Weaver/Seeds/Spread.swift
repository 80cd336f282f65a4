/// How far a remembered number lay apart with different seeds, in the words that were remembered.
package struct Spread: Codable, Hashable, Sendable {
  /// The name by which prose knows it.
  package var name: String
  /// The lowest.
  package var lowest: String
  /// The middle one; the lower of the two in the middle if their count is even.
  package var median: String
  /// The highest.
  package var highest: String

  /// The spread of the texts that were remembered as `name`.
  ///
  /// Nothing if they are all the same, or not numbers of one kind: `97 %` and `3 of 4`, a name.
  package init?(_ name: String, _ texts: [String]) {
    let readings = texts.compactMap(Reading.init)
    guard let first = readings.first, readings.count == texts.count, Set(texts).count > 1,
      readings.allSatisfy({ $0.unit == first.unit })
    else { return nil }
    // Equal numbers are told by their texts, so that the order does not depend on the seeds'.
    let sorted = readings.sorted { ($0.number, $0.text) < ($1.number, $1.text) }
    self.name = name
    lowest = sorted[0].text
    median = sorted[(sorted.count - 1) / 2].text
    highest = sorted[sorted.count - 1].text
  }
}

/// A text that begins with a number.
private struct Reading {
  let text: String
  let number: Double
  /// What follows the number, without the digits in it: ` ± . %` for `0.3 ± 0.1 %`.
  let unit: String

  init?(_ text: String) {
    let form = #/([-−+]?)(\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?)(.*)/#
    guard let match = text.wholeMatch(of: form),
      let size = Double(match.output.2.replacing(",", with: ""))
    else { return nil }
    self.text = text
    number = ["-", "−"].contains(match.output.1) ? -size : size
    unit = String(match.output.3.filter { !$0.isNumber })
  }
}
