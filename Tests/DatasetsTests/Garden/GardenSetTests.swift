import Datasets
import Graphics
import Tensors
import TestSupport
import Testing

@Suite struct `A garden set` {
  let test: GardenSet

  init() throws { test = try bundledGarden.get().test }

  @Test func `an image is a tensor of levels between 0 and 1`() {
    let image = test.image(at: 0)
    #expect(image.shape == [3, 48, 48])
    #expect(image.minimum() >= 0 && image.maximum() <= 1)
    #expect(image.elements.allSatisfy { ($0 * 255).rounded() / 255 == $0 })
  }

  @Test func `a sample holds what the accessors return`() {
    let sample = test.sample(at: 3)
    #expect(sample.image == test.image(at: 3))
    #expect(sample.mask == test.mask(at: 3))
    #expect(sample.label == test.label(at: 3))
    #expect(sample.ground == test.ground(at: 3))
    #expect(sample.placement == test.placement(at: 3))
    #expect(sample.creature == sample.placement.creature)
    #expect(sample.parts.map(\.part) == sample.creature.parts)
  }

  @Test func `relabelling changes labels but not creatures`() {
    let changed = test.relabelling([4], as: [.snail]).relabelling([5], as: [.bee])
    #expect(changed.label(at: 4) == Creature.snail.rawValue)
    #expect(changed.creature(at: 4) == test.creature(at: 4))
    #expect(Set(changed.mislabelled).isSubset(of: [4, 5]))
  }

  @Test func `pasting replaces exactly the pixels under the sticker`() {
    let raster = Raster(width: 2, height: 1, bytes: [255, 0, 0, 255, 0, 51, 255, 255])
    let sticker = Sticker("dot", raster, left: 46, top: 47)
    let image = test.pasting(sticker, on: [0]).image(at: 0)
    let last = 48 * 48 - 1
    #expect(image.slice(0).elements[last - 1] == 1)
    #expect(image.slice(1).elements[last] == 0.2)
    #expect(image.slice(2).elements[last] == 1)
    let changed = zip(image.elements, test.image(at: 0).elements).filter { $0 != $1 }
    #expect(changed.count <= 6)
    #expect(test.pasting(sticker, on: [0]).image(at: 1) == test.image(at: 1))
  }

  @Test func `a repeated sticker is the same one side by side`() {
    let raster = Raster(
      width: 2, height: 2, bytes: [1, 0, 0, 255, 2, 0, 0, 255, 3, 0, 0, 255, 4, 0, 0, 255])
    let line = Sticker("dots", raster, left: 5, top: 40).repeated(3)
    let reds = stride(from: 0, to: line.raster.bytes.count, by: 4).map { line.raster.bytes[$0] }
    #expect(reds == [1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4])
    #expect(line.left == 5 && line.top == 40 && line.mask.sum() == 12)
    #expect(Sticker("dots", raster, left: 5, top: 40).repeated(1).raster == raster)
  }

  @Test func `an index beyond the images stops the program`() async {
    await expectStop(
      saying: "there is no image 500 among 500 images",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try ToyGarden.bundled().test.image(at: 500)
      })
    await expectStop(
      saying: "there is no image -1 among",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try ToyGarden.bundled().test.mask(at: -1)
      })
    await expectStop(
      saying: "there is no image 100 among 100 images",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try ToyGarden.bundled().pairs.image(at: 100)
      })
    await expectStop(
      saying: "there is no patch 320 among 320 patches",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try ToyGarden.bundled().textures.texture(at: 320)
      })
  }

  @Test func `unequal lists of images and labels stop the program`() async {
    await expectStop(
      saying: "2 images, but 1 labels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try ToyGarden.bundled().test.relabelling([1, 2], as: [.bee])
      })
  }

  @Test func `a sticker beyond the image stops the program`() async {
    await expectStop(
      saying: "Sticker: 1 x 1 pixels at 48, 0 leave the image",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sticker("x", Raster(width: 1, height: 1, bytes: [0, 0, 0, 0]), left: 48, top: 0)
      })
    await expectStop(
      saying: "Sticker: 48 x 1 pixels at 1, 0 leave the image",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let wide = Raster(width: 12, height: 1, bytes: [UInt8](repeating: 0, count: 48))
        _ = Sticker("x", wide, left: 1, top: 0).repeated(4)
      })
  }
}
