//: # Influence functions: which training image did this?
//:
//: A network has called a creature by a wrong name. The chapters before this
//: one ask which *pixels* did it. But where did the network learn it? Among a
//: thousand training pictures are some that pushed it there, and some that
//: pulled the other way. To find out which, one could leave out each of them in
//: turn and train a thousand times. *Influence functions* [@koh2017] predict
//: all these trainings from one. How well they do, for which models, and what
//: one can do with them, is this chapter.
//:
//: > [!NOTE]
//: > **In this chapter.** You will
//: >
//: > - leave out a point by hand, and then by a derivative;
//: > - name the pictures that taught a model its worst mistake;
//: > - train again, hundreds of times, to see whether the prediction was right;
//: > - find wrong labels, and a part of the world that the lessons left out;
//: > - change a test answer by changing training pictures a little;
//: > - see where the first order ends, and what a network does to it.
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

//#-folded-code The knobs of this chapter, its data, and a network that learns
struct Knobs: ParsableArguments {
  @Option("The test picture: 0 has the largest loss of all.", in: 0...499)
  var rank = 0
  @Option("The price on long weights.", in: 0.003...1) var penalty = 0.01
  @Option("How many pictures are left out in each trial.", in: 10...100)
  var removals = 40
  @Option("How many pictures the attack may change.", in: 1...100)
  var changed = 40
  @Option("How far the attack may move a pixel.", in: 0.01...0.3)
  var budget = 0.05
}

let knobs = open(Knobs.self)
let garden = attempt { try ToyGarden.bundled() }
let (lessons, exam) = attempt { (try garden.train, try garden.test) }
let names = Creature.allCases.map(\.name)
let (first, second) = (Array(0..<1000), Array(1000..<2000))
let training = learn(
  "body", .garden(classes: 5), on: Examples(lessons, at: first),
  TrainingOptions(epochs: 5), chance: knobs.random("lessons"))
let images = second.map { lessons.image(at: $0) }
let labels = second.map { lessons.label(at: $0) }
let examImages = exam.indices.map { exam.image(at: $0) }
let examLabels = exam.indices.map { exam.label(at: $0) }
func doubles(_ tensor: Tensor) -> [Double] { tensor.elements.map(Double.init) }
/// The layers up to the 64 means, and one that brings them to one scale.
let body: Network = {
  let network = training.network
  let means = network.outputs(
    of: "average", for: first.map { lessons.image(at: $0) }
  ).map(doubles)
  var (weights, bias) = (Tensor(shape: [64, 64]), Tensor(shape: [64]))
  for channel in 0..<64 {
    let spread = Estimate(means.map { $0[channel] })
    let scale = 1 / max(spread.standardDeviation, 1e-2)
    weights[channel, channel] = Float(scale)
    bias[channel] = Float(-spread.mean * scale)
  }
  return Network(
    Array(network.layers[...network.index(of: "average")])
      + [Layer("features", .linear(weights: weights, bias: bias))])
}()
func features(of images: [Tensor], by network: Network) -> [[Double]] {
  network.outputs(of: "features", for: images).map(doubles)
}
let rows = features(of: images, by: body)
let examRows = features(of: examImages, by: body)
/// A softmax regression on rows.
func fitted(
  _ rows: [[Double]], _ labels: [Int], penalty: Double
) -> SoftmaxRegression {
  attempt {
    try SoftmaxRegression(
      minimising: SoftmaxLoss(
        rows: Matrix(rows: rows), labels: labels, classes: 5, penalty: penalty))
  }
}
func answer(_ probabilities: [Double]) -> Int {
  descendingOrder(of: probabilities)[0]
}
func accuracy(_ model: SoftmaxRegression, _ rows: [[Double]]) -> Double {
  let right = zip(rows, examLabels).count {
    answer(model.probabilities(of: $0)) == $1
  }
  return Double(right) / Double(rows.count)
}
//#-end-folded-code

//: ## The question
//:
//: **Which training pictures made the model say this?** We need a model whose
//: training we can repeat exactly. So the lessons are cut in two. A network
//: learns from the first thousand, and then never again: it turns a picture
//: into 64 numbers, its *features*. A *head* learns from the second thousand:
//: softmax regression on these features, for each of five classes 64 weights
//: and a constant, 325 numbers. Their loss has one minimum, so chance plays no
//: part.

let head = fitted(rows, labels, penalty: knobs.penalty)
let losses = zip(examRows, examLabels).map { head.loss(of: $0, label: $1) }
let target = descendingOrder(of: losses)[knobs.rank]
let (row, label) = (examRows[target], examLabels[target])
let said = answer(head.probabilities(of: row))

print(training)
print(
  "the head, right on the test pictures:", percent(accuracy(head, examRows)))
print("its picture", target, "is a", names[label] + "; it says", names[said])

//: For this picture it does worst of all 500. (Its loss is $-\log p$, with $p$
//: the probability of the truth.) In @fig-question are the training pictures
//: that should have helped it most, and those that have done most harm. (Harm
//: may come from pictures of the right class, too.) How do we know?

let curvature = head.curvature
let inverse = attempt { try ExactInverse(of: curvature) }
let influence = Influence(on: head, through: inverse)
let scores = attempt { try influence.scores(of: row, label: label) }

//#-folded-code A picture with its label and its value
func panel(_ index: Int, _ title: String = "") -> Panel {
  let value = scores.values[index]
  return Panel(
    title, Picture(images[index]),
    caption: names[labels[index]] + (value > 0 ? " +" : " ") + fixed(value, 3))
}
//#-end-folded-code

figure(
  "question",
  caption:
    "A test picture, a *\(names[label])* that the head "
    + (said == label ? "names rightly" : "takes for a *\(names[said])*")
    + "; the training pictures that helped it most, and those "
    + "that harmed it most. Below each its label, and how much larger the test "
    + "loss should be without it, as predicted.",
  alt: "One picture, then two rows of four training pictures with numbers, "
    + "positive in the upper row and negative in the lower", width: .wide
) { drawing in
  let asked = Panel(
    "test picture", Picture(examImages[target]), caption: names[label])
  let again = Panel(
    "it says", Picture(examImages[target]),
    caption: names[said] + ", loss " + fixed(losses[target]))
  drawing.draw(
    ImageGrid(
      [
        [asked] + scores.mostHelpful(4).map { panel($0, "helpful") },
        [again] + scores.mostHarmful(4).map { panel($0, "harmful") },
      ], panelWidth: 82))
}

//: ## The method on one page
//:
//: Training makes a mean of $n$ losses small, with a price on long weights:
//:
//: $$
//: J(\theta) = \frac{1}{n} \sum_{i=1}^{n} \ell(z_i, \theta)
//: + \frac{\lambda}{2} |\theta|^2.
//: $$ {#eq-loss}
//:
//: At its end, $\hat\theta$, the slope of $J$ is zero. Now give example $z_i$ a
//: little less weight, $\frac{1}{n} - \varepsilon$. The slope at $\hat\theta$
//: becomes $-\varepsilon \nabla \ell(z_i)$. With $H$ the second derivatives of
//: $J$, a step $\delta$ changes the slope by $H \delta$; so it is zero again,
//: to first order, at $\delta = \varepsilon H^{-1} \nabla \ell(z_i)$. To remove
//: the example is $\varepsilon = 1/n$. The product of that step with the slope
//: of a test loss is what the removal does to that loss:
//:
//: $$
//: \mathrm{value}_i = \frac{1}{n} \, s^{T} \nabla \ell(z_i), \qquad
//: s = H^{-1} \nabla \ell(z).
//: $$ {#eq-influence}
//:
//: That is the whole method (@fig-flow). **One sign.** The value is how much
//: the test loss *rises without* the example. Positive is *helpful*, negative
//: *harmful*. (The paper's quantity is the effect of *more* weight, $-n$ times
//: ours.)

figure(
  "flow",
  caption:
    "Influence. The vector $s$ is computed once for a test picture; then each "
    + "training picture costs one product.",
  alt: "Training pictures lead to a minimum and its second derivatives; a test "
    + "picture to its slope; both to s, and s with all slopes to values",
  width: .wide
) { drawing in
  drawing.draw(
    FlowDiagram(
      [
        .init(
          "training", Picture(images[scores.mostHarmful(1).first ?? 0]),
          shape: "n × 3 × 48 × 48", column: 0, row: 1, copies: 5),
        .init(
          "test picture", Picture(examImages[target]), shape: "3 × 48 × 48",
          column: 0),
        .init(
          "minimum", ["θ", "slope of J is 0"], shape: "325", column: 1, row: 1),
        .init(
          "test slope", ["∇ℓ(z)", "at the minimum"], shape: "325", column: 2),
        .init(
          "second derivatives", ["H", "at the minimum"], shape: "325 × 325",
          column: 2,
          row: 1),
        .init(
          "training slopes", ["∇ℓ(z₁) …", "at the minimum"], shape: "n × 325",
          column: 2, row: 2),
        .init(
          "solution", ["s", "found once"], shape: "325", column: 3, row: 0.5),
        .init(
          "values", ["s · ∇ℓ / n", "+ helpful", "− harmful"], shape: "n",
          column: 4, row: 1),
      ],
      [
        .init("training", "minimum", "train"),
        .init("test picture", "test slope"),
        .init("minimum", "test slope"),
        .init("minimum", "second derivatives"),
        .init("minimum", "training slopes"),
        .init("test slope", "solution"),
        .init("second derivatives", "solution", "invert, times"),
        .init("solution", "values"),
        .init("training slopes", "values", "products"),
      ]))
}

