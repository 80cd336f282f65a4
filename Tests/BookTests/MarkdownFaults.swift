import Foundation
import Weaver

/// What would go wrong on GitHub with a page, each as a sentence with its line.
///
/// Formulas fail behind a letter, in link texts and in footnotes (github/markup issues 1742 and
/// 1740); a pair of bare dollar signs makes a formula of what is between them, even if they are
/// escaped; alerts work at the outermost level only.
extension MarkdownPage {
  /// All faults; `page` gives another page of the book, `exists` tells of any other file.
  func faults(page: (String) -> MarkdownPage?, exists: (String) -> Bool) -> [String] {
    anchorFaults + mathFaults + tagFaults + shapeFaults + codeFaults
      + linkFaults(page: page, exists: exists) + frameFaults(exists: exists)
  }

  private func fault(_ index: Int, _ fact: String) -> String { "\(path):\(index + 1): \(fact)" }

  private var anchorFaults: [String] {
    Set(anchors).filter { name in anchors.count { $0 == name } > 1 }.sorted()
      .map { "\(path): two anchors are named \($0)" }
  }

  /// Links lead to files and anchors that are there; pictures have a text.
  private func linkFaults(
    page: (String) -> MarkdownPage?, exists: (String) -> Bool
  ) -> [String] {
    var faults: [String] = []
    for (index, line) in plain.enumerated() where line.contains("](") {
      for match in line.matches(of: #/(!?)\[((?:\\.|[^\[\]\\])*)\]\(([^)]*)\)/#) {
        let (isPicture, text, target) = (
          !match.output.1.isEmpty, match.output.2, String(match.output.3)
        )
        if text.allSatisfy(\.isWhitespace) {
          faults.append(
            fault(index, isPicture ? "a picture has no alternative text" : "a link has no text"))
        }
        if text.contains("¤"), lines[index].contains("$`") {
          faults.append(fault(index, "a link's text may hold a formula"))
        }
        if target.hasPrefix("https://") { continue }
        let parts = target.split(separator: "#", omittingEmptySubsequences: false)
        let file = resolved(String(parts.first ?? ""))
        if !exists(file) {
          faults.append(fault(index, "there is no file \(file)"))
        } else if parts.count > 1, page(file)?.anchors.contains(String(parts[1])) != true {
          faults.append(fault(index, "there is no anchor \(target)"))
        }
      }
    }
    return faults
  }

