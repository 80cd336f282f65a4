import Numerics
public import Tensors

/// The pieces of a region of pixels that hang together by their edges.
///
/// A region is `[height, width]` and above one half where it is. Each pixel has the four
/// neighbours above, left, right and below; pixels that touch only at a corner are of two pieces
/// (Rosenfeld & Pfaltz 1966, "Sequential operations in digital picture processing"). A region
/// without a pixel has no pieces.
public enum Regions {
  /// The largest piece of `region`: 1 on it and 0 elsewhere, in the same shape.
  ///
  /// All 0 if the region has no pixel. Of pieces of equal size it is the one met first, row by
  /// row.
  ///
  /// - Precondition: the region is `[height, width]`.
  /// - Complexity: O(*pixels*).
  public static func largest(of region: Tensor) -> Tensor {
    let pieces = pieces(of: region)
    var result = Tensor(shape: region.shape)
    let largest = pieces.reduce([]) { $1.count > $0.count ? $1 : $0 }
    for pixel in largest { result.elements[pixel] = 1 }
    return result
  }

  /// The pieces of `region`, each as the indices of its pixels, in the order in which they are
  /// met row by row.
  ///
  /// - Precondition: the region is `[height, width]`.
  /// - Complexity: O(*pixels*).
  public static func pieces(of region: Tensor) -> [[Int]] {
    precondition(region.shape.count == 2, "Regions: \(region.shape) is not [height, width]")
    let (height, width) = (region.shape[0], region.shape[1])
    var isFree = region.elements.map { $0 > 0.5 }
    var pieces: [[Int]] = []
    for start in isFree.indices where isFree[start] {
      isFree[start] = false
      var members = [start]
      var visited = 0
      while visited < members.count {
        let (row, column) = members[visited].quotientAndRemainder(dividingBy: width)
        visited += 1
        for (down, across) in [(-1, 0), (0, -1), (0, 1), (1, 0)] {
          let (y, x) = (row + down, column + across)
          guard 0..<height ~= y, 0..<width ~= x, isFree[y * width + x] else { continue }
          isFree[y * width + x] = false
          members.append(y * width + x)
        }
      }
      pieces.append(members)
    }
    return pieces
  }
}