//: > [!IMPORTANT]
//: > **Key idea.** A trained model is a function of its training pictures.
//: > Influence is how fast a test loss rises as the weight of one picture is
//: > taken away.
//:
//: ## By hand: three points
//:
//: The model is one number $\theta$, the loss of a point $\frac12 (\theta -
//: z)^2$, and there is no price. Trained on 1, 2 and 6 it is their mean,
//: $\hat\theta = 3$. The test point is 5; its loss is $\frac12 \cdot 2^2 = 2$.
//:
//: > [!TIP]
//: > **Predict.** Which of the three points is helpful for the test point 5,
//: > and what does @eq-influence give for it? What is the truth?
//:
//: @answer
//: Only 6 pulls up, towards 5. Here $H = 1$, the test slope is $3 - 5 = -2$,
//: that of the point 6 is $3 - 6 = -3$: the value is $\frac13 \cdot (-2)(-3) =
//: 2$. In truth the mean of 1 and 2 is $1.5$, with the loss $\frac12 \cdot
//: 3.5^2$, so the rise is $4.125$. The sign is right; the size is about half.
//: @end

let predicted = [1.0, 2, 6].map { (3.0 - 5) * (3 - $0) / 3 }
let measured = [1.0, 2, 6].map { point in
  let rest = (9 - point) / 2
  return (rest - 5) * (rest - 5) / 2 - 2
}
print("predicted", predicted.map { fixed($0) }.joined(separator: ", "))
print("measured ", measured.map { fixed($0) }.joined(separator: ", "))

//: Why half? Without one point of three the curvature is a third less, so the
//: mean moves by $1.5$ and not by 1: $3$ instead of 2. And the test loss bends:
//: $\frac12 \cdot 1.5^2$ more. Both errors are of the second order in $1/n$.
//: Three points are few; with a thousand they should be small.

check(
  zip(predicted, measured).allSatisfy { $0 * $1 > 0 }
    && abs(predicted[2] - 2) < 1e-12 && measured[2] == 4.125,
  "by hand the derivative has the sign of the truth for all three points; "
    + "for 6 it says 2, and the truth is 4.125")

//: ## Step by step
//:
//: Newton's method brought the head to where its slope is shorter than
//: $10^{-10}$. Its second derivatives have a closed form, so they can be
//: written down and factored. Then the steps are two (@lst-influence).

//#-folded-code How numbers and vectors are told
var someChance = knobs.random("eigenvalues")
let spectrum = Lanczos(curvature, steps: 80, using: &someChance)
let eigenvalues = fixed(spectrum.smallest, 3) + " to " + fixed(spectrum.largest)
func length(_ vector: [Double]) -> String { fixed(norm(vector), 3) }
let (smallest, largest) = (
  fixed(scores.values.min() ?? 0, 4), fixed(scores.values.max() ?? 0, 4)
)
//#-end-folded-code

let slope = head.lossGradient(of: row, label: label)
print("H", [curvature.size, curvature.size], "eigenvalues", eigenvalues)
print("slope of the test loss:", slope.count, "numbers, length", length(slope))
print("s:", slope.count, "numbers, length", length(scores.solution.vector))
print("values:", scores.values.count, "from", smallest, "to", largest)

//: @listing(Sources/Explainers/Influence/Influence.swift, influence)
//:
//: The price $\frac{\lambda}{2} |\theta|^2$ belongs to no example: $H$ holds
//: it, the two slopes do not. It also gives a sum to check against. All slopes
//: of examples add up to $-n \lambda \hat\theta$, as that is where the slope of
//: @eq-loss is zero. So all values add up to $-\lambda s^T \hat\theta$. That is
//: what doubling the price would do to the test loss, to first order.

//#-folded-code A sum, a derivative, and three ways to solve
let total = scores.values.reduce(0, +)
let promised =
  -knobs.penalty * dot(scores.solution.vector, head.parameters)
let size = scores.values.reduce(0) { $0 + abs($1) }
check(
  abs(total - promised) < 1e-6 * size,
  "the values of all \(images.count) training pictures add up to "
    + "\(fixed(total, 3)), which is what the slope of the price promises")
let strongest = scores.mostInfluential(1)[0]
let parts = [1, 0.1, 0.01]
let quotients = parts.map { part in
  var loss = head.loss
  loss.weights[strongest] = 1 - part
  let fit = attempt {
    try SoftmaxRegression(
      minimising: loss, from: head.parameters, tolerance: 1e-12)
  }
  return (fit.loss(of: row, label: label) - losses[target]) / part
}
let misses = quotients.map { abs($0 / scores.values[strongest] - 1) }
check(
  misses[2] < 0.01 && misses[2] < misses[0] / 5,
  "take away a share of the strongest picture's weight, train again, and "
    + "divide: with all, a tenth and a hundredth of it the quotient misses the "
    + "value by \(misses.map { percent($0, 2) }.joined(separator: ", ")); the "
    + "value is the derivative",
  claim: 40, verdict: .byConstruction)
//#-end-folded-code

//: ## Three ways to solve
//:
//: To factor $H$ takes memory like the square of the number of weights. With a
//: million weights nobody can write $H$ down; but its *product* with a vector
//: costs only a few passes. *Conjugate gradients* solve $H s = v$ with nothing
//: but products. So does LiSSA [@agarwal2017], which adds up a series
//: (@lst-lissa).
//:
//: @listing(Sources/Explainers/Influence/LiSSA.swift, lissa)

let conjugate = ConjugateInverse(of: curvature, tolerance: 1e-6)
let lissa = LiSSA(
  of: curvature, scale: spectrum.largest, depth: 20_000, tolerance: 1e-6)
let solutions = attempt {
  [try conjugate.solve(slope), try lissa.solve(slope)]
}

//#-folded-code They are compared, and LiSSA is given half a scale
let gaps = solutions.map { solution in
  norm(zip(solution.vector, scores.solution.vector).map { $0 - $1 })
    / norm(scores.solution.vector)
}
remember("conjugateSteps", "\(solutions[0].residuals.count - 1)")
remember("lissaSteps", "\(solutions[1].residuals.count - 1)")
check(
  gaps.allSatisfy { $0 < 1e-4 },
  "Cholesky, conjugate gradients and LiSSA give the same $s$, within a part "
    + "of \(NumberText.fixed(max(gaps[0], gaps[1], 1e-6), places: 6))")
func refusal(_ solve: () throws(InfluenceError) -> CurvatureSolution) -> String
{
  do {
    _ = try solve()
    return ""
  } catch {
    return error.description
  }
}
let tooLarge = refusal { () throws(InfluenceError) in
  try LiSSA(of: curvature, scale: 0.45 * spectrum.largest, depth: 20_000)
    .solve(slope)
}
check(
  tooLarge.contains("diverges"),
  "with a scale of 0.45 of the largest eigenvalue LiSSA diverges, and says so")
let (damping, scale) = (0.01, 10.0)
let meanings = attempt {
  [
    try LiSSA(
      of: curvature, scale: scale, referenceDamping: damping, depth: 20_000
    ).solve(slope),
    try ConjugateInverse(of: curvature, damping: damping).solve(slope),
    try ConjugateInverse(of: curvature, damping: damping * scale).solve(slope),
  ].map(\.vector)
}
let apart = meanings.dropFirst().map { other in
  norm(zip(meanings[0], other).map { $0 - $1 }) / norm(other)
}
check(
  apart[1] < 1e-3 && apart[0] > 10 * apart[1],
  "with a scale of 10 a damping of 0.01 in the recursion of the reference is "
    + "one of \(fixed(damping * scale, 1)); its $s$ misses the one that was "
    + "asked for by \(percent(apart[0], 0)) of that one's length")
//#-end-folded-code

figure(
  "residuals",
  caption: "What is left of the equation after each step, as a share of the "
    + "start.",
  alt: "Two falling curves on logarithmic axes; conjugate gradients fall after "
    + "tens of steps, LiSSA after hundreds"
) { drawing in
  drawing.draw(
    LineChart(
      zip(["conjugate gradients", "LiSSA"], solutions).map { name, solution in
        let shown = solution.residuals.indices.dropFirst().filter {
          $0 < 100 || $0.isMultiple(of: 20)
        }
        return .init(
          name, x: shown.map(Double.init),
          y: shown.map { solution.residuals[$0] })
      }, x: Axis("steps", kind: .logarithmic),
      y: Axis("residual", kind: .logarithmic), names: .legend, height: 120))
}

//: To the same residual, $10^{-6}$, conjugate gradients take \(conjugateSteps)
//: products, LiSSA \(lissaSteps) (@fig-residuals). Ours uses all pictures in
//: each step (the paper's a random few), and then it is gradient descent: its
//: step may be no longer than the steepest direction allows, and the flattest
//: needs many such steps. Its one knob is the scale, and that has to be above
//: half of the largest eigenvalue. A second knob has led many astray:
//: *damping*, a number added to the diagonal of $H$. In the code that was
//: published with the paper it means one thing in conjugate gradients, and that
//: times the scale in LiSSA.
//:
//: ## Was it right? Train again
//:
//: Now the truth: leave one picture out, train again, and look at the test
//: loss. (The loss of @eq-loss keeps its divisor $n$. It has one minimum, so it
//: does not matter where the training starts; ours starts at $\hat\theta$, and
//: goes on until the slope is below $10^{-12}$.) Which pictures do we try? If
//: we only try those with the largest values, as the paper does, a correlation
//: is easily had: a few points far from the others make it. So there are two
//: sets, told apart: the \(removals) whose values are largest in size, helpful
//: or harmful (“top”), and \(removals) drawn by lot.
//:
//: > [!TIP]
//: > **Predict.** For which set will the correlation be higher?
//:
//: @answer
//: For both it is nearly 1 (@tab-trials). Where the prediction is this good the
//: choice makes no difference. Keep the question for the network below.
//: @end
//:
//: Two more models see pictures of 6 by 6 pixels, 108 numbers. One is softmax
//: regression on these. The other first measures how near a picture is to each
//: of a hundred training pictures, $\exp(-d^2 / 2 \sigma^2)$ with $\sigma$
//: their median distance, and is a *kernel model*: it compares, much as a
//: search for nearest neighbours does. (Its price is a tenth of the others'.
//: One of the hundred that is left out still serves for comparing.)

