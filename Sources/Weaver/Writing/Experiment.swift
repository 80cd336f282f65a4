/// What the page of a run with knobs turned says of it.
package struct Experiment: Hashable, Sendable {
  /// The knobs that were turned, a line each: `samples  100 instead of 1000`.
  package var knobs: [String]
  /// The command that makes the page again.
  package var command: String

  /// Describes a run with `knobs` turned, as `command` starts it.
  package init(knobs: [String], command: String) {
    (self.knobs, self.command) = (knobs, command)
  }

  /// The box below the title.
  var box: String {
    quoted([
      "[!IMPORTANT]\n**An experiment, not the book.** The knobs that were turned:",
      fenced(knobs, as: "text"),
      "Numbers and figures are those of this run; the words were written for the book's. "
        + "To make this page again:",
      fenced(["$ " + command], as: "console"),
    ])
  }
}
