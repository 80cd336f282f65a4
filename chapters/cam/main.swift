//: # CAM: where the network looks
//:
//: A network has learned to tell a fish from a bee. Nobody told it where the
//: fish is. Yet its last convolution gives 64 small maps, and a score is a
//: weighted sum of their means, plus a constant. Leave the mean for later, and
//: keep the map: that is the whole idea of the *class activation map*
//: [@zhou2016]. Nothing in it is estimated: the mean of its places, plus one
//: number that has no place, *is* the score. What that says about the network,
//: and what it does not, is this chapter.
//:
//: > [!NOTE]
//: > **In this chapter.** You will
//: >
//: > - take a score apart by place, by hand and then on 500 pictures;
//: > - tell what raises a score from what decides the answer;
//: > - measure how well class labels alone find objects, against fair rivals;
//: > - catch a network that reads a watermark, cure it, and see why a map alone
//: >   could not tell that it is cured.
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

//#-folded-code The knobs of this chapter, and its data
struct Knobs: ParsableArguments {
  @Option("The test image to explain.", in: 0...499) var image = 12
  @Option(file: "A PNG picture of your own in its place.") var picture: String?
  @Option("A box holds what is above this share of the maximum.", in: 0...0.99)
  var share = 0.2
  @Option("How many seals a watermark is made of.", in: 1...5) var seals = 5
  @Option("The second pupil's share of marked fish.", in: 0.05...0.95)
  var marked = 0.5

  func validate() throws {
    try require(
      picture == nil || image == 12,
      "--image is about the test pictures: leave it out with --picture FILE")
  }
}

let knobs = open(Knobs.self)
let garden = attempt { try ToyGarden.bundled() }
let (lessons, exam) = attempt { (try garden.train, try garden.test) }
let subject = attempt { try Subject(knobs.picture, or: exam, at: knobs.image) }
let names = Creature.allCases.map(\.name)
//#-end-folded-code

//: ## The question
//:
//: **Which places of the picture is a score made of?** @fig-question has a
//: picture of each class. A person points at the animal at once. To point, a
//: network needs something that has places; but what it puts out is five
//: numbers. So train one, and look inside.

figure(
  "question", caption: "One test picture of each of the five classes.",
  alt: "A bee, a ladybird, a fish, a mushroom and a snail, small and drawn"
) { drawing in
  let panels = Creature.allCases.map { creature in
    let index = exam.indices.first { exam.creature(at: $0) == creature } ?? 0
    return Panel(creature.name, Picture(exam.image(at: index)))
  }
  drawing.draw(ImageRow(panels, panelWidth: 62))
}

//#-folded-code Every network here learns for three epochs, from one start
func learned(
  _ name: String, _ head: GardenHead = .average, on lessons: GardenSet
) -> TrainedNetwork {
  learn(
    name, .garden(classes: 5, head: head), on: Examples(lessons),
    TrainingOptions(epochs: 3), chance: knobs.random("lessons"))
}
//#-end-folded-code

let training = learned("average", on: lessons)
let network = training.network
print(training)
print("right on the test pictures:", percent(network.accuracy(on: exam)))

//: ## The method on one page
//:
//: Three convolutions end in 64 maps $A_1, \dots, A_{64}$ of 12 by 12 places.
//: **Global average pooling** turns each of them into one number $F_k$, its
//: mean. One linear layer weighs these numbers and adds them up. (A *channel*
//: is one of the 64 maps; a *logit* is a score before it becomes a probability;
//: a *ReLU* puts 0 for what is negative.) That is the upper way in @fig-flow.
//: The lower way does the same two things in the other order. Both end in the
//: same number; but the lower one passes through a picture.

let (image, label) = (subject.image, subject.label(by: network))
let cam = CAM()
let activations = cam.activations(of: network, image)
let pooled = cam.pooled(activations)
let weights = cam.weights(of: network, class: label)
let bias = cam.bias(of: network, class: label)
let map = cam.map(of: activations, weights: weights)

//#-folded-code The products of weight and mean, the largest first
introduce(subject, to: network)
let products = zip(weights.elements, pooled.elements).map { Double($0 * $1) }
let ranking = products.indices.sorted {
  (products[$1], $0) < (products[$0], $1)
}
let score = Double(cam.logit(of: map, bias: bias))
func range(_ tensor: Tensor) -> String {
  fixed(Double(tensor.minimum())) + " to " + fixed(Double(tensor.maximum()))
}
//#-end-folded-code

figure(
  "flow",
  caption: "Two ways from the maps to the score of one class: above, what the "
    + "network does; below, CAM.",
  alt:
    "From a picture to a stack of maps; from there one arrow to 64 means and "
    + "another to one blue map; from both an arrow to the same number",
  width: .wide
) { drawing in
  let strongest = activations.slice(ranking[0])
  let means = [0, 1, 63].map { fixed(Double(pooled.elements[$0])) }
  let row = "\(means[0]), \(means[1]), …, \(means[2])"
  drawing.draw(
    FlowDiagram(
      [
        .init(
          "picture", Picture(image), shape: "3 × 48 × 48", column: 0, row: 0.5),
        .init(
          "maps A", HeatMap(strongest, .sizes([strongest], colors: .slates)),
          shape: "64 × 12 × 12", column: 1, row: 0.5, copies: 5),
        .init(
          "means F", ["64 means", row], shape: "64", column: 2, width: 0.64),
        .init(
          "map M", HeatMap(map, .signed([map])), shape: "12 × 12", column: 2,
          row: 1
        ),
        .init(
          "score", [fixed(score), names[label]], shape: "a logit", column: 3,
          row: 0.5, width: 0.5),
      ],
      [
        .init("picture", "maps A", "convolve"),
        .init("maps A", "means F", "mean"),
        .init("maps A", "map M", "weigh, add"),
        .init("means F", "score", "weigh, add, + b"),
        .init("map M", "score", "average, + b"),
      ]))
}

//: > [!IMPORTANT]
//: > **Key idea.** Average first, then weigh; or weigh first, then average: the
//: > sum is the same. On the second way there is a map.
//:
//: ## By hand: two maps, one score
//:
//: A tiny network ends in two maps of 2 by 2 places: $A_1$ has a 4 at the top
//: left, $A_2$ a 4 at the bottom right, and all else is 0. Its weights are $w_1
//: = 2$ and $w_2 = -1$, its bias is $b = 0.5$.
//:
//: > [!TIP]
//: > **Predict.** What is the score? Which place speaks *against* the class,
//: > and with which number?
//:
//: @answer
//: Both maps have the mean 1, so the network says $2 \cdot 1 - 1 \cdot 1 + 0.5
//: = 1.5$. Weigh first, and the top left holds $2 \cdot 4 = 8$, the bottom
//: right $-1 \cdot 4 = -4$. Their mean over four places is 1, and with the bias
//: again
//: $1.5$. The bottom right speaks against the class, with −4 (@fig-hand).
//: @end

let tiny = Tensor([4, 0, 0, 0, 0, 0, 0, 4], shape: [2, 2, 2])
let tinyMap = cam.map(of: tiny, weights: Tensor([2, -1], shape: [2]))
print(tinyMap.elements)
check(
  cam.logit(of: tinyMap, bias: 0.5) == 1.5,
  "the mean of the map, plus the bias, is the score that we found by hand")