//#-folded-code Three models, and 80 trainings of each
/// The mean colours of blocks of eight by eight pixels, from −1 to 1.
nonisolated func thumbnail(_ image: Tensor) -> [Double] {
  (0..<108).map { place in
    let (channel, block) = place.quotientAndRemainder(dividingBy: 36)
    let (top, left) = (8 * (block / 6), 8 * (block % 6))
    var sum: Float = 0
    for y in top..<(top + 8) {
      for x in left..<(left + 8) { sum += image[channel, y, x] }
    }
    return 2 * Double(sum) / 64 - 1
  }
}
func thumbnails(_ images: [Tensor]) -> [[Double]] {
  Parallel.map(images.count) { [images] in thumbnail(images[$0]) }
}
let (pixels, examPixels) = (thumbnails(images), thumbnails(examImages))
let radial = RadialFeatures(landmarks: Matrix(rows: Array(pixels.prefix(100))))
func near(_ pixels: [[Double]]) -> [[Double]] {
  let features = radial.features(of: Matrix(rows: pixels))
  return (0..<features.rows).map { Array(features.row($0)) }
}
/// What was predicted and what came, for some pictures.
struct Trial {
  let (predicted, measured): ([Double], [Double])
  var pearson: Correlation { .pearson(predicted, measured) }
  var spearman: Correlation { .spearman(predicted, measured) }
  func choosing(_ range: Range<Int>) -> Trial {
    Trial(
      predicted: Array(predicted[range]), measured: Array(measured[range]))
  }
}
struct Subject {
  let name: String
  let model: SoftmaxRegression
  let (row, accuracy): ([Double], Double)
  let scores: InfluenceScores
  let removed: [Int]
  let trial: Trial
  let fits: [SoftmaxRegression]
  /// The values of all training pictures for each of the first test pictures.
  let values: [[Double]]
  /// What leaving out the pictures by lot did to the loss of each of these.
  let rises: [[Double]]
  var steps: Int { fits.reduce(0) { $0 + $1.steps } }
  var top: Trial { trial.choosing(0..<(removed.count / 2)) }
  var some: Trial { trial.choosing((removed.count / 2)..<removed.count) }
}
let lot = { (count: Int) in
  var chance = knobs.random("left out")
  return Array(chance.permutation(of: images.count).prefix(count))
}(knobs.removals)
let tests = 0..<50
func subject(
  _ name: String, _ model: SoftmaxRegression, _ examRows: [[Double]]
) -> Subject {
  attempt {
    let row = examRows[target]
    let influence = Influence(
      on: model, through: try ExactInverse(of: model.curvature))
    let scores = try influence.scores(of: row, label: label)
    let removed = scores.mostInfluential(knobs.removals) + lot
    let before = model.loss(of: row, label: label)
    let fits = try model.retrained(removing: removed.map { [$0] })
    return Subject(
      name: name, model: model, row: row,
      accuracy: accuracy(model, examRows), scores: scores, removed: removed,
      trial: Trial(
        predicted: removed.map { scores.values[$0] },
        measured: fits.map { $0.loss(of: row, label: label) - before }),
      fits: fits,
      values: try tests.map {
        try influence.scores(of: examRows[$0], label: examLabels[$0]).values
      },
      rises: tests.map { index in
        let (row, label) = (examRows[index], examLabels[index])
        let before = model.loss(of: row, label: label)
        return fits.suffix(lot.count).map {
          $0.loss(of: row, label: label) - before
        }
      })
  }
}
let subjects = progress("trainings", total: 3) { bar in
  [
    ("head on features", head, examRows),
    ("pixels", fitted(pixels, labels, penalty: knobs.penalty), examPixels),
    (
      "kernel", fitted(near(pixels), labels, penalty: knobs.penalty / 10),
      near(examPixels)
    ),
  ].map { name, model, rows in
    bar.advance(detail: name)
    return subject(name, model, rows)
  }
}
/// With its interval, if the pictures were drawn.
func text(
  _ correlation: Correlation, _ places: Int = 3, byLot: Bool
) -> String {
  let ends = correlation.interval
  return fixed(correlation.value, places)
    + (byLot
      ? " (" + fixed(ends.lowerBound, places) + " to "
        + fixed(ends.upperBound, places) + ")" : "")
}
show(
  Table(
    columns: ["model", "right", "left out", "Pearson", "Spearman"],
    rows: subjects.flatMap { subject in
      [("top", subject.top), ("by lot", subject.some)].map { name, trial in
        [
          subject.name, percent(subject.accuracy, 0), name,
          text(trial.pearson, byLot: name == "by lot"),
          text(trial.spearman, byLot: name == "by lot"),
        ]
      }
    }), "trials",
  caption:
    "Predicted and measured change of one test loss, the \(knobs.removals) "
    + "pictures of largest value in size and as many by lot, one left out at a "
    + "time; in brackets 95 % intervals over pictures by lot.")
let lowest = [\Trial.pearson, \.spearman].map { correlation in
  let least =
    subjects.flatMap { [$0.top, $0.some] }
    .map { $0[keyPath: correlation].value }.min() ?? 0
  return fixed((least * 1000).rounded(.down) / 1000, 3)
}
/// Pearson's correlation for each of the first test pictures, by lot.
let overPictures = subjects.map { subject in
  zip(subject.values, subject.rises).map { values, rises in
    Correlation.pearson(lot.map { values[$0] }, rises).value
  }
}
let lowestMean = overPictures.map { Estimate($0).mean }.min() ?? 0
/// Rounded down to three places.
let atLeast = fixed((lowestMean * 1000).rounded(.down) / 1000, 3)
remember("lowestMean", atLeast)
let right = zip(subjects[0].top.predicted, subjects[0].top.measured).count {
  $0 * $1 > 0
}
check(
  Double(right) > 0.9 * Double(knobs.removals),
  "for \(right) of the \(knobs.removals) top pictures the sign is "
    + "right: without a helpful one the loss rises, without a harmful one it "
    + "falls")
let stepsEach = Double(subjects[0].steps) / Double(subjects[0].removed.count)
let passesSaved = stepsEach * Double(images.count)
let passesUsed = Double(solutions[0].residuals.count)
check(
  passesSaved > 10 * passesUsed,
  "with conjugate gradients the values of all \(images.count) pictures take "
    + "\(solutions[0].residuals.count - 1) products of $H$ and one pass over "
    + "the pictures; a training without one of them took "
    + "\(fixed(stepsEach, 1)) passes, so all would take "
    + NumberText.fixed(passesSaved, places: 0))
remember("lowest", lowest[0])
remember("lowestRank", lowest[1])
remember("removals", "\(knobs.removals)")
//#-end-folded-code

figure(
  "scatter",
  caption:
    "What @eq-influence predicts and what training without the picture gives, "
    + "for two of the models; the line is where both are equal.",
  alt:
    "Two scatters of points on a straight diagonal line", width: .wide
) { drawing in
  drawing.draw(
    Columns(
      subjects.prefix(2).map { subject in
        Panel(
          subject.name,
          ScatterChart(
            [
              .init("top", x: subject.top.predicted, y: subject.top.measured),
              .init(
                "by lot", x: subject.some.predicted, y: subject.some.measured),
            ], x: "predicted rise of the loss", y: "measured",
            showsIdentity: true, height: 150))
      }))
}

//: The points lie on the line (@fig-scatter): no Pearson correlation is below
//: \(lowest), no Spearman below \(lowestRank). Only far from zero do they leave
//: it a little: there a picture is no small step. And this was not luck with
//: one test picture: over the first fifty the correlation for pictures by lot
//: averages \(lowestMean) or more. It is cheap, too, though each training
//: starts next to its end.
//:
//: ## What cheaper guesses say
//:
//: Could one have had that for less? Leave out $H^{-1}$, and a value is the
//: product of two slopes: how much a step of training on $z_i$ lowers the test
//: loss. Or ask no model at all: the nearest pictures of the same class help,
//: the nearest of the others harm. Nearest in pixels, or in features
//: (@tab-rivals).

