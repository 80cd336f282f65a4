import ArgumentParser
import Notebook
import Testing

struct SettingsTests {
  private func read(_ arguments: String...) throws -> CommandLineReading<ToyKnobs> {
    try CommandLineReading(arguments, command: "chapter-toy", title: "Toy: a chapter")
  }

  @Test func `Knobs and the options of every chapter are read together`() throws {
    let reading = try read("--samples", "7", "--seed", "3", "--quiet")
    #expect(reading.knobs.samples == 7)
    #expect(reading.common.seed == 3)
    #expect(reading.common.quiet)
  }

  @Test func `Help shows the title, every knob and its default`() throws {
    let stop = try #require(throws: Stop.self) { try read("--help") }
    #expect(stop.status == 0)
    for words in ["Toy: a chapter", "chapter-toy", "--samples", "(default: 1000)", "--pause"] {
      #expect(stop.message.contains(words))
    }
  }

  @Test(arguments: [
    ["--sample", "7"], ["--samples", "0"], ["--samples", "x"], ["--samples"], ["--seed", "-1"],
    ["word"], ["--check", "--output", "there"], ["--pause", "--quiet"], ["--output", ""],
  ])
  func `A wrong option is refused with status 64`(arguments: [String]) throws {
    let stop = try #require(throws: Stop.self) {
      try CommandLineReading<ToyKnobs>(arguments, command: "chapter-toy", title: "Toy")
    }
    #expect(stop.status == 64)
    #expect(stop.message.hasPrefix("Error: "))
  }

  @Test func `A chapter with a knob without default is told so`() throws {
    struct Needy: ParsableArguments {
      @Option var samples: Int
    }
    let stop = try #require(throws: Stop.self) {
      try CommandLineReading<Needy>(["--samples", "3"], command: "chapter-needy", title: "")
    }
    #expect(stop.status == 1)
    #expect(stop.message.contains("has no default"))
  }
}
