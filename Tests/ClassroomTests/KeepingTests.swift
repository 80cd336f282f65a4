import Classroom
import Foundation
import Models
import Notebook
import Numerics
import Tensors
import TestSupport
import Testing
import Weaver

/// What a chapter trains and keeps, in a process of its own, away from any package.
@Suite struct `What a chapter keeps` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder / "models/\(name).safetensors"))
  }

  @Test func `is every network that it trains, and the tensors that it names`() async throws {
    let path = (folder / "models").path
    await #expect(processExitsWith: .success) { [path = path as String] in
      await MainActor.run {
        let knobs = start(["--models", path])
        _ = lesson("Max pooling", knobs.random("heads"))
        keep("explanations", ["maps": Tensor([1, 2], shape: [2])], fileID: file, function: name)
        finish(fileID: file, function: name)
      }
    }
    let network = try Network(safetensors: bytes("max-pooling"), file: "max-pooling")
    let chance = Random(seed: 1).stream(named: "heads")
    var (weights, order) = (chance.stream(named: "weights"), chance.stream(named: "order"))
    var expected = Network.dense(inputs: 1, hidden: [], classes: 2, using: &weights)
    train(&expected, on: examples, options: .usual, using: &order)
    #expect(network == expected)
    let kept = try Safetensors.decoded(bytes("explanations"), file: "explanations")
    #expect(kept.map(\.name) == ["maps"])
    #expect(kept[0].tensor == Tensor([1, 2], shape: [2]))
    #expect(
      folder.names.filter { $0.hasPrefix("models/") } == [
        "models/explanations.safetensors", "models/max-pooling.safetensors", "models/models.json",
      ])
  }

  @Test func `is what its networks answer to the same inputs`() async throws {
    let path = (folder / "models").path
    await #expect(processExitsWith: .success) { [path = path as String] in
      await MainActor.run {
        let knobs = start(["--models", path])
        let lessons = ["one", "number two"].map { lesson($0, knobs.random($0)) }
        keep(
          "answers", answersOf: lessons, to: (0..<3).map { examples[$0].image },
          ["classes": Tensor([0, 0, 1], shape: [3])], fileID: file, function: name)
        finish(fileID: file, function: name)
      }
    }
    let kept = try Safetensors.decoded(bytes("answers"), file: "answers")
    #expect(kept.map(\.name) == ["classes", "inputs", "logits of number two", "logits of one"])
    #expect(kept[1].tensor == Tensor([0, 1, 2], shape: [3, 1]))
    for (tensor, file) in [(kept[2].tensor, "number-two"), (kept[3].tensor, "one")] {
      let network = try Network(safetensors: bytes(file), file: file)
      let rows = network.logits(of: (0..<3).map { examples[$0].image })
      #expect(tensor.shape == [3, 2])
      #expect(Array(tensor.elements) == rows.flatMap { $0 })
    }
  }

  @Test func `is nothing without --models, and nothing is computed for it`() async throws {
    await #expect(processExitsWith: .success) {
      await MainActor.run {
        let knobs = start([])
        _ = lesson("Max pooling", knobs.random("heads"))
        keep(
          "explanations", ["maps": unasked()], fileID: file,
          function: name)
        finish(fileID: file, function: name)
      }
    }
  }

  @Test func `has one file for one name`() async {
    await expectStop(
      saying: "\"max-pooling\" would be kept in max-pooling.safetensors, where \"Max pooling\" is",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        await MainActor.run {
          let knobs = start([])
          for title in ["Max pooling", "max-pooling"] { _ = lesson(title, knobs.random("heads")) }
        }
      })
  }
}

private func unasked() -> Tensor { preconditionFailure("nobody keeps it") }

private let (file, name) = ("chapter_toy/main.swift", "chapter_toy")
private let examples = Examples(count: 4) { (Tensor([Float($0)], shape: [1]), $0 / 2) }

@MainActor
private func lesson(_ title: String, _ chance: Random) -> TrainedNetwork {
  learn(
    title, .dense(inputs: 1, hidden: [], classes: 2), on: examples, chance: chance, fileID: file,
    function: name)
}

@MainActor
private func start(_ arguments: [String]) -> Settings<NoKnobs> {
  orExit { () throws(Stop) in
    try Run.start(
      NoKnobs.self, arguments: arguments, filePath: "/nowhere/chapters/toy/main.swift",
      at: Site(fileID: file, line: 1, function: name))
  }
}
