//: # What is an explanation?
//:
//: A gardener has records of 1,200 seeds: how deep each was sown, how wet, how
//: warm, in what soil, and whether it sprouted. Three models learn from them.
//: All three do well on seeds that they have never seen. Now a new seed comes,
//: and all three say: *it will fail*. The gardener has one question. **Why?**
//: Two of the models can be asked. The third has to be cross-examined, and that
//: is what most of this book is about. First we need words for it.
//:
//: > [!NOTE]
//: > **In this chapter.** You will
//: >
//: > - read two models as they stand, and fail to read a third;
//: > - explain one prediction, and one model, and see that these differ;
//: > - meet the words that every later chapter uses, each with an example;
//: > - catch a model that learned the wrong thing, and a glass box that lies.
//#-hidden-code
import ArgumentParser
import Classroom
import Datasets
import Evaluation
import Graphics
import Models
import Notebook
import Numerics
import Plotting
import Tensors

//#-end-hidden-code

struct Knobs: ParsableArguments {
  @Option("The test seed to explain.", in: 0...299) var row = 77
  @Option("How many questions the tree may ask in a row.", in: 1...4)
  var questions = 3
}

let knobs = open(Knobs.self)

//: ## The question

let garden = attempt { try GardenTable.bundled() }
let (lessons, exam) = (garden.train, garden.test)
let seed = exam[knobs.row]
print(GardenTable.words(of: seed))

//: We made the records ourselves, with a known rule and a little luck, so we
//: know what a good answer to *why* is. @lst-rule is the rule. Note the water:
//: it is good in sand, where it runs off, and bad in clay, where it stands. Two
//: columns, the age of the moon and the bed, mean nothing at all.
//:
//: @listing(Sources/Datasets/Tables/GardenRule.swift, rule)
//:
//: ## By hand: four seeds, two models
//:
//: Keep only soil and water, and let the chance to sprout be
//:
//: |      | dry | wet |
//: |:-----|----:|----:|
//: | sand | $0.2$ | $0.8$ |
//: | clay | $0.8$ | $0.2$ |
//:
//: A *linear model* gives every feature a number and adds. What is water worth?
//: In sand it adds $0.6$, in clay it takes $0.6$ away: on average 0. What is
//: clay worth? Again 0. The best linear model says 0.5 to everybody, and its
//: explanation, *nothing matters*, is an honest account of a bad model. A
//: *decision tree* asks two questions, *sand?* and then *wet?*, and has it
//: right. Neither soil nor water matters alone, and together they decide
//: everything: that is an **interaction**.

let four = [[0.0, 0], [0, 1], [1, 0], [1, 1]]
let odds = [2, 8, 8, 2]
let tens = Matrix(rows: four.flatMap { Array(repeating: $0, count: 10) })
let sprouts = odds.flatMap { odds in (0..<10).map { $0 < odds ? 1 : 0 } }
let plane = attempt { try LogisticRegression(rows: tens, labels: sprouts) }
let twice = DecisionTree(rows: tens, labels: sprouts, maximumDepth: 2)
check(
  four.allSatisfy { abs(plane.probability(of: $0) - 0.5) < 1e-9 },
  "on ten seeds of each kind the linear model says 0.5 to all four")
check(
  zip(four, odds).allSatisfy {
    abs(twice.probabilities(of: $0)[1] - Double($1) / 10) < 1e-9
  }, "a tree of two questions has the four chances exactly")

//: ## Three models
//:
//: Now with all eight columns. The linear model gets numbers as deviations from
//: the mean, in standard deviations, and words as 0 or 1. The tree may ask
//: \(questions) questions in a row [@breiman1984]. The network has two layers
//: of 16 units between its inputs and its answer.

let code = garden.encoding
let labels = lessons.map(\.label)
let linear = attempt {
  try LogisticRegression(
    rows: Matrix(rows: lessons.map(code.features)), labels: labels)
}
let tree = DecisionTree(
  rows: Matrix(rows: lessons.map(code.raw)), labels: labels,
  maximumDepth: knobs.questions)

var random = Random(seed: knobs.seed)
func trained(_ name: String, on rows: [TableRow]) -> TrainedNetwork {
  learn(
    name,
    .dense(
      inputs: code.names.count, hidden: [16, 16], classes: 2, using: &random),
    on: Examples(count: rows.count) { (code.tensor(rows[$0]), rows[$0].label) },
    TrainingOptions(epochs: 20), using: &random)
}
let seedLesson = trained("seeds", on: lessons)
let network = seedLesson.network
remember("questions", "\(knobs.questions)")

