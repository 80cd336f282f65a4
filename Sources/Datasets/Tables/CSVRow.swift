/// One line of a ``CSVTable``, split.
package struct CSVRow: Sendable {
  /// The name of the file.
  let file: String
  /// The number of the line; the header is line 1.
  let line: Int
  /// The fields in order.
  package let fields: [Substring]

  /// The file, line and column at which `field` starts.
  func place(of field: Int) -> String {
    let column = 1 + fields[..<field].reduce(0) { $0 + $1.count + 1 }
    return "\(file):\(line):\(column)"
  }

  /// The integer in `field`, in digits alone.
  ///
  /// - Throws: an error if it is none, or not in `range`.
  func integer(_ field: Int, in range: Range<Int>) throws(DatasetError) -> Int {
    let text = fields[field]
    guard text.isDigits, text == "0" || !text.hasPrefix("0"), let value = Int(text) else {
      throw DatasetError(
        place(of: field), "\(text.quoted) is not a whole number in plain digits")
    }
    guard range.contains(value) else {
      throw DatasetError(
        place(of: field),
        "\(value) is out of range; expected \(range.lowerBound) to \(range.upperBound - 1)")
    }
    return value
  }

  /// The number in `field`, in digits with a point and a minus at most.
  ///
  /// - Throws: an error if it is none, or not in `range`.
  func number(_ field: Int, in range: ClosedRange<Double>) throws(DatasetError) -> Double {
    let text = fields[field]
    let parts = (text.hasPrefix("-") ? text.dropFirst() : text)
      .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy(\.isDigits), let value = Double(text) else {
      throw DatasetError(place(of: field), "\(text.quoted) is not a number such as -17.5")
    }
    guard range.contains(value) else {
      throw DatasetError(
        place(of: field),
        "\(text.quoted) is out of range; expected \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// The case of `choices` named in `field`.
  ///
  /// - Throws: an error if none of them has that name.
  func choice<Choice>(_ field: Int, of choices: [Choice]) throws(DatasetError) -> Choice {
    choices[try choice(field, ofNames: choices.map { "\($0)" })]
  }

  /// The place among `names` of the one in `field`.
  ///
  /// - Throws: an error if it is none of them.
  func choice(_ field: Int, ofNames names: [String]) throws(DatasetError) -> Int {
    if let place = names.firstIndex(where: { $0 == fields[field] }) { return place }
    throw DatasetError(
      place(of: field),
      "unknown name \(fields[field].quoted); expected one of \(names.joined(separator: ", "))")
  }
}

extension Substring {
  /// Whether there is a digit, and nothing else.
  fileprivate var isDigits: Bool { !isEmpty && utf8.allSatisfy { 48...57 ~= $0 } }
}
