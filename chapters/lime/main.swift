//: # LIME: explaining one prediction at a time
//:
//: A network looks at a picture of 48 by 48 pixels and says *ladybird*. It read
//: 6,912 numbers to get there. Ask it *why*, and it has nothing to say. LIME
//: [@ribeiro2016] gets an answer out of it all the same: it hides parts of the
//: picture, asks again, and notes which losses make the answer fall. A thousand
//: questions later it has a number for each part, and a plain formula that
//: imitates the network near this picture. How near, and how well?
//:
//: > [!NOTE]
//: > **In this chapter.** You will
//: >
//: > - work out a tiny explanation by hand, then the real one, step by step;
//: > - see that *local* is only its name, and measure what nearness would cost;
//: > - test it, beside rivals, by hiding what it calls important;
//: > - learn which numbers belong beside every explanation.
//: >
//: > A lecture of fifty minutes: *The question* to *Which pieces did it?*, then
//: > *Does the network use them?*, *What it costs* and *How near is near?* What
//: > is marked *further* can wait.
//#-hidden-code
import ArgumentParser
import Classroom
import Datasets
import Evaluation
import Explainers
import Graphics
import Images
import Models
import Notebook
import Numerics
import Plotting
import Tensors

//#-end-hidden-code

//#-folded-code The knobs of this chapter, its data, and a network to explain
struct Knobs: ParsableArguments {
  @Option("The test image to explain.", in: 0...499) var image = 16
  @Option(file: "A PNG picture of your own in its place.") var picture: String?
  @Option("How many rows to draw.", in: 50...10_000) var samples = 1000
  @Option("Which draw of the rows to take.", in: 0...99) var draw = 0
  @Option("About how many pieces to cut.", in: 4...150) var superpixels = 36
  @Option("How wide the neighbourhood is.", in: 0.01...1000) var width = 0.25

  mutating func validate() throws {
    let (least, most) = (2 * superpixels, samples / 2)
    try require(
      samples >= least,
      "--samples \(samples) is too few for --superpixels \(superpixels): take "
        + "\(least) samples or more, or \(most) superpixels or fewer")
    try require(
      picture == nil || image == 16,
      "--image is about the test pictures: leave it out with --picture FILE")
  }
}

let knobs = open(Knobs.self)
let garden = attempt { try ToyGarden.bundled() }
let (lessons, exam) = attempt { (try garden.train, try garden.test) }
let subject = attempt { try Subject(knobs.picture, or: exam, at: knobs.image) }
let names = Creature.allCases.map(\.name)
let training = learn(
  "average", .garden(classes: 5), on: Examples(lessons),
  TrainingOptions(epochs: 3), chance: knobs.random("lessons"))
let network = training.network
introduce(subject, to: network)
let (image, label) = (subject.image, subject.label(by: network))
let outline = Annotation.outline(of: subject.outlined, color: Theme.ink)
let outlined = subject.truth == nil ? "" : ", with the true outline"
let name = names[label]
let unit = "probability added by showing a piece"
/// An explanation as a map: each pixel has the coefficient of its piece.
func painted(_ found: LIMEExplanation, _ pieces: Superpixels) -> Tensor {
  pieces.painted(found.coefficients)
}
/// The size of the largest coefficient.
func largest(_ found: LIMEExplanation) -> Double {
  found.coefficients.map { abs($0) }.max() ?? 0
}
//#-end-folded-code

//: ## The question
//:
//: **Which parts of this picture made the network say so?** Our pictures come
//: from the Toy Garden: five creatures on four grounds. A program drew them, so
//: it also wrote down which pixels are creature. A photograph never tells you
//: that. A small network of three convolutions has learned, in three epochs, to
//: name the creature (@ch-cam opens it up), and has an answer for
//: @fig-question, too. From here on we forget its inside: a *black box* $f$
//: takes pictures and returns probabilities.

let box = network.blackBox()
let belief = box([image])[0].map { Double($0) }
print(training)
print("right on the test pictures:", percent(network.accuracy(on: exam)))

figure(
  "question",
  caption: "What is to be explained, \(subject.name): the probability that the "
    + "network gives to each creature.",
  alt: "The picture; beside it five bars, one for each creature"
) { drawing in
  drawing.draw(
    Columns(
      [
        Panel(subject.name, Picture(image)),
        Panel(
          "the network's answer",
          BarChart(
            zip(names, belief).map { .init("\($0) \(fixed($1, 3))", $1) },
            axis: Axis("probability", range: 0...1),
            coloring: .single(Theme.muted))),
      ], shares: [1, 2]))
}

//: ## The method on one page
//:
//: Single pixels are hopeless to hide: there are 2,304, and none matters alone.
//: So cut the picture into *pieces*, patches of like colour. Draw which of them
//: are hidden, a thousand times over: rows of ones (shown) and zeros (hidden).
//: Make the picture that each row stands for, the *view*, and ask the box about
//: it. Then lay a plane through the answers: a sum with one number a piece, and
//: the rows that hide little count most (@fig-flow).

//#-folded-code The picture is cut, and the box is asked
let pieces = Superpixels.slic(image, count: knobs.superpixels)
let parts = InputInParts(image, pieces)
let lime = LIME(samples: knobs.samples, kernel: LIMEKernel(width: knobs.width))
var rowChance = knobs.random("rows")
if knobs.draw > 0 { rowChance = rowChance.stream(UInt64(knobs.draw)) }
let rows = lime.coalitions(of: parts, using: &rowChance)
let outputs = lime.outputs(of: box, parts, rows)
let explanation = lime.explanation(of: label, rows, outputs)
let map = painted(explanation, pieces)
//#-end-folded-code

figure(
  "flow",
  caption: "LIME for a picture. The picture is cut once, the rows are drawn by "
    + "chance; the view, its answer and its weight are made anew for each row. "
    + "Of the rows the first eight are shown (dark: shown, white: hidden), of "
    + "the views, answers and weights those of the second.",
  alt: "A picture leads to pieces; pieces and rows of zeros and ones lead to "
    + "views, these to answers; rows to weights; both to a coloured map",
  width: .wide
) { drawing in
  let eight = (0..<8).flatMap { rows[$0].prefix(12).map(Float.init) }
  let grey = ColorScale(
    ColorMap([Theme.paper, Theme.muted]), range: 0...1)
  let wide = min(12, pieces.count)
  drawing.draw(
    FlowDiagram(
      [
        .init(
          "picture x", Picture(image), shape: "3 × 48 × 48", column: 0,
          width: 0.75),
        .init(
          "pieces", Picture(image, .regions(labels: pieces.labels)),
          shape: "d = \(pieces.count)", column: 1, width: 0.75),
        .init(
          "rows z′",
          HeatMap(Tensor(ContiguousArray(eight), shape: [8, wide]), grey),
          shape: "N × d", column: 1, row: 1, width: 0.75),
        .init(
          "views z", Picture(parts.input(showing: rows[1])),
          shape: "N × 3 × 48 × 48", column: 2, width: 0.75, copies: 4),
        .init(
          "answers f", [fixed(explanation.scores[1], 3), "of " + name],
          shape: "N", column: 3, width: 0.6),
        .init(
          "weights w", [fixed(explanation.weights[1])], shape: "N", column: 3,
          row: 1, width: 0.6),
        .init(
          "coefficients β", HeatMap(map, .signed([map])), shape: "d",
          column: 4, row: 0.5, width: 0.75),
      ],
      [
        .init("picture x", "pieces", "cut"),
        .init("pieces", "views z", "hide"),
        .init("rows z′", "views z"),
        .init("views z", "answers f", "ask f"),
        .init("rows z′", "weights w", "how near?"),
        .init("answers f", "coefficients β", "fit"),
        .init("weights w", "coefficients β"),
      ]))
}

//: In formulas, with $z'$ a row, $z$ its view, $d$ pieces, and $f$ the
//: probability of the one class that is explained (the picture itself is $x$,
//: its row of ones $x'$):
//:
//: $$
//: g(z') = \beta_0 + \sum_{j=1}^{d} \beta_j z'_j, \qquad
//: \min_{\beta_0,\,\beta} \; \sum_{z'} w(z') \bigl( f(z) - g(z') \bigr)^2
//: + \alpha \sum_j \beta_j^2 .
//: $$ {#eq-lime}
//:
//: The last term is a touch of *ridge*, a penalty on large numbers, with
//: $\alpha = 1$, so that @eq-lime always has one solution. It pulls the
//: coefficients a little towards 0: without it the largest would be
//: \(unpulled) here, not \(coverLargest); the fewer the rows, the more it
//: pulls. A
//: $\beta_j$ of $0.1$ reads: *showing piece $j$ adds $0.1$ to the probability,
//: on average over what else is shown.*
//:
//: ## By hand: wings and stripes
//:
//: Take a picture with two parts, *wings* and *stripes*. There are four rows,
//: and a box answers each with a probability of *bee*:
//:
//: |               | stripes hidden | stripes shown |
//: |:--------------|---------------:|--------------:|
//: | wings hidden  |           0.10 |          0.30 |
//: | wings shown   |           0.10 |          0.90 |
//:
//: > [!TIP]
//: > **Predict.** All four rows count alike. What is each part worth? And what
//: > does the plane say of the whole picture, where the box says 0.90?
//:
//: @answer
//: Compare the mean answer with a part to the mean without. Stripes: $(0.30 +
//: 0.90)/2 - (0.10 + 0.10)/2 = 0.50$. Wings: $(0.10 + 0.90)/2 - (0.10 +
//: 0.30)/2 = 0.30$. The plane goes through the mean of all answers, $0.35$, at
//: the mean row, so $\beta_0 = 0.35 - 0.15 - 0.25 = -0.05$, and $g(1, 1) =
//: -0.05 + 0.30 + 0.50 = 0.75$. It misses the picture itself by $0.15$.
//: @end

let four = Matrix([1, 1, 1, 0, 0, 1, 0, 0], rows: 4, columns: 2)
let byHand = LinearSurrogate(alpha: 0).fit(
  rows: four, targets: [0.90, 0.10, 0.30, 0.10], weights: [1, 1, 1, 1])
print("wings, stripes:", byHand.coefficients.map { fixed($0) })
print("g(1, 1):", fixed(byHand.prediction(of: [1, 1])))
print("R²:", fixed(byHand.rSquared))

//#-folded-code The fit is compared with what we found by hand
check(
  zip(byHand.coefficients, [0.3, 0.5]).allSatisfy { abs($0 - $1) < 1e-9 }
    && abs(byHand.prediction(of: [1, 1]) - 0.75) < 1e-9,
  "least squares gives what we found by hand: 0.30 for the wings, 0.50 for the "
    + "stripes, 0.75 for the whole")
