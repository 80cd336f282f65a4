package import Graphics
package import Weaver

/// What a chapter draws.
extension Session {
  /// Draws a figure, `width` points wide.
  package func figure(
    _ label: String, caption: String, alt: String, width: FigureWidth, format: FigureFormat,
    at site: Site, draw: (inout Drawing) -> Void
  ) throws(Stop) {
    try reach(site)
    var drawing = Drawing(size: Size(width.rawValue, 0))
    draw(&drawing)
    try expect(drawing.size.height > 0, "the figure \"\(label)\" draws nothing", at: site)
    let path = try hang(drawing, label: label, format: format, at: site)
    try record(.figure(label: label, path: path, caption: caption, alt: alt), at: site)
    try announce(drawing, label: label, caption: caption, at: site)
  }

  /// Draws a strip of frames, and each frame into a file of its own.
  package func sweep<Value>(
    _ label: String, _ sweep: Sweep<Value>, caption: String, alt: String, width: FigureWidth,
    format: FigureFormat, at site: Site, draw: (inout Drawing, Value) -> Void,
    below: (inout Drawing) -> Void
  ) throws(Stop) {
    try reach(site)
    if let complaint = sweep.complaint {
      throw failure("the sweep \"\(label)\" \(complaint)", at: site)
    }
    let strip = sweep.strip(width: width.rawValue, draw: draw, below: below)
    guard let strip else {
      throw failure("a frame of the sweep \"\(label)\" draws nothing", at: site)
    }
    let path = try hang(strip, label: label, format: format, at: site)
    let frames = sweep.frames(width: width.rawValue, draw: draw, below: below)
    for (index, frame) in frames.enumerated() {
      _ = try hang(frame, label: "\(label)-\(index + 1)", format: format, at: site)
    }
    try record(
      .sweep(
        label: label, path: path, caption: caption, alt: alt, name: sweep.name,
        values: sweep.texts), at: site)
    try announce(strip, label: label, caption: caption, at: site)
  }

  /// Gives a drawing to the gallery, and returns the path of its file.
  private func hang(
    _ drawing: Drawing, label: String, format: FigureFormat, at site: Site
  ) throws(Stop) -> String {
    try expect(isFileName(label), "\"\(label)\" is no label: use a-z, 0-9 and -", at: site)
    let isNew = gallery?.digests.keys.contains { $0.hasPrefix(label + ".") } != true
    try expect(isNew, "there is already a figure \"\(label)\"", at: site)
    do {
      return try gallery?.add(drawing, label: label, format: format) ?? ""
    } catch {
      throw failure("the figure \"\(label)\": \(error)", at: site)
    }
  }

  /// Shows a drawing in the terminal, as well as it can.
  private func announce(
    _ drawing: Drawing, label: String, caption: String, at site: Site
  ) throws(Stop) {
    var preview = ""
    if storyteller.showsFigures {
      do {
        preview = try Preview.text(of: drawing, on: terminal)
      } catch {
        throw failure("the figure \"\(label)\": \(error)", at: site)
      }
    }
    let words = storyteller.caption("Figure: " + (try plain(caption, at: site)))
    try storyteller.show(preview + words + "\n")
  }
}

/// Whether `label` is made of small letters, digits and hyphens.
private func isFileName(_ label: String) -> Bool {
  !label.isEmpty
    && label.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
    }
}
