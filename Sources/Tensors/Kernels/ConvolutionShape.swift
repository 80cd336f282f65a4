import Numerics

/// The sizes of a two-dimensional convolution, as in every library: the output at (y, x) is
/// the sum over channels and taps (i, j) of the weights times the input at
/// (stride · y + i − padding, stride · x + j − padding), with zeros outside of the image.
package struct ConvolutionShape: Hashable, Sendable {
  package let images: Int
  package let inputChannels, height, width: Int
  package let outputChannels, kernelHeight, kernelWidth: Int
  package let stride, padding: Int

  /// The convolution of inputs `[n, c, height, width]` with weights `[o, c, kernel, kernel]`.
  ///
  /// - Precondition: The channels agree, and the kernel fits into the padded image.
  package init(input: [Int], weights: [Int], stride: Int, padding: Int) {
    precondition(
      input.count == 4 && weights.count == 4 && input[1] == weights[1],
      "convolution: weights \(weights) do not fit inputs \(input); wanted [o, c, kernel, kernel]"
        + " and [n, c, height, width]")
    precondition(
      stride > 0 && padding >= 0, "convolution: stride \(stride) and padding \(padding)")
    precondition(
      weights[2] > 0 && weights[3] > 0 && input[2] + 2 * padding >= weights[2]
        && input[3] + 2 * padding >= weights[3],
      "convolution: a kernel \(weights) does not fit into inputs \(input) padded by \(padding)")
    (images, inputChannels, height, width) = (input[0], input[1], input[2], input[3])
    (outputChannels, kernelHeight, kernelWidth) = (weights[0], weights[2], weights[3])
    (self.stride, self.padding) = (stride, padding)
  }

  package var outputHeight: Int { (height + 2 * padding - kernelHeight) / stride + 1 }
  package var outputWidth: Int { (width + 2 * padding - kernelWidth) / stride + 1 }

  /// The inputs' shape: `[n, c, height, width]`.
  package var input: [Int] { [images, inputChannels, height, width] }
  /// The weights' shape: `[o, c, kernel, kernel]`.
  package var weights: [Int] { [outputChannels, inputChannels, kernelHeight, kernelWidth] }
  /// The outputs' shape: `[n, o, output height, output width]`.
  package var output: [Int] { [images, outputChannels, outputHeight, outputWidth] }
}
