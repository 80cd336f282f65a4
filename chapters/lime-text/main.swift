//: # LIME for text: which words did it?
//:
//: Under a video about gardening somebody writes: *Free tomatoes! Click my
//: channel link now.* A filter says *spam*. Which words made it say so? Take
//: some of them away and ask again, as often as you like: that is all that LIME
//: [@ribeiro2016] needs. Texts suit it well. A word means something to a
//: reader, which a superpixel may not, and taking one out needs no colour to
//: hide it with. And here we can say whether the *filter* is right, for we
//: wrote the rule that made the spam; whether LIME is right about the filter we
//: shall test apart.
//:
//: > [!NOTE]
//: > **In this chapter.** You will
//: >
//: > - explain two filters that you train yourself, word by word;
//: > - see the whole method in a table of zeros and ones;
//: > - find out which of its numbers to believe, and after how many texts;
//: > - mend a filter by what it shows, and catch one that is right for a wrong
//: >   reason;
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

//#-folded-code The knobs of this chapter, its comments, and two filters
struct Knobs: ParsableArguments {
  @Option(
    help: ArgumentHelp("The comment to explain, in quotes.", valueName: "text"))
  var comment = "Free tomatoes! Click my channel link now :)"
  @Option("How many texts to ask about.", in: 100...10_000) var samples = 1000
  @Option("The width of the kernel.", in: 0.05...10) var width = 0.25

