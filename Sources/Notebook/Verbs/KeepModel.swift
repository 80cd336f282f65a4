/// Keeps what was trained for the folder of `--models`, as `name-in-these-letters.safetensors`.
///
/// The folder is written with the page, at the end, all or nothing. Without `--models` nothing is
/// kept and `bytes` is not asked. It may be said in a function, for it shows nothing; a name that
/// was used before, or that names no file, ends the run.
@MainActor
public func keepModel(
  _ name: String, _ bytes: @autoclosure () -> [UInt8], fileID: String = #fileID,
  line: Int = #line, function: String = #function
) {
  speak("keepModel", fileID, line, function) { session, site throws(Stop) in
    try session.keepModel(name, bytes, at: site)
  }
}