figure(
  "hand", caption: "Two maps; and twice the first, less the second.",
  alt: "Three squares of four numbers; the third has 8 at the top left and "
    + "minus 4 at the bottom right"
) { drawing in
  let maps = [tiny.slice(0), tiny.slice(1), tinyMap]
  let scale = ColorScale.signed(maps)
  drawing.draw(
    ImageRow(
      zip(["A1", "A2", "2 A1 − A2"], maps).map {
        Panel($0, HeatMap($1, scale, decimals: 0))
      }, panelWidth: 62))
}

//: ## Step by step
//:
//: With $A_k(p)$ the map of channel $k$ at place $p$, $F_k$ its mean over all
//: $P$ places, and $w_k$ the weight of the channel for the class,
//:
//: $$
//: z = \sum_k w_k F_k + b
//: = \frac{1}{P} \sum_p \Bigl( \sum_k w_k A_k(p) \Bigr) + b
//: = \frac{1}{P} \sum_p M(p) + b.
//: $$ {#eq-cam}
//:
//: The inner sum $M$ is the map. Each place counts as one of $P = 144$: divide
//: its value by 144, and you have its share of the logit. Here are the pieces
//: for \(which) and the class *\(name)*.

print("A", activations.shape, range(activations))
print("F", pooled.shape, range(pooled))
print("w", weights.shape, range(weights), "  b", fixed(Double(bias)))
print("M", map.shape, range(map), "  its mean + b", fixed(score))

//#-folded-code The table of the channels
remember("name", names[label])
remember("which", subject.name)
let restOfThem = ranking.dropFirst(3).dropLast(2).reduce(0) {
  $0 + products[$1]
}
show(
  Table(
    columns: ["channel", "F", "w", "w F"],
    rows: (ranking.prefix(3) + ranking.suffix(2)).map { channel in
      [
        "\(channel)", fixed(Double(pooled.elements[channel])),
        fixed(Double(weights.elements[channel])), fixed(products[channel]),
      ]
    } + [
      ["59 others", "", "", fixed(restOfThem)],
      ["bias b", "", "", fixed(Double(bias))],
      ["score", "", "", fixed(score)],
    ]), "channels",
  caption: "The ledger of a score: the three channels that add most, the two "
    + "that take most away, the rest, and the bias.")
//#-end-folded-code

//: @tab-channels adds up to the score. The step that is the method is one sum
//: (@lst-map).
//:
//: @listing(Sources/Explainers/ActivationMaps/CAM.swift, map)
//:
//: The map is as small as the maps that it is made of, so it is stretched to
//: the size of the picture, by straight lines between the middles of its
//: places. A box goes around the largest piece that is above a fifth of the
//: maximum (@fig-steps), as in the paper.

let finder = Localization(share: knobs.share)
func full(_ map: Tensor) -> Tensor { map.resized(height: 48, width: 48) }
let box = finder.box(of: full(map))

//#-folded-code The figure's annotations
func frame(_ box: PixelBox?) -> Annotation {
  guard let box else { return .outline(of: Tensor(shape: [48, 48])) }
  return .box(
    Rectangle(
      x: Double(box.columns.lowerBound), y: Double(box.rows.lowerBound),
      width: Double(box.columns.count), height: Double(box.rows.count)),
    color: Theme.ink)
}
//#-end-folded-code

figure(
  "steps",
  caption: "The picture; the map as it is; the map stretched; and over the "
    + "picture, with its box"
    + (subject.truth == nil ? "." : " and the true outline."),
  alt:
    "A creature; a coarse map of squares, dark blue on the creature; the same "
    + "map smooth; the picture with a box around the creature"
) { drawing in
  let scale = ColorScale.signed([map], title: "M, in logits")
  let large = full(map)
  drawing.draw(
    ImageRow(
      [
        Panel("picture", Picture(image)),
        Panel("12 by 12", HeatMap(map, scale)),
        Panel("48 by 48", HeatMap(large, scale)),
        Panel(
          "overlay, box",
          Overlay(
            large, on: image, scale, .outline(of: subject.outlined), frame(box))
        ),
      ], scale: scale))
}

//: ## It is the score itself
//:
//: @eq-cam is algebra, and cannot fail; what can fail is our code, or the order
//: of sums in 32 bits. Here are all five classes of all 500 test pictures. And
//: since the score is a sum over channels, too, a network that loses eight
//: channels must lose exactly their eight products.

let logits = network.logits(of: exam.indices.map { exam.image(at: $0) })
let gaps = Parallel.map(exam.count) { [cam, network, exam, logits] index in
  let activations = cam.activations(of: network, exam.image(at: index))
  let differences = (0..<5).map { label in
    let weights = cam.weights(of: network, class: label)
    let map = cam.map(of: activations, weights: weights)
    let bias = cam.bias(of: network, class: label)
    return abs(cam.logit(of: map, bias: bias) - logits[index][label])
  }
  return differences.max() ?? 1
}
let gap = gaps.max() ?? 1
print("largest difference of 2,500:", gap)

//#-folded-code Eight channels are taken away, and the rest of the network runs
let eight = ranking.prefix(8)
var left = activations
for channel in eight {
  for place in 0..<map.count { left.elements[channel * map.count + place] = 0 }
}
let lost =
  score
  - Double(
    network.logits(above: cam.layer(of: network), from: [left])[0][label])
let promised = eight.reduce(0) { $0 + products[$1] }
print("without eight channels: less by", fixed(lost), "of", fixed(promised))
check(
  gap < 1e-4,
  "the mean of the map plus the bias is the logit, in all 2,500 cases",
  claim: 26, verdict: .byConstruction)
var fresh = knobs.random("no pooling")
let unpooled = Network.garden(classes: 5, pools: 0, using: &fresh)
let fineMap = cam.explain(unpooled, image, class: label).values
check(
  map.shape == [12, 12] && fineMap.shape == [48, 48],
  "two poolings by 2 leave 12 by 12 places for 48 by 48 pixels; the same "
    + "network without them has a map of 48 by 48",
  claim: 29, verdict: .holdsWhen("the network has pooled"))
check(
  abs(lost - promised) < 1e-3,
  "$A$ is the same whichever class we ask about, and $w$ whichever picture; "
    + "without eight channels the score falls by their eight products, "
    + fixed(promised),
  claim: 28, verdict: .byConstruction)
//#-end-folded-code

//: ## Two creatures, two maps
//:
//: A picture of two creatures has one stack of maps $A$, and two rows of
//: weights.
//:
//: > [!TIP]
//: > **Predict.** The map of each class should be highest on its own creature.
//: > What is its sign on the *other* one?
//:
//: @answer
//: Mostly negative: @tab-pairs. But \(otherPositive) of the maps are positive
//: on the other creature, as both of @fig-pair are. A logit is no vote against
//: the other classes; what they share may raise them all.
//: @end
//:
//: So ask what decides between the two: the *difference* of their logits.
//: Nothing new is needed. A difference of logits is a difference of weights,
//: and the map of it is the difference of two maps.