remember("handFit", fixed(byHand.rSquared))
//#-end-folded-code

//: Wings *and* stripes are worth more than wings plus stripes, and a plane has
//: no term for *and*. So two numbers belong beside every LIME explanation. The
//: *gap*, $|g - f|$ at the picture itself, is here $0.15$. And $R^2$ is the
//: weighted share of the ups and downs of $f$ that the plane follows: here
//: \(handFit).
//:
//: ## Step by step
//:
//: **Cut.** Our pieces come from SLIC, which gathers pixels around moving
//: centres ($k$-means) by place and colour together [@achanta2012]. LIME's code
//: takes quick shift unless told otherwise, which walks from each pixel to the
//: nearest denser one [@vedaldi2008]; a grid looks at nothing
//: (@fig-superpixels).

figure(
  "superpixels", caption: "Three ways to cut the same picture.",
  alt: "The picture three times, with the borders of its pieces drawn in"
) { drawing in
  let cuts = [
    ("SLIC", pieces), ("quick shift", Superpixels.quickshift(image)),
    ("grid", Superpixels.grid(height: 48, width: 48, rows: 6, columns: 6)),
  ]
  drawing.draw(
    ImageRow(
      cuts.map { name, cut in
        Panel(
          name, Picture(image, .regions(labels: cut.labels, width: 0.3)),
          caption: "\(cut.count) pieces")
      }, panelWidth: 104))
}

//: **Rows and views.** Row 0 is the picture itself; in every other row each bit
//: is the toss of a coin. A hidden piece gets its own mean colour. Below, the
//: box's answer to the first rows.

for row in 0..<4 {
  let bits = rows[row].map { "\($0)" }.joined()
  print(bits.prefix(50), " f =", fixed(outputs[row][label], 3))
}

//: The lectures put it so: *the black box lives in pixels, the surrogate in
//: $\{0, 1\}^d$.* The surrogate is the plane. It never sees a pixel, and one
//: row can stand for many pictures. Paint hidden pieces black in place of their
//: mean colour: the bits stay, the answers change.

let blackened = InputInParts(image, pieces, fill: .black)
let dark = lime.outputs(of: box, blackened, rows)

//#-folded-code The answers to the same rows, painted in two ways
let shift = Estimate(
  zip(outputs, dark).map { Double(abs($0[label] - $1[label])) })
let darkFound = lime.explanation(of: label, rows, dark)
/// How alike the orders are that either half of the rows gives.
let (coverAgrees, darkAgrees) = (halvesAgree(outputs), halvesAgree(dark))
func halvesAgree(_ outputs: [[Float]]) -> Double {
  let halves = lime.runs(
    of: (rows.count - 1) / 2, class: label, rows, outputs)
  return RankStability.spearman(halves[0].coefficients, halves[1].coefficients)
}
let unpulled = LinearSurrogate(alpha: 0).fit(
  rows: rows.matrix, targets: explanation.scores, weights: explanation.weights)
let again = lime.surrogate.fit(
  rows: rows.matrix, targets: explanation.scores, weights: explanation.weights)
check(
  outputs[0] == dark[0] && shift.mean > 0.01
    && again.coefficients == explanation.coefficients,
  "the bits, answers and weights alone, without any picture, give the "
    + "explanation; the same bits painted black are other pictures to the box, "
    + "and move its answer by \(fixed(shift.mean)) on average",
  claim: 15, verdict: .byConstruction)
remember("shift", fixed(shift.mean))
remember("coverAgrees", fixed(coverAgrees))
remember("darkAgrees", fixed(darkAgrees))
remember("darkMean", fixed(Estimate(darkFound.scores).mean, 3))
remember("darkLargest", fixed(largest(darkFound), 3))
remember("darkFit", fixed(darkFound.rSquared))
remember("coverLargest", fixed(largest(explanation), 3))
remember("unpulled", fixed(unpulled.coefficients.map { abs($0) }.max() ?? 0, 3))
//#-end-folded-code

//: > [!CAUTION]
//: > **What hides is part of the question.** There is no neutral cover. A mean
//: > colour leaves what is told by colour where it is; black is a picture that
//: > the network has never seen. Here the two change $f$ by \(shift) on
//: > average. Behind black the mean probability of *\(name)* is \(darkMean),
//: > and no coefficient exceeds \(darkLargest) in size, beside \(coverLargest)
//: > under mean colours ($R^2$ \(darkFit)). The last map of @fig-covers is that
//: > signal, stretched to its own maximum: the orders of the pieces from either
//: > half of the rows correlate by \(darkAgrees), under mean colours by
//: > \(coverAgrees) (Spearman's $\rho$, over ranks). Say which cover you took;
//: > @ch-rise shows what happens behind black.

figure(
  "covers",
  caption: "One row, painted in two ways, with the network's probability of "
    + "*\(name)*; and the two explanations that the same rows give, each on a "
    + "scale of its own\(outlined).",
  alt: "The creature with flat patches of like colour, and with black ones; "
    + "two coloured maps that have little in common", width: .wide
) { drawing in
  let views = [
    ("view, mean colours", parts, outputs), ("view, black", blackened, dark),
  ].map { title, parts, outputs in
    Panel(
      title, Picture(parts.input(showing: rows[2])),
      caption: fixed(outputs[2][label], 3))
  }
  let maps = [("map, mean colours", explanation), ("map, black", darkFound)]
    .map { title, found in
      let map = painted(found, pieces)
      return Panel(title, HeatMap(map, .signed([map]), outline))
    }
  drawing.draw(ImageRow(views + maps, panelWidth: 104))
}

//:
//: **Weights.** Distance is one minus the cosine between a row and the row of
//: all ones. With $k$ of $d$ bits set,
//:
//: $$
//: D(z') = 1 - \frac{k}{\sqrt{k}\,\sqrt{d}} = 1 - \sqrt{k/d},
//: \qquad w(z') = e^{-D(z')^2 / 2\sigma^2}.
//: $$ {#eq-kernel}
//:
//: So @eq-kernel counts hidden pieces; *which* ones does not matter. The width
//: $\sigma$ is \(width) here; LIME's code has $0.25$, and this distance between
//: rows, where the paper measures between pictures.
//:
//: > [!TIP]
//: > **Predict.** The picture itself weighs 1. How many of the \(rowCount) rows
//: > hide fewer than a quarter of the pieces, so that they are near it? And as
//: > how many equally weighted rows do all of them count, $(\sum w)^2 / \sum
//: > w^2$?
//:
//: @answer
//: \(nearWords): coins hide about half of everything, give
//: or take three pieces. And since all rows are about equally far, they count
//: as \(effective): the kernel hardly tells them apart (@fig-weights).
//: @end

//#-folded-code Five pictures, one of each creature, 3,000 rows each
struct Pool {
  let index: Int
  let label: Int
  let pieces: Superpixels
  let rows: Coalitions
  let outputs: [[Float]]
  /// Rows that show each number of pieces equally often, and their answers.
  let evenRows: Coalitions
  let evenOutputs: [[Float]]
}
let poolRows = 3000
let evenCount = 2000
var passes = 0
let pools = progress("five pictures", total: 5) { bar in
  Creature.allCases.map { creature in
    let some = Array(exam.indices(of: creature).prefix(20))
    let answers = network.probabilities(of: some.map { exam.image(at: $0) })
    let named = zip(some, answers).first { index, scores in
      scores.allSatisfy { $0 <= scores[exam.label(at: index)] }
    }
    let index = named?.0 ?? some[0]
    let picture = exam.image(at: index)
    let pieces = Superpixels.slic(picture)
    let parts = InputInParts(picture, pieces)
    var chance = knobs.random("five pictures").stream(UInt64(index))
    let lime = LIME(samples: poolRows + 1)
    let rows = lime.coalitions(of: parts, using: &chance)
    let counted = BlackBox<Tensor> { pictures in
      passes += pictures.count
      return box(pictures)
    }
    let outputs = lime.outputs(of: counted, parts, rows)
    var evenChance = knobs.random("near and far").stream(UInt64(index))
    let even = LIME(samples: evenCount, sampler: .uniformCount)
    let evenRows = even.coalitions(of: parts, using: &evenChance)
    bar.advance(detail: creature.name)
    return Pool(
      index: index, label: exam.label(at: index), pieces: pieces, rows: rows,
      outputs: outputs, evenRows: evenRows,
      evenOutputs: even.outputs(of: box, parts, evenRows))
  }
}
/// The explanations of a picture from runs of `size` rows of its pool.
@MainActor func runs(_ pool: Pool, _ size: Int, width: Double = 0.25)
  -> [LIMEExplanation]
{
  LIME(kernel: LIMEKernel(width: width))
    .runs(of: size, class: pool.label, pool.rows, pool.outputs)
}
/// The explanation of a picture from its even rows, with next to no penalty.
@MainActor func fromEven(_ pool: Pool, width: Double) -> LIMEExplanation {
  LIME(
    kernel: LIMEKernel(width: width), surrogate: LinearSurrogate(alpha: 0.001)
  ).explanation(of: pool.label, pool.evenRows, pool.evenOutputs)
}
/// How alike two explanations of a picture are, in the mean over five.
@MainActor func likeness(
  _ pair: (Pool) -> (LIMEExplanation, LIMEExplanation)
) -> Double {
  Estimate(
    pools.map { pool in
      let (one, other) = pair(pool)
      return RankStability.correlation(one.coefficients, other.coefficients)
    }
  ).mean
}
let flat = likeness { (runs($0, 1000)[0], runs($0, 1000, width: 1e6)[0]) }
let redrawn = likeness { (runs($0, 1000)[0], runs($0, 1000)[1]) }
let evenGaps = [1e6, 0.05].map { width in
  Estimate(pools.map { fromEven($0, width: width).localGap }).mean
}
let shownCounts = rows.indices.map { rows.shown(in: $0) }
check(
  RankStability.spearman(explanation.distances, explanation.weights) < -0.999
    && flat > redrawn && evenGaps[1] < evenGaps[0] / 2,
  "the weight falls with distance; but of 1,000 usual rows the coefficients "
    + "correlate (Pearson's r) by \(fixed(flat, 4)) with those where every "
    + "weight is 1, and "
    + "by \(fixed(redrawn, 4)) with those of other rows. Among 2,000 rows that "
    + "show each number of pieces equally often, weights of width 0.05 draw "
    + "the plane to the picture: gap \(fixed(evenGaps[1], 3)), at equal "
    + "weights \(fixed(evenGaps[0], 3)) (means of five pictures)",
  claim: 16, verdict: .holdsWhen("there are rows near the picture"))
