extension Kernels {
  /// How many images add to the same registers before their lanes are added up.
  private static let imagesInGroup = 4

  /// The gradient of a convolution's output, carried back to its weights: for each weight the
  /// sum over images and positions of the gradient times the input that the weight's tap sees.
  ///
  /// Eight lanes each add every eighth position of up to four images; then the lanes are added,
  /// then the groups of images.
  static func convolutionWeightGradient(
    _ input: ContiguousArray<Float>, _ gradient: ContiguousArray<Float>, _ shape: ConvolutionShape
  ) -> ContiguousArray<Float> {
    let layout = PaddedImage(
      channels: shape.inputChannels, height: shape.outputHeight, width: shape.outputWidth,
      kernelHeight: shape.kernelHeight, kernelWidth: shape.kernelWidth, stride: shape.stride,
      margin: shape.padding)
    let pitch = roundUp(layout.positions, to: 8)
    let rows = roundUp(shape.outputChannels, to: tileRows)
    let inputSize = shape.inputChannels * shape.height * shape.width
    let outputSize = shape.outputChannels * shape.outputHeight * shape.outputWidth
    let group = min(imagesInGroup, max(shape.images, 1))
    var result = ContiguousArray<Float>(repeating: 0, count: shape.weights.reduce(1, *))
    withPointers(input, gradient) { input, gradient in
      withScratch(group * (layout.count + rows * pitch)) { padded in
        let spread = padded + group * layout.count
        for first in stride(from: 0, to: shape.images, by: group) {
          let images = min(group, shape.images - first)
          for image in 0..<images {
            layout.fill(
              padded + image * layout.count, from: input + (first + image) * inputSize,
              channels: shape.inputChannels, height: shape.height, width: shape.width,
              top: shape.padding, left: shape.padding, spacing: 1)
            pad(
              gradient + (first + image) * outputSize, shape, pitch: layout.pitch,
              planePitch: pitch, planes: rows, to: spread + image * rows * pitch)
          }
          addProducts(
            spread, rows: rows, pitch: pitch, padded, layout, images: images,
            outputChannels: shape.outputChannels, to: &result)
        }
      }
    }
    return result
  }

  /// Copies the planes of a gradient, its rows `pitch` apart with zeros between them.
  private static func pad(
    _ source: UnsafePointer<Float>, _ shape: ConvolutionShape, pitch: Int, planePitch: Int,
    planes: Int, to target: UnsafeMutablePointer<Float>
  ) {
    let (height, width) = (shape.outputHeight, shape.outputWidth)
    target.update(repeating: 0, count: planes * planePitch)
    for plane in 0..<shape.outputChannels {
      copyRows(
        height, width: width, from: source + plane * height * width, pitch: width,
        to: target + plane * planePitch, pitch: pitch)
    }
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