//: From here on a model is a function: rows in, chances to sprout out.

typealias Model = ([TableRow]) -> [Double]
func function(_ model: LogisticRegression) -> Model {
  { $0.map { model.probability(of: code.features($0)) } }
}
func function(_ model: Network) -> Model {
  { model.probabilities(of: $0.map(code.tensor)).map { Double($0[1]) } }
}
let models: [(name: String, model: Model)] = [
  ("linear model", function(linear)),
  ("tree", { $0.map { tree.probabilities(of: code.raw($0))[1] } }),
  ("network", function(network)),
]
func verdicts(_ model: Model, _ rows: [TableRow]) -> [Int] {
  model(rows).map { $0 > 0.5 ? 1 : 0 }
}
func accuracy(_ model: Model, on rows: [TableRow]) -> Estimate {
  Estimate(zip(verdicts(model, rows), rows).map { $0 == $1.label ? 1 : 0 })
}
let accuracies = models.map { accuracy($0.model, on: exam) }
show(
  Table(
    columns: ["model", "accuracy", "± s.e.", "our seed sprouts"],
    rows: zip(models, accuracies).map { model, accuracy in
      [
        model.name, fixed(accuracy.mean, 3), fixed(accuracy.standardError, 3),
        fixed(model.model([seed])[0]),
      ]
    }), "models",
  caption: "Three models on 300 seeds that they have not seen.")
remember("ceiling", fixed(GardenTable.bayesAccuracy(on: exam), 3))
check(
  accuracies[2].mean > accuracies[0].mean,
  "the network, which can follow the interaction, is right more often than the "
    + "linear model, which cannot")

figure(
  "whole",
  caption: "Left: the linear model, whole but for its intercept. Right: the "
    + "first of the network's three layers.",
  alt:
    "Left, eleven labelled bars, of which clay's and loam's are the longest; "
    + "right, a mosaic of 11 by 16 blue and orange squares without any pattern"
) { drawing in
  let layer = network.parameters[0]
  let weights = Tensor.stacked(
    code.names.indices.map { feature in
      Tensor(
        ContiguousArray((0..<16).map { layer.slice($0).elements[feature] }),
        shape: [16])
    })
  let scale = ColorScale.signed([weights], title: "weight")
  drawing.draw(
    Columns(
      [
        BarChart(
          zip(code.names, linear.coefficients).map { .init($0, $1) },
          axis: Axis("coefficient", range: -1.2...1.2)),
        ImageRow([Panel("", HeatMap(weights, scale))], scale: scale),
      ], shares: [1, 1.1]))
}

//: All three agree in the last column of @tab-models: our seed will fail, and
//: rightly so. But ask *why*, and their replies look like @fig-whole. (Not even
//: who knows the rule can beat \(ceiling) in the long run. The rest is luck.)
//:
//: ## A model that you can add up
//:
//: A linear model is a sum. Each feature contributes its coefficient times its
//: value, and the total, the *logit*, becomes a probability:
//:
//: $$
//: z = b + \sum_j w_j x_j, \qquad p = \frac{1}{1 + e^{-z}}.
//: $$ {#eq-logit}

let numbers = code.features(seed)
let shares = linear.contributions(of: numbers)
let order = shares.indices.sorted { abs(shares[$0]) > abs(shares[$1]) }
show(
  Table(
    columns: ["feature", "value", "coefficient", "contribution"],
    rows: order.prefix(5).map {
      [
        code.names[$0], fixed(numbers[$0]), fixed(linear.coefficients[$0]),
        fixed(shares[$0]),
      ]
    }), "shares",
  caption:
    "What the linear model adds up for our seed: its five largest shares.")
print(
  "b", fixed(linear.intercept), " all shares", fixed(shares.reduce(0, +)),
  " z", fixed(linear.logit(of: numbers)))
let water = code.places(of: "water").lowerBound
remember("waterShare", fixed(shares[water]))

//: @tab-shares *is* the model at work: nothing is left out and nothing had to
//: be found out. And look at the water. The model credits it with
//: \(waterShare), in favour of sprouting, because water helps most seeds. This
//: one stands in wet clay, and the water is what kills it. **An explanation can
//: be perfectly true to the model, and the model wrong about the world.** Keep
//: the two apart; later chapters will tempt you not to.
//:
//: ## A model that you can walk through
//:
//: A tree answers by a path, and the path is the reason (@fig-tree):

