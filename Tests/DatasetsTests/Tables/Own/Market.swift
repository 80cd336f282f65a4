import Datasets
import Tensors

/// A small table of a reader's: twelve stalls, what they sell, and whether they are open.
let market = """
  stall,price,fruit,open
  1,2.5,apple,yes
  2,3,pear,no
  3,1.25,apple,yes
  4,4,plum,no
  5,2,pear,yes
  6,3.5,apple,no
  7,1,plum,yes
  8,5,pear,no
  9,2.25,apple,yes
  10,4.5,plum,no
  11,1.5,apple,yes
  12,6,pear,no

  """

/// The table in `text`, asked about `open` unless said otherwise.
func parsed(
  _ text: String, target: String = "open", categorical: String = "", numeric: String = ""
) throws(DatasetError) -> OwnTable {
  try parsed(
    Array(text.utf8), target: target, categorical: categorical, numeric: numeric)
}

/// The table in `bytes`.
func parsed(
  _ bytes: [UInt8], target: String = "open", categorical: String = "", numeric: String = ""
) throws(DatasetError) -> OwnTable {
  try OwnFile(bytes, file: "market.csv").table(
    for: OwnTableQuestion(target: target, categorical: categorical, numeric: numeric))
}

extension OwnTable {
  /// All cells as texts, row by row, each with the class of its row.
  var texts: [[String]] {
    (0..<rows.rows).map { row in
      columns.indices.map { text(row: row, column: $0) } + [classes[labels[row]]]
    }
  }

  /// The column called `name`, if it is left.
  subscript(name: String) -> Column? { columns.first { $0.name == name } }
}

/// A table of one feature `x` and the target `open`, of which every second row is a yes.
func column(_ cells: [String]) -> String {
  "x;open\n" + cells.enumerated().map { "\($1);\($0 % 2 == 0 ? "yes" : "no")\n" }.joined()
}
