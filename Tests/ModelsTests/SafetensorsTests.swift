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
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) }
      + Array(header.utf8) + Array(repeating: 0, count: data)
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

  @Test(
    arguments: [
      ([1, 2, 3], "3 bytes, expected at least 8"),
      ([255, 0, 0, 0, 0, 0, 0, 0, 1], "a header of 255 bytes, but only 1 follow"),
      ([0, 0, 0, 0, 0, 0, 0, 255], "a header of 18374686479671623680 bytes"),
      (file("[]", data: 0), "not the expected JSON"),
      (file(#"{"a":{"dtype":"F32","shape":[1]}}"#, data: 4), "not the expected JSON"),
      (
        file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"b":0}}"#, data: 4),
        "unknown field b"
      ),
      (file(#"{"a":{"b":"c"}}"#, data: 0), "a: expected dtype, shape and data_offsets"),
      (
        file(#"{"__metadata__":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#, data: 4),
        "__metadata__ holds a tensor"
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
