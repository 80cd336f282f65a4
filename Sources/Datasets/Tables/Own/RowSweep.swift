/// One reading of all rows of a reader's table, without those that nothing can be learned from.
struct RowSweep {
  /// A row that is left out.
  struct LeftOut: Hashable, Sendable {
    /// Its number below the header, from 1.
    let number: Int
    /// The line at which it begins.
    let line: Int
    /// How many fields it has; nil if it is left out because its target is missing.
    let fields: Int?

    /// Why, for a message.
    var reason: String {
      fields.map { "it has \($0.counted("field")), unlike the header" } ?? "its target is missing"
    }
  }

  /// The file that is read.
  let source: OwnFile
  /// The place of the target among its columns.
  let target: Int

  /// Gives `body` each row in order, with its number below the header, and tells `advance` how many
  /// lines were read since it was last told.
  ///
  /// - Returns: the rows that `body` was not given.
  func forEach(
    advance: (Int) -> Void,
    _ body: (_ row: TextRecord, _ number: Int) -> Void
  ) throws(DatasetError) -> [LeftOut] {
    var leftOut: [LeftOut] = []
    var (number, told) = (0, 0)
    var scanner = source.scanner
    _ = try scanner.advance()
    while try scanner.advance() {
      number += 1
      let line = scanner.record.line
      let fields = scanner.record.count - (source.endsInDelimiter ? 1 : 0)
      if fields != source.names.count {
        leftOut.append(LeftOut(number: number, line: line, fields: fields))
      } else if source.hasNoValue(scanner.record[target]) {
        leftOut.append(LeftOut(number: number, line: line, fields: nil))
      } else {
        body(scanner.record, number)
      }
      if scanner.line - told > 1000 {
        advance(scanner.line - told)
        told = scanner.line
      }
    }
    advance(source.lineCount - told)
    return leftOut
  }
}

extension [RowSweep.LeftOut] {
  /// The rows with another number of fields than the header.
  var ragged: [RowSweep.LeftOut] { filter { $0.fields != nil } }

  /// The first lines: "line 4 (3 fields), line 9 (6 fields) and 12 more".
  var words: String {
    let shown = prefix(5).map { row in
      "line \(row.line)" + (row.fields.map { " (\($0.counted("field")))" } ?? "")
    }
    return shown.joined(separator: ", ") + (count > 5 ? " and \(count - 5) more" : "")
  }
}
