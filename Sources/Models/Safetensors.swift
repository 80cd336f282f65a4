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
  /// - Precondition: No two tensors have the same name, and none is called `__metadata__`.
  public static func encoded(_ tensors: [(name: String, tensor: Tensor)]) -> [UInt8] {
    let tensors = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    precondition(
      Set(tensors.map { Array($0.name.utf8) } + [Array("__metadata__".utf8)]).count
        == tensors.count + 1,
      "safetensors: a name is used twice, or for texts, among \(tensors.map(\.name))")
    var entries = [#""__metadata__":{"format":"pt"}"#]
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

// MARK: Networks

extension Network {
  /// The network's weights as the bytes of a safetensors file.
  ///
  /// A reader opens it in PyTorch: `network.load_state_dict(safetensors.torch.load_file(path))`,
  /// where the layers are named as here.
  public var safetensors: [UInt8] {
    Safetensors.encoded(Array(zip(parameterNames, parameters)))
  }

  /// Replaces the weights with those in the bytes of a safetensors file.
  ///
  /// - Parameters:
  ///   - bytes: What the file holds: exactly this network's tensors, each of its shape.
  ///   - file: The file's name, for messages.
  /// - Throws: ``SafetensorsError``; the network is then as it was.
  public mutating func load(
    safetensors bytes: [UInt8], file: String
  ) throws(SafetensorsError) {
    let found = try Safetensors.decoded(bytes, file: file)
    for (name, _) in found where !parameterNames.contains(where: { $0.hasSameBytes(as: name) }) {
      throw SafetensorsError(
        file: file, tensor: name,
        problem: "the network has no such parameter; it has "
          + parameterNames.joined(separator: ", "))
    }
    var loaded: [Tensor] = []
    for (name, own) in zip(parameterNames, parameters) {
      guard let tensor = found.first(where: { $0.name.hasSameBytes(as: name) })?.tensor else {
        throw SafetensorsError(
          file: file, tensor: name, problem: "missing; expected shape \(own.shape)")
      }
      guard tensor.shape == own.shape else {
        throw SafetensorsError(
          file: file, tensor: name,
          problem: "shape \(tensor.shape), but the network expects \(own.shape)")
      }
      loaded.append(tensor)
    }
    parameters = loaded
  }
}

extension String {
  /// Whether both are the same bytes; Swift's == also takes two ways to write an é for one.
  fileprivate func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