//#-folded-code Guesses, and what training without the pictures gave
let products = InfluenceRivals.gradientProducts(head, row, label: label)
func nearness(
  _ row: [Double], _ rows: [[Double]], _ label: Int
) -> [Double] {
  InfluenceRivals.nearness(
    to: row, label: label, among: Matrix(rows: rows), labels: labels)
}
let nearPixels = nearness(examPixels[target], pixels, label)
let nearFeatures = nearness(row, rows, label)
struct Guess {
  let name: String
  let top, some: Trial
  /// The correlation by lot, for each of some test pictures.
  let over: [Double]
}
let guesses: [Guess] = [
  ("influence", scores.values, { subjects[0].values[$0] }),
  (
    "product of slopes", products,
    {
      InfluenceRivals.gradientProducts(
        head, examRows[$0], label: examLabels[$0])
    }
  ),
  (
    "nearest in features", nearFeatures,
    { nearness(examRows[$0], rows, examLabels[$0]) }
  ),
  (
    "nearest in pixels", nearPixels,
    { nearness(examPixels[$0], pixels, examLabels[$0]) }
  ),
].map { (name: String, values: [Double], others: (Int) -> [Double]) in
  let truth = subjects[0]
  let trial = Trial(
    predicted: truth.removed.map { values[$0] }, measured: truth.trial.measured)
  return Guess(
    name: name, top: trial.choosing(0..<knobs.removals),
    some: trial.choosing(knobs.removals..<truth.removed.count),
    over: tests.map { index in
      let values = others(index)
      return Correlation.spearman(lot.map { values[$0] }, truth.rises[index])
        .value
    })
}
show(
  Table(
    columns: ["guess", "top", "by lot", "by lot, 50 tests"],
    rows: guesses.map { guess in
      [
        guess.name, fixed(guess.top.spearman.value),
        fixed(guess.some.spearman.value), fixed(Estimate(guess.over)),
      ]
    }), "rivals",
  caption: "Spearman's correlation of four guesses with what training without "
    + "a picture does to the test loss of the head, for the same pictures "
    + "(top: the same for all four); for the test picture above, and "
    + "the mean ± standard error over the first fifty. *In pixels* means the "
    + "small pictures of 6 by 6.")
let lead = guesses.dropFirst().map { guess in
  Estimate(zip(guesses[0].over, guess.over).map { $0 - $1 })
}
check(
  lead.allSatisfy { $0.mean > 3 * $0.standardError },
  "over fifty test pictures no cheaper guess orders the pictures by lot as "
    + "well as influence does: it leads by "
    + lead.map { fixed($0) }.joined(separator: ", "))
/// How the size of values goes with nearness in pixels, test by test.
let withDistance = [subjects[2], subjects[0]].map { subject in
  tests.map { index in
    let near = nearness(examPixels[index], pixels, examLabels[index])
    return Correlation.spearman(
      subject.values[index].map { abs($0) }, near.map { abs($0) }
    ).value
  }
}
let nearer = Estimate(zip(withDistance[0], withDistance[1]).map { $0 - $1 })
check(
  nearer.mean > 3 * nearer.standardError,
  "over fifty test pictures the size of a value goes with nearness in pixels "
    + "by \(fixed(Estimate(withDistance[0]))) for the kernel model, and by "
    + "\(fixed(Estimate(withDistance[1]))) for the head")
//#-end-folded-code

figure(
  "models",
  caption: "The three most helpful (+) and the three most harmful (−) pictures "
    + "by influence on two models, and by distance alone.",
  alt: "Four rows: the test picture, three pictures with a plus, three with a "
    + "minus; the rows differ", width: .wide
) { drawing in
  func pictures(_ values: [Double], titled: Bool) -> [Panel] {
    let order = descendingOrder(of: values)
    let some = Array(order.prefix(3)) + Array(order.suffix(3).reversed())
    let asked = Panel(
      titled ? "test" : "", Picture(examImages[target]), caption: names[label])
    return [asked]
      + some.enumerated().map { place, index in
        Panel(
          titled ? (place < 3 ? "helpful" : "harmful") : "",
          Picture(images[index]),
          caption: (place < 3 ? "+ " : "− ") + names[labels[index]])
      }
  }
  drawing.draw(
    ImageGrid(
      [scores.values, subjects[2].scores.values, nearPixels, nearFeatures]
        .enumerated().map { pictures($1, titled: $0 == 0) },
      rowTitles: [
        "influence, head", "influence, kernel", "near in pixels",
        "near in features",
      ], panelWidth: 47))
}

//: The same test picture, and four lists (@fig-models). For the kernel model
//: the size of influence goes with nearness in pixels, for the head it hardly
//: does; nearness in its own features we did not try. A picture that the head
//: is sure of has hardly any slope, and so hardly any influence, even if it is
//: near.
//:
//: ## Use one: wrong labels
//:
//: Somebody has labelled about a tenth of the pictures wrongly. You can look at
//: some of them again. In which order? A picture that no other speaks for has
//: to carry itself: take it away, and its *own* loss rises much. So order them
//: by the value of each picture for itself, $\frac{1}{n} \nabla\ell_i^T H^{-1}
//: \nabla\ell_i$.
//:
//: > [!TIP]
//: > **Predict.** The rival is free: look at those with the largest loss first.
//: > Will influence beat it?
//:
//: @answer
//: No (@fig-audit). For the head both find nearly all within the first tenth.
//: On pixels, where the model is often wrong without any wrong label, influence
//: finds \(auditDifference) fewer of the wrong labels. A picture's own value
//: grows with its error and with how *unusual* it is, and an unusual picture
//: need not be wrong. On the mails of @koh2017 influence did beat the loss: it
//: depends on the data.
//: @end

//#-folded-code Four times about a tenth of the labels is changed
let flipped = attempt { try garden.flipped }
struct Audit {
  let own, loss: InspectionCurve
}
func audit(_ clean: SoftmaxRegression, _ spoiled: [Int]) -> Audit {
  attempt {
    let rows = Matrix(
      rows: labels.indices.map {
        Array(clean.loss.design.row($0).dropLast())
      })
    let model = try SoftmaxRegression(
      minimising: SoftmaxLoss(
        rows: rows, labels: spoiled, classes: 5, penalty: knobs.penalty),
      from: clean.parameters)
    let wrong = labels.indices.filter { spoiled[$0] != labels[$0] }
    let values = try Influence(
      on: model, through: try ExactInverse(of: model.curvature)
    ).selfInfluence()
    return Audit(
      own: InspectionCurve(largestFirst: values, wrong: wrong),
      loss: InspectionCurve(
        largestFirst: model.loss.losses(at: model.parameters), wrong: wrong))
  }
}
var flips = knobs.random("wrong labels")
let spoiledLabels =
  [second.map { flipped.label(at: $0) }]
  + (0..<3).map { _ in
    var spoiled = labels
    for index in flips.permutation(of: labels.count).prefix(100) {
      spoiled[index] = (labels[index] + 1 + flips.integer(below: 4)) % 5
    }
    return spoiled
  }
let listed = labels.indices.count { spoiledLabels[0][$0] != labels[$0] }
let audits = progress("audits", total: 2 * spoiledLabels.count) { bar in
  subjects.prefix(2).map { subject in
    spoiledLabels.map { spoiled in
      bar.advance()
      return audit(subject.model, spoiled)
    }
  }
}
func found(
  _ audits: [Audit], _ order: KeyPath<Audit, InspectionCurve>, _ share: Double
) -> Estimate {
  Estimate(audits.map { $0[keyPath: order].found(inspecting: share) })
}
let auditLoss = Estimate(
  audits[1].map {
    $0.loss.found(inspecting: 0.1) - $0.own.found(inspecting: 0.1)
  })
remember("auditDifference", percent(auditLoss, 1))
check(
  found(audits[0], \.own, 0.1).mean > 0.5
    && found(audits[0], \.loss, 0.1).mean > 0.5,
  "about a tenth is labelled wrongly, and a tenth is looked at: for the head "
    + "influence finds \(percent(found(audits[0], \.own, 0.1), 1)) of the "
    + "wrong labels and the loss "
    + "\(percent(found(audits[0], \.loss, 0.1), 1)); by lot it would be a tenth"
)
check(
  auditLoss.mean > 2 * auditLoss.standardError,
  "on pixels they find \(percent(found(audits[1], \.own, 0.1), 1)) and "
    + "\(percent(found(audits[1], \.loss, 0.1), 1)): influence does "
    + "worse than the loss")
//#-end-folded-code

figure(
  "audit",
  caption:
    "The share of wrong labels found against the share of pictures looked at; "
    + "mean and standard error over four lists of wrong labels, one of the "
    + "garden (\(listed) of these thousand) and three drawn (100).",
  alt: "In each panel two curves that rise far above the diagonal; they nearly "
    + "coincide on the left, on the right the loss is ahead", width: .wide
) { drawing in
  let shares = (0...40).map { Double($0) / 40 }
  @MainActor func curve(
    _ name: String, _ audits: [Audit],
    _ order: KeyPath<Audit, InspectionCurve>
  ) -> LineChart.Series {
    let values = shares.map { found(audits, order, $0) }
    return .init(
      name, x: shares, y: values.map(\.mean),
      spread: values.map(\.standardError))
  }
  drawing.draw(
    Columns(
      zip(["head on features", "pixels"], audits).map { name, audits in
        Panel(
          name,
          LineChart(
            [
              curve("influence", audits, \.own),
              curve("loss", audits, \.loss),
              .init(
                "by lot", x: [0, 1], y: [0, 1], color: Theme.axis,
                isDashed: true),
            ], x: "share of pictures looked at", y: "share of wrong ones found",
            names: .legend, height: 120))
      }))
}

//: ## Use two: what the lessons left out
//:
//: In the paper, of 24 children among the patients of many hospitals 20 were
//: taken out, so that of the four left three had come back. The model was then
//: wrong about many children, and influence named the four [@koh2017]. Our
//: hospital is the soil. We take away all pictures on soil but the snails, as
//: if the others had never been photographed there. The model on pixels learns
//: from the rest, and then meets soil in the test.
//:
//: > [!TIP]
//: > **Predict.** A bee on soil is called a snail. Add up the values of each
//: > kind of lesson, of bees on water, snails on stone, and so on. Which kind
//: > is the most harmful?
//:
//: @answer
//: The snails on soil, for \(caught) such answers.
//: @end

