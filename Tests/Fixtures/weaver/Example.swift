/// A file that the example chapter quotes from.
enum Example {
  // [whole]
  static func kernel(_ distance: Double) -> Double {
    // [kernel]
    let squared = distance * distance

    // [inner]
    if squared > 9 {
      return 0
    }
    // [/inner]
    return 1 - squared / 9
    // [/kernel]
  }
  // [/whole]
}
