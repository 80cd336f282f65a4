//: # Visualisation: what does a unit want to see?
//:
//: A trained network is a heap of filters that nobody chose. What are they
//: for? Three answers come as pictures. One looks through the lessons for what
//: excites a unit most. One runs the network *backwards*, from the unit to the
//: pixels. And one asks no picture at all: it starts from grey, and changes the
//: pixels until the unit shouts. The pictures are striking. What they prove is
//: another matter, and the subject of this chapter.
//:
//: > [!NOTE]
//: > **In this chapter.** You will
//: >
//: > - send a signal back through a rectifier by three rules, by hand;
//: > - test which of the three says what a small change does;
//: > - climb from grey to pictures that score higher than every lesson;
//: > - add the climb's terms one at a time, and see the picture change;
//: > - measure what such a picture tells about real ones, on a unit that we
//: >   built and on all those that the network learned.
//: >
//: > The core is a lecture of fifty minutes; what is marked *further* can wait.
//#-hidden-code
import ArgumentParser
import Autograd
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
  @Option("The test image to explain.", in: 0...499) var image = 11
  @Option(file: "A PNG picture of your own in its place.") var picture: String?
  @Option("How many steps a climb has.", in: 20...400) var steps = 100
  @Option("How noisy the grey is that a climb begins at.", in: 0...0.5)
  var noise = 0.1
  @Option("The price of being far from grey.", in: 0...100) var norm = 8.0
  @Option("The price of differences between neighbours.", in: 0...100)
  var variation = 10.0

  func validate() throws {
    try require(
      picture == nil || image == 11,
      "--image is about the test pictures: leave it out with --picture FILE")
  }
}

let knobs = open(Knobs.self)
let garden = attempt { try ToyGarden.bundled() }
let (lessons, exam) = attempt { (try garden.train, try garden.test) }
let subject = attempt { try Subject(knobs.picture, or: exam, at: knobs.image) }
let names = Creature.allCases.map(\.name)
/// Every network of the chapter has this budget and these lessons.
let budget = TrainingOptions(
  epochs: 2, batchSize: 8, optimizer: .adam(learningRate: 0.002))
func taught(_ number: Int) -> TrainedNetwork {
  learn(
    "dense \(number + 1)", .garden(classes: 5, head: .dense(hidden: 32)),
    on: Examples(lessons), budget,
    chance: knobs.random("lessons").stream(UInt64(number)))
}
let training = taught(0)
let network = training.network
let (image, label) = (subject.image, subject.label(by: network))
introduce(subject, to: network)
remember("accuracy", percent(network.accuracy(on: exam), 0))
//#-end-folded-code

//#-folded-code What excites the channels of the last convolution most
/// Where a channel of `conv3` is strongest in a picture; of places whose
/// window of 18 by 18 pixels lies inside the picture.
nonisolated struct Peak: Sendable {
  let value: Float
  let image, row, column: Int
  /// What the place sees of a picture, or of a signal of its shape.
  func window(of picture: Tensor) -> Tensor {
    picture.cropped(
      rows: (4 * row - 7)..<(4 * row + 11),
      columns: (4 * column - 7)..<(4 * column + 11))
  }
  /// The peaks of all channels.
  static func all(of maps: Tensor, image: Int) -> [Peak] {
    (0..<maps.shape[0]).map { channel in
      let first = channel * 144
      let place =
        inside.max { maps.elements[first + $0] < maps.elements[first + $1] }
        ?? 0
      return Peak(
        value: maps.elements[first + place], image: image, row: place / 12,
        column: place % 12)
    }
  }
  static let inside = (0..<144).filter {
    2...9 ~= $0 / 12 && 2...9 ~= $0 % 12
  }
  /// Several windows in lines of three, with white between them.
  static func sheet(_ windows: [Tensor]) -> Tensor {
    var sheet = Tensor(repeating: 1, shape: [3, 56, 56])
    for (number, window) in windows.enumerated() {
      let (top, left) = (number / 3 * 19, number % 3 * 19)
      for index in window.elements.indices {
        let (channel, pixel) = index.quotientAndRemainder(dividingBy: 324)
        sheet[channel, top + pixel / 18, left + pixel % 18] =
          window.elements[index]
      }
    }
    return sheet
  }
}
/// A signed signal as a picture around grey, so bright that 2 of 100 values
/// are cut.
func grey(_ signal: Tensor) -> Tensor {
  let sizes = signal.elements.map(abs).sorted()
  let large = max(sizes[sizes.count * 98 / 100], 1e-30)
  return signal.map { min(1, max(0, 0.5 + 0.5 * $0 / large)) }
}
func peaks(in set: GardenSet, _ count: Int) -> [[Peak]] {
  let rows = Parallel.map(count) { [set, network] index in
    let maps = network.output(of: "conv3", for: set.image(at: index))
    return Peak.all(of: maps, image: index)
  }
  return (0..<64).map { channel in
    rows.map { $0[channel] }.sorted {
      ($0.value, $1.image) > ($1.value, $0.image)
    }
  }
}
let lessonPeaks = peaks(in: lessons, lessons.count)
let living = (0..<64).filter { lessonPeaks[$0][0].value > 0 }
/// How many of a channel's nine strongest windows are of a creature.
func share(_ channel: Int, _ creature: Creature) -> Int {
  lessonPeaks[channel].prefix(9).count {
    lessons.creature(at: $0.image) == creature
  }
}
/// For each creature the channel that is most its own.
let chosen = Creature.allCases.map { creature in
  living.max {
    (share($0, creature), lessonPeaks[$0][0].value)
      < (share($1, creature), lessonPeaks[$1][0].value)
  } ?? 0
}
//#-end-folded-code

//#-folded-code What a climb costs, and pictures made for five channels
/// What holds a climb back.
enum Terms: String, CaseIterable {
  case none, norm, blur, variation, jitter
  case all = "all four"
}
/// Prices are in standard deviations over the lessons, of a logit or of a
/// channel's highest value in each, for a picture that costs 1 at each value.
func climber(
  _ terms: Terms, spread: Double, pixels: Int = 6912,
  variation: Double = knobs.variation
) -> ActivationMaximisation {
  let price = spread / Double(pixels)
  let has = { (term: Terms) in terms == term || terms == .all }
  return ActivationMaximisation(
    steps: knobs.steps, rate: 0.03,
    prior: InputPrior(
      norm: has(.norm) ? knobs.norm * price : 0,
      totalVariation: has(.variation) ? variation * price : 0),
    jitter: has(.jitter) ? 2 : 0, blurEvery: has(.blur) ? 8 : 0, blur: 0.5)
}
func spread(_ channel: Int) -> Double {
  Estimate(lessonPeaks[channel].map { Double($0.value) }).standardDeviation
}
/// One climb: where to, by which way.
nonisolated struct ClimbTask: Sendable {
  let unit: NetworkUnit
  let method: ActivationMaximisation
  let chance: Random
  var network: Network
  var side = 48
  let noise: Double
  func run() -> Climb {
    var chance = chance
    let start = ActivationMaximisation.grey(
      shape: [3, side, side], noise: noise, using: &chance)
    return method.maximise(unit, of: network, from: start, using: &chance)
  }
}
func climbs(_ title: String, _ tasks: [ClimbTask]) -> [Climb] {
  progress(title, total: tasks.count) { bar in
    stride(from: 0, to: tasks.count, by: 4).flatMap { first in
      let some = Array(tasks[first..<min(first + 4, tasks.count)])
      bar.advance(by: some.count)
      return Parallel.map(some.count) { [some] in some[$0].run() }
    }
  }
}
/// A picture of 20 by 20 pixels is enough for one place of `conv3`.
let window = Peak(value: 0, image: 0, row: 2, column: 2)
let unitChance = knobs.random("units")
func unitTasks(_ channels: [Int], _ terms: Terms, start: Int = 0) -> [ClimbTask]
{
  channels.map { channel in
    ClimbTask(
      unit: .place(channel: channel, row: 2, column: 2, of: "conv3"),
      method: climber(
        terms, spread: spread(channel), pixels: 1200),
      chance: unitChance.stream(UInt64(64 * start + channel)),
      network: network, side: 20, noise: knobs.noise)
  }
}
var madeWindows: [Int: Tensor] = [:]
/// By how many standard deviations of lessons the made picture is above the
/// strongest of them.
var unitLeads: [Double] = []
for (channel, climb) in zip(
  chosen, climbs("five pictures", unitTasks(chosen, .all)))
{
  madeWindows[channel] = window.window(of: climb.picture)
  unitLeads.append(
    Double(climb.value - lessonPeaks[channel][0].value) / spread(channel))
}
func made(_ channel: Int) -> Tensor {
  madeWindows[channel] ?? Tensor(repeating: 0.5, shape: [3, 18, 18])
}
/// What comes back from a channel's nine strongest windows.
func sent(_ channel: Int, _ rule: RectifierRule) -> [Tensor] {
  lessonPeaks[channel].prefix(9).map { peak in
    let slope = network.slopes(
      of: .place(
        channel: channel, row: peak.row, column: peak.column, of: "conv3"),
      at: [lessons.image(at: peak.image)], rule: rule)[0]
    return peak.window(of: slope.gradient)
  }
}
func windows(_ channel: Int) -> [Tensor] {
  lessonPeaks[channel].prefix(9).map {
    $0.window(of: lessons.image(at: $0.image))
  }
}
//#-end-folded-code

//: ## The question
//:
//: **What does a unit of the network look for?** A *unit* is one number in it:
//: here one channel of the third convolution, `conv3`, at one place. The filter
//: is the same at each place; of a picture we take the strongest. It sees a
//: window of 18 by 18 pixels. @fig-question shows one channel in three ways.

//#-folded-code The unit that is shown first
let firstUnit = chosen[Creature.mushroom.rawValue]
let firstPeak = lessonPeaks[firstUnit][0]
remember("firstShare", "\(share(firstUnit, .mushroom))")
//#-end-folded-code

