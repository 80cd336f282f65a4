public import Models
import Numerics
public import Tensors

// The map on a finer or coarser grid than the network's own, made of the same weights.
extension CAM {
  /// Explains with a place every `stride` pixels, whatever the network's own stride is.
  ///
  /// *Formula.* Let s be the network's own stride: pixels a side over places a side. Place i of the
  /// map has its middle at pixel stride · i + (stride − 1) / 2. The place y of the network nearest
  /// to it has its own at s · y + (s − 1) / 2, which is d pixels off, |d| ≤ s / 2. So the image is
  /// moved by d, and the value read at y. Places of one d share a forward pass: one pass if s
  /// divides the stride, (s / stride)² if the stride divides s.
  ///
  /// This is the map of the network whose poolings step by one pixel and whose convolutions are
  /// spread out to match, but near the border, where the moved image repeats its last pixels. With
  /// an even s and an odd stride the middles stay half a pixel off.
  ///
  /// *Reference.* Long, Shelhamer and Darrell (2015), "Fully convolutional networks for semantic
  /// segmentation", CVPR, section 3.2: shift and stitch.
  ///
  /// - Precondition: `stride` divides the image's height and width, and so does the network's own;
  ///   every value of the image is a finite number.
  public func explain(
    _ model: Network, _ image: Tensor, class label: Int, every stride: Int
  ) -> Attribution {
    precondition(
      image.shape.count == 3, "CAM: \(image.shape) is not an image [channels, height, width]")
    let (height, width) = (image.shape[1], image.shape[2])
    precondition(
      stride > 0 && height % stride == 0 && width % stride == 0,
      "CAM: no place every \(stride) pixels in an image \(image.shape)")
    let still = explain(model, image, class: label)
    let own = height / still.map.shape[0]
    precondition(
      still.map.shape == [height / own, width / own] && height % own == 0 && width % own == 0,
      "CAM: maps \(still.map.shape) do not divide an image \(image.shape)")
    let rows = CAM.grid(of: height, every: stride, own: own)
    let columns = CAM.grid(of: width, every: stride, own: own)

    var map = Tensor(shape: [rows.count, columns.count])
    for down in Set(rows.map(\.offset)) {
      for right in Set(columns.map(\.offset)) {
        let moved = CAM.moved(image, down: down, right: right)
        let unmoved = down == 0 && right == 0
        let pass = unmoved ? still.map : explain(model, moved, class: label).map
        for (row, vertical) in rows.enumerated() where vertical.offset == down {
          for (column, horizontal) in columns.enumerated() where horizontal.offset == right {
            map[row, column] = pass[vertical.place, horizontal.place]
          }
        }
      }
    }
    return Attribution(label: label, layer: still.layer, unit: still.unit, map: map)
  }

  /// For each place of a grid over `length` pixels: the network's place nearest to it, and how far
  /// the image has to move for the two to meet.
  private static func grid(
    of length: Int, every stride: Int, own: Int
  ) -> [(place: Int, offset: Int)] {
    (0..<(length / stride)).map { index in
      let wanted = stride * index + ((stride - own) >> 1)  // a half is rounded down
      let place = (wanted + own / 2) / own
      return (place, wanted - own * place)
    }
  }

  /// The image whose pixel (y, x) is the old (y + down, x + right); beyond the border the last
  /// pixels are repeated.
  private static func moved(_ image: Tensor, down: Int, right: Int) -> Tensor {
    let (height, width) = (image.shape[1], image.shape[2])
    var result = image
    for row in 0..<height {
      let above = min(max(row + down, 0), height - 1)
      for column in 0..<width {
        let beside = min(max(column + right, 0), width - 1)
        for channel in 0..<image.shape[0] {
          result.elements[(channel * height + row) * width + column] =
            image.elements[(channel * height + above) * width + beside]
        }
      }
    }
    return result
  }
}
