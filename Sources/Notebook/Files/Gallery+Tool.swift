// What a tool that draws figures does at its end.
extension Gallery {
  /// Writes the files that are out of date and prints their paths; with `check` it writes nothing.
  ///
  /// - Parameters:
  ///   - program: The tool, as one types its name.
  ///   - check: Whether to compare only.
  /// - Throws: ``Stop`` that names what cannot be read or written, or, with `check`, the files that
  ///   are not what the tool draws.
  package func settle(by program: String, check: Bool) throws {
    let writer = PageWriter(root: destination.root)
    let changes = try changes()
    guard check else {
      let written = try Interrupts.watching { try writer.apply(changes) }
      for path in written { Swift.print("Wrote \(path)") }
      return
    }
    let stale = try writer.differing(changes).map(\.path)
    guard stale.isEmpty else {
      throw Stop(
        "Not what \(program) draws: \(stale.joined(separator: ", ")). "
          + "Run `swift run \(program)` and commit what it writes.")
    }
  }
}
