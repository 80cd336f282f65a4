import Graphics
import Plotting
import TestSupport
import Testing

@Suite struct `A tree diagram` {
  private typealias Node = TreeDiagram.Node

  /// A full tree of `depth` questions; the path takes the last answer each time.
  private static func full(
    _ depth: Int, of question: String = "water ≤ 24.5", leaf: [String] = ["fails", "231 of 241"],
    isOnPath: Bool = true
  ) -> Node {
    if depth == 0 { return Node(leaf, isOnPath: isOnPath) }
    let children = [false, true].map {
      full(depth - 1, of: question, leaf: leaf, isOnPath: isOnPath && $0)
    }
    return Node(
      [question], isOnPath: isOnPath, children: [("yes", children[0]), ("no", children[1])])
  }

  private static let red = Color(hex: 0xff_0000)

  /// One leaf on the left, three on the right, two rows below.
  private static let lopsided = Node(
    ["soil"],
    children: [
      ("wet", Node(["a"])),
      (
        "dry",
        Node(["age"], children: [("1", Node(["b"])), ("2", Node(["c"])), ("3", Node(["d"]))])
      ),
    ])

  private static var drawings: [(name: String, drawing: Drawing)] {
    let scale = ColorScale(.diverging, range: 0...1, title: "share that sprouted")
    let long = "temperature ≤ 15.75"
    let roots: [(String, Node)] = [
      ("a leaf", full(0)), ("a question", full(1, of: Examples.long, leaf: [Examples.long])),
      ("three rows", full(3, of: long)), ("four rows", full(4, of: long, leaf: ["sprouts", "1"])),
      ("four rows of long texts", full(4, of: Examples.long, leaf: [Examples.long, "2 of 3"])),
      ("lopsided", lopsided),
      (
        "long answers",
        Node(["x"], children: (0..<9).map { (Examples.long + " \($0)", Node(["y"])) })
      ),
    ]
    return roots.flatMap { name, root in
      [346.0, 473].map {
        ("\(name), \($0) pt wide", TreeDiagram(root, scale: scale).drawing(width: $0))
      }
    }
  }

  /// The boxes: what is stroked and closed.
  private func boxes(_ seen: Seen) -> [Rectangle] {
    seen.strokes.filter { $0.path.elements.last == .close }.map(\.path.bounds)
  }

  /// The middle of the text `words`.
  private func x(_ words: String, _ seen: Seen) throws -> Double {
    try #require(seen.texts.first { $0.text == words }).point.x
  }

  @Test func `spreads its leaves evenly and centres questions over their children`() throws {
    let seen = Seen(TreeDiagram(Self.lopsided))
    let leaves = try ["a", "b", "c", "d"].map { try x($0, seen) }
    let step = leaves[1] - leaves[0]
    #expect(step > 346 / 5 && abs(leaves[0] + leaves[3] - 346) < 1e-9)
    #expect(abs(leaves[2] - leaves[1] - step) < 1e-9 && abs(leaves[3] - leaves[2] - step) < 1e-9)
    #expect(abs(try x("age", seen) - leaves[2]) < 1e-9)
    #expect(abs(try x("soil", seen) - (leaves[0] + leaves[2]) / 2) < 1e-9)
  }

