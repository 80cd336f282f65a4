public import Testing

/// Expects that a process that had to stop said `text` on its standard error: a trap has to tell
/// the programmer what was wrong, and not only that something is.
///
///     await expectStop(
///       saying: "no values",
///       #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
///         _ = Estimate([])
///       })
///
/// What is expected comes first; that the process stopped at all is for `#expect` to see.
public func expectStop(
  saying text: String, _ stop: ExitTest.Result?,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let stop else { return }
  let said = words(stop.standardErrorContent).split(separator: "\nCurrent stack trace").first ?? ""
  #expect(said.contains(text), sourceLocation: sourceLocation)
}

/// What a process that ended had to say: the text on its standard error.
public func words(_ standardError: [UInt8]?) -> String {
  String(decoding: standardError ?? [], as: UTF8.self)
}
