//: # Grad-CAM: any layer, any network
//:
//: CAM reads a map off the network's last weights (@ch-cam). There is a price:
//: the network has to end in a global average and one linear layer, and most do
//: not. Grad-CAM, by @selvaraju2017, asks the gradient for the weights instead.
//: Then any layer will do, and any network. It may be the most used explanation
//: of a picture there is. It always draws a map. Whether the map is *true* is
//: another matter, and this chapter shows you how to find out.
//:
//: > [!NOTE]
//: > **In this chapter.** You will
//: >
//: > - work out a map by hand, and watch a gradient cancel itself;
//: > - explain a network that has no pooling at the end, layer by layer;
//: > - meet a bee that, says Grad-CAM, speaks against bees, and learn why;
//: > - catch a network that names the bee by the meadow, and cure it.
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

struct Knobs: ParsableArguments {
  @Option("The test image to explain.", in: 0...499) var image = 11
  @Option(
    "The learning rate of the networks without pooling.", in: 0.0001...0.1)
  var rate = 0.003
}

let knobs = open(Knobs.self)

//: ## The question
//:
//: **Where in the picture is what the network takes for the class?** CAM's
//: weights say how much each feature map counts. Behind a hidden layer there
//: are no such weights: 64 maps go in, 32 units mix them, and five scores come
//: out. But we can always ask how a score *would change* if a map changed. That
//: is a gradient, and a gradient passes through anything. @fig-question has the
//: two pictures of this chapter. Grad-CAM will find one of the creatures.

let garden = attempt { try ToyGarden.bundled() }
let lessons = attempt { try garden.train }
let exam = attempt { try garden.test }
let names = Creature.allCases.map(\.name)
let pictures = exam.indices.map { exam.image(at: $0) }

figure(
  "question", caption: "Two pictures of the test.",
  alt: "A mushroom on grass, and a bee over soil"
) { drawing in
  drawing.draw(
    ImageRow(
      [knobs.image, 48].map { Panel("", Picture(pictures[$0])) }, panelWidth: 62
    ))
}

//: ## By hand: four places, two channels
//:
//: Two feature maps $A_1, A_2$ of 2 by 2 places, and a score $y = \sum g_k A_k$
//: that weighs every place of every map by itself. So $g_k$ is the gradient
//: (@fig-hand). Grad-CAM takes its mean over the places, one number a channel,
//: and adds the maps with these weights:
//:
//: $$
//: \alpha_k = \frac{1}{Z} \sum_{p} \frac{\partial y}{\partial A_k(p)},
//: \qquad M(p) = \sum_k \alpha_k A_k(p).
//: $$ {#eq-gradcam}
//:
//: What is shown is mostly $L = \max(0, M)$: what speaks *for* the class. Here
//: $\alpha_1 = (1 + 1 + 1 + 1)/4 = 1$. But $\alpha_2 = (-1 + 1 - 1 + 1)/4 = 0$:
//: the score likes the second feature on the right and dislikes it on the left,
//: and the two halves cancel.

let handMaps = Tensor([4, 0, 0, 0, 0, 0, 0, 3], shape: [2, 2, 2])
let handSlopes = Tensor([1, 1, 1, 1, -1, 1, -1, 1], shape: [2, 2, 2])
let byHand = [GradCAMWeighting.mean, .elementwise].map { weighting in
  let weights = weighting.weights(handMaps, handSlopes)
  return GradCAM(layer: "").map(of: handMaps, weights: weights)
}
check(
  byHand[0].elements == [4, 0, 0, 0] && byHand[1].elements == [4, 0, 0, 3],
  "the mean gradient gives the map (4, 0; 0, 0); the gradient place by place "
    + "gives (4, 0; 0, 3)")

figure(
  "hand",
  caption: "Two maps, their gradients, Grad-CAM's map, and the map that weighs "
    + "every place by its own gradient.",
  alt: "Six little squares of four numbers; the fifth has lost the 3"
) { drawing in
  let maps =
    (0..<2).map { handMaps.slice($0) } + (0..<2).map { handSlopes.slice($0) }
    + byHand
  let titles = ["A1", "A2", "g1", "g2", "mean", "by place"]
  let scale = ColorScale.signed(maps)
  drawing.draw(
    ImageRow(
      zip(titles, maps).map { Panel($0, HeatMap($1, scale, decimals: 0)) }))
}

//: The score is $4 + 3 = 7$. Grad-CAM's map adds up to 4. It has not lost a
//: detail: it says *nothing* is at the place that made 3 of the 7. Keep this in
//: mind, for a network will do the same.
//:
//: ## A network without a pooling layer
//:
//: The convolutions are those of the other chapters. But now all 9,216 numbers
//: of the last maps go into a hidden layer of 32 units. (They learn at a
//: smaller rate than elsewhere in the book; an exercise tells why.) CAM refuses
//: it:

var random = Random(seed: knobs.seed)
func trained(
  _ name: String, _ head: GardenHead, rate: Double = knobs.rate,
  on numbers: [Int]
) -> TrainedNetwork {
  learn(
    name, .garden(classes: 5, head: head, using: &random),
    on: Examples(lessons, at: numbers),
    TrainingOptions(epochs: 3, optimizer: .adam(learningRate: rate)),
    using: &random)
}
let lesson = trained(
  "dense", .dense(hidden: 32), on: Array(lessons.indices))
