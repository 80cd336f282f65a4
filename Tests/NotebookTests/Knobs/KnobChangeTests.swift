import ArgumentParser
import Notebook
import Testing

struct KnobChangeTests {
  private struct Knobs: ParsableArguments {
    enum Fill: String, ExpressibleByArgument { case mean, black }

    @Option var samples = 1000
    @Option var kernelWidth = 0.25
    @Option var fill = Fill.mean
    @Option var name: String?
    @Option var sizes: [Int] = [3, 5]
    @Flag(inversion: .prefixedNo) var ridge = true
    @Option var limit = Double.nan
  }

  private func changes(_ arguments: String...) throws -> [KnobChange] {
    try CommandLineReading<Knobs>(arguments, command: "c", title: "t").changes
  }

  @Test func `A run as typed has no changes`() throws {
    #expect(try changes().isEmpty)
  }

  @Test func `A knob given with its default is no change`() throws {
    #expect(try changes("--samples", "1000", "--fill", "mean", "--ridge").isEmpty)
    #expect(try changes("--sizes", "3", "--sizes", "5").isEmpty)
  }

  @Test func `Every kind of knob is noticed, in order of declaration`() throws {
    let found = try changes(
      "--no-ridge", "--sizes", "3", "--name", "x", "--fill", "black", "--kernel-width", "0.5",
      "--samples", "7", "--seed", "2")
    #expect(
      found.map(\.name) == [
        "samples", "kernel-width", "fill", "name", "sizes", "ridge", "seed",
      ])
    #expect(found.first == KnobChange(name: "samples", value: "7", usual: "1000"))
  }

  @Test func `A knob without a default is told by its text, and as none where it has none`() throws
  {
    let found = try changes("--name", "my cat.png")
    #expect(found == [KnobChange(name: "name", value: "my cat.png", usual: "none")])
    #expect(try changes("--name", "a\nb").first?.value == "\"a\\nb\"")
  }

  @Test(arguments: ["--quiet", "--no-preview", "--pause", "--check", "--output=there"])
  func `The options of every chapter but --seed are no knobs`(argument: String) throws {
    #expect(try changes(argument).isEmpty)
  }
}