figure(
  "question",
  caption: "Channel \(firstUnit) of `conv3`: the lesson that excites it most, "
    + "with its window; its nine strongest windows; what guided "
    + "backpropagation sends back from it in each of them (grey is 0; each "
    + "window is stretched until 2 of 100 values are cut); "
    + "and a picture that was made for it.",
  alt: "A lesson with a frame; nine parts of lessons that look alike; nine "
    + "grey pictures with coloured outlines; a picture of bold colours"
) { drawing in
  let frame = Rectangle(
    x: Double(4 * firstPeak.column - 7), y: Double(4 * firstPeak.row - 7),
    width: 18, height: 18)
  drawing.draw(
    ImageRow(
      [
        Panel(
          "strongest",
          Picture(
            lessons.image(at: firstPeak.image), .box(frame, color: Theme.ink))),
        Panel("nine windows", Picture(Peak.sheet(windows(firstUnit)))),
        Panel(
          "sent back", Picture(Peak.sheet(sent(firstUnit, .guided).map(grey)))),
        Panel("made", Picture(made(firstUnit))),
      ], panelWidth: 80))
}

//: \(firstShare) of its nine strongest windows are of mushrooms. Is it a
//: detector of mushrooms, of caps, of white spots on red, of red? The windows
//: cannot say: they have all of that. The other two pictures seem to say it,
//: and cannot either: one would have to repaint the cap, and ask the unit. Mind
//: what kind of statement each is. A window is a *fact* about one lesson.
//: What is sent back is a *signal* about one picture. What is made is the end
//: of a *climb*, and nobody ever saw it in a garden.
//:
//: ## The methods on one page
//:
//: Beside looking at lessons there are two ways (@fig-flow).
//:
//: **Back.** Take a number $a$ that the network computes from a picture $x$: a
//: unit, or the score of a class. Backpropagation sends a signal from it to the
//: pixels; with the true derivative at each layer that is the gradient,
//: $\partial a / \partial x$ (@ch-gradients). A *deconvolutional network*
//: [@zeiler2014] goes the same way with another rule at each rectifier, and so
//: does *guided backpropagation* [@springenberg2015].
//:
//: **Up.** Use the gradient not to explain a picture, but to change it, again
//: and again, from grey upwards. That is *activation maximisation*
//: [@erhan2009]; for the score of a class it is called *class model
//: visualisation* [@simonyan2014]. With nothing to hold it back the climb ends
//: in loud texture, so one subtracts a price for what pictures are not:
//:
//: $$
//: x^* = \arg\max_x \; a(x) - \lambda \lVert x - \tfrac12 \rVert^2
//: - \mu \, \mathrm{TV}(x).
//: $$ {#eq-climb}
//:
//: The first price, of the squared *norm*, is for being far from grey. The
//: second is for differences between neighbours: the *total variation*
//: [@mahendran2015] is the sum, over all pixels and for each colour by itself,
//: of the length $\sqrt{d^2 + r^2 + 0.01^2}$ of the steps down and right (0 at
//: the border; 0.01 gives flat places a slope). Two more terms have no formula:
//: every few steps the picture is *blurred* a little [@yosinski2015], and
//: before each step it is shifted by up to two pixels, at random and round the
//: edge: *jitter* [@olah2017], so that nothing pays that works at one place
//: only. Every climb starts from grey with a little noise, drawn anew for each
//: start, and each step is cut to 0…1.

//#-folded-code A climb with looks at it on the way, for the drawing
let classChance = knobs.random("classes")
let lessonLogits = network.logits(
  of: lessons.indices.map { lessons.image(at: $0) })
/// How far the logits of lessons lie apart, for each class.
let spreads = (0..<5).map { label in
  Estimate(lessonLogits.map { Double($0[label]) }).standardDeviation
}
/// The most that a lesson gets, for each class.
let worth = (0..<5).map { label in lessonLogits.map { $0[label] }.max() ?? 0 }
func task(
  _ terms: Terms, _ label: Int, _ score: ClassScore = .logit, start: Int = 0,
  steps: Int? = nil
) -> ClimbTask {
  var method = climber(terms, spread: spreads[label])
  if let steps { method.steps = steps }
  return ClimbTask(
    unit: .score(score, class: label), method: method,
    chance: classChance.stream(UInt64(start)),
    network: network, noise: knobs.noise)
}
let looks = [8, 30].filter { $0 < knobs.steps } + [knobs.steps]
let onTheWay = climbs(
  "a climb", looks.map { task(.all, label, steps: $0) })
let logits = network.logits(of: [image])[0]
//#-end-folded-code

figure(
  "flow",
  caption: "Upper row, *back*: the picture goes up to a score, and a signal "
    + "comes back to the pixels (here guided backpropagation's); each "
    + "rectifier on its way decides what passes. Lower row, *up*: from grey, "
    + "every step follows the gradient at the picture as it is, less the "
    + "prices.",
  alt: "A picture leads to maps, to a score and to a coloured signal; a grey "
    + "square leads to pictures that look more and more like red spots",
  width: .wide
) { drawing in
  let maps = network.output(of: "relu3", for: image)
  let loudest =
    (0..<64).max { maps.slice($0).sum() < maps.slice($1).sum() } ?? 0
  let signal = InputGradient(rule: .guided).signal(
    of: network, image, class: label)
  var chance = classChance.stream(0)
  let start = ActivationMaximisation.grey(
    shape: [3, 48, 48], noise: knobs.noise, using: &chance)
  let ends = zip(looks, onTheWay).enumerated().map { column, look in
    FlowDiagram.Station(
      "step \(look.0)", Picture(look.1.picture), shape: "3 × 48 × 48",
      column: column + 1, row: 1, width: 0.5)
  }
  let chain = ["grey"] + looks.map { "step \($0)" }
  drawing.draw(
    FlowDiagram(
      [
        .init(
          "picture x", Picture(image), shape: "3 × 48 × 48", column: 0,
          width: 0.5),
        .init(
          "maps",
          HeatMap(
            maps.slice(loudest),
            .sizes([maps.slice(loudest)], colors: .slates)),
          shape: "64 × 12 × 12", column: 1, width: 0.5, copies: 3),
        .init(
          "score a", [fixed(Double(logits[label]), 1), "logit"], shape: "1",
          column: 2, width: 0.42),
        .init(
          "signal", Picture(grey(signal)), shape: "3 × 48 × 48", column: 3,
          width: 0.5),
        .init(
          "grey", Picture(start), shape: "3 × 48 × 48", column: 0, row: 1,
          width: 0.5),
      ] + ends,
      [
        .init("picture x", "maps", "forward"),
        .init("maps", "score a", "forward"),
        .init("score a", "signal", "back"),
      ]
        + zip(chain, chain.dropFirst()).map { .init($0, $1, "climb") }))
}

//: ## By hand: four numbers and a rectifier
//:
//: A rectifier gets $x$, and lets pass what is positive. Later a signal $g$
//: comes back to it (@fig-hand). What does it hand on?
//:
//: - The **gradient** asks what went *up*: a number passes where $x > 0$.
//: - **Deconvolution** asks what comes *down*: it passes where $g > 0$. It
//:   rectifies the signal, as if running forward.
//: - **Guided** backpropagation asks for both.
//:
//: (A weighted sum sends its weights back; so below $g$ are the weights of
//: one.)

let handed = Tensor([2, -1, 1, -3], shape: [1, 2, 2])
let signal = Tensor([1, 3, -2, -1], shape: [1, 1, 2, 2])
let tiny = Network([
  Layer("relu", .relu),
  Layer(
    "sum",
    .convolution(
      weights: signal, bias: Tensor([0], shape: [1]), stride: 1, padding: 0)),
])

//: > [!TIP]
//: > **Predict.** What do the three rules hand on, for $x = (2, -1; 1, -3)$ and
//: > $g = (1, 3; -2, -1)$? (Cover @fig-hand.) Which of the three asks the
//: > picture nothing at all?
//:
//: @answer
//: The gradient $(1, 0; -2, 0)$, deconvolution $(1, 3; 0, 0)$, guided $(1, 0;
//: 0, 0)$. Deconvolution never looks at $x$: it hands on 3 where the rectifier
//: was shut, and where no small change of $x$ changes anything. It knows of the
//: picture only by the max-pools.
//: @end

//#-folded-code The three rules by the code that explains networks
let rules: [(name: String, rule: RectifierRule)] = [
  ("gradient", .gradient), ("deconvolution", .deconvolution),
  ("guided", .guided),
]
let byHand = rules.map { rule in
  tiny.slopes(of: .channel(0, of: "sum"), at: [handed], rule: rule.rule)[0]
    .gradient
}
let pooling = Network([
  Layer("pool", .maxPool(size: 2, stride: 2)),
  Layer(
    "sum",
    .convolution(
      weights: Tensor([5], shape: [1, 1, 1, 1]), bias: Tensor([0], shape: [1]),
      stride: 1, padding: 0)),
])
let switched = pooling.slopes(
  of: .channel(0, of: "sum"), at: [handed], rule: .deconvolution)[0].gradient
//#-end-folded-code

figure(
  "hand",
  caption: "A rectifier's input x, the signal g that comes back to it, and "
    + "what each of three rules hands on. Last: a max-pool over x hands the "
    + "5 that comes back to it to the place of the maximum.",
  alt: "Six little squares of four numbers each", width: .wide
) { drawing in
  func panel(_ name: String, _ map: Tensor) -> Panel {
    Panel(
      name,
      HeatMap(
        map.reshaped(to: [2, 2]), ColorScale(.diverging, range: -6...6),
        decimals: 0))
  }
  drawing.draw(
    ImageRow(
      [panel("x", handed), panel("g", signal)]
        + zip(rules, byHand).map { panel($0.name, $1) }
        + [panel("max-pool", switched)], panelWidth: 68))
}

check(
  byHand.map(\.elements) == [[1, 0, -2, 0], [1, 3, 0, 0], [1, 0, 0, 0]]
    && switched.elements == [5, 0, 0, 0],
  "the code that explains networks hands on what we found by hand")

//: A max-pool keeps only the largest of four numbers, so on the way back it has
//: to know *which*: @zeiler2014 call these places *switches*. All three rules
//: use them. A network without max-pools has no switches, and deconvolution in
//: it would see nothing of the picture. The three rules are one line each
//: (@lst-relu).
//:
//: @listing(Sources/Autograd/Activations.swift, relu)
//:
//: > [!IMPORTANT]
//: > **Key idea.** Only one of the three is a derivative. The others are
//: > *pictures of the way back*: they drop what comes back negative at each
//: > rectifier, and deconvolution opens those that were shut. That may look
//: > cleaner; it answers another question.
//:
//: ## The network and its units
//:
//: The network has three convolutions of 3 by 3 (`conv1` to `conv3`, with 16,
//: 32 and 64 channels), each with a rectifier behind it (a *ReLU*), the first
//: two with a max-pool by 2 as well; then a *dense head*: `linear1` with 32
//: numbers, a rectifier, and `linear` with the five logits. It learns from
//: 2,000 lessons twice, and names \(accuracy) of the 500 test pictures rightly.

