import Images
import Numerics
import Tensors
import TestSupport
import Testing

private let halves = Superpixels(labels: [0, 0, 1, 1], height: 1, width: 4)
private let image = Tensor(
  [0, 0.5, 1, 1, 0.25, 0.25, 0.5, 1, 1, 0, 0, 0], shape: [3, 1, 4])

@Test func `each superpixel gets its own mean colour`() {
  let background = SuperpixelFill.meanColor.background(of: image, halves)
  #expect(background.elements == [0.25, 0.25, 1, 1, 0.25, 0.25, 0.75, 0.75, 0.5, 0.5, 0, 0])
}

@Test func `black is black and a colour is that colour`() {
  #expect(SuperpixelFill.black.background(of: image, halves) == Tensor(shape: [3, 1, 4]))
  let background = SuperpixelFill.color(red: 1, green: 0.5, blue: 0).background(of: image, halves)
  #expect(background.elements == [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0])
}

@Test func `blurring keeps the mean and a flat image`() {
  var random = Random(seed: 1)
  let noise = Tensor(
    ContiguousArray((0..<300).map { _ in Float(random.uniform()) }), shape: [3, 10, 10])
  let grid = Superpixels(labels: Array(0..<100), height: 10, width: 10)
  let blurred = SuperpixelFill.blurred(2).background(of: noise, grid)
  for channel in 0..<3 {
    let range = (channel * 100)..<(channel * 100 + 100)
    // mirrored edges keep every pixel's weight; rounding to Float a hundred times
    let before: Float = noise.elements[range].reduce(0, +)
    let after: Float = blurred.elements[range].reduce(0, +)
    #expect(abs(after - before) < 1e-4)
  }
  #expect(SuperpixelFill.blurred(0).background(of: noise, grid) == noise)
  let flat = Tensor(repeating: 0.3, shape: [3, 10, 10])
  for value in SuperpixelFill.blurred(3).background(of: flat, grid).elements {
    #expect(abs(value - 0.3) < 1e-6)
  }
}

@Test func `an image of another size than was cut traps`() async {
  await expectStop(
    saying: "image [3, 2, 4], superpixels over",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SuperpixelFill.black.background(of: Tensor(shape: [3, 2, 4]), halves)
    })
}
