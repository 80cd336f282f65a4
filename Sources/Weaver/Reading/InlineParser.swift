/// Reads running text into spans: code, formulas, values, references, citations.
///
/// In typed prose, what it does not know is Markdown and goes through as it is. In what a run
/// brings, such as a caption or the sentence of a check, only formulas, code, `*emphasis*`,
/// references and citations are markup; every other sign stands for itself.
struct InlineParser {
  /// Where the text stands, which decides what it may hold.
  enum Setting {
    /// Typed prose: in a paragraph, in a table, in a footnote.
    case running, table, footnote
    /// What a run brings: in a line of text, in a cell of a table.
    case shown, shownInTable

    var isTyped: Bool { self == .running || self == .table || self == .footnote }
    var isTable: Bool { self == .table || self == .shownInTable }
  }

  private let characters: [Character]
  private let file: String
  private let setting: Setting
  private var line: Int
  private var position = 0
  private var spans: [Span] = []
  private var markdown = ""
  private var markdownLine: Int
  /// For each open bracket, how many spans came before it.
  private var brackets: [Int] = []

  /// Prepares to read `text`, whose first line is `line` of `file`.
  init(_ text: String, file: String, line: Int, setting: Setting = .running) {
    characters = Array(text)
    self.file = file
    self.setting = setting
    self.line = line
    markdownLine = line
  }

  /// The text's spans.
  static func parse(
    _ text: String, file: String, line: Int, setting: Setting = .running
  ) throws(WeaveError) -> Text {
    var parser = InlineParser(text, file: file, line: line, setting: setting)
    return Text(spans: try parser.parse(), source: text)
  }

  private mutating func parse() throws(WeaveError) -> [Span] {
    while let character = current {
      switch character {
      case "\\": try escape()
      case "`": try code()
      case "$": try formula()
      case "[": try openBracket()
      case "]": try closeBracket()
      case "@": try reference()
      case "<" where setting.isTyped: try angle()
      case "!" where setting.isTyped && peek(1) == "[" && peek(2) != "@":
        throw error(.pictureInProse)
      default: pass()
      }
    }
    endMarkdown()
    return spans
  }

  // MARK: Pieces

  /// `\(name)` is a value; any other backslash protects the character after it.
  private mutating func escape() throws(WeaveError) {
    guard peek(1) == "(" else {
      let isMark = peek(1).map { $0.isASCII && ($0.isPunctuation || $0.isSymbol) } ?? false
      return setting.isTyped || isMark ? take(2) : pass()
    }
    guard let end = find(")", from: position + 2) else { throw error(.unclosed("\\(")) }
    append(.value(String(characters[position + 2..<end])), through: end + 1)
  }

  /// A code span, verbatim: from a run of backticks to the next run of the same length.
  private mutating func code() throws(WeaveError) {
    let width = run(of: "`", at: position)
    var end = position + width
    while end < characters.count {
      let closing = run(of: "`", at: end)
      if closing == width {
        let text = String(characters[position..<end + width])
        if setting == .table, hasBarePipe(text) { throw error(.pipeInTable(text)) }
        if setting == .shownInTable { return take(end + width - position, as: text.escapingPipes) }
        return take(end + width - position)
      }
      end += max(closing, 1)
    }
    throw error(.unclosed("`"))
  }

  /// A formula between dollar signs; `\$` is a dollar.
  private mutating func formula() throws(WeaveError) {
    if peek(1) == "$" {
      throw error(
        .malformed("$$", expected: "a displayed formula that starts and ends on lines of its own"))
    }
    var end = position + 1
    while end < characters.count, characters[end] != "$" {
      end += characters[end] == "\\" ? 2 : 1
    }
    guard end < characters.count else { throw error(.unclosed("$ (a dollar sign is \\$)")) }
    let tex = String(characters[position + 1..<end]).inOneLine
    if tex.isEmpty { throw error(.malformed("$ $", expected: "a formula")) }
    if setting == .footnote { throw error(.formulaInFootnote) }
    if position > 0, characters[position - 1].isLetter || characters[position - 1].isNumber {
      throw error(.formulaAfterLetter(tex))
    }
    if setting.isTable, tex.contains("|") { throw error(.pipeInTable(tex)) }
    try Mathematics.check(tex, at: Place(file: file, line: line))
    append(.formula(tex), through: end + 1)
  }

  /// `[@key; @other]`, `[^note]`, or the start of a link's text.
  private mutating func openBracket() throws(WeaveError) {
    if peek(1) == "@" { return try citation() }
    guard setting.isTyped else { return pass() }
    if peek(1) == "^", let end = find("]", from: position) {
      let label = String(characters[position + 2..<end])
      guard !label.isEmpty, label.allSatisfy(\.isPartOfKey) else {
        throw error(.malformed("[^\(label)]", expected: "letters, digits, - and _ in a footnote"))
      }
      return append(.footnote(label), through: end + 1)
    }
    brackets.append(spans.count)
    take(1)
  }

