import Testing
import Weaver

@Suite struct `The spread of a number` {
  private func spread(_ texts: String...) -> [String]? {
    Spread("x", texts).map { [$0.lowest, $0.median, $0.highest] }
  }

  @Test func `is told in the words that were remembered`() {
    #expect(spread("97 %", "9.5 %", "100 %") == ["9.5 %", "97 %", "100 %"])
    #expect(
      spread("0.3 ± 0.1 cm", "0.2 ± 0.15 cm") == ["0.2 ± 0.15 cm", "0.2 ± 0.15 cm", "0.3 ± 0.1 cm"])
    #expect(spread("−3", "-2", "1,000", "2e-05") == ["−3", "-2", "1,000"])
    #expect(spread("12 of 500", "9 of 480", "9 of 500") == ["9 of 480", "9 of 500", "12 of 500"])
  }

  @Test func `has the lower of two in the middle`() {
    #expect(spread("4", "1", "3", "2") == ["1", "2", "4"])
  }

  @Test func `does not depend on the order of the seeds`() {
    #expect(spread("1.0", "1", "2") == spread("2", "1", "1.0"))
  }

  @Test func `is there for numbers of one kind that differ, and for nothing else`() {
    #expect(spread("3", "3") == nil)
    #expect(spread("bee", "fish") == nil)
    #expect(spread("3", "fish") == nil)
    #expect(spread("3 %", "0.3") == nil)
    #expect(spread() == nil)
  }
}
