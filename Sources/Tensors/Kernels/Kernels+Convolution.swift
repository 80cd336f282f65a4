extension Kernels {
  /// Two arrays that are multiplied with each other; an operation adds several such products up.
  typealias Factors = (left: ContiguousArray<Float>, right: ContiguousArray<Float>)

  /// The sum of the convolutions of inputs with weights, `terms`, plus `bias` (one number for each
  /// output channel, or none).
  ///
  /// Several terms cost no more than one with as many channels: the output is walked once.
  static func convolution(
    _ terms: [Factors], bias: ContiguousArray<Float>?, _ shape: ConvolutionShape
  ) -> ContiguousArray<Float> {
    let taps = shape.inputChannels * shape.kernelHeight * shape.kernelWidth
    let layout = PaddedImage(
      channels: terms.count * shape.inputChannels, height: shape.outputHeight,
      width: shape.outputWidth, kernelHeight: shape.kernelHeight, kernelWidth: shape.kernelWidth,
      stride: shape.stride, margin: shape.padding)
    let left = withPointers(terms.map(\.right)) { weights in
      packed(
        weights, rows: shape.outputChannels, rowStep: taps, outer: 1, outerStep: 0, inner: taps,
        innerStep: 1)
    }
    return withPointers(terms.map(\.left)) { inputs in
      correlate(
        inputs, images: shape.images, channels: shape.inputChannels,
        height: shape.height, width: shape.width, margin: (shape.padding, shape.padding),
        spacing: 1, layout, left, bias: bias, rows: shape.outputChannels,
        outputHeight: shape.outputHeight, outputWidth: shape.outputWidth)
    }
  }

  /// The sum over gradients of a convolution's output and its weights, `terms`, of each gradient
  /// carried back to the input.
  ///
  /// It is a convolution too: of a gradient, its pixels `stride` apart, with the weights turned
  /// by half a turn and their channels exchanged.
  static func convolutionInputGradient(
    _ terms: [Factors], _ shape: ConvolutionShape
  ) -> ContiguousArray<Float> {
    let area = shape.kernelHeight * shape.kernelWidth
    let margin = (shape.kernelHeight - 1 - shape.padding, shape.kernelWidth - 1 - shape.padding)
    let layout = PaddedImage(
      channels: terms.count * shape.outputChannels, height: shape.height, width: shape.width,
      kernelHeight: shape.kernelHeight, kernelWidth: shape.kernelWidth, stride: 1,
      margin: shape.stride == 1 ? margin.1 : 0)
    let left = withPointers(terms.map(\.right)) { weights in
      packed(
        weights.map { $0 + (area - 1) }, rows: shape.inputChannels, rowStep: area,
        outer: shape.outputChannels, outerStep: shape.inputChannels * area, inner: area,
        innerStep: -1)
    }
    return withPointers(terms.map(\.left)) { gradients in
      correlate(
        gradients, images: shape.images, channels: shape.outputChannels,
        height: shape.outputHeight, width: shape.outputWidth, margin: margin,
        spacing: shape.stride, layout, left, bias: nil, rows: shape.inputChannels,
        outputHeight: shape.height, outputWidth: shape.width)
    }
  }

  /// Pads image after image, those of all `inputs` above each other, and multiplies them from the
  /// left, four output channels at a time.
  private static func correlate(
    _ inputs: [UnsafePointer<Float>], images: Int, channels: Int, height: Int, width: Int,
    margin: (top: Int, left: Int), spacing: Int, _ layout: PaddedImage,
    _ left: ContiguousArray<Float>, bias: ContiguousArray<Float>?, rows: Int,
    outputHeight: Int, outputWidth: Int
  ) -> ContiguousArray<Float> {
    let area = outputHeight * outputWidth
    let tilePitch = roundUp(layout.positions, to: tileColumns)
    return ContiguousArray(unsafeUninitializedCapacity: images * rows * area) { result, count in
      count = images * rows * area
      guard let result = result.baseAddress else { return }
      withScratch(layout.count + tileRows * tilePitch) { scratch in
        let tile = scratch + layout.count
        layout.clear(scratch)
        for image in 0..<images {
          for (place, input) in inputs.enumerated() {
            layout.fill(
              scratch, from: input + image * channels * height * width, at: place * channels,
              channels: channels, height: height, width: width, top: margin.top,
              left: margin.left, spacing: spacing)
          }
          for row in 0..<rows {
            if row % tileRows == 0 {
              product(
                left, from: row * layout.offsets.count, scratch, layout.offsets,
                columns: layout.positions, into: tile)
            }
            copyRows(
              outputHeight, width: outputWidth, from: tile + row % tileRows * tilePitch,
              pitch: layout.pitch, to: result + (image * rows + row) * area, pitch: outputWidth,
              plus: bias?[row] ?? 0)
          }
        }
      }
    }
  }
}