let (network, history) = (lesson.network, lesson.history)
func isRight(_ model: Network, _ numbers: [Int]) -> [Bool] {
  let rows = model.logits(of: numbers.map { pictures[$0] })
  return zip(numbers, rows).map { number, row in
    row.firstIndex(of: row.max() ?? 0) == exam.label(at: number)
  }
}
func hits(_ model: Network, _ numbers: [Int]) -> Estimate {
  Estimate(isRight(model, numbers).map { $0 ? 1 : 0 })
}
let accuracy = hits(network, Array(exam.indices)).mean
let refusal = CAM().obstacle(in: network) ?? "CAM fits"
print(refusal.prefix { $0 != "[" })
remember("accuracy", fixed(100 * accuracy, 1) + " %")

figure(
  "training", caption: "The network learns: its loss, step by step.",
  alt: "A curve that falls steeply in the first of 189 steps"
) { drawing in
  drawing.draw(
    LineChart(
      [.init("loss", y: history.steps.map(\.loss))], x: "step", y: "loss",
      height: 62))
}

//: After @fig-training it names \(accuracy) of the 500 test pictures rightly.
//:
//: ## Step by step

let image = pictures[knobs.image]
let label = exam.label(at: knobs.image)
let truth = exam.mask(at: knobs.image)
let method = GradCAM(layer: "relu3")
let activations = method.activations(of: network, image)
let slopes = method.gradients(of: network, class: label, at: activations)
let alphas = method.weights(activations, slopes)
let map = method.map(of: activations, weights: alphas)
let explanation = method.explain(network, image, class: label)
func step(_ name: String, _ what: String, _ tensor: Tensor) -> [String] {
  [
    name, what, "\(tensor.shape)", fixed(tensor.minimum(), 3),
    fixed(tensor.mean(), 4), fixed(tensor.maximum(), 3),
  ]
}
show(
  Table(
    columns: ["", "what", "shape", "lowest", "mean", "highest"],
    rows: [
      step("A", "maps of the layer", activations),
      step("g", "gradient of the logit", slopes),
      step("α", "its mean, channel by channel", alphas),
      step("M", "sum of the maps, weighed", map),
      step("L", "what is positive of it", explanation.positive),
    ]), "steps",
  caption: "Everything that Grad-CAM computes for one picture.")
check(explanation.values == map, "the short way is the four steps, bit for bit")
remember("number", "\(knobs.image)")
remember("name", names[label])

//: Picture \(number) shows a \(name), and @tab-steps is all of Grad-CAM. Score
//: means *logit*, before the softmax; we shall see why. @tab-alphas shows what
//: the weights do.

let sums = (0..<64).map { alphas[$0] * activations.slice($0).sum() }
let bySum = sums.indices.sorted { sums[$0] > sums[$1] }
let firing = Parallel.map(100) { [exam, network] index in
  let maps = network.output(of: "relu3", for: exam.image(at: index))
  return (0..<64).map { maps.slice($0).maximum() > 0 }
}
let living = (0..<64).count { channel in firing.contains { $0[channel] } }
print("channels that fire on any of 100 pictures:", living, "of 64")
show(
  Table(
    columns: ["channel", "α", "mean of A", "α · sum of A"],
    rows: (bySum.prefix(3) + bySum.suffix(2)).map { channel in
      [
        "\(channel)", fixed(alphas[channel], 4),
        fixed(activations.slice(channel).mean(), 3), fixed(sums[channel]),
      ]
    }), "alphas",
  caption: "The channels that add most to the map, and least.")
remember("living", "\(living)")

//: \(living) of the 64 channels fire for some picture. This is not a matter of
//: course: a larger learning rate kills most of them for good, and an exercise
//: shows what becomes of the maps.
//:
//: What is an $\alpha$? Raise one channel by a little *at all places at once*.
//: The logit rises by $\alpha_k$ times that, times the number of places. This
//: can be tried without any gradient, and at any layer:

let layers = ["relu1", "relu2", "relu3"]
let tests = layers.map { layer in
  let grad = GradCAM(layer: layer)
  let maps = grad.activations(of: network, image)
  let slopes = grad.gradients(of: network, class: label, at: maps)
  let alphas = grad.weights(maps, slopes)
  let channel = alphas.map(abs).argMax()
  let places = maps.count / maps.shape[0]
  var raised = maps
  for place in 0..<places { raised.elements[channel * places + place] += 0.002 }
  let logits = network.logits(above: layer, from: [maps, raised])
  let gain = (logits[1][label] - logits[0][label]) / (0.002 * Float(places))
  return (alpha: alphas[channel], gain: gain)
}
for (layer, test) in zip(layers, tests) {
  print(layer, " α", fixed(test.alpha, 5), " by trial", fixed(test.gain, 5))
}
check(
  tests.allSatisfy { abs($0.gain - $0.alpha) < 0.05 * abs($0.alpha) },
  "at three layers, raising the channel of the largest weight everywhere moves "
    + "the logit as its α says, within 5 %",
  claim: 35, verdict: .holds)

let logits = network.logits(of: [image])[0]
let lowest = logits.indices.min { logits[$0] < logits[$1] } ?? 0
let other = method.explain(network, image, class: lowest)
remember("lowest", names[lowest])

figure(
  "steps",
  caption: "The picture; M for its own class; its positive part L stretched "
    + "over the picture; M for the class of the lowest logit.",
  alt: "A creature; a map of blue squares on it; a soft blue patch over the "
    + "picture; a map that is mostly orange"
) { drawing in
  let scale = ColorScale.signed(
    [map, other.values], title: "share of the logit")
  let stretched = explanation.positive.resized(height: 48, width: 48)
  let outline = Annotation.outline(of: truth, color: Theme.ink)
  drawing.draw(
    ImageRow(
      [
        Panel("picture", Picture(image)),
        Panel("M: " + names[label], HeatMap(map, scale)),
        Panel("L, stretched", Overlay(stretched, on: image, scale, outline)),
        Panel("M: " + names[lowest], HeatMap(other.values, scale)),
      ], scale: scale))
}

