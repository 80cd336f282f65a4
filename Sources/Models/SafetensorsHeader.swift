import Foundation

/// The header of a safetensors file, every field of it checked.
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

  init(of bytes: [UInt8], file: String) throws(SafetensorsError) {
    func fail(_ problem: String, tensor: String? = nil) -> SafetensorsError {
      SafetensorsError(file: file, tensor: tensor, problem: problem)
    }

    guard bytes.count >= 8 else {
      throw fail("\(bytes.count) bytes, expected at least 8 with the header's length")
    }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * $1) }
    guard length <= UInt64(bytes.count - 8) else {
      throw fail("a header of \(length) bytes, but only \(bytes.count - 8) follow its length")
    }
    dataStart = 8 + Int(length)
    let fields: [String: Field]
    do {
      fields = try JSONDecoder().decode([String: Field].self, from: Data(bytes[8..<dataStart]))
    } catch {
      throw fail("the header is not the expected JSON: \(SafetensorsHeader.explained(error))")
    }

    var entries: [Entry] = []
    for (name, field) in fields.sorted(by: { $0.key < $1.key }) where name != "__metadata__" {
      guard case .tensor(let type, let shape, let offsets) = field else {
        throw fail("expected dtype, shape and data_offsets, found only texts", tensor: name)
      }
      guard type == "F32" else { throw fail("dtype \(type), expected F32", tensor: name) }
      guard let size = SafetensorsHeader.bytes(for: shape) else {
        throw fail("the shape \(shape) is impossible", tensor: name)
      }
      guard offsets.count == 2, 0 <= offsets[0], offsets[0] <= offsets[1] else {
        throw fail("data_offsets \(offsets), expected a start and an end", tensor: name)
      }
      guard offsets[1] - offsets[0] == size else {
        throw fail(
          "\(offsets[1] - offsets[0]) bytes, expected \(size) for the shape \(shape)", tensor: name)
      }
      entries.append(Entry(name: name, shape: shape, start: offsets[0], end: offsets[1]))
    }
    if case .tensor = fields["__metadata__"] {
      throw fail("__metadata__ holds a tensor, expected texts")
    }

    self.entries = entries.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var end = 0
    for entry in self.entries {
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

  /// How many bytes a tensor takes; nothing if that is no number a file can have.
  private static func bytes(for shape: [Int]) -> Int? {
    var size = 4
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else { return nil }
      size = product
    }
    return size
  }

  private static func explained(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .dataCorrupted(let context), .keyNotFound(_, let context),
      .typeMismatch(_, let context), .valueNotFound(_, let context):
      let place = context.codingPath.map(\.stringValue).joined(separator: ".")
      return place.isEmpty ? context.debugDescription : "\(place): \(context.debugDescription)"
    default: return "\(error)"
    }
  }
}

/// What stands beside a name in the header: a tensor's place, or texts about the file.
private enum Field: Decodable {
  case tensor(type: String, shape: [Int], offsets: [Int])
  case texts

  private enum Key: String, CodingKey, CaseIterable {
    case type = "dtype"
    case shape
    case offsets = "data_offsets"
  }

  init(from decoder: any Decoder) throws {
    let texts = try? [String: String](from: decoder)
    guard texts == nil else {
      self = .texts
      return
    }
    let known = Set(Key.allCases.map(\.rawValue))
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys
    where !known.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "unknown field \(key.stringValue)"))
    }
    let fields = try decoder.container(keyedBy: Key.self)
    self = .tensor(
      type: try fields.decode(String.self, forKey: .type),
      shape: try fields.decode([Int].self, forKey: .shape),
      offsets: try fields.decode([Int].self, forKey: .offsets))
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
