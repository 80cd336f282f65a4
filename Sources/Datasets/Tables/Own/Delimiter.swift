/// The sign between the fields of a table in plain text.
enum Delimiter: UInt8, CaseIterable {
  case comma = 44
  case semicolon = 59
  case tab = 9
  case bar = 124

  /// The sign as a sentence names it.
  var words: String {
    switch self {
    case .comma: "commas"
    case .semicolon: "semicolons"
    case .tab: "tabs"
    case .bar: "bars"
    }
  }

  /// Reads a cell as a file with this sign writes numbers, or as its column does.
  func reading(_ cell: ArraySlice<UInt8>, style: NumberStyle? = nil) -> CellReading {
    style.map { CellReading(cell, style: $0) } ?? CellReading(cell, acceptsComma: self != .comma)
  }

  /// The sign with which `bytes` read best from the byte `start` on; nil if the header has one
  /// field with each of them.
  ///
  /// Best is where the largest share of the first 100 records has as many fields as the header;
  /// of equals, where there are more fields, and then the first of the list above.
  static func guess(_ bytes: [UInt8], from start: Int) -> Delimiter? {
    var best: (delimiter: Delimiter, share: Double, fields: Int)?
    for delimiter in allCases {
      var scanner = RecordScanner(bytes, from: start, delimiter: delimiter, file: "")
      guard (try? scanner.advance()) == true, scanner.record.count > 1 else { continue }
      let fields = scanner.record.count
      var (records, fitting) = (0, 0)
      while records < 100, (try? scanner.advance()) == true {
        records += 1
        if scanner.record.count == fields { fitting += 1 }
      }
      let share = records == 0 ? 1 : Double(fitting) / Double(records)
      if let best, (best.share, best.fields) >= (share, fields) { continue }
      best = (delimiter, share, fields)
    }
    return best?.delimiter
  }
}
