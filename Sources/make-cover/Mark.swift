import Graphics

/// The mark of the book: the cover in a square so small that an icon shows it.
enum Mark {
  static var drawing: Drawing {
    let side = 64.0
    var drawing = Drawing(size: Size(side, side))
    drawing.fill(.rectangle(Rectangle(x: 0, y: 0, width: side, height: side)), Cover.night)
    return drawing
  }
}