print(
  tree.conditions(of: code.raw(seed), features: code.names)
    .joined(separator: ", "))

let path = tree.path(of: code.raw(seed))
func sketch(_ place: Int) -> TreeDiagram.Node {
  let (node, isOnPath) = (tree.nodes[place], path.contains(place))
  guard let question = node.question else {
    let words = garden.schema.target.classes[node.majority]
    let share = "\(node.counts[node.majority]) of \(node.count)"
    return .init(
      [words, share], value: node.probabilities[1], isOnPath: isOnPath)
  }
  let name = code.names[question.feature]
  let asks = name.contains(" = ") ? name : "\(name) > \(question.threshold)"
  return .init(
    [asks],
    isOnPath: isOnPath,
    children: [
      ("no", sketch(question.below)), ("yes", sketch(question.above)),
    ])
}

figure(
  "tree",
  caption: "The whole tree. The path of our seed is drawn in a strong line.",
  alt: "A tree of yes-or-no questions about soil, water, temperature and depth"
) { drawing in
  drawing.draw(
    TreeDiagram(
      sketch(0),
      scale: ColorScale(
        .diverging, range: 0...1, title: "share that sprouted")))
}

//: Lectures call such models *global*, *white box*, *intrinsic* and *model
//: specific*. In plain words: one explanation serves all inputs; to have it one
//: must look inside; it is the model itself, not a story about it; and the
//: other kind of model has no such thing. If that is so, then the answers must
//: follow from the explanation alone, for every seed:

let sums = exam.map { row in
  zip(linear.coefficients, code.features(row)).reduce(linear.intercept) {
    $0 + $1.0 * $1.1
  } > 0 ? 1 : 0
}
let paths = exam.map { tree.leaf(of: code.raw($0)).majority }
check(
  sums == verdicts(models[0].model, exam)
    && paths == verdicts(models[1].model, exam),
  "one list of coefficients, added up on paper, and one tree, walked by hand, "
    + "give the models' answers for all 300 seeds",
  claim: 66, verdict: .holds)
print(
  "the network has", network.parameters.reduce(0) { $0 + $1.count },
  "numbers: no list to add up, no path to walk")

//: ## Can you predict it?
//:
//: What makes the first two *interpretable*, and the third not? Lectures say: a
//: model is interpretable if a person can predict its answer. Let us hire a
//: simulated person. She may ask \(questions) yes-or-no questions about a seed.
//: For each model she gets the best plan of questions that we can find: a tree
//: that was fitted to *that model's answers*. How often does she say what the
//: model says? A plan like hers is a *surrogate*, the first explanation in this
//: book that is not the model, and the share of right guesses is its
//: **fidelity**.

func fidelity(to model: Model, questions: Int) -> Double {
  let plan = DecisionTree(
    rows: Matrix(rows: lessons.map(code.raw)),
    labels: verdicts(model, lessons), maximumDepth: questions)
  let guesses = exam.map { plan.leaf(of: code.raw($0)).majority }
  return Estimate(
    zip(guesses, verdicts(model, exam)).map { $0 == $1 ? 1 : 0 }
  ).mean
}
let budgets = Array(1...8)
let fidelities = models.map { model in
  budgets.map { fidelity(to: model.model, questions: $0) }
}
let atBudget = fidelities.map { $0[knobs.questions - 1] }
print(
  "with", knobs.questions, "questions:",
  zip(models, atBudget).map { $0.name + " " + fixed($1) }
    .joined(separator: ", "))
check(
  atBudget[1] == 1 && atBudget[2] < 0.9 && fidelities[2].allSatisfy { $0 < 0.9 }
    && atBudget[0] < 0.9,
  "with as many questions as the tree may ask she predicts the tree always, "
    + "the network less than nine times in ten, whatever her questions; "
    + "but the linear model, too, escapes her unless she may add",
  claim: 68, verdict: .holdsWhen("it is said what the person may do"))
check(
  atBudget[1] == 1 && fidelities[2].max() ?? 1 < 1,
  "what is intrinsic follows its model exactly, what is post hoc does not",
  claim: 55, verdict: .holds)
remember("wrong", fixed(100 * (1 - atBudget[2]), 0) + " %")
remember("linearFidelity", fixed(atBudget[0]))
remember("bestFidelity", fixed(fidelities[2].max() ?? 0))