print(training)
print("channels of conv3 that some lesson excites:", living.count, "of 64")

let peak = lessonPeaks[firstUnit][0]
let unit = NetworkUnit.place(
  channel: firstUnit, row: peak.row, column: peak.column, of: "conv3")
let slope = network.slopes(of: unit, at: [lessons.image(at: peak.image)])[0]
print("unit", firstUnit, "at row", peak.row, "and column", peak.column)
print("says", fixed(slope.value), " gradient", slope.gradient.shape)

//#-folded-code Outside its window a unit's gradient is nothing
let inWindow = peak.window(of: slope.gradient).map(abs).sum()
let everywhere = slope.gradient.map(abs).sum()
let outside = (everywhere - inWindow) / everywhere
check(
  abs(outside) < 1e-5,
  "all of the unit's gradient lies in its window of 18 by 18 pixels")
//#-end-folded-code

//: We ask each unit *before* its rectifier (above 0 it is *excited*), for
//: behind it a unit that is shut has no slope at all. In @fig-units each
//: creature has the channel whose nine strongest windows are most its own.

figure(
  "units",
  caption: "Five channels of `conv3`. From above: the nine windows of lessons "
    + "that excite each most; what comes back from them by three rules (around "
    + "grey; each window on a scale of its own that cuts 2 of 100 values); and "
    + "a picture of 18 by 18 pixels made for the channel.",
  alt: "Columns: bee, ladybird, fish, mushroom, snail. Rows: parts of "
    + "creatures; noisy dots; noisy dots; stripes, spots and arcs; bold "
    + "coloured patterns that share colours and stripes with the parts"
) { drawing in
  let sheets = rules.map { rule in
    chosen.map {
      Panel("", Picture(Peak.sheet(sent($0, rule.rule).map(grey))))
    }
  }
  drawing.draw(
    ImageGrid(
      [
        chosen.enumerated().map {
          Panel(
            names[$0], Picture(Peak.sheet(windows($1))),
            caption: "\(share($1, Creature.allCases[$0])) of 9")
        }
      ] + sheets + [chosen.map { Panel("", Picture(made($0))) }],
      rowTitles: ["lessons"] + rules.map(\.name) + ["made"], panelWidth: 54))
}

//: Below the windows stands how many of the nine are of the creature. The
//: guided row is the most orderly: stripes, spots and arcs, where the gradient
//: has more dust. But of *what*? Of the creature, or of what the unit uses? The
//: pictures that are made have colours and coarse patterns, and no creature. We
//: first examine the way back, then the way up.
//:
//: ## Which of the three says what a small change does?
//:
//: The lectures say of a deconvolutional network that it runs the network
//: backwards, *and shows what a small change of the input does*. That can be
//: tried. Take 20 test pictures and the logit of their class. Move one value of
//: one pixel up a little and down a little, and see how the logit moves: a
//: *central difference*. Do so for 100 values of each picture, and compare with
//: what comes back. Then move *all* values at once by a small step along each
//: signal, all steps of one length (@tab-rules).
//:
//: > [!TIP]
//: > **Predict.** In how many of 100 values does deconvolution's signal have
//: > the sign of the true change? Guided backpropagation's? (Chance has 50.)
//:
//: @answer
//: \(deconvSigns) and \(guidedSigns); the gradient's \(gradSigns). That it is
//: not all comes perhaps of flat patches: there two inputs of a max-pool are
//: equal, and at a tie there is no derivative, for up is not the reverse of
//: down.
//: @end

//#-folded-code Small changes of 20 pictures, and steps along each signal
let three: [RectifierRule] = [.gradient, .deconvolution, .guided]
let (byGrad, byDeconv, byGuided) = (0, 1, 2)
struct Trial: Sendable {
  /// For each rule, and for noise: rank correlation, share of equal signs, and
  /// what a step gains, with the same step along the gradient as 1.
  let ranks, signs, gains: [Double]
  /// The cosine between deconvolution's signal and the gradient.
  let cosine: Double
}
nonisolated func cosine(_ one: Tensor, _ other: Tensor) -> Double {
  let sizes = (one * one).sum() * (other * other).sum()
  return Double((one * other).sum() / max(sizes.squareRoot(), 1e-30))
}
let trialChance = knobs.random("central differences")
let trials = Parallel.map(20) { [exam, network, trialChance, three] index in
  var chance = trialChance.stream(UInt64(index))
  let (image, label) = (exam.image(at: index), exam.label(at: index))
  let signals = three.map {
    InputGradient(rule: $0).signal(of: network, image, class: label)
  }
  let asked = chance.permutation(of: image.count).prefix(100)
  let moved = asked.flatMap { value in
    [Float(0.002), -0.002].map { step in
      var other = image
      other.elements[value] += step
      return other
    }
  }
  let said = network.logits(of: moved).map { Double($0[label]) }
  let slopes = asked.indices.map {
    (said[2 * $0] - said[2 * $0 + 1]) / 0.004
  }
  let noise = image.map { _ in Float(chance.normal()) }
  func step(along direction: Tensor) -> Double {
    let length = (direction * direction).sum().squareRoot()
    let step = direction * (0.1 / max(length, 1e-30))
    let both = network.logits(of: [image + step, image])
    return Double(both[0][label] - both[1][label])
  }
  let best = step(along: signals[0])
  let here = (signals + [noise]).map { signal in
    asked.map { Double(signal.elements[$0]) }
  }
  return Trial(
    ranks: here.map { RankStability.spearman($0, slopes) },
    signs: here.map { signal in
      Double(zip(signal, slopes).count { ($0 > 0) == ($1 > 0) }) / 100
    },
    gains: (signals + [noise]).map { step(along: $0) / best },
    cosine: cosine(signals[0], signals[1]))
}
let ranks = (0..<4).map { rule in Estimate(trials.map { $0.ranks[rule] }) }
let signs = (0..<4).map { rule in Estimate(trials.map { $0.signs[rule] }) }
let gains = (0..<4).map { rule in Estimate(trials.map { $0.gains[rule] }) }
let risen = trials.count { $0.gains[byDeconv] > 0 }
show(
  Table(
    columns: ["signal", "rank correlation", "same sign", "a step gains"],
    rows: (rules.map(\.name) + ["noise"]).enumerated().map {
      [
        $1, fixed(ranks[$0]), percent(signs[$0], 0),
        $0 == 0 ? "1" : fixed(gains[$0], $0 == 3 ? 3 : 2),
      ]
    }), "rules",
  caption: "Three signals against central differences: rank correlation and "
    + "share of equal signs over 100 values a picture; and how much the logit "
    + "rises for a step of length 0.1 along the signal, with the gradient's "
    + "step as 1. Mean ± standard error over 20 test pictures.")
let rankGap = Estimate(
  trials.map { $0.ranks[byGrad] - $0.ranks[byDeconv] })
/// The same for units: deconvolution and guided against the gradient, in the
/// window of a channel's strongest lesson.
let unitTrials = Parallel.map(living.count) {
  [lessons, lessonPeaks, living, network, three] number in
  let peak = lessonPeaks[living[number]][0]
  let unit = NetworkUnit.place(
    channel: living[number], row: peak.row, column: peak.column, of: "conv3")
  let signals = three.map { rule in
    let slope = network.slopes(
      of: unit, at: [lessons.image(at: peak.image)], rule: rule)[0]
    return peak.window(of: slope.gradient).elements.map(Double.init)
  }
  return [1, 2].map { RankStability.spearman(signals[0], signals[$0]) }
}
let unitRanks = (0..<2).map { rule in
  Estimate(unitTrials.map { $0[rule] })
}
check(
  rankGap.mean > 0.3 && rankGap.mean > 4 * rankGap.standardError
    && ranks[byGrad].mean > 0.85 && unitRanks[0].mean < 0.7,
  "for the logit of a class, and against what small changes do, the gradient "
    + "has a rank correlation of \(fixed(ranks[byGrad])), deconvolution of "
    + "\(fixed(ranks[byDeconv])) (the difference, picture by picture: "
    + "\(fixed(rankGap))), and the signs of "
    + "\(percent(1 - signs[byDeconv].mean, 0)) of its values are wrong; for "
    + "\(living.count) units of `conv3`, in the window of the strongest "
    + "lesson, it correlates with the gradient by \(fixed(unitRanks[0]))",
  claim: 54, verdict: .refuted)
check(
  gains[byDeconv].mean > 3 * gains[byDeconv].standardError
    && gains[byDeconv].mean < 0.9
    && risen > 10 && abs(gains[3].mean) < 0.05,
  "a step along deconvolution's signal raises the logit in \(risen) of 20 "
    + "pictures, by \(fixed(gains[byDeconv])) of what a step along the "
    + "gradient does; one along noise by \(fixed(gains[3], 3))")
remember("gradSigns", fixed(100 * signs[byGrad].mean, 0))
remember("deconvSigns", fixed(100 * signs[byDeconv].mean, 0))
remember("guidedSigns", fixed(100 * signs[byGuided].mean, 0))
remember("deconvWrong", percent(1 - signs[byDeconv].mean, 0))
remember("deconvGain", fixed(gains[byDeconv].mean))
remember("deconvCosine", fixed(Estimate(trials.map(\.cosine)).mean))
//#-end-folded-code

//: The first half of the claim is the method; the second is refuted. As a
//: *direction* deconvolution is no nonsense: a step along it gains
//: \(deconvGain) of what one along the gradient gains (very small steps come
//: near the cosine of the angle between the two, \(deconvCosine)). But value by
//: value \(deconvWrong) of its signs are wrong. What the other two rules *do*
//: show is open; @nie2018 argue that they recover part of the picture, and that
//: this has little to do with the decision. Whether they even show where to
//: look was not tested here: check by changing the picture.

