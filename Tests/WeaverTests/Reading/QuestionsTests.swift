import Testing
import Weaver

@Suite struct `What a reader is asked` {
  private let prediction = "//: > [!TIP]\n//: > **Predict.** P.\n//:\n"
  private let exercise = "//: > [!TIP]\n//: > **Exercise.** E.\n//:\n"
  private let answer = "//: @answer\n//: A.\n//: @end\n//:\n"

  /// A section with a list of so many lines, which begins on the first of its own.
  private func section(_ title: String, items: Int) -> String {
    "//: ## \(title)\n//:\n" + (1...items).map { "//: \($0). I\n//:    i\n" }.joined() + "//:\n"
  }

  @Test func `has numbers of its own for predictions and exercises`() throws {
    let page = try Small.page(
      prediction + answer + exercise + prediction + "\nf()\n\n" + answer + exercise + answer)
    let found = page.matches(of: #/\*\*(.*)\.\*\*|<summary>(.*)<\/summary>/#).map {
      String($0.output.1 ?? $0.output.2 ?? "")
    }
    #expect(
      found == [
        "Prediction 5.1", "Answer to prediction 5.1", "Exercise 5.1", "Prediction 5.2",
        "Answer to prediction 5.2", "Exercise 5.2", "Answer 5.2",
      ])
  }

  @Test func `has one answer to all questions at the end`() throws {
    let page = try Small.page(
      exercise + section("In five lines", items: 5) + section("Eight questions", items: 8)
        + "//: @answer\n//: 1. A.\n//: 2. B.\n//: @end")
    #expect(page.contains("## 5.1 In five lines\n\n1. I\n   i\n2. I\n"))
    #expect(
      page.hasSuffix(
        "8. I\n   i\n\n<details>\n<summary>Answers to the questions</summary>\n\n1. A.\n2. B.\n\n"
          + "</details>"))
  }

  @Test func `is answered once, and a prediction at all`() throws {
    let stray = "@answer follows no prediction, exercise or list of questions that has none yet"
    #expect(try Small.complaint(about: prediction + answer + answer) == "10: " + stray)
    #expect(try Small.complaint(about: exercise + answer + answer) == "10: " + stray)
    let missing = "3: the prediction has no @answer … @end"
    #expect(try Small.complaint(about: prediction) == missing)
    #expect(try Small.complaint(about: prediction + exercise + answer) == missing)
    #expect(try Small.complaint(about: prediction + prediction + answer) == missing)
    #expect(
      try Small.complaint(about: section("Eight questions", items: 8) + "//: ## S")
        == "3: the list of questions has no @answer … @end")
    #expect(
      try Small.complaint(about: prediction + section("Eight questions", items: 8) + answer)
        == missing)
  }

  @Test(arguments: [("In five lines", 4, 5), ("In five lines", 6, 5), ("Eight questions", 7, 8)])
  func `comes in the right number`(title: String, items: Int, needed: Int) throws {
    let complaint = "3: numbered lines of “\(title)”: \(items), needed: \(needed)"
    let end = (needed == 8 ? answer : "") + "//: ## S"
    #expect(try Small.complaint(about: section(title, items: items) + end) == complaint)
    #expect(try Small.complaint(about: section(title, items: needed) + end) == "")
  }
}
