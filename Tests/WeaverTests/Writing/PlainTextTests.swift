import Testing
import Weaver

@Suite struct `Words for a terminal` {
  @Test(arguments: [
    ("a *b* **c** `d_e` \\* x * y", "a b c d_e * x * y"), ("``a ` b``", "a ` b"),
    ("[x](y) <b> & a_b", "[x](y) <b> & a_b"), ("\\(gap) and \\(none)", "3.1 and …"),
    ("see @fig-a, [@k2020; @l2021]", "see figure “a”, (k2020; l2021)"),
    ("$x_i^2 + \\alpha$", "xᵢ² + α"), ("$\\frac{a+1}{b}$", "(a+1)/b"), ("$\\sqrt{x}$", "√x"),
    ("$\\lVert w \\rVert_2 \\le 1$", "‖w ‖₂ ≤ 1"), ("$\\hat{y}$", "y\u{302}"),
    ("$\\mathrm{ReLU}(x)$", "ReLU(x)"), ("$\\log x$", "log x"), ("$A^{kij}_{ab}$", "Aᵏⁱʲ_ab"),
    ("$a - b$", "a − b"), ("$\\underset{g}{\\mathrm{argmin}}$", "argmin"),
  ])
  func `have no Markdown and no TeX`(text: String, words: String) throws {
    let found = try plainText(text, file: "f", line: 1) { $0 == "gap" ? "3.1" : nil }
    #expect(found == words)
  }

  @Test func `of a heading may be links`() throws {
    #expect(
      try plainText("The [paper](https://x.org/a)[^n], *again*", isTyped: true, file: "f", line: 1)
        == "The paper, again")
  }

  @Test func `are refused where the page would refuse them`() {
    #expect(throws: WeaveError.self) { try plainText("`x", file: "f", line: 7) }
  }
}
