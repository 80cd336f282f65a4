import Datasets
import Graphics
import Plotting

/// A pixel of the explanation, at rest or on its way out of the cube.
struct FlyingCell {
  /// Where it belongs.
  var center: Point
  var side: Double
  /// In -1...1.
  var importance: Double
  /// How far it has flown, 0...1.
  var flight: Double
  /// Where it flies.
  var drift: Point
  /// How it tumbles.
  var turn: Double

  /// The empty place that it left.
  var trace: Drawing.Command { square(at: center, side: side, degrees: 0, opacity: 0.25) }

  /// The pixel where it is now; some come towards the reader and look larger.
  var command: Drawing.Command {
    let way = flight * 320
    return square(
      at: Point(center.x + way * drift.x, center.y + way * flight * drift.y),
      side: side * (1 + flight * (0.9 * turn - 0.3)).clamped(to: 0.5...1.7),
      degrees: 50 * flight * turn, opacity: 0.97 - 0.4 * flight)
  }

  private func square(
    at center: Point, side: Double, degrees: Double, opacity: Double
  ) -> Drawing.Command {
    let square = Path.rectangle(
      Rectangle(x: -side / 2, y: -side / 2, width: side, height: side)
    ).transformed(
      by: Transform.translation(center.x, center.y).after(.rotation(degrees: degrees)))
    let color = ColorMap.diverging.color((importance + 1) / 2)
    return .fill(square, .solid(color.opacity(opacity)))
  }
}

extension Double {
  /// The nearest number in `range`.
  func clamped(to range: ClosedRange<Double>) -> Double {
    min(range.upperBound, max(range.lowerBound, self))
  }
}