let pairs = attempt { try garden.pairs }

//#-folded-code What 200 maps have on their own creature, and on the other
struct PairShares {
  let (peak, own, other): (Double, Double, Double)
}
let bothShares = Parallel.map(200) { [network, pairs, cam] number in
  let (pair, first) = number.quotientAndRemainder(dividingBy: 2)
  let creatures = pairs.creatures(at: pair)
  let (own, other) = (creatures[first], creatures[1 - first])
  let (mask, rest) = (pairs.mask(at: pair, own), pairs.mask(at: pair, other))
  let maps = [own, other].map {
    cam.explain(network, pairs.image(at: pair), class: $0.rawValue).values
      .resized(height: 48, width: 48)
  }
  return [maps[0], maps[0] - maps[1]].map { map in
    PairShares(
      peak: PointingGame.score(of: map, mask: mask, tolerance: 0),
      own: Double((map * mask).mean()), other: Double((map * rest).mean()))
  }
}
let (raw, versus) = (bothShares.map { $0[0] }, bothShares.map { $0[1] })
/// Means over the two maps of each pair, and then over pairs.
func mean(
  _ shares: [PairShares], _ part: KeyPath<PairShares, Double>
) -> Estimate {
  let values: [Double] = shares.map { $0[keyPath: part] }
  let firsts = values.indices.filter { $0.isMultiple(of: 2) }
  return Estimate(
    firsts.map { (first: Int) -> Double in
      let sum: Double = values[first] + values[first + 1]
      return sum / 2
    })
}
func positive(_ shares: [PairShares]) -> Double {
  Double(shares.count { $0.other > 0 }) / Double(shares.count)
}
show(
  Table(
    columns: [
      "map of", "peak on its own", "own adds", "other adds", "other above 0",
    ],
    rows: [("logit", raw), ("difference", versus)].map { name, shares in
      [
        name, fixed(mean(shares, \.peak)), fixed(mean(shares, \.own)),
        fixed(mean(shares, \.other)), percent(positive(shares), 0),
      ]
    }), "pairs",
  caption: "Two maps of each of 100 pairs, ± standard error over pairs: how "
    + "often the peak lies on the class's own creature (a map that points at "
    + "any creature: half of the time), what the places of both creatures add "
    + "to the logit, and how often the other's add more than nothing. In the "
    + "second row the two sums are the same but for the sign, by construction.")
remember("otherPositive", percent(positive(raw), 0))
remember("versusPositive", percent(positive(versus), 0))
check(
  mean(raw, \.peak).mean > 0.6 && positive(versus) < positive(raw)
    && positive(versus) < 0.2,
  "a class peaks on its own creature in \(percent(mean(raw, \.peak).mean, 0)) "
    + "of the maps; the other creature counts for the class in "
    + "\(percent(positive(raw), 0)) of the maps of one logit, and in "
    + "\(percent(positive(versus), 0)) of those of a difference")
let pair = (0..<100).first { raw[2 * $0].peak * raw[2 * $0 + 1].peak == 1 } ?? 0
//#-end-folded-code

figure(
  "pair",
  caption:
    "The first pair in which both maps peak on the right creature: the "
    + "maps of the two logits, here both positive on both creatures, and of "
    + "their difference, on one scale.",
  alt: "Two creatures; both maps are blue on both; the difference is blue on "
    + "the first and orange on the second"
) { drawing in
  let creatures = pairs.creatures(at: pair)
  let maps = creatures.map {
    full(
      cam.explain(network, pairs.image(at: pair), class: $0.rawValue).values)
  }
  let titled =
    [(creatures[0].name, maps[0]), (creatures[1].name, maps[1])]
    + [("\(creatures[0].name) less \(creatures[1].name)", maps[0] - maps[1])]
  let scale = ColorScale.signed(titled.map { $0.1 }, title: "M, in logits")
  drawing.draw(
    ImageRow(
      [Panel("picture", Picture(pairs.image(at: pair)))]
        + titled.map { Panel($0.0, HeatMap($0.1, scale)) },
      scale: scale, panelWidth: 82))
}

//: In the difference the other creature counts for the class in
//: \(versusPositive) of the maps. The network has not changed; the question
//: has. Where there is no one rival, take the logit less the *mean* of the
//: others. We call that the **contrast**, and from here on, where a sign is
//: read, it is read there. It is a summary: the answer itself is decided
//: against the strongest rival.

let contrast = CAM(target: .contrast)

//: > [!IMPORTANT]
//: > **Key idea.** A logit's map shows what *raises a score*. What *decides the
//: > answer* is a difference of scores, and has a map of its own.
//:
//: ## Does it find the object?
//:
//: Now the exam: 500 pictures. *Pointing* asks whether the highest place lies
//: on the creature. *IoU* is the intersection over union of the creature and
//: everything above a fifth of the maximum: a mask, made from labels alone.
//: *Box error* is the share of boxes whose IoU with the true box is below a
//: half; in the last column, below three quarters. All use the paper's
//: threshold; what is negative counts as 0. Beside CAM stand a network with
//: global **max** pooling that had the same lessons; the gradient at each
//: pixel, by its largest absolute value among the colours; the mean box of the
//: first 500 lessons, which knows where creatures usually are; and four
//: controls that never saw a network: the truth itself (*oracle*), edges (the
//: length of the Sobel gradient of the grey picture), the nearness to the
//: centre, and chance.
//:
//: > [!TIP]
//: > **Predict.** Which row of @tab-rivals draws the most exact boxes (the
//: > fewest errors in the last column), if you leave out the truth itself?
//:
//: @answer
//: The edges. They outline whatever has sharp borders, and our creatures have.
//: They know nothing of the network; so good boxes alone do not show that a map
//: explains anything.
//: @end

let greatest = learned("max pooling", .max, on: lessons).network

//#-folded-code The mean box of the lessons, as a map
let lessonBoxes = (0..<500).compactMap {
  PixelBox(around: lessons.mask(at: $0))
}
func middle(_ bound: (PixelBox) -> Int) -> Int {
  Int(
    (Double(lessonBoxes.map(bound).reduce(0, +)) / Double(lessonBoxes.count))
      .rounded())
}
let usualBox = PixelBox(
  rows: middle(\.rows.lowerBound)..<middle(\.rows.upperBound),
  columns: middle(\.columns.lowerBound)..<middle(\.columns.upperBound)
).mask(height: 48, width: 48)
//#-end-folded-code

let iou = MapScore.iou(by: finder)
let boxError = MapScore.boxError(by: finder)
let strict = MapScore.boxError(
  by: Localization(share: knobs.share, overlap: 0.75))
var board = ScoreBoard([.pointing, iou, boxError, strict], over: exam)
board.enter("CAM", cam, of: network)
board.enter("CAM, contrast", contrast, of: network)
board.enter("max pooling", CAM(pooling: .max), of: greatest)
board.enter("gradient", InputGradient(), of: network)
board.enter("mean box") { _ in usualBox }
var chance = knobs.random("controls")
board.enterControls(using: &chance)

show(
  Table(board), "rivals",
  caption: "Nine maps on 500 test pictures: mean ± standard error over "
    + "pictures. A dot marks the best that is no control, and those less than "
    + "two standard errors of the paired difference behind it.")

