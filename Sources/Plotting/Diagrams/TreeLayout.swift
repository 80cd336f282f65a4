import Graphics

/// Where the boxes and lines of a ``TreeDiagram`` stand.
///
/// Leaf i of n has its middle at (i + 1/2) / n of the width, a question in the middle between its
/// first and its last child. Boxes keep to the share of the width that belongs to the leaves below
/// them, so boxes of one row cannot meet, and lines run between rows only.
struct TreeLayout {
  /// A node and its place.
  struct Box {
    let node: TreeDiagram.Node
    /// The box above, as a place in ``TreeLayout/boxes``; nil for the root.
    let parent: Int?
    /// How many boxes stand above.
    let row: Int
    /// The middle.
    var x = 0.0
    /// The largest width that keeps clear of the neighbours.
    var limit = 0.0
    /// The lines of the answer that leads here.
    var answer: [String] = []
    var text = TreeText()
    var frame = Rectangle(x: 0, y: 0, width: 0, height: 0)
  }

  /// The nodes: a parent before its children.
  private(set) var boxes: [Box] = []
  /// How answers are set.
  private(set) var answerStyle = Theme.tick.with(anchor: .middle)
  /// The height of the tree.
  private(set) var height = 0.0

  /// The distance of an answer from the box below it.
  static let belowAnswer = 3.0
  /// The distance of a row from the horizontal lines below it.
  private static let aboveBranch = 6.0
  /// The distance of the horizontal lines from the answers below them.
  private static let aboveAnswer = 5.0
  /// Room for strong borders at the edges of the drawing.
  private static let margin = 0.8

  private let gap: Double
  private let slot: Double
  private var leaves = 0

  /// The layout of the nodes from `root` downwards in `width` points.
  init(_ root: TreeDiagram.Node, width: Double) {
    let count = Double(TreeLayout.leafCount(of: root))
    let free = width - 2 * TreeLayout.margin
    gap = min(6, 0.07 * free / count)
    slot = (free + gap) / count
    _ = add(root, answer: "", below: nil, row: 0)
    setAnswers()
    setTexts()
    stack()
  }

  private static func leafCount(of node: TreeDiagram.Node) -> Int {
    node.branches.isEmpty ? 1 : node.branches.reduce(0) { $0 + leafCount(of: $1.node) }
  }

  // MARK: Steps

  /// Adds a node and all below it, from the left, and returns its middle.
  private mutating func add(
    _ node: TreeDiagram.Node, answer: String, below parent: Int?, row: Int
  ) -> Double {
    let (index, first) = (boxes.count, leaves)
    boxes.append(Box(node: node, parent: parent, row: row, answer: [answer]))
    let middles = node.branches.map {
      add($0.node, answer: $0.answer, below: index, row: row + 1)
    }
    if middles.isEmpty { leaves += 1 }
    let left = TreeLayout.margin - gap / 2
    let middle =
      middles.isEmpty
      ? left + (Double(first) + 0.5) * slot : (middles[0] + middles[middles.count - 1]) / 2
    let (start, end) = (left + Double(first) * slot, left + Double(leaves) * slot)
    boxes[index].x = middle
    boxes[index].limit = 2 * min(middle - start, end - middle) - gap
    return middle
  }

  /// Breaks the answers into lines; all get the size at which the widest fits.
  private mutating func setAnswers() {
    let style = answerStyle.with(weight: .bold)
    var share = 1.0
    for index in boxes.indices {
      let room = boxes[index].limit - 4
      boxes[index].answer = style.lines(of: boxes[index].answer.joined(), within: room)
      let fitted = style.fitting(boxes[index].answer, within: room)
      share = min(share, fitted.size / style.size)
    }
    answerStyle = answerStyle.with(size: style.size * share)
  }

  /// Breaks the texts into lines, all questions in one size, all leaves in one size.
  private mutating func setTexts() {
    let questions = boxes.indices.filter { !boxes[$0].node.branches.isEmpty }
    let answers = boxes.indices.filter { boxes[$0].node.branches.isEmpty }
    for (places, forms) in [(questions, TreeText.questionForms), (answers, TreeText.leafForms)] {
      let texts = places.map { boxes[$0].node.texts }
      let limits = places.map { boxes[$0].limit }
      let set = TreeText.setting(of: texts, within: limits, forms: forms)
      for (place, text) in zip(places, set) { boxes[place].text = text }
    }
  }

  /// Gives the boxes their sizes, equal for all leaves, and the rows their heights.
  private mutating func stack() {
    let leaves = boxes.filter { $0.node.branches.isEmpty }
    let leafWidth = leaves.map(\.text.size.width).max() ?? 0
    let leafHeight = leaves.map(\.text.size.height).max() ?? 0
    let lines = boxes.map(\.answer.count).max() ?? 0
    let between =
      TreeLayout.aboveBranch + TreeLayout.aboveAnswer + TreeLayout.belowAnswer
      + Double(lines) * answerStyle.lineHeight
    height = TreeLayout.margin
    for row in 0...(boxes.map(\.row).max() ?? 0) {
      let places = boxes.indices.filter { boxes[$0].row == row }
      let questions = places.filter { !boxes[$0].node.branches.isEmpty }
      let questionHeight = questions.map { boxes[$0].text.size.height }.max() ?? 0
      for place in places {
        let isLeaf = boxes[place].node.branches.isEmpty
        let width = isLeaf ? leafWidth : boxes[place].text.size.width
        boxes[place].frame = Rectangle(
          x: boxes[place].x - width / 2, y: height, width: width,
          height: isLeaf ? leafHeight : questionHeight)
      }
      let tallest = places.map { boxes[$0].frame.size.height }.max() ?? 0
      height += tallest + between
    }
    height += TreeLayout.margin - between
  }

