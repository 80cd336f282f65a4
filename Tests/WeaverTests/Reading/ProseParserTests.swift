import Testing
import Weaver

@Suite struct `Prose` {
  @Test(arguments: [
    ("//: a\n//: b\n//:\n//: c", "a\nb\n\nc"),
    (
      "//: a\n//: ```swift\n//: let x = \"@fig-a $\"\n//: ```\n//: b",
      "a\n\n```swift\nlet x = \"@fig-a $\"\n```\n\nb"
    ),
    ("//: - a\n//:   b\n//: - c", "- a\n  b\n- c"),
    ("//: > q\n//: > r\n//:\n//: > s", "> q\n> r\n\n> s"),
    ("//: > - a\n//: >\n//: >   b", "> - a\n>\n>   b"),
    ("//: $$ a $$", "```math\na\n```"),
    ("//: $$\n//: a \\\\\n//:   b\n//: $$", "```math\na \\\\\n  b\n```"),
    ("//: > $$ a $$", "> ```math\n> a\n> ```"),
    ("//: ## S\n//: text\n//: ## T\n//: ### U", "## 5.1 S\n\ntext\n\n## 5.2 T\n\n### U"),
    ("//: #hash", "#hash"),
    (
      "//: ## S $a_{2}$ {.further}\n//: ### T {.further}",
      "## 5.1 S $`a_{2}`$ · *further*\n\n### T · *further*"
    ),
    ("//: > [!IMPORTANT]\n//: > **Key idea.** a", "> [!IMPORTANT]\n> **Key idea.** a"),
    (
      "//: 1. a\n//:\n//:    $$ b $$\n//:\n//:    > c", "1. a\n\n   ```math\n   b\n   ```\n\n   > c"
    ),
    (
      "//: | $a$ | b |\n//: |---|---|\n//: | 1 | `x \\| y` |",
      "| $`a`$ | b |\n|---|---|\n| 1 | `x \\| y` |"
    ),
  ])
  func `becomes Markdown`(body: String, markdown: String) throws {
    #expect(try Small.page(body) == markdown)
  }

  @Test func `numbers exercises and their folded answers`() throws {
    let body = """
      //: > [!TIP]
      //: > **Exercise.** One.
      //:
      //: @answer
      //: First
      //:
      //: second.
      //: @end
      //:
      //: > [!TIP]
      //: > **Exercise.** Two.
      """
    let markdown = """
      > [!TIP]
      > **Exercise 5.1.** One.

      <details>
      <summary>Answer 5.1</summary>

      First

      second.

      </details>

      > [!TIP]
      > **Exercise 5.2.** Two.
      """
    #expect(try Small.page(body) == markdown)
  }

  @Test(arguments: ["> [!HINT]", "> [!TIP] **Exercise.** Do it.", "- a\n//:\n//:   > [!TIP]"])
  func `has a callout's kind alone on its line, and not in a list`(text: String) throws {
    let line = text.hasPrefix("-") ? 5 : 3
    #expect(
      try Small.complaint(about: "//: \(text)\n//:\(line == 5 ? "   " : " ")> b")
        == "\(line): cannot read [!\(text.split(separator: "[!").last ?? ""); expected: [!NOTE], "
        + "[!TIP], [!IMPORTANT], [!WARNING], [!CAUTION], alone on its line and not in a list")
  }

  @Test func `numbers labelled formulas only`() throws {
    let body = "//: $$ a $$\n//:\n//: $$ b $$ {#eq-b}\n//:\n//: See @eq-b. @eq-b too."
    let markdown = """
      ```math
      a
      ```

      <a id="eq-5-1"></a>

      ```math
      b
      \\tag{5.1}
      ```

      See [equation (5.1)](#eq-5-1). [Equation (5.1)](#eq-5-1) too.
      """
    #expect(try Small.page(body) == markdown)
  }

  @Test(arguments: [
    ("//: ```\n//: a", "3: ``` is never closed"),
    ("//: $$\n//: a", "3: $$ is never closed"),
    ("//: $$ $$", "3: cannot read $$; expected: a formula"),
    ("//: $$ a $$ {#fig-b}", "3: cannot read \"{#fig-b}\" after $$; expected: {#eq-label}"),
    ("//: $$ a $$.", "3: cannot read \".\" after $$; expected: {#eq-label}"),
    (
      "//: @answer\n//: a\n//: @end",
      "3: @answer follows no prediction, exercise or list of questions that has none yet"
    ),
    (
      "//: ## S {.futher}",
      "3: cannot read {.futher} of a heading; expected: {.further}, and not behind the title"
    ),
    (
      "//: > [!NOTE]\n//: > **Predict.** a",
      "3: cannot read **Predict.** in a [!NOTE]; expected: [!TIP]"
    ),
    (
      "//: > [!TIP]\n//: > **Key idea.** a",
      "3: cannot read **Key idea.** in a [!TIP]; expected: [!IMPORTANT]"
    ),
    ("//: @answer\n//: a", "3: @answer is never closed"),
    ("//: a\n//: @end", "4: @end closes nothing"),
    (
      "//: @listing(a.swift)",
      "3: cannot read @listing(a.swift); expected: @listing(path, region) or (path, region, label)"
    ),
    (
      "//: @listing(a.swift, b",
      "3: cannot read @listing(a.swift, b; "
        + "expected: @listing(path, region) or (path, region, label)"
    ),
    ("//: [^a]: b", "3: footnote \"a\" is never used; write [^a] in the prose"),
    ("//: a[^a]", "3: no footnote named \"a\"; there is none"),
    (
      "//: a[^a]\n//:\n//: [^a]: b\n//:\n//: [^a]: c", "7: footnote \"a\" exists already, at line 5"
    ),
    ("//: # Another", "3: title \"Another\" exists already, at line 1"),
  ])
  func `that is wrong is refused with its line`(body: String, complaint: String) throws {
    #expect(try Small.complaint(about: body) == complaint)
  }
}
