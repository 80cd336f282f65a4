extension Superpixels {
  /// Mends clusters that are not connected: every piece of the result is 4-connected, and as far
  /// as the image allows its size is in `sizes`.
  ///
  /// Reading row by row, each pixel without a piece starts one; it grows breadth first over the
  /// pixels of equal label until none is left or it has `sizes.upperBound` pixels. A piece of
  /// fewer than `sizes.lowerBound` joins the finished neighbour it met last; the very first one,
  /// which has none, joins the piece that follows. A joined piece may exceed the upper bound.
  ///
  /// *Source.* Achanta et al. (2012), the step after clustering; the order of growth is scikit-image's.
  /// Complexity: O(pixels).
  ///
  /// - Returns: the number of the piece of each pixel, row by row, from 0.
  package static func connected(
    _ labels: [Int], height: Int, width: Int, sizes: ClosedRange<Int>
  ) -> [Int] {
    var pieces = [Int?](repeating: nil, count: labels.count)
    var current = 0
    var members: [Int] = []
    for start in labels.indices where pieces[start] == nil {
      pieces[start] = current
      members = [start]
      var neighbor = 0
      var visited = 0
      while visited < members.count && members.count < sizes.upperBound {
        let (y, x) = members[visited].quotientAndRemainder(dividingBy: width)
        visited += 1
        for (down, across) in [(0, 1), (0, -1), (1, 0), (-1, 0)] {
          guard (0..<height).contains(y + down), (0..<width).contains(x + across) else { continue }
          let other = (y + down) * width + x + across
          if let piece = pieces[other] {
            if piece != current { neighbor = piece }
          } else if labels[other] == labels[start] {
            pieces[other] = current
            members.append(other)
            if members.count >= sizes.upperBound { break }
          }
        }
      }
      if members.count < sizes.lowerBound {
        for pixel in members { pieces[pixel] = neighbor }
      } else {
        current += 1
      }
    }
    return pieces.map { $0 ?? 0 }
  }
}
