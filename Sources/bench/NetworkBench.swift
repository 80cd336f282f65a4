import ArgumentParser
import Explainers
import Foundation
import Models
import Numerics
import Tensors

/// How fast the book's networks are, beside `scripts/bench_pytorch.py`.
///
/// Training and forward passes, with a global average and with a dense head; gradients at the input,
/// products with the Hessian of a mean loss, RISE's masked images, and integrated gradients of one
/// picture by 50 nodes.
struct NetworkBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "network",
    abstract: "Images a second through the book's network: lines 'glass-box <work> <rate>'.")

  @Option(help: "Seconds to measure each kind of work for, 0.1 to 60.")
  var seconds = 3.0

  func validate() throws {
    guard 0.1...60 ~= seconds else {
      throw ValidationError("--seconds takes 0.1 to 60, not \(seconds)")
    }
  }

  func run() {
    var random = Random(seed: 1)
    let images = (0..<100).map { _ in
      Tensor(
        ContiguousArray((0..<(3 * 48 * 48)).map { _ in Float(random.uniform()) }),
        shape: [3, 48, 48])
    }
    let batch = Examples(count: 32) { (images[$0], $0 % 5) }
    let options = TrainingOptions(epochs: 10)
    for (name, head) in [("", GardenHead.average), ("dense-", .dense(hidden: 32))] {
      var network = Network.garden(classes: 5, head: head, using: &random)
      report(
        name + "training",
        rate(of: 320) { train(&network, on: batch, options: options, using: &random) })
      report(name + "forward", rate(of: images.count) { _ = network.logits(of: images) })
    }
    let network = Network.garden(classes: 5, using: &random)
    let labels = images.indices.map { $0 % 5 }
    report(
      "input-gradients",
      rate(of: images.count) { _ = network.gradients(classes: labels, at: images) })
    let vector = network.parameters.map { $0.map { _ in Float(random.normal()) } }
    let all = Examples(count: images.count) { (images[$0], labels[$0]) }
    report(
      "hessian-vector-products",
      rate(of: images.count) { _ = network.hessianVectorProduct(on: all, vector: vector) })
    let rise = RISE(random: random.stream(named: "masks"))
    report("rise", rate(of: rise.masks) { _ = rise.explain(network, images[0], class: 0) })
    let integrated = IntegratedGradients()
    report(
      "integrated-gradients", rate(of: 1) { _ = integrated.explain(network, images[0], class: 0) },
      decimals: 1)
  }

  /// How many items a second `work` does that does `items` of them, the best of many runs after
  /// one to warm up: what the machine can do while nothing else disturbs it.
  private func rate(of items: Int, _ work: () -> Void) -> Double {
    work()
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    var best = Duration.seconds(1_000_000)
    while clock.now < end { best = min(best, clock.measure(work)) }
    return Double(items) / (best / .seconds(1))
  }

  private func report(_ work: String, _ rate: Double, decimals: Int = 0) {
    print("glass-box \(work) \(String(format: "%.\(decimals)f", rate))")
  }
}
