import Numerics
public import Tensors

/// The file format for weights that PyTorch and others read: a header that names each tensor, then
/// their numbers.
///
/// Eight bytes with the header's length, the header in JSON, the data; everything from the lowest
/// byte. Source: <https://github.com/huggingface/safetensors>. Only 32-bit floating point is read
/// and written.
public enum Safetensors {
  /// The bytes of a file that holds `tensors`, sorted by the bytes of their names.
  ///
  /// The same tensors give the same bytes. The header is padded with spaces, so that the data
  /// starts at a multiple of 8.
  ///
  /// - Parameters:
  ///   - tensors: What the file holds.
  ///   - texts: What it says about itself, by name.
  /// - Returns: The file's bytes.
  /// - Precondition: No two tensors have the same name, and none is called `__metadata__`.
  public static func encoded(
    _ tensors: [(name: String, tensor: Tensor)], texts: [String: String] = [:]
  ) -> [UInt8] {
    let tensors = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    precondition(
      Set(tensors.map { Array($0.name.utf8) } + [Array("__metadata__".utf8)]).count
        == tensors.count + 1,
      "safetensors: a name is used twice, or for texts, among \(tensors.map(\.name))")
    let members = texts.merging(["format": "pt"]) { text, _ in text }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\(quoted($0.key)):\(quoted($0.value))" }
    var entries = ["\"__metadata__\":{\(members.joined(separator: ","))}"]
    var end = 0
    for (name, tensor) in tensors {
      let start = end
      end += 4 * tensor.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      entries.append(
        #"\#(quoted(name)):{"dtype":"F32","shape":[\#(shape)],"data_offsets":[\#(start),\#(end)]}"#
      )
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes = littleEndian(UInt64(header.count)) + header
    bytes.reserveCapacity(bytes.count + end)
    for (_, tensor) in tensors {
      for value in tensor.elements { bytes += littleEndian(value.bitPattern) }
    }
    return bytes
  }

  /// The tensors in the bytes of a file, in the order of their data.
  ///
  /// Everything that the header says is checked against the file; `file` is its name for messages.
  public static func decoded(
    _ bytes: [UInt8], file: String
  ) throws(SafetensorsError) -> [(name: String, tensor: Tensor)] {
    let header = try SafetensorsHeader(of: bytes, file: file)
    return header.entries.map { entry in
      let start = header.dataStart + entry.start
      let elements = (0..<((entry.end - entry.start) / 4)).map { index in
        let bits = (0..<4).reduce(UInt32(0)) {
          $0 | UInt32(bytes[start + 4 * index + $1]) << UInt32(8 * $1)
        }
        return Float(bitPattern: bits)
      }
      return (entry.name, Tensor(ContiguousArray(elements), shape: entry.shape))
    }
  }

  /// What the file says about itself: the texts of its `__metadata__`, by name.
  public static func texts(
    in bytes: [UInt8], file: String
  ) throws(SafetensorsError) -> [String: String] {
    try SafetensorsHeader(of: bytes, file: file).texts
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<(value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// `text` as a JSON string.
  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": return "\\\(scalar)"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: return String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}

/// What is wrong with a file of weights.
public struct SafetensorsError: Error, Hashable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// The tensor that is concerned, if it is one alone.
  public let tensor: String?
  /// What is wrong, and what was expected.
  public let problem: String

  /// The whole message.
  public var description: String {
    "\(file): \(tensor.map { "tensor \($0): " } ?? "")\(problem); "
      + "train the network again or restore the file"
  }
}