figure(
  "reader",
  caption: "How often a person with a plan of questions predicts each model.",
  alt: "Three rising curves; the tree's reaches 1 at three questions, the "
    + "network's stays below 0.9"
) { drawing in
  let counts = budgets.map(Double.init)
  drawing.draw(
    LineChart(
      zip(models, fidelities).map {
        .init($0.name, x: counts, y: $1, hasMarks: true)
      }, x: "questions", y: Axis("fidelity", range: 0.5...1), height: 120))
}

//: @fig-reader shows that it is a matter of degree, and of the means. The
//: linear model is out of reach with \(questions) questions (\(linearFidelity))
//: and wide open to anyone with a pencil. Of the network nobody predicts more
//: than \(bestFidelity) with eight. What one reads off a model itself is
//: **intrinsic**. What is found out afterwards, from the answers or from the
//: inside, is **post hoc**, and comes with an error that must be told: a plan
//: of \(questions) questions is wrong about the network in \(wrong) of the
//: cases. What *interpretable* should mean is disputed to this day
//: [@lipton2018].
//:
//: ## One prediction: by slope or by change
//:
//: Then let us cross-examine the network about our seed. Its score is the
//: logarithm of the odds, as in @eq-logit. There are two ways. **By gradient:**
//: how fast does the score move with each number? **By perturbation:** put
//: something else there, ask again, and take the difference.

func score(_ row: TableRow) -> Double {
  let logits = network.logits(of: [code.tensor(row)])[0]
  return Double(logits[1] - logits[0])
}
func slope(_ name: String, at row: TableRow) -> Double {
  let (input, place) = (code.tensor(row), code.places(of: name).lowerBound)
  let slopes = [1, 0].map {
    network.gradient(ofLogit: $0, at: input).elements[place]
  }
  return Double(slopes[0] - slopes[1]) / code.deviations[place]
}
let columns = garden.schema.columns.filter(\.isNumeric).map(\.name)
func mean(_ name: String) -> Double {
  code.means[code.places(of: name).lowerBound]
}
let steps = columns.map { name in
  let value = seed[name].number
  let nudged = seed.with(name, .number(value + 0.01))
  let typical = seed.with(name, .number(mean(name)))
  return (
    slope: slope(name, at: seed), nudge: (score(nudged) - score(seed)) / 0.01,
    change: score(seed) - score(typical)
  )
}
show(
  Table(
    columns: ["column", "value", "mean", "slope", "slope × gap", "change"],
    rows: zip(columns, steps).map { name, step in
      let gap = seed[name].number - mean(name)
      return [
        name, "\(seed[name])", fixed(mean(name), 1), fixed(step.slope),
        fixed(step.slope * gap), fixed(step.change),
      ]
    }), "slopes",
  caption: "The network's score for our seed: its slope for each unit, what a "
    + "straight line of that slope makes of the gap to the mean, and what "
    + "really happens when the mean is put back.")

//: A slope is exact for a tiny step and a guess for a large one. So the two
//: ways must agree when the change is small, and need not when it is large. And
//: a model without slopes, like the tree, can only be perturbed.

let treeMoves = exam.count { row in
  let nudged = row.with("water", .number(row["water"].number + 0.01))
  return models[1].model([row]) != models[1].model([nudged])
}
let flips = exam.count { row in
  let gap = row["water"].number - mean("water")
  let typical = row.with("water", .number(mean("water")))
  return slope("water", at: row) * gap * (score(row) - score(typical)) < 0
}
check(
  steps.allSatisfy { abs($0.slope - $0.nudge) < 0.01 + 0.05 * abs($0.slope) },
  "nudge a number by 0.01, and the difference is the gradient")
check(
  treeMoves < 15 && flips > 0,
  "both ways answer for the network, and for large changes they part; the "
    + "tree's slope is 0 nearly everywhere, so it can only be perturbed",
  claim: 51, verdict: .holds)
remember("flips", "\(flips)")
let chance = models[2].model([seed])[0]
remember("flatness", fixed(chance * (1 - chance) * steps[1].slope, 4))

let waters = (0...60).map(Double.init)
let curves = ["clay", "sand"].map { soil in
  models[2].model(
    waters.map {
      seed.with("soil", .level(soil)).with("water", .number($0))
    })
}
let rule = ["clay", "sand"].map { soil in
  waters.map {
    GardenTable.chance(
      of: seed.with("soil", .level(soil)).with("water", .number($0)))
  }
}

