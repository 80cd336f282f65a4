import Foundation
import Weaver

extension Session {
  /// Answers a reader's own question, part by part.
  ///
  /// - Throws: ``Stop`` with the words of what `answer` throws.
  package func aside(
    at site: Site, _ answer: (_ say: (ReplyPart) throws -> Void) throws -> Void
  ) throws(Stop) {
    try expect(isAside, "aside() in a run that makes a page: ask `isAside` before", at: site)
    try reach(site)
    do {
      try answer { part in try storyteller.answer(part) }
    } catch let stop as Stop {
      throw stop
    } catch {
      throw Stop("\(error)")
    }
    isFinished = true
  }
}

extension CommonOptions {
  /// Refuses what has nothing to do in a run that makes no page.
  package func expectNoPage() throws(Stop) {
    let asked = [
      ("--quiet", quiet), ("--check", check), ("--record-seeds", recordSeeds),
      ("--pause", pause), ("--output", output != nil), ("--models", models != nil),
    ]
    guard let option = asked.first(where: \.1)?.0 else { return }
    throw Stop(
      "This run answers a question of your own and makes no page: leave out \(option).",
      status: 64)
  }
}
