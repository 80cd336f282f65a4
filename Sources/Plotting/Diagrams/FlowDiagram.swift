public import Graphics
import Numerics

/// A method as a picture: what goes in, what each step makes of it, what comes out.
///
/// Stations stand in columns, read from the left; an arrow says what is done on the way. A row may
/// lie between two others (0.5), where two ways part or meet:
///
///     FlowDiagram(
///       [
///         .init("picture", Picture(image), shape: "3 × 48 × 48", column: 0),
///         .init("maps", HeatMap(map, scale), shape: "64 × 12 × 12", column: 1, copies: 4),
///         .init("score", ["7.1"], column: 2),
///       ],
///       [.init("picture", "maps", "convolve"), .init("maps", "score", "average, weigh")])
public struct FlowDiagram: Figure {
  /// Something that a step takes or makes.
  public struct Station {
    /// What looks like it.
    enum Look {
      case figure(any Figure)
      case text([String])
    }

    /// What it is called; arrows know it by this name.
    public let name: String
    /// Its shape or unit, in small letters below.
    public let shape: String
    /// The column, from 0.
    public let column: Int
    /// The row, from 0; 0.5 stands between the first two.
    public let row: Double
    /// How much of the column's width it takes, in 0...1.
    public let width: Double
    /// How many sheets the stack has that stand for many such things.
    public let copies: Int
    let look: Look

    /// A station that shows a picture, as a stack of `copies` if there are many like it.
    ///
    /// - Precondition: column and row are not negative, `width` lies in 0...1 and is not 0, and
    ///   there is a copy.
    public init(
      _ name: String, _ figure: any Figure, shape: String = "", column: Int, row: Double = 0,
      width: Double = 0.62, copies: Int = 1
    ) {
      self.init(name, .figure(figure), shape, column, row, width, copies)
    }

    /// A station that shows words or a number, the first line strong.
    ///
    /// - Precondition: as above, and there is a line.
    public init(
      _ name: String, _ lines: [String], shape: String = "", column: Int, row: Double = 0,
      width: Double = 0.62
    ) {
      precondition(!lines.isEmpty, "FlowDiagram: \(name) has nothing to show")
      self.init(name, .text(lines), shape, column, row, width, 1)
    }

    private init(
      _ name: String, _ look: Look, _ shape: String, _ column: Int, _ row: Double,
      _ width: Double, _ copies: Int
    ) {
      precondition(
        column >= 0 && row >= 0 && width > 0 && width <= 1 && copies >= 1,
        "FlowDiagram: \(name) in column \(column), row \(row), width \(width), \(copies) copies")
      (self.name, self.look, self.shape) = (name, look, shape)
      (self.column, self.row, self.width, self.copies) = (column, row, width, copies)
    }
  }

  /// What is done on the way from one station to another.
  public struct Arrow: Hashable, Sendable {
    /// The names of its ends.
    public let from, to: String
    /// What is done, in a word or three.
    public let label: String

    /// An arrow between the stations of these names.
    public init(_ from: String, _ to: String, _ label: String = "") {
      (self.from, self.to, self.label) = (from, to, label)
    }
  }

  /// The stations.
  public let stations: [Station]
  /// What leads from one to another.
  public let arrows: [Arrow]

  /// A diagram of `stations` joined by `arrows`.
  ///
  /// - Precondition: there is a station, no two have the same name, and each arrow leads to a
  ///   column further right or to another row of the same column.
  public init(_ stations: [Station], _ arrows: [Arrow]) {
    precondition(!stations.isEmpty, "FlowDiagram: no stations")
    let places = Dictionary(stations.map { ($0.name, $0) }) { station, _ in
      preconditionFailure("FlowDiagram: two stations are called \(station.name)")
    }
    for arrow in arrows {
      guard let start = places[arrow.from], let end = places[arrow.to] else {
        preconditionFailure("FlowDiagram: no station for the arrow \(arrow.from) → \(arrow.to)")
      }
      precondition(
        start.column < end.column || start.column == end.column && start.row != end.row,
        "FlowDiagram: the arrow \(arrow.from) → \(arrow.to) leads to the left")
    }
    (self.stations, self.arrows) = (stations, arrows)
  }

  /// The diagram; rows are as high as the highest station.
  public func drawing(width: Double) -> Drawing {
    let layout = FlowLayout(stations, width: width)
    var drawing = Drawing(size: Size(width, layout.height))
    for arrow in arrows {
      guard let start = layout.boxes[arrow.from], let end = layout.boxes[arrow.to] else { continue }
      let meets = arrows.count { $0.to == arrow.to } > 1
      layout.draw(arrow.label, from: start, to: end, wordsAtTail: meets, on: &drawing)
    }
    for station in stations {
      if let box = layout.boxes[station.name] { box.draw(on: &drawing) }
    }
    return drawing
  }
}
