/// Stops the program with `message` unless `condition` holds: a programmer's error.
///
/// It takes the place of Swift's own, whose message is lost in optimised builds, and the book is
/// always optimised.
package func precondition(
  _ condition: @autoclosure () -> Bool, _ message: @autoclosure () -> String,
  file: StaticString = #fileID, line: UInt = #line
) {
  if !condition() { fatalError(message(), file: file, line: line) }
}
