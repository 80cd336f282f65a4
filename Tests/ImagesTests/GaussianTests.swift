import Images
import Tensors
import TestSupport
import Testing

/// A single one in the middle of 3 × 3 zeros.
private let impulse = [0, 0, 0, 0, 1, 0, 0, 0, 0].map(Double.init)

/// Values that scikit-image's documentation of `gaussian` prints, sigma 1, mode "reflect".
private let documented = [
  0.08767308, 0.12075024, 0.08767308, 0.12075024, 0.16630671, 0.12075024, 0.08767308, 0.12075024,
  0.08767308,
]

@Test func `a blurred point is scikit-image's`() {
  let down = Gaussian.blurred(impulse, sigma: 1, length: 3, inner: 3)
  let both = Gaussian.blurred(down, sigma: 1, length: 3, inner: 1)
  // the documentation prints eight digits
  for (ours, theirs) in zip(both, documented) { #expect(abs(ours - theirs) < 6e-9) }
}

@Test func `channels do not mix`() {
  let image = Tensor(
    ContiguousArray(impulse.map { Float($0) } + [Float](repeating: 0, count: 9)), shape: [2, 3, 3])
  let blurred = Gaussian.blurred(image, sigma: 1)
  #expect(blurred.elements.suffix(9).allSatisfy { $0 == 0 })
  #expect(abs(blurred.elements[4] - 0.16630671) < 1e-7)
}

@Test func `a blur beyond the image is its mean`() {
  let blurred = Gaussian.blurred([0, 1, 2, 5], sigma: 50, length: 4, inner: 1)
  for value in blurred { #expect(abs(value - 2) < 1e-2) }
}

@Test func `a blur of impossible width traps`() async {
  await expectStop(
    saying: "a blur of -1.0 pixels; 0 to 1000 are possible",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Gaussian.blurred([1, 2], sigma: -1, length: 2, inner: 1)
    })
  await expectStop(
    saying: "3 values are no multiple of 2 × 1",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Gaussian.blurred([1, 2, 3], sigma: 1, length: 2, inner: 1)
    })
}

@Test func `a blur that would take minutes traps`() async {
  await expectStop(
    saying: "a blur of 1e+300 pixels; 0 to 1000 are possible",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Superpixels.slic(Tensor(shape: [3, 4, 4]), sigma: 1e300)
    })
  await expectStop(
    saying: "a blur of 1001.0 pixels",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Gaussian.blurred(Tensor(shape: [3, 4, 4]), sigma: 1001)
    })
}
