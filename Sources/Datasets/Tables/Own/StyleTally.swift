/// How many cells of a column are numbers in each style.
struct StyleTally {
  private struct Fits {
    var all = [Int](repeating: 0, count: NumberStyle.Signs.allCases.count)
    var parted = [Int](repeating: 0, count: NumberStyle.Signs.allCases.count)
  }

  /// As many different words around numbers are told apart; a column with more has no style.
  private static let limit = 50
  private var fits: [NumberStyle.Around: Fits] = [:]
  private var wholes = 0

  /// Takes in a cell that was read as `kind`.
  mutating func add(_ cell: ArraySlice<UInt8>, _ kind: CellReading.Kind) {
    switch kind {
    case .missing, .infinite: return
    case .whole, .code: wholes += 1
    case .point, .comma, .text:
      guard fits.count <= StyleTally.limit, let number = DressedNumber(cell) else { return }
      for signs in NumberStyle.Signs.allCases {
        guard let isParted = number.fit(signs) else { continue }
        fits[number.around, default: Fits()].all[signs.rawValue] += 1
        if isParted { fits[number.around, default: Fits()].parted[signs.rawValue] += 1 }
      }
    }
  }

  /// The style in which more than 98 of 100 cells are numbers, of `present` that hold something;
  /// nil if the plain reading, which finds `numbers`, is as good.
  ///
  /// Where semicolons part the fields, `1.059` is a thousand and not one if all points of the
  /// column can be so; but behind a currency, as in `₩1,200`, it is the comma that parts thousands.
  func style(present: Int, numbers: Int, delimiter: Delimiter) -> NumberStyle? {
    var best: (style: NumberStyle, count: Int)?
    guard fits.count <= StyleTally.limit else { return nil }
    for (around, fits) in fits {
      let isBare = around == NumberStyle.Around(prefix: "", suffix: "")
      for signs in StyleTally.order(of: around, delimiter) {
        let count = fits.all[signs.rawValue] + (isBare ? wholes : 0)
        let isParted = fits.parted[signs.rawValue] > 0
        // At 98 of 100 no two ways to dress a number can both fit.
        guard 50 * count >= 49 * present, count > best?.count ?? 0,
          isParted || signs == .point || signs == .comma
        else { continue }
        best = (NumberStyle(around: around, signs: signs), count)
      }
    }
    guard let best else { return nil }
    let isAmbiguous = delimiter == .semicolon && best.style.signs == .pointThousands
    return best.count > numbers || isAmbiguous && best.count == numbers ? best.style : nil
  }
  /// The order in which styles are tried; of those that fit equally well the first is taken.
  private static func order(
    of around: NumberStyle.Around, _ delimiter: Delimiter
  ) -> [NumberStyle.Signs] {
    delimiter == .semicolon && around.prefix.isEmpty
      ? [.pointThousands, .comma, .point, .commaThousands, .spaceThousands, .spaceThousandsComma]
      : [.commaThousands, .point, .comma, .pointThousands, .spaceThousands, .spaceThousandsComma]
  }
}