figure(
  "rules",
  caption: "The picture, and for the logit of *\(names[label])* the largest "
    + "size among the three colours of what comes back to each pixel. Each map "
    + "on a scale of its own, its maximum beneath; last, the picture's edges, "
    + "which know no network.",
  alt: "A mushroom; a map of scattered dots; a map of dots in a grid; a map "
    + "with dark blobs on the mushroom; the mushroom's edges"
) { drawing in
  let maps = rules.map {
    InputGradient(rule: $0.rule).explain(network, image, class: label).values
  }
  let edges = Controls.edges(of: image)
  drawing.draw(
    ImageRow(
      [Panel("picture", Picture(image))]
        + zip(rules, maps).map {
          Panel($0.name, HeatMap($1, .sizes([$1], colors: .slates)))
        }
        + [Panel("edges", HeatMap(edges, .sizes([edges], colors: .slates)))],
      panelWidth: 64))
}

//: ## What they say when the network is spoiled
//:
//: Guided backpropagation's map in @fig-rules is the clearest of the three. Is
//: that because it knows more of the network? The test is that of @ch-cam
//: [@adebayo2018]: replace the layers by random ones from the top down, ten
//: times, and see by $|\rho|$, the size of the rank correlation, how alike the
//: maps before and after are (@fig-sanity). Then ask for *another class* of the
//: same picture. And compare with the picture's *edges*, for perhaps the map is
//: clear because the outlines are in the picture anyway (@tab-classes).

let sanity = SanityCheck(of: network, using: knobs.random("sanity check")) {
  .garden(classes: 5, head: .dense(hidden: 32), using: &$0)
}

//#-folded-code Eight pictures, ten twins, five stages; and pairs of classes
let keeps = progress("spoiling the network", total: rules.count) { bar in
  rules.map { rule in
    bar.advance(detail: rule.name)
    return sanity.scores(
      of: InputGradient(rule: rule.rule),
      for: (0..<8).map { exam.image(at: $0) },
      classes: (0..<8).map { exam.label(at: $0) })
  }
}
/// |ρ| of a trained map and an untrained one of *another* picture, by rule.
let strangers = Parallel.map(40) { [exam, sanity, three] index in
  let forgot = sanity.network(forgettingDownTo: "conv1", twin: index % 10)
  let (one, other) = (index / 5, (index / 5 + 1) % 8)
  return three.map { rule in
    let maps = [(sanity.trained, one), (forgot, other)].map { model, picture in
      InputGradient(rule: rule).explain(
        model, exam.image(at: picture), class: exam.label(at: picture)
      ).values.elements.map(Double.init)
    }
    return abs(RankStability.spearman(maps[0], maps[1]))
  }
}
/// How alike a rule's answers are, by rank correlation: its maps and its signed
/// signals for a picture's class and the next, and its map and the edges.
nonisolated struct Alike: Sendable {
  let maps, signals, edges: Double
}
nonisolated func ranked(_ one: Tensor, _ other: Tensor) -> Double {
  RankStability.spearman(
    one.elements.map(Double.init), other.elements.map(Double.init))
}
let otherClasses = Parallel.map(60) {
  [exam, network, three] index -> [Alike] in
  let image = exam.image(at: index)
  let two = [exam.label(at: index), (exam.label(at: index) + 1) % 5]
  return three.map { rule in
    let signals = two.map {
      InputGradient(rule: rule).signal(of: network, image, class: $0)
    }
    let maps = signals.map { InputGradient.magnitude(of: $0) }
    return Alike(
      maps: ranked(maps[0], maps[1]), signals: ranked(signals[0], signals[1]),
      edges: ranked(maps[0], Controls.edges(of: image)))
  }
}
/// One kind of likeness of a rule, or by how much it is above another rule's.
func alike(
  _ kind: (Alike) -> Double, _ rule: Int, less other: Int? = nil
) -> Estimate {
  Estimate(
    otherClasses.map { rules in
      kind(rules[rule]) - (other.map { kind(rules[$0]) } ?? 0)
    })
}
/// Guided less gradient: twin by twin, and picture by picture.
let lastGap = Estimate(
  zip(keeps[byGuided]["linear1"].values, keeps[byGrad]["linear1"].values)
    .map { Estimate($0).mean - Estimate($1).mean })
let classGap = alike(\.signals, byGuided, less: byGrad)
let mapGap = alike(\.maps, byGuided, less: byGrad)
let edgeGap = alike(\.edges, byGuided, less: byGrad)
/// |ρ| with what it was when both linear layers are random, and when all are.
let keepsHalf = keeps.map { fixed($0["linear1"].mean) }
let keepsNone = keeps.map { fixed($0["conv1"].mean) }
//#-end-folded-code

figure(
  "sanity",
  caption: "How alike each map is to that of the trained network as the "
    + "network is spoiled from the top: mean $|\\rho|$ of eight pictures and "
    + "ten random twins; bands are two standard errors over twins. Edges stay "
    + "what they are. Dashed: what noise would have.",
  alt: "Two curves that fall, one that falls and rises a little on the way, "
    + "and a flat one at 1; guided backpropagation's lies above the other two, "
    + "and none reaches the dashed line of chance"
) { drawing in
  let stages = [0.0] + sanity.layers.indices.map { Double($0 + 1) }
  drawing.draw(
    LineChart(
      zip(rules, keeps).enumerated().map { number, item in
        LineChart.Series(
          item.0.name, x: stages, y: [1] + item.1.stages.map(\.mean),
          spread: [0] + item.1.stages.map { 2 * $0.overTwins.standardError },
          color: Theme.color(number), hasMarks: true)
      } + [
        .init(
          "edges", x: stages, y: stages.map { _ in 1 }, color: Theme.color(4),
          hasMarks: true)
      ],
      x: Axis(
        "random down to: 1 linear, 2 linear1, 3 conv3, 4 conv2, 5 conv1"),
      y: Axis("mean |ρ|", range: 0...1.05),
      references: [.horizontal(keeps[0].chanceLevel, "chance")], height: 150))
}

//#-folded-code The table of classes, and the checks
show(
  Table(
    columns: [
      "", "map, other class", "signed signal, other class", "map and edges",
    ],
    rows: rules.enumerated().map { number, rule in
      [rule.name]
        + [\Alike.maps, \.signals, \.edges].map { kind in
          fixed(alike({ $0[keyPath: kind] }, number))
        }
    }), "classes",
  caption: "Rank correlation between what comes back for a picture's class and "
    + "for the next class of the same picture, as a map of sizes and with its "
    + "signs; and between the map and the picture's edges. Mean ± standard "
    + "error over 60 test pictures.")
check(
  lastGap.mean > 3 * lastGap.standardError && classGap.mean > 0.1
    && classGap.mean > 4 * classGap.standardError,
  "with both linear layers random $|\\rho|$ is \(keepsHalf[byGuided]) for the "
    + "map of guided backpropagation and \(keepsHalf[byGrad]) for the "
    + "gradient's (the difference, twin by twin: \(fixed(lastGap, 3))); "
    + "between its signed signals for two classes the rank correlation is "
    + "\(fixed(alike(\.signals, byGuided))), between those of the "
    + "gradient \(fixed(alike(\.signals, byGrad))) (the difference, "
    + "picture by picture: \(fixed(classGap)))")
remember("signedGradient", fixed(alike(\.signals, byGrad)))
remember("signedGuided", fixed(alike(\.signals, byGuided)))
remember("mapGap", signed(mapGap))
remember("edgeGap", signed(edgeGap))
remember("deconvHalf", keepsHalf[byDeconv])
remember("gradientHalf", keepsHalf[byGrad])
remember("guidedAll", keepsNone[byGuided])
remember("gradientAll", keepsNone[byGrad])
remember("gradientStrangers", fixed(Estimate(strangers.map { $0[0] }).mean))
remember("guidedStrangers", fixed(Estimate(strangers.map { $0[2] }).mean))
remember("chance", fixed(keeps[0].chanceLevel))
//#-end-folded-code

//: Guided backpropagation changes least when the network forgets; when the
//: question changes its signed signals stay much the same (\(signedGuided)),
//: where the gradient's have \(signedGradient). Maps of sizes hide most of
//: that: there guided less gradient is \(mapGap), and may turn round for other
//: networks. Edges do not explain it: the guided map is about as like them as
//: the gradient's (the difference is \(edgeGap)). With random linear layers
//: deconvolution has \(deconvHalf) and the gradient \(gradientHalf); with other
//: trainings deconvolution has from far less to somewhat more.
//:
//: Even with nothing left of the lessons $|\rho|$ is \(gradientAll) for the
//: gradient and \(guidedAll) for guided backpropagation, where noise has
//: \(chance). Part of that is no memory of the network: maps of two *different*
//: pictures, before and after, have \(gradientStrangers) and \(guidedStrangers)
//: already, perhaps as creatures stand in the middle. And random layers on top
//: keep what is strong below [@binder2023], so a map may stay alike through no
//: fault of its rule, and noise would pass: read the test with @tab-rules, not
//: alone.
//:
//: ## The climb
//:
//: Now up. @lst-up climbs @eq-climb step by step, and is the whole method.
//: Steps are those of Adam [@kingma2015], which training uses as well; but here
//: the weights stay, and the *picture* learns. A price must fit the scale of
//: what it is set against, or it presses hard on a unit with small values and
//: hardly on one with large ones: $\lambda$ and $\mu$ are the knobs `--norm` (8
//: unless turned) and `--variation` (10), times the standard deviation over the
//: lessons (of a logit, or of a channel's highest value in each), divided by
//: the number of values of the picture: for the logit of *\(labelName)*
//: $\lambda$ is \(normKnob) · \(spreadHere) / 6,912 = \(lambdaHere).
//:
//: @listing(Sources/Explainers/Visualisation/ActivationMaximisation.swift, up)
//:
//: > [!TIP]
//: > **Predict.** The climb has \(steps) steps. Will it reach the logit that
//: > the best of 2,000 lessons has? And will it look like one?
//:
//: @answer
//: It passes the best lesson \(passed). That lesson is \(bestAbove)
//: standard deviations above the mean of the lessons, the end of the climb
//: \(endAbove). @fig-made shows what it looks like.
//: @end

let climb = ActivationMaximisation(
  steps: knobs.steps, rate: 0.03,
  prior: climber(.all, spread: spreads[label]).prior, jitter: 2, blurEvery: 8,
  blur: 0.5)
var chance = classChance.stream(0)
let start = ActivationMaximisation.grey(
  shape: [3, 48, 48], noise: knobs.noise, using: &chance)
let end = climb.maximise(
  .score(.logit, class: label), of: network, from: start, using: &chance)
print("logit of grey ", fixed(Double(end.values[0])))
print("after the climb", fixed(Double(end.value)))
print("of the best lesson", fixed(Double(worth[label])))

