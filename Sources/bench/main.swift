import ArgumentParser

/// The measurements behind `make bench`.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measures how fast this machine runs the book.",
    subcommands: [NetworkBench.self, LIMEBench.self])
}

Bench.main()