  private mutating func citation() throws(WeaveError) {
    guard let end = find("]", from: position) else { throw error(.unclosed("[@")) }
    var keys: [String] = []
    for part in String(characters[position + 1..<end]).split(separator: ";") {
      let word = part.trimmed
      guard word.hasPrefix("@"), word.dropFirst().allSatisfy(\.isPartOfKey), word.count > 1 else {
        throw error(.malformed("citation [\(word)]", expected: "[@key] or [@key; @other]"))
      }
      keys.append(String(word.dropFirst()))
    }
    append(.citation(keys, isInText: false), through: end + 1)
  }

  /// The end of a link's text, and the link's target.
  private mutating func closeBracket() throws(WeaveError) {
    guard setting.isTyped else { return pass() }
    let start = brackets.popLast()
    take(1)
    guard let start, current == "(", let end = find(")", from: position) else { return }
    if spans.count > start { throw error(.formulaInLink) }
    append(.target(String(characters[position + 1..<end])), through: end + 1)
  }

  /// `@fig-bars`, or `@key` of a cited work, unless the sign stands inside a word or alone.
  private mutating func reference() throws(WeaveError) {
    let before = position > 0 ? characters[position - 1] : " "
    guard !before.isPartOfKey, peek(1)?.isLetter == true else { return pass() }
    var end = position + 1
    while end < characters.count, characters[end].isPartOfKey { end += 1 }
    while end > position + 1, !(characters[end - 1].isLetter || characters[end - 1].isNumber) {
      end -= 1
    }
    let words = String(characters[position + 1..<end])
      .split(separator: "-", maxSplits: 1).map(String.init)
    if words.count == 1 { return append(.citation(words, isInText: true), through: end) }
    guard words.count == 2, let kind = LabelKind(rawValue: words[0]) else {
      let kinds = LabelKind.allCases.map { "@\($0.rawValue)-…" }.joined(separator: ", ")
      throw error(
        .malformed(
          "@" + words.joined(separator: "-"), expected: kinds + ", @key, or \\@ for the sign"))
    }
    append(.reference(Reference(kind, words[1])), through: end)
  }

  /// `<https://…>` is a link; other HTML does not survive print.
  private mutating func angle() throws(WeaveError) {
    guard let next = peek(1), next.isASCIILetter || next == "/" || next == "!" else {
      return take(1)
    }
    let end = find(">", from: position) ?? min(position + 12, characters.count - 1)
    let text = String(characters[position...end])
    guard text.hasPrefix("<https://"), text.hasSuffix(">") else {
      throw error(.unsupportedHTML(text.inOneLine))
    }
    take(end + 1 - position)
  }

  // MARK: Moving on

  private var current: Character? { peek(0) }

  private func peek(_ offset: Int) -> Character? {
    position + offset < characters.count ? characters[position + offset] : nil
  }

  private func find(_ character: Character, from start: Int) -> Int? {
    start < characters.count ? characters[start...].firstIndex(of: character) : nil
  }

  private func run(of character: Character, at start: Int) -> Int {
    characters[start...].prefix { $0 == character }.count
  }

  private func hasBarePipe(_ text: String) -> Bool {
    zip(" " + text, text).contains { $0 != "\\" && $1 == "|" }
  }

  private func error(_ problem: WeaveError.Problem) -> WeaveError {
    WeaveError(problem, at: Place(file: file, line: line))
  }

  /// Passes `count` characters through as Markdown, or as the text given in their place.
  private mutating func take(_ count: Int, as text: String? = nil) {
    if markdown.isEmpty { markdownLine = line }
    let end = min(position + count, characters.count)
    markdown += text ?? String(characters[position..<end])
    move(to: end)
  }

  /// Passes a character through: typed Markdown as it is, what a run brings as the sign it is.
  private mutating func pass() {
    guard let character = current, !setting.isTyped, character != "*" else { return take(1) }
    if markdown.isEmpty { markdownLine = line }
    markdown.append(literal: character, keepsQuotes: false)
    move(to: position + 1)
  }

  private mutating func append(_ content: Span.Content, through end: Int) {
    endMarkdown()
    spans.append(Span(content: content, line: line))
    move(to: end)
  }

  private mutating func move(to end: Int) {
    line += characters[position..<end].count { $0 == "\n" }
    position = end
  }

  private mutating func endMarkdown() {
    if markdown.isEmpty { return }
    spans.append(Span(content: .markdown(markdown), line: markdownLine))
    markdown = ""
  }
}

extension String {
  /// The text with a backslash before each bar that has none, as a cell of a table needs it.
  fileprivate var escapingPipes: String {
    reduce(into: "") { text, character in
      if character == "|", text.last != "\\" { text.append("\\") }
      text.append(character)
    }
  }
}

extension Character {
  /// Whether the character may stand in a label or a bibliography key.
  var isPartOfKey: Bool { isLetter || isNumber || self == "-" || self == "_" }
}
