import Datasets
import Numerics

/// Writes the garden comments.
enum Comments {
  /// `count` different comments, in random order of their kinds, with labels that are drawn from
  /// the rule.
  static func written(_ count: Int, _ random: Random) -> [LabelledText] {
    var random = random
    var known: Set<String> = []
    var comments: [LabelledText] = []
    while comments.count < count {
      let text = comment(using: &random)
      guard known.insert(Tokens(text).keys.joined(separator: " ")).inserted else { continue }
      let isSpam = random.uniform() < GardenComments.chance(of: text)
      comments.append(LabelledText(text, label: isSpam ? 1 : 0))
    }
    return comments
  }

  /// The file of some comments.
  static func file(_ name: String, _ comments: some Sequence<LabelledText>) -> File {
    Tables.file(
      name, header: GardenFormat.commentHeader,
      comments.map { [GardenComments.classes[$0.label], $0.text] }, separator: "\t")
  }

  /// One comment: a phrase or two, with an opener before some and a sign behind some, in capitals
  /// or small letters now and then.
  private static func comment(using random: inout Random) -> String {
    let kind = random.uniform()
    let (isKorean, isPitch) = (random.uniform() < 0.12, kind < 0.45)
    let phrases =
      isKorean
      ? (isPitch ? CommentPhrases.koreanPitches : CommentPhrases.koreanHonest)
      : isPitch
        ? CommentPhrases.pitches
        : kind < 0.6 ? CommentPhrases.tricky : CommentPhrases.honest
    var parts = [phrase(of: phrases, using: &random)]
    if random.uniform() < 0.45 {
      // one in eight says something of the other kind, too
      let isMixed = !isKorean && random.uniform() < 0.125
      let others = isMixed ? CommentPhrases.honest + CommentPhrases.pitches : phrases
      let second = phrase(of: others, using: &random)
      if second != parts[0] { parts.append(second) }
    }
    if !isKorean, random.uniform() < 0.2 {
      parts.insert(one(of: CommentPhrases.openers, using: &random), at: 0)
    }
    let joint = one(of: [", ", " ", ". ", "! ", " - "], using: &random)
    let ends = isPitch ? CommentPhrases.pitchEnds : CommentPhrases.honestEnds
    let text = parts.joined(separator: joint) + one(of: ends, using: &random)
    switch random.uniform() {
    case ..<0.1: return text.uppercased()
    case ..<0.5: return text
    default: return text.prefix(1).uppercased() + text.dropFirst()
    }
  }

  /// A phrase with its gaps filled.
  private static func phrase(of phrases: [String], using random: inout Random) -> String {
    var phrase = one(of: phrases, using: &random)
    for (gap, words) in CommentPhrases.words {
      while let place = phrase.firstRange(of: "{\(gap)}") {
        phrase.replaceSubrange(place, with: one(of: words, using: &random))
      }
    }
    return phrase
  }

  private static func one(of choices: [String], using random: inout Random) -> String {
    choices[random.integer(below: choices.count)]
  }
}
