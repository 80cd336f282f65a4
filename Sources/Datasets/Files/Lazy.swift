import Synchronization

/// A value that is made when it is first asked for, and then kept.
final class Lazy<Value: Sendable>: Sendable {
  private let kept = Mutex<Value?>(nil)

  /// The value, made by `make` if it is not there; a failure is not kept.
  func value(
    orMake make: () throws(DatasetError) -> Value
  ) throws(DatasetError) -> Value {
    if let value = kept.withLock({ $0 }) { return value }
    let made = try make()
    return kept.withLock { kept in
      let value = kept ?? made
      kept = value
      return value
    }
  }
}
