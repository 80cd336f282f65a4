import Notebook
import Testing

/// What a terminal tells of a chapter that asks its reader to predict.
@MainActor
struct SessionPredictionTests {
  let screen = Screen()

  /// A chapter whose answer is `answer`, with `rest` behind its only cell, on lines 11 and 12.
  private func toy(_ answer: String, _ rest: String) throws -> ToyPackage {
    try ToyPackage(
      source: """
        //: # Toy: a chapter
        import Notebook
        //: ## Numbers
        //: > [!TIP]
        //: > **Predict.** How large
        //: > is the *gap*?
        //:
        //: @answer
        //: \(answer)
        //: @end
        print("f(x)")
        remember("gap", "3e-05")
        \(rest)
        finish()

        """)
  }

  @Test func `An answer waits for its results, and a key idea and a further section are told`()
    throws
  {
    let rest = """
      //: > [!IMPORTANT]
      //: > **Key idea.** It is
      //: > $x^2$.
      //: ## More {.further}
      """
    let toy = try toy("It is \\(gap).", rest)
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    try session.print("f(x)\n", at: .line(11))
    try session.remember("gap", "3e-05", at: .line(12))
    try session.finish(at: .line(17))
    #expect(
      screen.text == """

        # Toy: a chapter

        ## Numbers

        Predict. How large is the gap?

        f(x)

        Answer. It is 3e-05.

        Key idea. It is x².

        ## More · further

        Written: chapters/toy/README.md with 0 figures.

        """)
  }

  @Test func `An answer whose results come last is told at the end`() throws {
    let toy = try toy("It is \\(gap).", "//: That is all.")
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    try session.print("f(x)\n", at: .line(11))
    try session.remember("gap", "3e-05", at: .line(12))
    #expect(!screen.text.contains("Answer"))
    try session.finish(at: .line(14))
    #expect(screen.text.contains("f(x)\n\nAnswer. It is 3e-05.\n\nWritten"))
  }

  @Test func `--pause waits for a key between a prediction and its answer`() throws {
    var seen: [String] = []
    screen.terminal.isScreen = true
    screen.terminal.hasKeys = true
    screen.terminal.waitForKey = { [screen] in seen.append(screen.text) }
    let toy = try toy("It is small.", "")
    let session = try toy.session("--pause", on: screen)
    try session.begin(at: .line(2))
    try session.print("f(x)\n", at: .line(11))
    #expect(seen.count == 2)
    #expect(seen.last?.hasSuffix("Predict. How large is the gap?\n\npress a key") == true)
    #expect(screen.text.hasSuffix("Answer. It is small.\n\nf(x)\n"))
  }

  @Test func `Without --pause prediction and answer follow each other`() throws {
    let session = try toy("It is small.", "").session(on: screen)
    try session.begin(at: .line(2))
    try session.print("f(x)\n", at: .line(11))
    #expect(screen.text.hasSuffix("the gap?\n\nAnswer. It is small.\n\nf(x)\n"))
  }
}