remember("width", fixed(knobs.width))
remember("rowCount", "\(rows.count)")
let near = shownCounts.count { 4 * $0 > 3 * pieces.count }
remember(
  "nearWords",
  near == 1
    ? "1: the picture itself, and in this draw no other"
    : "\(near), the picture among them")
remember("effective", fixed(explanation.effectiveSampleSize, 0))
remember("flat", fixed(flat, 4))
remember("redrawn", fixed(redrawn, 4))
//#-end-folded-code

figure(
  "weights",
  caption: "How much a row counts, by the number of pieces that it shows. Nine "
    + "rows of ten lie between the dashed lines.",
  alt: "A rising curve of weights, with two dashed lines close to its middle"
) { drawing in
  let sorted = shownCounts.sorted()
  func inner(_ share: Double) -> Double {
    Double(sorted[Int(share * Double(sorted.count - 1))])
  }
  let weights = (1...pieces.count).map { shown in
    lime.kernel.weight(
      at: 1 - (Double(shown) / Double(pieces.count)).squareRoot())
  }
  drawing.draw(
    LineChart(
      [.init("", y: weights, color: Theme.ink)], x: "pieces shown",
      y: Axis("weight", range: 0...1),
      references: [.vertical(inner(0.05)), .vertical(inner(0.95))],
      height: 92))
}

//: > [!IMPORTANT]
//: > **Key idea.** LIME for pictures is a plane laid through random *halves* of
//: > the picture. A coefficient is what a piece adds on average, when half of
//: > all else is hidden. *Local* is its name, not what its usual settings do.
//:
//: **Fit.** @lst-explanation is the code that ran.
//:
//: @listing(Sources/Explainers/Perturbation/LIME.swift, explanation)

let (f, g) = (explanation.score, explanation.localPrediction)
print("f(x):", fixed(f, 3), " g(x′):", fixed(g, 3))
print("R²:", fixed(explanation.rSquared), " gap:", fixed(abs(g - f), 3))

//: ## Which pieces did it?
//:
//: Put the coefficients back where the pieces lie, and there is the explanation
//: (@fig-explanation). Blue pieces raise the probability, orange ones lower it.

//#-folded-code The strongest pieces, and how much of each is creature
let ranking = explanation.ranking
let few = min(6, pieces.count / 2)
let inside = subject.truth.map { MaskRecall(of: $0, in: pieces) }
let listed = Array(ranking.prefix(4)) + ranking.dropFirst(4).suffix(1)
show(
  Table(
    columns: ["piece", "coefficient", "± s.e.", "share of creature"],
    rows: listed.map { piece in
      [
        "\(piece)", fixed(explanation.coefficients[piece], 3),
        fixed(explanation.standardErrors[piece], 3),
        inside.map {
          fixed(Double($0.overlaps[piece]) / Double($0.sizes[piece]))
        } ?? "unknown",
      ]
    }), "coefficients",
  caption: "The four highest coefficients and the lowest. A standard error is "
    + "over the draw of the rows; the pull of the ridge is not in it."
    + (subject.truth == nil ? "" : " The last column is the truth."))
/// What of the creature the strongest piece shows most of.
let strongest = pieces.pixels(of: ranking[0])
let seenParts = exam.creature(at: knobs.image).parts.map { part in
  let mask = exam.partMask(at: knobs.image, part)
  return (part.name, strongest.count { mask.elements[$0] > 0 })
}
let mostSeen = seenParts.max { $0.1 < $1.1 } ?? ("", 0)
let others = Coalitions(showing: [Array(ranking.dropFirst())], of: parts.count)
let withoutFirst = parts.input(showing: others[1])
remember("name", name)
remember("whole", fixed(explanation.score))
remember("without", fixed(box([withoutFirst])[0][label]))
remember(
  "part",
  subject.truth == nil
    ? "something that nobody has named"
    : mostSeen.1 == 0
      ? "none of the creature"
      : "more of the \(mostSeen.0) than of any other part of the creature")
let drawnBack = pieces.labels.indices.allSatisfy {
  map.elements[$0] == Float(explanation.coefficients[pieces.labels[$0]])
}
let sum = explanation.coefficients.reduce(explanation.intercept, +)
check(
  drawnBack && abs(sum - explanation.localPrediction) < 1e-9,
  "each pixel of the map has the coefficient of its piece, and the intercept "
    + "plus all coefficients is what the plane says of the whole picture, "
    + "\(fixed(sum, 3)), where the network says \(fixed(explanation.score, 3))",
  claim: 8, verdict: .byConstruction)
//#-end-folded-code

figure(
  "explanation",
  caption: "The explanation: the pieces, with the numbers of those in the "
    + "table; what each adds\(outlined); the \(few) best.",
  alt: "A creature in pieces, five of them numbered; a map of signed weights, "
    + "strongest on the creature; the pieces with the highest weights alone",
  width: .wide
) { drawing in
  let scale = ColorScale.signed([map], title: unit)
  let bestFew = pieces.mask(of: ranking.prefix(few))
  var numbered = Picture(image, .regions(labels: pieces.labels))
  numbered.annotations += listed.map { piece in
    let (row, column) = pieces.middle(of: piece)
    return .tag("\(piece)", row: row, column: column)
  }
  drawing.draw(
    ImageRow(
      [
        Panel("pieces", numbered),
        Panel("coefficients", HeatMap(map, scale, outline)),
        Panel("best \(few)", Picture(image, .spotlight(on: bestFew), outline)),
      ], scale: scale))
}

//: The strongest piece (@tab-coefficients) shows \(part): a thing about this
//: answer that you did not know a minute ago. It can be put to the test: hide
//: that piece alone, and the probability goes from \(whole) to \(without). (The
//: coefficient is another number: a mean over halves, not one loss from the
//: whole.) One
//: picture is an anecdote, though. @fig-five has one of each creature.

//#-folded-code The same for one picture of each creature
let fromAll = pools.map { runs($0, poolRows)[0] }
remember("beeLargest", fixed(largest(fromAll[0]), 3))
remember("snailLargest", fixed(largest(fromAll[4]), 2))
remember("snailFit", fixed(fromAll[4].rSquared))
remember("snailGap", fixed(fromAll[4].localGap))
/// What the network says of each with all its pieces hidden.
let allHidden = pools.map { pool in
  let parts = InputInParts(exam.image(at: pool.index), pool.pieces)
  let none = Coalitions(showing: [[]], of: parts.count)
  return Double(box([parts.input(showing: none[1])])[0][pool.label])
}
let fishOwn = MaskRecall(of: exam.mask(at: pools[2].index), in: pools[2].pieces)
  .majority.reduce(0) { $0 + fromAll[2].coefficients[$1] }
remember("fishHidden", fixed(allHidden[2]))
remember("fishOwn", fixed(fishOwn))
remember("fish", names[2])
remember("lowestFit", fixed(fromAll.map(\.rSquared).min() ?? 0))
//#-end-folded-code

figure(
  "five",
  caption: "The first test picture of each creature that the network names "
    + "rightly, and its explanation from 3,000 rows, on one scale, with the "
    + "true outline. Below, what the network says with all pieces hidden, "
    + "$R^2$ and the gap. The \(names[0])'s coefficients reach "
    + "\(fixed(largest(fromAll[0]), 3)): too pale to see.",
  alt: "Five creatures, and five maps of pieces; the first is nearly white, in "
    + "the others the strongest pieces, blue or orange, lie on the creature",
  width: .wide
) { drawing in
  let maps = zip(fromAll, pools).map { painted($0, $1.pieces) }
  let scale = ColorScale.signed(maps, title: unit)
  drawing.draw(
    ImageGrid(
      [
        zip(pools, allHidden).map {
          Panel(
            names[$0.label], Picture(exam.image(at: $0.index)),
            caption: "all hidden: \(fixed($1))")
        },
        pools.indices.map { place in
          Panel(
            "",
            HeatMap(
              maps[place], scale,
              .outline(
                of: exam.mask(at: pools[place].index), color: Theme.ink)),
            caption: "R² \(fixed(fromAll[place].rSquared)), gap "
              + fixed(fromAll[place].localGap))
        },
      ], scale: scale, panelWidth: 86))
}

//: Compare their strength first: of the bee nothing is worth more than
//: \(beeLargest), for the network is sure of it from any half; of the snail a
//: piece is worth \(snailLargest). And compare the numbers: \(snailFit) of the
//: variance is followed for the snail, and yet the plane misses the picture
//: itself by \(snailGap). $R^2$ is about the halves, the gap about the picture.
//: Last, the signs. With all pieces hidden, under nothing but mean colours, the
//: network already gives *\(fish)* \(fishHidden); the pieces of its body add
//: \(fishOwn) together. A sign is relative to what the cover says, not to
//: nothing.
//:
//: ## It is what it says {.further}
//:
//: Nothing so far asked the network for a gradient or a weight. So the same
//: code must explain a thing that has none. Two rules, written by hand: one
//: says *how red* the picture is, a sum over its pixels; the other, whether
//: that exceeds half of what it is in the whole picture. For the sum arithmetic
//: knows every coefficient: a black cover takes away the redness of its piece
//: [@garreau2021].

func redness(_ picture: Tensor) -> Float {
  (picture.slice(0).sum() - picture.slice(1).sum()) / 200
}
let half = redness(image) / 2
let rule = BlackBox<Tensor> { $0.map { [redness($0)] } }
let toggle = BlackBox<Tensor> { $0.map { [redness($0) > half ? 1 : 0] } }
let plain = LIME(samples: knobs.samples, surrogate: LinearSurrogate(alpha: 0))
var ruleChance = knobs.random("rules")
let summed = plain.explain(rule, blackened, class: 0, using: &ruleChance)
let switched = plain.explain(toggle, blackened, class: 0, using: &ruleChance)
print("R²: sum", fixed(summed.rSquared), " switch", fixed(switched.rSquared))

//#-folded-code The coefficients of the sum are compared with arithmetic
let excess = image.slice(0) - image.slice(1)
let arithmetic = (0..<pieces.count).map { piece in
  pieces.pixels(of: piece).reduce(0) { $0 + Double(excess.elements[$1]) / 200 }
}
let error =
  zip(summed.coefficients, arithmetic).map { abs($0 - $1) }.max() ?? 1
check(
  error < 1e-4,
  "asked about the hand-written sum, with nothing but pictures and answers, "
    + "LIME finds every coefficient that arithmetic gives, within "
    + fixed(max(error, 1e-5), 5),
  claim: 1, verdict: .holds)
