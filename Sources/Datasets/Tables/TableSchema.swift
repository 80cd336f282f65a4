import Numerics

/// What a table holds: its columns, in order, and what a model is to learn of a row.
///
/// A table is described here once; rows, files and encodings follow it, and there is one type of
/// each for all tables.
public struct TableSchema: Hashable, Sendable {
  /// What a model learns to say of a row: one of a few classes.
  public struct Target: Hashable, Sendable {
    /// What the classes are about, the last column of a file: `sprouted`.
    public let name: String
    /// How files call the classes, in the order of the labels 0, 1, ….
    public let levels: [String]
    /// How readers call the classes, in the same order.
    public let classes: [String]

    /// A target; readers call the classes as files do unless said otherwise.
    public init(_ name: String, levels: [String], classes: [String]? = nil) {
      (self.name, self.levels, self.classes) = (name, levels, classes ?? levels)
    }
  }

  /// The columns, in the order in which files and rows hold them.
  public let columns: [TableColumn]
  /// What a model learns.
  public let target: Target

  /// A schema.
  ///
  /// - Precondition: there is a column; names differ, and so do the levels of a column and of the
  ///   target, which has two or more, each with a class; no name or level is empty or holds a
  ///   comma, a quote or a line end, which a file could not tell apart.
  public init(_ columns: [TableColumn], target: Target) {
    precondition(!columns.isEmpty, "TableSchema: no columns")
    precondition(
      target.levels.count >= 2 && target.classes.count == target.levels.count,
      "TableSchema: \(target.classes.count) classes for the levels \(target.levels) of the target")
    let names = columns.map(\.name) + [target.name]
    let lists = columns.filter { !$0.isNumeric }.map(\.levels) + [target.levels]
    for words in [names] + lists {
      precondition(
        !words.isEmpty && Set(words).count == words.count,
        "TableSchema: names and levels have to be there and to differ, unlike \(words)")
      for word in words {
        precondition(
          !word.isEmpty && !word.contains { $0 == "," || $0 == "\"" || $0.isNewline },
          "TableSchema: `\(word)` cannot be told apart in a file")
      }
    }
    (self.columns, self.target) = (columns, target)
  }

  /// The first line of a file: the names of the columns and of the target.
  public var header: [String] { columns.map(\.name) + [target.name] }

  /// The column called `name`.
  ///
  /// - Precondition: there is one.
  public func column(_ name: String) -> TableColumn { columns[index(of: name)] }

  /// The place of the column called `name`.
  ///
  /// - Precondition: there is one.
  public func index(of name: String) -> Int {
    guard let index = columns.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("TableSchema: no column \(name) among \(columns.map(\.name))")
    }
    return index
  }
}
