/// What a process that stopped had to say: the text on its standard error.
///
/// `let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) …`
/// followed by `#expect(words(result?.standardErrorContent).contains("…"))` tests that a trap
/// tells the programmer what was wrong, and not only that there is one.
public func words(_ standardError: [UInt8]?) -> String {
  String(decoding: standardError ?? [], as: UTF8.self)
}