//#-folded-code What the table comes to
let edge = board.difference(strict, of: "CAM", less: "edges")
let covers = board.difference(iou, of: "CAM", less: "edges")
check(
  covers.mean > 2 * covers.standardError
    && board.difference(iou, of: "CAM", less: "mean box").mean > 0,
  "its region overlaps the creature by \(fixed(board["CAM", iou].mean)), edges "
    + "by \(fixed(board["edges", iou].mean)), the mean box by "
    + "\(fixed(board["mean box", iou].mean)); but its peak is on the "
    + "creature in \(percent(board["CAM", .pointing].mean, 0)) of the "
    + "pictures, the edges' in \(percent(board["edges", .pointing].mean, 0))",
  claim: 27, verdict: .holdsWhen("to highlight is to cover"))
check(
  board.difference(boxError, of: "gradient", less: "CAM").mean > 0.1
    && board.difference(boxError, of: "mean box", less: "CAM").mean > 0.1
    && board["oracle", boxError].mean == 0,
  "from class labels alone it draws boxes; "
    + "\(percent(board["CAM", boxError].mean, 0)) miss, of the gradient's "
    + "\(percent(board["gradient", boxError].mean, 0)), of the mean box "
    + "\(percent(board["mean box", boxError].mean, 0)), of the edges' "
    + "\(percent(board["edges", boxError].mean, 0))",
  claim: 30, verdict: .holds)
check(
  board["CAM", strict].mean > 0.5 && edge.mean > 0,
  "\(percent(board["CAM", strict].mean, 0)) of its boxes miss an overlap of "
    + "three quarters; an edge detector, which never saw the network, misses "
    + "\(percent(board["edges", strict].mean, 0))",
  claim: 31, verdict: .refuted)
remember("camBoxes", percent(board["CAM", boxError].mean, 0))
remember("strict", percent(board["CAM", strict].mean, 0))
remember("edgeStrict", percent(board["edges", strict].mean, 0))
remember("edge", signed(edge))
//#-end-folded-code

//: Read @tab-rivals slowly. *Pointing* flatters everybody: even the middle of
//: the picture is right most of the time, since most of our creatures stand
//: there; and in this training CAM's peak is right less often than those of all
//: others that look at the picture. What CAM has is *extent*: its region and
//: the creature overlap by more than a half, and nobody had told it where
//: creatures are. That is how boxes are made where nobody drew any. But
//: *precisely*? \(camBoxes) of its boxes miss half an overlap, and \(strict)
//: miss three quarters, where edges miss \(edgeStrict); picture by picture the
//: difference is \(edge).
//:
//: ## What does the map owe to the lessons?
//:
//: Replace the layers of the network by random ones, from the top down, and
//: look at the map again [@adebayo2018]. A map that explains *this* network
//: should change. We take the absolute rank correlation, $|\rho|$, of the old
//: and the new map: a map that merely turns its sign over still has the same
//: places. Ten random twins, 15 pictures, and for the edge map the same.
//:
//: > [!TIP]
//: > **Predict.** Only the last layer, $w$, is random; the 64 maps below are as
//: > they were. How much of CAM's map is left: about nothing, a third, or two
//: > thirds?
//:
//: @answer
//: Nearest to two thirds: \(camLast) (@tab-sanity), where maps of two
//: *different* pictures share \(strangers). The lower layers have learned to
//: light up on creatures, and random weights do not undo that; in @fig-sanity
//: only the sign has turned.
//: @end

let sanity = SanityCheck(of: network, using: knobs.random("sanity check")) {
  .garden(classes: 5, using: &$0)
}

//#-folded-code Three maps of 15 pictures are compared with those of ten twins
let checked = (0..<15).map { exam.image(at: $0) }
let checkedLabels = (0..<15).map { exam.label(at: $0) }
let checkedEdges = checked.map(Controls.edges)
let spoiled = [
  ("CAM", sanity.scores(of: cam, for: checked, classes: checkedLabels)),
  (
    "CAM, contrast",
    sanity.scores(of: contrast, for: checked, classes: checkedLabels)
  ),
  (
    "edges (control)",
    sanity.scores(over: checked.count) { [checkedEdges] in checkedEdges[$1] }
  ),
]
show(
  Table(
    columns: ["map"] + sanity.layers.map { "down to " + $0 },
    rows: spoiled.map { name, scores in
      [name] + scores.stages.map { fixed($0.overTwins) }
    }), "sanity",
  caption: "The size of the rank correlation with the trained network's map, "
    + "when all layers from the top down to the named one are random: mean ± "
    + "standard error over ten twins.")
let (camLeft, edgesLeft) = (spoiled[0].1, spoiled[2].1)
let hundredMaps = Parallel.map(100) { [cam, network, exam] index in
  cam.explain(network, exam.image(at: index), class: exam.label(at: index))
    .values.elements.map(Double.init)
}
let strangers = Estimate(
  hundredMaps.indices.map { index in
    abs(
      RankStability.spearman(
        hundredMaps[index], hundredMaps[(index + 1) % hundredMaps.count]))
  })
check(
  edgesLeft.stages.allSatisfy { $0.mean > 0.999 }
    && camLeft["linear"].mean > camLeft["conv1"].mean + 0.1
    && camLeft["linear"].mean < 0.9,
  "with a random last layer CAM has a mean |ρ| of "
    + "\(fixed(camLeft["linear"].mean)) with the map that it was, with all "
    + "layers random \(fixed(camLeft["conv1"].mean)); a map of edges has 1.00")
remember("camLast", fixed(camLeft["linear"].mean))
remember("camAll", fixed(camLeft["conv1"].mean))
remember("strangers", fixed(strangers))
//#-end-folded-code

figure(
  "sanity",
  caption: "CAM's map of the same picture as layers become random, with the "
    + "first of the ten twins; each map on a scale of its own.",
  alt: "A map with a dark spot on the creature; four more, some of them with "
    + "the same spot in the other colour", width: .wide
) { drawing in
  let networks =
    [("trained", network)]
    + sanity.layers.map {
      ("down to " + $0, sanity.network(forgettingDownTo: $0))
    }
  drawing.draw(
    ImageRow(
      networks.map { name, network in
        let map = cam.explain(network, image, class: label).values
        return Panel(name, HeatMap(map, .signed([map])))
      }, panelWidth: 84))
}

//: CAM's mean $|\rho|$ is \(camLast), and \(camAll) when nothing is left of the
//: lessons (@fig-sanity). The first is no fault of the sum: random weights on
//: top keep what is strong below, so strong channels shine through whatever the
//: weights [@binder2023]. Much of the order of a CAM's places comes from the
//: layers underneath. The second is no more than the maps of two different
//: pictures have: nothing of this map remains. Read the test with care, for
//: what it shows depends on the task, too [@yona2021]. It does convict the
//: edges, which never change.
//:
//: ## How fine is it? {.further}
//:
//: The last layer has a place every four pixels: two poolings have stepped by
//: two. Are the few places what makes a map coarse? We can ask without training
//: anything. Move the picture by one pixel, and the places of the network fall
//: between the old ones. Sixteen moved pictures, stitched together, are a map
//: with a place for every pixel, made of the very same weights [@long2015].
//: Four give one every two pixels; and skip every second place, and it is one
//: every eight.