//: That is what people love about Grad-CAM (@fig-steps): the network says
//: *\(name)*, and the map lies on the \(name). Ask for *\(lowest)*, and the
//: same place speaks against it. Remember that orange map.
//:
//: ## Where it is CAM
//:
//: Behind a global average and one linear layer, every gradient of channel $k$
//: is $w_k / Z$, with $Z$ places. The mean of equal numbers is that number, so
//: Grad-CAM must be the positive part of CAM, divided by $Z$. Train a network
//: with that ending, and compare on all 500 test pictures.

let pooling = trained(
  "average pooling", .average, rate: 0.01, on: Array(lessons.indices))
let pooled = pooling.network
let differences = Parallel.map(exam.count) { [exam, pooled] index in
  let (image, label) = (exam.image(at: index), exam.label(at: index))
  let old = CAM().explain(pooled, image, class: label).positive
  let new = GradCAM(layer: "relu3").explain(pooled, image, class: label)
  return zip(old.elements, new.positive.elements)
    .map { abs($0 / Float(old.count) - $1) }.max() ?? 1
}
print("largest difference:", differences.max() ?? 1)
check(
  (differences.max() ?? 1) < 1e-6,
  "on the pooled network Grad-CAM is CAM's positive part over 144, to "
    + "a millionth")
check(
  CAM().obstacle(in: network) != nil && map.maximum() > 0,
  "the network without pooling and linear layer gets its map all the same: "
    + "that architecture is CAM's, and Grad-CAM's weights are gradients",
  claim: 39, verdict: .refuted)

//: ## Any layer
//:
//: Nothing ties us to the last maps. @fig-layers weighs the maps of three
//: layers. Lower layers have more places, each worth less; so each map is
//: multiplied by their number, and one scale serves all.

func row(_ method: String, on board: ScoreBoard) -> [Estimate] {
  board.scores.map { board[method, $0] }
}
func cell(_ estimate: Estimate) -> String {
  fixed(estimate.mean) + " ± " + fixed(estimate.standardError)
}
let columns: [MapScore] = [.pointing, .iou, .boxError]
var byLayer = ScoreBoard(columns, over: exam, first: 100)
for layer in layers { byLayer.enter(layer, GradCAM(layer: layer), of: network) }
let layerMaps = layers.map { layer in
  let map = GradCAM(layer: layer).explain(network, image, class: label).values
  return map * Float(map.count)
}
show(
  Table(
    columns: ["layer", "places", "pointing", "IoU", "error"],
    rows: layers.indices.map { index in
      [layers[index], "\(layerMaps[index].count)"]
        + row(layers[index], on: byLayer).map(cell)
    }), "layers",
  caption: "Grad-CAM at three layers, over 100 test pictures: how often the "
    + "highest point lies on the creature; the overlap with it; the share of "
    + "wrong boxes.")

sweep(
  "layers", over: layers, named: "layer",
  caption: "Grad-CAM's signed map at three layers, with the true outline.",
  alt: "A fine map of edges, a coarser one, and a map of large squares"
) { drawing, layer in
  let map = layerMaps[layers.firstIndex(of: layer) ?? 0]
  let outline = Annotation.outline(of: truth, color: Theme.ink)
  drawing.draw(HeatMap(map, .signed(layerMaps), outline))
} below: { drawing in
  drawing.draw(ColorBar(.signed(layerMaps, title: "M times places")))
}

//: Lower maps are finer. Common advice is to take the last layer, which knows
//: most of classes; yet here the layer below it finds the creature no less
//: well. @tab-layers has three scores that the rest of the chapter keeps.
//: *Pointing*: does the highest point lie on the creature [@zhang2016]? *IoU*:
//: how well does the region above a fifth of the maximum agree with the
//: creature? *Error*: the share of boxes around that region that overlap the
//: true box by less than half.
//:
//: ## A bee that speaks against bees
//:
//: Now picture 48, a bee. The network has no doubt about it. What does Grad-CAM
//: say?

let strange = pictures[48]
let bee = Creature.bee.rawValue
let missing = method.explain(network, strange, class: bee)
let sure = network.probabilities(of: [strange])[0][bee]
print(
  "probability", fixed(sure, 4), " highest M",
  fixed(missing.values.maximum(), 3),
  " sum of M", fixed(missing.values.sum(), 3),
  " sum of L", fixed(missing.positive.sum(), 3))

//: Add the map up, and it is *negative*: on the whole, says Grad-CAM, this
//: picture speaks against bees. What is left of it after the ReLU is next to
//: nothing. Is that so? Ask the network. Set all channels to zero at one of the
//: 144 places and see by how much the logit falls; then the next place. No
//: gradient is involved.

let worth = PlaceRemoval(layer: "relu3").explain(network, strange, class: bee)
let local = GradCAM(layer: "relu3", weighting: .elementwise)
  .explain(network, strange, class: bee)
