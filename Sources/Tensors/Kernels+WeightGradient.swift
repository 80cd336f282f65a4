extension Kernels {
  /// How many images add to the same registers before their lanes are added up.
  private static let imagesInGroup = 4
  /// How many taps ``correlateRows`` treats at once.
  private static let tapsInTile = 3

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
      kernelHeight: shape.kernelHeight, kernelWidth: shape.kernelWidth, stride: shape.stride)
    let pitch = roundUp(layout.positions, to: 8)
    let rows = roundUp(shape.outputChannels, to: tileRows)
    let inputSize = shape.inputChannels * shape.height * shape.width
    let outputSize = shape.outputChannels * shape.outputHeight * shape.outputWidth
    let group = min(imagesInGroup, max(shape.images, 1))
    var result = ContiguousArray<Float>(repeating: 0, count: shape.weights.reduce(1, *))
    input.withUnsafeBufferPointer { input in
      gradient.withUnsafeBufferPointer { gradient in
        guard let input = input.baseAddress, let gradient = gradient.baseAddress else { return }
        withScratch(group * (layout.count + rows * pitch)) { scratch in
          for first in stride(from: 0, to: shape.images, by: group) {
            let images = min(group, shape.images - first)
            let spread = scratch + images * layout.count
            for image in 0..<images {
              layout.fill(
                scratch + image * layout.count, from: input + (first + image) * inputSize,
                channels: shape.inputChannels, height: shape.height, width: shape.width,
                top: shape.padding, left: shape.padding, spacing: 1)
              pad(
                gradient + (first + image) * outputSize, shape, pitch: layout.pitch,
                planePitch: pitch, planes: rows, to: spread + image * rows * pitch)
            }
            addProducts(
              spread, rows: rows, pitch: pitch, scratch, layout, images: images,
              outputChannels: shape.outputChannels, to: &result)
          }
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
      for y in 0..<height {
        (target + plane * planePitch + y * pitch)
          .update(from: source + (plane * height + y) * width, count: width)
      }
    }
  }

  private static func addProducts(
    _ gradient: UnsafePointer<Float>, rows: Int, pitch: Int, _ input: UnsafePointer<Float>,
    _ layout: PaddedImage, images: Int, outputChannels: Int,
    to result: inout ContiguousArray<Float>
  ) {
    let taps = layout.offsets.count
    for row in stride(from: 0, to: rows, by: tileRows) {
      for tap in stride(from: 0, to: taps, by: tapsInTile) {
        let seen = (0..<tapsInTile).map { layout.offsets[min(tap + $0, taps - 1)] }
        let sums = correlateRows(
          gradient + row * pitch, imagePitch: rows * pitch, pitch: pitch,
          input, imagePitch: layout.count, offsets: (seen[0], seen[1], seen[2]), images: images)
        for place in 0..<(tileRows * tapsInTile) {
          let (i, j) = place.quotientAndRemainder(dividingBy: tapsInTile)
          guard row + i < outputChannels, tap + j < taps else { continue }
          result[(row + i) * taps + tap + j] += sums[place]
        }
      }
    }
  }

  /// The products of four rows with three rows, summed over positions and images: 12 numbers.
  private static func correlateRows(
    _ left: UnsafePointer<Float>, imagePitch leftImagePitch: Int, pitch: Int,
    _ right: UnsafePointer<Float>, imagePitch rightImagePitch: Int,
    offsets: (Int, Int, Int), images: Int
  ) -> SIMD16<Float> {
    var (a0, a1, a2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (b0, b1, b2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (c0, c1, c2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (d0, d1, d2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for image in 0..<images {
      let rows = left + image * leftImagePitch
      let seen = right + image * rightImagePitch
      let (first, second, third) = (seen + offsets.0, seen + offsets.1, seen + offsets.2)
      for position in stride(from: 0, to: pitch, by: 8) {
        let r0 = lanes(first + position)
        let r1 = lanes(second + position)
        let r2 = lanes(third + position)
        let a = lanes(rows + position)
        a0 = a0.addingProduct(a, r0)
        a1 = a1.addingProduct(a, r1)
        a2 = a2.addingProduct(a, r2)
        let b = lanes(rows + pitch + position)
        b0 = b0.addingProduct(b, r0)
        b1 = b1.addingProduct(b, r1)
        b2 = b2.addingProduct(b, r2)
        let c = lanes(rows + 2 * pitch + position)
        c0 = c0.addingProduct(c, r0)
        c1 = c1.addingProduct(c, r1)
        c2 = c2.addingProduct(c, r2)
        let d = lanes(rows + 3 * pitch + position)
        d0 = d0.addingProduct(d, r0)
        d1 = d1.addingProduct(d, r1)
        d2 = d2.addingProduct(d, r2)
      }
    }
    var sums = SIMD16<Float>.zero
    for (place, lanes) in [a0, a1, a2, b0, b1, b2, c0, c1, c2, d0, d1, d2].enumerated() {
      sums[place] = horizontalSum(lanes)
    }
    return sums
  }
}
