public import Graphics
import Numerics
public import Tensors

/// The values of a map as colours.
public struct HeatMap: Figure, Hashable, Sendable {
  /// The values `[height, width]`.
  public var values: Tensor
  /// Which colour stands for which value; share it among the maps of a row.
  public var scale: ColorScale
  /// Decimals of the numbers written into the cells; none are written if absent.
  public var decimals: Int?
  /// What is drawn over it, from back to front.
  public var annotations: [Annotation]

  /// A map of `values`; give `decimals` for small examples whose numbers are to be read.
  ///
  /// - Precondition: the shape is `[height, width]` and all values are finite.
  public init(
    _ values: Tensor, _ scale: ColorScale, decimals: Int? = nil, _ annotations: Annotation...
  ) {
    (self.values, self.scale, self.decimals) = (values, scale, decimals)
    self.annotations = annotations
  }

  /// The map, as wide as asked and as high as its proportions make it.
  public func drawing(width: Double) -> Drawing {
    var drawing = layers([scale.raster(of: values)], annotations, width: width)
    if let decimals { writeNumbers(decimals, width: width, on: &drawing) }
    return drawing
  }

  private func writeNumbers(_ decimals: Int, width: Double, on drawing: inout Drawing) {
    let columns = values.shape[1]
    let cell = width / Double(max(1, columns))
    let texts = values.elements.map { NumberText.fixed(Double($0), places: decimals) }
    let longest = texts.map { TextStyle(size: 1).width(of: $0) }.max() ?? 1
    let size = min(9, cell * 0.8 / longest)
    for (index, text) in texts.enumerated() {
      let color = scale.color(Double(values.elements[index]))
      let center = Point(
        (Double(index % columns) + 0.5) * cell, (Double(index / columns) + 0.5) * cell)
      drawing.text(
        text, at: Point(center.x, center.y + size * 0.36),
        TextStyle(
          size: size, color: color.luma < 0.5 ? Theme.paper : Theme.ink, anchor: .middle))
    }
  }
}

/// A map in colour over a pale grey image: where in the picture the values lie.
public struct Overlay: Figure, Hashable, Sendable {
  /// The values `[height, width]`; coarser than the image if need be.
  public var values: Tensor
  /// The image `[3, height, width]`.
  public var image: Tensor
  /// Which colour stands for which value.
  public var scale: ColorScale
  /// How much the map hides the image, 0...1.
  public var opacity: Double
  /// What is drawn over it, from back to front.
  public var annotations: [Annotation]

  /// The map `values` over `image`.
  ///
  /// - Precondition: both have the shapes named above and finite values.
  public init(
    _ values: Tensor, on image: Tensor, _ scale: ColorScale, opacity: Double = 0.65,
    _ annotations: Annotation...
  ) {
    (self.values, self.image, self.scale) = (values, image, scale)
    self.opacity = opacity
    self.annotations = annotations
  }

  /// The overlay, as wide as asked and as high as the image's proportions make it.
  public func drawing(width: Double) -> Drawing {
    layers(
      [image.palePicture, scale.raster(of: values, alpha: opacity)], annotations, width: width)
  }
}
