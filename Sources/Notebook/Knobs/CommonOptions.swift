package import ArgumentParser

/// The options that every chapter has beside its knobs.
package struct CommonOptions: ParsableArguments, Sendable {
  /// Where chance starts; the only one of these options that changes results.
  @Option("Where chance starts.", in: 0...UInt64.max) package var seed: UInt64 = 1

  /// Whether each section, and the answer to each prediction, waits for a key.
  @Flag(help: "Wait for a key before each section and answer, for the classroom.")
  package var pause = false

  /// Whether the terminal shows only where the page went.
  @Flag(help: "Say only where the page went.")
  package var quiet = false

  /// Whether figures are not shown in the terminal.
  @Flag(help: "Show no figures in the terminal.")
  package var noPreview = false

  /// A folder that receives the page and its figures in place of the book.
  @Option(
    help: ArgumentHelp(
      "Write chapters/ and figures/ into this folder.", valueName: "folder"))
  package var output: String?

  /// A folder that receives every network that the run trains.
  @Option(
    help: ArgumentHelp(
      "Write every network that the run trains into this folder, as safetensors.",
      valueName: "folder"))
  package var models: String?

  /// Whether the run only compares its page with the one in the book.
  @Flag(help: "Write nothing; fail if the book's page differs from this run.")
  package var check = false

  /// Whether the chapter runs with ten seeds in place of its own, to record which checks hold.
  @Flag(help: "Run with ten seeds, and record with which of them each check holds.")
  package var recordSeeds = false

  /// Nothing read yet: only the parser may use it.
  package init() {}

  /// Refuses options that contradict each other.
  ///
  /// - Throws: `ValidationError` that says which to leave out.
  package func validate() throws {
    if check, output != nil {
      throw ValidationError(
        "--check writes nothing, so --output has nothing to do: leave out one of the two.")
    }
    if check, models != nil {
      throw ValidationError(
        "--check writes nothing, so --models has nothing to do: leave out one of the two.")
    }
    if recordSeeds, check || pause || output != nil || models != nil {
      throw ValidationError(
        "--record-seeds runs the chapter with seeds and folders of its own: leave out --check, "
          + "--pause, --output and --models.")
    }
    if pause, quiet {
      throw ValidationError(
        "--pause waits at headings that --quiet does not show: leave out one of the two.")
    }
    if let output, output.isEmpty {
      throw ValidationError("--output needs the name of a folder.")
    }
    if let models, models.isEmpty {
      throw ValidationError("--models needs the name of a folder.")
    }
  }
}
