/// What a reader wants to know of a table of their own: what is to be explained, and what they say
/// about its columns.
public struct OwnTableQuestion: Hashable, Sendable {
  /// What a column can be told to be.
  public enum Kind: Hashable, Sendable {
    /// Numbers that are more or less.
    case numeric
    /// Values that are the same or not.
    case categorical
  }

  /// The column that a model learns to tell.
  public let target: String
  /// The columns that are told to be categorical.
  public private(set) var categorical: [String]
  /// The columns that are told to be numeric.
  public private(set) var numeric: [String]
  private let lists: Lists

  /// The lists as they were typed.
  private struct Lists: Hashable {
    let categorical: String
    let numeric: String
  }

  /// A question about `target`; the other two are lists of names parted by commas.
  ///
  /// A name that
  /// holds a comma stands in quotes, or is the whole list.
  ///
  /// - Throws: an error if a name is in both lists, or a quote is not closed.
  public init(
    target: String, categorical: String = "", numeric: String = ""
  ) throws(DatasetError) {
    self.target = target
    lists = Lists(categorical: categorical, numeric: numeric)
    self.categorical = try OwnTableQuestion.names(in: categorical, of: "--categorical")
    self.numeric = try OwnTableQuestion.names(in: numeric, of: "--numeric")
    if let name = self.categorical.first(where: self.numeric.contains) {
      throw DatasetError(
        "--categorical", "\(name.quoted) is in the list of `--numeric` too",
        remedy: "A column is one of the two.")
    }
  }

  private static func names(in list: String, of option: String) throws(DatasetError) -> [String] {
    var scanner = RecordScanner(Array(list.utf8), delimiter: .comma, file: option)
    guard try scanner.advance() else { return [] }
    return (0..<scanner.record.count).map(scanner.record.text).filter { !$0.isEmpty }
  }

  /// The question if a list that is the name of one column as a whole, commas and all, is that.
  func resolved(among names: [String]) -> OwnTableQuestion {
    var question = self
    for (list, path) in [
      (lists.categorical, \OwnTableQuestion.categorical), (lists.numeric, \.numeric),
    ]
    where names.contains(list) { question[keyPath: path] = [list] }
    return question
  }

  /// What the reader says of the column `name`; nil if nothing.
  func kind(of name: String) -> Kind? {
    categorical.contains(name) ? .categorical : numeric.contains(name) ? .numeric : nil
  }

  /// The place of the target among `names`, the header of `file`.
  ///
  /// - Throws: an error that tells the names there are and the nearest one, if it or a name of the
  ///   lists is none of them, or if it stands for two columns.
  func place(ofTargetAmong names: [String], file: String) throws(DatasetError) -> Int {
    let asked =
      [("--target", target)] + categorical.map { ("--categorical", $0) }
      + numeric.map { ("--numeric", $0) }
    for (option, name) in asked where !names.contains(name) {
      guard !names.contains(where: { Double($0) != nil }) else {
        throw DatasetError(
          "\(file):1", "line 1 looks like data, and there is no column \(name.quoted)",
          remedy: "Put the names of the columns in a first line; now they are \(names.listed).")
      }
      let near = name.nearest(among: names).map { "Did you mean \($0.quoted)? " } ?? ""
      throw DatasetError(
        "\(file):1", "\(option): there is no column \(name.quoted)",
        remedy: "\(near)The columns are \(names.listed).")
    }
    return names.firstIndex(of: target) ?? 0
  }
}

extension String {
  /// The name as a value of `option` in a command: in quotes where the shell needs them.
  func argument(of option: String) -> String {
    let isPlain = allSatisfy { $0.isLetter || $0.isNumber || "_-./:%+".contains($0) }
    let quoted = isPlain ? self : "'\(replacing("'", with: #"'\''"#))'"
    return option + (hasPrefix("-") ? "=" : " ") + quoted
  }
}

extension [String] {
  /// The names for a message: "`a`, `b`, `c`", and how many more than 20 there are.
  var listed: String {
    let shown = prefix(20).map(\.quoted).joined(separator: ", ")
    return count > 20 ? "\(shown) and \(count - 20) more" : shown
  }
}

extension String {
  /// The one of `names` that differs in the fewest letters, if a third of them or two at most, and
  /// not in all; capitals and small letters are one.
  func nearest(among names: [String]) -> String? {
    let limit = Swift.min(Swift.max(2, count / 3), count - 1)
    let own = lowercased().prefix(60)
    let best = names.enumerated().min { first, second in
      let (near, far) = (
        own.distance(to: first.element.lowercased().prefix(60)),
        own.distance(to: second.element.lowercased().prefix(60))
      )
      return (near, first.offset) < (far, second.offset)
    }
    return best.flatMap {
      own.distance(to: $0.element.lowercased().prefix(60)) <= limit ? $0.element : nil
    }
  }
}

extension Substring {
  /// How many letters have to be put in, taken out or exchanged to make `other` of this.
  ///
  /// Source: Levenshtein (1966), by the rows of Wagner and Fischer (1974).
  fileprivate func distance(to other: Substring) -> Int {
    var row = Array(0...other.count)
    for (index, letter) in enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (place, candidate) in other.enumerated() {
        let exchanged = diagonal + (letter == candidate ? 0 : 1)
        diagonal = row[place + 1]
        row[place + 1] = Swift.min(exchanged, diagonal + 1, row[place] + 1)
      }
    }
    return row[other.count]
  }
}
