/// What a chapter asks its reader, with numbers, and which answer belongs to what.
///
/// A prediction is answered before anything else is asked. An exercise may have an answer. The
/// section “Eight questions” has one answer to all of them.
package struct Questions: Hashable, Sendable {
  /// What can be asked.
  package enum Kind: Hashable, Sendable {
    case prediction, exercise, recall
  }

  /// The section that sums the chapter up, and how many lines it has.
  package static let summary = (title: "In five lines", count: 5)
  /// The section that asks what the reader remembers, and how many questions it has.
  package static let recall = (title: "Eight questions", count: 8)

  /// A question: its kind, its number among its kind, and its line.
  private struct Question: Hashable {
    var kind: Kind
    var number: Int
    var line: Int
  }

  private var asked: [Question] = []
  /// The question that is answered on a line.
  private var answered: [Int: Question] = [:]

  /// Reads `blocks`, all those of `file` in order, with the blocks inside them.
  ///
  /// - Throws: `WeaveError` for an answer to nothing, a prediction without an answer, and a
  ///   summary or a list of questions that is too short or too long.
  init(_ blocks: [ProseBlock], file: String) throws(WeaveError) {
    var open: Question?
    // Its numbered lines up to the answer.
    var section: (title: String, line: Int, items: Int, isAnswered: Bool)?
    func place(_ line: Int) -> Place { Place(file: file, line: line) }
    /// Leaves what was asked last, which has to be answered unless it is an exercise.
    func close() throws(WeaveError) {
      guard let last = open, last.kind != .exercise else { return }
      throw WeaveError(
        .missing(
          "@answer … @end",
          of: last.kind == .prediction ? "the prediction" : "the list of questions"
        ), at: place(last.line))
    }
    func endSection() throws(WeaveError) {
      guard let section else { return }
      for (title, count) in [Questions.summary, Questions.recall]
      where title == section.title && section.items != count {
        throw WeaveError(
          .wrongCount(section.items, of: "numbered lines of “\(title)”", needed: "\(count)"),
          at: place(section.line))
      }
    }
    for block in blocks {
      switch block.content {
      case .heading(2, let title, _):
        try endSection()
        section = (title.source, block.line, 0, false)
        if title.source == Questions.recall.title {
          try close()
          open = ask(.recall, at: block.line)
        } else if open?.kind == .recall {
          try close()
        }
      case .text(let text) where section?.isAnswered == false:
        section?.items += text.source.lines.count { $0.prefixMatch(of: #/\d+\. /#) != nil }
      case .quote(_, .exercise):
        try close()
        open = ask(.exercise, at: block.line)
      case .quote(_, .prediction):
        try close()
        open = ask(.prediction, at: block.line)
      case .answer:
        guard let question = open else {
          throw WeaveError(.answerWithoutQuestion, at: place(block.line))
        }
        section?.isAnswered = true
        answered[block.line] = question
        open = nil
      default: break
      }
    }
    try endSection()
    try close()
  }

  /// How many questions of a kind there are.
  package func count(_ kind: Kind) -> Int { asked.count { $0.kind == kind } }

  /// The number of the question on `line` among its kind.
  func number(at line: Int) -> Int? { asked.first { $0.line == line }?.number }

  /// What the answer on `line` answers.
  package func question(answeredAt line: Int) -> (kind: Kind, number: Int)? {
    answered[line].map { ($0.kind, $0.number) }
  }

  private mutating func ask(_ kind: Kind, at line: Int) -> Question {
    let question = Question(kind: kind, number: count(kind) + 1, line: line)
    asked.append(question)
    return question
  }
}
