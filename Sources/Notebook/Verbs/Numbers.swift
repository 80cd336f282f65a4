import Graphics
import Numerics

/// `value` with exactly `places` decimals and a true minus sign: "−0.50", "12,500".
///
/// Halves round away from zero; no locale. How many places are printed is what the author claims
/// to know.
public func fixed(_ value: some BinaryFloatingPoint, _ places: Int = 2) -> String {
  NumberText.fixed(Double(value), places: places)
}
