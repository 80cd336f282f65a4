/// Reads the lines of a run of prose into blocks.
struct ProseParser {
  private let lines: [SourceLine]
  private let file: String
  private var position = 0

  /// Prepares to read `lines`, whose comment prefixes are gone.
  init(_ lines: [SourceLine], file: String) {
    self.lines = lines
    self.file = file
  }

  /// The blocks from here to the end.
  mutating func blocks() throws(WeaveError) -> [ProseBlock] {
    let blocks = try blocksUntilEnd()
    if let line = current {
      throw WeaveError(.stray("@end"), at: Place(file: file, line: line.number))
    }
    return blocks
  }

  /// The blocks before the next `@end`, or before the end.
  private mutating func blocksUntilEnd() throws(WeaveError) -> [ProseBlock] {
    var blocks: [ProseBlock] = []
    while let line = current {
      let text = line.text.trimmed
      if text == "@end" { return blocks }
      if text.isEmpty {
        position += 1
      } else {
        blocks.append(try block(startingWith: text))
      }
    }
    return blocks
  }

  private mutating func block(startingWith text: String) throws(WeaveError) -> ProseBlock {
    if text.hasPrefix("```") { return try fence(text) }
    if text.hasPrefix("$$") { return try formula() }
    if text.hasPrefix(">") { return try quote() }
    if text.headingLevel != nil { return try heading(text) }
    if text.hasPrefix("@listing") { return try listing(text) }
    if text == "@answer" { return try answer() }
    if text.hasPrefix("[^"), text.contains("]:") { return try footnote(text) }
    return try paragraph()
  }

  // MARK: Kinds of blocks

  private mutating func heading(_ text: String) throws(WeaveError) -> ProseBlock {
    let level = text.headingLevel ?? 1
    var title = text.dropFirst(level).trimmed
    var isFurther = false
    if let mark = title.firstMatch(of: #/\s(\{[^{}]*\})$/#)?.output.1 {
      guard mark == "{.further}", level > 1 else {
        throw error(
          .malformed("\(mark) of a heading", expected: "{.further}, and not behind the title"))
      }
      title = title.dropLast(mark.count).trimmed
      isFurther = true
    }
    let source = take(1)
    return ProseBlock(
      .heading(level: level, try inline(title, source), isFurther: isFurther), source: source)
  }

  private mutating func fence(_ opening: String) throws(WeaveError) -> ProseBlock {
    let marks = opening.prefix { $0 == "`" }
    guard
      let end = lines[(position + 1)...].firstIndex(where: { $0.text.trimmed == marks })
    else { throw error(.unclosed(String(marks))) }
    let source = take(end + 1 - position)
    return ProseBlock(.fence(source), source: source)
  }

  /// `$$`, lines of TeX, `$$ {#eq-label}`; all may stand on one line.
  private mutating func formula() throws(WeaveError) -> ProseBlock {
    let start = position
    let first = lines[start].text.trimmed.dropFirst(2)
    var tex: [String] = []
    var closing: Substring?
    for (offset, line) in ([String(first)] + lines[(start + 1)...].map(\.text)).enumerated() {
      let parts = line.splitOnce(at: "$$")
      tex.append(offset == 0 ? parts.before.trimmed : parts.before.trimmingEnd)
      try Mathematics.check(tex[offset], at: Place(file: file, line: lines[start + offset].number))
      if let after = parts.after {
        closing = after
        break
      }
    }
    guard let closing else { throw error(.unclosed("$$")) }
    let place = Place(file: file, line: lines[start + tex.count - 1].number)
    let label = try equationLabel(closing.trimmed, at: place)
    let source = take(tex.count)
    tex = tex.trimmingBlankLines(where: { $0.trimmed.isEmpty })
    if tex.isEmpty { throw WeaveError(.malformed("$$", expected: "a formula"), at: place) }
    return ProseBlock(.formula(tex: tex, label: label), source: source)
  }

  private func equationLabel(_ text: String, at place: Place) throws(WeaveError) -> String? {
    if text.isEmpty { return nil }
    let label = text.dropFirst(5).dropLast()
    guard text.hasPrefix("{#eq-"), text.hasSuffix("}"), label.isLabel else {
      throw WeaveError(.malformed("\"\(text)\" after $$", expected: "{#eq-label}"), at: place)
    }
    return String(label)
  }

  private mutating func quote() throws(WeaveError) -> ProseBlock {
    let source = takeWhile { $0.hasPrefix(">") }
    let inner = source.map { line in
      let text = line.text.trimmed.dropFirst()
      return SourceLine(
        number: line.number, text: String(text.hasPrefix(" ") ? text.dropFirst() : text))
    }
    // GitHub shows a callout only if its kind has a line of its own, and not in a list.
    if let first = inner.first, first.text.hasPrefix("[!"),
      !alerts.contains(first.text.trimmed) || source[0].text.hasPrefix(" ")
    {
      throw WeaveError(
        .malformed(
          first.text.trimmed,
          expected: alerts.joined(separator: ", ") + ", alone on its line and not in a list"),
        at: Place(file: file, line: first.number))
    }
    var parser = ProseParser(inner, file: file)
    let blocks = try parser.blocks()
    return ProseBlock(.quote(blocks, try box(of: blocks)), source: source)
  }