//#-folded-code Six ways to each of five classes
let grid = climbs(
  "six ways to five classes",
  Terms.allCases.flatMap { terms in (0..<5).map { task(terms, $0) } })
let scores = ClassScore.allCases
let targets =
  [Array(grid[0..<5])]
  + [ClassScore.probability, .contrast].map { score in
    climbs(score.rawValue, (0..<5).map { task(.none, $0, score) })
  }
let gridSays = network.probabilities(of: grid.map(\.picture))
func endOf(_ terms: Terms, _ label: Int) -> Climb {
  grid[(Terms.allCases.firstIndex(of: terms) ?? 0) * 5 + label]
}
func says(_ picture: Tensor, _ label: Int) -> Float {
  network.probabilities(of: [picture])[0][label]
}
func judged(_ title: String, _ picture: Tensor, _ label: Int) -> Panel {
  let logit = Double(network.logits(of: [picture])[0][label])
  return Panel(
    title, Picture(picture),
    caption: "\(fixed(logit, 1)), p \(fixed(says(picture, label)))")
}
let passed = end.values.firstIndex { $0 > worth[label] }
remember("passed", passed.map { "after \($0) steps" } ?? "never")
remember("steps", "\(knobs.steps)")
remember("normKnob", fixed(knobs.norm, 0))
remember("spreadHere", fixed(spreads[label], 1))
remember("lambdaHere", fixed(climb.prior.norm, 3))
/// How far a logit is above the mean of the lessons, in their deviations.
func above(_ logit: Float, _ label: Int) -> Double {
  let mean = Estimate(lessonLogits.map { Double($0[label]) }).mean
  return (Double(logit) - mean) / spreads[label]
}
remember("bestAbove", fixed(above(worth[label], label), 1))
remember("endAbove", fixed(above(end.value, label), 1))
// A class is a unit like any other: the same climb, bit for bit.
var again = classChance.stream(0)
let startAgain = ActivationMaximisation.grey(
  shape: [3, 48, 48], noise: knobs.noise, using: &again)
let byChannel = climb.maximise(
  .channel(label, of: "linear"), of: network, from: startAgain, using: &again)
check(
  byChannel.picture == end.picture && endOf(.all, label).picture == end.picture,
  "for the class *\(names[label])* and for unit \(label) of the last layer the "
    + "climb makes the same picture, in all of its 6,912 "
    + "values: a class is a unit of the last layer",
  claim: 47, verdict: .byConstruction)
/// The lesson nearest to each picture, by the squares of the differences.
func nearest(to pictures: [Tensor]) -> [Int] {
  Parallel.map(pictures.count) { [lessons, pictures] number in
    let all = lessons.indices.map { index in
      let gap = lessons.image(at: index) - pictures[number]
      return (gap * gap).sum()
    }
    return all.indices.min { all[$0] < all[$1] } ?? 0
  }
}
let neighbours = nearest(to: (0..<5).map { endOf(.all, $0).picture })
let rightNear = neighbours.indices.count {
  lessons.label(at: neighbours[$0]) == $0
}
remember("nearRight", "\(rightNear)")
let bestLessons = (0..<5).map { label in
  lessonLogits.indices.max {
    lessonLogits[$0][label] < lessonLogits[$1][label]
  } ?? 0
}
remember(
  "bestRight",
  "\((0..<5).count { lessons.label(at: bestLessons[$0]) == $0 })")
let heights = Estimate((0..<5).map { above(endOf(.all, $0).value, $0) })
let highest = Estimate((0..<5).map { above(worth[$0], $0) })
let leads = Estimate(
  (0..<5).map {
    above(endOf(.all, $0).value, $0) - above(worth[$0], $0)
  })
let least = unitLeads.min() ?? 0
check(
  leads.mean > 2 && leads.mean > 3 * leads.standardError && least > 0,
  "the logits of the pictures made for five classes are \(fixed(heights, 1)) "
    + "standard deviations above the mean of the lessons, those of the best of "
    + "2,000 lessons \(fixed(highest, 1)) (class by class: "
    + "\(signed(leads, 1))); each of the five units of @fig-units is higher "
    + "for its made picture than for its best lesson too, by "
    + "\(fixed(least, 1)) deviations at least")
//#-end-folded-code

figure(
  "made",
  caption: "For each class: the picture made with all four terms; the lesson "
    + "nearest to it, pixel by pixel; and the lesson with the highest logit. "
    + "Below each, the class's logit and probability.",
  alt: "Five bright patterns, mostly pink, with stripes and spots; "
    + "below, lessons that do not look like them; below, five clear creatures"
) { drawing in
  drawing.draw(
    ImageGrid(
      [
        (0..<5).map { judged(names[$0], endOf(.all, $0).picture, $0) },
        (0..<5).map {
          judged("", lessons.image(at: neighbours[$0]), $0)
        },
        (0..<5).map { judged("", lessons.image(at: bestLessons[$0]), $0) },
      ], rowTitles: ["made", "nearest lesson", "best lesson"],
      panelWidth: 54))
}

//: A logit has a free zero: the same number added to all five changes no
//: probability. So we count in standard deviations of the lessons. And even
//: among lessons a logit says less than it seems: \(bestRight) of the five in
//: the last row show the class in which they lead.
//:
//: Who knows the titles of @fig-made finds something of each creature: stripes,
//: spots, its place in the middle; the colours are often not its own. There is
//: no creature. Of the nearest lessons \(nearRight) of five show the class.
//: What the network wants *more and more of* is not what it was shown, perhaps
//: because no lesson taught it to say no to such pictures.
//:
//: ## Logit or probability? {.further}
//:
//: The climb can be for the logit, the probability, or the *contrast*, the
//: logit less the mean of the other four. They sound alike (@tab-targets).

//#-folded-code What three targets lead to
show(
  Table(
    columns: ["class", "best lesson", "for logit", "probability", "contrast"],
    rows: (0..<5).map { label in
      [names[label], fixed(Double(worth[label]), 1)]
        + targets.map { ends in
          let picture = ends[label].picture
          let logit = network.logits(of: [picture])[0][label]
          return fixed(Double(logit), 1) + ", p "
            + fixed(says(picture, label))
        }
    }), "targets",
  caption: "Climbs without any term from the same start for three targets: the "
    + "class's logit and its probability at the end.")
let sureBy = targets.map { ends in
  (0..<5).count { says(ends[$0].picture, $0) > 0.9 }
}
let logitOf = targets.map { ends in
  ends.indices.map {
    above(network.logits(of: [ends[$0].picture])[0][$0], $0)
  }
}
let targetGap = Estimate(zip(logitOf[0], logitOf[1]).map { $0 - $1 })
/// How far the largest of the four other logits rose, for each point that the
/// class's own rose.
let rivalsRise = targets.map { ends in
  let before = network.logits(of: [start])[0]
  return ends.indices.map { label -> Double in
    let after = network.logits(of: [ends[label].picture])[0]
    let others = (0..<5).filter { $0 != label }
    let largest = [after, before].map { logits in
      others.map { Double(logits[$0]) }.max() ?? 0
    }
    return (largest[0] - largest[1]) / Double(after[label] - before[label])
  }
}
/// The same for the mean of the four others; downwards.
let othersFall = targets.map { ends in
  let before = network.logits(of: [start])[0]
  return Estimate(
    ends.indices.map { label in
      let after = network.logits(of: [ends[label].picture])[0]
      let gaps = zip(after, before).map { Double($0 - $1) }
      return (gaps[label] - gaps.reduce(0, +)) / 4 / gaps[label]
    })
}
check(
  targetGap.mean > 2 * targetGap.standardError && sureBy[1] >= 4,
  "aiming at the logit ends \(fixed(Estimate(logitOf[0]), 1)) deviations above "
    + "the mean of the lessons, aiming at the probability "
    + "\(fixed(Estimate(logitOf[1]), 1)) (class by class: "
    + "\(signed(targetGap, 1))); yet the network is sure of the "
    + "class (above 0.9) for \(sureBy[0]) of 5 classes by the logit, for "
    + "\(sureBy[1]) by the probability, for \(sureBy[2]) by the contrast")
remember("rivalByLogit", signed(Estimate(rivalsRise[0])))
remember("rivalByP", signed(Estimate(rivalsRise[1])))
remember(
  "rivalGap",
  fixed(Estimate(zip(rivalsRise[0], rivalsRise[1]).map { $0 - $1 })))
remember("othersLogit", fixed(othersFall[0].mean))
remember("othersP", fixed(othersFall[1].mean))
remember(
  "lost",
  sureBy[0] == 5
    ? "Here all five are called what they were made for, but nothing in the "
      + "target asks for it."
    : "Of \(5 - sureBy[0]) of the five made for the logit the network is not "
      + "sure (from this start): what raised this logit left another about as "
      + "high, or higher.")
//#-end-folded-code

//: A logit has no ceiling of its own, and nothing keeps the others from rising
//: with it. \(lost) A probability can be raised by pushing the *others* down,
//: which is why @simonyan2014 climbed the logit. Here it rather holds the
//: strongest back: for each point that the class's logit rises, the largest of
//: the others moves by \(rivalByLogit) in the climb for the logit, by
//: \(rivalByP) in that for the probability (class by class \(rivalGap) less),
//: while the mean of the others falls by \(othersLogit) and \(othersP). And the
//: slope of $p$, $p (1 - p)$ times that of the logit less a weighted mean of
//: the others, dies as soon as the network is sure, and Adam measures it by the
//: large slopes of the start: so the climb stops early, and its picture stays
//: near the noise that it came from (@fig-grid, last column). The contrast
//: keeps its slope, and has an eye on the others.
//:
//: ## Each term, one at a time
//:
//: > [!TIP]
//: > **Predict.** The same network, class and start; only the terms differ.
//: > Which panel of a row in @fig-grid shows what the network *wants*?
//:
//: @answer
//: All of them, and so none by itself. The first climbs for the value alone,
//: and is nearest to the question as it was put, though no climb is sure to
//: reach the top: compare its logits with those by the norm. The others answer
//: the question "what, among pictures of a kind that *I* like, does it want?"
//: @end