check(
  switched.rSquared < 0.9 && summed.rSquared > 0.999
    && explanation.rSquared > switched.rSquared,
  "a sum, a switch and a network all get an explanation, with an R² of "
    + "\(fixed(summed.rSquared)), \(fixed(switched.rSquared)) and "
    + "\(fixed(explanation.rSquared)): it answers for any model; how well the "
    + "plane follows it, R² says",
  claim: 4, verdict: .holds)
var (once, twice) = (knobs.random("twice"), knobs.random("twice"))
let short = lime.explain(box, parts, class: label, using: &once)
let long = lime.coalitions(of: parts, using: &twice)
let answers = lime.outputs(of: box, parts, long)
let sumOverClasses = names.indices.reduce(0.0) {
  $0 + lime.explanation(of: $1, rows, outputs).coefficients[0]
}
check(
  short == lime.explanation(of: label, long, answers)
    && abs(sumOverClasses) < 1e-6,
  "one call of `explain` gives what the steps give one by one, bit for bit; "
    + "and since the five "
    + "probabilities sum to 1, a piece's five coefficients sum to 0")
//#-end-folded-code

//: A switch has no slope anywhere, yet LIME draws a map of it, too. No line
//: tells a good $R^2$ from a bad one: in @fig-five the network itself comes
//: down to \(lowestFit). So "it works for any model" means: it *answers* for
//: any model.
//:
//: ## Does the network use them?
//:
//: A map is a claim about the network. To test it, change the picture: hide the
//: pieces that the map calls best, and see how far the answer falls. Hide all
//: *but* them, and see what is left of it. Sixty test pictures, each cut into
//: some 36 pieces, \(budget) passes for LIME. Its first rival is the simplest
//: thing one could do: hide *one piece at a time*. That takes $d + 1$ passes
//: and no luck; so LIME is tried with $d + 1$ passes, too. Grad-CAM (of the
//: network's third layer; one pass forward, one back; it may look inside) gives
//: each piece the sum of its map, for a coefficient, too, is for a whole piece.
//: So do three controls that never saw the network: the true mask (*oracle*),
//: edges, and nearness to the centre; a fourth draws a number for each piece.
//:
//: > [!TIP]
//: > **Predict.** Hiding one piece at a time, for a fifth of the price: is it
//: > as good as LIME?
//:
//: @answer
//: \(oneVerdict) See @tab-board and @fig-curves.
//: @end

//#-folded-code LIME and its rivals explain sixty pictures
let budget = 200
struct Studied: Sendable {
  let lime, brief: LIMEExplanation
  let drops: [Double]
}
let sixty = 60
let cuts = Parallel.map(sixty) { [exam] in
  Superpixels.slic(exam.image(at: $0))
}
let studyChance = knobs.random("sixty pictures")
let studied = progress("sixty pictures", total: sixty) { bar in
  (0..<(sixty / 10)).flatMap { ten in
    bar.advance(by: 10)
    return Parallel.map(10) {
      [network, exam, cuts, studyChance, budget] number in
      let index = 10 * ten + number
      let (box, label) = (network.blackBox(), exam.label(at: index))
      let parts = InputInParts(exam.image(at: index), cuts[index])
      var chance = studyChance.stream(UInt64(index))
      let lime = LIME(samples: budget)
      let rows = lime.coalitions(of: parts, using: &chance)
      let outputs = lime.outputs(of: box, parts, rows)
      return Studied(
        lime: lime.explanation(of: label, rows, outputs),
        brief: lime.runs(of: parts.count, class: label, rows, outputs)[0],
        drops: FaithfulnessCorrelation.drops(of: parts, box, class: label))
    }
  }
}
/// What the network says of a picture's class if just these pieces are shown.
nonisolated func answers(
  of network: Network, _ item: MapScore.Case, _ pieces: Superpixels,
  showing sets: [[Int]]
) -> [Double] {
  let rows = Coalitions(showing: sets, of: pieces.count)
  let parts = InputInParts(item.image, pieces)
  return LIME().outputs(of: network.blackBox(), parts, rows).dropFirst()
    .map { Double($0[item.label]) }
}
let hidden = MapScore("best six hidden", isBetterHigher: false) {
  [network, cuts] map, item in
  let pieces = cuts[item.index]
  let order = Controls.ranking(of: pieces, by: map)
  let rest = Array(order.dropFirst(6))
  return answers(of: network, item, pieces, showing: [rest])[0]
}
let shown = MapScore("only they shown") { [network, cuts] map, item in
  let pieces = cuts[item.index]
  let order = Controls.ranking(of: pieces, by: map)
  let best = Array(order.prefix(6))
  return answers(of: network, item, pieces, showing: [best])[0]
}
let recall = MapScore("recall") { [cuts] map, item in
  let pieces = cuts[item.index]
  let object = MaskRecall(of: item.mask, in: pieces)
  let order = Controls.ranking(of: pieces, by: map)
  return object.recall(of: Array(order.prefix(max(1, object.majority.count))))
}
var board = ScoreBoard([hidden, shown, recall], over: exam, first: sixty)
board.enter("LIME") { [cuts, studied] in
  cuts[$0.index].painted(studied[$0.index].lime.coefficients)
}
board.enter("LIME, d + 1 passes") { [cuts, studied] in
  cuts[$0.index].painted(studied[$0.index].brief.coefficients)
}
board.enter("one at a time") { [cuts, studied] in
  cuts[$0.index].painted(studied[$0.index].drops)
}
/// A map of pieces: each has the sum of `map` over it.
nonisolated func inPieces(_ map: Tensor, _ pieces: Superpixels) -> Tensor {
  pieces.painted(Controls.sums(of: map, over: pieces))
}
board.enter("Grad-CAM") { [network, cuts] in
  let map = GradCAM(layer: "relu3").explain(network, $0.image, class: $0.label)
  return inPieces(map.values.resized(height: 48, width: 48), cuts[$0.index])
}
var controlChance = knobs.random("controls")
board.enterControls(in: { [cuts] in cuts[$0.index] }, using: &controlChance)
let untouched = Estimate(
  box((0..<sixty).map { exam.image(at: $0) }).enumerated().map {
    Double($1[exam.label(at: $0)])
  })
show(
  Table(board), "board",
  caption: "The probability of the true class when the six best pieces are "
    + "hidden (lower is better; with nothing hidden it is "
    + "\(fixed(untouched))), and when only they are shown; and *recall*: the "
    + "share of the creature that the best pieces cover, as many as lie mostly "
    + "on it. Mean ± standard error over 60 pictures. A dot marks the best "
    + "that is no control, and those that the pictures do not part from it.")
let hiddenCounts = [0, 1, 2, 3, 4, 6, 8, 12, 16]
/// What is left of each picture's answer as more and more pieces are hidden.
func curve(_ map: @escaping @Sendable (MapScore.Case) -> Tensor) -> [[Double]] {
  Parallel.map(sixty) {
    [network, cuts, exam, hiddenCounts] index in
    let item = MapScore.Case(
      index: index, image: exam.image(at: index), mask: exam.mask(at: index),
      label: exam.label(at: index))
    let order = Controls.ranking(of: cuts[index], by: map(item))
    return answers(
      of: network, item, cuts[index],
      showing: hiddenCounts.map { Array(order.dropFirst($0)) })
  }
}
let orders = knobs.random("random orders")
let curves = [
  (
    "LIME",
    curve { [cuts, studied] in
      cuts[$0.index].painted(studied[$0.index].lime.coefficients)
    }
  ),
  (
    "one at a time",
    curve { [cuts, studied] in
      cuts[$0.index].painted(studied[$0.index].drops)
    }
  ),
  ("oracle", curve { [cuts] in inPieces($0.mask, cuts[$0.index]) }),
  (
    "edges",
    curve { [cuts] in
      inPieces(Controls.edges(of: $0.image), cuts[$0.index])
    }
  ),
  (
    "random",
    curve { [cuts, orders] in
      var own = orders.stream(UInt64($0.index))
      return cuts[$0.index].painted(
        (0..<cuts[$0.index].count).map { _ in own.uniform() })
    }
  ),
]
func over(_ score: MapScore, _ rival: String) -> Estimate {
  board.difference(score, of: "LIME", less: rival)
}
let oneGap = over(hidden, "one at a time")
let oneShownGap = over(shown, "one at a time")
let briefGap = board.difference(
  hidden, of: "LIME, d + 1 passes", less: "one at a time")
check(
  over(hidden, "random").mean < -2 * over(hidden, "random").standardError
    && over(hidden, "edges").mean < -2 * over(hidden, "edges").standardError
    && over(shown, "random").mean > 2 * over(shown, "random").standardError,
  "with its six best pieces hidden the class keeps a probability of "
    + "\(fixed(board["LIME", hidden])), with six random ones "
    + "\(fixed(board["random", hidden])), with those of the strongest edges "
    + "\(fixed(board["edges", hidden])); with only the six shown it has "
    + "\(fixed(board["LIME", shown])), \(fixed(board["random", shown])) and "
    + fixed(board["edges", shown]))
remember("oracleGap", signed(over(hidden, "oracle")))
remember("camGap", signed(over(hidden, "Grad-CAM")))
remember("budget", "\(budget)")
remember("oneGap", signed(oneGap))
remember("briefGap", signed(briefGap))
remember("rowsGap", signed(over(hidden, "LIME, d + 1 passes")))
remember("rowsShownGap", signed(over(shown, "LIME, d + 1 passes")))
remember("untouched", fixed(untouched.mean))
remember("randomHidden", fixed(board["random", hidden].mean))
let parted = abs(oneGap.mean) > 2 * oneGap.standardError
remember(
  "oneVerdict",
  !parted
    ? "Not told apart in hiding: the answers that are left differ by "
      + "\(signed(oneGap)) (LIME less one at a time; by \(signed(oneShownGap)) "
      + "when only the six are shown). A difference of up to about "
      + "\(fixed(abs(oneGap.mean) + 2 * oneGap.standardError)) would not be "
      + "excluded."
    : oneGap.mean < 0
      ? "Not quite: without LIME's six best pieces less of the answer is left."
      : "It is better: without its six best pieces less of the answer is left.")
remember("limeRecall", fixed(board["LIME", recall].mean))
remember("edgeRecall", fixed(board["edges", recall].mean))
remember("bestRecall", fixed(board["oracle", recall].mean))
remember("limeHidden", fixed(board["LIME", hidden].mean))
//#-end-folded-code

