import Numerics
public import Tensors

/// The probabilities of each row of `logits` `[n, classes]`: exp(z) / sum of exp(z).
///
/// With p the probabilities and g the gradient to them, the gradient to the logits is
/// p · (g − sum of g · p).
public func softmax(_ logits: Variable) -> Variable {
  let shares = softmax(logits.value)
  return Variable(
    shares, tangent: logits.tangent.map { softmaxTangent(shares, $0) }, from: [logits],
    rules: [
      { gradient, step in
        let shares = gradient * step.output
        let sums = shares.summed(keeping: 0..<1)
        return shares - step.output * sums.spread(to: step.output.shape, along: 0..<1)
      }
    ])
}

/// The mean over rows of −log of the probability that `logits` `[n, classes]` give to the row's
/// label.
///
/// The gradient is (softmax − one-hot) / n.
///
/// - Precondition: There is one label for each row, and each names a column.
public func softmaxCrossEntropy(_ logits: Variable, labels: [Int]) -> Variable {
  let target = oneHot(labels, shape: logits.shape)
  let classes = logits.shape[1]
  let losses = labels.indices.map { row in
    let scores = logits.value.elements[(row * classes)..<((row + 1) * classes)]
    return logSumExp(scores) - Double(scores[scores.startIndex + labels[row]])
  }
  let count = Double(max(labels.count, 1))
  return Variable(
    Tensor(Float(losses.reduce(0, +) / count)),
    tangent: logits.tangent.map {
      Tensor(((softmax(logits.value) - target) * $0).sum() * Float(1 / count))
    },
    from: [logits],
    rules: [
      { gradient, step in
        (softmax(step.inputs[0]) - Variable(constant: target))
          * (gradient * Float(1 / count)).spread(to: target.shape, along: 0..<0)
      }
    ])
}

/// The mean over all elements z of `logits` of −log of the probability sigmoid(z) of a target 1,
/// or 1 − sigmoid(z) of a target 0; targets in between are mixtures.
///
/// The loss is max(z, 0) − z · target + log(1 + exp(−|z|)), its gradient sigmoid(z) − target.
///
/// - Precondition: `targets` has the shape of `logits`.
public func logisticLoss(_ logits: Variable, targets: Tensor) -> Variable {
  precondition(
    targets.shape == logits.shape,
    "logistic loss: targets \(targets.shape) for logits \(logits.shape)")
  let losses = zip(logits.value.elements, targets.elements).map { logit, target in
    let z = Double(logit)
    return max(z, 0) - z * Double(target) + Elementary.log(1 + Elementary.exp(-abs(z)))
  }
  let count = Double(max(losses.count, 1))
  return Variable(
    Tensor(Float(losses.reduce(0, +) / count)),
    tangent: logits.tangent.map {
      let shares = sigmoid(Variable(constant: logits.value)).value
      return Tensor(((shares - targets) * $0).sum() * Float(1 / count))
    },
    from: [logits],
    rules: [
      { gradient, step in
        (sigmoid(step.inputs[0]) - Variable(constant: targets))
          * (gradient * Float(1 / count)).spread(to: targets.shape, along: 0..<0)
      }
    ])
}

/// The probabilities of each row of `logits` `[n, classes]`.
package func softmax(_ logits: Tensor) -> Tensor {
  precondition(logits.shape.count == 2, "softmax: \(logits.shape) is not [n, classes]")
  var result = logits
  let classes = logits.shape[1]
  for row in 0..<logits.shape[0] {
    let columns = (row * classes)..<((row + 1) * classes)
    let total = logSumExp(logits.elements[columns])
    for place in columns {
      result.elements[place] = Float(Elementary.exp(Double(logits.elements[place]) - total))
    }
  }
  return result
}

/// How the probabilities p of each row move with the logits: p · (z′ − sum of z′ · p).
private func softmaxTangent(_ shares: Tensor, _ moves: Tensor) -> Tensor {
  let moved = moves * shares
  return moved - shares * moved.summed(keeping: 0..<1).spread(to: shares.shape, along: 0..<1)
}

/// The logarithm of the sum of exponentials, without overflow.
private func logSumExp(_ scores: some Collection<Float>) -> Double {
  let largest = Double(scores.max() ?? 0)
  return largest
    + Elementary.log(scores.reduce(0) { $0 + Elementary.exp(Double($1) - largest) })
}

private func oneHot(_ labels: [Int], shape: [Int]) -> Tensor {
  precondition(
    shape.count == 2 && labels.count == shape[0] && labels.allSatisfy { 0..<shape[1] ~= $0 },
    "cross-entropy: the labels \(labels) do not fit the logits \(shape)")
  var result = Tensor(repeating: 0, shape: shape)
  for (row, label) in labels.enumerated() { result.elements[row * shape[1] + label] = 1 }
  return result
}