let beeMaps = method.activations(of: network, strange)
let beeSlopes = method.gradients(of: network, class: bee, at: beeMaps)
let beeAlphas = method.weights(beeMaps, beeSlopes)
let account = (0..<64).map { channel in
  let maps = beeMaps.slice(channel)
  return (
    true: (maps * beeSlopes.slice(channel)).sum(),
    said: beeAlphas[channel] * maps.sum()
  )
}
let furthest = account.indices.sorted {
  account[$0].true - account[$0].said > account[$1].true - account[$1].said
}
show(
  Table(
    columns: ["channel", "adds (Σ g A)", "α", "Grad-CAM says (α Σ A)"],
    rows: furthest.prefix(4).map { channel in
      [
        "\(channel)", fixed(account[channel].true),
        fixed(beeAlphas[channel], 4), fixed(account[channel].said),
      ]
    } + [
      [
        "all 64", fixed(account.reduce(0) { $0 + $1.true }), "",
        fixed(account.reduce(0) { $0 + $1.said }),
      ]
    ]), "bee",
  caption: "The four channels of which Grad-CAM's account is furthest off, and "
    + "the sum over all.")
remember("beeLogit", fixed(network.logits(of: [strange])[0][bee]))
remember("beeSum", fixed(missing.values.sum()))
remember("beeLocal", fixed(local.values.sum()))

figure(
  "bee",
  caption: "The picture; what each place is worth, found by removing it; "
    + "Grad-CAM's M; each place weighed by its own gradient. One scale.",
  alt: "A bee; blue squares on it; a map that is all but empty; the same blue "
    + "squares"
) { drawing in
  let maps = [worth.values, missing.values, local.values]
  let scale = ColorScale.signed(maps, title: "share of the logit")
  let outline = Annotation.outline(of: exam.mask(at: 48), color: Theme.ink)
  let titles = ["by removal", "Grad-CAM", "by place"]
  drawing.draw(
    ImageRow(
      [Panel("picture", Picture(strange))]
        + zip(titles, maps).map { Panel($0, HeatMap($1, scale, outline)) },
      scale: scale))
}

//: The network does see the bee (@fig-bee, second panel). And @tab-bee has the
//: answer: it is our calculation by hand come true. The hidden units look at
//: *places*. They like a feature where bees are wont to be and dislike it
//: elsewhere, and there is more elsewhere. The mean over all places is small or
//: negative, though the feature, where it *is*, raises the logit. The logit is
//: \(beeLogit), and the map adds up to \(beeSum). That is a bad case. How
//: common are they?
//:
//: The cure is in the last panel: do not average. Weigh each place by its own
//: gradient, $M(p) = \sum_k g_k(p) A_k(p)$. This is HiResCAM [@draelos2020].
//: Its sum is \(beeLocal), the logit but for the biases.
//:
//: ## The family
//:
//: HiResCAM is one of several methods that differ in one step only, how
//: gradients become weights (@lst-weights). LayerCAM keeps only what is
//: positive of $g$ [@jiang2021]; Grad-CAM++ takes a weighted mean of that
//: [@chattopadhay2018]. Guided Grad-CAM multiplies Grad-CAM by *guided
//: backpropagation*, a gradient whose rectifiers drop what is negative on the
//: way down [@springenberg2015].
//:
//: @listing(Sources/Explainers/ActivationMaps/GradCAMWeighting.swift, weights)

typealias Explainer = @Sendable (Network, Tensor, Int) -> Tensor
func weighed(_ weighting: GradCAMWeighting) -> Explainer {
  let method = GradCAM(layer: "relu3", weighting: weighting)
  return { method.explain($0, $1, class: $2).values }
}
let guided = GuidedGradCAM(layer: "relu3")
let family: [(name: String, explain: Explainer)] = [
  ("Grad-CAM", weighed(.mean)), ("HiResCAM", weighed(.elementwise)),
  ("Grad-CAM++", weighed(.plusPlus)), ("LayerCAM", weighed(.positive)),
  ("Guided Grad-CAM", { [guided] in guided.explain($0, $1, class: $2).values }),
]
var league = ScoreBoard(columns, over: exam)
progress("500 pictures, nine maps each", total: family.count + 1) { bar in
  for (name, explain) in family {
    league.enter(name) { [network] item in
      explain(network, item.image, item.label).map { max(0, $0) }
    }
    bar.advance()
  }
  league.enterControls(using: &random)
  bar.advance()
}
show(
  Table(
    columns: ["map", "pointing", "IoU", "error"],
    rows: league.methods.map { [$0] + row($0, on: league).map(cell) }),
  "league",
  caption: "The family and four controls, over 500 test pictures. High is good "
    + "in the first two columns, low in the last.")
let better = Estimate(
  zip(
    league.values(of: .iou, "Grad-CAM"), league.values(of: .iou, "HiResCAM")
  ).map { $0 < $1 ? 1 : 0 })
let sumsOfMaps = Parallel.map(exam.count) { [exam, network] index in
  GradCAM(layer: "relu3").explain(
    network, exam.image(at: index), class: exam.label(at: index)
  ).values.sum()
}
let against = zip(sumsOfMaps, isRight(network, Array(exam.indices)))
  .count { $0 < 0 && $1 }
print("named rightly, with a map whose sum is negative:", against, "of 500")
print("HiResCAM's IoU is the higher one in", cell(better), "of the pictures")
check(
  league["oracle", .iou].mean == 1
    && league["edges", .iou].mean > league["random", .iou].mean
    && league["HiResCAM", .iou].mean > league["random", .iou].mean + 0.1
    && league["random", .pointing].mean < 0.25,
  "the oracle is perfect, edges and HiResCAM beat chance, and chance points at "
    + "the creature in less than a quarter of the pictures")
check(
  league["HiResCAM", .boxError].mean < league["Grad-CAM", .boxError].mean
    && better.mean > 0.5 + 3 * better.standardError && against > 25,
  "more than one picture in twenty is named rightly and has a map that sums to "
    + "less than zero; without the average fewer boxes are wrong, and the "
    + "region agrees better in more than half of the pictures",
  claim: 38, verdict: .holds)