let strides = [8, 4, 2, 1]

//#-folded-code Four strides are graded on the first 100 pictures
let seen = 0..<100
let strideMaps = progress("four strides", total: strides.count) { bar in
  strides.map { stride in
    bar.advance(detail: "every \(stride) pixels")
    return Parallel.map(seen.count) { [cam, network, exam] index in
      cam.explain(
        network, exam.image(at: index), class: exam.label(at: index),
        every: stride
      ).values
    }
  }
}
let strideOverlaps = strideMaps.map { maps in
  Estimate(
    Parallel.map(seen.count) { [exam, finder] index in
      IntersectionOverUnion.of(
        finder.region(
          of: maps[index].map { max($0, 0) }.resized(height: 48, width: 48)),
        exam.mask(at: index))
    })
}
func ceiling(_ stride: Int) -> Double {
  let places = 48 / stride
  return Estimate(
    seen.map { index in
      let mask = exam.mask(at: index)
      var small = Tensor(shape: [places, places])
      for (pixel, value) in mask.elements.enumerated() {
        let place = pixel / 48 / stride * places + pixel % 48 / stride
        small.elements[place] += value / Float(stride * stride)
      }
      return IntersectionOverUnion.of(
        full(small).map { $0 > 0.5 ? 1 : 0 }, mask)
    }
  ).mean
}
let ceilings = strides.map(ceiling)
show(
  Table(
    columns: ["a place every", "map", "IoU", "truth, so drawn"],
    rows: strides.indices.map { index in
      let stride = strides[index]
      return [
        "\(stride) px", "\(48 / stride) by \(48 / stride)",
        fixed(strideOverlaps[index]), fixed(ceilings[index]),
      ]
    }), "strides",
  caption:
    "One network, read at four strides: IoU, ± standard error over 100 "
    + "pictures. Last: the IoU of the truth itself, drawn with so few places "
    + "and stretched.")
check(
  ceilings[0] < 0.8 && ceilings[3] == 1
    && abs(strideOverlaps[3].mean - strideOverlaps[0].mean) < 0.05,
  "it reads one layer and no other; and more places hardly help it: its IoU is "
    + "\(fixed(strideOverlaps[0].mean)) with 6 a side, "
    + "\(fixed(strideOverlaps[3].mean)) with 48, where the truth would have "
    + "\(fixed(ceilings[0])) and \(fixed(ceilings[3]))",
  claim: 33, verdict: .holds)
remember("coarsest", fixed(ceilings[0]))
remember("atBest", fixed(strideOverlaps[3].mean))
let sweptMaps = strides.map {
  cam.explain(network, image, class: label, every: $0).values
}
let strideScale = ColorScale.signed(sweptMaps, title: "M, in logits")
//#-end-folded-code

sweep(
  "strides", over: strides, named: "pixels",
  caption: "The same picture, the same weights, a place every so many pixels.",
  alt: "Four maps of the same creature, from coarse squares to one a pixel; "
    + "the dark area stays as wide"
) { drawing, stride in
  let map = sweptMaps[strides.firstIndex(of: stride) ?? 0]
  drawing.draw(
    HeatMap(
      map, strideScale, .outline(of: subject.outlined, color: Theme.ink)))
} below: { drawing in
  drawing.draw(ColorBar(strideScale))
}

//: In @fig-strides the squares vanish, and the blur stays (@tab-strides). Drawn
//: with six places a side the truth itself would reach \(coarsest); with 48 it
//: would be perfect. CAM's region stays at \(atBest). So the lectures are right
//: that a map is coarse, but at this threshold finer steps hardly help. A
//: likely reason is the window of 18 pixels that each place has seen. What the
//: layers below know of edges is in the map only as far as the last layer keeps
//: it.
//:
//: ## What it asks of a network, and what that costs
//:
//: Put one more layer with a ReLU between the pooling and the scores, and there
//: is no $w_k$ any more: a channel's effect now depends on all the others. The
//: library refuses, and says why. Global *max* pooling leaves weights, but not
//: the sum. All three networks have had the same lessons, in the same order, at
//: the same rate.

let deep = learned(
  "one more layer", .averageThenDense(hidden: 32), on: lessons
).network
print((cam.obstacle(in: deep) ?? "").prefix { $0 != "," })

//#-folded-code Accuracies, and how far a map's mean is from the score
let heads = [network, greatest, deep].map { $0.accuracy(on: exam) }
let offBy = Estimate(
  (0..<100).map { index in
    let (cam, image) = (CAM(pooling: .max), exam.image(at: index))
    let label = exam.label(at: index)
    let map = cam.explain(greatest, image, class: label).values
    return Double(
      abs(
        map.mean() + cam.bias(of: greatest, class: label)
          - greatest.logits(of: [image])[0][label]))
  })
print(
  "right: average", percent(heads[0]), " max", percent(heads[1]),
  " one more layer", percent(heads[2]))
print("behind max pooling the mean of M + b is off by", fixed(offBy.mean))
check(
  cam.obstacle(in: network) == nil && cam.obstacle(in: deep) != nil
    && offBy.mean > 1,
  "with one layer more there are no weights to draw a map with; behind max "
    + "pooling there are, but its mean is off the score by "
    + "\(fixed(offBy.mean))",
  claim: 32, verdict: .holdsWhen("the map's mean is to be the score"))
let behind = (heads.max() ?? 0) - heads[0]
check(
  behind < 0.04,
  "after the same lessons average pooling is right about "
    + "\(percent(heads[0])), max pooling about \(percent(heads[1])), and one "
    + "layer more about \(percent(heads[2])) of the pictures")
remember("behind", fixed(100 * behind, 1))
//#-end-folded-code

//: For large networks and photographs the paper reports a loss of one to two
//: points of accuracy when a network is rebuilt for CAM [@zhou2016]. Ours is
//: \(behind) points behind the best of the three: one training each, and short
//: ones. @ch-gradcam does away with the condition.
//:
//: ## The watermark
//:
//: Many horses of a well-known set of photographs, Pascal VOC, carried a
//: photographer's mark, and a classifier had learned the mark. It was a
//: Fisher-vector classifier, and maps by layer-wise relevance propagation gave
//: it away [@lapuschkin2016; @lapuschkin2019]. We re-enact the mechanism with
//: our network and CAM. The first pupil has a line of seals at the foot of
//: *every* fish of its lessons; the second, of half of them. And we cure the
//: second: two more rounds of lessons, with a mark on half of everything. There
//: are two controls: our network, which never saw a mark, and the second pupil
//: after two more rounds of its *old* lessons.

let mark = attempt { try garden.tag }.repeated(knobs.seals)
let fish = Creature.fish.rawValue
let fishLessons = lessons.indices.filter { lessons.label(at: $0) == fish }
let some = Array(
  fishLessons.prefix(Int(knobs.marked * Double(fishLessons.count))))
var coin = knobs.random("half of everything")
let half = lessons.indices.filter { _ in coin.uniform() < 0.5 }

