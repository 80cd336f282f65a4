public import Datasets
import Evaluation
public import Explainers
import Models
public import Numerics
import Tensors

/// One row of a reader's own table, explained by LIME, and how far to trust it.
public struct OwnExplanation: Sendable {
  /// The class whose score is explained: the one that the forest says.
  public let label: Int
  /// The method as it was used.
  public let method: TableLIME
  /// What it found.
  public let explanation: TableExplanation
  /// How far the first columns of ``drawCount`` draws agree, in 0...1; see
  /// ``RankStability/meanJaccard(ofTop:in:)``.
  public let agreement: Double
  /// How many first columns were compared.
  public let topCount: Int

  /// How often rows are drawn: once for the explanation, then to see if it stays.
  public static let drawCount = 6

  /// Explains the row at the place `asked` of `table` to `forest`, which learned it.
  ///
  /// The kernel is `width` roots of the number of columns wide; `drawn` is told each draw.
  /// - Precondition: there is that row, and `samples` and `width` are positive.
  public init(
    _ table: OwnTable, _ forest: OwnForest, row asked: Int, samples: Int, width: Double = 0.75,
    chance: Random, drawn: () -> Void = {}
  ) {
    let lessons = forest.rows.rows(at: forest.training)
    let profile = TableProfile(
      of: lessons, names: table.columns.map { $0.name.shown(in: 22) },
      kinds: table.columns.map { column in
        switch column.kind {
        case .numeric: .numeric
        case .categorical(let levels): .categorical(levels.map { $0.shown(in: 22) })
        }
      })
    let row = Array(forest.rows.row(asked))
    let label = forest.forest.predictions(of: [row])[0]
    let method = TableLIME(
      profile, samples: samples, width: width * Double(table.columns.count).squareRoot())
    let explanations = (0..<OwnExplanation.drawCount).map { number in
      var draw = chance.stream(named: "rows").stream(UInt64(number))
      defer { drawn() }
      return method.explain(forest.blackBox, row, class: label, using: &draw)
    }
    (self.label, self.method, explanation) = (label, method, explanations[0])
    topCount = min(5, table.columns.count)
    agreement = RankStability.meanJaccard(
      ofTop: topCount, in: explanations.map { $0.reasons().map(\.column) })
  }

  /// Whether the forest gives all drawn rows the same score, so that nothing can be told apart.
  public var isFlat: Bool { isConstant(explanation.fit.scores) }
}