remember("against", "\(against)")
remember("gradError", percent(league["Grad-CAM", .boxError].mean, 0))
remember("localError", percent(league["HiResCAM", .boxError].mean, 0))
remember("edgeError", percent(league["edges", .boxError].mean, 0))

figure(
  "family",
  caption: "Two pictures and what the family says of them, each map over its "
    + "own maximum, since the units differ. So nothing shows that the bee's "
    + "first map is all but empty.",
  alt:
    "Two rows of six panels: a mushroom and a bee with patches of blue; in the "
    + "second row the patch of Grad-CAM is small", width: .wide
) { drawing in
  let scale = ColorScale(.blues, range: 0...1, title: "share of the maximum")
  let rows = [
    (image, label, truth, true), (strange, bee, exam.mask(at: 48), false),
  ].map {
    image, label, mask, isFirst in
    [Panel("", Picture(image))]
      + family.map { name, explain in
        let map = explain(network, image, label).map { max(0, $0) }
        let shown = map.map { $0 / max(map.maximum(), 1e-9) }
          .resized(height: 48, width: 48)
        let outline = Annotation.outline(of: mask, color: Theme.ink)
        return Panel(isFirst ? name : "", HeatMap(shown, scale, outline))
      }
  }
  drawing.draw(ImageGrid(rows, scale: scale))
}

//: @fig-family is handsome, and @tab-league is sobering. For \(against) of the
//: pictures that the network names rightly, Grad-CAM's map says on the whole
//: that they are something else. \(gradError) of its boxes are wrong; weighed
//: place by place, \(localError). And a rival that never saw the network, an
//: edge detector, is wrong in \(edgeError). What does that mean? That these
//: scores ask *where is the creature?*, and edges know: our creatures are sharp
//: and their grounds are soft. A good mark here shows that a map looks right.
//: It does not show that it is right about the *network*.
//:
//: ## Is it true to the network?
//:
//: For that there is a direct test. We know what each place is worth, by
//: removal. Over 40 pictures, correlate it with each map, place by place; and
//: compare the sum of the map with the logit.

let models = [("dense", network), ("pooled", pooled)]
let trust = models.map { _, model in
  let worth = Parallel.map(40) { [exam] index in
    PlaceRemoval(layer: "relu3").explain(
      model, exam.image(at: index), class: exam.label(at: index)
    ).values.elements.map(Double.init)
  }
  return family.prefix(4).map { _, explain in
    let rows = Parallel.map(40) { [exam] index in
      let (image, label) = (exam.image(at: index), exam.label(at: index))
      let map = explain(model, image, label)
      let agreement = RankStability.correlation(
        worth[index], map.elements.map(Double.init))
      let logit = model.logits(of: [image])[0][label]
      return [agreement, Double(map.sum()), Double(logit)]
    }
    return (0..<3).map { column in Estimate(rows.map { $0[column] }) }
  }
}
show(
  Table(
    columns: ["head", "map", "correlation", "sum", "logit"],
    rows: models.indices.flatMap { model in
      trust[model].indices.map { way in
        [models[model].0, family[way].name, cell(trust[model][way][0])]
          + trust[model][way][1...].map { fixed($0.mean) }
      }
    }), "faith",
  caption: "How a map agrees with what the places are worth, over 40 pictures, "
    + "on the network without pooling and on the pooled one.")
check(
  trust[1][0][0].mean > 0.999 && trust[0][1][0].mean > 0.99
    && trust[0][0][0].mean + 3 * trust[0][0][0].standardError < 0.95,
  "of every network Grad-CAM makes a map; but behind the average the map "
    + "follows what the places are worth (0.999), and without it less well "
    + "(below 0.95), where HiResCAM still does (0.99)",
  claim: 34, verdict: .holdsWhen("any map will do"))
remember("faithful", fixed(trust[0][0][0].mean))
remember("faithfulLocal", fixed(trust[0][1][0].mean, 3))

//: This is the page to remember. Grad-CAM was made to free CAM from the pooling
//: layer. It *runs* without it. But without it the gradient differs from place
//: to place, the mean throws that away, and what is left correlates \(faithful)
//: with what the network does. HiResCAM reaches \(faithfulLocal). Where the
//: head averages, the two are one method and both are exact. **So the free
//: choice of architecture is real, and the average is what spoils it.** How
//: badly depends on the network; an exercise below makes it worse.
//:
//: ## Three ways to get nothing
//:
//: An empty map is a result, and a tool that stretches each map to its own
//: maximum turns it into confetti. Three ways to get one, on purpose: a class
//: for which nothing speaks; a layer whose rectifiers are all shut; and the
//: probability in place of the logit, whose gradient carries a factor $p(1 -
//: p)$ and dies when the network is sure.

var shut = network
shut.parameters = zip(network.parameterNames, network.parameters).map {
  $0 == "conv3.bias" ? Tensor(repeating: -1000, shape: $1.shape) : $1
}
let faded = GradCAM(layer: "relu3", score: .probability)
let nothing = [
  (names[label] + ", logit", explanation), (names[lowest] + ", logit", other),
  ("shut rectifiers", method.explain(shut, image, class: label)),
  ("probability", faded.explain(network, image, class: label)),
]
for (name, result) in nothing {
  print(
    name, " M from", result.values.minimum(), "to", result.values.maximum())
}
check(
  nothing[2].1.values.elements.allSatisfy { $0 == 0 }
    && nothing[3].1.values.maximum() < nothing[0].1.values.maximum() / 100,
  "shut rectifiers give a map of exact zeros, and the probability's map is a "
    + "hundred times weaker than the logit's")

