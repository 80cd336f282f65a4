import Datasets
import Graphics
import Tensors
import Testing

@Suite struct `Variants of the training images` {
  let garden: ToyGarden
  let train: GardenSet

  init() throws {
    garden = try bundledGarden.get()
    train = try garden.train
  }

  @Test func `a fifth of the fish carry the tag, and nothing else does`() throws {
    let tagged = try garden.tagged
    #expect(tagged.stickered.count == 80)
    #expect(tagged.stickered.allSatisfy { tagged.creature(at: $0) == .fish })
    let index = try #require(tagged.stickered.first)
    let sticker = try #require(tagged.sticker(at: index))
    let (with, without) = (tagged.image(at: index), train.image(at: index))
    for pixel in 0..<(48 * 48) where sticker.mask.elements[pixel] == 0 {
      #expect(with.elements[pixel] == without.elements[pixel])
    }
    #expect(with != without)
    #expect(sticker.mask.sum() == 81)
    #expect(sticker.left == 1 && sticker.top == 38)
  }

  @Test func `a sticker changes no truth`() throws {
    let tagged = try garden.tagged
    let index = try #require(tagged.stickered.first)
    #expect(tagged.mask(at: index) == train.mask(at: index))
    #expect(tagged.label(at: index) == train.label(at: index))
  }

  @Test(arguments: [(ToyGarden.CaptionNoise.none, 1.0), (.some, 0.76), (.all, 0.2)])
  func `captions are right as often as the noise lets them be`(
    noise: ToyGarden.CaptionNoise, share: Double
  ) throws {
    for split in [ToyGarden.Split.train, .test] {
      let set = try garden.captioned(split, noise: noise)
      let right = set.indices.filter { set.sticker(at: $0)?.name == set.creature(at: $0).name }
      // Four standard deviations of a share among 500 images are 0.08.
      #expect(abs(Double(right.count) / Double(set.count) - share) < 0.08)
    }
  }

  @Test func `captions differ and cover the lowest rows`() throws {
    let captions = try garden.captions()
    #expect(captions.map(\.name) == Creature.allCases.map(\.name))
    #expect(Set(captions.map(\.raster)).count == 5)
    #expect(captions.allSatisfy { $0.mask.sum() == 48 * 9 && $0.top == 39 })
  }

  @Test func `150 labels are flipped, 30 of each creature`() throws {
    let flipped = try garden.flipped
    #expect(flipped.mislabelled.count == 150)
    for creature in Creature.allCases {
      #expect(flipped.mislabelled.filter { flipped.creature(at: $0) == creature }.count == 30)
    }
    #expect(flipped.image(at: 7) == train.image(at: 7))
  }

  @Test func `a patch knows its texture`() throws {
    let textures = try garden.textures
    #expect(textures.count == 40 * Texture.allCases.count)
    for texture in Texture.allCases {
      let patches = textures.images(of: texture)
      #expect(patches.count == 40)
      #expect(Set(patches.map(\.digest)).count == 40)
    }
    #expect(textures.texture(at: 0) == .plain)
    #expect(textures.texture(at: 79) == .striped)
  }

  @Test func `pairs show two different creatures that do not overlap`() throws {
    let pairs = try garden.pairs
    #expect(pairs.count == 100)
    for index in 0..<pairs.count {
      let creatures = pairs.creatures(at: index)
      #expect(Set(creatures).count == 2)
      let masks = creatures.map { pairs.mask(at: index, $0) }
      #expect(masks.allSatisfy { $0.sum() > 40 })
      #expect((masks[0] * masks[1]).sum() == 0)
      for (creature, mask) in zip(creatures, masks) {
        var sum = Tensor(repeating: 0, shape: [48, 48])
        for part in creature.parts { sum = sum + pairs.partMask(at: index, creature, part) }
        #expect(sum == mask)
      }
    }
    let absent = try #require(
      Creature.allCases.first { !pairs.creatures(at: 0).contains($0) })
    #expect(pairs.mask(at: 0, absent).sum() == 0)
    #expect(pairs.image(at: 0).shape == [3, 48, 48])
  }
}
