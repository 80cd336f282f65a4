/// With how many of the seeds that a chapter was run with a check held.
package struct SeedTally: Codable, Hashable, Sendable {
  /// The seeds with which it held.
  package var held: Int
  /// All seeds; one with which the chapter stopped before its end is among them.
  package var seeds: Int

  /// States that a check held with `held` of `seeds` seeds.
  package init(held: Int, seeds: Int) { (self.held, self.seeds) = (held, seeds) }

  /// `10 of 10`.
  package var words: String { "\(held) of \(seeds)" }

  /// Whether the check held with fewer than 8 of 10, so that its page has to say less.
  package var isRare: Bool { 10 * held < 8 * seeds }

  /// What stands in a table, as Markdown.
  var cell: String { isRare ? "**\(words)**" : words }

  /// What stands behind the sentence of a check, as Markdown.
  var sentence: String {
    isRare ? "**Only with \(words) seeds.**" : "*With \(words) seeds.*"
  }
}