figure(
  "grid",
  caption: "Three classes by six ways, and for the probability without any "
    + "term; below each the class's logit and probability.",
  alt: "Loud textures with pixel noise on the left, in which a bee, a ladybird "
    + "and a mushroom can be made out; smoother patterns with total variation "
    + "and with all terms; grey noise at the right",
  width: .wide
) { drawing in
  let rows = [Creature.bee, .ladybird, .mushroom].map(\.rawValue)
  drawing.draw(
    ImageGrid(
      rows.enumerated().map { number, label in
        (Terms.allCases.map { ($0.rawValue, endOf($0, label).picture) }
          + [("for p", targets[1][label].picture)]).map { name, picture in
            let logit = Double(network.logits(of: [picture])[0][label])
            return Panel(
              number == 0 ? name : "", Picture(picture),
              caption: "\(fixed(logit, 0)), p \(fixed(says(picture, label)))")
          }
      }, rowTitles: rows.map { names[$0] }, panelWidth: 56))
}

//#-folded-code How alike pictures are, for one class and for one set of terms
func likeness(_ one: Tensor, _ other: Tensor) -> Double {
  RankStability.correlation(
    one.elements.map(Double.init), other.elements.map(Double.init))
}
let oneClass = Estimate(
  (0..<5).map { likeness(endOf(.none, $0).picture, endOf(.all, $0).picture) })
let oneWay = Estimate(
  (0..<5).map {
    likeness(endOf(.all, $0).picture, endOf(.all, ($0 + 1) % 5).picture)
  })
/// How like the pictures without terms those with one term are.
for terms in [Terms.norm, .blur, .variation, .jitter] {
  let alike = Estimate(
    (0..<5).map {
      likeness(endOf(.none, $0).picture, endOf(terms, $0).picture)
    })
  remember(terms.rawValue + "Alone", fixed(alike.mean))
}
let prices = [0.0, 3, 10, 40]
let priced = climbs(
  "prices",
  prices.map { price in
    ClimbTask(
      unit: .score(.logit, class: label),
      method: climber(.all, spread: spreads[label], variation: price),
      chance: classChance.stream(0), network: network, noise: knobs.noise)
  })
remember("oneClass", fixed(oneClass))
remember("oneWay", fixed(oneWay))
//#-end-folded-code

sweep(
  "price", over: prices, as: prices.map { fixed($0, 0) }, named: "variation",
  caption: "The price of differences between neighbours, with the other three "
    + "terms as they are; below each the logit of *\(names[label])*.",
  alt: "From coloured texture to a smooth red patch with pale stripes",
  frameWidth: 150
) { drawing, price in
  let at = prices.firstIndex(of: price) ?? 0
  drawing.draw(
    ImageRow(
      [
        Panel(
          "", Picture(priced[at].picture),
          caption: fixed(Double(priced[at].value), 1))
      ]))
}

//: With no terms and with all four, pictures of *one class* correlate by
//: \(oneClass), pixel by pixel; those of *two classes* with all four terms by
//: \(oneWay) (± over classes; all from one start). What you see is made by
//: both: the network says which pattern, the terms say how coarse and how much
//: of it. Alone, jitter changes most (its pictures correlate by \(jitterAlone)
//: with those without terms), then variation (\(variationAlone)), which clears
//: the ground, blur (\(blurAlone)) and, at this price, the norm (\(normAlone)).
//: None alone looks as smooth as all four. @fig-price turns one knob: which of
//: the four is the \(labelName) that the network has in mind? There is no such
//: thing. When a paper shows beautiful pictures, ask for the terms.
//:
//: ## Other starts, other networks {.further}
//:
//: Two more questions that one picture cannot answer. Does the climb end at the
//: same picture from another start? And is what it made a \(labelName), or only
//: what this one network calls so?

//#-folded-code Other starts, and networks that judge each other's pictures
let secondStart = climbs(
  "another start", (0..<5).map { task(.all, $0, start: 1) })
let startPairs = (0..<5).map {
  likeness(endOf(.all, $0).picture, secondStart[$0].picture)
}
let twoStarts = Estimate(startPairs)
let rivals = (1..<3).map(taught)
let trio = [network] + rivals.map(\.network)
let foreign = climbs(
  "pictures of other networks",
  rivals.indices.flatMap { number in
    let model = rivals[number].network
    let said = model.logits(of: lessons.indices.map { lessons.image(at: $0) })
    return [Terms.none, .all].flatMap { terms in
      (0..<5).map { label in
        ClimbTask(
          unit: .score(.logit, class: label),
          method: climber(
            terms,
            spread: Estimate(said.map { Double($0[label]) }).standardDeviation),
          chance: classChance.stream(UInt64(100 + number)), network: model,
          noise: knobs.noise)
      }
    }
  })
/// Whether a network's picture is called by each other what it is by its own.
func transfers(_ terms: Terms) -> [Bool] {
  let own = (0..<5).map { endOf(terms, $0).picture }
  let pictures =
    [own]
    + (0..<2).map { model in
      (0..<5).map {
        foreign[10 * model + (terms == .none ? 0 : 5) + $0].picture
      }
    }
  return (0..<3).flatMap { maker in
    (0..<3).filter { $0 != maker }.flatMap { judge in
      let mine = trio[maker].logits(of: pictures[maker])
      let theirs = trio[judge].logits(of: pictures[maker])
      return zip(mine, theirs).map {
        $0.firstIndex(of: $0.max() ?? 0) == $1.firstIndex(of: $1.max() ?? 0)
      }
    }
  }
}
/// Pictures by two networks, of one class, and of a class and the next.
let byMaker =
  [(0..<5).map { endOf(.all, $0).picture }]
  + (0..<2).map { model in
    (0..<5).map { foreign[10 * model + 5 + $0].picture }
  }
let makerPairs = [0, 1].map { next in
  [(0, 1), (0, 2), (1, 2)].flatMap { one, other in
    (0..<5).map {
      likeness(byMaker[one][$0], byMaker[other][($0 + next) % 5])
    }
  }
}
let twoMakers = Estimate(makerPairs[0])
remember("twoMakers", fixed(twoMakers))
remember("strangeMakers", fixed(Estimate(makerPairs[1])))
let moved = [Terms.none, .all].map { transfers($0).count(where: \.self) }
let real = trio.indices.map { maker in
  let judge = (maker + 1) % 3
  let mine = trio[maker].logits(of: (0..<200).map { exam.image(at: $0) })
  let theirs = trio[judge].logits(of: (0..<200).map { exam.image(at: $0) })
  return Double(
    zip(mine, theirs).count {
      $0.firstIndex(of: $0.max() ?? 0) == $1.firstIndex(of: $1.max() ?? 0)
    }) / 200
}
check(
  twoStarts.mean > 0.3 && twoStarts.mean > twoMakers.mean + 0.05
    && moved[1] >= 12,
  "two starts end at pictures of a class that correlate by "
    + "\(fixed(twoStarts)), two networks at pictures that correlate by "
    + "\(fixed(twoMakers)) (± over classes, and pairs of networks); "
    + "of 30 judgements (15 pictures, two judges each) on pictures made by "
    + "another network "
    + "\(moved[0]) (no terms) and \(moved[1]) (all four) agree with the maker, "
    + "where on test pictures two networks agree in "
    + "\(percent(Estimate(real), 0)) (± over three pairs)")
remember("twoStarts", fixed(twoStarts))
remember("leastPair", fixed(startPairs.min() ?? 0))
remember("mostPair", fixed(startPairs.max() ?? 0))
remember("movedAll", "\(moved[1])")
remember("movedNone", "\(moved[0])")
remember("labelName", names[label])
remember("agree", percent(real.reduce(0, +) / 3, 0))
//#-end-folded-code

//: From two starts, with all four terms, the pictures of a class correlate by
//: \(twoStarts), of the least alike class by \(leastPair), of the most alike by
//: \(mostPair). And of 30 judgements by other networks \(movedAll) agree with
//: what the maker itself calls the picture (\(movedNone) without terms; chance
//: would be about six). On real pictures the same networks agree in \(agree).
//: So the *judgement* travels: others that learned from the same lessons call
//: most of these pictures what their maker does. The picture travels less: what
//: two networks make for one class correlates by \(twoMakers); for two classes
//: by \(strangeMakers).
//:
//: ## Does the picture tell what excites the unit?
//:
//: That is what the method is for. The lectures put it so: activation
//: maximisation *shows what a unit of a network responds to*. That the unit
//: responds to the *made* picture is no news: it was made for that. The test is
//: whether the picture tells something about *real* ones. First, on a unit
//: whose taste we know.
//:
//: ### A unit that we built
//:
//: One filter of 9 by 9 pixels: it wants a yellow bar on black, upright
//: (@fig-known). Nothing was learned. The climb sees a picture of 20 by 20
//: pixels, and knows nothing of the filter but its slope. And a second unit,
//: which adds up *two* filters behind rectifiers, one for the bar and one for
//: its negative: it answers to either.

//#-folded-code Two units with weights by hand
let taste = Tensor(
  ContiguousArray(
    (0..<243).map { index in
      let (channel, column) = (index / 81, index % 9)
      return 3...5 ~= column && channel < 2 ? 1 : -1
    }), shape: [3, 9, 9])
func built(_ filters: [Tensor]) -> Network {
  let count = filters.count
  return Network([
    Layer("centre", .shift(by: -0.5)),
    Layer(
      "filters",
      .convolution(
        weights: Tensor.stacked(filters), bias: Tensor(shape: [count]),
        stride: 1, padding: 0)),
    Layer("relu", .relu),
    Layer(
      "sum",
      .convolution(
        weights: Tensor(repeating: 1, shape: [1, count, 1, 1]),
        bias: Tensor(shape: [1]), stride: 1, padding: 0)),
  ])
}
let knownChance = knobs.random("built units")
func tastes(
  _ layer: String, _ filters: [Tensor], _ terms: Terms, _ count: Int
) -> [Climb] {
  climbs(
    "built units",
    (0..<count).map {
      ClimbTask(
        unit: .place(channel: 0, row: 5, column: 5, of: layer),
        method: climber(terms, spread: 40, pixels: 1200),
        chance: knownChance.stream(UInt64($0)), network: built(filters),
        side: 20, noise: max(knobs.noise, 0.01))
    })
}
func middle(_ climb: Climb) -> Tensor {
  climb.picture.cropped(rows: 5..<14, columns: 5..<14)
}
let knownEnds = [Terms.none, .variation].map {
  tastes("filters", [taste], $0, 1)[0]
}
let eitherEnds = tastes("sum", [taste, taste * -1], .variation, 10)
let fits = knownEnds.map { likeness(middle($0), taste) }
let eitherFits = eitherEnds.map { likeness(middle($0), taste) }
let upright = eitherFits.count { $0 > 0.5 }
let negatives = eitherFits.count { $0 < -0.5 }
check(
  fits.allSatisfy { $0 > 0.9 } && upright + negatives == 10
    && min(upright, negatives) > 0,
  "of a unit built by hand the climb finds the taste: without terms the "
    + "picture correlates with the filter by \(fixed(fits[0])), with total "
    + "variation by \(fixed(fits[1])); of a unit with two tastes "
    + "ten climbs show one \(upright) times and the other \(negatives) times")
