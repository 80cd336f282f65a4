//: # LIME for text: which words did it?
//:
//: Under a video about gardening somebody writes: *Free tomatoes! Click my
//: channel link now.* A filter says *spam*. Which words made it say so? Take
//: some away and ask again, as often as you like: that is all that LIME
//: [@ribeiro2016] needs. For texts it is at its best, since a word is something
//: that a reader understands, and taking one out needs no colour to hide it
//: with. And for texts we can say whether the answer is right, because we wrote
//: the rule that made the spam.
//:
//: > [!NOTE]
//: > **In this chapter.** You will
//: >
//: > - explain two filters that you train yourself, word by word;
//: > - see the whole method in a table of zeros and ones;
//: > - find out which of its numbers to believe, and after how many samples;
//: > - catch a filter that is right for a wrong reason;
//: > - see what a sum of words cannot say: *not free*.
//#-hidden-code
import ArgumentParser
import Classroom
import Datasets
import Evaluation
import Explainers
import Graphics
import Models
import Notebook
import Numerics
import Plotting
import Tensors

//#-end-hidden-code

//#-folded-code The knobs of this chapter, its comments, and two black boxes
struct Knobs: ParsableArguments {
  @Option(help: "The comment to explain, in quotes.")
  var comment = "Free tomatoes! Click my channel link now :)"
  @Option("How many texts to ask about.", in: 100...10_000) var samples = 1000
  @Option("The width of the kernel.", in: 0.02...10) var width = 0.25

  mutating func validate() throws {
    try require(
      comment.count <= 1000,
      "--comment is \(comment.count) characters long: take 1000 or fewer")
    try require(
      !comment.unicodeScalars.contains {
        $0.properties.generalCategory == .control
      }, "--comment holds control characters: leave them out")
    do {
      let words = try TextParts(comment).count
      try require(
        words <= samples / 2,
        "--samples \(samples) is too few for a --comment of \(words) different "
          + "words: take \(2 * words) or more")
    } catch let error as TextPartsError {
      throw ValidationError("--comment: \(error)")
    }
  }
}

let knobs = open(Knobs.self)
let comments = attempt { try GardenComments.bundled() }
let (lessons, exam) = (comments.train, comments.test)
let vocabulary = Vocabulary(of: lessons.map { Tokens($0.text) })

func fitted(
  _ texts: [LabelledText], _ vocabulary: Vocabulary
) throws -> BagOfWords {
  try BagOfWords(
    vocabulary, texts: texts.map { Tokens($0.text) }, labels: texts.map(\.label)
  )
}

let bag = attempt { try fitted(lessons, vocabulary) }
let training = learn(
  "word vectors",
  Architecture { [words = vocabulary.count] in
    .wordVectors(words: words, classes: 2, using: &$0)
  }, on: Examples(lessons, reading: vocabulary), TrainingOptions(epochs: 20),
  chance: knobs.random("word vectors"))
let network = training.network
let names = ["bag of words", "word vectors"]
let boxes = [bag.blackBox(), network.blackBox(reading: vocabulary)]

func map(
  _ parts: TextParts, _ values: [Double], _ scale: ColorScale, _ title: String
) -> WordMap {
  let pieces = zip(parts.tokens.pieces, parts.painted(values))
  return WordMap(pieces.map { .init($0.text, $1) }, scale, title: title)
}

func scale(_ lists: [[Double]], _ title: String) -> ColorScale {
  let limit = lists.joined().map(abs).max() ?? 0
  let end = limit > 0 ? limit : 1
  return ColorScale(.diverging, range: -end...end, title: title)
}
let unit = "what a word adds to P(spam)"
//#-end-folded-code

//: ## The question
//:
//: **Which words does an answer hang on?** A black box $f$ gets a text and
//: returns a probability of spam. We want a number for each word: how much it
//: adds (@fig-question).

let parts = attempt { try TextParts(knobs.comment) }
let lime = LIME.text(samples: knobs.samples, width: knobs.width)

//#-folded-code Both boxes are asked about the same texts
var chance = knobs.random("comment")
let rows = lime.coalitions(of: InputInParts(parts), using: &chance)
let answers = boxes.map { lime.outputs(of: $0, InputInParts(parts), rows) }
let found = answers.map { lime.explanation(of: 1, rows, $0) }
//#-end-folded-code

