import ArgumentParser

/// Refuses the command line with `message` unless `condition` holds: for a knob's `validate()`.
///
/// What one knob takes says its `@Option(_:in:)`. This is for knobs that do not go together. The
/// message says which, how they stand, and what would be right: `--samples 50 is too few for
/// --superpixels 150: take 300 samples or more`.
///
/// - Throws: `ValidationError`, which ends the run before it begins, with the usage and status 64.
public func require(_ condition: Bool, _ message: String) throws {
  if !condition { throw ValidationError(message) }
}