remember("upright", "\(upright)")
remember("negatives", "\(negatives)")
//#-end-folded-code

figure(
  "known",
  caption: "Left: a filter as a picture, and what climbs made for it. Right: "
    + "what four climbs from different starts made for a unit that answers to "
    + "this filter *or* its negative. Windows of 9 by 9 pixels.",
  alt: "A yellow bar on black; the same bar twice more; then four "
    + "bars, some yellow on black and some blue on white",
  width: .wide
) { drawing in
  let shown = [taste.map { 0.5 + 0.5 * $0 }] + knownEnds.map(middle)
  drawing.draw(
    ImageRow(
      zip(["filter", "no terms", "variation"], shown).map {
        Panel($0, Picture($1))
      }
        + eitherEnds.prefix(4).enumerated().map {
          Panel("either, \($0 + 1)", Picture(middle($1)))
        }, panelWidth: 58))
}

//: The truth is found, as it must be: the slope of a linear unit *is* the
//: filter. And no picture can show both tastes of the second at one place. But
//: nothing in a picture says that there *is* another taste: which one you see
//: is up to the start (\(upright) against \(negatives) of ten). A climb ends on
//: one hill. Look from several starts, and look at real pictures too.
//:
//: ### The units that the network learned
//:
//: Now a game, after an experiment with people [@borowski2021]. A player sees a
//: *reference* for a unit, and two windows of test pictures: one of the 20 that
//: excite the unit most (in \(strongOpen) of rounds it is above 0), and one
//: from a random place of a picture of the weaker half. Which is which? Our
//: player is no person but a formula: it takes the window that is more like the
//: reference, by the cosine of the pixels less grey. It plays 20 rounds for
//: each of the \(living) channels that any lesson excites. Then a harder game:
//: the other window is no quiet one but the strongest of a picture of rank 60
//: to 149 among the 500, which always excites \(alwaysOpen) of the channels as
//: well, and \(neverOpen) never (@tab-game).
//:
//: > [!TIP]
//: > **Predict.** Which reference wins more: the made picture, or the strongest
//: > window of the lessons? And what if only the picture's mean colour is left,
//: > or all but that?
//:
//: @answer
//: \(madeRight) and \(oneRight); one against one there is little between them.
//: The mean colour alone, three numbers, has \(colourRight), the pattern
//: without it \(patternRight); the picture of another unit \(otherRight). But
//: who has no picture at all, and takes the window that is farther from grey,
//: has \(noneRight).
//: @end

//#-folded-code Twenty rounds for each channel and reference
let examPeaks = peaks(in: exam, exam.count)
for (channel, climb) in zip(
  living, climbs("a picture for each unit", unitTasks(living, .all)))
{
  madeWindows[channel] = window.window(of: climb.picture)
}
let bare = climbs("pictures without terms", unitTasks(living, .none))
let moreStarts = [1, 2].map {
  climbs("another start", unitTasks(living, .all, start: $0))
}
/// A window of one colour, the mean of another's.
func meanColour(_ window: Tensor) -> Tensor {
  let means = (0..<3).map { window.slice($0).sum() / 324 }
  return Tensor(
    ContiguousArray((0..<972).map { means[$0 / 324] }), shape: [3, 18, 18])
}
func likeWindows(_ one: Tensor, _ other: Tensor) -> Double {
  cosine(one - 0.5, other - 0.5)
}
enum Reference: String, CaseIterable {
  case made = "made, all four terms"
  case colour = "its mean colour only"
  case pattern = "its pattern only"
  case bare = "made, no terms"
  case threeMade = "made, from three starts"
  case lesson = "strongest lesson"
  case threeLessons = "three strongest lessons"
  case nineLessons = "nine strongest lessons"
  case other = "made for another unit"
  case nothing = "none: what is farther from grey"
}
/// The rounds that a reference won, as a share.
nonisolated struct Won: Sendable {
  var easy = 0.0
  var hard = 0.0
}
var gameChance = knobs.random("the game")
/// For each channel the rounds that each reference won.
let game = living.indices.map { number -> [Reference: Won] in
  let channel = living[number]
  let real = windows(channel)
  let colour = meanColour(made(channel))
  let shown: [Reference: [Tensor]] = [
    .made: [made(channel)], .colour: [colour],
    .pattern: [made(channel) - colour + 0.5],
    .bare: [window.window(of: bare[number].picture)],
    .threeMade: [made(channel)]
      + moreStarts.map { window.window(of: $0[number].picture) },
    .lesson: [real[0]], .threeLessons: Array(real.prefix(3)),
    .nineLessons: real,
    .other: [made(living[(number + 1) % living.count])], .nothing: [],
  ]
  var won = shown.mapValues { _ in Won() }
  for round in 0..<20 {
    let strong = examPeaks[channel][round]
    let quiet = examPeaks[channel][250 + gameChance.integer(below: 250)]
    let place = Peak.inside[gameChance.integer(below: Peak.inside.count)]
    let weak = Peak(
      value: 0, image: quiet.image, row: place / 12, column: place % 12)
    let middling = examPeaks[channel][60 + gameChance.integer(below: 90)]
    let seen = [strong, weak, middling].map {
      $0.window(of: exam.image(at: $0.image))
    }
    for (reference, pictures) in shown {
      let alike = seen.map { window in
        pictures.map { likeWindows($0, window) }.max()
          ?? Double(((window - 0.5) * (window - 0.5)).sum())
      }
      if alike[0] > alike[1] { won[reference, default: Won()].easy += 1 / 20 }
      if alike[0] > alike[2] { won[reference, default: Won()].hard += 1 / 20 }
    }
  }
  return won
}
/// How often a reference won, or by how much more often than another.
func wins(
  _ one: Reference, less other: Reference? = nil,
  in which: KeyPath<Won, Double> = \.easy
) -> Estimate {
  Estimate(
    game.map { won in
      let rival = other.map { won[$0, default: Won()][keyPath: which] } ?? 0
      return won[one, default: Won()][keyPath: which] - rival
    })
}
show(
  Table(
    columns: ["reference", "rounds won", "harder game"],
    rows: Reference.allCases.map {
      [$0.rawValue, percent(wins($0), 1), percent(wins($0, in: \.hard), 1)]
    }), "game",
  caption: "Which of two windows excites a unit more? Share of rounds in which "
    + "the window that is more like the reference (the most similar one, if "
    + "they are several) is the right one: mean ± standard error over "
    + "\(living.count) channels. Blind guesses win one half.")
let overOther = wins(.made, less: .other)
let overNone = wins(.made, less: .nothing)
let overNoneHard = wins(.made, less: .nothing, in: \.hard)
check(
  overOther.mean > 0.15 && overOther.mean > 4 * overOther.standardError
    && overNone.mean > 3 * overNone.standardError
    && overNoneHard.mean < overNone.mean,
  "a made picture tells which of two windows of real pictures excites its "
    + "unit in \(percent(wins(.made), 0)) of the rounds, one made for another "
    + "unit in \(percent(wins(.other), 0)) (channel by channel: "
    + "\(signed(overOther))), a player without any picture in "
    + "\(percent(wins(.nothing), 0)) (\(signed(overNone))); in the harder "
    + "game the made picture in \(percent(wins(.made, in: \.hard), 0)) "
    + "and the player without any in "
    + "\(percent(wins(.nothing, in: \.hard), 0)) (\(signed(overNoneHard)))",
  claim: 44,
  verdict: .holdsWhen("the choice is between a strong and a quiet window"))
let patternAdds = wins(.made, less: .colour)
check(
  patternAdds.mean > 3 * patternAdds.standardError
    && wins(.colour).mean > 0.5 + 3 * wins(.colour).standardError
    && wins(.pattern).mean > 0.5 + 3 * wins(.pattern).standardError,
  "the mean colour of the made picture alone wins "
    + "\(percent(wins(.colour), 0)) of the rounds, its pattern alone "
    + "\(percent(wins(.pattern), 0)); both together more than the colour by "
    + "\(signed(patternAdds)) (channel by channel)")
remember("living", "\(living.count)")
for (name, reference): (String, Reference) in [
  ("madeRight", .made), ("colourRight", .colour), ("patternRight", .pattern),
  ("bareRight", .bare), ("oneRight", .lesson), ("nineRight", .nineLessons),
  ("otherRight", .other), ("noneRight", .nothing),
] { remember(name, percent(wins(reference).mean, 0)) }
/// Which pictures of some ranks excite each channel.
func excited(_ ranks: Range<Int>) -> [[Bool]] {
  living.map { examPeaks[$0][ranks].map { $0.value > 0 } }
}
let (strong, middlings) = (Array(excited(0..<20).joined()), excited(60..<150))
remember(
  "strongOpen",
  percent(Double(strong.count(where: \.self)) / Double(strong.count), 0))
remember(
  "alwaysOpen", "\(middlings.count { $0.allSatisfy { $0 } })")
remember("neverOpen", "\(middlings.count { !$0.contains(true) })")
remember("hardLead", signed(overNoneHard))
remember("hardRight", percent(wins(.made, in: \.hard), 0))
remember("hardNone", percent(wins(.nothing, in: \.hard), 0))
remember("oneHard", signed(wins(.lesson, less: .made, in: \.hard)))
remember(
  "threeHard", signed(wins(.threeLessons, less: .threeMade, in: \.hard)))
remember("oneLead", signed(wins(.made, less: .lesson)))
remember("threeLead", signed(wins(.threeLessons, less: .threeMade)))
remember("nineLead", signed(wins(.nineLessons, less: .made)))
//#-end-folded-code

