import ArgumentParser

/// Refuses the command line with `message` unless `condition` holds: for a knob's `validate()`.
///
/// The message says which option, what it takes, and what it got: `--width takes a number above 0,
/// not -1.0`.
///
/// - Throws: `ValidationError`, which ends the run before it begins, with the usage and status 64.
public func require(_ condition: Bool, _ message: String) throws {
  if !condition { throw ValidationError(message) }
}
