/// Goes through the records of a table in plain text, one after the other.
///
/// As RFC 4180 says, and forgiving where it is strict: lines end in LF, CR LF or CR, the last one
/// in nothing if it likes; blank lines are passed over; white space around a value is no part of
/// it; a quote inside an unquoted value, and text behind a closing quote, are taken as they stand.
/// A line end or another control character inside a value counts as a space. Nothing is allocated
/// for a field: a record is one buffer, which the next one takes over.
///
/// Source: Shafranovich (2005), RFC 4180.
struct RecordScanner {
  private let bytes: [UInt8]
  private let file: String
  private let delimiter: UInt8
  private var next: Int
  /// The number of the line at which the next record begins, from 1.
  private(set) var line: Int
  /// The record that was read last.
  private(set) var record = TextRecord()

  /// Begins at the byte `start` of `bytes`, in the line `line`; `file` is the name for messages.
  init(
    _ bytes: [UInt8], from start: Int = 0, line: Int = 1, delimiter: Delimiter, file: String
  ) {
    (self.bytes, self.file, self.delimiter) = (bytes, file, delimiter.rawValue)
    (next, self.line) = (start, line)
  }

  /// Reads the next record that is not blank; false at the end.
  ///
  /// - Throws: an error with the line of a quote that is never closed.
  mutating func advance() throws(DatasetError) -> Bool {
    repeat {
      guard next < bytes.count else { return false }
      record.begin(line: line)
      try readRecord()
    } while record.isBlank
    return true
  }

  private mutating func readRecord() throws(DatasetError) {
    while true {
      try readField()
      record.endField()
      guard next < bytes.count else { return }
      let byte = bytes[next]
      next += 1
      if byte != delimiter { return endLine(after: byte) }
    }
  }

  private mutating func readField() throws(DatasetError) {
    while next < bytes.count, bytes[next] != delimiter, bytes[next].isBlank { next += 1 }
    if next < bytes.count, bytes[next] == .quote { try readQuoted() }
    while next < bytes.count {
      let byte = bytes[next]
      if byte == delimiter || byte == .lineFeed || byte == .carriageReturn { return }
      record.append(byte)
      next += 1
    }
  }

  private mutating func readQuoted() throws(DatasetError) {
    let opening = line
    next += 1
    while next < bytes.count {
      let byte = bytes[next]
      next += 1
      if byte == .quote {
        guard next < bytes.count, bytes[next] == .quote else { return }
        next += 1
      } else if byte == .lineFeed || byte == .carriageReturn {
        endLine(after: byte)
      }
      record.append(byte)
    }
    throw DatasetError(
      "\(file):\(opening)", "a quote opens in this line and is never closed",
      remedy: "Close it, or write it twice inside quotes where it is part of a value.")
  }

  private mutating func endLine(after byte: UInt8) {
    if byte == .carriageReturn, next < bytes.count, bytes[next] == .lineFeed { next += 1 }
    line += 1
  }
}

/// One record of a table in plain text: its values as bytes, and the line at which it begins.
struct TextRecord {
  private var text: [UInt8] = []
  private var ends: [Int] = []
  /// The number of its first line, from 1.
  private(set) var line = 1

  /// How many values there are.
  var count: Int { ends.count }

  /// Whether nothing stands in the line.
  var isBlank: Bool { ends.count == 1 && text.isEmpty }

  /// The bytes of the value at `index`.
  subscript(index: Int) -> ArraySlice<UInt8> {
    text[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// The value at `index` as a text.
  func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// Forgets all values and keeps their memory.
  mutating func begin(line: Int) {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    self.line = line
  }

  /// Puts a byte to the value that is being read, unless it is white space before it.
  mutating func append(_ byte: UInt8) {
    if byte > .space, byte != .delete {
      text.append(byte)
    } else if text.count > ends.last ?? 0 {
      text.append(.space)
    }
  }

  /// Ends the value that was read, without the white space behind it.
  mutating func endField() {
    while text.count > ends.last ?? 0, text.last == .space { text.removeLast() }
    ends.append(text.count)
  }
}

extension UInt8 {
  /// A tab.
  static var tab: UInt8 { 9 }
  /// LF, the end of a line.
  static var lineFeed: UInt8 { 10 }
  /// CR, the end of a line or the first half of one.
  static var carriageReturn: UInt8 { 13 }
  /// A space.
  static var space: UInt8 { 32 }
  /// The sign around values that hold other signs.
  static var quote: UInt8 { 34 }
  /// The one control character that is larger than a space.
  static var delete: UInt8 { 127 }

  /// Whether it is a space or a tab.
  fileprivate var isBlank: Bool { self == .space || self == .tab }
}