figure(
  "water",
  caption: "The network's answer for our seed as its water varies, in its own "
    + "soil and in sand; dashed, the known rule.",
  alt:
    "In clay the probability falls from one to zero with more water, in sand "
    + "it rises; the network's curves lie close to the rule's"
) { drawing in
  drawing.draw(
    LineChart(
      zip(["clay", "sand"], curves).map { .init($0, x: waters, y: $1) }
        + zip(["", ""], rule).map {
          .init($0, x: waters, y: $1, color: Theme.ink, isDashed: true)
        },
      x: "water, ml a day", y: Axis("probability", range: 0...1), height: 130))
}

//: @fig-water is the cross-examination in one picture [@goldstein2015]. At 40
//: ml the curve is flat: by its slope, \(flatness) per ml, water does not
//: matter. But dry the clay, and the seed sprouts: the change says that water
//: is the reason. Both are right. *Slope* answers "what if a little?", *change*
//: answers "what if it were ordinary?" The score of @tab-slopes is not flat
//: where the probability is, and that is why this book takes gradients of
//: scores. But even there the two differ in sign for \(flips) of the 300 seeds.
//: And mind what is explained: by the rule light always helps, and the table
//: says that here it harms. Where every seed fails, nothing taught the network
//: what light does.
//:
//: ## The whole model
//:
//: A **local** explanation is about one prediction, a **global** one about the
//: model. A global question to a black box: how much worse does it get when one
//: column is shuffled among the seeds, so that it means nothing any more? That
//: is *permutation importance* [@breiman2001forests; @fisher2019]. Beside it
//: stand the local slopes of water, one for each seed (@fig-global).

func importances(of model: Model, on rows: [TableRow]) -> [Estimate] {
  let whole = accuracy(model, on: rows).mean
  return garden.schema.columns.map { column in
    Estimate(
      (0..<10).map { _ in
        let places = random.permutation(of: rows.count)
        let shuffled = zip(rows, places).map { row, place in
          row.with(column.name, rows[place][column.name])
        }
        return whole - accuracy(model, on: shuffled).mean
      })
  }
}
let importance = importances(of: models[2].model, on: exam)
let soils = ["sand", "loam", "clay"]
let slopesBySoil = soils.map { soil in
  exam.filter { $0["soil"] == .level(soil) }.map { slope("water", at: $0) }
}
let everywhere = Estimate(slopesBySoil.flatMap(\.self)).mean
let bySoil = slopesBySoil.map { Estimate($0).mean }
print(
  "mean slope of water:", fixed(everywhere), " ",
  zip(soils, bySoil).map { $0 + " " + fixed($1) }.joined(separator: ", "))
let waterColumn = garden.schema.index(of: "water")
check(
  importance[waterColumn].mean > 0.2 && everywhere > 0 && bySoil[2] < 0
    && bySoil[0] > 0,
  "for the model as a whole water matters and helps; for the average seed in "
    + "clay it harms: a global answer is not about any one seed",
  claim: 43, verdict: .holds)

figure(
  "global",
  caption: "Left: what the network loses when a column is shuffled, with two "
    + "standard errors. Right: the local slope of water for each test seed.",
  alt:
    "Bars: soil and water are long, moon and bed near zero. Histogram: slopes "
    + "below zero for clay, above zero for sand and loam"
) { drawing in
  drawing.draw(
    Columns([
      BarChart(
        zip(garden.schema.columns, importance).map {
          .init($0.name, $1.mean, error: 2 * $1.standardError)
        }, axis: Axis("accuracy lost", range: 0...0.4)),
      Histogram(
        [
          "sand": slopesBySoil[0], "loam": slopesBySoil[1],
          "clay": slopesBySoil[2],
        ],
        x: "slope of water, per ml", height: 130),
    ]))
}

check(
  [5, 7].allSatisfy { importance[$0].mean < importance[waterColumn].mean / 10 },
  "the useless columns, moon and bed, cost less than a tenth of water"
)

//: The bars say that water matters. They cannot say which way, because there is
//: no one way. Moon and bed are a control: they must stand near zero, and do.
//:
//: ### What the answer is good for
//:
//: The histogram in @fig-global tells us what the linear model lacks: water
//: should count differently in each soil. Say so, with three more columns:

func informed(_ row: TableRow) -> [Double] {
  let features = code.features(row)
  return features
    + code.places(of: "soil").map { features[water] * features[$0] }
}
let better = attempt {
  try LogisticRegression(
    rows: Matrix(rows: lessons.map(informed)), labels: labels)
}
let betterAccuracy = accuracy(
  { $0.map { better.probability(of: informed($0)) } }, on: exam)
