/// The places of `values`, the largest value's first; of equal values the first comes first.
package func descendingOrder(of values: [Double]) -> [Int] {
  values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
}
