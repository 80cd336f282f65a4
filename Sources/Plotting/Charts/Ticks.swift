import Graphics
import Numerics

/// The values along an axis that get a label.
package struct Ticks: Hashable, Sendable {
  /// The values, rising.
  package let values: [Double]
  /// Their labels, written with as many decimals as the steps need.
  package let labels: [String]

  /// Round values from the last one at or below `range` to the first one at or above it.
  ///
  /// The step is 1, 2 or 5 times a power of ten: the smallest that needs at most `limit` values
  /// (3 if it is less, as a range about zero needs them).
  /// A range of one value is widened first, to half as much and half more, or -1...1 about zero;
  /// a range without two numbers that are 1e-290 apart is one value.
  ///
  /// - Precondition: no end is beyond ±1e302.
  package static func linear(covering range: ClosedRange<Double>, atMost limit: Int) -> Ticks {
    requireDrawable(range, "Ticks")
    let range = widened(range)
    var step = Step(power: startPower(for: range.upperBound - range.lowerBound), digit: 1)
    func first() -> Double { (range.lowerBound / step.value + 1e-9).rounded(.down) }
    func last() -> Double { (range.upperBound / step.value - 1e-9).rounded(.up) }
    while last() - first() + 1 > Double(max(3, limit)) { step = step.next }
    return Ticks(step, Int(first())...Int(last()))
  }

  /// Round values inside `range`, for axes whose ends are given.
  package static func linear(inside range: ClosedRange<Double>, atMost limit: Int) -> Ticks {
    requireDrawable(range, "Ticks")
    let range = widened(range)
    var step = Step(power: startPower(for: range.upperBound - range.lowerBound), digit: 1)
    func first() -> Double { (range.lowerBound / step.value - 1e-9).rounded(.up) }
    func last() -> Double { (range.upperBound / step.value + 1e-9).rounded(.down) }
    while last() - first() + 1 > Double(max(2, limit)) { step = step.next }
    guard last() >= first() else { return Ticks(values: [], labels: []) }
    return Ticks(step, Int(first())...Int(last()))
  }

  /// Powers of ten inside `range`, with 2 and 5 or 3 times each where there is room.
  ///
  /// - Precondition: the range lies in 1e-290...1e302.
  package static func logarithmic(inside range: ClosedRange<Double>, atMost limit: Int) -> Ticks {
    precondition(
      range.lowerBound >= 1e-290, "Ticks: a logarithmic axis cannot show \(range.lowerBound)")
    requireDrawable(range, "Ticks")
    let (low, high) = (range.lowerBound * (1 - 1e-9), range.upperBound * (1 + 1e-9))
    var powers: [Int] = []
    var power = startPower(for: low)
    while powerOfTen(power) <= high {
      powers.append(power)
      power += 1
    }
    for digits in [[1, 2, 5], [1, 3], [1]] {
      let pairs = powers.flatMap { power in digits.map { Step(power: power, digit: $0) } }
        .filter { low <= $0.value && $0.value <= high }
      if pairs.count <= limit {
        return Ticks(values: pairs.map(\.value), labels: pairs.map { powerLabel($0) })
      }
    }
    let decades = powers.filter { low <= powerOfTen($0) && powerOfTen($0) <= high }
    let stride = (decades.count + max(1, limit) - 1) / max(1, limit)
    let kept = decades.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    return Ticks(
      values: kept.map(powerOfTen), labels: kept.map { powerLabel(Step(power: $0, digit: 1)) })
  }

  /// The ticks with every label left out that would touch its neighbour, as seen by `isFree`:
  /// all of them, or each second, third, … one.
  package func thinned(where isFree: (_ first: Int, _ second: Int) -> Bool) -> Ticks {
    for step in 1...max(1, values.count) {
      let kept = Array(stride(from: 0, to: values.count, by: step))
      if zip(kept, kept.dropFirst()).allSatisfy(isFree) {
        return Ticks(
          values: values,
          labels: labels.enumerated().map { $0.offset % step == 0 ? $0.element : "" })
      }
    }
    return self
  }

  private init(values: [Double], labels: [String]) {
    self.values = values
    self.labels = labels
  }

  private init(_ step: Step, _ multiples: ClosedRange<Int>) {
    values = multiples.map { step.times($0) }
    let largest = values.map(\.magnitude).max() ?? 0
    if largest >= 1e6 || step.power < -4 {
      let exponent = Ticks.exponent(of: largest)
      labels = values.map { value in
        if value == 0 { return "0" }
        let mantissa = value / Ticks.powerOfTen(exponent)
        return NumberText.fixed(mantissa, places: max(0, exponent - step.power))
          + "×10" + NumberText.superscript(exponent)
      }
    } else {
      labels = values.map { NumberText.fixed($0, places: max(0, -step.power)) }
    }
  }

  /// A step between ticks: `digit` (1, 2, 3 or 5) times ten to `power`.
  private struct Step {
    var power: Int
    var digit: Int

    var value: Double { times(1) }

    /// The exact decimal where one division or multiplication gives it.
    func times(_ count: Int) -> Double {
      power < 0
        ? Double(count * digit) / powerOfTen(-power) : Double(count * digit) * powerOfTen(power)
    }

    var next: Step {
      switch digit {
      case 1: Step(power: power, digit: 2)
      case 2: Step(power: power, digit: 5)
      default: Step(power: power + 1, digit: 1)
      }
    }
  }

  /// The range, or one around it where it is but one value, up to rounding.
  static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let (low, high) = (range.lowerBound, range.upperBound)
    let size = max(low.magnitude, high.magnitude)
    guard high - low <= max(1e-12 * size, 1e-290) else { return range }
    let margin = size <= 1e-289 ? 1 : low.magnitude / 2
    return low - margin...high + margin
  }

  private static func powerLabel(_ step: Step) -> String {
    if (-3...4).contains(step.power) {
      return NumberText.fixed(step.value, places: max(0, -step.power))
    }
    return (step.digit == 1 ? "" : "\(step.digit)×") + "10" + NumberText.superscript(step.power)
  }

  /// A power of ten two or three decades below `value`: where the search for a step starts.
  private static func startPower(for value: Double) -> Int { exponent(of: value) - 3 }

  /// The largest power of ten at or below `value`, by comparison, as logarithms of the C library
  /// differ between machines.
  static func exponent(of value: Double) -> Int {
    var power = Int((Double(value.exponent) * 0.301_029_995_663_981_2).rounded(.down)) - 1
    while powerOfTen(power + 1) <= value { power += 1 }
    return power
  }

  /// Ten to `power`, by multiplication.
  static func powerOfTen(_ power: Int) -> Double {
    let magnitude = (0..<abs(power)).reduce(1.0) { product, _ in product * 10 }
    return power < 0 ? 1 / magnitude : magnitude
  }
}

/// Stops with the range if an axis cannot show it: its ends, or the way between them, are so large
/// that what is computed from them would not be a finite number.
func requireDrawable(_ range: ClosedRange<Double>, _ name: String) {
  precondition(
    range.lowerBound >= -1e302 && range.upperBound <= 1e302,
    "\(name): from \(range.lowerBound) to \(range.upperBound); an axis reaches to ±1e302")
}
