public import ArgumentParser
import Foundation
import Weaver

/// The knobs of a chapter that also answers readers who bring something of their own: a run for
/// them makes no page, and leaves the book and `my-runs` as they are.
///
/// Behind `open` the chapter asks `knobs.isAside`, and if so says ``aside(fileID:line:function:_:)``.
public protocol Aside: ParsableArguments {
  /// Whether the reader asks about something of their own.
  var isAside: Bool { get }
}

/// A part of an answer to a reader's own question.
public enum ReplyPart: Hashable, Sendable {
  /// A few words above what follows.
  case heading(String)
  /// A paragraph.
  case text(String)
  /// Sentences, each with a point before it.
  case list([String])
  /// A table.
  case table(Table)
  /// A table that does without the columns called `spare`, one after the other, where it is wider
  /// than a narrow screen.
  case columns(Table, spare: [String])
}

/// Answers the reader's own question and ends the run, with status 0 or, in words, with what
/// `answer` throws; no page is made.
///
/// What `say` is given stands in the terminal alone, in lines that fit.
@MainActor
public func aside(
  fileID: String = #fileID, line: Int = #line, function: String = #function,
  _ answer: (_ say: (ReplyPart) throws -> Void) throws -> Void
) -> Never {
  speak("aside", fileID, line, function) { session, site throws(Stop) in
    try session.aside(at: site, answer)
  }
  Run.pulse?.rest()
  Interrupts.end(.stopped)
  exit(0)
}