//: ## What speaks against
//:
//: The ReLU hides the orange half of the map: what speaks *against* the class.
//: Turn the sign, and it becomes a counterfactual: what would have to go for
//: the network to be surer [@selvaraju2017]? The Toy Garden has pictures of two
//: creatures. Ask the pooled network for one, and the other should appear
//: (@fig-counter).

let pairs = attempt { try garden.pairs }
let shares = Parallel.map(pairs.count) { [pairs, pooled] index in
  let both = pairs.creatures(at: index)
  let result = GradCAM(layer: "relu3")
    .explain(pooled, pairs.image(at: index), class: both[0].rawValue)
  let masks = both.map { pairs.mask(at: index, $0) }
  return [result.positive, result.negative].map { map in
    let map = map.resized(height: 48, width: 48)
    return masks.map { Double((map * $0).sum() / $0.sum()) }
  }
}
let counter = Estimate(shares.map { $0[1][1] - $0[1][0] })
print("what speaks against is denser on the other creature by", cell(counter))
check(
  counter.mean > 3 * counter.standardError,
  "over 100 pictures of two, what speaks against one creature lies on the "
    + "other more than on itself")

figure(
  "counter",
  caption:
    "A picture of two creatures, and the map for one of them: all of it, "
    + "what speaks for it, what speaks against it.",
  alt: "Two creatures; one is blue and the other orange in the map; then the "
    + "blue part alone, then the orange part alone"
) { drawing in
  let gaps = shares.map { $0[0][0] - $0[0][1] + $0[1][1] - $0[1][0] }
  let index = gaps.indices.max { gaps[$0] < gaps[$1] } ?? 0
  let creature = pairs.creatures(at: index)[0]
  let picture = pairs.image(at: index)
  let result = method.explain(pooled, picture, class: creature.rawValue)
  let scale = ColorScale.signed([result.values], title: "share of the logit")
  let maps = [
    result.values, result.positive, result.negative.map { -$0 },
  ]
  let titles = [creature.name, "for", "against"]
  drawing.draw(
    ImageRow(
      [Panel("picture", Picture(picture))]
        + zip(titles, maps).map { Panel($0, HeatMap($1, scale)) },
      scale: scale))
}

//: ## A network with a bad habit
//:
//: Lectures tell of a network that was to tell doctors from nurses, and looked
//: at faces and hair. Let us make one. In this training set every bee is on a
//: meadow, and nobody else is. What will it learn: bees, or grass? Its twin
//: gets as many pictures, all creatures on all grounds alike.

let onMeadow = lessons.indices.filter {
  (lessons.creature(at: $0) == .bee) == (lessons.ground(at: $0) == .meadow)
}
let balanced = Creature.allCases.flatMap { creature in
  Ground.allCases.flatMap {
    lessons.indices(of: creature, on: $0).prefix(onMeadow.count / 20)
  }
}
let twins = [
  trained("bees on meadows", .dense(hidden: 32), on: onMeadow),
  trained("bees anywhere", .dense(hidden: 32), on: balanced),
]
let (biased, cured) = (twins[0].network, twins[1].network)
let groups = [(true, true), (true, false), (false, true), (false, false)].map {
  isBee, isMeadow in
  exam.indices.filter {
    (exam.creature(at: $0) == .bee) == isBee
      && (exam.ground(at: $0) == .meadow) == isMeadow
  }
}
let byGroup = [biased, cured].map { model in groups.map { hits(model, $0) } }
let groupNames = [
  "bees on meadows", "bees elsewhere", "others on meadows", "others elsewhere",
]
show(
  Table(
    columns: ["group", "pictures", "biased", "balanced"],
    rows: groups.indices.map {
      [
        groupNames[$0], "\(groups[$0].count)", cell(byGroup[0][$0]),
        cell(byGroup[1][$0]),
      ]
    }), "groups",
  caption: "Accuracy by group: trained on \(onMeadow.count) pictures with bees "
    + "only on meadows, and on \(balanced.count) balanced ones.")
let shareOnBee = [GradCAMWeighting.mean, .elementwise].map { weighting in
  let method = GradCAM(layer: "relu3", weighting: weighting)
  return [biased, cured].map { model in
    Estimate(
      groups[0].map { index in
        let map = method.explain(model, pictures[index], class: 0).positive
          .resized(height: 48, width: 48)
        return Double((map * exam.mask(at: index)).sum() / max(map.sum(), 1e-9))
      })
  }
}
let onBee = shareOnBee[0]
for (name, shares) in zip(family.map(\.name), shareOnBee) {
  print(name, "on the bee:", cell(shares[0]), "and, cured,", cell(shares[1]))
}
let area = Estimate(groups[0].map { Double(exam.mask(at: $0).mean()) }).mean
check(
  onBee[0].mean < 1.5 * area && onBee[1].mean > 1.5 * area
    && byGroup[0][1].mean < 0.2 && byGroup[1][1].mean > 0.8,
  "of bees on meadows the biased network's map lies on the bee for less than "
    + "one and a half times the bee's share of the area, the balanced one's "
    + "for more; and the first fails on bees elsewhere",
  claim: 36, verdict: .holds)
remember("usual", fixed(100 * byGroup[0][0].mean, 0) + " %")
remember("elsewhere", fixed(100 * byGroup[0][1].mean, 0) + " %")
remember("cured", fixed(100 * byGroup[1][1].mean, 0) + " %")
remember("biasedShare", cell(onBee[0]))
remember("curedShare", cell(onBee[1]))
remember("area", fixed(area))

