/// A block of numbers in a fixture: `{"shape": […], "elements": […]}`.
public struct StoredArray: Decodable, Sendable {
  /// The length of each axis.
  public let shape: [Int]
  /// The numbers, the last axis fastest.
  public let elements: [Double]

  /// The numbers as `Float`, exact where the fixture was made so.
  public var floats: ContiguousArray<Float> { ContiguousArray(elements.map(Float.init)) }

  /// What is wrong with `found` as an approximation: other shape, or the worst element, off by
  /// more than `absolute` + `relative` times its size; nothing if it is close.
  public func complaint(
    about found: some Collection<Float>, shape: [Int], absolute: Double, relative: Double
  ) -> String? {
    guard shape == self.shape, found.count == elements.count else {
      return "the shape \(shape) is not \(self.shape)"
    }
    let worst = zip(found, elements).enumerated().map { index, pair in
      let (value, expected) = (Double(pair.0), pair.1)
      let excess = abs(value - expected) - absolute - relative * abs(expected)
      return (index, value, expected, excess.isNaN ? .infinity : excess)
    }.max { $0.3 < $1.3 }
    guard let (index, value, expected, excess) = worst, excess > 0 else { return nil }
    return "element \(index) is \(value), not \(expected)"
  }
}
