public import Evaluation
public import Notebook

extension Table {
  /// What marks the leaders of a column.
  public static let leader = "•"

  /// A board as a table: methods as rows, then the controls, each marked "(control)"; scores as
  /// columns; mean ± standard error over the pictures in the cells.
  ///
  /// A "•" stands before the best method of a column, and before those that the pictures do not
  /// part from it (``Evaluation/ScoreBoard/leaders(in:)``); none if there is but one method.
  ///
  /// - Parameters:
  ///   - board: The scores.
  ///   - heading: What the first column is called.
  ///   - places: The number of decimals.
  public init(_ board: ScoreBoard, heading: String = "map", places: Int = 2) {
    let methods = board.methods.filter { !board.controls.contains($0) }
    let leaders = board.scores.map { methods.count > 1 ? board.leaders(in: $0) : [] }
    self.init(
      columns: [heading] + board.scores.map(\.name),
      rows: board.rows.map { method in
        [board.name(of: method)]
          + zip(board.scores, leaders).map { score, leaders in
            (leaders.contains(method) ? Table.leader + " " : "")
              + fixed(board[method, score], places)
          }
      })
  }

  /// A board as a table of differences: how much more each method and control scores than `rival`,
  /// picture by picture, as mean ± standard error over the pictures.
  ///
  /// The first column is headed "less CAM", or whoever the rival is, who has no row.
  ///
  /// - Precondition: the rival is on the board.
  public init(_ board: ScoreBoard, less rival: String, places: Int = 2) {
    self.init(
      columns: ["less " + rival] + board.scores.map(\.name),
      rows: board.rows.filter { $0 != rival }.map { method in
        [board.name(of: method)]
          + board.scores.map { signed(board.difference($0, of: method, less: rival), places) }
      })
  }
}

extension ScoreBoard {
  /// The methods, then the controls, each in the order in which they were entered.
  fileprivate var rows: [String] {
    methods.filter { !controls.contains($0) } + methods.filter(controls.contains)
  }

  /// The method's name; that of a control says so.
  fileprivate func name(of method: String) -> String {
    controls.contains(method) ? method + " (control)" : method
  }
}
