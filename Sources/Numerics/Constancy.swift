/// Whether all of `values` are one number, up to the rounding of their mean.
///
/// A sum of n numbers is off by up to n ε times the largest of them, and so is what is left when
/// their mean is taken away: values within that of each other say nothing else than that they are
/// constant. No values at all are constant too.
package func isConstant(_ values: some Collection<Double>) -> Bool {
  guard let least = values.min(), let greatest = values.max() else { return true }
  let size = max(least.magnitude, greatest.magnitude)
  return greatest - least <= Double(values.count) * 0x1p-52 * size
}
