import Numerics

/// A table to learn from: rows of one schema for lessons, and others for the exam.
public struct TabularData: Hashable, Sendable {
  /// What the rows hold.
  public let schema: TableSchema
  /// The rows to learn from.
  public let train: [TableRow]
  /// The rows to be asked about.
  public let test: [TableRow]
  /// How rows become numbers, levels one-hot; it knows means and deviations of ``train``.
  public let encoding: TableEncoding

  /// The data of these rows.
  ///
  /// - Precondition: there is a row to learn from, and all rows have one schema.
  public init(train: [TableRow], test: [TableRow]) {
    let encoding = TableEncoding(of: train)
    precondition(
      test.allSatisfy { $0.schema == encoding.schema },
      "TabularData: a test row of another schema than \(encoding.schema.header)")
    (schema, self.train, self.test) = (encoding.schema, train, test)
    self.encoding = encoding
  }
}