print(
  "water in",
  zip(soils, better.coefficients.suffix(3)).map { $0 + " " + fixed($1) }
    .joined(separator: ", "), " accuracy", fixed(betterAccuracy.mean, 3))
check(
  betterAccuracy.mean > accuracies[2].mean - accuracies[2].standardError,
  "a linear model with the right columns is as good as the network")
remember("better", fixed(betterAccuracy.mean, 3))

//: \(better): as good as the network, and you can read it. We cross-examined a
//: black box, and what it gave away made it superfluous. That does not always
//: work, and for pictures hardly ever. It is worth a try before you settle for
//: an explanation [@rudin2019].
//:
//: ## What a black box hides
//:
//: The records of another year are worse. Nearly all seeds in the north bed
//: happened to be good ones, and in the south bed they were not. The soil and
//: the water are what they were.

func skewed(_ rows: [TableRow]) -> [TableRow] {
  rows.filter {
    ($0["bed"] == "north") == ($0.label == 1) || random.uniform() < 0.1
  }
}
let (badLessons, badExam) = (skewed(lessons), skewed(exam))
let skewedLesson = trained("seeds of skewed records", on: badLessons)
let misled = skewedLesson.network
let misledSum = attempt {
  try LogisticRegression(
    rows: Matrix(rows: badLessons.map(code.features)),
    labels: badLessons.map(\.label))
}
let suspects = [function(misled), function(misledSum)]
let familiar = suspects.map { accuracy($0, on: badExam).mean }
let fair = suspects.map { accuracy($0, on: exam).mean }
let bed = code.places(of: "bed").lowerBound
let weight = abs(misledSum.coefficients[bed])
let exposed = importances(of: suspects[0], on: badExam).map(\.mean)
show(
  Table(
    columns: ["model", "same kind of records", "fair records"],
    rows: zip(["network", "linear model"], zip(familiar, fair)).map {
      [$0, fixed($1.0), fixed($1.1)]
    }), "skew",
  caption: "Accuracy of two models that learned from the skewed records.")
print(
  "coefficient of bed", fixed(weight), " next",
  fixed(
    misledSum.coefficients.enumerated().filter { $0.offset < bed }
      .map { abs($0.element) }.max() ?? 0))
print(
  "shuffling bed costs the network", fixed(exposed[exposed.count - 1]),
  " before", fixed(importance[importance.count - 1].mean))
check(
  familiar[0] > accuracies[2].mean && fair[0] < accuracies[2].mean - 0.05
    && exposed[exposed.count - 1] > 0.1
    && misledSum.coefficients.prefix(bed).allSatisfy { abs($0) < weight / 2 },
  "on records like its lessons the misled network does better than the honest "
    + "one, on fair records worse; the linear model shows its bias as its "
    + "largest coefficient, the network only when its bed is shuffled",
  claim: 63, verdict: .holdsWhen("nobody asks it more than its accuracy"))
remember("familiar", fixed(familiar[0]))
remember("fairly", fixed(fair[0]))

//: @tab-skew is why this field exists. By its accuracy the misled network is
//: the best model of this chapter: \(familiar), more than the rule itself could
//: reach on fair records. It has learned which bed is lucky, and on fair
//: records it is right \(fairly) of the time. The linear model made the same
//: mistake *in plain sight*. The network hides it, but not from a question.
//:
//: ## The same words for pictures
//:
//: Most of this book explains networks that look at pictures. The words stay
//: the same. Here is a method of @ch-gradcam, in eight lines: it averages the
//: gradients of each of the last feature maps, and adds the maps with these
//: averages as weights [@selvaraju2017]. Lectures call it local, white box,
//: post hoc and model agnostic. Is it?

let toys = attempt { try ToyGarden.bundled() }
let (pictures, unseen) = attempt { (try toys.train, try toys.test) }
let drawn = Examples(pictures)
let pictureLesson = learn(
  "creatures", .garden(classes: 5, using: &random), on: drawn, using: &random)
let seeing = pictureLesson.network

func gradCAM(_ picture: Tensor, as label: Int) -> Tensor {
  let maps = seeing.activations(of: picture)[seeing.index(of: "relu3")]
  let slopes = seeing.gradient(
    ofLogit: label, withRespectTo: "relu3", at: picture)
  let weighted = (0..<maps.shape[0]).map {
    maps.slice($0) * slopes.slice($0).mean()
  }
  return weighted.dropFirst().reduce(weighted[0], +).map { max($0, 0) }
}
let sitters = Creature.allCases.map { unseen.indices(of: $0)[1] }
let before = seeing.parameters
let seenMaps = sitters.map {
  gradCAM(unseen.image(at: $0), as: unseen.label(at: $0))
}