figure(
  "bias",
  caption: "Grad-CAM for *bee*, over its own maximum: the network of bad "
    + "habits above, its twin below, each with its probability of *bee*.",
  alt: "Above, the whole meadow is blue, with the bee or without one; below, "
    + "the bee alone"
) { drawing in
  let scale = ColorScale(.blues, range: 0...1, title: "share of the maximum")
  let shown = [groups[0][0], groups[0][1], groups[1][0], groups[2][0]]
  let rows = [biased, cured].map { model in
    shown.map { index in
      let map = method.explain(model, pictures[index], class: 0).positive
      let top = max(map.maximum(), 1e-9)
      let over = Overlay(
        map.map { $0 / top }.resized(height: 48, width: 48),
        on: pictures[index], scale,
        .outline(of: exam.mask(at: index), color: Theme.ink))
      let belief = model.probabilities(of: [pictures[index]])[0][0]
      return Panel("", over, caption: "bee: " + fixed(belief))
    }
  }
  drawing.draw(
    ImageGrid(
      rows, rowTitles: ["biased", "balanced"], scale: scale, panelWidth: 74))
}

//: On the exam that resembles its lessons the biased network is perfect:
//: \(usual) of the bees on meadows. Of bees elsewhere it knows \(elsewhere).
//: The map tells at a glance (@fig-bias). Of a bee on a meadow \(biasedShare)
//: of the map lies on the bee, which fills \(area) of the picture: to this
//: network the bee is one more piece of meadow. HiResCAM, the one to trust
//: here, says much the same. After the cure, more pictures of other kinds and
//: no trick at all, the share is \(curedShare), and it knows \(cured) of the
//: bees elsewhere. Mind the order of the argument: the map raised the
//: *suspicion*, the accuracies by group (@tab-groups) are the *proof*.
//:
//: ## Any network?
//:
//: Four other heads, untrained, and a network for the rows of a table:

let zoo = [
  GardenHead.average, .max, .dense(hidden: 8), .averageThenDense(hidden: 8),
].map { Network.garden(classes: 5, head: $0, using: &random) }
let drawn = zoo.map { method.explain($0, image, class: label).values }
let table = Network.dense(inputs: 8, hidden: [16], classes: 2, using: &random)
let flat = table.output(of: "relu1", for: Tensor(repeating: 1, shape: [8]))
check(
  drawn.allSatisfy { $0.minimum() < $0.maximum() } && flat.shape.count == 1,
  "four networks with other heads get a map from the same code; one for rows "
    + "of a table has a gradient, but no layer whose values lie anywhere",
  claim: 37, verdict: .holdsWhen("one of its layers has places"))

//: ## Would a fool's network get the same map?
//:
//: Replace the layers by random ones, from the top down. An explanation of the
//: network has to change [@adebayo2018]. The last column replaces the question:
//: how alike are the maps of two classes?

let check20 = SanityCheck(of: network, using: knobs.random("sanity check")) {
  .garden(classes: 5, head: .dense(hidden: 32), using: &$0)
}
let suspects: [(name: String, explain: Explainer)] = [
  family[0], family[1],
  ("gradient", { InputGradient().explain($0, $1, class: $2).values }),
  (
    "guided backprop",
    { [guided] in guided.details.explain($0, $1, class: $2).values }
  ),
  ("edges", { _, image, _ in Controls.edges(of: image) }),
]
let checked = progress("spoiling the network", total: suspects.count) { bar in
  suspects.map { suspect in
    let explain = suspect.explain
    let scores = check20.scores(over: 20) { [exam] model, index in
      explain(model, exam.image(at: index), exam.label(at: index))
    }
    let classes = Parallel.map(20) { [exam, network] index in
      let maps = [0, 1].map { shift in
        let label = (exam.label(at: index) + shift) % 5
        return explain(network, exam.image(at: index), label)
          .elements.map(Double.init)
      }
      return abs(RankStability.spearman(maps[0], maps[1]))
    }
    bar.advance()
    return scores.stages.map(\.mean) + [Estimate(classes).mean]
  }
}
show(
  Table(
    columns: ["map"] + check20.layers + ["other class"],
    rows: zip(suspects, checked).map { [$0.name] + $1.map { fixed($0) } }),
  "sanity",
  caption: "Rank correlation with the trained network's map, without its sign, "
    + "when the layers from the top down to the named one are random: the mean "
    + "of ten random twins and 20 pictures.")
check(
  checked[0].dropLast().allSatisfy { $0 < 0.6 } && checked[3][0] > 0.7
    && zip(checked[0], checked[3]).dropLast().allSatisfy { $0 < $1 }
    && checked[4].allSatisfy { $0 > 0.999 },
  "Grad-CAM falls below 0.6 as soon as the last layer is random; guided "
    + "backprop keeps above 0.7, and more than Grad-CAM at every stage; edges "
    + "never change")
remember("guidedLast", fixed(checked[3][0]))
remember("gradLast", fixed(checked[0][0]))
remember("guidedClasses", fixed(checked[3][5]))
remember("gradClasses", fixed(checked[0][5]))

