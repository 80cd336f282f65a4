/// The comment that tells where the lines of the next code block stand.
///
/// A page leaves out lines that only stage it, and a listing those that mark a region, so a block
/// does not stand in one piece: `<!-- lines of chapters/lime/main.swift: 41-48 52 57-60 -->`.
/// The ranges expand to one number for each line of the block. GitHub hides the comment; print
/// and web number the lines with it.
///
/// - Parameters:
///   - numbers: the number of each line, rising.
///   - file: where they stand, relative to the root of the package.
/// - Returns: the comment, for a paragraph of its own.
func origin(of numbers: [Int], in file: String) -> String {
  var ranges: [ClosedRange<Int>] = []
  for number in numbers {
    if let last = ranges.last, last.upperBound + 1 == number {
      ranges[ranges.count - 1] = last.lowerBound...number
    } else {
      ranges.append(number...number)
    }
  }
  let words = ranges.map { range in
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }
  return "<!-- lines of \(file): \(words.joined(separator: " ")) -->"
}
