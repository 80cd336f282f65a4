import Classroom
import Datasets
import Evaluation
import Explainers
import Foundation
import Models
import Notebook
import Numerics
import Tensors
import Testing

/// A table in which `x` alone decides, by a step at `4`; `y` and `z` say nothing.
private func steps(_ count: Int = 400, missing: Set<Int> = []) throws -> OwnTable {
  var random = Random(seed: 5)
  let lines = (0..<count).map { row in
    let x = random.uniform(in: 0..<10)
    let y = random.uniform(in: 0..<10)
    let z = ["red", "green", "blue"][random.integer(below: 3)]
    return
      "\(missing.contains(row) ? "" : fixed(x, 3)),\(fixed(y, 3)),\(z),\(x > 4 ? "up" : "down")\n"
  }
  return try OwnFile(Array(("x,y,z,goes\n" + lines.joined()).utf8), file: "steps.csv")
    .table(for: OwnTableQuestion(target: "goes"))
}

@Suite struct `A forest for a reader's own table` {
  @Test(arguments: 0..<50) func `is examined by a fifth, the asked row among them`(seed: Int) {
    var random = Random(seed: UInt64(seed))
    let count = 10 + random.integer(below: 60)
    let classes = 2 + random.integer(below: 4)
    let labels = (0..<count).map { _ in random.integer(below: classes) }
    let asked = random.integer(below: count)
    let exam = OwnForest.exam(of: labels, with: asked, using: &random)
    let rest = Set(labels.indices).subtracting(exam)
    #expect(Set(exam).count == exam.count && !exam.isEmpty)
    #expect(abs(exam.count - count / 5) <= 2, "\(exam.count) of \(count), seed \(seed)")
    // every class can be learned
    #expect(Set(rest.map { labels[$0] }) == Set(labels), "seed \(seed)")
    let isOnly = labels.count { $0 == labels[asked] } == 1
    #expect(exam.contains(asked) == !isOnly, "seed \(seed)")
    for label in Set(labels) {
      let own = labels.count { $0 == label }
      let share = exam.count { labels[$0] == label }
      #expect(abs(share - own / 5) <= 1, "class \(label), seed \(seed)")
    }
  }

  @Test func `tells its trees, and of a short exam how many rows`() throws {
    let table = try steps(60)
    var told: [Int] = []
    let forest = OwnForest(table, sparing: 3, chance: Random(seed: 1)) { told.append($0) }
    #expect(told.count > 5 && told.reduce(0, +) == 100)
    var growth = Random(seed: 1).stream(named: "forest")
    let lessons = forest.training.map { Array(forest.rows.row($0)) }
    let whole = RandomForest(
      rows: Matrix(rows: lessons), labels: forest.training.map { table.labels[$0] },
      rowsPerTree: lessons.count, using: &growth)
    #expect(whole == forest.forest)
    let result = OwnExplanation(
      table, forest, row: 3, samples: 200, width: 2, chance: Random(seed: 2))
    #expect(result.method.width == 2 * 3.0.squareRoot())
    let text = "\(OwnReport(table: table, row: 3).parts(on: forest, result))"
    #expect(text.contains(" of 12 rightly") && text.contains("lucky"), "\(text)")
  }

  @Test func `learns a step that one column decides`() throws {
    let table = try steps()
    let forest = OwnForest(table, sparing: 3, chance: Random(seed: 1))
    #expect(forest.exam.count == 80 && forest.training.count == 320)
    #expect(forest.accuracy.share > 0.95)
    #expect(!forest.isHardlyBetter)
    #expect(table.classes[forest.usualClass] == "up")
    #expect(forest.usualAccuracy.share < 0.75)
  }

  @Test func `fills what is missing with the median of its lessons`() throws {
    let table = try steps(missing: [7, 8, 200])
    let forest = OwnForest(table, sparing: 7, chance: Random(seed: 1))
    let known = forest.training.map { table.rows[$0, 0] }.filter { !$0.isNaN }.sorted()
    let middle = (known[(known.count - 1) / 2] + known[known.count / 2]) / 2
    #expect(forest.medians[0] == middle)
    #expect(forest.rows[7, 0] == middle && forest.rows[6, 0] == table.rows[6, 0])
  }
}

@Suite struct `A row of a reader's own table` {
  let table: OwnTable
  let forest: OwnForest
  let result: OwnExplanation

  init() throws {
    table = try steps()
    forest = OwnForest(table, sparing: 3, chance: Random(seed: 1))
    result = OwnExplanation(table, forest, row: 3, samples: 1000, chance: Random(seed: 2))
  }

  @Test func `is explained by the column that decides`() throws {
    let first = try #require(result.explanation.reasons().first)
    #expect(first.column == 0 && first.coefficient > 0.2)
    #expect(abs(result.explanation.fit.coefficients[1]) < 0.1)
    #expect(result.topCount == 3 && result.agreement == 1)
    #expect(result.method.samples == 1000 && !result.isFlat)
  }

  @Test func `has the same explanation each time`() {
    let again = OwnExplanation(table, forest, row: 3, samples: 1000, chance: Random(seed: 2))
    #expect(again.explanation == result.explanation && again.agreement == result.agreement)
  }

  @Test func `is reported with kinds, accuracy, steps and doubts`() {
    let report = OwnReport(table: table, row: 3)
    let parts =
      report.parts(on: forest.medians) + report.parts(on: forest, result)
      + report.parts(on: result) + report.trust(forest, result)
    let text = parts.map { part in
      switch part {
      case .heading(let words), .text(let words): words
      case .list(let items): items.joined(separator: "\n")
      case .table(let table), .columns(let table, _): table.text
      }
    }.joined(separator: "\n")
    for words in [
      "The table steps.csv", "400 rows; goes is down in", "3 levels", "median",
      "100 trees learned from 320 rows. Of the 80 rows",
      "Row 4, line 5, is one of the rows kept aside", "7  top", "R² of the straight line",
      "3 columns, over 6 draws", "Never trust it as a cause",
    ] {
      #expect(text.contains(words), "\(words) in\n\(text)")
    }
    #expect(!text.contains("nan"))
  }

  @Test func `is doubted where the forest knows nothing or the row lacks a number`() throws {
    var random = Random(seed: 9)
    let lines = (0..<100).map { row in
      "\(row == 0 ? "" : "\(random.integer(below: 1000))"),\(random.integer(below: 2))\n"
    }
    let noise = try OwnFile(Array(("x,toss\n" + lines.joined()).utf8), file: "noise.csv")
      .table(for: OwnTableQuestion(target: "toss"))
    let forest = OwnForest(noise, sparing: 0, chance: Random(seed: 1))
    let result = OwnExplanation(noise, forest, row: 0, samples: 200, chance: Random(seed: 2))
    let doubts = OwnReport(table: noise, row: 0).doubts(forest, result)
    #expect(doubts.contains { $0.contains("hardly more than which class is frequent") })
    #expect(doubts.contains { $0.hasPrefix("Row 1 lacks `x`") })
    let good = OwnReport(table: table, row: 3).doubts(self.forest, self.result)
    #expect(!good.contains { $0.contains("hardly more") || $0.contains("lacks") })
  }
}