figure(
  "question",
  caption: "A comment, as two filters see it: blue words speak for spam, "
    + "orange ones against.",
  alt: "The words of a comment in boxes of colour, once for each filter"
) { drawing in
  let scale = scale(found.map(\.coefficients), unit)
  drawing.draw(
    Rows(
      zip(names, found).map { name, found in
        map(
          parts, found.coefficients, scale,
          "\(name): spam with probability \(fixed(found.score))")
      } + [ColorBar(scale)], gap: 9))
}

//: ## Two black boxes
let guess = exam.map { _ in 0.0 }
func right(_ chances: [Double]) -> Double {
  Double(zip(exam, chances).count { ($0.label == 1) == ($1 > 0.5) })
    / Double(exam.count)
}
func expected(_ chances: [Double]) -> Double {
  zip(exam, chances).reduce(0) { sum, item in
    let chance = GardenComments.chance(of: item.0.text)
    return sum + (item.1 > 0.5 ? chance : 1 - chance)
  } / Double(exam.count)
}
let said = boxes.map { box in
  box.scores(of: exam.map(\.text)).map { Double($0[1]) }
}
print(vocabulary.count, training)
print(guess.count, right(guess), expected(guess))
for (name, said) in zip(names, said) { print(name, right(said), expected(said)) }
print("rule", right(exam.map { GardenComments.chance(of: $0.text) }), GardenComments.bayesAccuracy(on: exam))

let clock = ContinuousClock()
var t0 = clock.now
for _ in 0..<3 { _ = try? fitted(lessons, vocabulary) }
print("3 fits", clock.now - t0); t0 = clock.now
for box in boxes { _ = lime.explain(box, parts, class: 1, using: &chance); print("explain", clock.now - t0); t0 = clock.now }

