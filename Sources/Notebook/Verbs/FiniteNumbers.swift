package import Weaver

extension Event.Content {
  /// The first word of what is shown that Swift writes for no finite number: `nan` or `inf`.
  ///
  /// A word within one of `names` is none: a reader's file may be called `nan.png`.
  package func wordOfNoNumber(besides names: [String] = []) -> String? {
    let names = names.filter { noNumber(in: $0) != nil }
    return texts.lazy.compactMap { text in
      noNumber(in: names.reduce(text) { $0.replacing($1, with: "") })
    }.first
  }

  /// All texts that a run may have put numbers into.
  private var texts: [String] {
    switch self {
    case .text(let text), .value(_, let text): [text]
    case .figure(_, _, let caption, let alt): [caption, alt]
    case .sweep(_, _, let caption, let alt, _, let values): [caption, alt] + values
    case .table(_, let caption, let header, let rows): [caption] + header + rows.flatMap(\.self)
    case .check(let sentence, _, _), .miss(let sentence): [sentence]
    case .card(let title, let rows): [title] + rows.flatMap(\.self)
    }
  }
}

/// The first word of `text` that is written for no finite number.
private func noNumber(in text: String) -> String? {
  let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
  return words.first { $0 == "nan" || $0 == "inf" }.map(String.init)
}