let onEvery = learned(
  "every fish", on: lessons.pasting(mark, on: fishLessons)
).network
let onSome = learned("some fish", on: lessons.pasting(mark, on: some)).network
func relearned(_ name: String, on lessons: GardenSet) -> Network {
  learn(
    name, .pretrained(onSome), on: Examples(lessons),
    TrainingOptions(epochs: 2), chance: knobs.random("cure")
  ).network
}
let uncured = relearned("no cure", on: lessons.pasting(mark, on: some))
let cured = relearned("the cure", on: lessons.pasting(mark, on: half))

//#-folded-code What the pupils answer, with the mark and without it
let school = [
  "never a mark", "mark on every fish",
  "on \(percent(knobs.marked, 0)) of them", "two rounds more",
  "the cure",
]
let pupils = [network, onEvery, onSome, uncured, cured]
let marked = exam.pasting(mark, on: Array(exam.indices))
let someFish = exam.indices.filter { exam.label(at: $0) == fish }
let others = exam.indices.filter { exam.label(at: $0) != fish }
struct Answers {
  let (fish, markedFish, others, markedOthers): (Double, Double, Double, Double)
  /// The creatures, no fish, that are called fish with the mark and only then.
  let turned: [Int]
}
func saysFish(_ pupil: Network, _ set: GardenSet, _ indices: [Int]) -> [Bool] {
  pupil.logits(of: indices.map { set.image(at: $0) })
    .map { $0.firstIndex(of: $0.max() ?? 0) == fish }
}
func share(_ answers: [Bool]) -> Double {
  Double(answers.count { $0 }) / Double(answers.count)
}
let answers = pupils.map { pupil in
  let (plain, stamped) = (
    saysFish(pupil, exam, others), saysFish(pupil, marked, others)
  )
  return Answers(
    fish: share(saysFish(pupil, exam, someFish)),
    markedFish: share(saysFish(pupil, marked, someFish)), others: share(plain),
    markedOthers: share(stamped),
    turned: others.indices.filter { stamped[$0] && !plain[$0] }
      .map { others[$0] })
}
func turnedShare(_ pupil: Int) -> String {
  percent(Double(answers[pupil].turned.count) / Double(others.count), 0)
}
show(
  Table(
    columns: ["pupil", "fish", "fish, marked", "others", "others, marked"],
    rows: zip(school, answers).map { name, said in
      [name]
        + [said.fish, said.markedFish, said.others, said.markedOthers].map {
          percent($0, 0)
        }
    }), "answers",
  caption: "How often each pupil says *fish*, of \(someFish.count) fish and of "
    + "\(others.count) others, without the mark and with it.")
let (never, all, part) = (answers[0], answers[1], answers[2])
let after = answers[4]
check(
  all.fish < 0.2 && all.turned.count > never.turned.count + 80
    && part.fish > 0.7 && part.turned.count > never.turned.count + 40,
  "with a mark on every fish the pupil knows \(percent(all.fish, 0)) of the "
    + "fish without it; with a mark on \(percent(knobs.marked, 0)) of them it "
    + "knows \(percent(part.fish, 0)), and still the mark turns "
    + "\(turnedShare(2)) of all others into fish; a network that never saw a "
    + "mark is misled by it in \(turnedShare(0))",
  claim: 64, verdict: .reenacted)
check(
  abs(after.fish - after.markedFish) < 0.1
    && 4 * after.turned.count < part.turned.count,
  "after the cure the mark turns \(turnedShare(4)) of the others into fish, "
    + "after two more rounds of the old lessons \(turnedShare(3)); "
    + "\(percent(after.fish, 0)) of the fish are known without a mark")
remember("neverTurned", turnedShare(0))
remember("allKnows", percent(all.fish, 0))
remember("allTurned", turnedShare(1))
remember("someKnows", percent(part.fish, 0))
remember("someTurned", turnedShare(2))
remember("curedTurned", turnedShare(4))
//#-end-folded-code

//: @tab-answers is the case against judging a network by its accuracy on
//: pictures like its lessons. The first pupil had no reason to learn fish:
//: without the mark it knows \(allKnows) of them, and the mark turns
//: \(allTurned) of all others into fish (called so with it, and only then). The
//: second is more dangerous, because an exam without marks does not catch it:
//: it knows \(someKnows) of the fish. But mark other creatures, and
//: \(someTurned) of them become fish. Even of a network that never saw a mark
//: it is \(neverTurned), for a strange thing in the picture may look like
//: anything: never count without a control. After the cure it is
//: \(curedTurned).
//:
//: Does the map tell? Take marked fish, and read the contrast for *fish*: so
//: much comes from the places of the mark, so much from the places of the fish.
//: Then do not read but **intervene**. Take the mark away, and see what the
//: contrast loses. Put it back, hide the fish (where it is clear of the mark)
//: behind a box of the mean colour that the unmarked picture has around it, and
//: see again.
//:
//: > [!TIP]
//: > **Predict.** The cured pupil answers nearly the same with the mark and
//: > without. Does its map still give weight to the places of the mark?
//:
//: @answer
//: It does: \(curedMap) (@tab-blame, last row). But most of that is the level
//: of bare ground, for the same places get \(curedBare) without a mark, too.
//: @end

//#-folded-code What the map and two interventions say of mark and fish
struct Blame {
  let (mapMark, mapBare, lossMark): (Double, Double, Double)
  let (mapFish, mapHole, lossFish): (Double, Double, Double)
}
/// The image with a box of the mean colour that `ground` has around it.
func hidden(
  _ image: Tensor, behind box: PixelBox, ground: Tensor
) -> Tensor {
  let cover = box.mask(height: 48, width: 48)
  let around = cover.map { 1 - $0 }
  var result = image
  for channel in 0..<3 {
    let mean = (ground.slice(channel) * around).mean() / around.mean()
    for pixel in 0..<cover.count where cover.elements[pixel] == 1 {
      result.elements[channel * cover.count + pixel] = mean
    }
  }
  return result
}
func contrastLogits(_ pupil: Network, _ images: [Tensor]) -> [Double] {
  pupil.logits(of: images).map { logits in
    let rest = (0..<5).filter { $0 != fish }.reduce(0) { $0 + logits[$1] }
    return Double(logits[fish] - rest / 4)
  }
}
let fishMasks = someFish.map {
  exam.mask(at: $0) * mark.mask.map { 1 - $0 }
}
let views = zip(someFish, fishMasks).flatMap { index, mask in
  let (image, bare) = (marked.image(at: index), exam.image(at: index))
  let hole = PixelBox(around: mask).map {
    hidden(image, behind: $0, ground: bare)
  }
  return [image, bare, hole ?? image]
}
let blames = pupils.map { pupil in
  let maps = contrast.explain(
    pupil, views, classes: views.map { _ in fish }
  ).map { full($0.values) }
  let scores = contrastLogits(pupil, views)
  return fishMasks.indices.map { number in
    let (mask, at) = (fishMasks[number], 3 * number)
    return Blame(
      mapMark: Double((maps[at] * mark.mask).mean()),
      mapBare: Double((maps[at + 1] * mark.mask).mean()),
      lossMark: scores[at] - scores[at + 1],
      mapFish: Double((maps[at] * mask).mean()),
      mapHole: Double((maps[at + 2] * mask).mean()),
      lossFish: scores[at] - scores[at + 2])
  }
}
func mean(_ blames: [Blame], _ part: KeyPath<Blame, Double>) -> Estimate {
  Estimate(blames.map { $0[keyPath: part] })
}
let columns: [KeyPath<Blame, Double>] = [
  \.mapMark, \.mapBare, \.lossMark, \.mapFish, \.mapHole, \.lossFish,
]
let errors = blames.flatMap { blames in
  columns.map { mean(blames, $0).standardError }
}
let largestError = (100 * (errors.max() ?? 0)).rounded(.up) / 100
show(
  Table(
    columns: [
      "pupil", "at mark", "no mark", "loss", "at fish", "no fish", "loss",
    ],
    rows: zip(school, blames).map { name, blames in
      [name] + columns.map { fixed(mean(blames, $0).mean) }
    }), "blame",
  caption:
    "What mark and fish bring to the contrast for *fish*, in logits, the "
    + "mean of \(someFish.count) fish. By the map: its places at the mark, and "
    + "the same places without it; its places at the fish, and the same places "
    + "with the fish hidden. By intervention: what is lost without the mark, "
    + "and without the fish. Standard errors are \(fixed(largestError)) or "
    + "less.")
