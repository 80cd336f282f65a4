import Numerics
import Tensors

/// What a chart measures along one direction.
///
/// A string literal is an axis with that title: `LineChart(series, x: "epoch", y: "loss")`.
public struct Axis: Hashable, Sendable, ExpressibleByStringLiteral {
  /// How values become positions.
  public enum Kind: String, Hashable, Sendable { case linear, logarithmic }

  /// What is measured, with its unit: "kernel width (pixels)".
  public var title: String
  /// The first and last value shown; what the data need if absent.
  public var range: ClosedRange<Double>?
  /// How values become positions.
  public var kind: Kind

  /// An axis; without a `range` it covers the data.
  public init(_ title: String = "", range: ClosedRange<Double>? = nil, kind: Kind = .linear) {
    (self.title, self.range, self.kind) = (title, range, kind)
  }

  /// A linear axis that covers the data.
  public init(stringLiteral title: String) { self.init(title) }
}

/// An axis that knows its ends and its ticks.
struct Scale {
  /// How far an axis reaches beyond the data.
  enum Fit {
    /// To the next tick on either side.
    case toTicks
    /// Not at all.
    case tight
  }

  let title: String
  let kind: Axis.Kind
  let domain: ClosedRange<Double>
  let ticks: Ticks

  /// Fits `axis` to `values`; without any it shows 0...1.
  ///
  /// - Precondition: no end is beyond ±1e302, that of a logarithmic axis not below 1e-290, and such
  ///   an axis has 300 decades at most.
  init(_ axis: Axis, values: [Double], fit: Fit, atMost limit: Int) {
    title = axis.title
    kind = axis.kind
    let low = values.min() ?? (kind == .linear ? 0 : 1)
    let high = values.max() ?? (kind == .linear ? 1 : 10)
    var range = axis.range ?? low...high
    requireDrawable(range, "Axis '\(axis.title)'")
    switch (kind, axis.range, fit) {
    case (.linear, nil, .toTicks):
      ticks = Ticks.linear(covering: range, atMost: limit)
      range = (ticks.values.first ?? low)...(ticks.values.last ?? high)
    case (.linear, _, _):
      if range.lowerBound == range.upperBound {
        range = range.lowerBound - 1...range.upperBound + 1
      }
      range = Ticks.widened(range)
      ticks = Ticks.linear(inside: range, atMost: limit)
    case (.logarithmic, _, _):
      precondition(
        range.lowerBound >= 1e-290,
        "Axis '\(axis.title)': a logarithmic axis cannot show \(range.lowerBound)")
      precondition(
        range.upperBound / range.lowerBound <= 1e300,
        "Axis '\(axis.title)': from \(range.lowerBound) to \(range.upperBound) are more than 300 "
          + "decades")
      if range.lowerBound == range.upperBound {
        range = range.lowerBound / 10...range.upperBound * 10
      }
      ticks = Ticks.logarithmic(inside: range, atMost: limit)
    }
    domain = range
  }

  /// Whether zero lies strictly between the ends.
  var crossesZero: Bool {
    kind == .linear && domain.lowerBound < 0 && domain.upperBound > 0
  }

  /// Where `value` lies between the ends: 0 at the first, 1 at the last; at most a million lengths
  /// of the axis away, so that what lies far outside still has a place on paper.
  func position(_ value: Double) -> Double {
    let position =
      switch kind {
      case .linear: (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
      case .logarithmic:
        Elementary.log(value / domain.lowerBound)
          / Elementary.log(domain.upperBound / domain.lowerBound)
      }
    return min(1e6, max(-1e6, position))
  }
}