  mutating func validate() throws {
    try require(
      comment.count <= 1000,
      "--comment has \(comment.count) characters: take 1000 or fewer")
    try require(
      !comment.unicodeScalars.contains {
        $0.properties.generalCategory == .control
      }, "--comment holds a control character, such as a tab or an end of line")
    do {
      let words = try TextParts(comment).count
      try require(
        2 * words <= samples,
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

nonisolated func bagOfWords(
  _ texts: [LabelledText], _ vocabulary: Vocabulary
) throws -> BagOfWords {
  try BagOfWords(
    vocabulary, texts: texts.map { Tokens($0.text) }, labels: texts.map(\.label)
  )
}

let bag = attempt { try bagOfWords(lessons, vocabulary) }
let vectors = Architecture { [words = vocabulary.count] in
  .wordVectors(words: words, classes: 2, using: &$0)
}
let plan = TrainingOptions(epochs: 20, weightDecay: 0.003)
let training = learn(
  "word vectors", vectors, on: Examples(lessons, reading: vocabulary), plan,
  chance: knobs.random("word vectors"))
let network = training.network
let names = ["bag of words", "word vectors"]
let boxes = [bag.blackBox(), network.blackBox(reading: vocabulary)]

func map(
  _ parts: TextParts, _ values: [Double], _ scale: ColorScale,
  _ title: String = ""
) -> WordMap {
  let pieces = zip(parts.tokens.pieces, parts.painted(values))
  return WordMap(pieces.map { .init($0.text, $1) }, scale, title: title)
}

func scale(_ lists: [[Double]], _ title: String) -> ColorScale {
  let limit = lists.joined().map(abs).max() ?? 0
  let end = limit > 0 ? limit : 1
  return ColorScale(.diverging, range: -end...end, title: title)
}
/// A text for a page: emoji named, and cut where it is wider than `columns`, of
/// which Hangul takes two.
func shortened(_ text: String, to columns: Int) -> String {
  func width(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
  }
  let named = text.namingEmoji
  guard width(named) > columns else { return named }
  var cut = named[...]
  while width(cut) > columns - 2 { cut = cut.dropLast() }
  return cut + " …"
}
let unit = "what a word adds to P(spam)"
//#-end-folded-code

//: ## The question
//:
//: **Which words does an answer hang on?** A black box $f$ gets a text and
//: returns the probability that it is spam. We want a number for each word: how
//: much it adds to that (@fig-question).

let parts = attempt { try TextParts(knobs.comment) }
let lime = LIME.text(samples: knobs.samples, width: knobs.width)

//#-folded-code Both filters are asked about the same texts
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
  let shared = scale(found.map(\.coefficients), unit)
  let maps = zip(names, found).map { name, found in
    map(
      parts, found.coefficients, shared,
      "\(name): spam with probability \(fixed(found.score))")
  }
  drawing.draw(Rows(maps + [ColorBar(shared)], gap: 9))
}

//: ## The method on one page
//:
//: Take a text apart into its words. Draw which of them are left out, a
//: thousand times over: rows of zeros and ones. Put together what is left, ask
//: the filter, and weigh each answer by how much of the text was left. Then lay
//: a plane, the *surrogate*, through the answers (@fig-flow):
//:
//: $$
//: g(z') = \beta_0 + \sum_j \beta_j z'_j, \qquad \sum_{z'} w(z') \bigl( f(z) -
//: g(z') \bigr)^2 \to \min.
//: $$ {#eq-lime}
//:
//: In @eq-lime $z'_j$ is 1 if word $j$ is there, $z$ is the text that is left,
//: and
//: $\beta_j$ is what word $j$ adds. (A small price on large $\beta$, the ridge,
//: is left out of the formula; @ch-lime has it.)

//#-folded-code The stations of the diagram
let few = Array(rows.prefix(5))
let labels = parts.names.map { shortened($0, to: 10) }
let shownParts = min(parts.count, labels == parts.names ? 7 : 5)
let bits = Tensor(
  ContiguousArray(few.flatMap { $0.prefix(shownParts).map(Float.init) }),
  shape: [few.count, shownParts])
let small = 7.0
let plain = ColorScale(.diverging, range: -1...1)
let zeros = parts.names.map { _ in 0.0 }
func shrunk(_ values: [Double], _ scale: ColorScale) -> WordMap {
  var map = map(parts, values, scale)
  map.pieces = Array(map.pieces.prefix(24))
  map.size = small
  return map
}
func left(of row: ArraySlice<UInt8>) -> WordMap {
  var map = shrunk(zeros, plain)
  for (place, part) in parts.parts.prefix(24).enumerated() {
    if let part, row[row.startIndex + part] == 0 {
      map.pieces[place] = .init(" __ ", nil)
    }
  }
  return map
}
//#-end-folded-code

figure(
  "flow",
  caption: "LIME for a text. Rows are drawn once; every text that they stand "
    + "for is asked about.",
  alt: "A text leads to a table of zeros and ones, this to texts with holes, "
    + "to probabilities and weights, and these to a number for each word",
  width: .wide
) { drawing in
  let last = few.count - 1
  drawing.draw(
    FlowDiagram(
      [
        .init(
          "text", shrunk(zeros, plain), shape: "\(parts.count) words",
          column: 0, width: 0.8),
        .init(
          "rows", HeatMap(bits, ColorScale(.slates, range: 0...1)),
          shape: "N × \(parts.count)", column: 1, copies: 3),
        .init(
          "texts", left(of: few[last]), shape: "N", column: 2, width: 0.8,
          copies: 3),
        .init(
          "answers", [fixed(found[0].scores[last]), "of spam"], shape: "N",
          column: 3, width: 0.5),
        .init(
          "weights", [fixed(found[0].weights[last])], shape: "N", column: 3,
          row: 1, width: 0.5),
        .init(
          "words",
          shrunk(
            found[0].coefficients, scale([found[0].coefficients], unit)),
          shape: "\(parts.count) numbers", column: 4, row: 0.5, width: 0.8),
      ],
      [
        .init("text", "rows", "draw"), .init("rows", "texts", "leave out"),
        .init("texts", "answers", "ask f"),
        .init("rows", "weights", "how much is left?"),
        .init("answers", "words", "fit"), .init("weights", "words"),
      ]))
}

//: ## By hand: *not free*
//:
//: Two words, *not* and *free*, make four texts. A filter that understands
//: them says spam with probability
//:
//: |              | without *free* | with *free* |
//: |:-------------|---------------:|------------:|
//: | without *not* |           0.1 |         0.7 |
//: | with *not*    |           0.1 |         0.1 |
//:
//: > [!TIP]
//: > **Predict.** The text is *not free*. What is *free* worth to this answer,
//: > if all four texts count the same? And if only those count that lack one
//: > word at most?
//:
//: @answer
//: All the same: compare the mean with *free* to the mean without, $(0.7 +
//: 0.1)/2 - 0.1 = 0.3$. Only the near ones: *not free*, *not* and *free* leave
//: nothing to average, for a plane goes through three points. With *not* there,
//: *free* changes nothing: 0. And *not* is worth $0.1 - 0.7 = -0.6$.
//: @end

let plane = LinearSurrogate(alpha: 0)
let four = Matrix([1, 1, 1, 0, 0, 1, 0, 0], rows: 4, columns: 2)
let says = [0.1, 0.1, 0.7, 0.1]
let flat = plane.fit(rows: four, targets: says, weights: [1, 1, 1, 1])
let near = plane.fit(rows: four, targets: says, weights: [1, 0.5, 0.5, 0])
print("not, free: all alike", flat.coefficients.map { fixed($0, 1) })
print("           near ones", near.coefficients.map { fixed($0, 1) })

//#-folded-code The two fits are compared with what we found by hand
func isNear(_ values: [Double], _ others: [Double]) -> Bool {
  zip(values, others).allSatisfy { abs($0 - $1) < 1e-9 }
}
check(
  isNear(flat.coefficients, [-0.3, 0.3])
    && isNear(near.coefficients, [-0.6, 0]),
  "the two fits are those that we found by hand: 0.3 and 0 for *free*")
//#-end-folded-code

//: Both are right, and they answer different questions: what *free* does on
//: average, and what it does *here*. Which one LIME gives depends on the
//: weights. Remember that when you see *free* light up in a text that says *not
//: free*.
//:
//: > [!IMPORTANT]
//: > **Key idea.** LIME for text is a weighted plane through a table of zeros
//: > and ones. A word's number says what the word adds to the *filter's*
//: > answer, on average over the texts that count.
//:
//: ## Two filters, and the truth
//:
//: Our 600 comments were put together by chance from phrases that we wrote, and
//: a rule decided which of them are spam. It looks at twenty words
//: (@tab-rule). To $-3$ it adds what they say, each word once, however often it
//: occurs. The sum is the logarithm of the odds of spam, and the label is drawn
//: with that probability; so even someone who knows the rule is wrong now and
//: then. One thing more: in a comment with *not* in it, wherever it stands,
//: *free* does not count.

//#-folded-code The words of the rule, by what they say
let weights = Set(GardenComments.tellTales.map(\.value)).sorted(by: >)
show(
  Table(
    columns: ["adds", "words"],
    rows: weights.map { weight in
      let words = GardenComments.tellTales.filter { $0.value == weight }
      return [
        (weight > 0 ? "+" : "") + fixed(weight, 0),
        words.map(\.key.namingEmoji).joined(separator: ", "),
      ]
    }), "rule",
  caption: "The tell-tale words of the garden comments, and what each adds to "
    + "the logarithm of the odds of spam.")
//#-end-folded-code

//: Two filters learn from 450 comments. The *bag of words* counts each of the
//: \(words) words that occur in two comments or more, and gives each a weight:
//: logistic regression. The other gives each word a *vector* of 16 numbers,
//: takes their mean over a comment, and feeds it through a rectifier to two
//: scores [@iyyer2015]. It can be written as a network on the *share* that each
//: word has, because a linear layer on shares is a mean. Order means nothing to
//: either.

//#-folded-code Both filters, the rule and a constant sit the exam
func right(_ chances: [Double]) -> Double {
  let count = zip(exam, chances).count { ($0.label == 1) == ($1 > 0.5) }
  return Double(count) / Double(exam.count)
}
nonisolated func expected(_ texts: [String], _ chances: [Double]) -> Double {
  zip(texts, chances).reduce(0) { sum, item in
    let chance = GardenComments.chance(of: item.0)
    return sum + (item.1 > 0.5 ? chance : 1 - chance)
  } / Double(texts.count)
}
let examTexts = exam.map(\.text)
let said = boxes.map { $0.scores(of: examTexts).map { Double($0[1]) } }
let ruled = examTexts.map { GardenComments.chance(of: $0) }
let sitters = [
  ("always honest", exam.map { _ in 0 }), (names[0], said[0]),
  (names[1], said[1]), ("the rule itself", ruled),
]
show(
  Table(
    columns: ["filter", "right", "right by the rule"],
    rows: sitters.map {
      [$0.0, fixed(right($0.1), 3), fixed(expected(examTexts, $0.1), 3)]
    }), "filters",
  caption: "The share of 150 exam comments that each filter gets right; and "
    + "what that share would be on average, if the rule drew their labels "
    + "again and again.")
remember("words", "\(vocabulary.count)")
remember("bayes", percent(expected(examTexts, ruled), 0))
//#-end-folded-code

print(training)

//: On average nobody can beat the rule, which is right in \(bayes)
//: (@tab-filters). Between the two filters 150 comments and one training do not
//: decide.
//:
//: ## Step by step
//:
//: **Words.** A run of letters or digits of any script is a word; an emoji is
//: one of its own. What stands between words stays where it is (@lst-split). A
//: word that occurs twice is one part: both go or stay.
//:
//: @listing(Sources/Numerics/Text/Tokens.swift, split)

let pieces = parts.tokens.pieces.map { "[\($0.text)]" }.joined()
print("pieces:", shortened(pieces, to: 70))
print("parts: ", shortened(parts.names.joined(separator: " | "), to: 70))

//: **Rows, texts, answers.** Draw rows, leave out words (@lst-hide), ask.
//: @tab-binary is the table that lectures show for a comment of seven words,
//: with ours: a row for each text, then the filter's probability and the weight
//: of the row. *This table is all that the surrogate ever sees.* It knows
//: nothing of letters.
//:
//: @listing(Sources/Explainers/Perturbation/Texts/TextParts.swift, hide)

//#-folded-code The first five rows
show(
  Table(
    columns: labels.prefix(shownParts) + ["P(spam)", "weight"],
    rows: few.indices.map { row in
      few[row].prefix(shownParts).map { "\($0)" }
        + [fixed(found[0].scores[row]), fixed(found[0].weights[row])]
    }), "binary",
  caption: "Five of the texts that the bag of words was asked about: the "
    + "comment itself, then four with words left out (0).")
let again = lime.surrogate.fit(
  rows: rows.matrix, targets: found[0].scores, weights: found[0].weights)
let joined = rows.map { InputInParts(parts).input(showing: $0) }
let spoken = zip(rows, joined).allSatisfy { row, text in
  let left = zip(parts.keys, row).filter { $1 == 1 }.map(\.0)
  return Set(Tokens(text).keys) == Set(left)
}
check(
  again.coefficients == found[0].coefficients && spoken,
  "in each of the \(rows.count) texts just the words with a 1 are left, and "
    + "the table alone, without any text, gives the explanation",
  claim: 12, verdict: .byConstruction)
//#-end-folded-code

//: **How many to leave out.** LIME's code for pictures tosses a coin for each
//: part, so nearly all rows lose about half. For texts it does what the paper
//: says: first draw *how many* words go, each number equally likely, then
//: which. So texts near the comment are as frequent as far ones (@fig-sampler).
//: The box below checks our sampler; that LIME's code draws so stands in its
//: `lime_text.py`.

//#-folded-code Both ways to draw, 5,000 rows each
let draws = 5000
let size = parts.count
let samplers = [Coalitions.Sampler.uniformCount, .bernoulli]
let hidden = samplers.map { sampler in
  var random = knobs.random("sampler")
  let rows = Coalitions(
    count: draws + 1, parts: size, sampler: sampler, using: &random)
  return (1...draws).map { size - rows.shown(in: $0) }
}
let shares = hidden.map { counts in
  (0...size).map { size in
    Double(counts.count { $0 == size }) / Double(draws)
  }
}
let even = 1 / Double(size)
let farthest = shares[0].dropFirst().map { abs($0 - even) }.max() ?? 0
let allowed = 4 * (even * (1 - even) / Double(draws)).squareRoot()
check(
  farthest < allowed && shares[0][0] == 0,
  "of \(draws) rows each number from 1 to \(size) is left out in a share of "
    + "\(fixed(even, 3)), within \(fixed(farthest, 3)); four standard errors "
    + "are \(fixed(allowed, 3))",
  claim: 18,
  verdict: .holdsWhen("parts are drawn as for texts; for pictures they are not")
)
//#-end-folded-code

figure(
  "sampler",
  caption: "How many of the comment's words are left out: drawn as for texts, "
    + "and with a coin for each word, as for pictures.",
  alt: "Two histograms: one flat from one to all, one a hill about the middle"
) { drawing in
  drawing.draw(
    Histogram(
      edges: (0...(size + 1)).map { Double($0) - 0.5 },
      groups: zip(["number first", "a coin for each"], shares).map {
        .init($0, counts: $1)
      }, x: "words left out", y: "share of the rows", height: 110))
}

//: **Weights.** The cosine distance of a row with $k$ of $d$ words left is $D =
//: 1 - \sqrt{k/d}$, and its weight $w = \exp(-D^2 / 2\sigma^2)$. LIME's code
//: for texts takes $100 D$ and $\sigma = 25$, that for pictures $D$ and $\sigma
//: = 0.25$; since only their ratio counts, this is one kernel. Yet it does more
//: here than there. With a coin for each of 36 superpixels all rows are about
//: equally far, and nine of ten weights lie within a factor of three: the fit
//: is hardly local. A text's rows lie at all distances, and their weights
//: spread (@tab-kernel).

//#-folded-code Weights of texts and of a picture
struct Neighbourhood {
  let name: String
  let weights: [Double]
  func quantile(_ share: Double) -> Double {
    weights.sorted()[Int(share * Double(weights.count - 1))]
  }
}
let kernel = lime.kernel
func neighbourhood(
  _ name: String, _ parts: Int, _ sampler: Coalitions.Sampler
) -> Neighbourhood {
  var random = knobs.random("kernel")
  let rows = Coalitions(
    count: 2001, parts: parts, sampler: sampler, using: &random)
  let distances = kernel.distances(of: rows.matrix).dropFirst()
  return Neighbourhood(name: name, weights: distances.map(kernel.weight))
}
let hoods = [
  neighbourhood("this comment", size, .uniformCount),
  neighbourhood("a text of 30 words", 30, .uniformCount),
  neighbourhood("a picture of 36 pieces", 36, .bernoulli),
]
show(
  Table(
    columns: ["rows of", "low", "middle", "high", "effective share"],
    rows: hoods.map { hood in
      [hood.name] + [0.05, 0.5, 0.95].map { fixed(hood.quantile($0)) } + [
        fixed(
          effectiveSampleSize(of: hood.weights) / Double(hood.weights.count))
      ]
    }), "kernel",
  caption: "The weights of 2,000 rows: the value that 5 % of them lie below "
    + "(low), the median, and the value that 5 % lie above (high); and the "
    + "effective share: as many equally weighted rows, as a share of all, "
    + "would serve as well.")
check(
  hoods[1].quantile(0.95) > 20 * hoods[1].quantile(0.05)
    && hoods[2].quantile(0.95) < 4 * hoods[2].quantile(0.05),
  "the weights of a text's rows reach from \(fixed(hoods[1].quantile(0.05))) "
    + "to \(fixed(hoods[1].quantile(0.95))), those of a picture's only from "
    + "\(fixed(hoods[2].quantile(0.05))) to \(fixed(hoods[2].quantile(0.95)))")
//#-end-folded-code

//: **Fit.** The rest is as in @ch-lime: weighted least squares, standard
//: errors,
//: $R^2$, and the gap between $g$ and $f$ for the comment itself (@tab-fit).

//#-folded-code The numbers of both explanations
show(
  Table(
    columns: ["word"] + names + ["the rule"],
    rows: parts.names.indices.prefix(20).map { word in
      [labels[word]]
        + found.map { found in
          fixed(found.coefficients[word], 3) + " ± "
            + fixed(found.standardErrors[word], 3)
        }
        + [
          fixed(
            GardenComments.effect(of: parts.keys[word], in: knobs.comment), 0)
        ]
    } + [
      ["R²"] + found.map { fixed($0.rSquared) } + [""],
      ["gap"] + found.map { fixed($0.localGap, 3) } + [""],
    ]), "fit",
  caption: "What each word adds to the filter's probability, ± standard error "
    + "over other rows; and what it adds by the rule, in log-odds.")
let wideOpen = LIME.text(samples: knobs.samples, width: 10)
  .explanation(of: 1, rows, answers[0])
remember("openFit", fixed(wideOpen.rSquared))
remember("openGap", fixed(wideOpen.localGap))
remember("bagFit", fixed(found[0].rSquared))
remember("bagGap", fixed(found[0].localGap))
//#-end-folded-code

//: ## It is what it says
//:
//: The bag of words is a sum of weights, before it is squeezed into a
//: probability. So LIME can be put to the test: asked about that sum, the
//: *logit*, it must give back the weights, each times how often its word occurs
//: (@tab-identity).

let exact = LIME.text(samples: knobs.samples, surrogate: plane)
let logits = exact.explain(
  bag.blackBox(.logit), parts, class: 1, using: &chance)

//#-folded-code The weights beside two explanations
let own = parts.keys.map { key in
  bag.weight(of: key) * Double(parts.tokens.keys.count { $0 == key })
}
show(
  Table(
    columns: ["word", "weight", "LIME of the logit", "of the probability"],
    rows: parts.names.indices.prefix(20).map { word in
      [
        labels[word], fixed(own[word]),
        fixed(logits.coefficients[word]), fixed(found[0].coefficients[word]),
      ]
    }), "identity",
  caption: "The weights of the bag of words, and what LIME makes of its logit "
    + "and of its probability.")
let worst = zip(own, logits.coefficients).map { abs($0 - $1) }.max() ?? 0
let agreement = RankStability.spearman(own, found[0].coefficients)
remember("agreement", fixed(agreement))
check(
  worst < 1e-4,
  "LIME of the logit gives the filter's own weights back, within "
    + fixed(max(worst, 1e-5), 5))
//#-end-folded-code

//: The usual target is the *probability*, though, whose slope is steep near one
//: half and flat near 0 and 1. In this comment the order of the words stays
//: (rank correlation \(agreement)), the sizes do not: in one that is spam
//: beyond doubt each single word would add little, because the others suffice.

//: ## Which words did it?
//:
//: Four comments of the exam (@fig-words). Above each, the rule: what should
//: count. Below, what LIME finds in the two filters: what does count, right or
//: wrong. Words like *just*, of which the rule knows nothing, are blue: the
//: filters learned them.

//#-folded-code Four comments of the exam, explained twice
let chosen = ["promo", "lovely", "win", "구독"].compactMap { word in
  examTexts.first { text in
    let keys = Tokens(text).keys
    return keys.contains(word) && 4...12 ~= keys.count
  }
}
struct Told: Sendable {
  let parts: TextParts
  let truth: [Double]
  let chance: Double
  let found: [LIMEExplanation]
}
let told = chosen.compactMap { text -> Told? in
  guard let parts = try? TextParts(text) else { return nil }
  var random = knobs.random("four comments")
  let rows = lime.coalitions(of: InputInParts(parts), using: &random)
  return Told(
    parts: parts,
    truth: parts.keys.map { GardenComments.effect(of: $0, in: text) },
    chance: GardenComments.chance(of: text),
    found: boxes.map { box in
      let answers = lime.outputs(of: box, InputInParts(parts), rows)
      return lime.explanation(of: 1, rows, answers)
    })
}
attempt {
  try require(told.count == 4, "the exam has not the four comments to show")
}
//#-end-folded-code

figure(
  "words",
  caption: "Four comments: what each word adds by the rule, and in the two "
    + "filters. The rule's numbers are log-odds, with a scale of their own.",
  alt: "Words of four comments in boxes of colour, three times each",
  width: .wide
) { drawing in
  let truths = scale(told.map(\.truth), "the rule: log-odds")
  let shared = scale(told.flatMap { $0.found.map(\.coefficients) }, unit)
  let groups = told.map { item in
    Rows(
      [
        map(
          item.parts, item.truth, truths,
          "the rule, P(spam) = \(fixed(item.chance))")
      ]
        + zip(names, item.found).map { name, found in
          map(
            item.parts, found.coefficients, shared,
            "\(name), P(spam) = \(fixed(found.score))")
        }, gap: 4)
  }
  let halves = [groups.prefix(2), groups.dropFirst(2)]
  drawing.draw(
    Columns(halves.map { Rows(Array($0), gap: 14) }, gap: 18))
  drawing.draw(
    Columns([ColorBar(truths, length: 90), ColorBar(shared, length: 90)]))
}

//: ## Does it find what it should?
//:
//: One comment is an anecdote. Take \(cases) comments of the exam that hold a
//: tell-tale word, and ask every method for as many words as there are
//: tell-tales. *Recall* is the share that it names. That judges filter and
//: method together. The second score asks the filter alone: take out the words
//: that were named, all at once, and see how far its probability *moves*
//: (@tab-board).
//:
//: Of the controls, the oracle names the tell-tales; *weights* reads the
//: filter, which only the bag of words allows; *one left out* compares with a
//: text that lacks just that word; *greedy* goes on from there; and *frequent*
//: takes the commonest words of the lessons.

//#-folded-code The exam of the explanations
struct Case: Sendable {
  let text: String
  let parts: TextParts
  let gold: [Int]
}
let everyCase = exam.compactMap { comment -> Case? in
  guard let parts = try? TextParts(comment.text) else { return nil }
  let effects = parts.keys.map {
    GardenComments.effect(of: $0, in: comment.text)
  }
  let gold = effects.indices.filter { effects[$0] != 0 }
  guard !gold.isEmpty, parts.count > gold.count + 2 else { return nil }
  return Case(text: comment.text, parts: parts, gold: gold)
}
let panel = Array(everyCase.prefix(60))

/// The places of the largest values, by size.
nonisolated func largest(_ count: Int, of values: [Double]) -> [Int] {
  let order = values.indices.sorted {
    (abs(values[$1]), $0) < (abs(values[$0]), $1)
  }
  return Array(order.prefix(count))
}

/// How far hiding some parts moves the probability of spam.
nonisolated func moved(
  _ box: BlackBox<String>, _ parts: TextParts, without hidden: [Int]
) -> Double {
  var row = [UInt8](repeating: 1, count: parts.count)
  for part in hidden { row[part] = 0 }
  let texts = [parts.tokens.text, InputInParts(parts).input(showing: row[...])]
  let answers = box(texts)
  return abs(Double(answers[0][1] - answers[1][1]))
}

/// The parts that greedy removal takes out first, from the filter's answer.
nonisolated func greedy(
  _ box: BlackBox<String>, _ parts: TextParts, _ count: Int
) -> [Int] {
  let answer = box([parts.tokens.text])[0]
  return GreedyRemoval(
    first: count, of: InputInParts(parts), box,
    class: answer[1] > answer[0] ? 1 : 0, stopsAtChange: false
  ).removed
}

struct Marks: Sendable {
  var recall: [Double] = []
  var moved: [Double] = []
}
let methods = [
  "oracle", "weights", "LIME", "greedy", "one left out", "frequent", "random",
]
let marks = progress("exam", total: 2) { bar in
  boxes.indices.map { which in
    let marks = Parallel.map(panel.count) {
      [panel, bag, network, vocabulary, lime, random = knobs.random("exam")]
      number in
      var random = random.stream(UInt64(number))
      let (item, parts) = (panel[number], panel[number].parts)
      let box =
        which == 0 ? bag.blackBox() : network.blackBox(reading: vocabulary)
      let count = item.gold.count
      let found = lime.explain(box, parts, class: 1, using: &random)
      let alone = (0..<parts.count).map { moved(box, parts, without: [$0]) }
      let weights = parts.keys.map { key in
        bag.weight(of: key) * Double(parts.tokens.keys.count { $0 == key })
      }
      let rarity = parts.keys.map {
        -Double(vocabulary.number(of: $0) ?? vocabulary.count)
      }
      let named = [
        item.gold, largest(count, of: weights),
        largest(count, of: found.coefficients), greedy(box, parts, count),
        largest(count, of: alone),
        largest(count, of: rarity.map { $0 + Double(vocabulary.count) }),
      ]
      let blind = (0..<20).map { _ in
        Array(random.permutation(of: parts.count).prefix(count))
      }
      func marks(_ names: [[Int]]) -> Marks {
        let gold = GoldFeatures(item.gold, of: parts.count)
        return Marks(
          recall: names.map { gold.recall(of: $0, first: count) ?? 0 },
          moved: names.map { moved(box, parts, without: $0) })
      }
      let (informed, chance) = (marks(named), marks(blind))
      return Marks(
        recall: informed.recall + [Estimate(chance.recall).mean],
        moved: informed.moved + [Estimate(chance.moved).mean])
    }
    bar.advance()
    return marks
  }
}
func mark(_ which: Int, _ method: String, _ score: (Marks) -> [Double])
  -> [Double]
{
  let place = methods.firstIndex(of: method) ?? 0
  return marks[which].map { score($0)[place] }
}
func lead(
  _ which: Int, over other: String, _ score: (Marks) -> [Double]
) -> Estimate {
  Estimate(
    zip(mark(which, "LIME", score), mark(which, other, score)).map { $0 - $1 })
}
show(
  Table(
    columns: [
      "names the words", "recall: bag", "vectors", "moved: bag", "vectors",
    ],
    rows: methods.map { method in
      [method]
        + [0, 1].map { which in
          method == "weights" && which == 1
            ? "" : fixed(Estimate(mark(which, method) { $0.recall }))
        }
        + [0, 1].map { which in
          method == "weights" && which == 1
            ? "" : fixed(Estimate(mark(which, method) { $0.moved }))
        }
    }), "board",
  caption: "Recall of the tell-tale words, and how far the probability moves "
    + "when the named words are taken out; mean ± standard error over "
    + "comments (*random*: the mean of twenty draws for each).")
let leads = [0, 1].map { lead($0, over: "random") { $0.recall } }
let pulls = [0, 1].map { lead($0, over: "oracle") { $0.moved } }
remember("cases", "\(panel.count)")
remember("recallBag", fixed(Estimate(mark(0, "LIME") { $0.recall })))
remember("recallWeights", fixed(Estimate(mark(0, "weights") { $0.recall })))
remember(
  "greedyLead",
  [0, 1].map { signed(lead($0, over: "greedy") { $0.recall }) }
    .joined(separator: " and "))
let greedyPull = Estimate(
  zip(mark(0, "greedy") { $0.moved }, mark(0, "LIME") { $0.moved }).map {
    $0 - $1
  })
remember("greedyPull", signed(greedyPull))
remember("pulls", pulls.map { signed($0) }.joined(separator: " and "))
check(
  leads.allSatisfy { $0.mean > 5 * $0.standardError },
  "LIME names more tell-tales than chance in both filters: paired, "
    + leads.map { signed($0) }.joined(separator: " and "))
//#-end-folded-code

//: LIME of the bag of words names \(recallBag) of the tell-tales, and reading
//: its very weights \(recallWeights). What is missing is the filter's doing: in
//: its own weights other words of the comment are larger. An explanation that
//: is true to the filter must miss them too. Taking out the words that LIME
//: names moves the filters as far as taking out the tell-tales (paired,
//: \(pulls)). Greedy looks for nothing but such moves, and makes larger ones in
//: the bag of words, by \(greedyPull); LIME names words for and against, whose
//: moves cancel. As for tell-tales, LIME's lead over greedy is \(greedyLead).
//: Leaving out one word at a time does as well here, within the errors, with a
//: question for each word and one more in place of a thousand: where words
//: nearly add up, it is enough.
//:
//: ## Does it change with the filter? {.further}
//:
//: A sanity check: an explanation of a filter has to change with the filter. So
//: here are twins: ten that learned from *shuffled* labels, and ten that differ
//: only in luck: for the bag of words, which lessons they saw (drawn with
//: putting back), for the vectors, where they started and in which order they
//: learned (@tab-twins).

//#-folded-code Twenty twins of each filter explain ten comments
let strip = Array(panel.prefix(10))
enum Twin: String, CaseIterable {
  case shuffled = "shuffled labels"
  case luck = "another luck"
}
nonisolated func coefficients(
  _ filter: @Sendable () -> BlackBox<String>, _ cases: [Case], _ random: Random
) -> [[Double]] {
  Parallel.map(cases.count) { number in
    var random = random
    return LIME.text(samples: 300)
      .explain(filter(), cases[number].parts, class: 1, using: &random)
      .coefficients
  }
}
let stripChance = knobs.random("strip")
let originals = [
  coefficients({ [bag] in bag.blackBox() }, strip, stripChance),
  coefficients(
    { [network, vocabulary] in network.blackBox(reading: vocabulary) }, strip,
    stripChance),
]
let similar = progress("twins", total: 20) { bar in
  Twin.allCases.map { kind in
    (0..<10).map { number -> [Double] in
      bar.advance()
      var random = knobs.random("twins").stream(UInt64(number))
      var texts = lessons
      let order = random.permutation(of: lessons.count)
      if kind == .shuffled {
        texts = lessons.indices.map {
          LabelledText(lessons[$0].text, label: lessons[order[$0]].label)
        }
      }
      let drawn = lessons.map { _ in
        lessons[random.integer(below: lessons.count)]
      }
      let bagTwin = attempt {
        try bagOfWords(kind == .shuffled ? texts : drawn, vocabulary)
      }
      var start = random.stream(named: "weights")
      var twin = vectors.network(using: &start)
      _ = train(
        &twin, on: Examples(texts, reading: vocabulary), options: plan,
        using: &random)
      let values = [
        coefficients({ bagTwin.blackBox() }, strip, stripChance),
        coefficients(
          { [twin, vocabulary] in twin.blackBox(reading: vocabulary) }, strip,
          stripChance),
      ]
      return zip(values, originals).map { values, original in
        let ranks = zip(values, original).map {
          abs(RankStability.spearman($0, $1))
        }
        return Estimate(ranks).mean
      }
    }
  }
}
var dice = knobs.random("dice")
let blindly = originals.map { original in
  Estimate(
    (0..<10).map { _ in
      Estimate(
        original.map { values in
          let order = dice.permutation(of: values.count).map(Double.init)
          return abs(RankStability.spearman(values, order))
        }
      ).mean
    })
}
let likeness = similar.map { twins in
  [0, 1].map { which in Estimate(twins.map { $0[which] }) }
}
show(
  Table(
    columns: ["twins"] + names,
    rows: zip(Twin.allCases, likeness).map { kind, values in
      [kind.rawValue] + values.map { fixed($0) }
    } + [["random numbers"] + blindly.map { fixed($0) }]), "twins",
  caption: "How alike a filter's explanations and its twins' are: mean |rank "
    + "correlation| over ten comments, ± standard error over ten twins. Random "
    + "numbers in place of the twin's tell the level of chance for these "
    + "comments: rankings of a handful of words are seldom quite unlike.")
check(
  [0, 1].allSatisfy { likeness[1][$0].mean > likeness[0][$0].mean + 0.2 },
  "twins that learned nonsense explain the comments otherwise, |ρ| "
    + likeness[0].map { fixed($0) }.joined(separator: " and ")
    + "; those that differ by luck much the same, "
    + likeness[1].map { fixed($0) }.joined(separator: " and "))
//#-end-folded-code

//: ## How far to trust it
//:
//: LIME draws texts at random, so two runs differ. The longest comment of the
//: exam has \(longWords) different words. Explain it twenty times over with
//: more and more texts (@tab-trust).

//#-folded-code Twenty draws of each size
let longest = everyCase.max { $0.parts.count < $1.parts.count } ?? panel[0]
let sizes = [100, 500, 2000, 5000]
struct Trust: Sendable {
  let ranking: [Int]
  let rSquared, gap, share, error: Double
}
let trust = progress("draws", total: sizes.count) { bar in
  sizes.map { samples in
    bar.advance()
    return Parallel.map(20) {
      [network, vocabulary, longest, random = knobs.random("draws")] number in
      var random = random.stream(UInt64(number))
      let found = LIME.text(samples: samples).explain(
        network.blackBox(reading: vocabulary), longest.parts, class: 1,
        using: &random)
      return Trust(
        ranking: found.rankingBySize, rSquared: found.rSquared,
        gap: found.localGap,
        share: found.effectiveSampleSize / Double(samples),
        error: found.standardErrors.max() ?? 0)
    }
  }
}
let overlap = trust.map {
  RankStability.meanJaccard(ofTop: 5, in: $0.map(\.ranking))
}
func mean(_ runs: [Trust], _ value: (Trust) -> Double) -> Double {
  Estimate(runs.map(value)).mean
}
show(
  Table(
    columns: [
      "texts", "R²", "gap", "effective share", "largest error", "top-5 overlap",
    ],
    rows: sizes.indices.map { at in
      [
        "\(sizes[at])", fixed(mean(trust[at], \.rSquared)),
        fixed(mean(trust[at], \.gap), 3), fixed(mean(trust[at], \.share)),
        fixed(mean(trust[at], \.error), 3), fixed(overlap[at]),
      ]
    }), "trust",
  caption: "The word vectors and the longest comment: means over twenty draws; "
    + "and the overlap of the five strongest words of two draws (Jaccard: "
    + "words in both lists over words in either).")
let fits = trust.map { mean($0, \.rSquared) }
remember("longWords", "\(longest.parts.count)")
remember("overlaps", fixed(overlap[0]) + " to " + fixed(overlap[3]))
remember("plateau", fixed(fits[3]))
remember("unplain", percent(1 - fits[3], 0))
check(
  overlap[3] > overlap[0] + 0.15 && abs(fits[3] - fits[1]) < 0.03
    && fits[3] < 0.9,
  "from 100 texts to 5,000 the overlap rises from \(fixed(overlap[0])) to "
    + "\(fixed(overlap[3])), while R² stays: \(fixed(fits[1])) with 500 "
    + "texts, \(fixed(fits[3])) with 5,000")
//#-end-folded-code

//: More texts make the ranking steady (\(overlaps)). They do not make the plane
//: fit better: $R^2$ stays near \(plateau), for \(unplain) of what the filter
//: does over these texts is no sum of words. *Steady is not faithful.*
//:
//: ## Words twice, signs, and Hangul {.further}
//:
//: A word that occurs twice is one part. If each occurrence were a part of its
//: own, a bag of words would share out between them what the word is worth
//: (@tab-twice). Signs are no words: they stay in every text, so LIME gives
//: them no number. These filters do not see them anyway. An emoji is a word
//: like any other.

//#-folded-code A comment with doubles, by words and by occurrences
let doubled = "Free pots, FREE soil! Subscribe, subscribe \u{1F331}"
let ways = attempt {
  try TextParts.Unit.allCases.map { try TextParts(doubled, unit: $0) }
}
let byWay = ways.map { way in
  var random = knobs.random("twice")
  return exact.explain(
    bag.blackBox(.logit), way, class: 1, using: &random
  ).coefficients
}
let pairsOf = ways[0].keys.map { key in
  ways[1].keys.indices.filter { ways[1].keys[$0] == key }
}
let stripped = Tokens(doubled).words.joined(separator: " ")
show(
  Table(
    columns: ["word", "as one part", "each occurrence"],
    rows: ways[0].keys.enumerated().map { word, key in
      [
        key.namingEmoji, fixed(byWay[0][word]),
        pairsOf[word].map { fixed(byWay[1][$0]) }.joined(separator: ", "),
      ]
    }), "twice",
  caption: "The logit of the bag of words, explained by words and by "
    + "occurrences: *Free pots, FREE soil! Subscribe, subscribe* and an emoji.")
check(
  ways[0].keys.indices.allSatisfy { word in
    let sum = pairsOf[word].reduce(0) { $0 + byWay[1][$1] }
    return abs(sum - byWay[0][word]) < 1e-4
  }
    && boxes.allSatisfy { box in
      let answers = box([doubled, stripped])
      return answers[0] == answers[1]
    },
  "what two occurrences are worth adds up to what the word is worth, and "
    + "without its signs the comment gets the same answer")
let spaced = ["구독 하고 무료 씨앗", "구독하고 무료씨앗"]
let korean = spaced.map { fixed(Double(boxes[0]([$0])[0][1])) }
remember("spaced", korean[0])
remember("unspaced", korean[1])
remember("spacedText", spaced[0])
remember("unspacedText", spaced[1])
//#-end-folded-code

//: > [!TIP]
//: > **Predict.** In Korean, endings are joined to their word, and people often
//: > leave out other spaces too. The bag of words gives \(spacedText)
//: > (*subscribe, and free seeds*) a probability of \(spaced). What does it
//: > give \(unspacedText), the same with two spaces less?
//:
//: @answer
//: \(unspaced), which it gives every text that it does not know a word of, for
//: both words are unknown now. LIME would say that nothing in the text matters,
//: and be right about the filter. What counts as a word is decided before LIME
//: begins.
//: @end
//:
//: ## Gold features {.further}
//:
//: How does one know that an explanation is right, if the truth is not known?
//: The paper's way: explain a model that can be read, and that uses few words.
//: They are *gold*. Here a bag that knows just ten words, the heaviest of the
//: large one; each explanation names three words, and recall is the share of a
//: comment's gold words among them (@tab-gold). Greedy looks only for words
//: that speak for the answer, so it is late with gold words against it.

//#-folded-code A filter of ten words, and who finds them
let heavy = largest(10, of: bag.regression.coefficients)
let tenWords = Vocabulary(heavy.map { vocabulary.words[$0] })
let sparse = attempt { try bagOfWords(lessons, tenWords) }
let goldMarks = Parallel.map(everyCase.count) {
  [everyCase, sparse, tenWords, lime, random = knobs.random("gold")] number
    -> [Double]? in
  let parts = everyCase[number].parts
  let gold = GoldFeatures(
    parts.keys.indices.filter {
      tenWords.number(of: parts.keys[$0]) != nil
    }, of: parts.count)
  var random = random.stream(UInt64(number))
  let box = sparse.blackBox()
  let found = lime.explain(box, parts, class: 1, using: &random)
  guard parts.count > 5,
    let byLIME = gold.recall(of: found.rankingBySize, first: 3),
    let byGreed = gold.recall(of: greedy(box, parts, 3), first: 3),
    let byChance = gold.randomRecall(first: 3)
  else { return nil }
  return [byLIME, byGreed, byChance]
}.compactMap(\.self)
let goldRecall = (0..<3).map { who in Estimate(goldMarks.map { $0[who] }) }
show(
  Table(
    columns: ["names three words", "recall of gold words"],
    rows: zip(["LIME", "greedy", "random"], goldRecall).map {
      [$0, fixed($1)]
    }), "gold",
  caption: "A filter that knows ten words: the share of a comment's gold words "
    + "among the three that are named; mean ± standard error over "
    + "\(goldMarks.count) comments.")
check(
  goldRecall[0].mean > 0.9 && goldRecall[0].mean > goldRecall[2].mean + 0.3,
  "LIME finds \(fixed(goldRecall[0])) of the gold words, chance "
    + fixed(goldRecall[2].mean))
//#-end-folded-code

//: ## A few comments that stand for the filter {.further}
//:
//: Nobody reads 450 explanations. *SP-LIME* picks a handful that shows as much
//: as possible: a word is worth $I_j = \sqrt{\sum_i |W_{ij}|}$, over the
//: explanations $W_i$; and a set of comments is worth the words that it covers.
//: Take, each time, the comment that adds most (@tab-pick).

//#-folded-code Sixty lessons explained by four words each, and five picks
let brief = LIME.text(samples: 400, surrogate: LinearSurrogate(features: 4))
nonisolated func wordWeights(
  _ filter: BagOfWords, _ texts: [LabelledText], _ lime: LIME, _ random: Random
) -> [[Double]] {
  Parallel.map(texts.count) { number in
    var random = random.stream(UInt64(number))
    var weights = [Double](repeating: 0, count: filter.vocabulary.count)
    guard let parts = try? TextParts(texts[number].text) else { return weights }
    let found = lime.explain(filter.blackBox(), parts, class: 1, using: &random)
    for (key, value) in zip(parts.keys, found.coefficients) {
      if let word = filter.vocabulary.number(of: key) { weights[word] = value }
    }
    return weights
  }
}
let shelf = Array(lessons.prefix(60))
let table = wordWeights(bag, shelf, brief, knobs.random("shelf"))
let pick = SubmodularPick(table, count: 5)
var luck = knobs.random("blind picks")
let blind = (0..<200).map { _ in
  pick.coverage(of: Array(luck.permutation(of: shelf.count).prefix(5)))
    / pick.totalCoverage
}
let covered = pick.coverages.map { $0 / pick.totalCoverage }
show(
  Table(
    columns: ["picked comment", "covers"],
    rows: zip(pick.picked, covered).map {
      [shortened(shelf[$0].text, to: 56), fixed($1)]
    }), "pick",
  caption: "Five comments that stand for the bag of words, and what they cover "
    + "together, as a share of what all sixty do.")
let blindMean = blind.reduce(0, +) / Double(blind.count)
check(
  covered[4] > (blind.max() ?? 1),
  "five picks cover \(fixed(covered[4])) of what sixty explanations show; five "
    + "blind ones \(fixed(blindMean)) on average, and "
    + "\(fixed(blind.max() ?? 0)) at best of 200 draws")
//#-end-folded-code

//: ## Debug and compare
//:
//: What are explanations good for? To *mend* a filter, say the lectures and the
//: paper, where people struck words out that LIME showed and that made no
//: sense. We do it with a gardener who knows the rule. She is shown the words
//: of sixty explained lessons, those with the largest numbers over all first,
//: and strikes out the first eighty that are no tell-tales; the filter learns
//: anew without them. Her rival knows the rule too, and strikes out eighty such
//: words blindly. A third reads the filter's own weights, which a bag of words
//: allows, and strikes out the eighty largest. Eight filters, each from
//: lessons drawn with putting back (@tab-debug).

//#-folded-code Eight filters are mended twice
struct Mended: Sendable {
  let before, byLIME, byWeight, blindly: Double
}
let tellTales = Set(GardenComments.tellTales.map(\.key))
let mended = progress("mending", total: 8) { bar in
  (0..<8).map { number -> Mended in
    bar.advance()
    var random = knobs.random("mending").stream(UInt64(number))
    let texts = lessons.map { _ in
      lessons[random.integer(below: lessons.count)]
    }
    let all = Vocabulary(of: texts.map { Tokens($0.text) })
    let first = attempt { try bagOfWords(texts, all) }
    let table = wordWeights(
      first, Array(texts.prefix(60)), LIME.text(samples: 300),
      random.stream(named: "shelf"))
    let worth = SubmodularPick.importances(of: table)
    func isOdd(_ word: Int) -> Bool { !tellTales.contains(all.words[word]) }
    let shown = largest(all.count, of: worth).filter(isOdd).prefix(80)
    let drawn = random.permutation(of: all.count).filter(isOdd).prefix(80)
    let heaviest = largest(all.count, of: first.regression.coefficients)
      .filter(isOdd).prefix(80)
    func score(_ filter: BagOfWords) -> Double {
      expected(examTexts, examTexts.map { filter.probability(of: Tokens($0)) })
    }
    @MainActor func without(_ words: some Sequence<Int>) -> Double {
      let out = Set(words)
      let rest = all.words.indices.filter { !out.contains($0) }
      return score(
        attempt {
          try bagOfWords(texts, Vocabulary(rest.map { all.words[$0] }))
        })
    }
    return Mended(
      before: score(first), byLIME: without(shown),
      byWeight: without(heaviest), blindly: without(drawn))
  }
}
show(
  Table(
    columns: ["filter", "right by the rule"],
    rows: [
      ["as it was", fixed(Estimate(mended.map(\.before)), 3)],
      ["eighty blind words less", fixed(Estimate(mended.map(\.blindly)), 3)],
      [
        "eighty words less that LIME shows",
        fixed(Estimate(mended.map(\.byLIME)), 3),
      ],
      [
        "eighty words less, by weight",
        fixed(Estimate(mended.map(\.byWeight)), 3),
      ],
    ]), "debug",
  caption: "The share of the exam that a filter gets right on average if the "
    + "rule draws the labels; mean ± standard error over eight filters.")
let gain = Estimate(mended.map { $0.byLIME - $0.before })
let edge = Estimate(mended.map { $0.byLIME - $0.blindly })
remember(
  "overWeights", signed(Estimate(mended.map { $0.byLIME - $0.byWeight }), 3))
//#-end-folded-code

//: So for this filter she could have read the weights (LIME less weights,
//: paired: \(overWeights)); LIME asks for nothing but answers.
//:
//: And to *compare* two filters that are right equally often: train the word
//: vectors once more without the price on large weights. The exam hardly tells
//: them apart. Whoever knows which words should count sees a difference in
//: LIME's answers, without any label: one names more of the tell-tales
//: (@tab-compare). That it is therefore the better filter this exam does not
//: show; comments made of other phrases might.

//#-folded-code Five pairs of trainings
struct Rival: Sendable {
  let (score, recall): (Double, Double)
}
let loose = TrainingOptions(epochs: 20)
let rivals = progress("pairs", total: 5) { bar in
  (0..<5).map { number in
    bar.advance()
    return [plan, loose].map { options -> Rival in
      var random = knobs.random("pairs").stream(UInt64(number))
      var rival = vectors.network(using: &random)
      _ = train(
        &rival, on: Examples(lessons, reading: vocabulary), options: options,
        using: &random)
      let box = rival.blackBox(reading: vocabulary)
      let values = coefficients(
        { [rival, vocabulary] in rival.blackBox(reading: vocabulary) },
        Array(panel.prefix(25)), stripChance)
      return Rival(
        score: expected(
          examTexts, box.scores(of: examTexts).map { Double($0[1]) }),
        recall: Estimate(
          zip(panel, values).map { item, values in
            let gold = GoldFeatures(item.gold, of: values.count)
            let count = item.gold.count
            return gold.recall(of: largest(count, of: values), first: count)
              ?? 0
          }
        ).mean)
    }
  }
}
show(
  Table(
    columns: ["word vectors", "right by the rule", "recall of tell-tales"],
    rows: zip(["with a price on weights", "without"], 0..<2).map { name, kind in
      [name] + [
        fixed(Estimate(rivals.map { $0[kind].score }), 3),
        fixed(Estimate(rivals.map { $0[kind].recall }), 3),
      ]
    }), "compare",
  caption: "Two ways to train the word vectors: means ± standard errors over "
    + "five pairs that share start and order; LIME explained 25 comments.")
let scoreLead = Estimate(rivals.map { $0[0].score - $0[1].score })
let recallLead = Estimate(rivals.map { $0[0].recall - $0[1].recall })
check(
  gain.mean > 2 * gain.standardError && edge.mean > 2 * edge.standardError
    && recallLead.mean > 2 * recallLead.standardError,
  "striking out what LIME shows mends a filter by \(signed(gain, 3)), and by "
    + "\(signed(edge, 3)) more than blind striking; two ways to train the "
    + "exam hardly tells apart (\(signed(scoreLead, 3))), while LIME's recall "
    + "of tell-tales differs by \(signed(recallLead, 3))",
  claim: 19,
  verdict: .holdsWhen("who looks on knows which words make sense"))
//#-end-folded-code

//: ## The word that gives the answer away
//:
//: The paper's best-known experiment showed people a classifier, trained on
//: purpose on wolves in snow, that told huskies from wolves by the snow. Before
//: they saw explanations, 10 of 27 trusted the bad classifier; afterwards 3,
//: and those who named snow rose from 12 to 25 [@ribeiro2016]. Here it is in
//: words. One spammer signs nearly every spam of the lessons with *cheers*. A
//: filter learns from them; so does a *mended* one, for which we sign honest
//: lessons as well.
//:
//: > [!TIP]
//: > **Predict.** The filters sit an exam that is signed like the lessons, and
//: > one that is not signed. Which filter wins the first? Which would you
//: > trust?
//:
//: @answer
//: The tainted one wins, with \(signedScores). LIME and the plain exam tell
//: another story (@tab-signature).
//: @end

//#-folded-code Three filters, two exams, and an intervention
var ink = knobs.random("signature")
func sign(_ texts: [LabelledText], _ label: Int = 1) -> [LabelledText] {
  GardenComments.signing(
    texts, with: "cheers", share: 0.95, label: label, using: &ink)
}
let signedLessons = sign(lessons)
let signedExam = sign(exam)
let bothSigned = sign(signedLessons, 0)
let wide = Vocabulary(of: signedLessons.map { Tokens($0.text) })
struct Signed {
  let name: String
  let signedExam, plainExam, cheers, tellTale, taken, added: Double
}
let spamSigned = signedExam.filter {
  $0.label == 1 && $0.text.hasSuffix(" cheers")
}
let plainHonest = exam.filter { $0.label == 0 }
let lots = [
  ("honest lessons", lessons), ("tainted", signedLessons),
  ("mended", bothSigned),
]
let suspects = lots.map { name, texts -> Signed in
  let box = attempt { try bagOfWords(texts, wide) }.blackBox()
  func score(_ texts: [LabelledText]) -> Double {
    let answers = box(texts.map(\.text))
    let count = zip(texts, answers).count {
      ($0.label == 1) == ($1[1] > $1[0])
    }
    return Double(count) / Double(texts.count)
  }
  func spam(_ texts: [String]) -> Double {
    Estimate(box(texts).map { Double($0[1]) }).mean
  }
  let tops = spamSigned.prefix(40).enumerated().compactMap { number, item in
    (try? TextParts(item.text)).map { parts in
      var random = knobs.random("suspects").stream(UInt64(number))
      let found = LIME.text(samples: 400)
        .explain(box, parts, class: 1, using: &random)
      return parts.keys[found.ranking[0]]
    }
  }
  let count = Double(tops.count)
  let texts = spamSigned.map(\.text)
  let honest = plainHonest.map(\.text)
  return Signed(
    name: name, signedExam: score(signedExam), plainExam: score(exam),
    cheers: Double(tops.count { $0 == "cheers" }) / count,
    tellTale: Double(tops.count { tellTales.contains($0) }) / count,
    taken: spam(texts.map { String($0.dropLast(7)) }) - spam(texts),
    added: spam(honest.map { $0 + " cheers" }) - spam(honest))
}
show(
  Table(
    columns: [
      "filter", "signed exam", "exam", "cheers", "tell-tale", "taken", "added",
    ],
    rows: suspects.map { suspect in
      [
        suspect.name, fixed(suspect.signedExam), fixed(suspect.plainExam),
        fixed(suspect.cheers), fixed(suspect.tellTale), fixed(suspect.taken),
        fixed(suspect.added),
      ]
    }), "signature",
  caption: "Right on the signed exam and on the plain one; for what share of "
    + "forty signed spams LIME's strongest word is *cheers*, or a tell-tale; "
    + "and how P(spam) changes when *cheers* is taken from spam, or added to "
    + "honest comments.")
let (clean, tainted, cured) = (suspects[0], suspects[1], suspects[2])
remember(
  "signedScores",
  fixed(tainted.signedExam) + " right, where the mended one has "
    + fixed(cured.signedExam))
check(
  tainted.signedExam > clean.signedExam && tainted.plainExam < clean.plainExam
    && tainted.cheers > 0.9 && cured.cheers < 0.1
    && tainted.taken < -0.3 && abs(cured.taken) < 0.1,
  "the tainted filter wins its own exam, \(fixed(tainted.signedExam)) to "
    + "\(fixed(clean.signedExam)), and loses the plain one, "
    + "\(fixed(tainted.plainExam)) to \(fixed(clean.plainExam)); LIME shows "
    + "*cheers* first in \(percent(tainted.cheers, 0)) of forty signed spams "
    + "and in \(percent(cured.cheers, 0)) after the repair; taking the word "
    + "out moves P(spam) by \(fixed(tainted.taken)), after the repair by "
    + fixed(cured.taken),
  claim: 20, verdict: .reenacted)
//#-end-folded-code

//: Whoever goes by the explanations distrusts the filter that deserves it, and
//: can trust it again when it is mended; and the last two columns, which change
//: the *text*, say that the explanations did not lie. No person took part here,
//: though: the paper asked people, we counted words.
//:
//: ## How near is near? Where it misleads
//:
//: Explain the *rule itself*, of which all is known, and a comment in which
//: *free* counts for nothing, because of *not*. Take *free* out, and the rule's
//: probability is what it was, to the bit. What does LIME say? That hangs on
//: the knob that matters, the width $\sigma$ (@fig-width).

//#-folded-code The rule as a black box, with four widths
let rule = BlackBox<String> { texts in
  texts.map {
    let chance = Float(GardenComments.chance(of: $0))
    return [1 - chance, chance]
  }
}
let denied = "Not free, but worth every penny, that spade"
let deniedParts = attempt { try TextParts(denied) }
let widths = [0.05, 0.1, 0.25, 1]
let byWidth = widths.map { width in
  var random = knobs.random("not free")
  return LIME.text(samples: 2000, width: width)
    .explain(rule, deniedParts, class: 1, using: &random)
}
let usual = byWidth[2]
let effect = GardenComments.effect(of: "free", in: denied)
check(
  effect == 0 && usual.coefficients[1] > 0.08
    && byWidth[0].coefficients[1] < 0.06,
  "taking *free* out changes the rule's score by exactly \(fixed(effect, 0)), "
    + "yet LIME gives it \(fixed(usual.coefficients[1])) with the usual width; "
    + "with a fifth of it \(fixed(byWidth[0].coefficients[1]))")
remember("freeSays", fixed(usual.coefficients[1]))
remember("misledFit", fixed(usual.rSquared))
remember("misledGap", fixed(usual.localGap))
remember("narrowFree", fixed(byWidth[0].coefficients[1]))
var same = knobs.random("not free")
let deniedRows = LIME.text(samples: 2000)
  .coalitions(of: InputInParts(deniedParts), using: &same)
let lost = zip(deniedRows, usual.weights).map { row, weight in
  row[row.startIndex] == 0 ? weight : 0
}
remember(
  "lackNot", percent(lost.reduce(0, +) / usual.weights.reduce(0, +), 0))
let empty = boxes.map { fixed(Double($0([" "])[0][1])) }
remember("empty", empty.joined(separator: " and "))
let three = ["tomatoes", "pots", "soil"].map { bag.weight(of: $0) }
let bare = bag.regression.intercept
remember("threeWords", three.map { fixed($0) }.joined(separator: " + "))
remember("emptyLogit", fixed(bare))
remember(
  "threeChance", fixed(bag.probability(of: Tokens("tomatoes pots soil"))))
//#-end-folded-code

sweep(
  "width", over: widths, named: "width",
  caption: "The rule explained with kernels of four widths, on one scale: what "
    + "each word adds to P(spam); above, the number of *free*, the gap between "
    + "plane and rule, and R².",
  alt: "A comment in four columns; the word not is orange, and the word free "
    + "turns from white to blue as the kernel grows wider", width: .wide,
  frameWidth: 220
) { drawing, width in
  let found = byWidth[widths.firstIndex(of: width) ?? 0]
  drawing.draw(
    map(
      deniedParts, found.coefficients,
      scale(byWidth.map(\.coefficients), unit),
      "free \(fixed(found.coefficients[1])), gap \(fixed(found.localGap)), "
        + "R²\u{A0}\(fixed(found.rSquared))"))
} below: { drawing in
  drawing.draw(ColorBar(scale(byWidth.map(\.coefficients), unit)))
}

//: With the usual width it says that *free* speaks for spam (\(freeSays)). That
//: is true of the texts that lost *not*, which carry \(lackNot) of the weight;
//: it is false of the comment. $R^2$ (\(misledFit)) warns, and so does the gap
//: between plane and rule (\(misledGap)). A narrow kernel answers the question
//: that was asked, nearly: \(narrowFree) in place of 0; but a plane has no term
//: for *and*, and where meaning lies in pairs of words its numbers are averages
//: over texts that nobody writes. Some of them hold nothing but signs: to such
//: a text our filters give \(empty).
//:
//: ## The paper's numbers beside ours
//:
//: The paper measured gold features too, on longer texts, and let people mend a
//: filter. Our comments are short and our gardener knows the rule, so the
//: numbers cannot be compared. What carries over is the way of testing, and the
//: trap of @tab-signature. @mardaoui2021 work out what LIME for text tends to
//: with many samples; for a linear model, its weights times what the word
//: counts in this text.
//:
//: ## The same in Python
//:
//: The texts that the word vectors were asked about, and the library of LIME's
//: authors (`make compare CHAPTER=lime-text` prints the largest differences).
//: What is drawn at random is given, and the distances follow its formula;
//: weights and fit are its own (@lst-lime). By default it also differs in this:
//: `Free` and `free` are two words, an emoji is none, it draws 5,000 texts, and
//: it keeps ten words.
//:
//: @listing(chapters/lime-text/in_python.py, lime)

//#-folded-code What --models keeps for the comparison
let keptRows = rows.prefix(500)
let kept = lime.explanation(
  of: 1, Coalitions(rows: keptRows.map(Array.init)),
  Array(answers[1].prefix(500))
)
keep(
  "explanations", answersOf: [training],
  to: keptRows.map {
    vocabulary.shares(of: Tokens(InputInParts(parts).input(showing: $0)))
  },
  [
    "rows": Tensor(
      ContiguousArray(keptRows.joined().map(Float.init)),
      shape: [keptRows.count, parts.count]),
    "coefficients": Tensor(
      ContiguousArray(kept.coefficients.map(Float.init)), shape: [parts.count]),
    "fit": Tensor(
      [Float(kept.intercept), Float(kept.fit.rSquared)], shape: [2]),
    "width": Tensor([Float(knobs.width)], shape: [1]),
  ])
//#-end-folded-code

//: ## In five lines
//:
//: 1. Leave words out at random, ask the filter, and lay a weighted plane
//:    through a table of zeros and ones.
//: 2. How many words go is drawn evenly, so near and far texts both occur, and
//:    the kernel tells them apart: its width is part of the question.
//: 3. A word's number is about the filter: where the filter is wrong, so is the
//:    word.
//: 4. More texts make the ranking steady, and leave $R^2$ as it is.
//: 5. A word that gives the answer away shows; a pair of words, like *not
//:    free*, does not.
//:
//: ## Eight questions
//:
//: 1. What does the surrogate see of a text?
//: 2. How do LIME's code for texts and for pictures differ in what they hide?
//: 3. Why are $100 D$ with $\sigma = 25$ and $D$ with $\sigma = 0.25$ the same?
//: 4. When does LIME give back the weights of a bag of words?
//: 5. Why can *free* get a positive number in a text that says *not free*?
//: 6. (Further.) What do five picks of SP-LIME show that five comments by
//:    chance do not?
//: 7. Which two numbers tell of the tainted filter without any explanation?
//: 8. What would LIME say about a text of which the filter knows no word?
//:
//: @answer
//: (1) A row of zeros and ones for each text, its probability and its weight.
//: (2) For texts first how many words, each number equally likely; for pictures
//: a coin for each part. (3) Only the ratio of $D$ and $\sigma$ counts. (4) If
//: asked about the logit, and fitted without a ridge. (5) In the texts that
//: lost *not*, it counts. (6) More of the words that the filter uses. (7) A
//: high share right on a signed exam, a low one on a plain exam. (8) That no
//: word matters.
//: @end
//:
//: ## Exercises
//:
//: > [!TIP]
//: > **Exercise.** *By hand.* A filter says 0.9 if *win* or *money* is there,
//: > else 0.1. What are both worth in *win money*, if all four texts count
//: > alike? And if only those count that lack one word at most?
//:
//: @answer
//: Alike: each $(0.9 + 0.9)/2 - (0.9 + 0.1)/2 = 0.4$. Near ones: each 0, for
//: without either the other suffices. A narrow kernel can say that nothing
//: matters in a text where everything does.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Turn a knob.* Predict what `--width 0.05` does to the
//: > numbers of @tab-fit; then run it. And `--width 10`?
//:
//: @answer
//: Narrow: only the texts that lack one word count much. The bag's numbers come
//: near to what leaving out that word does, but lie below it, and the weakest
//: turn negative: so few texts count that even the small ridge weighs. Wide:
//: all texts count alike. The bag's numbers grow a little and its $R^2$ goes
//: from \(bagFit) to \(openFit), since here a plane fits all texts well; the
//: gap at the comment itself grows, from \(bagGap) to \(openGap).
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Your own words.* Write a comment that the bag of words
//: > takes for spam, without a tell-tale: `--comment "…"`. LIME tells you which
//: > words to use.
//:
//: @answer
//: Collect words that are blue in @fig-words and not in @tab-rule. For example
//: *tomatoes pots soil* (@tab-identity, @tab-twice): \(threeWords) on top of
//: the empty text's \(emptyLogit) makes P(spam) = \(threeChance). That this is
//: easy is the filter's fault; that you could do it is LIME's merit.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Spot the bug.* `submodular_pick.py` of lime 0.2.0.1 adds
//: > up, for each word, the *signed* weights that its explanations give for
//: > several classes. What becomes of $I_j$ for two classes?
//:
//: @answer
//: With two classes a word's weights are $+\beta$ and $-\beta$, and cancel:
//: every word is worth nothing. Sizes have to be added. (It also
//: shuffles with numpy's global generator, which the explainer's own seed,
//: `random_state`, does not reach.)
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Build.* Give the surrogate a column for each pair of
//: > neighbouring words. Does it find *not free*?
//:
//: @answer
//: Take the rule as the black box; our filters know no pairs. Add $z'_j
//: z'_{j+1}$ as columns for the fit, with weights from the words alone. The
//: pair gets the negative number, *free* its positive one, and their sum is
//: what *free* does in this comment: next to nothing.
//: @end
//:
//: ## The method's card

card(
  "LIME for text",
  [
    "question": "which words does an answer hang on?",
    "forward passes": "one a text; \(knobs.samples) here, 5,000 in LIME's code",
    "backward passes": "0",
    "may see": "inputs and scores",
    "scope": "local: one score; a few together stand for a model (SP-LIME)",
    "kind": "post hoc, model agnostic",
    "deterministic": "yes, for a seed",
    "unit": "probability a word",
    "R², gap": found.map { fixed($0.rSquared) + ", " + fixed($0.localGap) }
      .joined(separator: "; "),
    "recall of tell-tales": [0, 1].map { which in
      fixed(Estimate(mark(which, "LIME") { $0.recall }).mean)
    }.joined(separator: ", "),
    "the same by chance": fixed(
      Estimate(mark(0, "random") { $0.recall }).mean),
    "choices that change it":
      "what a word is; width; logit or probability; number of texts",
    "use it when": "you can ask, and single words carry the meaning",
    "do not use it when": "meaning lies in order or in pairs of words",
  ])
finish()

//: ## Sources
//:
//: Method, SP-LIME, gold features and the husky: @ribeiro2016. What LIME for
//: text tends to: @mardaoui2021. Means of word vectors: @iyyer2015. Random
//: twins: @adebayo2018.
