/// Whether two numbers differ by no more than an absolute plus a relative error.
func isClose(_ a: Double, _ b: Double, absolute: Double, relative: Double) -> Bool {
  abs(a - b) <= absolute + relative * max(abs(a), abs(b))
}

/// Whether two lists have the same length and every number of one is close to the other's.
func areClose(_ a: [Double], _ b: [Double], absolute: Double, relative: Double) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { isClose($0, $1, absolute: absolute, relative: relative) }
}
