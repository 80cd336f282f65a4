public import Graphics
import Numerics
public import Tensors

/// An image as it is, with annotations over it.
public struct Picture: Figure, Hashable, Sendable {
  /// The image `[3, height, width]` with values in 0...1.
  public var image: Tensor
  /// What is drawn over it, from back to front.
  public var annotations: [Annotation]

  /// A picture of `image`.
  ///
  /// - Precondition: the shape is `[3, height, width]` and all values are finite; those beyond
  ///   0...1 are shown as black or full colour.
  public init(_ image: Tensor, _ annotations: Annotation...) {
    self.image = image
    self.annotations = annotations
  }

  /// The picture, as wide as asked and as high as its proportions make it.
  public func drawing(width: Double) -> Drawing {
    let raster = image.picture
    return layers([raster], annotations, width: width)
  }
}

/// Rasters on top of each other in a frame of their proportions, with annotations in front.
func layers(_ rasters: [Raster], _ annotations: [Annotation], width: Double) -> Drawing {
  guard let first = rasters.first, first.width > 0 else { return Drawing(size: Size(width, 0)) }
  let height = width * Double(first.height) / Double(first.width)
  let frame = Rectangle(x: 0, y: 0, width: width, height: height)
  var drawing = Drawing(size: frame.size)
  for raster in rasters { drawing.raster(raster, in: frame) }
  var overlay = Drawing(size: frame.size)
  for annotation in annotations {
    annotation.draw(width: first.width, height: first.height, in: frame, on: &overlay)
  }
  if !overlay.commands.isEmpty {
    drawing.commands.append(
      .group(overlay.commands, transform: Transform(), clip: .rectangle(frame), opacity: 1))
  }
  let inset = Rectangle(x: 0.25, y: 0.25, width: width - 0.5, height: height - 0.5)
  drawing.stroke(.rectangle(inset), Theme.frameLine)
  return drawing
}

extension Tensor {
  /// The pixels of an image `[3, height, width]`.
  var picture: Raster { raster { $0 } }

  /// The pixels in pale grey, as the ground for a map in colour.
  var palePicture: Raster {
    raster { color in
      let grey = 0.1 + 0.9 * color.luma
      return Color(red: grey, green: grey, blue: grey)
    }
  }

  private func raster(_ change: (Color) -> Color) -> Raster {
    precondition(
      shape.count == 3 && shape[0] == 3, "Picture: the shape \(shape) is not [3, height, width]")
    requireFinite("Picture")
    let count = shape[1] * shape[2]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * count)
    for pixel in 0..<count {
      func part(_ channel: Int) -> Double { Double(elements[channel * count + pixel]) }
      bytes += change(Color(red: part(0), green: part(1), blue: part(2))).bytes
    }
    return Raster(width: shape[2], height: shape[1], bytes: bytes)
  }
}
