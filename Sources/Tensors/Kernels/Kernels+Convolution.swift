extension Kernels {
  /// The convolution of `input` with `weights`, plus `bias` (one number for each output channel,
  /// or none).
  static func convolution(
    _ input: ContiguousArray<Float>, _ weights: ContiguousArray<Float>,
    bias: ContiguousArray<Float>?, _ shape: ConvolutionShape
  ) -> ContiguousArray<Float> {
    let taps = shape.inputChannels * shape.kernelHeight * shape.kernelWidth
    let layout = PaddedImage(
      channels: shape.inputChannels, height: shape.outputHeight, width: shape.outputWidth,
      kernelHeight: shape.kernelHeight, kernelWidth: shape.kernelWidth, stride: shape.stride,
      margin: shape.padding)
    return withPointers(input, weights) { input, weights in
      let left = packed(
        weights, rows: shape.outputChannels, rowStep: taps, outer: 1, outerStep: 0, inner: taps,
        innerStep: 1)
      return correlate(
        input, images: shape.images, channels: shape.inputChannels,
        height: shape.height, width: shape.width, margin: (shape.padding, shape.padding),
        spacing: 1, layout, left, bias: bias, rows: shape.outputChannels,
        outputHeight: shape.outputHeight, outputWidth: shape.outputWidth)
    }
  }

  /// The gradient of a convolution's output, carried back to its input.
  ///
  /// It is a convolution too: of `gradient`, its pixels `stride` apart, with the weights turned
  /// by half a turn and their channels exchanged.
  static func convolutionInputGradient(
    _ gradient: ContiguousArray<Float>, _ weights: ContiguousArray<Float>,
    _ shape: ConvolutionShape
  ) -> ContiguousArray<Float> {
    let area = shape.kernelHeight * shape.kernelWidth
    let margin = (shape.kernelHeight - 1 - shape.padding, shape.kernelWidth - 1 - shape.padding)
    let layout = PaddedImage(
      channels: shape.outputChannels, height: shape.height, width: shape.width,
      kernelHeight: shape.kernelHeight, kernelWidth: shape.kernelWidth, stride: 1,
      margin: shape.stride == 1 ? margin.1 : 0)
    return withPointers(gradient, weights) { gradient, weights in
      let left = packed(
        weights + area - 1, rows: shape.inputChannels, rowStep: area,
        outer: shape.outputChannels, outerStep: shape.inputChannels * area, inner: area,
        innerStep: -1)
      return correlate(
        gradient, images: shape.images, channels: shape.outputChannels,
        height: shape.outputHeight, width: shape.outputWidth, margin: margin,
        spacing: shape.stride, layout, left, bias: nil, rows: shape.inputChannels,
        outputHeight: shape.height, outputWidth: shape.width)
    }
  }

  /// Pads image after image and multiplies it from the left, four output channels at a time.
  private static func correlate(
    _ input: UnsafePointer<Float>, images: Int, channels: Int, height: Int, width: Int,
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
        for image in 0..<images {
          layout.fill(
            scratch, from: input + image * channels * height * width, channels: channels,
            height: height, width: width, top: margin.top, left: margin.left, spacing: spacing)
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
