import Graphics
import Plotting
import Testing

@Suite struct `Every figure` {
  /// The figures at both widths of the book.
  private static var drawings: [(name: String, drawing: Drawing)] {
    let simple = Examples.all.map { ($0.name, $0.figure as any Figure) }
    return (simple + Examples.containers).flatMap { name, figure in
      [346.0, 473].map { ("\(name), \($0) pt wide", figure.drawing(width: $0)) }
    }
  }

  @Test func `is as wide as asked`() {
    for (name, drawing) in Self.drawings {
      #expect(name.contains("\(drawing.size.width) pt"), "\(name)")
    }
  }

  @Test func `keeps its texts within its frame`() {
    var faults: [String] = []
    for (name, drawing) in Self.drawings {
      for text in Seen(drawing).texts {
        let frame = text.frame
        let over = max(
          -frame.left, frame.right - drawing.size.width, -frame.top,
          frame.bottom - drawing.size.height)
        if over > 0.01 { faults.append("\(name): '\(text.text)' by \(over) pt") }
      }
    }
    #expect(faults == [])
  }

  @Test func `sets no text over another`() {
    var faults: [String] = []
    for (name, drawing) in Self.drawings {
      let texts = Seen(drawing).texts
      for (index, first) in texts.enumerated() {
        for second in texts[(index + 1)...] {
          let (a, b) = (first.frame, second.frame)
          let width = min(a.right, b.right) - max(a.left, b.left)
          let height = min(a.bottom, b.bottom) - max(a.top, b.top)
          // Ascenders and descenders of neighbouring lines may share a point of height.
          if width > 0.5, height > 1.2 {
            faults.append("\(name): '\(first.text)' over '\(second.text)', \(width) x \(height)")
          }
        }
      }
    }
    #expect(faults == [])
  }

  @Test func `consists of finite numbers`() {
    for (name, drawing) in Self.drawings {
      let text = drawing.canonicalText
      #expect(!text.contains("nan") && !text.contains("inf"), "\(name)")
    }
  }

  @Test func `is the same every time`() {
    let (first, second) = (Self.drawings, Self.drawings)
    for (one, other) in zip(first, second) {
      #expect(one.drawing.digest == other.drawing.digest, "\(one.name)")
    }
  }

  @Test func `becomes a small SVG file`() throws {
    for (name, drawing) in Self.drawings where drawing.size.height > 0 {
      #expect(try drawing.svg().count < 150_000, "\(name)")
    }
  }
}
