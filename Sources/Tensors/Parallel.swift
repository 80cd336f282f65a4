import Dispatch
import Foundation
import Numerics
import Synchronization

/// Work spread over threads, with results that do not depend on how many there are.
///
/// This is the only place in the book with threads. Each item is computed by one thread alone,
/// from its index alone, and lands at its index; which thread took it leaves no trace.
public enum Parallel {
  /// How many threads ``map(_:_:)`` uses: set for a region of code by `$threads.withValue`.
  ///
  /// Otherwise the environment variable `GLASS_BOX_THREADS` decides, and without it (or with
  /// something that is no positive number) the count of cores. Inside an item it is 1.
  @TaskLocal public static var threads = defaultThreads

  private static let defaultThreads: Int = {
    let asked = ProcessInfo.processInfo.environment["GLASS_BOX_THREADS"].flatMap { Int($0) }
    if let asked, asked > 0 { return asked }
    return ProcessInfo.processInfo.activeProcessorCount
  }()

  /// The results of `body` for the indices 0..<`count`, in that order.
  ///
  /// Items are taken one at a time, so that uneven ones even out.
  ///
  /// - Precondition: `count` is not negative and ``threads`` is positive.
  public static func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (_ index: Int) -> Result
  ) -> [Result] {
    precondition(count >= 0, "Parallel.map: the count \(count) is negative")
    precondition(threads > 0, "Parallel.map: \(threads) threads")
    Kernels.keepsFreedMemory
    let workers = min(threads, count)
    guard workers > 1 else { return (0..<count).map(body) }

    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      $threads.withValue(1) {
        while true {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < count else { return }
          let result = body(index)
          results.withLock { $0[index] = result }
        }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
