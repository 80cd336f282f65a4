/// A region of a source file as a page quotes it.
struct Listing: Hashable {
  /// The lines without their common indentation and without other regions' markers.
  var code: [String]
  /// The number of each line in the file.
  var numbers: [Int]
  /// The numbers of the first and last line in the file.
  var lines: ClosedRange<Int>

  /// Fetches what a chapter asks for at `place`.
  init(
    _ request: ListingRequest, from context: WeaveContext, askedAt place: Place
  ) throws(WeaveError) {
    let file = context.quotedFile(request.path)
    if !file.isThere { throw WeaveError(.missingFile(request.path), at: place) }
    try self.init(region: request.region, in: try file.text(), file: request.path, askedAt: place)
  }

  /// Finds the region between `// [name]` and `// [/name]` in the text of `file`; in Python, whose
  /// comments begin so, between `# [name]` and `# [/name]`.
  ///
  /// - Throws: `WeaveError` at `place`, where it was asked for, if there is no such region; at
  ///   the marker if the region is double, empty or not closed; at the
  ///   line itself if it is wider than a page.
  init(
    region name: String, in text: String, file: String, askedAt place: Place
  ) throws(WeaveError) {
    let lines = text.lines
    let mark = CodeLanguage(of: file).comment
    let starts = lines.indices.filter { lines[$0].trimmed == "\(mark) [\(name)]" }
    guard let start = starts.first else {
      throw WeaveError(
        .missingRegion(name, file: file, known: lines.compactMap { $0.regionStart(mark) }),
        at: place)
    }
    let marker = Place(file: file, line: start + 1)
    if starts.count > 1 {
      throw WeaveError(
        .duplicate(kind: "region", name: name, first: start + 1),
        at: Place(file: file, line: starts[1] + 1))
    }
    guard let end = lines[start...].firstIndex(where: { $0.trimmed == "\(mark) [/\(name)]" }) else {
      throw WeaveError(.unclosed("region \(mark) [\(name)]"), at: marker)
    }
    let quoted = lines[(start + 1)..<end].enumerated()
      .map { SourceLine(number: start + 2 + $0.offset, text: $0.element.trimmingEnd) }
      .filter { !$0.text.isRegionMarker(mark) }
      .trimmingBlankLines(where: \.text.isEmpty)
    guard let first = quoted.first, let last = quoted.last else {
      throw WeaveError(.missing("lines", of: "region \(mark) [\(name)]"), at: marker)
    }
    code = quoted.map(\.text).withoutCommonIndentation
    for (line, text) in zip(quoted, code) where text.displayWidth > ChapterSource.columns {
      throw WeaveError(
        .longLine(columns: text.displayWidth), at: Place(file: file, line: line.number))
    }
    numbers = quoted.map(\.number)
    self.lines = first.number...last.number
  }
}

extension String {
  /// The name of the region that the line opens, where comments begin with `mark`.
  fileprivate func regionStart(_ mark: String) -> String? {
    let text = trimmed
    guard text.hasPrefix(mark + " ["), text.hasSuffix("]") else { return nil }
    let name = text.dropFirst(mark.count + 2).dropLast()
    guard !name.hasPrefix("/"), name.allSatisfy(\.isPartOfKey), !name.isEmpty else { return nil }
    return String(name)
  }

  /// Whether the line opens or closes a region.
  fileprivate func isRegionMarker(_ mark: String) -> Bool {
    let opening = trimmed.replacing(mark + " [/", with: mark + " [")
    return opening.regionStart(mark) != nil
  }
}