for (name, found) in zip(names, found) {
  print(name, fixed(found.score, 3), "R2", fixed(found.rSquared), "gap", fixed(found.localGap), "ess", fixed(found.effectiveSampleSize))
  for (w, (c, s)) in zip(parts.names, zip(found.coefficients, found.standardErrors)) { print("  ", w, fixed(c), fixed(s), fixed(bag.weight(of: w.lowercased()))) }
}
// controls
struct Case: Sendable {
  let text: String
  let parts: TextParts
  let effects: [Double]
  var gold: [Int] { effects.indices.filter { effects[$0] != 0 } }
}
let cases: [Case] = exam.compactMap { item in
  guard let parts = try? TextParts(item.text) else { return nil }
  let c = Case(text: item.text, parts: parts, effects: parts.keys.map { GardenComments.effect(of: $0, in: item.text) })
  return c.gold.count >= 1 && parts.count >= c.gold.count + 3 ? c : nil
}
print("cases", cases.count)
nonisolated func recall(_ values: [Double], _ gold: [Int]) -> Double {
  let order = values.indices.sorted { (abs(values[$1]), $0) < (abs(values[$0]), $1) }
  return Double(Set(order.prefix(gold.count)).intersection(gold).count) / Double(gold.count)
}
t0 = clock.now
let board = Parallel.map(cases.count) { [cases, bag, network, vocabulary, lime, random = knobs.random("board")] n -> [Double] in
  let c = cases[n]
  var r = random.stream(UInt64(n))
  let input = InputInParts(c.parts)
  let rows = lime.coalitions(of: input, using: &r)
  var out: [Double] = []
  for box in [bag.blackBox(), network.blackBox(reading: vocabulary)] {
    let e = lime.explanation(of: 1, rows, lime.outputs(of: box, input, rows))
    out.append(recall(e.coefficients, c.gold))
    let full = box([c.text])[0][1]
    let left = (0..<c.parts.count).map { j in
      var row = [UInt8](repeating: 1, count: c.parts.count); row[j] = 0
      return Double(full - box([input.input(showing: row[...])])[0][1])
    }
    out.append(recall(left, c.gold))
  }
  let own = c.parts.keys.map { key in bag.weight(of: key) * Double(c.parts.tokens.keys.count { $0 == key }) }
  out.append(recall(own, c.gold))
  out.append(recall(c.parts.keys.map { -Double(vocabulary.number(of: $0) ?? 999) + 1000 }, c.gold))
  out.append(recall(c.parts.keys.map { Double(vocabulary.number(of: $0) ?? 999) }, c.gold))
  out.append(Double(c.gold.count) / Double(c.parts.count))
  out.append(recall(r.permutation(of: c.parts.count).map(Double.init), c.gold))
  return out
}
print("board", clock.now - t0)
for (j, name) in ["lime bag", "drop bag", "lime vec", "drop vec", "own bag", "frequent", "rare", "expected random", "random"].enumerated() {
  print(name, fixed(Estimate(board.map { $0[j] })))
}
// giveaway
t0 = clock.now
var sign = knobs.random("signature")
let signed = GardenComments.signing(lessons, with: "cheers", share: 0.95, using: &sign)
let signedExam = GardenComments.signing(exam, with: "cheers", share: 0.95, using: &sign)
let cured = GardenComments.signing(signed, with: "cheers", share: 0.95, label: 0, using: &sign)
let wide = Vocabulary(of: signed.map { Tokens($0.text) })
for (name, texts) in [("clean", lessons), ("tainted", signed), ("cured", cured)] {
  guard let b = try? fitted(texts, wide) else { continue }
  let box = b.blackBox()
  func acc(_ t: [LabelledText]) -> Double { Double(zip(t, box(t.map(\.text))).count { ($0.label == 1) == ($1[1] > 0.5) }) / Double(t.count) }
  var tops = 0, n = 0, tell = 0
  var sizes = 0.0
  for item in signedExam where item.label == 1 && item.text.hasSuffix("cheers") {
    guard let p = try? TextParts(item.text), n < 40 else { continue }
    let e = LIME.text(samples: 300).explain(box, p, class: 1, using: &sign)
    n += 1
    let top = p.keys[e.ranking[0]]
    if top == "cheers" { tops += 1 }
    if GardenComments.tellTales.contains(where: { $0.key == top }) { tell += 1 }
    sizes += e.coefficients[p.count - 1]
  }
  print(name, "signed exam", acc(signedExam), "plain exam", acc(exam), "weight", fixed(b.weight(of: "cheers")), "top", tops, "tell", tell, "of", n, "mean", fixed(sizes / Double(n)))
}
print("giveaway", clock.now - t0); t0 = clock.now
// not free on the rule
let rule = BlackBox<String> { $0.map { let p = Float(GardenComments.chance(of: $0)); return [1 - p, p] } }
for text in ["Not free, but worth every penny, that spade", "seeds are not free here, sadly", "not free"] {
for width in [0.05, 0.1, 0.25, 1, 10] {
  let p = attempt { try TextParts(text) }
  var r = knobs.random("not free")
  let e = LIME.text(samples: 2000, width: width).explain(rule, p, class: 1, using: &r)
  print(text, width, zip(p.names, e.coefficients).map { "\($0) \(fixed($1))" }.joined(separator: " "), fixed(e.score), "R2", fixed(e.rSquared))
}
for (name, box) in zip(names, boxes) {
  let p = attempt { try TextParts(text) }
  let e = lime.explain(box, p, class: 1, using: &sign)
  print(name, zip(p.names, e.coefficients).map { "\($0) \(fixed($1))" }.joined(separator: " "), fixed(e.score))
}
}
// debug
t0 = clock.now
for seed in 0..<3 {
  var r = knobs.random("debug").stream(UInt64(seed))
  let some = (0..<450).map { _ in lessons[r.integer(below: 450)] }
  let vocab = Vocabulary(of: some.map { Tokens($0.text) })
  guard let base = try? fitted(some, vocab) else { continue }
  func acc(_ b: BagOfWords) -> Double { expected(exam.map { b.probability(of: Tokens($0.text)) }) }
  var importance = [Double](repeating: 0, count: vocab.count)
  for _ in 0..<40 {
    let item = some[r.integer(below: 450)]
    guard let p = try? TextParts(item.text) else { continue }
    let e = LIME.text(samples: 300).explain(base.blackBox(), p, class: 1, using: &r)
    for (k, c) in zip(p.keys, e.coefficients) { if let n = vocab.number(of: k) { importance[n] += abs(c) } }
  }
  let tells = Set(GardenComments.tellTales.map(\.key))
  let order = importance.indices.sorted { (importance[$1], $0) < (importance[$0], $1) }.filter { !tells.contains(vocab.words[$0]) }
  let luck = r.permutation(of: vocab.count).filter { !tells.contains(vocab.words[$0]) }
  var line = "\(seed) base \(fixed(acc(base), 3))"
  for k in [10, 20, 40, 80] {
    for o in [order, luck] {
      let out = Set(o.prefix(k))
      let v = Vocabulary(vocab.words.enumerated().filter { !out.contains($0.offset) }.map(\.element))
      if let b = try? fitted(some, v) { line += " \(k): \(fixed(acc(b), 3))" }
    }
  }
  print(line, order.prefix(12).map { vocab.words[$0] })
}
print("debug", clock.now - t0)
finish()
