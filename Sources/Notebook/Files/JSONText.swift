import Foundation

/// `value` as JSON that is the same in every run, ending in one end of line.
///
/// - Throws: ``Stop`` for what JSON cannot say, such as a number that is not finite.
func json(_ value: some Encodable) throws(Stop) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  do {
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  } catch {
    throw Stop("\(type(of: value)) cannot be written as JSON: \(error)")
  }
}
