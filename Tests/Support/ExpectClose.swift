public import Testing

/// Expects two lists to be equally long and nowhere farther apart than `tolerance`.
public func expectClose(
  _ found: [Double], _ expected: [Double], within tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, sourceLocation: sourceLocation)
  let worst = zip(found, expected).map { abs($0 - $1) }.reduce(0) { $1 > $0 || $1.isNaN ? $1 : $0 }
  #expect(worst <= tolerance, sourceLocation: sourceLocation)
}
