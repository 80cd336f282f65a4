import Synchronization
import Tensors
import TestSupport
import Testing

@Suite struct ParallelTests {
  @Test(arguments: [1, 2, 5])
  func `results stand in the order of their indices`(_ threads: Int) {
    Parallel.$threads.withValue(threads) {
      for count in [0, 1, 2, 100] {
        #expect(Parallel.map(count) { $0 * $0 } == (0..<count).map { $0 * $0 })
      }
    }
  }

  @Test func `every item is computed once`() {
    let counts = Mutex([Int](repeating: 0, count: 1000))
    Parallel.$threads.withValue(5) {
      _ = Parallel.map(1000) { index in counts.withLock { $0[index] += 1 } }
    }
    #expect(counts.withLock { $0 } == Array(repeating: 1, count: 1000))
  }

  @Test func `an item's own items stay on its thread`() {
    let inner = Parallel.$threads.withValue(3) { Parallel.map(3) { _ in Parallel.threads } }
    #expect(inner == [1, 1, 1])
  }

  @Test func `no threads trap`() async {
    await expectStop(
      saying: "Parallel.map: 0 threads",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Parallel.$threads.withValue(0) { _ = Parallel.map(1) { $0 } }
      })
  }
}
