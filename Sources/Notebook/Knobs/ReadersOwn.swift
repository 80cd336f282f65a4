public import ArgumentParser

extension Option where Value == String? {
  /// An option for a file of the reader's own: help shows `--picture <file>`, and a run without it
  /// has none.
  public init(file help: String) {
    self.init(help: ArgumentHelp(help, valueName: "file")) { text in
      guard !text.isEmpty else { throw ValidationError("no file is named") }
      return text
    }
  }
}