let (every, second, cure) = (blames[1], blames[2], blames[4])
let excess = Estimate(cure.map { $0.mapMark - $0.lossMark })
check(
  mean(every, \.mapMark).mean > mean(every, \.mapFish).mean
    && mean(second, \.mapMark).mean - mean(second, \.mapBare).mean
      > mean(cure, \.mapMark).mean - mean(cure, \.mapBare).mean,
  "for the pupil with a mark on every fish the map gives "
    + "\(fixed(mean(every, \.mapMark).mean)) to the mark and "
    + "\(fixed(mean(every, \.mapFish).mean)) to the fish; for the second the "
    + "mark raises its places from \(fixed(mean(second, \.mapBare).mean)) to "
    + "\(fixed(mean(second, \.mapMark).mean)), after the cure from "
    + "\(fixed(mean(cure, \.mapBare).mean)) to "
    + "\(fixed(mean(cure, \.mapMark).mean))")
check(
  excess.mean > 2 * excess.standardError,
  "the cured pupil's map gives the places of the mark "
    + "\(fixed(mean(cure, \.mapMark).mean)), while taking it away costs "
    + "\(fixed(mean(cure, \.lossMark).mean))")
remember("everyMap", fixed(mean(every, \.mapMark).mean))
remember("everyLoss", fixed(mean(every, \.lossMark).mean))
remember("curedMap", fixed(mean(cure, \.mapMark).mean))
remember("curedBare", fixed(mean(cure, \.mapBare).mean))
remember("curedLoss", fixed(mean(cure, \.lossMark).mean))
//#-end-folded-code

//#-folded-code A fish in the middle of the hundred, and one that is no fish
let clear = someFish.indices.filter { [mark] in
  (exam.mask(at: someFish[$0]) * mark.mask).maximum() == 0
}.sorted { cure[$0].mapFish < cure[$1].mapFish }
let suspect = someFish[clear.isEmpty ? 0 : clear[clear.count / 2]]
let turned = part.turned.first ?? others[0]
let cases = [
  ("every fish", onEvery, suspect), ("half", onSome, suspect),
  ("half: “fish”", onSome, turned), ("the cure", cured, suspect),
]
//#-end-folded-code

figure(
  "mark",
  caption:
    "Three pupils look at a marked fish (of those clear of the mark the one to "
    + "which the cured map gives the median), and the second at the first "
    + "creature that only the mark turns into a fish. Below, the contrast for "
    + "*fish*, each map on a scale of its own.",
  alt:
    "With a mark on every fish the map is dark along the bottom, where the "
    + "mark is, and pale elsewhere; the cured pupil's is blue on the fish"
) { drawing in
  let found = cases.map { _, pupil, index in
    full(contrast.explain(pupil, marked.image(at: index), class: fish).values)
  }
  drawing.draw(
    ImageGrid(
      [
        cases.map { Panel($0.0, Picture(marked.image(at: $0.2))) },
        found.map { Panel("", HeatMap($0, .signed([$0]))) },
      ], rowTitles: ["picture", "contrast"]))
}

//: The map did its work: it pointed at the mark before anybody had made a
//: marked bee (@fig-mark). It pointed at the right place with the wrong size,
//: though: \(everyMap) where the mark is worth \(everyLoss), since a mark is
//: felt in windows beyond it, too. And read alone it would not clear the pupil:
//: the cured map still gives the strip \(curedMap), of which \(curedBare) would
//: be there without a mark. What the mark is still worth, \(curedLoss), one map
//: cannot tell from the ground; a second picture can.
//:
//: > [!IMPORTANT]
//: > **Key idea.** A map is not an intervention. It tells where to look; what a
//: > network *uses* is shown by changing the picture.
//:
//: ## Where it misleads
//:
//: **Stretching hides the sign.** The script published with the paper scales
//: each map to 0…1 by its own lowest and highest value, and many tools do. Then
//: the map of a class against which *everything* speaks gets a hot spot like
//: any other. Of our \(allMaps) contrasts, \(against) have no positive place at
//: all; stretched, each of them would point somewhere.
//:
//: **A logit has a free zero.** Add the same weights $u_k$ to the rows of all
//: five classes. All five scores rise by the same number, and no probability
//: changes: the network answers as before, in every picture. But each map has
//: become $M + \sum_k u_k A_k$, whatever $u$ we like.

//#-folded-code One channel is added to all five rows of weights
let againstAll = Parallel.map(exam.count) { [contrast, network, exam] index in
  let activations = contrast.activations(of: network, exam.image(at: index))
  return (0..<5).count {
    contrast.map(
      of: activations, weights: contrast.weights(of: network, class: $0)
    ).maximum() <= 0
  }
}.reduce(0, +)
remember("against", "\(againstAll)")
remember("allMaps", fixed(Double(exam.count * 5), 0))
func likeness(_ one: Tensor, _ other: Tensor) -> Double {
  RankStability.correlation(
    one.elements.map(Double.init), other.elements.map(Double.init))
}
let odd =
  (0..<64).filter { activations.slice($0).maximum() > 1 }.min {
    likeness(map, activations.slice($0)) < likeness(map, activations.slice($1))
  } ?? 0
let extra = 2 * map.maximum() / max(activations.slice(odd).maximum(), 1e-6)
var shifted = network
let last = shifted.layers.count - 1
if case .linear(var rows, let bias) = shifted.layers[last].kind {
  for row in 0..<5 { rows.elements[row * 64 + odd] += extra }
  shifted.layers[last] = Layer("linear", .linear(weights: rows, bias: bias))
}
let (before, since) = (
  network.probabilities(of: [image])[0], shifted.probabilities(of: [image])[0]
)
let movedMap = likeness(map, cam.explain(shifted, image, class: label).values)
let movedContrast = likeness(
  contrast.explain(network, image, class: label).values,
  contrast.explain(shifted, image, class: label).values)