figure(
  "curves",
  caption: "The probability of the class while pieces are hidden, those first "
    + "that a map calls best; mean of 60 pictures. A band is one standard "
    + "error of the difference to LIME, picture by picture. The axis begins at "
    + "0.4.",
  alt: "Five falling curves; LIME's and that of one piece at a time fall "
    + "fastest, that of a random order slowest"
) { drawing in
  let colors = [
    Theme.ink, Theme.color(2), Theme.color(3), Theme.color(4), Theme.muted,
  ]
  drawing.draw(
    LineChart(
      zip(curves, colors).map { item, color in
        let (name, left) = item
        let lead = hiddenCounts.indices.map { place in
          Estimate(zip(left, curves[0].1).map { $0[place] - $1[place] })
        }
        return .init(
          name, x: hiddenCounts.map(Double.init),
          y: hiddenCounts.indices.map { place in
            Estimate(left.map { $0[place] }).mean
          }, spread: lead.map(\.standardError), color: color,
          isDashed: name == "random")
      }, x: "pieces hidden", y: Axis("probability", range: 0.4...1),
      height: 130))
}

//: So the pieces that LIME names are pieces that the answer depends on, which
//: no look at the map could have told. Picture by picture, less is left than
//: with the six pieces hidden that hold most of the creature (*oracle*:
//: \(oracleGap)), or that Grad-CAM calls best (\(camGap)). The simplest rival
//: comes close: to one piece at a time the difference is \(oneGap), and with as
//: few passes LIME has no lead in hiding (\(briefGap)). With \(budget) passes
//: in place of
//: $d + 1$ LIME's own answers change by \(rowsGap) hidden and \(rowsShownGap)
//: shown. (All of this with mean colours, by which LIME and one at a time had
//: asked, and the other rivals had not.)
//:
//: Look at *recall*, too: \(limeRecall) for LIME, \(edgeRecall) for edges,
//: \(bestRecall) at best. Recall asks *where the creature is*; LIME says *what
//: moved this network*, which may be content with a part of it. So a low recall
//: is no verdict on LIME, and a high one would be no proof.
//:
//: ## Would a network without lessons get another map? {.further}
//:
//: An explanation of *this* network has to change with the network
//: [@adebayo2018]. Layers become random, from the top down: ten random twins,
//: \(sanityRows) rows each, the same for all, and the three pictures of
//: @fig-five with the largest coefficients, where there is an order to lose.
//: $|\rho|$ is the size of the rank correlation of the coefficients with those
//: of the trained network (@tab-sanity). For every method of this book it is
//: the same test, and it is read in the same way.

//#-folded-code Three pictures, ten twins, four stages
let sanity = SanityCheck(of: network, using: knobs.random("sanity check")) {
  .garden(classes: 5, using: &$0)
}
let sanityRows = 160
let sanityChance = knobs.random("sanity rows")
let strong = pools.indices.sorted {
  (largest(fromAll[$1]), $0) < (largest(fromAll[$0]), $1)
}.prefix(3)
let three = strong.map { pools[$0].index }
nonisolated func coefficients(
  _ network: Network, _ image: Tensor, _ label: Int, rows: Int, _ chance: Random
) -> [Double] {
  var chance = chance
  let parts = InputInParts(image, Superpixels.slic(image))
  return LIME(samples: rows)
    .explain(network.blackBox(), parts, class: label, using: &chance)
    .coefficients
}
let spoiled = progress("random twins", total: 1) { bar in
  defer { bar.advance() }
  return sanity.scores(over: three.count) {
    [exam, three, sanityRows, sanityChance] network, number in
    let found = coefficients(
      network, exam.image(at: three[number]), exam.label(at: three[number]),
      rows: sanityRows, sanityChance)
    return Tensor(
      ContiguousArray(found.map { Float($0) }), shape: [found.count])
  }
}
func largestOf(_ network: Network, _ index: Int) -> Double {
  coefficients(
    network, exam.image(at: index), exam.label(at: index), rows: sanityRows,
    sanityChance
  ).map { abs($0) }.max() ?? 0
}
/// The trained network beside itself: nine pairs of draws of the rows.
let drawn = strong.map { runs(pools[$0], sanityRows).map(\.coefficients) }
let repeats = Estimate(
  (0..<9).map { pair in
    Estimate(
      drawn.map {
        abs(RankStability.spearman($0[2 * pair], $0[2 * pair + 1]))
      }
    ).mean
  })
let unrelated = Estimate(
  strong.map { SanityScores.chanceLevel(places: pools[$0].pieces.count) }
).mean
let ends = [
  three.map { largestOf(network, $0) },
  three.map { largestOf(sanity.network(forgettingDownTo: "conv1"), $0) },
]
show(
  Table(
    columns: ["random down to"] + sanity.layers,
    rows: [
      ["LIME"] + spoiled.stages.map { fixed($0.overTwins) },
      ["trained, other rows"]
        + sanity.layers.map { _ in fixed(repeats) },
      ["edges (control)"] + sanity.layers.map { _ in fixed(1.0) },
    ]), "sanity",
  caption: "The size of the rank correlation with the trained network's "
    + "coefficients when all layers from the top down to the named one are "
    + "random: mean ± standard error over ten twins; in the second line over "
    + "nine pairs of draws of the rows for the trained network itself.")
let (lastLeft, allLeft) = (spoiled["linear"].mean, spoiled["conv1"].mean)
check(
  allLeft < lastLeft && allLeft < 0.4,
  "with a random last layer the rank correlation is \(fixed(lastLeft)) in "
    + "size, with all layers random \(fixed(allLeft)); between two orders that "
    + "have nothing to do with each other it is \(fixed(unrelated))")
remember("sanityRows", "\(sanityRows)")
remember("lastLeft", fixed(lastLeft))
remember("allLeft", fixed(spoiled["conv1"].overTwins))
remember("repeats", fixed(repeats))
remember("chanceLevel", fixed(unrelated))
remember("largestTrained", fixed(Estimate(ends[0]).mean, 2))
remember("largestRandom", fixed(Estimate(ends[1]).mean, 4))
//#-end-folded-code

figure(
  "sanity",
  caption: "LIME's map of a picture as layers become random, with the first of "
    + "the ten twins; each map on a scale of its own: read the ranges.",
  alt: "A map with strong pieces on the creature, and four maps of other "
    + "patterns, whose printed ranges are far smaller", width: .wide
) { drawing in
  let index = three[0]
  let cut = Superpixels.slic(exam.image(at: index))
  let edge = Annotation.outline(of: exam.mask(at: index), color: Theme.ink)
  let networks =
    [("trained", network)]
    + sanity.layers.map {
      ("down to " + $0, sanity.network(forgettingDownTo: $0))
    }
  drawing.draw(
    ImageRow(
      networks.map { name, network in
        let map = cut.painted(
          coefficients(
            network, exam.image(at: index), exam.label(at: index),
            rows: sanityRows, sanityChance))
        return Panel(name, HeatMap(map, .signed([map]), edge))
      }, panelWidth: 84))
}

//: Is \(lastLeft) with a random last layer much? The trained network, with
//: other rows, agrees with itself by \(repeats): much of the order of the
//: weak pieces is luck. (The twins are asked with the very rows of the trained
//: network, so they share its luck.) With \(sanityRows) rows this test can
//: hardly tell a random last layer from other rows. With all layers random it
//: is \(allLeft), where pure chance has \(chanceLevel). What no rank sees is
//: the *size* (@fig-sanity): with the first twin the largest coefficient falls,
//: in the mean of the three, from \(largestTrained) to \(largestRandom).
//: Stretch each map to its own maximum, as many tools do, and the network that
//: knows nothing gets as convincing a picture. What such a test finds depends
//: on the task [@yona2021], and random layers on top leave much of the order
//: as it is [@binder2023].
//:
//: ## What it costs
//:
//: A row is a pass through the network. How many are enough? Each picture of
//: @fig-five has 3,000 rows. Cut them into runs, and explain from each run
//: alone: runs of one length differ by nothing but luck (@tab-samples).
//:
//: > [!TIP]
//: > **Predict.** From 100 to 1,000 passes: the list of the best eight pieces
//: > will settle. What will the gap do, and $R^2$?
//:
//: @answer
//: The wrong way, both (@tab-samples). $R^2$ falls, for a plane with some 40
//: numbers fits 100 answers too kindly. And the gap *grows*: the picture itself
//: is one of the rows, and among few it pulls the plane to itself, among many
//: it does not.
//: @end

//#-folded-code What runs of 60 to 1,000 rows have in common
let lengths = [60, 100, 300, 1000]
struct Length {
  let rows, runs: Int
  let common, scatter, gap, rSquared: Double
}
let byLength = lengths.map { length in
  let all = pools.map { runs($0, length) }
  func mean(_ value: ([LIMEExplanation]) -> Double) -> Double {
    Estimate(all.map(value)).mean
  }
  return Length(
    rows: length, runs: poolRows / length,
    common: mean {
      RankStability.meanJaccard(ofTop: 8, in: $0.map(\.rankingBySize))
    },
    scatter: mean { RankStability.scatter(of: $0.map(\.coefficients)) },
    gap: mean { Estimate($0.map(\.localGap)).mean },
    rSquared: mean { Estimate($0.map(\.rSquared)).mean })
}
let longCommon = pools.map {
  RankStability.meanJaccard(ofTop: 8, in: runs($0, 1000).map(\.rankingBySize))
}
func least(_ values: [Double]) -> Double { values.min() ?? 0 }
show(
  Table(
    columns: ["passes", "runs", "top 8 in common", "scatter", "R²", "gap"],
    rows: byLength.map {
      [
        "\($0.rows)", "\($0.runs)", fixed($0.common), fixed($0.scatter, 3),
        fixed($0.rSquared), fixed($0.gap, 3),
      ]
    }), "samples",
  caption: "What more passes buy, in the mean of five pictures: what share "
    + "the eight largest coefficients of two runs have in common (Jaccard's "
    + "index), the standard deviation of a coefficient from run to run, "
    + "$R^2$, and the gap between plane and network at the picture. From "
    + "picture to picture the top eight of 1,000 passes have between "
    + "\(fixed(least(longCommon))) and \(fixed(longCommon.max() ?? 0)) in "
    + "common.")
let (first, last) = (byLength[1], byLength[3])
check(
  passes == pools.count * (poolRows + 1) && last.common > first.common
    && last.scatter < first.scatter / 2 && last.gap > first.gap
    && last.rSquared < first.rSquared,
  "each row is one pass, counted; from 100 to 1,000 passes the scatter falls "
    + "from \(fixed(first.scatter, 3)) to \(fixed(last.scatter, 3)) and the "
    + "top eight have \(fixed(last.common)) in common in place of "
    + "\(fixed(first.common)), while the gap grows from "
    + "\(fixed(first.gap, 3)) to \(fixed(last.gap, 3))",
  claim: 5, verdict: .holds)
remember("fewCommon", fixed(first.common))
remember("manyCommon", fixed(last.common))
//#-end-folded-code