  // MARK: Lines

  /// The line from the parent of `box`: down, across with round corners, and down to the box.
  func edge(to box: Box) -> Path {
    let parent = boxes[box.parent ?? 0]
    let start = Point(parent.x, parent.frame.origin.y + parent.frame.size.height)
    let end = Point(box.x, box.frame.origin.y)
    let across =
      end.y - TreeLayout.belowAnswer - TreeLayout.aboveAnswer
      - Double(boxes.map(\.answer.count).max() ?? 0) * answerStyle.lineHeight
    let side = end.x < start.x ? -1.0 : 1
    let radius = min(4, (end.x - start.x).magnitude / 2)
    guard radius > 0.01 else { return .lines([start, end]) }
    return Path([
      .move(start), .line(Point(start.x, across - radius)),
      .curve(
        Point(start.x, across - radius * 0.45), Point(start.x + side * radius * 0.45, across),
        Point(start.x + side * radius, across)),
      .line(Point(end.x - side * radius, across)),
      .curve(
        Point(end.x - side * radius * 0.45, across), Point(end.x, across + radius * 0.45),
        Point(end.x, across + radius)),
      .line(end),
    ])
  }
}

/// The texts of one box of a ``TreeDiagram``, broken into lines.
struct TreeText {
  /// A way to set all texts of a kind of box.
  struct Form {
    /// The size of the letters.
    var size: Double
    /// The distance of the text from the sides of its box.
    var padding: Double
    /// How many lines a text may take; nil for as many as it needs.
    var limit: Int?
    /// Whether the first text is bold.
    var isStrong = true
    /// Whether texts run upwards.
    var isSideways = false
  }

  /// A line, and which of the texts it is of.
  struct Line {
    var words: String
    var text: Int
  }

  var lines: [Line] = []
  var form = Form(size: 8, padding: 0)

  /// Forms of questions, the best first; the last is shrunk until it fits.
  static let questionForms = [
    Form(size: 8, padding: 5, limit: 2), Form(size: 7.5, padding: 4, limit: 2),
    Form(size: 7, padding: 3, limit: 2), Form(size: 6.5, padding: 2, limit: 2),
    Form(size: 6.5, padding: 1, limit: 3, isStrong: false),
    Form(size: 6.5, padding: 1, isStrong: false),
  ]

  /// Forms of leaves, the best first: on one line, then broken, then running upwards.
  static let leafForms = [
    Form(size: 8, padding: 4, limit: 1), Form(size: 7.5, padding: 3, limit: 1),
    Form(size: 7, padding: 1.3, limit: 1), Form(size: 6.5, padding: 1.3, limit: 1),
    Form(size: 7, padding: 2, limit: 2),
    Form(size: 7, padding: 1.3, limit: 1, isSideways: true),
    Form(size: 6.5, padding: 1, limit: 2, isSideways: true), Form(size: 6.5, padding: 1),
  ]

  /// The longest line of a text that runs upwards, in points.
  private static let tallest = 70.0

  /// The texts of some boxes in the first of `forms` that fits all the widths `limits`; in the
  /// last, made smaller, if none does.
  static func setting(
    of texts: [[String]], within limits: [Double], forms: [Form]
  ) -> [TreeText] {
    var set: [TreeText] = []
    for form in forms {
      set = zip(texts, limits).map { TreeText($0, within: $1, form) }
      if zip(set, limits).allSatisfy({ $0.fits(within: $1) }) { return set }
    }
    let share = zip(set, limits).map { $1 / $0.size.width }.min() ?? 1
    for index in set.indices {
      set[index].form.size *= min(1, share)
      set[index].form.padding *= min(1, share)
    }
    return set
  }

  /// No text.
  init() {}

  private init(_ texts: [String], within width: Double, _ form: Form) {
    self.form = form
    let room = form.isSideways ? TreeText.tallest : width - 2 * form.padding
    for (index, text) in texts.enumerated() {
      lines += style(of: index).lines(of: TreeText.glued(text), within: room).map {
        Line(words: $0.split(separator: TreeText.glue).joined(separator: " "), text: index)
      }
    }
  }

  /// The look of text `index`.
  func style(of index: Int) -> TextStyle {
    Theme.label.with(
      size: form.size, anchor: .middle, weight: form.isStrong && index == 0 ? .bold : .regular,
      rotation: form.isSideways ? 90 : 0)
  }

  /// The box that the lines need.
  var size: Size {
    let length = lines.map { style(of: $0.text).width(of: $0.words) }.max() ?? 0
    let depth = Double(lines.count) * style(of: 0).lineHeight
    return form.isSideways
      ? Size(depth + 2 * form.padding, length + 6) : Size(length + 2 * form.padding, depth + 6)
  }

  /// Whether no text takes more lines than allowed, and the box is at most `width` wide.
  private func fits(within width: Double) -> Bool {
    let counts = lines.reduce(into: [:]) { $0[$1.text, default: 0] += 1 }
    let isShort = counts.values.allSatisfy { $0 <= form.limit ?? $0 }
    let isLow = !form.isSideways || size.height <= TreeText.tallest + 6
    return isShort && isLow && size.width <= width
  }

  // MARK: Signs

  /// A space at which no line is broken.
  private static let glue: Character = "\u{a0}"

  /// `text` with each sign of comparison tied to what follows, so that "≤ 15.75" stays together.
  private static func glued(_ text: String) -> String {
    text.split(separator: " ").reduce(into: "") { line, word in
      let last = line.last.map { "≤<>≥=≠".contains($0) } ?? false
      line += (line.isEmpty ? "" : last ? String(glue) : " ") + word
    }
  }
}