//#-folded-code A model that met on soil nothing but snails
let snail = Creature.snail.rawValue
let snailsOnSoil = labels.indices.filter {
  lessons.ground(at: second[$0]) == .soil && labels[$0] == snail
}
let elsewhere = labels.indices.filter {
  lessons.ground(at: second[$0]) != .soil
}
let seenOnes = elsewhere + snailsOnSoil
let suspects = Array(elsewhere.count..<seenOnes.count)
let narrow = fitted(
  seenOnes.map { pixels[$0] }, seenOnes.map { labels[$0] },
  penalty: knobs.penalty)
let onSoil = exam.indices.filter {
  exam.ground(at: $0) == .soil && examLabels[$0] != snail
}
func called(_ model: SoftmaxRegression) -> [Int] {
  onSoil.filter { answer(model.probabilities(of: examPixels[$0])) == snail }
}
let (turned, turnedBefore) = (called(narrow), called(subjects[1].model))
let narrowInfluence = Influence(
  on: narrow, through: attempt { try ExactInverse(of: narrow.curvature) })
/// A creature on a ground.
struct Kind: Hashable {
  let creature, ground: Int
}
let kinds = seenOnes.map {
  Kind(creature: labels[$0], ground: lessons.ground(at: second[$0]).rawValue)
}
let culprit = Kind(creature: snail, ground: Ground.soil.rawValue)
let members = Ground.allCases.flatMap { ground in
  Creature.allCases.map { Kind(creature: $0.rawValue, ground: ground.rawValue) }
}.map { kind in (kind, kinds.indices.filter { kinds[$0] == kind }) }
/// For each wrong answer the kind of lessons that harms it most, all together.
let blamed = turned.map { index in
  let scores = attempt {
    try narrowInfluence.scores(
      of: examPixels[index], label: examLabels[index])
  }
  return members.min {
    scores.rise(removing: $0.1) < scores.rise(removing: $1.1)
  }?.0
}
let caught = blamed.count { $0 == culprit }
var others = knobs.random("as many others")
let asMany = Array(
  others.permutation(of: elsewhere.count).prefix(suspects.count))
let cures = attempt { try narrow.retrained(removing: [suspects, asMany]) }
let still = cures.map { called($0).count }
let rightOnSoil = ([narrow, cures[0], subjects[1].model]).map { model in
  onSoil.count {
    answer(model.probabilities(of: examPixels[$0])) == examLabels[$0]
  }
}
remember("caught", "\(caught) of \(turned.count)")
check(
  turned.count > turnedBefore.count && 2 * caught > turned.count,
  "of \(onSoil.count) creatures on soil that are no snails this model calls "
    + "\(turned.count) a snail, the one that saw all lessons "
    + "\(turnedBefore.count); for \(caught) of these answers the snails on "
    + "soil are the most harmful kind")
check(
  2 * still[0] < turned.count && still[1] > 2 * still[0],
  "without the \(suspects.count) snails on soil \(still[0]) are called a "
    + "snail; without as many others, by lot, \(still[1]). Rightly named are "
    + "\(rightOnSoil[0]) of them, without these snails \(rightOnSoil[1]), and "
    + "\(rightOnSoil[2]) by the model that saw all lessons")
//#-end-folded-code

//: Snails on soil at the head of that list are a strong hint. Nothing is wrong
//: with these pictures; what is wrong is that there are no others. So leaving
//: them out is half a cure: the creatures are no longer called snails, and more
//: of them rightly. What is missing are the lessons.
//:
//: ## Use three: an attack on the lessons {.further}
//:
//: How does the test loss change when a *training* picture changes a little?
//: That is one derivative more, by its pixels. So somebody can change training
//: pictures a little, leave their right labels, and whoever learns from them
//: gets a model that fails on one chosen test picture. (As in the paper, only
//: the head learns from them.) We choose one that the head calls rightly, but
//: with a probability near 0.7: the surer it is, the more has to be changed.

//#-folded-code Some pictures are changed, and the head is trained on them
let sureness = exam.indices.map { index in
  let shares = head.probabilities(of: examRows[index])
  return answer(shares) == examLabels[index] ? shares[examLabels[index]] : 0
}
let victim = descendingOrder(of: sureness.map { -abs($0 - 0.7) })[0]
let victimLabel = examLabels[victim]
let poisoned = attempt {
  try influence.scores(of: examRows[victim], label: victimLabel)
}.mostInfluential(knobs.changed)
let attack = TrainingAttack(budget: knobs.budget)
let rounds = attempt {
  try attack.run(
    on: .init(network: body, layer: "features", head: head),
    images: poisoned.map { images[$0] }, at: poisoned,
    target: examImages[victim], label: victimLabel)
}
var noise = knobs.random("noise")
let noisy = poisoned.map { index in
  var image = images[index]
  for place in image.elements.indices {
    let step = Float(noise.uniform() < 0.5 ? -knobs.budget : knobs.budget)
    image.elements[place] = min(max(image.elements[place] + step, 0), 1)
  }
  return image
}
let noisyHead = attempt {
  try SoftmaxRegression(
    minimising: zip(poisoned, features(of: noisy, by: body)).reduce(head.loss) {
      $0.replacing($1.0, by: $1.1)
    })
}
let (before, after) = (rounds[0], rounds[rounds.count - 1])
let byNoise = noisyHead.probabilities(of: examRows[victim])
let changedAnswers = exam.indices.count { index in
  answer(after.head.probabilities(of: examRows[index]))
    != answer(head.probabilities(of: examRows[index]))
}
check(
  answer(after.probabilities) != victimLabel
    && byNoise[victimLabel] > after.probabilities[victimLabel] + 0.15,
  "\(poisoned.count) of \(images.count) training pictures, no pixel moved by "
    + "more than \(fixed(knobs.budget)), turn a *\(names[victimLabel])* into a "
    + "*\(names[answer(after.probabilities)])*: its probability goes from "
    + "\(fixed(before.probabilities[victimLabel])) to "
    + "\(fixed(after.probabilities[victimLabel])); with noise of the same size "
    + "it is \(fixed(byNoise[victimLabel]))")
remember("changedAnswers", "\(changedAnswers)")
remember("accuracyBefore", percent(accuracy(head, examRows)))
remember("accuracyAfter", percent(accuracy(after.head, examRows)))
//#-end-folded-code

figure(
  "attack",
  caption:
    "The test picture, which nobody touched; one of the training pictures "
    + "before and after; what was changed, mean of three colours; below, the "
    + "probability of the truth, round by round.",
  alt: "A picture; another one, before and after, a little grainier; a pattern "
    + "of the difference; a falling curve", width: .wide
) { drawing in
  let change = after.images[0] - images[poisoned[0]]
  let grey = Tensor(
    ContiguousArray(
      (0..<2304).map { pixel in
        (0..<3).reduce(Float(0)) { $0 + change.elements[$1 * 2304 + pixel] } / 3
      }), shape: [48, 48])
  drawing.draw(
    ImageRow(
      [
        Panel("test picture", Picture(examImages[victim])),
        Panel("before", Picture(images[poisoned[0]])),
        Panel("after", Picture(after.images[0])),
        Panel("change", HeatMap(grey, .signed([grey]))),
      ], scale: .signed([grey], title: "change of a pixel (full range 1)"),
      panelWidth: 82))
  drawing.draw(
    LineChart(
      [
        .init(
          "", x: rounds.indices.map(Double.init),
          y: rounds.map { $0.probabilities[victimLabel] }, hasMarks: true)
      ], x: "rounds",
      y: Axis("probability of " + names[victimLabel], range: 0...1), height: 90)
  )
}

//: Of all 500 test answers \(changedAnswers) changed (@fig-attack), and the
//: share of right ones went from \(accuracyBefore) to \(accuracyAfter). From
//: such a number one cannot tell what was done.
//:
//: ## Where it ends: many at once
//:
//: To first order, values add up: the loss without a group should rise by the
//: sum of their values. But each removal takes a part of $H$ with it, and the
//: next one moves the minimum farther.

//#-folded-code Groups of up to 200 pictures are left out together
let counts = [1, 2, 5, 10, 20, 50, 100, 200]
var groupChance = knobs.random("groups")
let byLot = groupChance.permutation(of: images.count)
let groupTrials = [scores.mostHelpful(200), byLot].map { order in
  let groups = counts.map { Array(order.prefix($0)) }
  let fits = attempt { try head.retrained(removing: groups) }
  return Trial(
    predicted: groups.map { scores.rise(removing: $0) },
    measured: fits.map { $0.loss(of: row, label: label) - losses[target] })
}
let helpfulGroups = groupTrials[0]
let groupRatios = zip(helpfulGroups.measured, helpfulGroups.predicted).map {
  $0 / $1
}
check(
  abs(groupRatios[0] - 1) < 0.3 && abs(groupRatios[7] - 1) > 0.25,
  "without the most helpful picture the loss rises by "
    + "\(fixed(groupRatios[0])) times its value; without the 200 most helpful "
    + "ones by \(fixed(groupRatios[7])) times the sum of theirs")
let firstApart = zip(counts, groupRatios).first { abs($0.1 - 1) > 0.5 }?.0
remember("firstApart", firstApart.map { "\($0)" } ?? "more than 200")
remember("lotPredicted", fixed(groupTrials[1].predicted[7]))
remember("lotMeasured", fixed(groupTrials[1].measured[7]))
//#-end-folded-code

figure(
  "groups",
  caption: "What leaving out many pictures together does to the test loss, and "
    + "the sum of their values: the most helpful ones, and some by lot "
    + "(note the scales).",
  alt: "Two rising curves, one at the left and apart at the right; two curves "
    + "that stay closer", width: .wide
) { drawing in
  drawing.draw(
    Columns(
      zip(["most helpful", "by lot"], groupTrials).map { name, trial in
        let x = counts.map(Double.init)
        return Panel(
          name,
          LineChart(
            [
              .init("predicted", x: x, y: trial.predicted, hasMarks: true),
              .init("measured", x: x, y: trial.measured, hasMarks: true),
            ], x: Axis("pictures left out", kind: .logarithmic),
            y: "rise of the loss", names: .legend, height: 120))
      }))
}