  @Test func `sets each row below the one before, each answer between its two`() throws {
    let seen = Seen(TreeDiagram(Self.lopsided))
    let heights = try ["soil", "dry", "age", "2", "c"].map { words in
      try #require(seen.texts.first { $0.text == words }).frame
    }
    for (upper, lower) in zip(heights, heights.dropFirst()) { #expect(upper.bottom < lower.top) }
    #expect(try x("dry", seen) == x("age", seen))
  }

  @Test func `joins every box but the root to its parent`() {
    let seen = Seen(TreeDiagram(Self.full(3)))
    let boxes = boxes(seen)
    let lines = seen.strokes.map(\.path).filter { $0.elements.last != .close }
    #expect(boxes.count == 15 && lines.count == 14)
    for line in lines {
      let (start, end) = (line.points[0], line.points[line.points.count - 1])
      let above = boxes.filter {
        abs($0.origin.x + $0.size.width / 2 - start.x) < 1e-9
          && abs($0.origin.y + $0.size.height - start.y) < 1e-9
      }
      let below = boxes.filter {
        abs($0.origin.x + $0.size.width / 2 - end.x) < 1e-9 && abs($0.origin.y - end.y) < 1e-9
      }
      #expect(above.count == 1 && below.count == 1)
    }
  }

  @Test func `draws the path strong and in front, and the rest pale`() throws {
    let seen = Seen(TreeDiagram(Self.full(3)))
    let strong = seen.strokes.filter { $0.stroke.color == Theme.ink }
    let widths = Set(seen.strokes.map(\.stroke.width))
    #expect(strong.count == 4 + 3 && widths.count == 2)
    #expect(strong.allSatisfy { $0.stroke.width == widths.max() })
    let lines = seen.strokes.filter { $0.path.elements.last != .close }
    #expect(lines.suffix(3).allSatisfy { $0.stroke.color == Theme.ink })
    let bold = seen.texts.filter { $0.style.weight == .bold && ["yes", "no"].contains($0.text) }
    #expect(bold.map(\.text) == ["no", "no", "no"])
  }

  @Test func `draws no strong line between boxes of which one is off the path`() {
    let root = Node(["q"], children: [("yes", Node(["a"], isOnPath: true)), ("no", Node(["b"]))])
    let strong = Seen(TreeDiagram(root)).strokes.filter { $0.stroke.color == Theme.ink }
    #expect(strong.count == 1 && strong.allSatisfy { $0.path.elements.last == .close })
  }

  @Test func `colours boxes by their values, or as they are told`() {
    let scale = ColorScale(.diverging, range: 0...1)
    let root = Node(
      ["q"],
      children: [
        ("1", Node(["a"], value: 0.8)), ("2", Node(["b"], value: 0.8, color: Self.red)),
        ("3", Node(["c"])),
      ])
    let seen = Seen(TreeDiagram(root, scale: scale))
    #expect(seen.boxes(scale.color(0.8)).count == 1)
    #expect(seen.boxes(Self.red).count == 1)
    #expect(seen.boxes(Theme.grid).count == 1)
  }

  @Test func `writes on dark boxes in white`() throws {
    let seen = Seen(
      TreeDiagram(
        Node(
          ["q"],
          children: [
            ("1", Node(["a"], color: Theme.ink)), ("2", Node(["b"], color: Theme.paper)),
          ])))
    let colors = ["a", "b"].map { words in
      seen.texts.first { $0.text == words }?.style.color
    }
    #expect(colors == [Theme.paper, Theme.ink])
  }

  @Test func `has a colour bar if it has a scale`() {
    let scale = ColorScale(.diverging, range: 0...1, title: "share")
    #expect(Seen(TreeDiagram(Self.full(1), scale: scale)).words.contains("share"))
    #expect(!Seen(TreeDiagram(Self.full(1))).words.contains("share"))
  }

  @Test func `prints the first text of a box strong, the others not`() {
    let seen = Seen(TreeDiagram(Self.full(3)))
    #expect(seen.texts.filter { $0.text == "fails" }.allSatisfy { $0.style.weight == .bold })
    #expect(seen.texts.filter { $0.text == "231 of 241" }.map(\.style.weight).count == 8)
    #expect(
      seen.texts.filter { $0.text == "231 of 241" }.allSatisfy { $0.style.weight == .regular })
  }

  @Test(arguments: 1...4)
  func `stays legible at the width of the page`(depth: Int) {
    let root = Self.full(depth, of: "temperature ≤ 15.75", leaf: ["sprouts", "231 of 241"])
    for text in Seen(TreeDiagram(root)).texts {
      #expect(text.style.size >= 6.5, "\(text.text) at \(text.style.size) pt")
    }
  }

