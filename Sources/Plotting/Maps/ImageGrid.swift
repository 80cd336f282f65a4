public import Graphics
import Numerics

/// A picture with its title above and a caption below.
///
/// A map whose colours the row's or the grid's colour bar does not explain says beneath how far its
/// values reach: "max 3.2", or "−0.4 to 3.2" where values may be negative. So a figure shares one
/// scale, or each map tells its own.
public struct Panel {
  /// What stands above, in bold.
  public var title: String
  /// What stands below, small: a score, a prediction.
  public var caption: String
  /// The picture.
  public var figure: any Figure

  /// A panel with `figure`.
  public init(_ title: String = "", _ figure: any Figure, caption: String = "") {
    (self.title, self.caption, self.figure) = (title, caption, figure)
  }
}

/// Pictures side by side, with one colour bar for all.
public struct ImageRow: Figure {
  /// The pictures, from the left.
  public var panels: [Panel]
  /// The scale that the panels share; its bar stands below them.
  public var scale: ColorScale?
  /// The largest width of a panel in points.
  public var panelWidth: Double

  /// A row of `panels`.
  public init(_ panels: [Panel], scale: ColorScale? = nil, panelWidth: Double = 150) {
    (self.panels, self.scale, self.panelWidth) = (panels, scale, panelWidth)
  }

  /// The row; narrower than `width` if the panels would be larger than allowed.
  public func drawing(width: Double) -> Drawing {
    ImageGrid([panels], scale: scale, panelWidth: panelWidth).drawing(width: width)
  }
}

/// Rows of pictures of equal width: one row an image, one column a method, say.
public struct ImageGrid: Figure {
  /// The rows, from the top.
  public var rows: [[Panel]]
  /// What stands on the left of each row; empty for nothing.
  public var rowTitles: [String]
  /// The scale that the panels share; its bar stands below them.
  public var scale: ColorScale?
  /// The largest width of a panel in points.
  public var panelWidth: Double

  /// A grid of `rows`.
  ///
  /// - Precondition: there are as many `rowTitles`, if any, as rows.
  public init(
    _ rows: [[Panel]], rowTitles: [String] = [], scale: ColorScale? = nil,
    panelWidth: Double = 150
  ) {
    precondition(
      rowTitles.isEmpty || rowTitles.count == rows.count,
      "ImageGrid: \(rowTitles.count) titles for \(rows.count) rows")
    (self.rows, self.rowTitles) = (rows, rowTitles)
    (self.scale, self.panelWidth) = (scale, panelWidth)
  }

  /// A grid of `panels` in lines of `columns`.
  ///
  /// - Precondition: `columns` is positive.
  public init(
    _ panels: [Panel], columns: Int, scale: ColorScale? = nil, panelWidth: Double = 150
  ) {
    precondition(columns > 0, "ImageGrid: \(columns) columns")
    self.init(
      stride(from: 0, to: panels.count, by: columns).map {
        Array(panels[$0..<min($0 + columns, panels.count)])
      }, scale: scale, panelWidth: panelWidth)
  }

  private let gap = 8.0

  /// The scale that needs no word beneath a map: the bar's; without a bar, the one that all share.
  private var explainedScale: ColorScale? {
    if let scale { return scale }
    let scales = rows.joined().compactMap { $0.figure as? any ScaledMap }
      .filter { !$0.isWritten }.map(\.scale)
    return scales.allSatisfy { $0.agrees(with: scales[0]) } ? scales.first : nil
  }

  /// What stands below a panel: how far its values reach, if no bar tells; then its caption.
  private func notes(below panel: Panel, within room: Double) -> [String] {
    let caption = Theme.tick.lines(of: panel.caption, within: room)
    guard let map = panel.figure as? any ScaledMap, !map.isWritten,
      explainedScale.map({ !map.scale.agrees(with: $0) }) ?? true
    else { return caption }
    return Theme.tick.lines(of: map.rangeText, within: room) + caption
  }

  /// The grid, centred in `width`.
  public func drawing(width: Double) -> Drawing {
    let columns = rows.map(\.count).max() ?? 0
    guard columns > 0 else { return Drawing(size: Size(width, 0)) }
    let titles = rowTitles.map { Theme.label.lines(of: $0, within: width * 0.2) }
    let widestTitle = titles.joined().map { Theme.label.width(of: $0) }.max() ?? 0
    let side = widestTitle > 0 ? widestTitle + 6 : 0
    let count = Double(columns)
    let panel = min(panelWidth, (width - side - gap * (count - 1)) / count)
    let left = (width - side - panel * count - gap * (count - 1)) / 2 + side
    var drawing = Drawing(size: Size(width, 0))
    for (index, row) in rows.enumerated() {
      if index > 0 { drawing.size.height += gap }
      let top = drawing.size.height
      let heights = place(
        row, panel: panel, left: left, text: panel + min(gap - 2, 2 * (left - side)), on: &drawing)
      guard index < titles.count else { continue }
      let middle = top + (heights.title + heights.picture / 2)
      for (line, text) in titles[index].enumerated() {
        let offset = (Double(line) - Double(titles[index].count - 1) / 2) * Theme.label.lineHeight
        drawing.text(
          text, at: Point(left - 6, middle + offset + 2.8), Theme.label.with(anchor: .end))
      }
    }
    if let scale {
      let bar = ColorBar(scale, length: min(130, width / 2)).drawing(width: width - side)
      drawing.place(bar, at: Point(side, drawing.size.height + 7))
      drawing.size.height += 7 + bar.size.height
    }
    return drawing
  }

  /// Places a row below what is there and returns the heights of its titles and pictures.
  ///
  /// Pictures are `panel` wide; texts may be wider, up to `room`, where that keeps them apart.
  private func place(
    _ row: [Panel], panel: Double, left: Double, text room: Double, on drawing: inout Drawing
  ) -> (title: Double, picture: Double) {
    let usualStyle = Theme.title.with(size: panel < 80 ? 8 : 9)
    let titles = row.map { usualStyle.lines(of: $0.title, within: room) }
    let titleStyle = usualStyle.fitting(titles.flatMap { $0 }, within: room)
    let captions = row.map { notes(below: $0, within: room) }
    let captionStyle = Theme.tick.with(anchor: .middle)
      .fitting(captions.flatMap { $0 }, within: room)
    let pictures = row.map { $0.figure.drawing(width: panel) }
    let titleLines = Double(titles.map(\.count).max() ?? 0)
    let titleHeight = titleLines == 0 ? 0 : titleLines * titleStyle.lineHeight + 3
    let pictureHeight = pictures.map(\.size.height).max() ?? 0
    let captionLines = Double(captions.map(\.count).max() ?? 0)
    let top = drawing.size.height
    for index in row.indices {
      let x = left + Double(index) * (panel + gap)
      let firstLine = titleLines - Double(titles[index].count)
      for (line, text) in titles[index].enumerated() {
        let baseline = top + (firstLine + Double(line) + 0.8) * titleStyle.lineHeight
        drawing.text(text, at: Point(x + panel / 2, baseline), titleStyle)
      }
      drawing.place(pictures[index], at: Point(x, top + titleHeight))
      for (line, text) in captions[index].enumerated() {
        let baseline =
          top + titleHeight + pictureHeight + (Double(line) + 1) * Theme.tick.lineHeight + 1
        drawing.text(text, at: Point(x + panel / 2, baseline), captionStyle)
      }
    }
    drawing.size.height =
      top + titleHeight + pictureHeight
      + (captionLines == 0 ? 0 : captionLines * Theme.tick.lineHeight + 3)
    return (titleHeight, pictureHeight)
  }
}