//: In @fig-groups the curves part: of the sizes tried, from \(firstApart)
//: pictures on the loss rises more than one and a half times as much as
//: predicted. One reason is that helpful pictures stand in for each other,
//: until the stand-ins are gone too. For the 200 by lot the values mostly
//: cancel: predicted is \(lotPredicted), measured \(lotMeasured).
//:
//: ## Is the most influential picture an explanation?
//:
//: It is often shown as one: *this* picture made the model say so. Then without
//: it the model should say something else. Take the first fifty test
//: pictures, and for each the training pictures that help the answer most.
//: Leave them out, and train again.
//:
//: > [!TIP]
//: > **Predict.** How many of fifty answers change without their most
//: > helpful picture? And without the twenty most helpful ones?
//:
//: @answer
//: \(movedByOne), and \(movedByTwenty) (@tab-moves); and if a picture takes its
//: look-alikes along, \(movedByLooks). A thousand pictures teach the same
//: lessons; hardly ever is a single one needed.
//: @end

//#-folded-code Trainings without the most helpful pictures
struct Move {
  let changed: Bool
  let fall: Double
}
let leftOut = [
  "the most helpful one", "it and 19 look-alikes", "the 20 most helpful",
]
let answered = tests.map { answer(head.probabilities(of: examRows[$0])) }
let groups = attempt {
  try tests.map { index in
    let helpful = try influence.scores(
      of: examRows[index], label: answered[index]
    ).mostHelpful(20)
    let best = helpful.first ?? 0
    let alike = nearness(rows[best], rows, labels[best])
    return [
      [best], Array(descendingOrder(of: alike).prefix(20)), helpful,
    ]
  }
}
let moves = progress("answers", total: tests.count) { bar in
  stride(from: 0, to: tests.count, by: 10).flatMap { start in
    let some = start..<(start + 10)
    let fits = attempt {
      try head.retrained(
        removing: Array(groups[some].joined()), tolerance: 1e-5)
    }
    bar.advance(by: 10)
    return zip(some, (0..<10).map { Array(fits[(3 * $0)..<(3 * $0 + 3)]) }).map
    { index, fits in
      let before = head.probabilities(of: examRows[index])
      return fits.map { fit in
        let after = fit.probabilities(of: examRows[index])
        return Move(
          changed: answer(after) != answered[index],
          fall: before[answered[index]] - after[answered[index]])
      }
    }
  }
}
let changedCounts = leftOut.indices.map { group in
  moves.count { $0[group].changed }
}
show(
  Table(
    columns: ["left out", "answers changed", "probability lost"],
    rows: leftOut.indices.map { group in
      [
        leftOut[group], "\(changedCounts[group]) of \(moves.count)",
        fixed(Estimate(moves.map { $0[group].fall }), 3),
      ]
    }), "moves",
  caption: "Fifty test answers of the head, without the training pictures "
    + "that help each most, or without the most helpful one and those of its "
    + "class nearest to it in features; mean ± standard error over test "
    + "pictures.")
remember("movedByOne", "\(changedCounts[0])")
remember("movedByLooks", "\(changedCounts[1])")
remember("movedByTwenty", "\(changedCounts[2])")
check(
  10 * changedCounts[0] < moves.count,
  "if to explain means that without it the answer would be another: answers "
    + "of fifty that change without the most helpful of \(images.count) "
    + "training pictures: \(changedCounts[0]); if 19 look-alikes go with it: "
    + "\(changedCounts[1]); without the twenty most helpful: "
    + "\(changedCounts[2])",
  claim: 42, verdict: .refuted)
//#-end-folded-code

//: So read the list as what it is: the pictures by whose weight the loss of the
//: answer is moved most, per unit of weight. It ranks; it does not account.
//:
//: ## A network, with luck in it
//:
//: The models so far had one minimum. A network with hidden units has many, and
//: its training stops near one of them. So more has to be asked: is the slope
//: zero there? Is $H$ positive definite? Does the training without a picture
//: end close by? We take a network small enough to check all three: 240 of the
//: small pictures, five tanh units, a price of $\lambda = 0.05$ (network A),
//: 200 steps of Adam on all pictures and then a quasi-Newton method, until the
//: slope is about $10^{-5}$. Its $H$ comes from exact products by Autograd, one
//: for each of its weights; where its smallest eigenvalue is below 0.001 a
//: little damping lifts it there. Network B pays less, $\lambda = 0.01$.

//#-folded-code Five networks, and trainings without one of their pictures
func tensor(_ row: [Double]) -> Tensor {
  Tensor(ContiguousArray(row.map { Float($0) }), shape: [row.count])
}
let small = pixels.prefix(240).map(tensor)
let smallLabels = Array(labels.prefix(240))
let smallExam = examPixels.map(tensor)
let smallExamples = Examples(count: 240) { [small, smallLabels] in
  (small[$0], smallLabels[$0])
}
let smallTests = 0..<20
let fullBatch = FullBatchTraining()
struct Pupil {
  let plan: Plan
  let fit: NetworkFit
  let matrix: SymmetricOperator
  let spectrum: Lanczos
  let influence: Influence<NetworkFit>
  /// H with 0.01 on its diagonal, for trainings that end nearby.
  let nearby: Cholesky?
  /// The values of all training pictures for each of twenty test pictures.
  let values: [[Double]]
}
struct Plan {
  let name: String
  let hidden: [Int]
  let start: Random
  let penalty: Double
}
func scores(_ influence: Influence<NetworkFit>, _ index: Int)
  -> InfluenceScores
{
  attempt {
    try influence.scores(of: smallExam[index], label: examLabels[index])
  }
}
func pupil(_ plan: Plan) -> Pupil {
  var chance = plan.start
  let hidden = plan.hidden
  var layers: [Layer] = []
  for (place, width) in hidden.enumerated() {
    layers.append(
      .linear(
        "hidden \(place + 1)", from: place == 0 ? 108 : hidden[place - 1],
        to: width, gain: 3, using: &chance))
    layers.append(Layer("tanh \(place + 1)", .tanh))
  }
  layers.append(
    .linear("last", from: hidden[hidden.count - 1], to: 5, using: &chance))
  let fit = fullBatch.fit(
    FullBatchLoss(
      of: Network(layers), on: smallExamples, penalty: plan.penalty))
  let matrix = SymmetricOperator(fit.curvature.matrix)
  let spectrum = Lanczos(matrix, steps: 100, using: &chance)
  let damping = max(0, 0.001 - spectrum.smallest)
  let inverse = attempt { try ExactInverse(of: matrix, damping: damping) }
  let influence = Influence(on: fit, through: inverse)
  return Pupil(
    plan: plan, fit: fit, matrix: matrix, spectrum: spectrum,
    influence: influence,
    nearby: try? Cholesky(
      matrix.addingToDiagonal(max(0.01, 10 * damping)).matrix),
    values: smallTests.map { scores(influence, $0).values })
}
let (oneStart, otherStart) = (knobs.random("one"), knobs.random("two"))
let plans = [
  Plan(name: "A", hidden: [5], start: oneStart, penalty: 0.05),
  Plan(name: "B", hidden: [5], start: oneStart, penalty: 0.01),
  Plan(name: "two layers", hidden: [5, 5], start: oneStart, penalty: 0.05),
]
let otherPlans = [0.05, 0.01].map {
  Plan(name: "other start", hidden: [5], start: otherStart, penalty: $0)
}
let learners = progress("networks", total: 5) { bar in
  (plans + otherPlans).map { plan in
    bar.advance(detail: plan.name)
    return pupil(plan)
  }
}
let (school, otherStarts) = (
  Array(learners.prefix(3)), Array(learners.suffix(2))
)
let (plain, bent) = (school[0], school[1])
let asked = descendingOrder(
  of: smallExam.indices.map {
    plain.fit.loss(of: smallExam[$0], label: examLabels[$0])
  })[100]
let plainScores = scores(plain.influence, asked)
var wayChance = knobs.random("direction")
let way = {
  let raw = plain.fit.parameters.map { _ in wayChance.normal() }
  return raw.map { $0 / norm(raw) }
}()
let product = plain.fit.curvature * way
let ahead = [0.02, -0.02].map { step in
  plain.fit.loss.slope(
    at: zip(plain.fit.parameters, way).map { $0 + step * $1 }
  ).gradient
}
let quotient = zip(ahead[0], ahead[1]).map { ($0 - $1) / 0.04 }
let productGap =
  norm(zip(product, quotient).map { $0 - $1 }) / norm(product)
check(
  productGap < 0.01,
  "a product of $H$ with a vector by Autograd is the difference of two slopes "
    + "along it, within \(percent(max(productGap, 1e-4), 2))")
let smallLot = Array(byLot.filter { $0 < 240 }.prefix(20))
let smallTop = plainScores.mostInfluential(20)
let retrained = progress("trainings", total: plans.count) { bar in
  school.map { pupil in
    bar.advance(detail: pupil.plan.name)
    return fullBatch.fits(
      removing: (pupil.plan.name == "A" ? smallLot + smallTop : smallLot).map {
        [$0]
      }, from: pupil.fit.loss, curvature: pupil.nearby)
  }
}
/// Network B without a picture, trained on from where all pictures led it.
let continued = FullBatchTraining(steps: 0).fits(
  removing: smallLot.map { [$0] },
  from: FullBatchLoss(
    of: bent.fit.network, on: smallExamples, penalty: bent.plan.penalty),
  curvature: bent.nearby)
