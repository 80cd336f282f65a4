/// The end of a run before its time: what went wrong, where, what to do, and the exit status.
package struct Stop: Error, Hashable, CustomStringConvertible {
  /// The text for the reader; to standard output if the status is 0 (`--help`).
  package let message: String
  /// What the program returns: 1 for a failure, 64 for a wrong option, 0 for help.
  package let status: Int32

  /// A stop with a message and an exit status.
  package init(_ message: String, status: Int32 = 1) {
    self.message = message
    self.status = status
  }

  /// The message.
  package var description: String { message }
}
