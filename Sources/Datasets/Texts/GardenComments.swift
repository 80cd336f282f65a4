public import Foundation
public import Numerics

/// Garden comments: 600 short comments under a video about gardening, spam or honest.
///
/// ``chance(of:)`` is the known truth: which words tell spam, and how strongly. Letters in capitals,
/// emoji and Hangul occur, and words that stand there twice. Made for this book by
/// `swift run make-garden`, from phrases written by hand.
public enum GardenComments {
  /// The classes, by their labels.
  public static let classes = ["honest", "spam"]

  /// The comments in `folder`, written by `swift run make-garden`: 450 to learn from and 150 to be
  /// asked about.
  ///
  /// - Throws: an error with file, line and column where something is missing or damaged.
  public static func load(from folder: URL) throws(DatasetError) -> TextData {
    let archive = Archive(folder)
    return TextData(
      train: try comments("comments-train.tsv", GardenFormat.trainCommentCount, in: archive),
      test: try comments("comments-test.tsv", GardenFormat.testCommentCount, in: archive))
  }

  /// The comments that come with the book.
  ///
  /// - Throws: an error if they are missing or damaged.
  public static func bundled() throws(DatasetError) -> TextData {
    try load(from: Resources.folder(named: "Garden"))
  }

  private static func comments(
    _ name: String, _ count: Int, in archive: Archive
  ) throws(DatasetError) -> [LabelledText] {
    let table = try archive.table(
      name, header: GardenFormat.commentHeader, count: count, separator: "\t")
    var comments: [LabelledText] = []
    for row in table.rows {
      let label = try row.choice(0, ofNames: classes)
      guard !Tokens(String(row.fields[1])).words.isEmpty else {
        throw DatasetError(row.place(of: 1), "a comment without a word; expected one or more")
      }
      comments.append(LabelledText(String(row.fields[1]), label: label))
    }
    return comments
  }

  /// These comments, of which each one of class `label` with probability `share`, and no other, is
  /// signed with `word` at its end.
  ///
  /// If only spam is signed a model can learn the signature in place of what makes spam: a word
  /// that gives the answer away, as snow did for wolves.
  public static func signing(
    _ comments: [LabelledText], with word: String, share: Double, label: Int = 1,
    using random: inout Random
  ) -> [LabelledText] {
    comments.map { comment in
      let isSigned = random.uniform() < share && comment.label == label
      return isSigned ? LabelledText(comment.text + " " + word, label: label) : comment
    }
  }
}
