import Classroom
import Datasets
import Foundation
import Models
import Notebook
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct `What a chapter explains` {
  private static func network() -> Network {
    var random = Random(seed: 3)
    return .garden(classes: 5, using: &random)
  }

  @Test func `is a test picture with its label and its truth`() throws {
    let exam = try ToyGarden.bundled().test
    let subject = try Subject(nil, or: exam, at: 17)
    #expect(subject.image == exam.image(at: 17) && subject.truth == exam.mask(at: 17))
    #expect(subject.outlined == exam.mask(at: 17) && subject.own == nil)
    #expect(subject.name == "picture 17")
    #expect(subject.label(by: Self.network()) == exam.label(at: 17))
  }

  @Test func `is the reader's own picture, by the network's first choice and without a truth`()
    throws
  {
    let exam = try ToyGarden.bundled().test
    let folder = try TemporaryFolder()
    let network = Self.network()
    for level in [0, 90, 255] {
      let samples = (0..<2304).flatMap { [$0 % 256, level, 255 - level] }
      let file = folder / "own \(level).png"
      try Data(HandMadePNG(width: 48, height: 48, .color, samples).bytes).write(to: file)
      let subject = try Subject(file.path, or: exam, at: 12)
      let scores = network.logits(of: [subject.image])[0]
      #expect(scores[subject.label(by: network)] == scores.max())
      #expect(subject.truth == nil && subject.outlined == Tensor(shape: [48, 48]))
      #expect(subject.name == "own \(level).png")
    }
  }

  @Test func `is refused in words that name the file and not the chapter`() throws {
    let exam = try ToyGarden.bundled().test
    let stop = #expect(throws: Stop.self) { try Subject("no.png", or: exam, at: 12) }
    #expect(stop?.status == 1)
    #expect(
      stop?.message
        == """
        no.png: there is no such file. The path is taken from the folder in which the program \
        runs; see `ls`.
        Nothing was written.
        """)
  }
}
