public import Graphics
import Numerics

/// A small tree of questions, drawn from the root downwards.
///
/// Leaves stand at equal distances, every question over the middle of its answers. The path of one
/// example is drawn strong, the rest pale. Meant for up to five rows and sixteen leaves:
///
///     TreeDiagram(
///       .init(["water ≤ 24.5"], isOnPath: true, children: [
///         ("yes", .init(["sprouts", "192 of 214"], value: 0.9, isOnPath: true)),
///         ("no", .init(["fails", "41 of 60"], value: 0.3)),
///       ]), scale: ColorScale(.diverging, range: 0...1, title: "share that sprouted"))
public struct TreeDiagram: Figure, Sendable {
  /// A question with the nodes it leads to, or a leaf.
  public struct Node: Hashable, Sendable {
    /// What stands in the box, the first text strong; a text that is too wide is broken, rather
    /// before a sign such as ≤ than after it.
    public var texts: [String]
    /// What colours the box by the scale of the diagram.
    public var value: Double?
    /// The colour of the box, whatever its value.
    public var color: Color?
    /// Whether the example comes by; two such nodes are joined by a strong line.
    public var isOnPath: Bool
    /// The answers, from the left; a leaf has none.
    public var branches: [Branch]

    /// A node; its `children` are the answers, from the left, with the nodes they lead to.
    ///
    /// - Precondition: there is a text, `value` is finite, there is not just one child.
    public init(
      _ texts: [String], value: Double? = nil, color: Color? = nil, isOnPath: Bool = false,
      children: [(answer: String, node: Node)] = []
    ) {
      let name = texts.first ?? ""
      precondition(!name.isEmpty, "TreeDiagram: a node without a text")
      precondition(children.count != 1, "TreeDiagram: \(name) has 1 child; 0, 2 or more make sense")
      [value ?? 0].requireFinite("TreeDiagram: \(name): value")
      (self.texts, self.value, self.color, self.isOnPath) = (texts, value, color, isOnPath)
      branches = children.map { Branch(answer: $0.answer, node: $0.node) }
    }
  }

  /// An answer to a question.
  public struct Branch: Hashable, Sendable {
    /// What is written at the line: "yes".
    public var answer: String
    /// Where the answer leads.
    public var node: Node
  }

  /// The node at the top.
  public var root: Node
  /// The colours of values; its bar stands below the tree.
  public var scale: ColorScale?

  /// The diagram of all nodes from `root` downwards.
  public init(_ root: Node, scale: ColorScale? = nil) {
    (self.root, self.scale) = (root, scale)
  }

  /// The tree, as wide as asked.
  public func drawing(width: Double) -> Drawing {
    let layout = TreeLayout(root, width: width)
    var drawing = Drawing(size: Size(width, layout.height))
    let edges = layout.boxes.filter { $0.parent != nil }
    for edge in edges where !isStrong(edge, in: layout) {
      drawing.stroke(layout.edge(to: edge), TreeDiagram.paleLine)
    }
    for edge in edges where isStrong(edge, in: layout) {
      drawing.stroke(layout.edge(to: edge), TreeDiagram.strongLine)
    }
    for edge in edges { drawAnswer(of: edge, in: layout, on: &drawing) }
    for box in layout.boxes { draw(box, on: &drawing) }
    if let scale {
      let bar = ColorBar(scale, length: min(130, width / 2)).drawing(width: width)
      drawing.place(bar, at: Point(0, drawing.size.height + 9))
      drawing.size.height += 9 + bar.size.height
    }
    return drawing
  }

  // MARK: Parts

  /// Lines and borders on the path.
  private static let strongLine = Stroke(Theme.ink, width: 1.6, isRound: true)
  /// Lines and borders off the path.
  private static let paleLine = Stroke(Theme.frameLine.color, width: 0.75, isRound: true)
  /// A leaf without value or colour.
  private static let plainLeaf = Theme.grid

  /// Whether the example takes the line down to `box`.
  private func isStrong(_ box: TreeLayout.Box, in layout: TreeLayout) -> Bool {
    box.node.isOnPath && box.parent.map { layout.boxes[$0].node.isOnPath } ?? false
  }

  /// The answer, on a piece of paper that interrupts the line.
  private func drawAnswer(
    of box: TreeLayout.Box, in layout: TreeLayout, on drawing: inout Drawing
  ) {
    let isStrong = isStrong(box, in: layout)
    let style = layout.answerStyle.with(
      color: isStrong ? Theme.ink : Theme.muted, weight: isStrong ? .bold : .regular)
    let height = Double(box.answer.count) * style.lineHeight
    let top = box.frame.origin.y - TreeLayout.belowAnswer - height
    let width = box.answer.map { style.width(of: $0) }.max() ?? 0
    guard width > 0 else { return }
    drawing.fill(
      .rectangle(Rectangle(x: box.x - width / 2 - 1, y: top, width: width + 2, height: height)),
      Theme.paper)
    for (line, text) in box.answer.enumerated() {
      drawing.text(text, at: Point(box.x, top + (Double(line) + 0.78) * style.lineHeight), style)
    }
  }

  /// The box with its texts.
  private func draw(_ box: TreeLayout.Box, on drawing: inout Drawing) {
    let isLeaf = box.node.branches.isEmpty
    let outline = Path.rounded(box.frame, radius: isLeaf ? 2 : 5)
    let color =
      box.node.color ?? box.node.value.flatMap { scale?.color($0) }
      ?? (isLeaf ? TreeDiagram.plainLeaf : nil)
    if let color { drawing.fill(outline, color) }
    drawing.stroke(outline, box.node.isOnPath ? TreeDiagram.strongLine : TreeDiagram.paleLine)
    let ink = (color ?? Theme.paper).luma < 0.5 ? Theme.paper : Theme.ink
    let middle = Point(box.x, box.frame.origin.y + box.frame.size.height / 2)
    for (index, line) in box.text.lines.enumerated() {
      let style = box.text.style(of: line.text).with(color: ink)
      let offset =
        (Double(index) - Double(box.text.lines.count - 1) / 2) * style.lineHeight
        + style.size * 0.35
      drawing.text(
        line.words,
        at: style.rotation == 0
          ? Point(middle.x, middle.y + offset) : Point(middle.x + offset, middle.y), style)
    }
  }
}

extension Path {
  /// The outline of `rectangle` with corners rounded to `radius`.
  fileprivate static func rounded(_ rectangle: Rectangle, radius: Double) -> Path {
    let (left, top) = (rectangle.origin.x, rectangle.origin.y)
    let (right, bottom) = (left + rectangle.size.width, top + rectangle.size.height)
    let (round, hold) = (radius, radius * 0.447_715_250_2)
    return Path([
      .move(Point(left + round, top)), .line(Point(right - round, top)),
      .curve(Point(right - hold, top), Point(right, top + hold), Point(right, top + round)),
      .line(Point(right, bottom - round)),
      .curve(
        Point(right, bottom - hold), Point(right - hold, bottom), Point(right - round, bottom)),
      .line(Point(left + round, bottom)),
      .curve(Point(left + hold, bottom), Point(left, bottom - hold), Point(left, bottom - round)),
      .line(Point(left, top + round)),
      .curve(Point(left, top + hold), Point(left + hold, top), Point(left + round, top)),
      .close,
    ])
  }
}
