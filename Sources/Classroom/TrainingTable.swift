public import Models
public import Notebook

extension Table {
  /// What several trainings came to: a row for each network, with how many numbers it learned, for
  /// how long, its final loss, and its accuracy on `exam`.
  public init(_ trainings: [TrainedNetwork], exam: Examples) {
    self.init(
      columns: ["network", "parameters", "epochs", "final loss", "accuracy"],
      rows: trainings.map { training in
        [
          training.name, "\(training.parameters)", "\(training.epochs)",
          fixed(training.finalLoss, 3), fixed(training.network.accuracy(on: exam), 3),
        ]
      })
  }
}