func rises(_ pupil: Pupil, _ fits: [NetworkFit], _ index: Int) -> [Double] {
  let before = pupil.fit.loss(of: smallExam[index], label: examLabels[index])
  return fits.map {
    $0.loss(of: smallExam[index], label: examLabels[index]) - before
  }
}
/// What came in trainings without each picture by lot, test by test.
let smallRises = zip(school, retrained).map { pupil, fits in
  smallTests.map { rises(pupil, Array(fits.prefix(20)), $0) }
}
/// Pearson's correlation over the pictures by lot, test by test.
func likeness(_ values: [[Double]], _ rises: [[Double]]) -> [Double] {
  zip(values, rises).map { values, rises in
    Correlation.pearson(smallLot.map { values[$0] }, rises).value
  }
}
let overTests = zip(school, smallRises).map { pupil, rises in
  Estimate(likeness(pupil.values, rises))
}
let overContinued = Estimate(
  likeness(bent.values, smallTests.map { rises(bent, continued, $0) }))
/// The same for the values of B without any damping, if its H allows that.
let overUndamped: Estimate? = {
  guard let inverse = try? ExactInverse(of: bent.matrix, damping: 0) else {
    return nil
  }
  let influence = Influence(on: bent.fit, through: inverse)
  return Estimate(
    likeness(
      smallTests.map { scores(influence, $0).values },
      smallTests.map { rises(bent, continued, $0) }))
}()
/// How much more the values of B agree with trainings that went on.
let gained = Estimate(
  zip(
    likeness(bent.values, smallTests.map { rises(bent, continued, $0) }),
    likeness(bent.values, smallRises[1])
  ).map { $0 - $1 })
/// How far B is behind A, test by test.
let behind = Estimate(
  zip(
    likeness(plain.values, smallRises[0]), likeness(bent.values, smallRises[1])
  ).map { $0 - $1 })
let bothSets = smallLot + smallTop
let askedRises = rises(plain, retrained[0], asked)
func trial(_ values: [Double]) -> Trial {
  Trial(predicted: bothSets.map { values[$0] }, measured: askedRises)
}
let rivals: [Guess] = [
  ("influence", { scores(plain.influence, $0).values }),
  (
    "product of slopes",
    {
      InfluenceRivals.gradientProducts(
        plain.fit, smallExam[$0], label: examLabels[$0])
    }
  ),
  (
    "the same, along the training",
    {
      InfluenceRivals.tracIn(
        plain.fit.checkpoints.map { (plain.fit.at($0), $0.rate) },
        smallExam[$0], label: examLabels[$0])
    }
  ),
].map { (name: String, values: (Int) -> [Double]) in
  let whole = trial(values(asked))
  return Guess(
    name: name, top: whole.choosing(20..<40), some: whole.choosing(0..<20),
    over: zip(smallTests.map(values), smallRises[0]).map { values, rises in
      Correlation.spearman(smallLot.map { values[$0] }, rises).value
    })
}
func alike(_ one: Pupil, _ other: Pupil) -> Estimate {
  Estimate(
    zip(one.values, other.values).map {
      Correlation.spearman($0, $1).value
    })
}
let (steady, loose, deeper) = (
  alike(school[0], otherStarts[0]), alike(school[1], otherStarts[1]),
  alike(school[0], school[2])
)
show(
  Table(
    columns: [
      "network", "λ", "slope", "longest without", "eigenvalues of H", "R",
    ],
    rows: school.indices.map { place in
      let (pupil, spectrum) = (school[place], school[place].spectrum)
      return [
        pupil.plan.name, fixed(pupil.plan.penalty),
        NumberText.fixed(pupil.fit.gradientNorm, places: 6),
        NumberText.fixed(
          retrained[place].map(\.gradientNorm).max() ?? 0, places: 6),
        fixed(spectrum.smallest, 4) + " to " + fixed(spectrum.largest),
        fixed(overTests[place], 3),
      ]
    } + [
      ["B, continued", "", "", "", "", fixed(overContinued, 3)],
      [
        "B, continued, no damping", "", "", "", "",
        overUndamped.map { fixed($0, 3) } ?? "not positive definite",
      ],
    ]), "networks",
  caption:
    "Three small networks: the length of the slope at the end, and the longest "
    + "after a training without one of the pictures; the range of "
    + "eigenvalues; Pearson's correlation $R$ of predicted and measured change "
    + "for 20 pictures by lot, mean ± standard error over twenty test "
    + "pictures. *Continued*: trained without a picture not from the start, "
    + "but from where all pictures had led.")
show(
  Table(
    columns: ["guess", "top", "by lot", "by lot, 20 tests"],
    rows: rivals.map {
      [
        $0.name, text($0.top.spearman, 2, byLot: false),
        text($0.some.spearman, 2, byLot: true),
        fixed(Estimate($0.over)),
      ]
    }), "guesses",
  caption: "Spearman's correlation of three guesses with the measured change, "
    + "for network A, 20 pictures each; for one test picture, in brackets a "
    + "95 % interval, then the mean ± standard error over twenty.")
let smallLead = rivals.dropFirst().map { guess in
  Estimate(zip(rivals[0].over, guess.over).map { $0 - $1 })
}
check(
  smallLead.allSatisfy { $0.mean > 3 * $0.standardError },
  "over twenty test pictures influence leads the two cheaper guesses by "
    + smallLead.map { fixed($0) }.joined(separator: " and ")
    + ", network A, pictures by lot")
check(
  lowestMean > 0.99 && overTests[0].mean > 0.8
    && behind.mean > 2 * behind.standardError,
  "predicted and measured change, pictures by lot, correlate by "
    + "\(atLeast) or more for the convex models (mean over fifty "
    + "test pictures), by \(fixed(overTests[0])) for network A and by "
    + "\(fixed(overTests[1])) for network B, which pays less (over twenty); B "
    + "is behind A by \(fixed(behind))",
  claim: 41,
  verdict: .holdsWhen(
    "the loss is convex, or a small network pays enough for long weights"))
check(
  steady.mean > deeper.mean,
  "the values of network A correlate with those from another start by "
    + "\(fixed(steady)), with those of two layers by \(fixed(deeper)); those "
    + "of B with those from another start by \(fixed(loose))")
remember("steady", fixed(steady))
remember("loose", fixed(loose))
remember("deeper", fixed(deeper))
remember("overTests", fixed(overTests[0], 3))
remember("overLoose", fixed(overTests[1]))
remember("overContinued", fixed(overContinued))
remember("gained", signed(gained))
remember(
  "overUndamped",
  overUndamped.map { "it is " + fixed($0) }
    ?? "there is no answer, as its $H$ is not positive definite")
//#-end-folded-code

//: For A the prediction works (@tab-networks, @tab-guesses): over twenty test
//: pictures the correlation is \(overTests). The product of two slopes is far
//: behind, at the end or summed along the training [@pruthi2020]. (That sum is
//: meant for plain gradient descent, and for what a picture did on the way, not
//: for a training without it; ours used Adam.) For B the correlation is
//: \(overLoose), though its slope is about zero. Does a training from the start
//: end elsewhere? Let B go on from where it stood, with one picture less:
//: \(overContinued), a gain of \(gained). Is it the damping, which makes B's
//: flattest direction steeper? Without any \(overUndamped). What is left may be
//: the first order itself: where the price is lower the loss is flatter, and
//: one picture of 240 is no small step. (All this differs from seed to seed.)
//: The derivation needs a slope of zero, and that is not enough.
//:
//: And are these values the picture's, or this network's? From two starts,
//: those of A correlate by \(steady), mean over the test pictures, those of B
//: by \(loose); those of A and of a network of two hidden layers by \(deeper).
//: For deeper networks the estimates were often found to be wrong, and how good
//: they were depended on the test point; a price on long weights helped some
//: [@basu2021]. And early in a training there is no minimum that could move:

//#-folded-code Words in lines
func wrapped(_ text: String) -> String {
  text.split(separator: " ").reduce("") { lines, word in
    let last = lines.split(separator: "\n").last ?? ""
    let gap = lines.isEmpty ? "" : last.count + word.count > 74 ? "\n" : " "
    return lines + gap + word
  }
}
//#-end-folded-code

let early = plain.fit.at(plain.fit.checkpoints[1])
let refused = refusal { () throws(InfluenceError) in
  try ConjugateInverse(of: early.curvature, tolerance: 1e-6).solve(
    early.lossGradient(of: smallExam[asked], label: examLabels[asked]))
}
print(wrapped(refused))

//#-folded-code What damping does
check(
  refused.contains("not positive definite"),
  "after a tenth of the training $H$ is not positive definite, and conjugate "
    + "gradients refuse")
let dampings = [0, 0.01, 0.1, 1].filter {
  plain.spectrum.smallest + $0 > 1e-5
}
func damped(_ pupil: Pupil, _ damping: Double) -> Influence<NetworkFit> {
  Influence(
    on: pupil.fit,
    through: attempt { try ExactInverse(of: pupil.matrix, damping: damping) })
}
let dampedInfluences = dampings.map { damped(plain, $0) }
let dampedTrials = dampedInfluences.map { trial(scores($0, asked).values) }
let dampedOver = dampedInfluences.map { influence in
  Estimate(
    likeness(smallTests.map { scores(influence, $0).values }, smallRises[0]))
}
func spread(_ values: [Double]) -> Double { Estimate(values).standardDeviation }
let shrunk = dampedTrials.map { spread($0.predicted) / spread($0.measured) }
check(
  zip(shrunk, shrunk.dropFirst()).allSatisfy { $0 > $1 },
  "with a damping of \(dampings.map { fixed($0) }.joined(separator: ", ")) the "
    + "predictions are "
    + shrunk.map { fixed($0) }.joined(separator: ", ")
    + " times as far apart as the truth, and correlate with it by "
    + dampedTrials.map { fixed($0.pearson.value) }.joined(separator: ", ")
    + "; over twenty test pictures, by lot, by "
    + dampedOver.map { fixed($0.mean) }.joined(separator: ", "))