  /// The path of a link's target from the root of the package.
  private func resolved(_ target: String) -> String {
    if target.isEmpty { return path }
    var parts = path.split(separator: "/").dropLast()
    for part in target.split(separator: "/") {
      if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  private var mathFaults: [String] {
    var faults: [String] = []
    var dollars = 0
    for (index, line) in plain.enumerated() {
      if line.isEmpty { dollars = 0 }
      if !lines[index].contains("$") { continue }
      dollars += line.count { $0 == "$" }
      if line.contains(#/(?:^|[^\\])\$/#) { faults.append(fault(index, "a bare dollar sign")) }
      if dollars > 1 { faults.append(fault(index, "two dollar signs in one paragraph")) }
      if lines[index].contains(#/[\p{L}\p{N}]\$`/#) {
        faults.append(fault(index, "a formula right behind a letter or digit"))
      }
      if line.hasPrefix("[^"), lines[index].contains("$`") {
        faults.append(fault(index, "a formula in a footnote"))
      }
    }
    return faults
  }

  /// Only the HTML that print and web know, too.
  private var tagFaults: [String] {
    let allowed = [
      #/<a id="[a-z0-9-]+"></a>/#.ignoresCase(), #/</?details>/#, #/<summary>[^<]+</summary>/#,
      #/<!-- .* -->/#, #/<https://[^>]+>/#,
    ]
    var faults: [String] = []
    for (index, line) in plain.enumerated() where line.contains("<") {
      var rest = line
      for tag in allowed { rest.replace(tag, with: "") }
      if let found = rest.firstMatch(of: #/<[A-Za-z/!][^>]*>?/#) {
        faults.append(fault(index, "HTML that is not allowed: \(found.output)"))
      }
    }
    for (open, close) in [("<details>", "</details>")] where count(open) != count(close) {
      faults.append("\(path): \(count(open)) \(open), but \(count(close)) \(close)")
    }
    return faults
  }

  private func count(_ text: String) -> Int { plain.count { $0.contains(text) } }

  /// Alerts are known and not indented; folded answers and tables have blank lines around them.
  private var shapeFaults: [String] {
    var faults: [String] = []
    for (index, line) in plain.map(\.withoutQuotation).enumerated() {
      let next = index + 1 < plain.count ? plain[index + 1].withoutQuotation : ""
      let asItIs = plain[index]
      if line.contains("[!"), !asItIs.contains(#/^> \[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$/#)
      {
        faults.append(fault(index, "an alert that GitHub does not show: \(asItIs)"))
      }
      let isBare =
        line.hasSuffix("</summary>") || line.hasPrefix("<!--") || line.hasPrefix("<a id")
      if isBare, !next.isEmpty { faults.append(fault(index, "no blank line below \(line)")) }
      if line == "</details>", index > 0, !plain[index - 1].withoutQuotation.isEmpty {
        faults.append(fault(index, "no blank line above </details>"))
      }
    }
    return faults
  }

  private var codeFaults: [String] {
    fences.filter { $0.language != "math" }.flatMap { fence in
      fence.lines.enumerated().filter { $0.element.displayWidth > 80 }.map { index, line in
        fault(fence.line + index, "a line of code has \(line.displayWidth) columns: \(line)")
      }
    }
  }

  /// Every frame of a sweep has its file beside the strip.
  private func frameFaults(exists: (String) -> Bool) -> [String] {
    var faults: [String] = []
    for (index, line) in lines.enumerated() where line.hasPrefix("<!-- frames") {
      guard let match = line.wholeMatch(of: #/<!-- frames of [^:]+: (.+) -->/#) else { continue }
      let picture = index > 1 ? lines[index - 2].firstMatch(of: #/\]\(([^)]+)\.(svg|png)\)$/#) : nil
      guard let picture else {
        faults.append(fault(index, "no picture above the frames"))
        continue
      }
      for number in 1...match.output.1.split(separator: " | ").count {
        let file = resolved("\(picture.output.1)-\(number).\(picture.output.2)")
        if !exists(file) { faults.append(fault(index, "there is no frame \(file)")) }
      }
    }
    return faults
  }
}

extension String {
  /// The line of a page without the mark of a quotation.
  fileprivate var withoutQuotation: String {
    hasPrefix(">") ? String(dropFirst(hasPrefix("> ") ? 2 : 1)) : self
  }
}

/// Whether the lines of code that a page shows are those of its sources.
extension MarkdownPage {
  /// All code blocks with a comment whose lines are other than the source's.
  func originFaults(text: (String) -> String?) -> [String] {
    fences.flatMap { fence -> [String] in
      let place = "\(path):\(fence.line)"
      guard let match = fence.before.firstMatch(of: #/<!-- lines of (\S+): ([0-9 -]+) -->/#) else {
        return []
      }
      let numbers = match.output.2.split(separator: " ").flatMap { range -> [Int] in
        let ends = range.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return [] }
        return Array(first...last)
      }
      guard let source = text(String(match.output.1)) else {
        return ["\(place): there is no file \(match.output.1)"]
      }
      let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
      if numbers.count != fence.lines.count {
        return ["\(place): \(numbers.count) numbers for \(fence.lines.count) lines"]
      }
      return zip(numbers, fence.lines).compactMap { number, line in
        let isSame =
          lines.indices.contains(number - 1)
          && lines[number - 1].drop { $0 == " " } == line.drop { $0 == " " }
        return isSame ? nil : "\(place): \(line) is not line \(number) of \(match.output.1)"
      }
    }
  }
}
