/// Stops the program with `message` unless `condition` holds: a programmer's error.
///
/// It takes the place of Swift's own, whose message is lost in optimised builds, and the book is
/// always optimised. A file that does not import `Numerics` would silently get Swift's, so a test
/// of the house looks for such files.
package func precondition(
  _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String,
  file: StaticString = #fileID, line: UInt = #line
) {
  if !condition() { fatalError(message(), file: file, line: line) }
}

/// Stops the program with `message`: a programmer's error, found where no value can be returned.
package func preconditionFailure(
  _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) -> Never {
  fatalError(message(), file: file, line: line)
}