  /// What the quotation of `blocks` is for, by its kind and its first bold words.
  private func box(of blocks: [ProseBlock]) throws(WeaveError) -> ProseBlock.Box {
    guard let block = blocks.first, case .text(let text) = block.content,
      text.source.hasPrefix("[!")
    else { return .plain }
    let words = text.source.inOneLine
    let alert = words.prefix { $0 != " " }
    let start = words.dropFirst(alert.count).trimmed
    guard
      let box = ProseBlock.Box.allCases.first(where: {
        $0 != .plain && start.hasPrefix($0.rawValue)
      })
    else { return .plain }
    if alert != box.alert {
      throw WeaveError(
        .malformed("\(box.rawValue)** in a \(alert)", expected: box.alert),
        at: Place(file: file, line: block.line))
    }
    return box
  }

  /// `@listing(path, region)` or `@listing(path, region, label)`, then lines of caption.
  private mutating func listing(_ text: String) throws(WeaveError) -> ProseBlock {
    let words = text.dropFirst("@listing(".count).dropLast()
      .split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    guard text.hasPrefix("@listing("), text.hasSuffix(")"), (2...3).contains(words.count),
      !words.contains(""), words.dropFirst().allSatisfy(\.isLabel)
    else {
      throw error(.malformed(text, expected: "@listing(path, region) or (path, region, label)"))
    }
    let source = take(1) + takeWhile { !$0.isEmpty }
    let caption = source.dropFirst().map(\.text).joined(separator: "\n")
    return ProseBlock(
      .listing(
        ListingRequest(
          path: words[0], region: words[1], label: words.count > 2 ? words[2] : words[1],
          caption: caption.isEmpty ? nil : try inline(caption, Array(source.dropFirst())))),
      source: source)
  }

  private mutating func answer() throws(WeaveError) -> ProseBlock {
    let start = position
    position += 1
    let blocks = try blocksUntilEnd()
    guard current != nil else {
      position = start
      throw error(.unclosed("@answer"))
    }
    position += 1
    return ProseBlock(.answer(blocks), source: Array(lines[start..<position]))
  }

  private mutating func footnote(_ text: String) throws(WeaveError) -> ProseBlock {
    let label = text.dropFirst(2).prefix { $0 != "]" }
    let source = takeWhile { !$0.isEmpty }
    let body = source.map(\.text).joined(separator: "\n").trimmed.dropFirst(label.count + 4)
    return ProseBlock(
      .footnote(label: String(label), try inline(body.trimmed, source, setting: .footnote)),
      source: source)
  }

  /// Lines up to a blank line or to a block that needs none before it.
  private mutating func paragraph() throws(WeaveError) -> ProseBlock {
    var first = true
    let source = takeWhile { text in
      defer { first = false }
      let startsBlock =
        text.hasPrefix("```") || text.hasPrefix("$$") || text.hasPrefix("@listing(")
        || text == "@answer" || text == "@end" || text.hasPrefix(">") || text.headingLevel != nil
      return !text.isEmpty && (first || !startsBlock)
    }
    let text = source.map(\.text.trimmingEnd).joined(separator: "\n")
    return ProseBlock(
      .text(try inline(text, source, setting: text.hasPrefix("|") ? .table : .running)),
      source: source)
  }

  // MARK: Moving on

  private var current: SourceLine? { position < lines.count ? lines[position] : nil }

  private mutating func take(_ count: Int) -> [SourceLine] {
    defer { position += count }
    return Array(lines[position..<position + count])
  }

  private mutating func takeWhile(_ holds: (String) -> Bool) -> [SourceLine] {
    let end = lines[position...].firstIndex { !holds($0.text.trimmed) } ?? lines.count
    return take(end - position)
  }

  private func inline(
    _ text: String, _ source: [SourceLine], setting: InlineParser.Setting = .running
  ) throws(WeaveError) -> Text {
    try InlineParser.parse(text, file: file, line: source.first?.number ?? 1, setting: setting)
  }

  private func error(_ problem: WeaveError.Problem) -> WeaveError {
    let line = current ?? lines.last
    return WeaveError(problem, at: Place(file: file, line: line?.number ?? 1))
  }
}

/// The callouts that GitHub knows.
private let alerts = ["[!NOTE]", "[!TIP]", "[!IMPORTANT]", "[!WARNING]", "[!CAUTION]"]

extension StringProtocol {
  /// 1 to 6 if the line is a Markdown heading.
  fileprivate var headingLevel: Int? {
    let level = prefix { $0 == "#" }.count
    return (1...6).contains(level) && dropFirst(level).first == " " ? level : nil
  }

  /// Whether the text can be a label.
  fileprivate var isLabel: Bool { !isEmpty && allSatisfy(\.isPartOfKey) }
}

extension String {
  /// What stands before and after the first `separator`; no second part if there is none.
  fileprivate func splitOnce(at separator: String) -> (before: String, after: Substring?) {
    guard let range = firstRange(of: separator) else { return (self, nil) }
    return (String(self[..<range.lowerBound]), self[range.upperBound...])
  }
}
