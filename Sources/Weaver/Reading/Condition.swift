extension ChapterSource.Cell {
  /// What the check that begins on a line of the file tests: its first argument, line by line.
  ///
  /// - Parameter number: the line.
  /// - Returns: the lines without the spaces that all begin with; nil if no check begins there.
  func condition(ofCheckAt number: Int) -> [String]? {
    guard let start = code.firstIndex(where: { $0.number == number }) else { return nil }
    let first = code[start].text
    let verb = "check("
    guard first.trimmed.hasPrefix(verb) else { return nil }
    let indentation = first.prefix { $0 == " " }.count
    let text = code[start...].map { String($0.text.dropFirst(indentation)) }
    let condition = text.joined(separator: "\n").dropFirst(verb.count).firstArgument.lines
    // Below `check(` its lines are indented; behind it, the first one is not.
    let isBelow = condition.first?.trimmed.isEmpty == true
    return (isBelow ? condition.withoutCommonIndentation : condition)
      .map(\.trimmingEnd).trimmingBlankLines(where: \.isEmpty)
  }
}

extension StringProtocol {
  /// The Swift text up to the comma or bracket that ends the first argument of a call.
  fileprivate var firstArgument: Substring {
    // What closes each bracket or text that is open.
    var closing: [Character] = []
    var isEscaped = false
    for index in indices {
      let character = self[index]
      if closing.last == "\"" {
        switch character {
        case "(" where isEscaped: closing.append(")")
        case "\"" where !isEscaped: closing.removeLast()
        default: break
        }
        isEscaped = character == "\\" && !isEscaped
        continue
      }
      switch character {
      case "\"": closing.append("\"")
      case "(": closing.append(")")
      case "[": closing.append("]")
      case "{": closing.append("}")
      case "," where closing.isEmpty: return Substring(self[..<index])
      case ")", "]", "}":
        if closing.popLast() == nil { return Substring(self[..<index]) }
      default: break
      }
    }
    return Substring(self)
  }
}
