/// Characters that Markdown would read are written so that every edition shows them.
///
/// GitHub, and pandoc for print and web, take a backslash before a sign of ASCII as that sign.
/// What a run shows is not typed by anybody, so it may hold anything, anywhere in a line.
extension StringProtocol {
  /// The Markdown that shows exactly these characters, in one line.
  ///
  /// Quotation marks are kept straight; typed text has them made round.
  var literal: String { inOneLine.reduce(into: "") { $0.append(literal: $1, keepsQuotes: true) } }

  /// The Markdown of words that an author wrote as plain text; quotation marks may become round.
  var literalWords: String {
    inOneLine.reduce(into: "") { $0.append(literal: $1, keepsQuotes: false) }
  }

  /// The Markdown so that it can begin a line, and stay what it is: no list, heading or rule.
  var protectingStart: String {
    guard let first else { return "" }
    let next = dropFirst().first ?? " "
    if "#>=~:".contains(first) || "+-*".contains(first) && next.isBlank {
      return "\\" + self
    }
    let digits = prefix { $0.isASCII && $0.isNumber }
    let rest = dropFirst(digits.count)
    guard !digits.isEmpty, let mark = rest.first, ".)".contains(mark),
      (rest.dropFirst().first ?? " ").isBlank
    else { return String(self) }
    return digits + "\\" + rest
  }
}

extension String {
  /// Appends `character` so that Markdown shows it behind what is there.
  ///
  /// Some signs make a mark only together: `--`, `...`, and the `:/` and `www.` of an address.
  mutating func append(literal character: Character, keepsQuotes: Bool) {
    let isMark =
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", "&", "|", "$", "~", "@", "#": true
      case "\"", "'": keepsQuotes
      case "-": last == "-"
      case ".": last == "." || hasSuffix("www")
      case "/": last == ":"
      default: false
      }
    if isMark { append("\\") }
    append(character)
  }
}
