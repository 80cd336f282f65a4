import Foundation
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  static let network: Network = {
    var random = Random(seed: 3)
    func noise(_ shape: [Int], within bound: Double) -> Tensor {
      let values = (0..<shape.reduce(1, *)).map { _ in Float(random.uniform(in: -bound..<bound)) }
      return Tensor(ContiguousArray(values), shape: shape)
    }
    let bounds = ((1.0 / 27).squareRoot(), 0.5.squareRoot())
    return Network([
      Layer(
        "conv",
        .convolution(
          weights: noise([2, 3, 3, 3], within: bounds.0), bias: noise([2], within: bounds.0),
          stride: 1, padding: 0)),
      Layer("average", .globalAveragePool),
      Layer(
        "linear",
        .linear(weights: noise([2, 2], within: bounds.1), bias: noise([2], within: bounds.1))),
    ])
  }()

  /// A file with the given header and as many zero bytes of data.
  static func file(_ header: String, data: Int) -> [UInt8] {
    length(header.utf8.count) + Array(header.utf8) + Array(repeating: 0, count: data)
  }

  /// A header's length as a file begins with it.
  static func length(_ count: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
  }

  private func expectSame(
    _ tensors: [(name: String, tensor: Tensor)], _ fixture: String
  ) throws {
    let stored = try Fixture.decode([String: StoredArray].self, from: fixture)
    #expect(tensors.map(\.name).sorted() == stored.keys.sorted())
    for (name, tensor) in tensors {
      // Nine digits tell any two Floats apart, so both must be the same number.
      #expect(tensor.shape == stored[name]?.shape)
      #expect(tensor.elements == stored[name]?.floats)
    }
  }

  @Test func `a fresh file is, byte for byte, the one that PyTorch opened`() throws {
    let golden = try [UInt8](Fixture.data("engine/golden.safetensors"))
    #expect(SafetensorsTests.network.safetensors == golden)
    try expectSame(try Safetensors.decoded(golden, file: "golden"), "engine/golden.json")
  }

  @Test func `a file that Python wrote loads`() throws {
    let bytes = try [UInt8](Fixture.data("engine/python.safetensors"))
    var network = SafetensorsTests.network
    try network.load(safetensors: bytes, file: "python.safetensors")
    try expectSame(Array(zip(network.parameterNames, network.parameters)), "engine/python.json")
  }

  @Test func `any name and shape comes back, single numbers and empty tensors too`() throws {
    let tensors: [(name: String, tensor: Tensor)] = [
      ("a \"b\" \\ \n", Tensor([.infinity, -0.0], shape: [1, 2, 1])), ("empty", Tensor(shape: [0])),
      ("ö", Tensor(1.5)),
    ]
    let found = try Safetensors.decoded(Safetensors.encoded(tensors), file: "test")
    #expect(found.map(\.name) == tensors.map(\.name))
    #expect(found.map(\.tensor.digest) == tensors.map(\.tensor.digest))
    #expect(try Safetensors.decoded(Safetensors.encoded([]), file: "test").isEmpty)
  }

  /// A header and what the library of the format makes of it, by Tests/Fixtures/weights.py.
  private struct HeaderCase: Decodable {
    struct Found: Decodable, Hashable {
      let name: String
      let shape: [Int]
    }

    let name: String
    /// The bytes in hexadecimal digits.
    let header: String
    let data: Int
    let tensors: [Found]?

    var file: [UInt8] {
      let digits = Array(header)
      let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0...($0 + 1)]), radix: 16)
      }
      return SafetensorsTests.length(bytes.count) + bytes + [UInt8](repeating: 0, count: data)
    }
  }

  /// What the library reads and the description of the format forbids, or does not know of: a
  /// name twice, something before the brace, and two other ways to write down a tensor.
  private static let refusedHere: Set = [
    "a space before", "name twice", "name twice, once escaped", "unknown field twice",
    "text twice", "tensor a list", "dtype an object",
  ]

  @Test func `odd headers are read and refused as the format's own library does`() throws {
    let cases = try Fixture.decode([HeaderCase].self, from: "weights/headers.json")
    #expect(cases.count > 90)
    for example in cases {
      let found = try? Safetensors.decoded(example.file, file: "odd")
      let expected = SafetensorsTests.refusedHere.contains(example.name) ? nil : example.tensors
      let tensors = found?.map { HeaderCase.Found(name: $0.name, shape: $0.tensor.shape) }
      #expect(tensors.map { Set($0) } == expected.map { Set($0) }, "\(example.name)")
      if let tensors, let expected {
        // not only equal as Swift compares them: byte for byte
        #expect(
          tensors.map { Array($0.name.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
            == expected.map { Array($0.name.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
      }
    }
    for name in SafetensorsTests.refusedHere {
      #expect(cases.contains { $0.name == name && $0.tensors != nil }, "\(name)")
    }
  }

  @Test func `names that only look alike are two names`() throws {
    let tensors: [(name: String, tensor: Tensor)] = [
      ("e\u{301}", Tensor(1)), ("\u{e9}", Tensor(2)),
    ]
    let found = try Safetensors.decoded(Safetensors.encoded(tensors), file: "test")
    #expect(found.map { Array($0.name.utf8) } == tensors.map { Array($0.name.utf8) })
    var network = Network([
      Layer("\u{e9}", .linear(weights: Tensor(shape: [1, 1]), bias: Tensor(shape: [1])))
    ])
    let other = Network([
      Layer("e\u{301}", .linear(weights: Tensor(shape: [1, 1]), bias: Tensor(shape: [1])))
    ])
    #expect(throws: SafetensorsError.self) {
      try network.load(safetensors: other.safetensors, file: "test")
    }
  }

  @Test func `a name that is used twice, or for texts, traps`() async {
    await expectStop(
      saying: "a name is used twice",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Safetensors.encoded([("a", Tensor(1)), ("a", Tensor(2))])
      })
    await expectStop(
      saying: "or for texts",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Safetensors.encoded([("__metadata__", Tensor(1))])
      })
  }

  @Test(
    arguments: [
      ([1, 2, 3], "3 bytes, expected at least 8"),
      ([255, 0, 0, 0, 0, 0, 0, 0, 1], "a header of 255 bytes, but only 1 follow"),
      ([0, 0, 0, 0, 0, 0, 0, 255], "a header of 18374686479671623680 bytes"),
      (file("[]", data: 0), "the header does not begin with {"),
      (
        file(#"{"a":{"dtype":"F32","shape":[1]}}"#, data: 4),
        "tensor a: no data_offsets, expected dtype, shape and data_offsets"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[16.0],"data_offsets":[0,64]}}"#, data: 64),
        "tensor a: shape holds the number 16.0, expected integers"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}"#, data: 4),
        "tensor a: shape is the number 1, expected a list of integers"
      ),
      (
        file(#"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, data: 4),
        "the header is not JSON: byte 20: the name dtype for the second time"
      ),
      (file(#"{"a":{},}"#, data: 0), "byte 8: expected a name in quotation marks"),
      (file(#"{"a":{}} b"#, data: 0), "byte 9: something behind the end"),
      (
        file(#"{"__metadata__":{"epochs":5}}"#, data: 0),
        "__metadata__: epochs is the number 5, expected a text"
      ),
      (file(#"{"__metadata__":[]}"#, data: 0), "__metadata__: a list, expected an object of texts"),
      (file(#"{"a":{"b":"c"}}"#, data: 0), "a: no dtype, expected dtype, shape and data_offsets"),
      (
        file(#"{"__metadata__":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#, data: 4),
        "__metadata__: shape is a list, expected a text"
      ),
      (
        file(#"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#, data: 4),
        "tensor a: dtype F16, expected F32"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, data: 4),
        "tensor a: the shape [-1] is impossible"
      ),
      (
        file(
          #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#, data: 4),
        "is impossible"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, data: 4),
        "data_offsets [4, 0]"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}"#, data: 4),
        "data_offsets [0, 4, 8]"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, data: 4),
        "tensor a: 4 bytes, expected 8 for the shape [2]"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, data: 8),
        "tensor a: its data starts at byte 4, expected 0"
      ),
      (
        file(
          #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
            + #""b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, data: 8),
        "tensor b: its data starts at byte 4, expected 8"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, data: 5),
        "5 bytes of data, expected 4"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, data: 4),
        "tensor a: the network has no such parameter"
      ),
      (Safetensors.encoded([]), "tensor conv.weight: missing; expected shape [2, 3, 3, 3]"),
      (
        Safetensors.encoded([("conv.weight", Tensor(shape: [2, 3, 3, 2]))]),
        "tensor conv.weight: shape [2, 3, 3, 2], but the network expects [2, 3, 3, 3]"
      ),
    ] as [([UInt8], String)])
  func `a damaged file is refused with what is wrong`(_ bytes: [UInt8], _ message: String) {
    var network = SafetensorsTests.network
    let error = #expect(throws: SafetensorsError.self) {
      try network.load(safetensors: bytes, file: "weights.safetensors")
    }
    let text = error?.description ?? ""
    #expect(text.hasPrefix("weights.safetensors: ") && text.contains(message), "\(text)")
    #expect(network == SafetensorsTests.network)
  }

  @Test func `no truncated file is taken for a whole one`() {
    let whole = SafetensorsTests.network.safetensors
    for count in 0..<whole.count {
      #expect(throws: SafetensorsError.self) {
        try Safetensors.decoded(Array(whole[..<count]), file: "truncated")
      }
    }
  }
}
