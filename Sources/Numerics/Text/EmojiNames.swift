extension String {
  /// The text with each emoji as its name between colons, `:seedling:`, where fonts have none.
  ///
  /// Names are Unicode's, in small letters with underscores; of an emoji of several signs the
  /// names are joined: `:woman+ear_of_rice:`.
  public var namingEmoji: String {
    Tokens(self).pieces.map { $0.isEmoji ? $0.text.emojiName : $0.text }.joined()
  }

  private var emojiName: String {
    let names = unicodeScalars.compactMap { scalar -> String? in
      guard scalar.properties.generalCategory != .format,
        scalar.properties.generalCategory != .nonspacingMark
      else { return nil }
      return scalar.properties.name?.lowercased().split(separator: " ").joined(separator: "_")
    }
    return ":" + names.joined(separator: "+") + ":"
  }
}
