import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SuperpixelsQuickshiftTests {
  @Test(arguments: try SuperpixelsFixture.partitions.get().quickshift)
  func `with the same noise on the densities quick shift cuts like scikit-image`(
    _ truth: SuperpixelsFixture.Quickshift
  ) throws {
    let image = try SuperpixelsFixture.image(truth.image)
    let points = LabImage(image.tensor).smoothed(sigma: truth.sigma ?? 0).scaled(by: truth.ratio)
    let noise = try SuperpixelsFixture.partitions.get().noise
    let densities = Superpixels.densities(of: points, kernelSize: truth.kernelSize)
    let pieces = Superpixels.summits(
      of: points, densities: zip(densities, noise).map(+), kernelSize: truth.kernelSize,
      maximumDistance: truth.maximumDistance)
    let theirs = Superpixels(labels: truth.labels, height: image.height, width: image.width)
    let same = pieces == theirs
    #expect(same, "adjusted Rand index \(pieces.agreement(with: theirs))")
  }

  @Test(
    arguments: try SuperpixelsFixture.partitions.get().quickshift.filter { $0.image != "shapes" })
  func `without the noise only near ties differ`(_ truth: SuperpixelsFixture.Quickshift) throws {
    let image = try SuperpixelsFixture.image(truth.image)
    let pieces = Superpixels.quickshift(
      image.tensor, kernelSize: truth.kernelSize, maximumDistance: truth.maximumDistance,
      ratio: truth.ratio, sigma: truth.sigma ?? 0)
    let theirs = Superpixels(labels: truth.labels, height: image.height, width: image.width)
    // Densities that differ by less than the noise of 1e-5 are ordered by it: two pixels of
    // "noisy" and one of "garden" have another parent. All others agree exactly.
    #expect(pieces.agreement(with: theirs) > 0.996)
  }

  @Test func `where areas are flat the noise makes summits that are not there`() throws {
    let truth = try #require(
      SuperpixelsFixture.partitions.get().quickshift.first {
        $0.image == "shapes" && $0.kernelSize == 1
      })
    let image = try SuperpixelsFixture.image("shapes")
    let theirs = Superpixels(labels: truth.labels, height: image.height, width: image.width)
    let pieces = Superpixels.quickshift(
      image.tensor, kernelSize: 1, maximumDistance: truth.maximumDistance, ratio: truth.ratio)
    #expect(pieces.count < theirs.count)
  }

  @Test(arguments: [1.0, 2, 5.5])
  func `an image of one colour is one superpixel`(kernelSize: Double) {
    let image = Tensor(repeating: 0.4, shape: [3, 20, 31])
    #expect(Superpixels.quickshift(image, kernelSize: kernelSize).count == 1)
  }

  @Test func `an image of one pixel is one superpixel`() {
    #expect(Superpixels.quickshift(Tensor(repeating: 1, shape: [3, 1, 1])).labels == [0])
  }

  @Test func `when every link is cut each pixel is a superpixel`() throws {
    let image = try SuperpixelsFixture.image("smooth").tensor
    #expect(Superpixels.quickshift(image, maximumDistance: 0).count == 24 * 32)
  }

  @Test(arguments: ["smooth", "garden", "pond"])
  func `a wider kernel or longer links give fewer superpixels`(name: String) throws {
    let image = try SuperpixelsFixture.image(name).tensor
    let byKernel = [1.0, 2, 4].map { Superpixels.quickshift(image, kernelSize: $0).count }
    #expect(byKernel == byKernel.sorted(by: >))
    let byDistance = [3.0, 6, 12, .infinity].map {
      Superpixels.quickshift(image, maximumDistance: $0).count
    }
    #expect(byDistance == byDistance.sorted(by: >))
  }

  @Test(arguments: [("smooth", 1), ("noisy", 1), ("garden", 0.9), ("pond", 0.9)])
  func `a transposed image is cut into the transposed pieces`(
    name: String, agreement: Double
  ) throws {
    let image = try SuperpixelsFixture.image(name).tensor
    let pieces = Superpixels.quickshift(image.transposed)
    // The grounds of the garden are flat squares in which parents may be equally near; reading
    // row by row then finds another of them first.
    #expect(pieces.transposed.agreement(with: Superpixels.quickshift(image)) >= agreement)
  }

  @Test func `the defaults cut a garden picture into about thirty pieces`() throws {
    for name in ["garden", "pond"] {
      let pieces = Superpixels.quickshift(try SuperpixelsFixture.image(name).tensor)
      #expect((15...65).contains(pieces.count))
    }
  }

  @Test func `a density is the sum of a Gaussian over the window`() {
    // Black beside white: L* differs by 100 * 0.01, so squared distance 2 over 2 * 2 squared.
    let image = Tensor.painted(height: 1, width: 2) { _, x in [Float(x), Float(x), Float(x)] }
    let points = LabImage(image).scaled(by: 0.01)
    let expected = 1 + Elementary.exp(-0.25)
    for density in Superpixels.densities(of: points, kernelSize: 2) {
      // White has L* = 100 and a*, b* near 0 only to the digits of the rounded matrix.
      #expect(abs(density - expected) < 1e-6)
    }
  }

  @Test func `a kernel below one pixel traps`() async {
    await expectStop(
      saying: "the kernel size 0.9 is below 1 pixel",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.quickshift(Tensor(shape: [3, 2, 2]), kernelSize: 0.9)
      })
  }

  @Test func `a negative ratio or distance traps`() async {
    await expectStop(
      saying: "the ratio -0.1 is not 0 or above",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.quickshift(Tensor(shape: [3, 2, 2]), ratio: -0.1)
      })
    await expectStop(
      saying: "the maximum distance -1.0 is not 0 or above",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Superpixels.quickshift(Tensor(shape: [3, 2, 2]), maximumDistance: -1)
      })
  }
}