//: Scatter falls about as one over the square root of the passes, here a little
//: faster, and the coefficients go to a limit that is known [@garreau2021]. The
//: gap is no luck: it is what a plane cannot say, and only many rows show all
//: of it. **More rows make an explanation steady. They do not make it true.**
//:
//: ## The knob that matters: the cut {.further}
//:
//: An explanation in pieces cannot be finer than its pieces (@fig-cut). The
//: *fit* of a cut is the intersection over union of the creature with all
//: pieces that lie mostly on it: what an explanation would draw that names just
//: these. We measure it on fifteen pictures.

//#-folded-code The picture in 4 to 100 pieces, and fifteen pictures
let cutCounts = [4, 16, 36, 100]
struct Cut {
  let pieces: Superpixels
  let found: LIMEExplanation
}
let ofPicture = progress("four cuts", total: cutCounts.count) { bar in
  cutCounts.map { count in
    var chance = knobs.random("four cuts")
    let pieces = Superpixels.slic(image, count: count)
    bar.advance()
    return Cut(
      pieces: pieces,
      found: LIME(samples: 1000)
        .explain(
          box, InputInParts(image, pieces), class: label, using: &chance))
  }
}
struct CutScores: Sendable { let fit, inColor, lime: Double }
let cutChance = knobs.random("cuts")
/// Fit and recall of pieces of SLIC, or of 36 squares, for the first fifteen
/// pictures; 200 rows.
nonisolated func scores(
  _ network: Network, _ exam: GardenSet, _ chance: Random, slic count: Int?
) -> [CutScores] {
  Parallel.map(15) { index in
    let picture = exam.image(at: index)
    let pieces =
      count.map { .slic(picture, count: $0) }
      ?? Superpixels.grid(height: 48, width: 48, rows: 6, columns: 6)
    let means = pieces.meanColors(of: picture)
    var within = 0.0
    for channel in 0..<3 {
      for (pixel, piece) in pieces.labels.enumerated() {
        let value = picture.elements[channel * 2304 + pixel]
        let gap = value - means[piece][channel]
        within += Double(gap * gap)
      }
    }
    let object = MaskRecall(of: exam.mask(at: index), in: pieces)
    let count = max(1, object.majority.count)
    var own = chance.stream(UInt64(index))
    let found = LIME(samples: 200).explain(
      network.blackBox(), InputInParts(picture, pieces),
      class: exam.label(at: index), using: &own)
    return CutScores(
      fit: object.majorityIntersectionOverUnion,
      inColor: (within / Double(3 * 2304)).squareRoot(),
      lime: object.recall(of: Array(found.ranking.prefix(count))))
  }
}
let scored = progress("fifteen pictures", total: 5) { bar in
  (cutCounts + [nil]).map { count in
    let name = count.map { "SLIC, \($0)" } ?? "grid, 36"
    bar.advance(detail: name)
    return (name, scores(network, exam, cutChance, slic: count))
  }
}
func mean(_ way: Int, _ value: (CutScores) -> Double) -> Double {
  Estimate(scored[way].1.map(value)).mean
}
/// The mean of the differences, picture by picture.
func gained(_ way: Int, _ less: Int, _ value: (CutScores) -> Double)
  -> Estimate
{
  Estimate(zip(scored[way].1, scored[less].1).map { value($0) - value($1) })
}
check(
  mean(2) { $0.inColor } < mean(4) { $0.inColor }
    && mean(2) { $0.fit } > mean(4) { $0.fit } + 0.1
    && mean(0) { $0.fit } < mean(2) { $0.fit } - 0.2,
  "within some 36 pieces of SLIC colours spread by "
    + "\(fixed(mean(2) { $0.inColor }, 3)) (standard deviation), within 36 "
    + "squares by \(fixed(mean(4) { $0.inColor }, 3)). SLIC's pieces fit the "
    + "*creature*, which need not be what counts for the network, to "
    + "\(fixed(mean(2) { $0.fit })), the squares to "
    + "\(fixed(mean(4) { $0.fit })) (difference "
    + "\(signed(gained(2, 4) { $0.fit }))); four pieces to "
    + fixed(Estimate(scored[0].1.map(\.fit))),
  claim: 3, verdict: .holds)
remember("limeGained", signed(gained(3, 2) { $0.lime }))
remember("fitGained", signed(gained(3, 2) { $0.fit }))
let coarse = ofPicture[0]
let numbers =
  "R² is \(fixed(coarse.found.rSquared)) and the gap "
  + fixed(coarse.found.localGap)
let isWhole = subject.truth.map {
  MaskRecall(of: $0, in: coarse.pieces)
    .recall(of: Array(coarse.found.ranking.prefix(1))) > 0.9
}
remember(
  "fourPieces",
  isWhole == true
    ? "Here four pieces happen to hold the creature in one: \(numbers), and "
      + "the explanation says “the \(name)”, which we knew."
    : "With four pieces \(numbers) here.")
//#-end-folded-code

sweep(
  "cut", over: cutCounts, named: "pieces",
  caption: "The same picture in more and more pieces, 1,000 rows each"
    + outlined + ". Each map on a scale of its own; its range, its $R^2$ "
    + "and its gap stand below.",
  alt: "With four pieces the creature is one dark blue piece; with 16 and 36 "
    + "a few pieces on it are blue; with 100 the colour breaks up",
  width: .wide, frameWidth: 150
) { drawing, count in
  let cut = ofPicture[cutCounts.firstIndex(of: count) ?? 0]
  let map = painted(cut.found, cut.pieces)
  let words = [
    fixed(Double(map.minimum())) + " to " + fixed(Double(map.maximum())),
    "R² " + fixed(cut.found.rSquared), "gap " + fixed(cut.found.localGap),
  ].map { $0.replacing(" ", with: "\u{A0}") }
  drawing.draw(
    ImageGrid([
      [
        Panel(
          "",
          Picture(image, .regions(labels: cut.pieces.labels, width: 0.4)))
      ],
      [
        Panel(
          "", HeatMap(map, .signed([map]), outline),
          caption: words.joined(separator: ", "))
      ],
    ]))
}

//: \(fourPieces) In other pictures four pieces cut through the creature, and
//: LIME's own numbers do not look at that. From 36 to 100 pieces the fit rises
//: (\(fitGained)), but LIME's *recall* of the creature does not
//: (\(limeGained)). Two reasons are likely, and we have not told them apart:
//: the same 200 rows must settle more numbers, and each small piece matters
//: less.
//:
//: ## How near is near?
//:
//: *A network is locally linear, so a plane fits near one picture.* A curve
//: does look straight under a microscope. But the usual rows cannot show it,
//: for nearly all hide about half of the picture. LIME's paper, and its code
//: for texts (@ch-lime-text), first draw *how many* pieces to hide, each number
//: equally likely. Then near rows exist, and a small $\sigma$ picks them. The
//: pictures of @fig-five, 2,000 such rows each (@fig-widths):

//#-folded-code Planes of eight widths, through the same rows
let widths = [1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.007]
let byWidth = pools.map { pool in
  widths.map { fromEven(pool, width: $0) }
}
func atWidth(_ place: Int, _ value: (LIMEExplanation) -> Double) -> [Double] {
  byWidth.map { value($0[place]) }
}
let (usualFit, middleFit, narrowFit) = (
  atWidth(2) { $0.rSquared }, atWidth(4) { $0.rSquared },
  atWidth(7) { $0.rSquared }
)
let usualGap = Estimate(atWidth(2) { $0.localGap }).mean
let middleGap = Estimate(atWidth(4) { $0.localGap }).mean
let narrowGap = Estimate(atWidth(7) { $0.localGap }).mean
let narrowRows = Estimate(atWidth(7) { $0.effectiveSampleSize }).mean
let middleRows = Estimate(atWidth(4) { $0.effectiveSampleSize }).mean
check(
  narrowGap < usualGap / 4 && least(narrowFit) > 0.9
    && least(middleFit) < 0.85,
  "from a width of 0.25 to 0.007 the gap falls from \(fixed(usualGap, 3)) to "
    + "\(fixed(narrowGap, 3)) and the least R² of five pictures comes to "
    + "\(fixed(least(narrowFit))); but at a width of 0.05 it is still "
    + "\(fixed(least(middleFit))), and at 0.007 the 2,000 rows count as "
    + fixed(narrowRows, 0),
  claim: 2,
  verdict: .holdsWhen("so near that hardly more than one piece is hidden"))
remember("usualGap", fixed(usualGap, 3))
remember("middleFit", fixed(least(middleFit)))
remember("middleBest", fixed(middleFit.max() ?? 0))
remember("tenthFit", fixed(least(atWidth(3) { $0.rSquared })))
remember("middleGap", fixed(middleGap, 3))
remember("narrowFit", fixed(least(narrowFit)))
remember("narrowRows", fixed(narrowRows, 0))
remember("middleRows", fixed(middleRows, 0))
/// The fit to a box that answers each row by a number drawn by chance.
let noiseFits = pools.map { pool in
  var chance = knobs.random("noise").stream(UInt64(pool.index))
  var told: [[Int]: Float] = [:]
  let answers = pool.evenRows.indices.map { index in
    let bits = pool.evenRows[index].map { Int($0) }
    let answer = told[bits] ?? Float(chance.uniform())
    told[bits] = answer
    return [answer]
  }
  return [0.007, 0.05].map { width in
    LIME(
      kernel: LIMEKernel(width: width), surrogate: LinearSurrogate(alpha: 0.001)
    ).explanation(of: 0, pool.evenRows, answers).rSquared
  }
}
remember("noiseNarrow", fixed(least(noiseFits.map { $0[0] })))
remember("noiseMiddle", fixed(noiseFits.map { $0[1] }.max() ?? 0))
//#-end-folded-code

figure(
  "widths",
  caption: "Planes through 2,000 rows of five pictures, by the width of the "
    + "kernel: $R^2$, the gap, and how many rows count. A thin line for each "
    + "picture, a thick one for their mean; dashed, the usual width.",
  alt: "The fit first falls, then rises to one as the kernel grows narrow; the "
    + "gap shrinks to nothing; the rows that count fall to a few dozen",
  width: .wide
) { drawing in
  var thin = Theme.axis
  thin.alpha = 0.6
  func chart(
    _ title: String, _ axis: Axis, _ value: (LIMEExplanation) -> Double
  ) -> Panel {
    let lines = byWidth.map { $0.map(value) }
    let means = widths.indices.map { place in
      Estimate(lines.map { $0[place] }).mean
    }
    return Panel(
      title,
      LineChart(
        lines.map { .init("", x: widths, y: $0, color: thin) }
          + [
            .init("", x: widths, y: means, color: Theme.ink, hasMarks: true)
          ], x: Axis("width σ", kind: .logarithmic), y: axis,
        references: [.vertical(0.25)], height: 110))
  }
  drawing.draw(
    Columns([
      chart("fit", Axis("R²", range: 0...1)) { $0.rSquared },
      chart("gap", "|g − f|") { $0.localGap },
      chart("rows that count", Axis("of 2,000", kind: .logarithmic)) {
        $0.effectiveSampleSize
      },
    ]))
}

