import Datasets
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct FilledShapesTests {
  private let garden: ToyGarden

  init() throws { garden = try bundledGarden.get() }

  private func shapes(
    _ count: Int = 64, _ split: ToyGarden.Split = .train, seed: UInt64 = 1
  ) throws -> FilledShapes {
    var random = Random(seed: seed)
    return try FilledShapes(count, split, from: garden, using: &random)
  }

  @Test func `every shape comes with every pattern equally often`() throws {
    let set = try shapes()
    var counts: [[Int]: Int] = [:]
    for index in set.indices {
      let labels = [set.label(at: index, of: .shape), set.label(at: index, of: .texture)]
      counts[labels, default: 0] += 1
      #expect(set.shape(at: index) == set.shapes[labels[0]])
      #expect(set.texture(at: index) == set.textures[labels[1]])
    }
    #expect(counts.count == 16 && counts.values.allSatisfy { $0 == 4 })
  }

  @Test func `the ground is even, and the silhouette is that of the creature`() throws {
    let set = try shapes()
    let garden = try garden.train
    for index in 0..<16 {
      let (image, mask) = (set.image(at: index), set.mask(at: index))
      #expect(image.shape == [3, 48, 48] && image.minimum() >= 0 && image.maximum() <= 1)
      let outside = mask.elements.indices.filter { mask.elements[$0] == 0 }
      for channel in 0..<3 {
        #expect(Set(outside.map { image.elements[channel * 2304 + $0] }).count == 1)
      }
      #expect(garden.indices(of: set.shape(at: index)).contains { garden.mask(at: $0) == mask })
    }
  }

  @Test func `inside is a patch of the pattern, laid in one of eight ways`() throws {
    let set = try shapes(16)
    let plain = try #require(set.indices.first { set.texture(at: $0) == .plain })
    let inside = set.mask(at: plain).elements.indices.filter {
      set.mask(at: plain).elements[$0] == 1
    }
    let image = set.image(at: plain)
    #expect(Set(inside.map { image.elements[$0] }).count == 1)
    let striped = try #require(set.indices.first { set.texture(at: $0) == .striped })
    let colors = Set(
      try garden.textures.images(of: .striped).prefix(30).flatMap { Array($0.elements) })
    let seen = zip(set.image(at: striped).elements, set.mask(at: striped).elements)
    #expect(seen.allSatisfy { $1 == 0 || colors.contains($0) })
  }

  @Test func `what is learned from is not asked about`() throws {
    #expect(FilledShapes.patches(.train) == 0..<30 && FilledShapes.patches(.test) == 30..<40)
    let masks = Set(try (0..<64).map { try shapes().mask(at: $0).digest })
    #expect(try (0..<64).allSatisfy { !masks.contains(try shapes(64, .test).mask(at: $0).digest) })
  }

  @Test func `one seed is one set`() throws {
    let (one, same, other) = (try shapes(8), try shapes(8), try shapes(8, seed: 2))
    #expect((0..<8).map { one.image(at: $0).digest } == (0..<8).map { same.image(at: $0).digest })
    #expect((0..<8).map { one.image(at: $0).digest } != (0..<8).map { other.image(at: $0).digest })
    // the bits of the first picture: the same on every machine
    #expect(one.image(at: 0).digest == "b191f8c182a21e0b")
  }

  @Test func `a picture that is not there is refused`() async {
    await expectStop(
      saying: "FilledShapes: no picture 4 among 4",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        let set = try FilledShapes(4, .test, from: ToyGarden.bundled(), using: &random)
        _ = set.image(at: 4)
      })
  }
}
