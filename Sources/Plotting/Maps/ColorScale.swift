public import Graphics
import Numerics
public import Tensors

/// Which colour stands for which value: one for all maps of a row, and for its colour bar.
public struct ColorScale: Hashable, Sendable {
  /// The colours.
  public var colors: ColorMap
  /// The values of the first and the last colour.
  public var range: ClosedRange<Double>
  /// What the values are, with their unit; the colour bar shows it.
  public var title: String

  /// A scale with given ends; a range of one value is widened by 1 at its upper end.
  public init(_ colors: ColorMap, range: ClosedRange<Double>, title: String = "") {
    self.colors = colors
    self.range =
      range.lowerBound < range.upperBound ? range : range.lowerBound...range.lowerBound + 1
    self.title = title
  }

  /// Orange for negative, white for zero, blue for positive; the ends lie at plus and minus the
  /// largest magnitude in `maps`, or 1 if all is zero.
  public static func signed(_ maps: [Tensor], title: String = "") -> ColorScale {
    let limit = largestMagnitude(of: maps)
    return ColorScale(.diverging, range: -limit...limit, title: title)
  }

  /// White for zero to dark blue for the largest value in `maps`, or 1 if none is positive.
  public static func sizes(
    _ maps: [Tensor], colors: ColorMap = .blues, title: String = ""
  ) -> ColorScale {
    let largest = maps.flatMap { $0.elements.map(Double.init) }.max() ?? 0
    return ColorScale(colors, range: 0...(largest > 0 ? largest : 1), title: title)
  }

  /// The colour of `value`; beyond the ends it is that of the nearer end.
  public func color(_ value: Double) -> Color {
    colors.color((value - range.lowerBound) / (range.upperBound - range.lowerBound))
  }

  private static func largestMagnitude(of maps: [Tensor]) -> Double {
    let largest = maps.flatMap { $0.elements.map { Double($0.magnitude) } }.max() ?? 0
    return largest > 0 ? largest : 1
  }

  /// The pixels of a map `[height, width]`, each with the opacity `alpha`.
  func raster(of map: Tensor, alpha: Double = 1) -> Raster {
    precondition(
      map.shape.count == 2, "HeatMap: the shape \(map.shape) is not [height, width]")
    map.requireFinite("HeatMap")
    let opacity = UInt8((alpha * 255).rounded())
    return Raster(
      width: map.shape[1], height: map.shape[0],
      bytes: map.elements.flatMap { color(Double($0)).bytes.prefix(3) + [opacity] })
  }
}