//: Read the curves from the right. The gap shrinks all the way: a narrow kernel
//: pins the plane to the picture. $R^2$ does not simply follow. At a width of
//: 0.1 one picture has \(tenthFit); at 0.05 it is still between \(middleFit)
//: and \(middleBest), by the picture. At 0.007 no picture has less than
//: \(narrowFit), rounded, and that is no discovery about networks: a box that
//: answers each row with a number drawn by chance gets at least \(noiseNarrow)
//: there (at 0.05 at most \(noiseMiddle)). Where hardly a row counts that hides
//: more than one piece, a plane fits as a table does, one number for each loss.
//:
//: With rows drawn by chance none of these widths is near, well fitted and
//: cheap at once: with 0.25 the gap is \(usualGap); with 0.05 it is
//: \(middleGap), but the 2,000 rows count as \(middleRows), with 0.007 only as
//: \(narrowRows). Rows chosen by hand are all three: $d + 1$ of them are just
//: *one piece at a time*. What they cannot see is what happens when several are
//: gone. So the assumption behind LIME is no law, but a question to ask of
//: every picture.
//: $R^2$ answers it only where many more rows count than there are pieces.
//:
//: ## Up, down, or nothing {.further}
//:
//: A lecture shows a frog whose probability goes from $0.54$ up to $0.85$, down
//: to $0.00001$, or nowhere, as regions are covered. We re-enact it. The Toy
//: Garden has pictures of *two* creatures. Among those of which the network
//: names one, take the two dozen that it finds most evenly matched; of these,
//: the one whose answer moves most both ways in 100 views: a picked case, as
//: the frog may be. Ask about 400 views of it (@fig-frog).

//#-folded-code The most evenly matched pairs, and views of one of them
let pairs = attempt { try garden.pairs }
let torn = box((0..<pairs.count).map { pairs.image(at: $0) })
let weaker = torn.indices.map { pair in
  pairs.creatures(at: pair).map { torn[pair][$0.rawValue] }.min() ?? 0
}
struct Pair {
  let creature: Int
  let parts: InputInParts<Tensor>
  let found: LIMEExplanation
  /// How far the answer moves up, or down, whichever is less.
  var reach: Double {
    min(
      (found.scores.max() ?? 0) - found.score,
      found.score - (found.scores.min() ?? 0))
  }
}
/// The class that the network puts first.
func firstChoice(_ pair: Int) -> Int {
  torn[pair].firstIndex(of: torn[pair].max() ?? 0) ?? 0
}
/// The pairs of which the network names one, the most evenly matched first.
let even = weaker.indices.filter { pair in
  pairs.creatures(at: pair).contains { $0.rawValue == firstChoice(pair) }
}.sorted { (weaker[$1], $0) < (weaker[$0], $1) }
func asked(_ pair: Int, _ views: Int) -> Pair {
  let (picture, creature) = (pairs.image(at: pair), firstChoice(pair))
  let parts = InputInParts(picture, .slic(picture))
  var chance = knobs.random("frog").stream(UInt64(pair))
  return Pair(
    creature: creature, parts: parts,
    found: LIME(samples: views, sampler: .uniformCount)
      .explain(box, parts, class: creature, using: &chance))
}
let dozens = even.prefix(24).map { (pair: $0, reach: asked($0, 100).reach) }
let frog = asked(
  dozens.reduce(dozens[0]) { $1.reach > $0.reach ? $1 : $0 }.pair, 400)
let (covered, frogParts) = (frog.found, frog.parts)
let order = covered.scores.indices.sorted {
  covered.scores[$0] < covered.scores[$1]
}
let (down, up) = (order[0], order[order.count - 1])
func move(_ row: Int) -> Double { abs(covered.scores[row] - covered.score) }
func told(_ row: Int) -> String {
  fixed(covered.scores[row], covered.scores[row] < 0.01 ? 5 : 2)
}
func hides(_ row: Int) -> Int {
  frogParts.count - covered.coalitions.shown(in: row)
}
let same = order.filter { hides($0) >= frogParts.count / 4 }
  .reduce(down) { move($1) < move($0) ? $1 : $0 }
check(
  covered.scores[up] > covered.score + 0.1
    && covered.scores[down] < covered.score - 0.1 && move(same) < 0.05,
  "of 400 views one moves the probability from \(fixed(covered.score)) up to "
    + "\(fixed(covered.scores[up])), one down to \(told(down)), and one "
    + "that hides \(hides(same)) of \(frogParts.count) pieces leaves it at "
    + fixed(covered.scores[same]),
  claim: 14, verdict: .reenacted)
//#-end-folded-code

figure(
  "frog",
  caption: "A picture of two creatures, three views of it, and below each the "
    + "probability of *\(names[frog.creature])*, one of the two.",
  alt: "A picture with two creatures; in three copies different pieces are flat"
) { drawing in
  let panels = [
    ("as it is", 0), ("up", up), ("down", down), ("hardly moved", same),
  ]
  drawing.draw(
    ImageRow(
      panels.map { title, row in
        Panel(
          title, Picture(frogParts.input(showing: covered.coalitions[row])),
          caption: told(row))
      }))
}

//: ## The exclusive or {.further}
//:
//: The lectures warn that LIME fails where the model is *not even locally
//: linear*. So build such a thing: it rings (answers $0.9$) when exactly one of
//: two pieces, those with the largest coefficients in @tab-coefficients, is
//: hidden. In the picture itself both are shown, and it is quiet ($0.1$).
//:
//: > [!TIP]
//: > **Predict.** What does LIME say of the two pieces, with its usual rows?
//: > And if it stayed near the picture?
//:
//: @answer
//: Next to nothing; and most of it, the nearer the more: in the limit $-0.8$
//: for each (@fig-bell). With fair coins each piece is hidden
//: half of the time, so hiding the other one rings as often as it silences:
//: both coefficients are near 0, and $R^2$, to its credit, says so. Near the
//: picture hardly any row hides both. There, hiding either rings, and that *is*
//: a plane.
//: @end

//#-folded-code A bell that looks at two pieces is explained from far and near
let two = explanation.ranking.prefix(2)
let bell = BlackBox<Tensor> { pictures in
  pictures.map { picture in
    let seen = two.map { piece in
      pieces.pixels(of: piece).allSatisfy {
        picture.elements[$0] == image.elements[$0]
      }
    }
    return [seen[0] != seen[1] ? 0.9 : 0.1]
  }
}
let bellWays: [(name: String, sampler: Coalitions.Sampler, width: Double)] = [
  ("usual rows, σ 0.25", .bernoulli, 0.25),
  ("even rows, σ 0.25", .uniformCount, 0.25),
  ("even rows, σ 0.03", .uniformCount, 0.03),
]
let bells = bellWays.map { way in
  var chance = knobs.random("bell")
  return LIME(
    samples: 3000, sampler: way.sampler, kernel: LIMEKernel(width: way.width),
    surrogate: LinearSurrogate(alpha: 0.001)
  ).explain(bell, parts, class: 0, using: &chance)
}
func ofTwo(_ found: LIMEExplanation) -> String {
  two.map { fixed(found.coefficients[$0]) }.joined(separator: " and ")
}
check(
  bells[0].rSquared < 0.15 && bells[2].rSquared > 0.6
    && bells[1].rSquared < bells[2].rSquared
    && two.allSatisfy { bells[2].coefficients[$0] < -0.2 },
  "of 3,000 usual rows LIME gives the two pieces \(ofTwo(bells[0])), with an "
    + "R² of \(fixed(bells[0].rSquared)); of as many rows that show each "
    + "number of pieces equally often \(ofTwo(bells[1])) at the usual width, "
    + "with "
    + "\(fixed(bells[1].rSquared)), and \(ofTwo(bells[2])) at a width of 0.03, "
    + "with \(fixed(bells[2].rSquared)), where they count as "
    + fixed(bells[2].effectiveSampleSize, 0),
  claim: 6,
  verdict: .holdsWhen("*locally* means LIME's usual rows"))
//#-end-folded-code

figure(
  "bell",
  caption: "What LIME says of the bell, from 3,000 rows each, on one scale: "
    + "with its usual rows; with rows that show each number of pieces equally "
    + "often; with these, near the picture. The outlines are the two pieces "
    + "that the bell looks at.",
  alt: "Two outlined pieces, white or pale in the first maps, dark orange in "
    + "the last"
) { drawing in
  let maps = bells.map { painted($0, pieces) }
  let scale = ColorScale.signed(maps, title: "added to the bell's answer")
  let edges = two.map {
    Annotation.outline(of: pieces.mask(of: [$0]), color: Theme.ink)
  }
  drawing.draw(
    ImageRow(
      zip(bellWays, zip(maps, bells)).map {
        Panel(
          $0.name, HeatMap($1.0, scale, edges[0], edges[1]),
          caption: "R² \(fixed($1.1.rSquared))")
      }, scale: scale, panelWidth: 104))
}

//: @fig-bell changes first how the rows are drawn, then the width. Nearby the
//: bell *is* linear, so it is not what the lectures mean: LIME failed here
//: because its usual rows are not nearby.
//:
//: ## A property of the whole picture {.further}
//:
//: The second warning: LIME is weak where the class is not *in* any part. Train
//: the same network to tell the four grounds, and ask about the ground of our
//: picture. Its ground is *\(ground)* all over (@fig-ground).

//#-folded-code A network for grounds is explained under two covers
let groundTraining = learn(
  "grounds", .garden(classes: Ground.allCases.count),
  on: Examples(count: 1000) { [lessons] in
    (lessons.image(at: $0), lessons.ground(at: $0).rawValue)
  }, TrainingOptions(epochs: 2), chance: knobs.random("grounds"))
let geologist = groundTraining.network
let seenGround = geologist.probabilities(of: [image])[0]
let ground =
  subject.truth == nil
  ? Ground.allCases.max { seenGround[$0.rawValue] < seenGround[$1.rawValue] }
    ?? .meadow
  : exam.ground(at: knobs.image)