figure(
  "pictures", caption: "Five pictures, and for each its own map.",
  alt: "Five creatures; below each a coarse map that is dark near the creature"
) { drawing in
  let scale = ColorScale.sizes(seenMaps, title: "score")
  drawing.draw(
    ImageGrid(
      [
        sitters.map { Panel("", Picture(unseen.image(at: $0))) },
        seenMaps.map { Panel("", HeatMap($0, scale)) },
      ], scale: scale))
}

//: *Local*: @fig-pictures has a map for each picture. *Post hoc*: the network
//: was finished before, and is unchanged after. *White box*: the code asks for
//: activations and gradients, so a box that only answers is not enough. But
//: *any model*? A network may have no maps. Ours has a rival that flattens the
//: picture and never looks at places again.

let flatLesson = learn(
  "flat",
  Network([
    Layer("centre", .shift(by: -0.5)), Layer("flatten", .flatten),
    .linear("linear1", from: 6912, to: 32, gain: 6, using: &random),
    Layer("relu1", .relu), .linear("linear", from: 32, to: 5, using: &random),
  ]), on: drawn, TrainingOptions(epochs: 2), using: &random)
let flat = flatLesson.network
let hasMaps = [seeing, flat].map { model in
  model.activations(of: unseen.image(at: 0)).dropFirst()
    .contains { $0.shape.count == 3 }
}
print(
  "accuracy:",
  [seeing, flat].map { model in
    fixed(model.accuracy(on: unseen))
  }.joined(separator: " and "))
check(
  RankStability.correlation(
    seenMaps[0].elements.map(Double.init), seenMaps[1].elements.map(Double.init)
  ) < 0.9 && seeing.parameters == before && hasMaps == [true, false],
  "its maps differ from picture to picture, it changes no weight, and it reads "
    + "layers inside; a network without feature maps has nothing to read",
  claim: 67,
  verdict: .holdsWhen("“model” means a network that keeps feature maps"))

//: The word *agnostic* has a strict sense, too: the method needs only inputs
//: and outputs, so it serves anything that answers. LIME (@ch-lime) and
//: permutation importance are agnostic in that sense. Grad-CAM is not.
//:
//: ## Where even a glass box misleads
//:
//: Outdoors, long days are warm days. In our records light and temperature rise
//: together, and both help, by the rule of @lst-rule. How much does light help,
//: then? Ask the linear model; and ask it again after temperature was struck
//: from the records.

let warmth = code.places(of: "temperature").lowerBound
let light = code.places(of: "light").lowerBound
func blind(_ row: TableRow) -> [Double] {
  var features = code.features(row)
  features[warmth] = 0
  return features
}
let struck = attempt {
  try LogisticRegression(rows: Matrix(rows: lessons.map(blind)), labels: labels)
}
let struckAccuracy = accuracy(
  { $0.map { struck.probability(of: blind($0)) } }, on: exam)
print(
  "light:", fixed(linear.coefficients[light]), "±",
  fixed(linear.standardErrors[light]), " without temperature:",
  fixed(struck.coefficients[light]), "±", fixed(struck.standardErrors[light]))
print(
  "accuracy:", fixed(accuracies[0].mean, 3), " without temperature:",
  fixed(struckAccuracy.mean, 3))
check(
  struck.coefficients[light] > 2 * linear.coefficients[light]
    && abs(struckAccuracy.mean - accuracies[0].mean)
      < 2 * accuracies[0].standardError,
  "two linear models that are about equally right disagree by more than a "
    + "factor of two about light")