//: So the pictures do tell something about their unit, and not only to a person
//: who wants to see it; even those without terms win \(bareRight). But cheap
//: players come far. Three numbers of colour win \(colourRight), and the
//: pattern without them \(patternRight). And strong windows seem to lie on
//: creatures, quiet ones often on plain ground: a player without a picture wins
//: \(noneRight), and with some other trainings the made picture is not clearly
//: ahead of it. In the harder game the made picture is right in \(hardRight),
//: the player without any in \(hardNone) (channel by channel \(hardLead)); with
//: other trainings either may lead. A picture that shows one of two tastes wins
//: only where that taste is shown: for the second unit of @fig-known that would
//: be about half.
//:
//: Is it better to look at lessons? One against one, made less lesson is
//: \(oneLead) in the first game; three lessons less three made \(threeLead). In
//: the harder game lessons less made is \(oneHard) with one, \(threeHard) with
//: three. (Nine lessons against one made picture lead by \(nineLead) in the
//: first, but nine against one is no fair match.)
//:
//: ## Where it misleads
//:
//: **Pictures that fool.** In the last column of @fig-grid a person sees hardly
//: more than noise; the network gives it a logit above that of every lesson,
//: and is sure of it (@tab-targets). No trick is needed to get there, only a
//: climb without terms; see also @nguyen2015. A probability near 1 says that
//: all *other* classes are far behind; it does not say that there is a
//: creature.
//:
//: **The eye completes.** Who knows the title of a panel in @fig-made finds the
//: creature in it. The control is to show the pictures to somebody who does not
//: know the class.
//:
//: **No slope.** A climb that ends where it began has not found that the unit
//: wants grey. Behind a rectifier, or if all that leads to the unit is shut,
//: there is no slope to climb.
//:
//: ## The papers' numbers beside ours
//:
//: In the experiment after which we made our game [@borowski2021] *people*
//: chose between two photographs, for units of Inception V1, a network trained
//: on photographs of a thousand classes. With one reference 23 people were
//: right in 65 ± 5 % of the trials if it was made, in 73 ± 4 % if it was a
//: photograph; in another experiment ten people, with nine that excite the unit
//: beside nine that quiet it, in 82 ± 4 % and 92 ± 2 % (± two standard errors
//: over people; ours is one, over channels). Our formula has \(madeRight) and
//: \(oneRight) with one, \(nineRight) with nine windows. Neither players nor
//: pictures are the same, so only the order can be compared: there photographs
//: won both times; here one lesson and one made picture are about even, and in
//: the harder game lessons lead.
//:
//: ## The same in Python
//:
//: captum 0.9.0 has both rules, as `Deconvolution` and `GuidedBackprop`; and
//: twenty steps of the climb, without blur and jitter, are twenty of
//: `torch.optim.Adam` on a picture (@lst-climb). The largest differences are
//: printed by `make compare CHAPTER=visualisation`.
//:
//: @listing(chapters/visualisation/in_python.py, climb)

//#-folded-code What --models keeps for the comparison
let shortPrior = climber(.all, spread: spreads[label]).prior
let short = ActivationMaximisation(steps: 20, rate: 0.03, prior: shortPrior)
var shortChance = classChance.stream(0)
let shortClimb = short.maximise(
  .score(.logit, class: label), of: network, from: start, using: &shortChance)
keep(
  "explanations", answersOf: [training], to: [image, start],
  [
    "gradient": rulesSignal(.gradient),
    "deconvolution": rulesSignal(.deconvolution),
    "guided": rulesSignal(.guided),
    "climbed": shortClimb.picture,
    "class": Tensor([Float(label)], shape: [1]),
    "prices": Tensor(
      [Float(shortPrior.norm), Float(shortPrior.totalVariation)], shape: [2]),
  ])
func rulesSignal(_ rule: RectifierRule) -> Tensor {
  InputGradient(rule: rule).signal(of: network, image, class: label)
}
//#-end-folded-code

//: ## In five lines
//:
//: 1. Backwards, three rules for a rectifier: where $x > 0$ (the gradient),
//:    where $g > 0$ (deconvolution), where both are (guided backpropagation).
//: 2. Only the first says what a small change does; guided backpropagation,
//:    cleaner to the eye, depends least on the layers above, and its signs
//:    least on the class.
//: 3. Upwards, a climb from grey makes a picture for a unit or a class; logits
//:    far above those of all lessons do not make it a picture of anything.
//: 4. The terms that hold the climb back decide how it looks; the network
//:    decides the pattern; and a climb shows one hill.
//: 5. Made pictures do tell strong windows from quiet ones; but their mean
//:    colour alone, their pattern alone, or no picture at all goes most of that
//:    way. Lessons do about as well or better, and are facts.
//:
//: ## Eight questions
//:
//: 1. What does deconvolution's rule know of the picture?
//: 2. Why do max-pools need switches on the way back?
//: 3. How would you test whether a map shows what a small change does?
//: 4. Why does a map that looks clean deserve more suspicion, not less?
//: 5. Why climb the unit before its rectifier?
//: 6. What goes wrong with the logit as a target, and what with the
//:    probability?
//: 7. What does each of the four terms forbid?
//: 8. What does a made picture prove, and what has to be measured?
//:
//: @answer
//: (1) Only what the switches of the max-pools keep. (2) A maximum forgets
//: where it was, and the signal has to go there. (3) Change pixels, and compare
//: with what the answer does; a central difference. (4) A clean look can come
//: from the rule: the cleanest of the three changed least when the network was
//: spoiled. (5) Behind it, a unit that is shut has no slope. (6) Other
//: logits may rise as well; the slope of a probability dies near 0 and 1. (7)
//: The norm forbids strong colours, if its price is high enough; blur forbids
//: fine detail; variation forbids steps between neighbours; jitter forbids what
//: works at one pixel's place only. (8) That the network accepts it. Whether it
//: tells about real pictures is a matter of a test such as the game.
//: @end
//:
//: ## Exercises
//:
//: > [!TIP]
//: > **Exercise.** *By hand.* The rectifier's input is $x = (-1, 2; 3, 0)$, the
//: > signal $g = (4, -1; 2, 5)$. What do the three rules hand on? And what is
//: > $\mathrm{TV}(x)$, without the $0.01^2$?
//:
//: @answer
//: Gradient $(0, -1; 2, 0)$, deconvolution $(4, 0; 2, 5)$, guided $(0, 0; 2,
//: 0)$. At the last place $x = 0$: the derivative jumps there, and the library
//: takes 0. The total variation is $5 + 2 + 3 + 0 = 10$.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Turn a knob.* Predict what `--variation 100` does to the
//: > logits of the pictures with all four terms, and to the game. Then run it.
//:
//: @answer
//: Logits fall, because each bit of detail costs more than it gains (@fig-price
//: shows the direction), and no longer lie clearly above those of the best
//: lessons. The unit with two tastes shows neither. The game loses little, but
//: the lead over the player without a picture is no longer clear. These three
//: checks fail: they were set for this chapter's price.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Spot the bug.* The script of pytorch-cnn-visualizations
//: > (commit ba22fa0) that makes regularised pictures of a class has a setting
//: > to clip gradients. It clips those of `model.parameters()`. The optimiser
//: > holds the picture. What does the setting do?
//:
//: @answer
//: Nothing to the picture: its gradient is not among the parameters', and these
//: are never stepped along. Few notice, because the pictures look as one
//: expects; who asked about it in 2022 (issue 107) believed that it helps. A
//: setting that changes nothing when turned from one end to the other is a bug,
//: or a comment.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Build.* captum replaces the backward rule of
//: > `torch.nn.ReLU` *modules*. Write a network whose `forward` calls
//: > `torch.nn.functional.relu`, and compare `GuidedBackprop` with
//: > `Saliency(abs=False)` on it.
//:
//: @answer
//: They are the same. captum even says that it sets hooks on ReLU activations,
//: and finds none. So test your tool on a case that you can do by hand, such as
//: the four numbers of @fig-hand.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Think.* Give the climb a fifth term so that it ends at real
//: > pictures only. What would the result tell you that the best lesson does
//: > not?
//:
//: @answer
//: If the term is perfect, the climb can only return what could be a lesson,
//: and tells what the best of *all possible* lessons would be. If it is not,
//: what you see is partly the term's own idea of a picture: more beautiful, and
//: harder to tell from evidence.
//: @end
//:
//: ## The methods' cards

card(
  "Deconvolution and guided backpropagation",
  [
    "question": "by which paths does a picture excite a unit?",
    "forward passes": "1",
    "backward passes": "1",
    "may see": "all layers, and their rectifiers",
    "scope": "local: one unit or class, one picture",
    "kind": "post hoc, model specific",
    "deterministic": "yes",
    "unit": "none: no derivative",
    "rank correlation with small changes":
      "\(fixed(ranks[byDeconv].mean)), \(fixed(ranks[byGuided].mean)); "
      + "gradient " + fixed(ranks[byGrad].mean),
    "|ρ| with random linear layers":
      "\(keepsHalf[byDeconv]), \(keepsHalf[byGuided]); "
      + "gradient \(keepsHalf[byGrad])",
    "choices that change it": "the rule; max-pools or none; the layer",
    "use it when":
      "you want an idea, and check it by changing the picture",
    "do not use it when":
      "you ask what would change the answer, or what tells classes apart",
  ])
card(
  "Activation maximisation",
  [
    "question": "what does a unit, or a class, respond to most?",
    "forward passes": "\(knobs.steps), and one at the end",
    "backward passes": "\(knobs.steps)",
    "may see": "gradients at the input",
    "scope": "global: one unit, no picture",
    "kind": "post hoc, model specific",
    "deterministic": "yes, for a seed",
    "unit": "a picture",
    "logit, in deviations of lessons":
      "\(fixed(heights, 1)); best lesson \(fixed(highest, 1))",
    "rounds of the game won":
      "\(percent(wins(.made).mean, 0)); strongest lesson "
      + "\(percent(wins(.lesson).mean, 0)); no picture "
      + percent(wins(.nothing).mean, 0),
    "choices that change it": "target, terms and their prices, start, steps",
    "use it when": "you look for ideas of what a unit is about, beside lessons",
    "do not use it when": "you need evidence of what the network saw",
  ])
finish()

//: ## Sources
//:
//: The way back: @zeiler2014; @springenberg2015; doubts: @nie2018; random
//: twins: @adebayo2018, @binder2023. The climb: @erhan2009; for classes:
//: @simonyan2014; terms: @mahendran2015, @yosinski2015, @olah2017. Pictures
//: that fool: @nguyen2015. The game: @borowski2021.
