public import Evaluation
import Notebook

/// A mean and its standard error, with exactly `places` decimals: "0.54 ± 0.01".
public func fixed(_ estimate: Estimate, _ places: Int = 2) -> String {
  fixed(estimate.mean, places) + " ± " + fixed(estimate.standardError, places)
}

/// A difference and its standard error, with its sign: "+0.12 ± 0.01", "−0.03 ± 0.02".
///
/// What rounds to zero has the sign that it had.
public func signed(_ estimate: Estimate, _ places: Int = 2) -> String {
  let text = fixed(estimate, places)
  return text.hasPrefix("−") || estimate.mean == 0 ? text : "+" + text
}