figure(
  "sanity",
  caption: "Two maps, each over its own largest value, as the network is "
    + "spoiled from the top.",
  alt: "Rows: Grad-CAM changes from column to column; guided backpropagation "
    + "keeps the outline of the creature"
) { drawing in
  let stages =
    [("trained", network)]
    + [0, 2, 4].map {
      let layer = check20.layers[$0]
      return (layer, check20.network(forgettingDownTo: layer))
    }
  let scale = ColorScale(.diverging, range: -1...1, title: "over its largest")
  let rows = [0, 3].map { suspect in
    stages.map { name, model in
      let map = suspects[suspect].explain(model, image, label)
      let top = max(map.map(abs).maximum(), 1e-9)
      return Panel(
        suspect == 0 ? name : "",
        HeatMap(map.map { $0 / top }, scale))
    }
  }
  drawing.draw(
    ImageGrid(
      rows, rowTitles: [0, 3].map { suspects[$0].name }, scale: scale,
      panelWidth: 62))
}

//: As long as the lowest layers are left, guided backpropagation draws the
//: creature, whatever the network has forgotten (@fig-sanity): it still
//: correlates \(guidedLast) when the last layer is gone. It is a picture of the
//: picture. Grad-CAM, with all its faults, changes more, but \(gradLast) is not
//: nothing. Nor does the question change the maps much: those of two classes
//: correlate \(gradClasses) for Grad-CAM and \(guidedClasses) for guided
//: backpropagation, up to sign. To pass is not to be right, though: see
//: @tab-faith.
//:
//: ## The paper's number beside ours
//:
//: @adebayo2018 report for networks on ImageNet that the gradient and Grad-CAM
//: pass this check, and that guided backpropagation and Guided Grad-CAM do not.
//: @tab-sanity has the same order behind the last layer. @selvaraju2017 prove
//: that Grad-CAM is CAM on networks made for CAM; ours agrees to the last
//: digits. They measure on networks whose heads are large and dense, like our
//: first one, but deep; that their maps were useful there is no contradiction.
//: Ask your own network: HiResCAM costs the same.
//:
//: ## Where it misleads
//:
//: - **A mean gradient** can be zero, or have the wrong sign (@tab-bee).
//: - **The ReLU** makes *nothing speaks for it* look like *nothing was found*.
//: - **Stretching** each map to its own maximum makes noise look like much.
//: - **A sharp picture** is no better explanation (@fig-sanity, last row).
//: - **A place** of the last maps has seen a window of 18 by 18 pixels.
//:
//: ## Exercises
//:
//: > [!TIP]
//: > **Exercise.** *Predict first.* All $\alpha$ are zero. What does
//: > @eq-gradcam give? In five well-known libraries the map began as `ones(h,
//: > w)`, and the weighed maps were added to it. What did they give, and why
//: > did nobody see?
//:
//: @answer
//: Zero; they gave 1 everywhere. Adding 1 to every place vanishes when the map
//: is stretched from its minimum to its maximum, unless a ReLU comes between:
//: then places with $-1 < M < 0$ count as evidence *for* the class. Our sum
//: starts at zero, and a test with zero weights says so.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Spot the bug.* Until 2021 another library did, in effect,
//: > this. Which maps come out wrong?
//: >
//: > ```python
//: > cam = np.maximum((cam - cam.min()) / (cam.max() - cam.min()), 0)
//: > ```
//:
//: @answer
//: After the division nothing is below zero, so the ReLU does nothing. The
//: strongest evidence *against* the class becomes 0, and no evidence at all a
//: middling red. The last map of @fig-steps, negative all over, would get a
//: best of reasons like any other.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Turn a knob.* Run with `--rate 0.01`, the learning rate of
//: > the other chapters. How many channels live? How many maps sum to less than
//: > zero, and how well do they agree with removal? Then try other seeds.
//:
//: @answer
//: Only 11 channels live; 203 maps sum to less than zero; and of the agreement
//: nothing is left. HiResCAM does not notice. With seeds 2 and 3 at this rate
//: the agreement is about what it is here: few channels make an average a
//: gamble. At the chapter's own rate all checks hold with seeds 1 to 5, and two
//: fail with seed 6. A check is no law.
//: @end
//:
//: > [!TIP]
//: > **Exercise.** *Build.* XGrad-CAM weighs a gradient by the activation
//: > before it averages: `.activation`. Put it in the place of `.plusPlus`.
//: > Where does it stand in @tab-faith, and what does its sum do?
//:
//: @answer
//: Between the two. Its sum is HiResCAM's, by construction, since $\alpha_k
//: \sum_p A_k(p) = \sum_p g_k(p) A_k(p)$. The amount of each channel is right;
//: the place, still averaged, is not.
//: @end
//:
//: ## The method's card

card(
  "Grad-CAM",
  [
    "question": "where do the features lie that raise the score of this class?",
    "forward passes": "1",
    "backward passes": "1, down to the layer",
    "may see": "the maps of a layer, and gradients",
    "scope": "local: one prediction",
    "kind": "post hoc, model specific",
    "deterministic": "yes",
    "unit": "logit, shared out over the places",
    "agrees with removal": "\(cell(trust[0][0][0])) without pooling, "
      + "\(cell(trust[1][0][0])) behind an average",
    "pointing, IoU, error": row("Grad-CAM", on: league).map { fixed($0.mean) }
      .joined(separator: ", ") + "; HiResCAM "
      + row("HiResCAM", on: league).map { fixed($0.mean) }
      .joined(separator: ", "),
    "choices that change it": "the layer, the weights, logit or probability",
  ])
keep(
  "explanations", answersOf: [lesson, pooling] + twins,
  to: Array(pictures.prefix(20)))
finish()

//: ## Sources
//:
//: The method: @selvaraju2017; what it generalises: @zhou2016. Why the average
//: misleads: @draelos2020. Other relatives: @jiang2021, @chattopadhay2018,
//: @springenberg2015. The tests: @adebayo2018, @zhang2016.
