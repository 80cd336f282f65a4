import Datasets
import Numerics

extension Tables {
  /// `count` seeds, sown at random, with whether they sprouted.
  static func seeds(_ name: String, _ count: Int, using random: inout Random) -> File {
    let rows = (0..<count).map { _ in GardenTable.sow(using: &random).fields }
    return file(name, header: GardenTable.schema.header, rows)
  }
}
