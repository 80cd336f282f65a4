import Testing
import Weaver

@Suite struct `Running text` {
  @Test(arguments: [
    ("a $x^2$ b", "a $`x^2`$ b"),
    ("\\$5 and \\$6", "\\$5 and \\$6"),
    ("`$x$ @fig-a \\(b) <b>`", "`$x$ @fig-a \\(b) <b>`"),
    ("``a ` b``", "``a ` b``"),
    ("[text](a_b.md#$x) c", "[text](a_b.md#$x) c"),
    ("[0, 1] and [a]", "[0, 1] and [a]"),
    ("me@fig-a.org and @ alone and \\@fig-a", "me@fig-a.org and @ alone and \\@fig-a"),
    ("a < b, <https://x.org>", "a < b, <https://x.org>"),
    ("**b** *i* ~~s~~", "**b** *i* ~~s~~"),
    ("@ch-first, @ch-later.", "[Chapter 1](../first/README.md), Chapter 7."),
    ("[@garreau2020]", "([Garreau and von Luxburg, 2020](../references.md#ref-garreau2020))"),
    ("By @garreau2020.", "By [Garreau and von Luxburg (2020)](../references.md#ref-garreau2020)."),
  ])
  func `becomes Markdown`(text: String, markdown: String) throws {
    #expect(try Small.page("//: " + text) == markdown)
  }

  @Test func `may break a formula, a citation and code between lines`() throws {
    #expect(try Small.page("//: $a +\n//: b$ `c\n//: d`") == "$`a + b`$ `c\nd`")
    #expect(try Small.page("//: [@ribeiro2016;\n//: @garreau2020]").contains("; [Garreau"))
  }

  @Test(arguments: [
    ("a\n//: $x", "4: $ (a dollar sign is \\$) is never closed"),
    ("$ $", "3: cannot read $ $; expected: a formula"),
    (
      "a $$x$$",
      "3: cannot read $$; expected: a displayed formula that starts and ends on lines of its own"
    ),
    ("`x", "3: ` is never closed"),
    ("\\(x", "3: \\( is never closed"),
    ("\\(x)", "3: no value named \"x\"; there is none"),
    ("[@a, b]", "3: cannot read citation [@a, b]; expected: [@key] or [@key; @other]"),
    ("[@a]", "3: no work named \"a\"; known: ribeiro2016, garreau2020"),
    ("@ch-lime", "3: no chapter named \"lime\"; known: first, shadows, later"),
    (
      "@figure-a",
      "3: cannot read @figure-a; expected: @fig-…, @tab-…, @eq-…, @lst-…, @ch-…, @key, "
        + "or \\@ for the sign"
    ),
    ("@fig-barz", "3: no figure named \"barz\"; there is none"),
    ("[a $x$](b)", "3: a link's text cannot hold a formula or a reference"),
    (
      "the k$x$", "3: a formula cannot follow a letter or digit without a space: $x$"
    ),
    ("a[^a]\n//:\n//: [^a]: $x$", "5: a footnote cannot hold a formula"),
    (
      "x<sub>2</sub>",
      "3: HTML is lost in print: <sub>; use Markdown, or set it as code or as a formula"
    ),
    ("![a](b)", "3: a picture comes from figure(…), which numbers it and asks for its text"),
    ("| $|a|$ |", "3: inside a table write \\| (or \\lvert, \\mid in TeX): |a|"),
    ("| `a|b` |", "3: inside a table write \\| (or \\lvert, \\mid in TeX): `a|b`"),
  ])
  func `that is wrong is refused with its line`(text: String, complaint: String) throws {
    #expect(try Small.complaint(about: "//: " + text) == complaint)
  }
}

@Suite struct `A formula` {
  @Test(arguments: [
    #"\frac{\partial y^c}{\partial A^k_{ij}}"#, #"\lVert \mathbf{w}\rVert_2^2 \le \|x\|"#,
    #"\underset{g\in G}{\mathrm{argmin}}\, \Omega(g)"#, #"\{a\} \; 50\,\% \_ \\"#,
    #"\begin{cases} 1 & \text{if } x \\ 0 \end{cases}"#, #"\left( x \right)"#, "10{,}000",
  ])
  func `may use what every edition can set`(tex: String) throws {
    #expect(try Small.page("//: $\(tex)$") == "$`\(tex)`$")
  }

  @Test(arguments: [
    (#"\operatorname{argmin}"#, #"\operatorname"#), (#"\textcolor{red}{x}"#, #"\textcolor"#),
    (#"x \tag{1}"#, #"\tag"#), (#"\label{x}"#, #"\label"#), (#"\(x)"#, #"\("#),
    (#"\begin{array}{cc} 1 \end{array}"#, #"\begin{array}"#), (#"\bm{x}"#, #"\bm"#),
    (#"\dfrac{a}{b}"#, #"\dfrac"#), (#"a\!b"#, #"\!"#),
  ])
  func `may not use anything else`(tex: String, command: String) throws {
    let line = try Small.complaint(about: "//: $\(tex)$")
    #expect(line.hasPrefix("3: the formula uses \(command), which not every edition can set"))
    let display = try Small.complaint(about: "//: $$\n//: \(tex)\n//: $$")
    #expect(display.hasPrefix("4: the formula uses \(command),"))
  }
}