  @Test func `breaks a question before its sign`() {
    let root = Self.full(3, of: "temperature ≤ 15.75")
    let words = Seen(TreeDiagram(root)).words
    #expect(words.contains("temperature") && words.contains("≤ 15.75"))
    #expect(!words.contains("temperature ≤") && !words.contains("15.75"))
  }

  @Test func `sets sixteen leaves sideways, eight upright`() {
    for (depth, rotation) in [(3, 0.0), (4, 90)] {
      let seen = Seen(TreeDiagram(Self.full(depth, leaf: ["sprouts", "192 of 214"])))
      let turns = seen.texts.filter { $0.text == "sprouts" }.map(\.style.rotation)
      #expect(turns == Array(repeating: rotation, count: 1 << depth))
    }
  }

  @Test func `keeps boxes apart, in the frame, and around their texts`() {
    for (name, drawing) in Self.drawings {
      let seen = Seen(drawing)
      let boxes = boxes(seen).filter { $0.size.width > 0 }
      for (index, box) in boxes.enumerated() {
        let right = box.origin.x + box.size.width
        #expect(box.origin.x > 0.5 && right < drawing.size.width - 0.5, "\(name)")
        for other in boxes[(index + 1)...] {
          let across =
            min(right, other.origin.x + other.size.width) - max(box.origin.x, other.origin.x)
          let down =
            min(box.origin.y + box.size.height, other.origin.y + other.size.height)
            - max(box.origin.y, other.origin.y)
          #expect(across < 0 || down < 0, "\(name)")
        }
      }
      for text in seen.texts {
        let (frame, middle) = (text.frame, text.point)
        for box in boxes
        where box.origin.x...(box.origin.x + box.size.width) ~= middle.x
          && box.origin.y...(box.origin.y + box.size.height) ~= middle.y
        {
          let isInside =
            frame.left >= box.origin.x - 1e-6
            && frame.right <= box.origin.x + box.size.width + 1e-6
            && frame.top >= box.origin.y && frame.bottom <= box.origin.y + box.size.height
          #expect(isInside, "\(name): \(text.text)")
        }
      }
    }
  }

  @Test func `sets no text over another or outside its frame`() {
    var faults: [String] = []
    for (name, drawing) in Self.drawings {
      let texts = Seen(drawing).texts
      for (index, first) in texts.enumerated() {
        let a = first.frame
        let isInside =
          a.left >= 0 && a.right <= drawing.size.width && a.top >= 0
          && a.bottom <= drawing.size.height
        if !isInside { faults.append("\(name): '\(first.text)' leaves the frame") }
        for second in texts[(index + 1)...] {
          let b = second.frame
          let width = min(a.right, b.right) - max(a.left, b.left)
          let height = min(a.bottom, b.bottom) - max(a.top, b.top)
          if width > 0.5, height > 1.2 { faults.append("\(name): \(first.text) | \(second.text)") }
        }
      }
    }
    #expect(faults == [])
  }

  @Test func `is the same every time, as wide as asked, and made of finite numbers`() {
    for (one, other) in zip(Self.drawings, Self.drawings) {
      #expect(one.drawing.digest == other.drawing.digest, "\(one.name)")
      #expect(one.name.contains("\(one.drawing.size.width) pt"))
      let text = one.drawing.canonicalText
      #expect(!text.contains("nan") && !text.contains("inf"), "\(one.name)")
    }
  }

  @Test func `stops at an only child, a node without text and a value that is no number`() async {
    await expectStop(
      saying: "q has 1 child",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TreeDiagram.Node(["q"], children: [("yes", TreeDiagram.Node(["a"]))])
      })
    await expectStop(
      saying: "a node without a text",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TreeDiagram.Node([])
      })
    await expectStop(
      saying: "TreeDiagram: a: value 0 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TreeDiagram.Node(["a"], value: .nan)
      })
  }
}
