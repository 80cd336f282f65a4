import Numerics
import Tensors

/// A colour as the eye weighs it: equal steps look about equally large, unlike steps in RGB.
///
/// CIE 1976 L*a*b* for daylight (illuminant D65, 2° observer) from sRGB: undo the gamma curve,
/// RGB → XYZ by the sRGB matrix, then with f(t) = ∛t (a line near 0)
/// L* = 116 f(Y/Yₙ) − 16, a* = 500 (f(X/Xₙ) − f(Y/Yₙ)), b* = 200 (f(Y/Yₙ) − f(Z/Zₙ)).
///
/// *Source.* CIE 15 (2004) and IEC 61966-2-1; the rounded constants are those of scikit-image's
/// `rgb2lab`, so that both cut an image alike.
package struct LabColor: Hashable, Sendable {
  /// Lightness L*, from 0 (black) to 100 (white).
  package var lightness: Double

  /// a*, from green (about −86) to red (about 98).
  package var greenRed: Double

  /// b*, from blue (about −108) to yellow (about 94).
  package var blueYellow: Double

  /// The colour with these coordinates; black by default.
  package init(lightness: Double = 0, greenRed: Double = 0, blueYellow: Double = 0) {
    self.lightness = lightness
    self.greenRed = greenRed
    self.blueYellow = blueYellow
  }

  /// The squared Euclidean distance, summed in the order L*, a*, b*.
  package func squaredDistance(to other: LabColor) -> Double {
    let lightness = lightness - other.lightness
    let greenRed = greenRed - other.greenRed
    let blueYellow = blueYellow - other.blueYellow
    return lightness * lightness + greenRed * greenRed + blueYellow * blueYellow
  }

  /// The sum, coordinate by coordinate.
  package static func + (left: LabColor, right: LabColor) -> LabColor {
    LabColor(
      lightness: left.lightness + right.lightness, greenRed: left.greenRed + right.greenRed,
      blueYellow: left.blueYellow + right.blueYellow)
  }

  /// The multiple, coordinate by coordinate.
  package static func * (color: LabColor, factor: Double) -> LabColor {
    LabColor(
      lightness: color.lightness * factor, greenRed: color.greenRed * factor,
      blueYellow: color.blueYellow * factor)
  }

  /// The quotient, coordinate by coordinate.
  package static func / (color: LabColor, divisor: Double) -> LabColor {
    LabColor(
      lightness: color.lightness / divisor, greenRed: color.greenRed / divisor,
      blueYellow: color.blueYellow / divisor)
  }
}

// MARK: From sRGB

extension LabColor {
  /// The colour of an sRGB pixel whose channels are in 0...1.
  package init(red: Double, green: Double, blue: Double) {
    let red = LabColor.linear(red)
    let green = LabColor.linear(green)
    let blue = LabColor.linear(blue)
    let x = LabColor.response((0.412453 * red + 0.357580 * green + 0.180423 * blue) / 0.95047)
    let y = LabColor.response(0.212671 * red + 0.715160 * green + 0.072169 * blue)
    let z = LabColor.response((0.019334 * red + 0.119193 * green + 0.950227 * blue) / 1.08883)
    self.init(lightness: 116 * y - 16, greenRed: 500 * (x - y), blueYellow: 200 * (y - z))
  }

  /// The amount of light behind an sRGB channel value: the gamma curve undone.
  private static func linear(_ value: Double) -> Double {
    value > 0.04045 ? Elementary.pow((value + 0.055) / 1.055, 2.4) : value / 12.92
  }

  /// The eye's response f to an amount of light relative to white: a cube root, a line near 0.
  private static func response(_ light: Double) -> Double {
    light > 0.008856 ? Elementary.cbrt(light) : 7.787 * light + 16.0 / 116.0
  }
}
