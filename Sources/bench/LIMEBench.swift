import ArgumentParser
import Explainers
import Foundation
import Images
import Models
import Numerics
import Tensors

/// How LIME's time and memory grow with samples, image side and superpixels.
///
/// Time should grow near linearly with samples and with pixels, and hardly with superpixels; the
/// peak of memory should not grow with samples. The peak is that of the whole process so far.
struct LIMEBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lime",
    abstract: "Seconds and peak memory of LIME over samples, image side and superpixels.")

  @Option(help: "Repetitions of each measurement, 1 to 100, of which the fastest counts.")
  var repetitions = 3

  func validate() throws {
    guard 1...100 ~= repetitions else {
      throw ValidationError("--repetitions takes 1 to 100, not \(repetitions)")
    }
  }

  func run() {
    var random = Random(seed: 1)
    let network = Network.garden(classes: 5, using: &random)
    row("samples", "side", "superpixels", "seconds", "µs/sample", "peak MB")
    for samples in [500, 1000, 2000, 4000, 8000] {
      measure(network, samples: samples, side: 48, cells: 6)
    }
    for side in [24, 48, 96, 192] { measure(network, samples: 500, side: side, cells: 6) }
    for cells in [3, 6, 12] { measure(network, samples: 1000, side: 48, cells: cells) }
  }

  /// Explains an image of noise cut into `cells` × `cells` superpixels, and prints a row.
  private func measure(_ network: Network, samples: Int, side: Int, cells: Int) {
    var random = Random(seed: 2)
    let image = Tensor(
      ContiguousArray((0..<(3 * side * side)).map { _ in Float(random.uniform()) }),
      shape: [3, side, side])
    let superpixels = Superpixels.grid(height: side, width: side, rows: cells, columns: cells)
    let lime = LIME(samples: samples)
    let clock = ContinuousClock()
    var best = Duration.seconds(1_000_000)
    for _ in 0..<repetitions {
      let time = clock.measure {
        _ = lime.explain(
          network.blackBox(), InputInParts(image, superpixels), class: 0, using: &random)
      }
      best = min(best, time)
    }
    let seconds = best / .seconds(1)
    row(
      "\(samples)", "\(side)", "\(superpixels.count)", String(format: "%.3f", seconds),
      String(format: "%.1f", seconds / Double(samples) * 1e6), String(format: "%.1f", peak()))
  }

  /// The most memory that the process has held so far, in megabytes.
  private func peak() -> Double {
    var usage = rusage()
    #if os(Linux)
      getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
      return Double(usage.ru_maxrss) / 1e3
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) / 1e6
    #endif
  }

  /// Prints cells in columns of equal width.
  private func row(_ cells: String...) {
    print(cells.map { String(repeating: " ", count: max(0, 12 - $0.count)) + $0 }.joined())
  }
}
