import Datasets
import Foundation
import Numerics
import Tensors
import Testing

@Suite struct `Any table` {
  @Test(arguments: 0..<40) func `that is written is read as it was`(seed: Int) throws {
    var random = Random(seed: UInt64(seed))
    let delimiter = [",", ";", "\t", "|"][random.integer(below: 4)]
    let end = ["\n", "\r\n", "\r"][random.integer(below: 3)]
    let words = ["a", "b,c", "d;e", "f|g", "say \"h\"", "가 나", "é", "x y"]
    let rows = (0..<60).map { row in
      [
        "\(random.uniform(in: -1e6..<1e6))",
        words[random.integer(below: words.count)], ["no", "yes"][random.integer(below: 2)],
      ]
    }
    let header = ["size, or \"so\"", "이름", "open"]
    let text = ([header] + rows).map { fields in
      fields.map { field in
        let must = field.contains { "\"\r\n,;|\t".contains($0) }
        return must || random.uniform() < 0.3
          ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
      }.joined(separator: delimiter) + end
    }.joined()
    let table = try parsed((random.uniform() < 0.5 ? "\u{feff}" : "") + text)
    #expect(table.columns.map(\.name) == Array(header.prefix(2)), "seed \(seed)")
    #expect(
      table.texts
        == rows.map { [TableCell.number(Double($0[0]) ?? .nan).description, $0[1], $0[2]] },
      "seed \(seed)")
  }

  @Test(arguments: 0..<20) func `of random signs is read or refused`(seed: Int) {
    var random = Random(seed: UInt64(seed))
    let signs = Array("\"\"\n\n\r\t,,,;;|  ab01.-e+n?x\u{7f}".utf8) + [0xec, 0x98, 0x88, 0xff, 0]
    // Of the last signs few tables are text, so most draw from the others.
    let alphabet = seed % 4 == 0 ? signs : Array(signs.dropLast(5))
    for _ in 0..<500 {
      let body = (0..<random.integer(below: 200)).map { _ in
        alphabet[random.integer(below: alphabet.count)]
      }
      let head = Array(
        ["", "a,open\n", "a;b;open\r\n", "\u{feff}open\t1\n"][random.integer(below: 4)].utf8)
      do {
        let table = try parsed(head + body)
        #expect(table.rows.rows == table.labels.count && table.rows.rows >= 10)
        #expect(table.labels.allSatisfy(table.classes.indices.contains))
        let filled = table.filled(with: table.medians(of: [0]))
        #expect(filled.elements.allSatisfy { $0.isFinite })
        #expect(table.texts.count == table.lines.count)
      } catch {
        #expect(!error.problem.isEmpty && !error.remedy.isEmpty && !error.place.isEmpty)
      }
    }
  }

  @Test(arguments: 0..<20) func `with bytes changed is read or refused`(seed: Int) {
    var random = Random(seed: UInt64(seed))
    for _ in 0..<200 {
      var bytes = Array(market.utf8)
      for _ in 0...random.integer(below: 5) {
        bytes[random.integer(below: bytes.count)] = UInt8(random.integer(below: 256))
      }
      do {
        let table = try parsed(bytes)
        #expect(table.rows.rows + (table.notes.isEmpty ? 0 : 12) >= 12)
      } catch {
        #expect(!error.remedy.contains("git"))
      }
    }
  }

  @Test func `that is long tells how far it is, twice its lines in all`() throws {
    let file = try OwnFile(
      Array(column((0..<30_000).map { "\($0 * 7 % 1001)" }).utf8), file: "long.csv")
    var steps: [Int] = []
    _ = try file.table(for: OwnTableQuestion(target: "open")) { steps.append($0) }
    #expect(steps.count > 50)
    #expect(steps.reduce(0, +) == 2 * file.lineCount)
  }
}
