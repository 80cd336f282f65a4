/// A file of a data set that cannot be used: what is wrong, where, and what to do.
public struct DatasetError: Error, Hashable, CustomStringConvertible {
  /// The file, with line and column or pixel where one is to blame: `train.csv:14:3`.
  public let place: String
  /// What is wrong there, and what was expected.
  public let problem: String
  /// What to do about it.
  public let remedy: String

  /// An error at `place`.
  package init(
    _ place: String, _ problem: String,
    remedy: String = """
    Restore the file with `git checkout`, or make the whole set anew with \
    `swift run make-garden`.
    """
  ) {
    (self.place, self.problem, self.remedy) = (place, problem, remedy)
  }

  /// Place, problem and remedy in one line, without signs that move a terminal.
  public var description: String { "\(place): \(problem). \(remedy)".printable }
}
