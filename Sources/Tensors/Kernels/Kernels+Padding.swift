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

    /// Makes `target` zero, before the first of the images that go there one after another.
    func clear(_ target: UnsafeMutablePointer<Float>) {
      target.update(repeating: 0, count: count)
    }

    /// Writes an image `[channels, height, width]` into `target`, from channel `first` on: pixel
    /// (y, x) goes to (y · spacing + top, x · spacing + left) of the padded image.
    ///
    /// Nothing else is written, so zeros between and around the pixels of one image serve the next.
    func fill(
      _ target: UnsafeMutablePointer<Float>, from image: UnsafePointer<Float>, at first: Int = 0,
      channels: Int, height: Int, width: Int, top: Int, left: Int, spacing: Int
    ) {
      let target = target + first * stride * stride * rows * pitch
      if stride == 1 && spacing == 1 {
        // Rows and columns that a negative margin cuts off are left out.
        let (up, before) = (max(0, -top), max(0, -left))
        let (lines, columns) = (min(height, rows - top) - up, min(width, pitch - left) - before)
        guard lines > 0, columns > 0 else { return }
        for channel in 0..<channels {
          Kernels.copyRows(
            lines, width: columns, from: image + (channel * height + up) * width + before,
            pitch: width, to: target + (channel * rows + up + top) * pitch + before + left,
            pitch: pitch)
        }
        return
      }
      for channel in 0..<channels {
        for y in 0..<height {
          let row = y * spacing + top
          guard row >= 0, row / stride < rows else { continue }
          for x in 0..<width {
            let column = x * spacing + left
            guard column >= 0, column / stride < pitch else { continue }
            let plane = (channel * stride + row % stride) * stride + column % stride
            target[(plane * rows + row / stride) * pitch + column / stride] =
              image[(channel * height + y) * width + x]
          }
        }
      }
    }
  }

  /// Copies rows between places where they lie differently far apart, adding `bias`.
  static func copyRows(
    _ rows: Int, width: Int, from source: UnsafePointer<Float>, pitch sourcePitch: Int,
    to target: UnsafeMutablePointer<Float>, pitch targetPitch: Int, plus bias: Float = 0
  ) {
    for row in 0..<rows {
      let (from, to) = (source + row * sourcePitch, target + row * targetPitch)
      if width < 8 {
        for x in 0..<width { to[x] = from[x] + bias }
      } else {
        for x in stride(from: 0, to: width, by: 8) {
          // The last eight may have been copied in part already.
          let place = min(x, width - 8)
          let lanes = UnsafeRawPointer(from + place).loadUnaligned(as: SIMD8<Float>.self) + bias
          UnsafeMutableRawPointer(to + place).storeBytes(of: lanes, as: SIMD8<Float>.self)
        }
      }
    }
  }
}
