import Explainers
import Tensors
import TestSupport
import Testing

@Suite struct LabImageTests {
  @Test(arguments: [0.1, 0.5, 1, 3.7, 20])
  func `a blur keeps an even image and the mean of any`(sigma: Double) throws {
    let even = LabImage(Tensor(repeating: 0.6, shape: [3, 5, 9]))
    for (before, after) in zip(even.colors, even.smoothed(sigma: sigma).colors) {
      #expect(abs(before.lightness - after.lightness) < 1e-11)
    }
    let image = LabImage(try SuperpixelsFixture.image("noisy").tensor)
    let total = image.colors.reduce(0) { $0 + $1.lightness }
    let blurred = image.smoothed(sigma: sigma).colors.reduce(0) { $0 + $1.lightness }
    // Mirrored borders give as much as they take; rounding of some 400 sums of numbers below 100.
    #expect(abs(blurred - total) < 1e-9 * total)
  }

  @Test func `without a blur nothing changes`() throws {
    let image = LabImage(try SuperpixelsFixture.image("noisy").tensor)
    #expect(image.smoothed(sigma: 0).colors == image.colors)
  }

  @Test func `stretching moves the least value to black and the greatest to white`() {
    let image = Tensor.painted(height: 1, width: 2) { _, x in
      [0.25 + 0.5 * Float(x), 0.25 + 0.5 * Float(x), 0.25 + 0.5 * Float(x)]
    }
    let colors = LabImage(image, stretched: true).colors
    #expect(colors[0] == LabColor(red: 0, green: 0, blue: 0))
    #expect(colors[1] == LabColor(red: 1, green: 1, blue: 1))
  }

  @Test func `an image that is not RGB traps`() async {
    await expectStop(
      saying: "shape [1, 4, 4] is not that of an RGB image",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LabImage(Tensor(shape: [1, 4, 4]))
      })
    await expectStop(
      saying: "shape [3, 0, 4] is not that of an RGB image",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LabImage(Tensor(shape: [3, 0, 4]))
      })
  }

  @Test func `a value that is not finite traps`() async {
    await expectStop(
      saying: "the value at [0, 0, 0] of [3, 2, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LabImage(Tensor(repeating: .nan, shape: [3, 2, 2]))
      })
  }
}