let byCover = [parts, blackened].map { parts in
  var chance = knobs.random("ground rows")
  return LIME(samples: knobs.samples).explain(
    geologist.blackBox(), parts, class: ground.rawValue, using: &chance)
}
/// The share of all coefficients' size that the three largest have.
func topShare(_ found: LIMEExplanation) -> Double {
  let sizes = found.rankingBySize.map { abs(found.coefficients[$0]) }
  return sizes.prefix(3).reduce(0, +) / max(sizes.reduce(0, +), 1e-12)
}
/// A bound with four decimals on the largest coefficient.
let bound = max(1, (1e4 * largest(byCover[0])).rounded(.up)) / 1e4
if largest(byCover[1]) > 0.001 {
  check(
    bound < 0.05 && topShare(byCover[1]) < topShare(explanation),
    "under mean colours no piece moves the ground's probability by more than "
      + "\(fixed(bound, 4)); under black the three largest coefficients hold "
      + "\(percent(topShare(byCover[1]), 0)) of the sum of all sizes, for the "
      + "creature \(percent(topShare(explanation), 0))",
    claim: 7, verdict: .holdsWhen("the cover leaves the property where it is"))
}
let against = byCover[1].ranking.last ?? 0
remember("ground", ground.name)
remember("blackFit", fixed(byCover[1].rSquared))
remember("blackMost", fixed(byCover[1].coefficients.max() ?? 0))
remember("blackLeast", fixed(byCover[1].coefficients[against]))
remember(
  "blackAgainst",
  inside.map {
    percent(Double($0.overlaps[against]) / Double($0.sizes[against]), 0)
      + " creature"
  } ?? "of unknown content")
remember("groundFit", fixed(byCover[0].rSquared))
remember("groundLowest", fixed(byCover[0].scores.min() ?? 0, 3))
//#-end-folded-code

figure(
  "ground",
  caption: "Three explanations of one picture, each on a scale of its own: "
    + "read the ranges. Below them also the share of the three largest pieces.",
  alt: "Left, a few strong pieces on the creature; then two maps in which many "
    + "pieces over the whole picture are coloured"
) { drawing in
  let titles = [
    name, ground.name + ", mean colour", ground.name + ", black",
  ]
  drawing.draw(
    ImageRow(
      zip(titles, [explanation] + byCover).map { title, found in
        let map = painted(found, pieces)
        return Panel(
          title, HeatMap(map, .signed([map]), outline),
          caption: "top three " + percent(topShare(found), 0))
      }, panelWidth: 104))
}

//: Under its own mean colour a piece of \(ground) still has the colour of
//: \(ground), so next to nothing happens: the network never says less than
//: \(groundLowest). The middle map is a tiny signal, stretched; an $R^2$ of
//: \(groundFit) makes it no larger. So look at the size of coefficients before
//: you look at the map. The plane is not at fault: the cover hides nothing.
//: Under black many pieces add something, up to \(blackMost), with an $R^2$ of
//: \(blackFit); the one that speaks most against (\(blackLeast)) is
//: \(blackAgainst). For a property of the whole that *is* a right answer, and
//: no list of the best six can say "all of it".
//:
//: ## The paper's number beside ours {.further}
//:
//: For pictures the paper [@ribeiro2016] shows examples; its numbers are about
//: texts and people, and stand in @ch-lime-text and @ch-lime-tables. Of the
//: price there are numbers:
//: @boggust2023 report some ten seconds a picture on a GPU for captum's LIME
//: (another LIME than ours: other rows, distances and fit), and a hundredth of
//: a second for Grad-CAM. We count passes.
//:
//: ## The same in Python {.further}
//:
//: The network, picture, pieces and rows that this chapter saved, and the
//: library of LIME's authors (`make compare CHAPTER=lime`). It is given our
//: rows; views, covers, distances, weights and fit are its own (@lst-lime). The
//: comparison prints the largest difference of a coefficient, and of $\beta_0$,
//: $R^2$ and $g(x')$ together; a difference of one in ten thousand fails. SLIC
//: is scikit-image's, told our settings: it cuts the picture into the same
//: pieces, pixel by pixel.
//:
//: @listing(chapters/lime/in_python.py, lime)

//#-folded-code What --models keeps for the comparison
let kept = min(300, rows.count)
let keptRows = Coalitions(rows: (0..<kept).map { Array(rows[$0]) })
let keptFound = lime.explanation(
  of: label, keptRows, Array(outputs.prefix(kept)))
keep(
  "explanations", answersOf: [training, groundTraining], to: [image],
  [
    "pieces": Tensor(
      ContiguousArray(pieces.labels.map { Float($0) }), shape: [48, 48]),
    "rows": Tensor(
      ContiguousArray(keptRows.bits.map { Float($0) }),
      shape: [kept, pieces.count]),
    "coefficients": Tensor(
      ContiguousArray(keptFound.coefficients.map { Float($0) }),
      shape: [pieces.count]),
    "fit": Tensor(
      [
        Float(keptFound.intercept), Float(keptFound.rSquared),
        Float(keptFound.localPrediction),
      ], shape: [3]),
    "class": Tensor([Float(label)], shape: [1]),
    "count": Tensor([Float(knobs.superpixels)], shape: [1]),
    "width": Tensor([Float(knobs.width)], shape: [1]),
  ])
//#-end-folded-code

//: ## In five lines
//:
//: 1. Cut the picture into pieces, hide random ones, ask each time, and lay a
//:    weighted plane through a table of zeros and ones.
//: 2. A coefficient is what showing a piece adds on average; with the usual
//:    settings, on average over halves of the picture.
//: 3. Beside each explanation belong $R^2$, the gap, and the size of the
//:    coefficients. More rows make it steady, not true.
//: 4. The cut and the cover decide what can be found, and a high $R^2$ does not
//:    vouch for them.
//: 5. What is named most important can be tested: hide the best six. On our
//:    pictures the answer falls from \(untouched) to \(limeHidden), by chance
//:    to \(randomHidden).
//:
//: ## Eight questions
//:
//: 1. What does the surrogate see of a picture, and what the black box?
//: 2. What does a coefficient of $0.1$ mean?
//: 3. Why does the usual kernel hardly matter for pictures?
//: 4. What is the gap, and why do more rows not close it?
//: 5. Why is a plane exact if at most one piece is ever hidden?
//: 6. What does hiding the best six pieces test that recall does not?
//: 7. Why can a random network's map look as good as a trained one's?
//: 8. When does a mean colour hide nothing?
//:
//: @answer
//: (1) A row of zeros and ones; a view. (2) Showing the piece adds $0.1$ to the
//: probability, on average over the rows. (3) Fair coins hide about half of
//: everything, so all rows are about equally far. (4) What the plane misses at
//: the picture itself; it is misfit, not luck. (5) It has a number for each
//: single loss, and one for none. (6) Whether the *answer* depends on
//: them; recall asks where the creature is. (7) Each map is stretched to its
//: own maximum. (8) Where a piece is known by its colour alone.
//: @end
//:
//: ## Exercises
//:
//: > [!TIP]
//: > **Exercise.** *Predict first.* Run with `--width 1000`, so that all rows
//: > weigh the same. How much will the coefficients change?
//:
//: @answer
//: Next to nothing. In five pictures they correlate with the usual ones by
//: \(flat); drawing the rows again changes them more (\(redrawn)).
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *By hand.* With $d = 100$ pieces and fair coins, how many
//: > pieces does a row show, give or take, and what does @eq-kernel make of it?
//:
//: @answer
//: $50 \pm 5$. Then $D = 1 - \sqrt{0.5} \approx 0.29$, and a row two standard
//: deviations out has $D$ between $0.23$ and $0.37$: weights between $0.34$ and
//: $0.67$. More pieces make the kernel flatter still.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Turn a knob.* Run `--samples 100` with `--draw 1`, `2` and
//: > `3`: the same network, other rows. Compare the best eight pieces. How many
//: > rows do you need until they stay?
//:
//: @answer
//: By @tab-samples two runs of 100 share \(fewCommon) of what they name, and
//: two of 1,000 \(manyCommon). The strong pieces stay from the start; which
//: weak ones make the list is largely luck: see the scatter in that table. In
//: the mean of five pictures even 1,000 rows do not settle all eight. (Had you
//: changed the seed, the network would be another one, too.)
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Spot the bug.* `lime 0.2.0.1` cuts by quick shift, and
//: > hands a seed on: `explain_instance(…, random_seed=7)`. In `scikit-image
//: > 0.26` that function's argument is called `rng`, and is 42 unless given. A
//: > wrapper drops every argument that the callee does not know. Is the cut
//: > still reproducible? What is lost?
//:
//: @answer
//: It is: the same each time. What is lost is your say in it: whatever seed you
//: give, the cut is that of 42, and no warning tells. So you cannot find out
//: how far the explanation hangs on that draw. An argument that nobody knows
//: must be an error.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Build.* Add a knob `--fill` with `mean`, `black` and
//: > `blurred`. On which pieces do all three agree? Which would you defend for
//: > a picture of fog?
//:
//: @answer
//: Switch over the knob to make a `SuperpixelFill`, and pass it to
//: `InputInParts`. In fog a mean colour and a blur hide next to nothing, and
//: black is like no picture that the network learned from. None is neutral:
//: name yours, and look at the size of the coefficients first. Do not expect
//: black to agree with the others: behind it the order of our picture's pieces
//: is mostly luck.
//: @end
//:
//: ## The method's card

card(
  "LIME for images",
  [
    "question": "which pieces made it say so?",
    "forward passes": "one a row; \(explanation.forwardPasses)",
    "backward passes": "0",
    "may see": "inputs and scores",
    "scope": "local in name: one answer, over random halves",
    "kind": "post hoc, model agnostic",
    "deterministic": "yes, for a seed",
    "unit": "probability added by showing a piece",
    "R², gap": "\(fixed(explanation.rSquared)), "
      + "\(fixed(explanation.localGap, 3)) (one picture)",
    "six hidden: own; random":
      "over sixty pictures \(fixed(board["LIME", hidden].mean)); "
      + fixed(board["random", hidden].mean),
    "recall: own; best; random":
      [("LIME"), "oracle", "random"].map { fixed(board[$0, recall].mean) }
      .joined(separator: "; "),
    "choices that change it": "the cut; the cover; the rows",
    "use it when":
      "you can ask often, and pieces of the picture mean something",
    "do not use it when":
      "the class lies in no part, or parts count only together",
  ])
finish()

//: ## Sources
//:
//: The method: @ribeiro2016, and the code published with it. What it converges
//: to as the rows grow many: @garreau2020 for tables, @garreau2021 for
//: pictures. How a small change of the input can change it: @alvarezmelis2018;
//: how it can be fooled: @slack2020. The cuts: @achanta2012 and @vedaldi2008.
//: Random twins: @adebayo2018, with @yona2021 and @binder2023.
