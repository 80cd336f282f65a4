/// Throws if a number that looks measured is typed into the prose of `source`.
///
/// A decimal or a percentage looks measured. It is given, and not measured, if it stands in a
/// formula or in code; if the chapter's code has it as a literal, as a knob's default or a
/// threshold; or if its paragraph cites the work that it is from. Whole numbers without a unit
/// are counts that the text itself makes, or that the code has.
///
/// - Throws: `WeaveError` at the line of the number.
func checkTypedNumbers(in source: ChapterSource) throws(WeaveError) {
  let literals = Set(source.cells.flatMap(\.code).flatMap { $0.text.numbers })
  for block in source.prose {
    let isCited = block.spans.contains { span in
      if case .citation = span.content { true } else { false }
    }
    if isCited { continue }
    for span in block.spans {
      guard case .markdown(let words) = span.content else { continue }
      for (offset, line) in words.withoutCodeAndTargets.lines.enumerated() {
        if let number = line.firstMeasured(notAmong: literals) {
          throw WeaveError(
            .typedNumber(number), at: Place(file: source.file, line: span.line + offset))
        }
      }
    }
  }
  for cell in source.cells {
    if let number = cell.fold?.firstMeasured(notAmong: literals) {
      throw WeaveError(
        .typedNumber(number), at: Place(file: source.file, line: cell.lines.lowerBound))
    }
  }
}

/// A number in running text, perhaps with a unit per cent; no part of a version or a date.
private var measured: Regex<(Substring, Substring, Substring, Substring?)> {
  #/(^|[^\p{L}\d.,])(\d[\d,]*(?:\.\d+)?)(?![\d\p{L}]|\.\d)(\s?(?:%|‰|per\s?cent\b))?/#
}

extension String {
  /// The first number of the text that looks measured and is not among the `given` ones.
  fileprivate func firstMeasured(notAmong given: Set<Double>) -> String? {
    for match in matches(of: measured) {
      let number = match.output.2.replacing(",", with: "")
      let isRate = match.output.3 != nil
      guard isRate || number.contains("."), let value = Double(number) else { continue }
      if given.contains(value) || isRate && given.contains(value / 100) { continue }
      return match.output.0.dropFirst(match.output.1.count).trimmed
    }
    return nil
  }

  /// The numbers of a line of code.
  fileprivate var numbers: [Double] {
    matches(of: #/(?:^|[^\w.])(\d[\d_]*(?:\.\d+)?(?:e-?\d+)?)/#).compactMap {
      Double($0.output.1.replacing("_", with: ""))
    }
  }

  /// The Markdown with blanks in place of code and of the targets of links.
  fileprivate var withoutCodeAndTargets: String {
    replacing(#/(`+)[^`](?:.|\n)*?\1|\]\([^)]*\)|<https:[^>]*>/#) { match in
      String(match.output.0.map { $0 == "\n" ? "\n" : " " })
    }
  }
}