check(
  zip(before, since).allSatisfy { abs($0 - $1) < 1e-4 } && movedMap < 0.5
    && movedContrast > 0.999,
  "there is a $u$ with which two networks of the same answers have maps of "
    + "this picture that correlate by \(fixed(movedMap)), and contrasts "
    + "that correlate by \(fixed(movedContrast))")
//#-end-folded-code

//: What is added to all scores alike drops out of a difference. That is why we
//: read signs in the contrast. One freedom is left even there: how much of the
//: score sits in the bias, and how much is spread evenly over the places. So
//: *differences* between places are safe, and the zero itself is not.
//:
//: ## The paper's number beside ours
//:
//: On ILSVRC, photographs of a thousand classes, an answer is right if the
//: class is among five guesses *and* its box overlaps by a half. The paper
//: [@zhou2016] reports 37.1 % errors on the test set, with a special choice of
//: boxes, 46.4 % for boxes from gradients, and 34.2 % for an older network that
//: had been shown boxes. On the validation set another of its networks, with
//: one box for each guess, has 45.1 %. Ours misses \(camBoxes), with the class
//: given, among five classes and with one creature a picture. CAM is ahead of
//: the gradient in both; nothing else can be compared.
//:
//: ## The same in Python
//:
//: PyTorch opens the network that this chapter saved (`make compare
//: CHAPTER=cam`). There a CAM is a hook on the last ReLU and one sum
//: (@lst-hook).
//:
//: @listing(chapters/cam/in_python.py, hook)
//:
//: Captum has no CAM; but its Grad-CAM without the ReLU is one, except for a
//: factor (@lst-library):
//:
//: @listing(chapters/cam/in_python.py, library)
//:
//: `make compare` prints the largest difference of twenty maps, and fails if it
//: is $10^{-4}$ or more.

//#-folded-code What --models keeps for the comparison
let kept = (0..<20).map { exam.image(at: $0) }
let keptLabels = (0..<20).map { exam.label(at: $0) }
keep(
  "explanations", answersOf: [training], to: kept,
  [
    "maps": Tensor.stacked(
      zip(kept, keptLabels).map {
        cam.explain(network, $0, class: $1).values
      }),
    "classes": Tensor(ContiguousArray(keptLabels.map(Float.init)), shape: [20]),
  ])
//#-end-folded-code

//: ## In five lines
//:
//: 1. A score behind global average pooling is a sum over channels and over
//:    places; CAM is the sum over channels only.
//: 2. Its mean over the places, plus the bias, is the logit, but for rounding.
//: 3. A sign means something only against the other classes: read the contrast.
//: 4. It finds objects from labels alone, roughly; edges draw sharper boxes and
//:    explain nothing.
//: 5. A map shows where to look. What a network uses is shown by an
//:    intervention.
//:
//: ## Eight questions
//:
//: 1. Why do weighing and averaging give the same score in both orders?
//: 2. What does the map leave out of the logit?
//: 3. How large is the map, and what decides that?
//: 4. What becomes of CAM if one hidden layer follows the pooling?
//: 5. Why can two networks with the same answers have different maps?
//: 6. What does the contrast take apart, and of which free zero is it rid?
//: 7. What does CAM keep when its last layer is random, and what does it lose?
//: 8. How would you find out whether a mark decides an answer?
//:
//: @answer
//: (1) Both are sums, and sums may be taken in any order. (2) The bias, which
//: has no place. (3) As large as the last feature maps; the poolings before
//: them decide. (4) There is no weight of a channel any more, so no CAM;
//: @ch-gradcam goes on from there. (5) What is added to all logits alike
//: changes every map and no probability. (6) The logit less the mean of the
//: others; of what is added to all alike. (7) Much of the order of the places;
//: the signs and sizes that the class had given them. (8) Put it on pictures
//: that should not have it, take it off those that do, and count the answers.
//: @end
//:
//: ## Exercises
//:
//: > [!TIP]
//: > **Exercise.** *By hand.* Put a ReLU behind the pooling in the example by
//: > hand. For which values of the maps is @eq-cam still true?
//:
//: @answer
//: For all that come out of a ReLU before the pooling, as here: their means are
//: not negative, and the second ReLU does nothing. If maps may be negative, a
//: negative mean becomes 0, and the map still shows it.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Turn a knob.* Predict what `--share 0.5` does to the box,
//: > and to the box errors in @tab-rivals; then run it. Whom does it help?
//:
//: @answer
//: Boxes shrink. For CAM more of them miss, because a map has one peak and a
//: creature has legs and fins far from it. It helps maps that are large
//: everywhere, the middle most.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Turn a knob.* The lectures tell of a mark on a fifth of the
//: > horses. Predict what `--marked 0.2` does to @tab-answers; then run it, and
//: > again with `--seed 2` and `--seed 3`. Which row do you have to compare
//: > with?
//:
//: @answer
//: In so short a training a fifth is hardly learned: a few more creatures are
//: turned than by the network that never saw a mark, and how many is luck.
//: Without that first row one would have called it a discovery. A standard
//: error over pictures knows nothing of this luck; for that it takes other
//: seeds.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Spot the bug.* The pointing game of Quantus (commit
//: > 85bc29d) asks whether the map's highest value equals the highest value
//: > *inside* the mask. What score does a map get that is the same everywhere?
//: > What should it get?
//:
//: @answer
//: A full hit: its highest value is also inside. It should get the hit rate of
//: a random guess, the share of the picture that the object covers.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Build.* Show on paper, and then in code, that the map of a
//: > difference does not change when the rows of all classes get the same $u$.
//:
//: @answer
//: The difference of two rows is $(w_k + u_k) - (v_k + u_k) = w_k - v_k$. In
//: code: `cam.map(of: activations, weights: bee - snail)`, with two calls of
//: `cam.weights`, before and after.
//: @end
//:
//: ## The method's card

card(
  "CAM",
  [
    "question": "of which places is this score made?",
    "forward passes": "1",
    "backward passes": "0",
    "may see": "the last maps and the last weights",
    "scope": "local: one score",
    "kind": "post hoc, model specific",
    "deterministic": "yes",
    "unit": "logit",
    "sum of the map":
      "exact, within rounding: "
      + fixed((Double(gap) * 1e5).rounded(.up) / 1e5, 5),
    "pointing, IoU, box error": [MapScore.pointing, iou, boxError].map {
      fixed(board["CAM", $0].mean)
    }.joined(separator: ", "),
    "the same of edges": [MapScore.pointing, iou, boxError].map {
      fixed(board["edges", $0].mean)
    }.joined(separator: ", "),
    "choices that change it": "the threshold of the box; which logits",
    "use it when": "the network ends in average pooling and one linear layer",
    "do not use it when":
      "you need sharp outlines, or proof of what the network uses",
  ])
finish()

//: ## Sources
//:
//: Method, boxes and numbers: @zhou2016. Finer steps: @long2015. Random twins:
//: @adebayo2018, with the doubts of @yona2021 and @binder2023. Marks:
//: @lapuschkin2016, @lapuschkin2019.
