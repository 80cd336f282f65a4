extension [String] {
  /// Whether the cells are a column of numbers: some hold one, and every other a sign for none.
  ///
  /// The page and the terminal put such a column to the right.
  package var isColumnOfNumbers: Bool {
    contains(where: \.isNumeral) && allSatisfy { $0.isNumeral || noNumber.contains($0) }
  }
}

private let noNumber: Set<String> = ["", "-", "–", "—", "n/a", "∞"]

extension String {
  /// Whether the text is a number, perhaps with sign, unit per cent, exponent, spread or a mark.
  fileprivate var isNumeral: Bool {
    contains(where: \.isNumber)
      && allSatisfy { $0.isNumber || $0.isWhitespace || ".,+-−±%e×^/()•".contains($0) }
  }
}
