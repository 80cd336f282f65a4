import Graphics
import Numerics
import Tensors

/// A figure whose colours stand for values: what a reader needs a scale for.
protocol ScaledMap {
  /// The values.
  var values: Tensor { get }
  /// Which colour stands for which value.
  var scale: ColorScale { get }
  /// Whether the values can be read as numbers, so that no scale is needed.
  var isWritten: Bool { get }
}

extension HeatMap: ScaledMap {
  var isWritten: Bool { decimals != nil }
}

extension Overlay: ScaledMap {
  var isWritten: Bool { false }
}

extension ScaledMap {
  /// How far the values reach, for a reader who has no colour bar: "max 3.2" where colours begin at
  /// zero, "−0.4 to 3.2" elsewhere.
  var rangeText: String {
    let (least, greatest) = (Double(values.minimum()), Double(values.maximum()))
    if scale.range.lowerBound == 0 { return "max " + texts([greatest])[0] }
    return texts([least, greatest]).joined(separator: " to ")
  }

  /// The numbers with as many decimals as the largest of them needs for two digits.
  private func texts(_ numbers: [Double]) -> [String] {
    let size = numbers.reduce(0) { max($0, $1.magnitude) }
    guard size > 0 else { return numbers.map { _ in "0" } }
    let exponent = Ticks.exponent(of: size)
    guard (-4..<6).contains(exponent) else {
      let unit = Ticks.powerOfTen(exponent)
      return numbers.map {
        NumberText.fixed($0 / unit, places: 1) + "×10" + NumberText.superscript(exponent)
      }
    }
    return numbers.map { NumberText.fixed($0, places: max(0, 1 - exponent)) }
  }
}

extension ColorScale {
  /// Whether both give every value the same colour; titles aside.
  func agrees(with other: ColorScale) -> Bool {
    colors == other.colors && range == other.range
  }
}
