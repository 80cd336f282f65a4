public import Evaluation
import Notebook

/// `share` of a whole as a percentage: 0.998 is "99.8 %".
///
/// Halves round away from zero, as in ``Notebook/fixed(_:_:)``.
public func percent(_ share: some BinaryFloatingPoint, _ places: Int = 1) -> String {
  fixed(100 * Double(share), places) + " %"
}

/// A mean share and its standard error as percentages: "54.2 ± 1.3 %".
public func percent(_ estimate: Estimate, _ places: Int = 1) -> String {
  fixed(100 * estimate.mean, places) + " ± " + fixed(100 * estimate.standardError, places) + " %"
}
