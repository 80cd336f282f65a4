extension Kernels {
  /// One image laid out so that every tap of a convolution sees it as one unbroken row.
  ///
  /// Output (y, x) is position `y * pitch + x` of a flat row; seen through tap (i, j) of channel
  /// c, the inputs it needs are the same row, starting at the tap's offset. Positions past the
  /// end of a row of the output hold values that nobody reads. With a stride s the image falls
  /// apart into s x s interleaved ones, its phases, and each tap sees one of those.
  struct PaddedImage {
    /// The number of values between two rows, of the input and of the output.
    let pitch: Int
    /// How many positions the output takes, those past the ends of its rows included.
    let positions: Int
    /// Where each tap's row starts, for channels, then kernel rows, then kernel columns.
    let offsets: ContiguousArray<Int>
    /// How many values a padded image takes, with room to read over its end.
    let count: Int

    private let rows, stride: Int

    /// The layout for outputs of `height` x `width`.
    ///
    /// The image has `margin` columns of zeros on either side; where it can, a row shares its
    /// right margin with the left margin of the next.
    init(
      channels: Int, height: Int, width: Int, kernelHeight: Int, kernelWidth: Int, stride: Int,
      margin: Int
    ) {
      let shared = stride == 1 ? max(0, min(margin, kernelWidth - 1)) : 0
      let pitch = width + (kernelWidth - 1) / stride - shared
      let rows = height + (kernelHeight - 1) / stride
      var offsets = ContiguousArray<Int>()
      for channel in 0..<channels {
        for i in 0..<kernelHeight {
          for j in 0..<kernelWidth {
            let phase = (channel * stride + i % stride) * stride + j % stride
            offsets.append((phase * rows + i / stride) * pitch + j / stride)
          }
        }
      }
      (self.pitch, self.rows, self.stride, self.offsets) = (pitch, rows, stride, offsets)
      positions = height * pitch
      // Rounded up, so that what follows in memory starts at a cache line too.
      count = Kernels.roundUp(
        channels * stride * stride * rows * pitch + kernelWidth + Kernels.tileColumns, to: 16)
    }

    /// Writes an image `[channels, height, width]` into `target`: pixel (y, x) goes to
    /// (y · spacing + top, x · spacing + left) of the padded image, zero is everywhere else.
    func fill(
      _ target: UnsafeMutablePointer<Float>, from image: UnsafePointer<Float>,
      channels: Int, height: Int, width: Int, top: Int, left: Int, spacing: Int
    ) {
      target.update(repeating: 0, count: count)
      for channel in 0..<channels {
        for y in 0..<height {
          let row = y * spacing + top
          guard row >= 0, row / stride < rows else { continue }
          let source = image + (channel * height + y) * width
          for phase in 0..<stride {
            let plane = (channel * stride + row % stride) * stride + phase
            let line = target + (plane * rows + row / stride) * pitch
            copy(source, width: width, to: line, phase: phase, left: left, spacing: spacing)
          }
        }
      }
    }

    private func copy(
      _ source: UnsafePointer<Float>, width: Int, to line: UnsafeMutablePointer<Float>,
      phase: Int, left: Int, spacing: Int
    ) {
      if stride == 1 && spacing == 1 {
        let first = max(0, -left)
        let end = min(width, pitch - left)
        if first < end { (line + first + left).update(from: source + first, count: end - first) }
        return
      }
      for x in 0..<width {
        let column = x * spacing + left
        if column >= 0, column % stride == phase, column / stride < pitch {
          line[column / stride] = source[x]
        }
      }
    }
  }
}
