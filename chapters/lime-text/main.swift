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
for (name, said) in zip(names, said) {
  print(name, right(said), expected(said))
}
print(
  "rule", right(exam.map { GardenComments.chance(of: $0.text) }),
  GardenComments.bayesAccuracy(on: exam))

let clock = ContinuousClock()
var t0 = clock.now
for _ in 0..<3 { _ = try? fitted(lessons, vocabulary) }
print("3 fits", clock.now - t0)
// controls
struct Case: Sendable {
  let text: String
  let parts: TextParts
  let effects: [Double]
  let gold: [Int]
}
let cases: [Case] = exam.compactMap { item in
  guard let parts = try? TextParts(item.text) else { return nil }
  let effects = parts.keys.map { GardenComments.effect(of: $0, in: item.text) }
  let c = Case(
    text: item.text, parts: parts, effects: effects,
    gold: effects.indices.filter { effects[$0] != 0 })
  return c.gold.count >= 1 && parts.count >= c.gold.count + 3 ? c : nil
}
print("cases", cases.count)
nonisolated func recall(_ values: [Double], _ gold: [Int]) -> Double {
  let order = values.indices.sorted {
    (abs(values[$1]), $0) < (abs(values[$0]), $1)
  }
  return Double(Set(order.prefix(gold.count)).intersection(gold).count)
    / Double(gold.count)
}
t0 = clock.now
let board = Parallel.map(cases.count) {
  [cases, bag, network, vocabulary, lime, random = knobs.random("board")] n
    -> [Double] in
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
  let own = c.parts.keys.map { key in
    bag.weight(of: key) * Double(c.parts.tokens.keys.count { $0 == key })
  }
  out.append(recall(own, c.gold))
  out.append(
    recall(
      c.parts.keys.map { -Double(vocabulary.number(of: $0) ?? 999) + 1000 },
      c.gold))
  out.append(
    recall(
      c.parts.keys.map { Double(vocabulary.number(of: $0) ?? 999) }, c.gold))
  out.append(Double(c.gold.count) / Double(c.parts.count))
  out.append(recall(r.permutation(of: c.parts.count).map(Double.init), c.gold))
  return out
}
print("board", clock.now - t0)
for (j, name) in [
  "lime bag", "drop bag", "lime vec", "drop vec", "own bag", "frequent", "rare",
  "expected random", "random",
].enumerated() {
  print(name, fixed(Estimate(board.map { $0[j] })))
}

for gain in [0.02, 0.2, 6.0] {
  for decay in [0, 0.003, 0.01] {
    for epochs in [20, 60] {
      var r = knobs.random("try")
      let start = Network([
        .linear(
          "embedding", from: vocabulary.count, to: 16,
          gain: gain * Double(vocabulary.count), using: &r),
        Layer("relu", .relu), .linear("linear", from: 16, to: 2, using: &r),
      ])
      let t = learn(
        "try \(gain) \(decay) \(epochs)", start,
        on: Examples(lessons, reading: vocabulary),
        TrainingOptions(epochs: epochs, weightDecay: decay), using: &r)
      let box = t.network.blackBox(reading: vocabulary)
      let said = box.scores(of: exam.map(\.text)).map { Double($0[1]) }
      let score = cases.prefix(60).map { c in
        recall(
          lime.explain(box, c.parts, class: 1, using: &r).coefficients, c.gold)
      }
      print(
        gain, decay, epochs, fixed(t.finalLoss), fixed(right(said), 3),
        fixed(expected(said), 3), fixed(Estimate(score)))
    }
  }
}
// debug
t0 = clock.now
for seed in 0..<3 {
  var r = knobs.random("debug").stream(UInt64(seed))
  let some = (0..<450).map { _ in lessons[r.integer(below: 450)] }
  let vocab = Vocabulary(of: some.map { Tokens($0.text) })
  guard let base = try? fitted(some, vocab) else { continue }
  func acc(_ b: BagOfWords) -> Double {
    expected(exam.map { b.probability(of: Tokens($0.text)) })
  }
  var importance = [Double](repeating: 0, count: vocab.count)
  for _ in 0..<40 {
    let item = some[r.integer(below: 450)]
    guard let p = try? TextParts(item.text) else { continue }
    let e = LIME.text(samples: 300).explain(
      base.blackBox(), p, class: 1, using: &r)
    for (k, c) in zip(p.keys, e.coefficients) {
      if let n = vocab.number(of: k) { importance[n] += abs(c) }
    }
  }
  let tells = Set(GardenComments.tellTales.map(\.key))
  let order = importance.indices.sorted {
    (importance[$1], $0) < (importance[$0], $1)
  }.filter { !tells.contains(vocab.words[$0]) }
  let luck = r.permutation(of: vocab.count).filter {
    !tells.contains(vocab.words[$0])
  }
  var line = "\(seed) base \(fixed(acc(base), 3))"
  for k in [10, 20, 40, 80] {
    for o in [order, luck] {
      let out = Set(o.prefix(k))
      let v = Vocabulary(
        vocab.words.enumerated().filter { !out.contains($0.offset) }.map(
          \.element))
      if let b = try? fitted(some, v) { line += " \(k): \(fixed(acc(b), 3))" }
    }
  }
  print(line)
}
print("debug", clock.now - t0)
finish()
