import ArgumentParser
import Foundation
import Notebook
import TestSupport
import Testing

struct KnobTests {
  private struct Knobs: ParsableArguments {
    @Option("How many coverings.", in: 50...10_000) var samples = 1000
    @Option("How wide.", in: 0.01...1000) var kernelWidth = 0.25

    func validate() throws {
      try require(kernelWidth < 500 || samples < 500, "--samples \(samples) is too many")
    }
  }

  private func read(_ arguments: String...) throws -> CommandLineReading<Knobs> {
    try CommandLineReading(arguments, command: "chapter-toy", title: "Toy")
  }

  @Test func `A knob stands at its default until it is turned`() throws {
    #expect(try read().knobs.samples == 1000)
    let reading = try read("--samples", "50", "--kernel-width=1e2")
    #expect(reading.knobs.samples == 50)
    #expect(reading.knobs.kernelWidth == 100)
    #expect(
      reading.changes == [
        KnobChange(name: "samples", value: "50", usual: "1000"),
        KnobChange(name: "kernel-width", value: "100.0", usual: "0.25"),
      ])
  }

  @Test(arguments: [
    ["--samples", "50"], ["--samples", "10000"], ["--kernel-width", "0.01"],
    ["--kernel-width", "1000", "--samples", "60"],
  ])
  func `Both limits are allowed`(arguments: [String]) throws {
    _ = try CommandLineReading<Knobs>(arguments, command: "", title: "")
  }

  @Test(arguments: [
    ("--samples", "49", "<50...10000>': it takes a whole number from 50 to 10000"),
    ("--samples", "9223372036854775807", "it takes a whole number from 50 to 10000"),
    ("--samples", "9223372036854775808", "it takes a whole number from 50 to 10000"),
    ("--samples", "1e3", "it takes a whole number from 50 to 10000"),
    ("--samples", "-1", "it takes a whole number from 50 to 10000"),
    ("--samples", "--quiet", "it takes a whole number from 50 to 10000"),
    ("--kernel-width", "-0.5", "it takes a number from 0.01 to 1000"),
    ("--samples", "many", "it takes a whole number from 50 to 10000"),
    ("--kernel-width", "0", "<0.01...1000>': it takes a number from 0.01 to 1000"),
    ("--kernel-width", "1e-200", "it takes a number from 0.01 to 1000"),
    ("--kernel-width", "inf", "it takes a number from 0.01 to 1000"),
    ("--kernel-width", "nan", "it takes a number from 0.01 to 1000"),
    ("--seed", "18446744073709551616", "whole number from 0 to 18446744073709551615"),
  ])
  func `Another value is refused with the knob, the value and the limits, and status 64`(
    knob: String, value: String, limits: String
  ) throws {
    let stop = try #require(throws: Stop.self) { try read(knob, value) }
    #expect(stop.status == 64)
    #expect(stop.message.contains("'\(value)' is invalid for '\(knob) <"), "\(stop.message)")
    #expect(stop.message.contains(limits), "\(stop.message)")
  }

  @Test func `What knobs allow only together is refused with its sentence`() throws {
    let stop = try #require(throws: Stop.self) { try read("--kernel-width", "600") }
    #expect(stop.status == 64)
    #expect(stop.message.contains("--samples 1000 is too many"))
  }

  @Test func `Help names limits and defaults`() throws {
    let stop = try #require(throws: Stop.self) { try read("--help") }
    for words in [
      "--samples <50...10000>", "How many coverings. (default: 1000)",
      "--kernel-width <0.01...1000>", "How wide. (default: 0.25)", "(default: 1)",
    ] {
      #expect(stop.message.contains(words), "\(stop.message)")
    }
  }

  @Test func `A default beyond the limits is the programmer's error`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Option(wrappedValue: 7, "A knob.", in: 0...3)
    }
    let said = words(result?.standardErrorContent)
    #expect(said.contains("the default 7 of a knob is not within its limits 0...3"))
  }
}
