extension Kernels {
  /// How many images add to the same registers before their lanes are added up.
  private static let imagesInGroup = 4

  /// The sum over inputs of a convolution and gradients of its output, `terms`, of each gradient
  /// carried back to the weights: for each weight the sum over images and positions of the
  /// gradient times the input that the weight's tap sees.
  ///
  /// Eight lanes each add every eighth position of up to four images; then the lanes are added,
  /// then the groups of images. The images of all terms follow each other.
  static func convolutionWeightGradient(
    _ terms: [Factors], _ shape: ConvolutionShape
  ) -> ContiguousArray<Float> {
    let layout = PaddedImage(
      channels: shape.inputChannels, height: shape.outputHeight, width: shape.outputWidth,
      kernelHeight: shape.kernelHeight, kernelWidth: shape.kernelWidth, stride: shape.stride,
      margin: shape.padding)
    let pitch = roundUp(layout.positions, to: 8)
    let rows = roundUp(shape.outputChannels, to: tileRows)
    let inputSize = shape.inputChannels * shape.height * shape.width
    let outputSize = shape.outputChannels * shape.outputHeight * shape.outputWidth
    let all = terms.count * shape.images
    let group = min(imagesInGroup, max(all, 1))
    var result = ContiguousArray<Float>(repeating: 0, count: shape.weights.reduce(1, *))
    withPointers(terms.flatMap { [$0.left, $0.right] }) { operands in
      withScratch(group * (layout.count + rows * pitch)) { padded in
        let spread = padded + group * layout.count
        for image in 0..<group { layout.clear(padded + image * layout.count) }
        for first in stride(from: 0, to: all, by: group) {
          let images = min(group, all - first)
          for image in 0..<images {
            let (term, index) = (first + image).quotientAndRemainder(dividingBy: shape.images)
            layout.fill(
              padded + image * layout.count, from: operands[2 * term] + index * inputSize,
              channels: shape.inputChannels, height: shape.height, width: shape.width,
              top: shape.padding, left: shape.padding, spacing: 1)
            pad(
              operands[2 * term + 1] + index * outputSize, shape, pitch: layout.pitch,
              planes: rows, planePitch: pitch, to: spread + image * rows * pitch)
          }
          addProducts(
            spread, rows: rows, pitch: pitch, padded, layout, images: images,
            outputChannels: shape.outputChannels, to: &result)
        }
      }
    }
    return result
  }

  /// Copies the planes of a gradient, its rows `pitch` apart with zeros between and behind them.
  private static func pad(
    _ source: UnsafePointer<Float>, _ shape: ConvolutionShape, pitch: Int, planes: Int,
    planePitch: Int, to target: UnsafeMutablePointer<Float>
  ) {
    let (height, width) = (shape.outputHeight, shape.outputWidth)
    for plane in 0..<shape.outputChannels {
      let place = target + plane * planePitch
      copyRows(
        height, width: width, from: source + plane * height * width, pitch: width, to: place,
        pitch: pitch)
      for row in 0..<height {
        let end = row &+ 1 < height ? pitch : planePitch &- row &* pitch
        for column in width..<end { place[row &* pitch &+ column] = 0 }
      }
    }
    let missing = planes - shape.outputChannels
    (target + shape.outputChannels * planePitch).update(repeating: 0, count: missing * planePitch)
  }

  private static func addProducts(
    _ gradient: UnsafePointer<Float>, rows: Int, pitch: Int, _ input: UnsafePointer<Float>,
    _ layout: PaddedImage, images: Int, outputChannels: Int, to result: inout ContiguousArray<Float>
  ) {
    let (taps, offsets) = (layout.offsets.count, layout.offsets)
    result.withUnsafeMutableBufferPointer { result in
      withScratch(tileRows * tapsInTile) { tile in
        for row in stride(from: 0, to: rows, by: tileRows) {
          for tap in stride(from: 0, to: taps, by: tapsInTile) {
            correlation(
              gradient + row * pitch, imagePitch: rows * pitch, pitch: pitch,
              input + offsets[tap], input + offsets[min(tap + 1, taps - 1)],
              input + offsets[min(tap + 2, taps - 1)], imagePitch: layout.count,
              images: images, into: tile)
            for i in 0..<min(tileRows, outputChannels - row) {
              for j in 0..<min(tapsInTile, taps - tap) {
                result[(row + i) * taps + tap + j] += tile[j * tileRows + i]
              }
            }
          }
        }
      }
    }
  }
}