//#-end-folded-code

sweep(
  "damping", over: dampings, as: dampings.map { fixed($0) },
  named: "damping",
  caption: "Prediction and truth for the first network, for 40 pictures, with "
    + "more and more damping; the line is where both are equal.",
  alt: "Scatters: near the diagonal, then squeezed towards zero",
  width: .wide, frameWidth: 140
) { drawing, added in
  let shown = dampedTrials[dampings.firstIndex(of: added) ?? 0]
  let reach = 1.15 * (dampedTrials[0].predicted.map { abs($0) }.max() ?? 1)
  drawing.draw(
    ScatterChart(
      [.init("", x: shown.predicted, y: shown.measured)],
      x: Axis("predicted rise", range: -reach...reach), y: "measured",
      showsIdentity: true, height: 120))
}

//: Damping adds a number to the diagonal of $H$. Enough of it makes any $H$
//: positive definite, at a price (@fig-damping): all steps become shorter, most
//: of all along the directions in which the loss is flat. It is a choice, and
//: the values depend on it.
//:
//: ## Does it see the model at all?
//:
//: Give the head labels by lot, ten times, and ask the same question. Values
//: that explain what the labels taught must change [@adebayo2018].

//#-folded-code Ten heads with labels by lot
var shuffled = knobs.random("labels by lot")
let strangers = (0..<10).map { _ in
  let order = shuffled.permutation(of: labels.count)
  let twin = fitted(rows, order.map { labels[$0] }, penalty: knobs.penalty)
  let values = attempt {
    try Influence(on: twin, through: try ExactInverse(of: twin.curvature))
      .scores(of: row, label: label).values
  }
  return abs(RankStability.spearman(values, scores.values))
}
let stranger = Estimate(strangers)
check(
  stranger.mean < 0.2,
  "with labels by lot the order of the values correlates with that before by "
    + "\(fixed(stranger, 3)) in size, mean of ten")
//#-end-folded-code

//: Distances alone would stay as they are; they know no labels. (It is a weak
//: test: every guess that reads the labels passes it.)
//:
//: ## The paper's numbers beside ours
//:
//: For a small convolutional network on a tenth of MNIST the paper [@koh2017]
//: reports a correlation of 0.86 between predicted and measured change; the
//: notebook that its authors published with their code says 0.875. Both are for
//: the hundred pictures of largest value in size, and their trainings without a
//: picture went on from the trained network, thirty thousand steps. Ours are
//: \(networkTop) for the twenty of largest value and \(networkSome) for twenty
//: by lot, each trained from the start, for one test picture. Theirs has more
//: than four times the weights and twenty times the pictures; the numbers
//: cannot be compared further. In their attack one changed training image
//: turned 335 of 591 right test answers, each by an image of its own.
//:
//: ## The same in Python
//:
//: PyTorch takes the features and weights that this chapter saved, in double
//: precision (`make compare CHAPTER=influence` prints the largest difference);
//: its second derivatives come from its own automatic differentiation
//: (@lst-python).
//:
//: @listing(chapters/influence/in_python.py, python)

//#-folded-code What --models keeps for the comparison
remember("networkTop", fixed(rivals[0].top.pearson.value))
remember("networkSome", fixed(rivals[0].some.pearson.value))
let widest = scores.values.map { abs($0) }.max() ?? 1
keep(
  "head",
  [
    "features": Tensor.stacked(rows.map(tensor)),
    "labels": Tensor(ContiguousArray(labels.map(Float.init)), shape: [1000]),
    "weights": Tensor(
      ContiguousArray(head.parameters.map { Float($0) }), shape: [5, 65]),
    "test": tensor(row), "class": Tensor([Float(label)], shape: [1]),
    "penalty": Tensor([Float(knobs.penalty)], shape: [1]),
    "largest": Tensor([Float(widest)], shape: [1]),
    "shares": tensor(scores.values.map { $0 / widest }),
  ])
//#-end-folded-code

//: ## In five lines
//:
//: 1. A trained model is a function of its training pictures; influence is
//:    how a test loss changes as one of them loses weight.
//: 2. A value is $\frac{1}{n} s^T \nabla\ell(z_i)$ with $s = H^{-1} \nabla
//:    \ell(z)$: one solution, then a product for each picture. Positive helps.
//: 3. For convex models it predicts training without a picture nearly exactly;
//:    for a small network at a minimum it did with a high price, and less well
//:    with a low one.
//: 4. It finds what the lessons lack, and how to poison them; for wrong labels
//:    the loss alone did as well or better.
//: 5. It ranks pictures; hardly any single picture is needed for an answer, and
//:    for many at once the values do not add up.
//:
//: ## Eight questions
//:
//: 1. What does it mean that a value is negative?
//: 2. Why is $H^{-1}$ applied to the test picture's slope, not to all others?
//: 3. Where is the price on long weights in @eq-influence?
//: 4. Why is the value half of the truth in the example by hand?
//: 5. What does damping do to the values, and what does LiSSA's scale have to
//:    be?
//: 6. Why should pictures by lot be left out, too, when a method is tested?
//: 7. What must hold at the end of a network's training?
//: 8. Why does an answer stay when its most helpful picture goes?
//:
//: @answer
//: (1) Without the picture the test loss would be smaller: it does harm. (2)
//: One solution serves all training pictures. (3) In $H$ only; it belongs to no
//: example. (4) Without one of three points the curvature is a third less, and
//: the test loss bends; first order sees neither. (5) It shortens the steps,
//: most where the loss is flat, and so most values; above half of the largest
//: eigenvalue of $H$ with its damping. (6) A few far points make any
//: correlation high. (7) Its slope is about zero and $H$ positive definite; and
//: even that was not enough for network B. (8) Many others teach the same.
//: @end
//:
//: ## Exercises
//:
//: > [!TIP]
//: > **Exercise.** *By hand.* What are the three values for the test point 3,
//: > and what is the truth?
//:
//: @answer
//: All zero: the test slope is $3 - 3$. The truth is $\frac12 \cdot 1^2$,
//: $\frac12 \cdot 0.5^2$ and $\frac12 \cdot 1.5^2$: at a minimum of the test
//: loss every move is a rise, and a derivative cannot see it.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Turn a knob.* Predict what `--penalty 0.1` does to the
//: > values of @fig-question, and to @tab-trials; then run it.
//:
//: @answer
//: Smaller values, and correlations no lower: the larger $H$, the less anything
//: moves, and the better a straight line fits.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Turn a knob.* Run `--budget 0.02 --changed 100` and
//: > `--budget 0.1 --changed 20`.
//: > Which is worth more to the attacker, strong changes or many pictures?
//:
//: @answer
//: Many pictures: a hundred, changed a little, move the answer farther than
//: twenty, changed much. To first order the two are nearly equal, $0.02 \cdot
//: 100 = 0.1 \cdot 20$, and as slopes fall off from picture to picture the
//: twenty should even lead. So the difference is not of first order.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Spot the bug.* The code published with the paper (commit
//: > 0f65696) repeats $y \leftarrow v + (1 - d)\, y - H y / c$ and returns
//: > $y / c$, with scale $c$ and damping $d$. At rest, which equation does the
//: > result $x = y / c$ solve? What does its user expect?
//:
//: @answer
//: At rest $d\, y + H y / c = v$, so $(H + d\, c\, I)\, x = v$. The other
//: solver in the same file, and its user, mean $(H + d\, I)\, x = v$: with a
//: scale of 25 the damping is 25 times what was said.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Spot the bug.* A report says: "a correlation near 1 with
//: > retraining, for the 500 points of largest influence; we continued training
//: > from the checkpoint". What two things made it easier?
//:
//: @answer
//: Few far points make a correlation; and a training that goes on from the old
//: place mostly ends near it, even where one from scratch would not.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Build.* Order the test pictures of @tab-moves by how many
//: > helpful pictures must go before the answer changes. Which come first?
//:
//: @answer
//: Those nearest to the border between two classes. Double the group until
//: `head.retrained(removing:)` gives another answer, then search between.
//: @end
//:
//: ## The method's card

card(
  "Influence functions",
  [
    "question": "which training examples made the model say this?",
    "forward passes": "one over the training set, for all values",
    "backward passes": "one for the test example; products for the solver",
    "may see": "weights, slopes, and all training examples",
    "scope": "local: one loss",
    "kind": "post hoc, model specific",
    "deterministic": "yes, for a trained model",
    "unit": "rise of the test loss without the example",
    "against retraining, convex": atLeast + " or more",
    "against retraining, networks": fixed(overTests[0]) + " and "
      + fixed(overTests[1]),
    "answers that hung on one example": "\(changedCounts[0]) of 50",
    "choices that change it": "damping; the start of a network; the price",
    "use it when": "you have the training data, and the model is at a minimum",
    "do not use it when":
      "training was stopped early and you cannot check by training again; or "
      + "you need one example to blame",
  ])
finish()

//: ## Sources
//:
//: Method and uses: @koh2017, after @cook1980. LiSSA: @agarwal2017. Sums over
//: a training: @pruthi2020. Doubts: @basu2021. Labels by lot: @adebayo2018.
