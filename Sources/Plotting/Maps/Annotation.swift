public import Graphics
import Numerics
public import Tensors

/// Something drawn over a picture or a map, in the coordinates of its pixels.
public enum Annotation: Hashable, Sendable {
  /// The borders between regions, as thin as `width`; `labels` numbers the region of each pixel,
  /// row by row.
  case regions(labels: [Int], color: Color = Theme.paper, width: Double = 0.6)
  /// The outline of where a mask `[height, width]` is above one half.
  case outline(of: Tensor, color: Color = Theme.paper)
  /// A frame around the pixels from `origin`, as large as `size`.
  case box(Rectangle, color: Color = Theme.paper)
  /// Everything but where a mask `[height, width]` is above one half fades away.
  case spotlight(on: Tensor)
  /// A cross at the middle of a pixel.
  case cross(row: Int, column: Int, color: Color = Theme.paper)
  /// A number, or a word, on a pale disc around the middle of a pixel.
  case tag(String, row: Int, column: Int)

  /// Draws over a picture of `width` x `height` pixels that fills `frame`.
  func draw(width: Int, height: Int, in frame: Rectangle, on drawing: inout Drawing) {
    let toPaper = Transform(
      a: frame.size.width / Double(width), d: frame.size.height / Double(height),
      tx: frame.origin.x, ty: frame.origin.y)
    switch self {
    case .regions(let labels, let color, let line):
      precondition(
        labels.count == width * height,
        "Annotation: \(labels.count) labels for \(width) x \(height) pixels")
      let path = borders(of: labels, width: width, height: height)
      strokeWithHalo(path.transformed(by: toPaper), color, width: line, on: &drawing)
    case .outline(let mask, let color):
      let size = (height: mask.shape.first ?? 0, width: mask.shape.last ?? 0)
      let path = borders(of: labels(of: mask), width: size.width, height: size.height)
      let stretch = Transform.scale(
        Double(width) / Double(size.width), Double(height) / Double(size.height))
      strokeWithHalo(
        path.transformed(by: toPaper.after(stretch)), color, width: 1, on: &drawing)
    case .box(let box, let color):
      strokeWithHalo(
        Path.rectangle(box).transformed(by: toPaper), color, width: 1.2, on: &drawing)
    case .spotlight(let mask):
      let paper = Theme.paper.bytes.prefix(3)
      let bytes = labels(of: mask).flatMap { paper + [$0 == 1 ? 0 : 205] }
      drawing.raster(
        Raster(width: mask.shape[1], height: mask.shape[0], bytes: bytes), in: frame)
    case .cross(let row, let column, let color):
      let center = toPaper.apply(to: Point(Double(column) + 0.5, Double(row) + 0.5))
      let arm = 4.0
      let path = Path([
        .move(Point(center.x - arm, center.y)), .line(Point(center.x + arm, center.y)),
        .move(Point(center.x, center.y - arm)), .line(Point(center.x, center.y + arm)),
      ])
      strokeWithHalo(path, color, width: 1.2, on: &drawing)
    case .tag(let text, let row, let column):
      let center = toPaper.apply(to: Point(Double(column) + 0.5, Double(row) + 0.5))
      let style = Theme.tick.with(color: Theme.ink, anchor: .middle, weight: .bold)
      let disc = Path.ellipse(
        center: center, radiusX: max(5, style.width(of: text) / 2 + 1.5), radiusY: 5)
      drawing.fill(disc, Theme.paper)
      drawing.stroke(disc, Stroke(Theme.ink, width: 0.5))
      drawing.text(text, at: Point(center.x, center.y + 0.36 * style.size), style)
    }
  }

  /// 1 inside a mask, 0 outside.
  private func labels(of mask: Tensor) -> [Int] {
    precondition(
      mask.shape.count == 2, "Annotation: the mask's shape \(mask.shape) is not [height, width]")
    return mask.elements.map { $0 > 0.5 ? 1 : 0 }
  }

  /// A line that is seen on any ground: a wider, see-through line of the opposite lightness
  /// lies under it, less wide under a line that is very thin.
  private func strokeWithHalo(
    _ path: Path, _ color: Color, width: Double, on drawing: inout Drawing
  ) {
    var halo = color.luma > 0.5 ? Theme.ink : Theme.paper
    halo.alpha = 0.45
    drawing.stroke(path, Stroke(halo, width: width + min(0.9, 1.6 * width), isRound: true))
    drawing.stroke(path, Stroke(color, width: width, isRound: true))
  }
}

/// The lines between pixels with different labels, in pixel coordinates; neighbouring pieces of
/// a straight line are one stroke, so that files stay small.
///
/// Linear in the number of pixels.
func borders(of labels: [Int], width: Int, height: Int) -> Path {
  var elements: [Path.Element] = []
  for row in stride(from: 1, to: height, by: 1) {
    for run in runs(
      count: width, where: { labels[row * width + $0] != labels[(row - 1) * width + $0] })
    {
      elements.append(.move(Point(Double(run.lowerBound), Double(row))))
      elements.append(.line(Point(Double(run.upperBound), Double(row))))
    }
  }
  for column in stride(from: 1, to: width, by: 1) {
    for run in runs(
      count: height, where: { labels[$0 * width + column] != labels[$0 * width + column - 1] })
    {
      elements.append(.move(Point(Double(column), Double(run.lowerBound))))
      elements.append(.line(Point(Double(column), Double(run.upperBound))))
    }
  }
  return Path(elements)
}

/// The longest stretches of 0..<`count` on which `condition` holds.
private func runs(count: Int, where condition: (Int) -> Bool) -> [Range<Int>] {
  var runs: [Range<Int>] = []
  var start: Int?
  for index in 0..<count {
    switch (condition(index), start) {
    case (true, nil): start = index
    case (false, let first?):
      runs.append(first..<index)
      start = nil
    default: break
    }
  }
  if let first = start { runs.append(first..<count) }
  return runs
}
