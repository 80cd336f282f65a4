/// How wide a figure is on the page, in points.
public enum FigureWidth: Double, Sendable {
  /// As wide as the text.
  case text = 346
  /// As wide as text and margin.
  case wide = 473
}

/// The format of a figure's file.
public enum FigureFormat: String, CaseIterable, Sendable {
  /// Shapes and letters that stay sharp at any size; the usual choice.
  case svg
  /// Pixels, for drawings of very many shapes.
  case png
}
