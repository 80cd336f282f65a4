/// The header of a safetensors file, every field of it checked.
///
/// As the format's description and its reference, the Rust library, have it; where the library
/// is more lenient than the description, the description counts: no name twice, and a header that
/// begins with its brace.
struct SafetensorsHeader {
  /// One tensor: its name, its shape, and where its bytes lie, counted from the data's start.
  struct Entry {
    let name: String
    let shape: [Int]
    let start, end: Int
  }

  /// In the order of their data, which they fill without a gap.
  let entries: [Entry]
  /// How many bytes come before the data.
  let dataStart: Int

  /// What the reference takes for the longest header.
  private static let longest = 100_000_000

  init(of bytes: [UInt8], file: String) throws(SafetensorsError) {
    func fail(_ problem: String, tensor: String? = nil) -> SafetensorsError {
      SafetensorsError(file: file, tensor: tensor, problem: problem)
    }

    guard bytes.count >= 8 else {
      throw fail("\(bytes.count) bytes, expected at least 8 with the header's length")
    }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * $1) }
    guard length <= SafetensorsHeader.longest else {
      throw fail("a header of \(length) bytes, expected at most \(SafetensorsHeader.longest)")
    }
    guard length <= UInt64(bytes.count - 8) else {
      throw fail("a header of \(length) bytes, but only \(bytes.count - 8) follow its length")
    }
    dataStart = 8 + Int(length)
    let header = bytes[8..<dataStart]
    guard header.first == UInt8(ascii: "{") else {
      throw fail("the header does not begin with {")
    }
    let members: [(name: String, value: JSONValue)]
    do {
      members = try JSONReader.object(of: header)
    } catch {
      throw fail("the header is not JSON: byte \(error.byte): \(error.problem)")
    }

    var entries: [Entry] = []
    for (name, value) in members {
      do throws(Problem) {
        if name == "__metadata__" {
          try SafetensorsHeader.checkTexts(value)
        } else {
          entries.append(try Entry(name, value))
        }
      } catch {
        throw name == "__metadata__"
          ? fail("__metadata__: \(error.words)") : fail(error.words, tensor: name)
      }
    }
    entries.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    self.entries = entries
    var end = 0
    for entry in entries {
      guard entry.start == end else {
        throw fail(
          "its data starts at byte \(entry.start), expected \(end), where the last one ends",
          tensor: entry.name)
      }
      end = entry.end
    }
    guard end == bytes.count - dataStart else {
      throw fail("\(bytes.count - dataStart) bytes of data, expected \(end) by the header")
    }
  }

  /// What is wrong with one member of the header.
  fileprivate struct Problem: Error {
    let words: String
  }

  /// The texts about a file: an object of texts, or null.
  private static func checkTexts(_ value: JSONValue) throws(Problem) {
    if case .null = value { return }
    guard case .object(let texts) = value else {
      throw Problem(words: "\(value.kind), expected an object of texts")
    }
    for (name, value) in texts {
      guard case .text = value else {
        throw Problem(words: "\(name) is \(value.kind), expected a text")
      }
    }
  }
}

extension SafetensorsHeader.Entry {
  private typealias Problem = SafetensorsHeader.Problem

  /// A tensor by its member of the header; fields that the format does not know say nothing.
  fileprivate init(_ name: String, _ value: JSONValue) throws(SafetensorsHeader.Problem) {
    guard case .object(let members) = value else {
      throw Problem(words: "\(value.kind), expected an object with dtype, shape and data_offsets")
    }
    func field(_ name: String) throws(Problem) -> JSONValue {
      guard let field = members.first(where: { $0.name == name }) else {
        throw Problem(words: "no \(name), expected dtype, shape and data_offsets")
      }
      return field.value
    }
    func integers(_ name: String) throws(Problem) -> [Int] {
      guard case .list(let values) = try field(name) else {
        throw Problem(words: "\(name) is \(try field(name).kind), expected a list of integers")
      }
      var integers: [Int] = []
      for value in values {
        guard case .number(let digits) = value, digits != "-0", let integer = Int(digits) else {
          throw Problem(words: "\(name) holds \(value.kind), expected integers")
        }
        integers.append(integer)
      }
      return integers
    }

    let type = try field("dtype")
    guard case .text(let type) = type else {
      throw Problem(words: "dtype is \(type.kind), expected F32")
    }
    guard type == "F32" else { throw Problem(words: "dtype \(type), expected F32") }
    let shape = try integers("shape")
    guard let size = Self.bytes(for: shape) else {
      throw Problem(words: "the shape \(shape) is impossible")
    }
    let offsets = try integers("data_offsets")
    guard offsets.count == 2, 0 <= offsets[0], offsets[0] <= offsets[1] else {
      throw Problem(words: "data_offsets \(offsets), expected a start and an end")
    }
    guard offsets[1] - offsets[0] == size else {
      throw Problem(
        words: "\(offsets[1] - offsets[0]) bytes, expected \(size) for the shape \(shape)")
    }
    self.init(name: name, shape: shape, start: offsets[0], end: offsets[1])
  }

  /// How many bytes a tensor takes; nothing if that is no number a file can have.
  private static func bytes(for shape: [Int]) -> Int? {
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else { return nil }
      count = product
    }
    let (size, overflow) = count.multipliedReportingOverflow(by: 4)
    return overflow ? nil : size
  }
}