//: Two models, equally good, both made of glass, and two stories
//: [@breiman2001cultures]. Neither coefficient is wrong. Each answers another
//: question: what light adds *besides* temperature, and what it stands for
//: *without* it. To read a model is one thing. To learn about the world from it
//: is another, and no explanation does that for you.
//:
//: ## The words together
//:
//: | question | ends | an example of each in this chapter |
//: |:---------|:-----|:-----------------------------------|
//: | explains what? | local, global | a path; permutation importance |
//: | which model? | glass box, black box | tree; network |
//: | when made? | intrinsic, post hoc | coefficients; a plan of questions |
//: | needs what? | white box, inputs and outputs | Grad-CAM; change one cell |
//: | serves what? | model specific, model agnostic | coefficients; shuffling |
//: | works how? | by gradient, by perturbation | slope; change |
//:
//: Every method in this book ends with a card that says where it stands, and
//: [Methods at a glance](../methods.md) puts the cards side by side.
//:
//: ## Exercises
//:
//: > [!TIP]
//: > **Exercise.** *By hand.* @tab-shares lists the five largest shares, and
//: > the line below it the sum of all. Which probability does @eq-logit make of
//: > it? Check it against @tab-models.
//:
//: @answer
//: $z$ is \(logit), so $p = 1/(1 + e^{-z})$ is \(probability).
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Predict first.* With `--questions 1` the tree asks a single
//: > question. Which one, and how often will a person with one question predict
//: > the network?
//:
//: @answer
//: It asks for *\(first)*, the one soil in which most seeds sprout. The plan
//: for the network has a fidelity of \(oneQuestion): hardly more than a guess,
//: because neither soil nor water decides alone.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Turn a knob.* Run `--row 3`: clay again, but nearly dry.
//: > Two models say that it sprouts, one that it fails. Read the explanation of
//: > the one that is wrong. Is the explanation wrong, too?
//:
//: @answer
//: The linear model is wrong, and its explanation is right: it shows the model
//: holding the clay, the cold and the want of water against a seed that needs
//: neither better soil nor more water. That is how one finds out what the model
//: lacks.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Spot the bug.* A library scores explanations by adding the
//: > features back in the order of their importance, and asks whether the
//: > model's answer rises at every step. It gave every explanation of every
//: > model the full score of 1.0. In its loop the features were put back into a
//: > copy, and the model was asked about the input that had been blanked at the
//: > start. Which control would have caught it on the first day?
//:
//: @answer
//: A random explanation. It has to score badly; a score that it passes measures
//: nothing. That is why controls stand in every chapter.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Build.* Explain the network by three plans of two
//: > questions, one plan for each soil. How does the fidelity compare with one
//: > plan of three questions, and which would you rather read?
//:
//: @answer
//: Filter the lessons by soil, fit a `DecisionTree` of depth 2 to the network's
//: answers in each, and weigh the three fidelities by the number of seeds. One
//: tree has to spend its first questions on the soil; yours start with it.
//: @end
//:
//: ## The cards

remember("logit", fixed(linear.logit(of: numbers)))
remember("probability", fixed(linear.probability(of: numbers)))
remember("oneQuestion", fixed(fidelities[2][0]))
remember("first", code.names[tree.nodes[0].question?.feature ?? 0])
card(
  "Coefficients of a linear model",
  [
    "question": "what does each feature add to the score?",
    "forward passes": "0",
    "backward passes": "0",
    "may see": "the coefficients",
    "scope": "global; with a row's values also local",
    "kind": "intrinsic, model specific",
    "deterministic": "yes",
    "fidelity": "1, it is the model",
    "choices that change it": "which other features are in the model",
  ])
card(
  "Path of a decision tree",
  [
    "question": "which questions led to the answer?",
    "forward passes": "0",
    "backward passes": "0",
    "may see": "the tree",
    "scope": "global; a row's path is local",
    "kind": "intrinsic, model specific",
    "deterministic": "yes",
    "fidelity": "1, it is the model",
    "choices that change it": "how many questions it may ask",
  ])
card(
  "Permutation importance",
  [
    "question": "how much worse is the model without this column?",
    "forward passes": "\(10 * exam.count * garden.schema.columns.count)",
    "backward passes": "0",
    "may see": "inputs and outputs, and the labels",
    "scope": "global",
    "kind": "post hoc, model agnostic",
    "deterministic": "no; it shuffles",
    "unit": "accuracy lost",
    "useless columns": "moon \(fixed(importance[5].mean, 3)), bed "
      + "\(fixed(importance[7].mean, 3)): near zero, as they should be",
    "choices that change it": "the score, and columns that go together",
  ])
keep(
  "answers about seeds", answersOf: [seedLesson, skewedLesson],
  to: exam.map(code.tensor))
keep(
  "answers about pictures", answersOf: [pictureLesson, flatLesson],
  to: (0..<20).map { unseen.image(at: $0) })
finish()

//: ## Sources
//:
//: What to ask of an explanation: @doshivelez2017 and @lipton2018. Trees:
//: @breiman1984. Shuffling: @breiman2001forests, and as a study of all good
//: models at once @fisher2019. Curves of one input: @goldstein2015. Two
//: cultures of modelling, and many good models: @breiman2001cultures. Against
//: black boxes: @rudin2019.
