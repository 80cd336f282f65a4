public import Models
import Numerics
public import Tensors

/// Class activation map: where the feature maps lie that a class score is made of.
///
/// *Question.* Which places of the image speak for this class, and which against it?
///
/// *Formula.* In a network that ends in feature maps A_k, global average pooling F_k = mean A_k and
/// one linear layer, the logit of class c is Σ_k w_k F_k + b. The mean can be drawn to the front:
///
///     M(p) = Σ_k w_k A_k(p),   mean of M over the places p + b = logit.
///
/// So the map is the logit itself, taken apart by place, exactly. It is signed, in units of the
/// logit, as large as the feature maps are; ``Tensor/resized(height:width:)`` stretches it.
///
/// *Reference.* Zhou, Khosla, Lapedriza, Oliva and Torralba (2016), "Learning deep features for
/// discriminative localization", CVPR. Theirs has no bias and no softmax, as here; they show it
/// scaled to 0...1 by its own extremes, which hides the sign.
///
/// *Limits.* The network has to be built for it: one hidden layer more between pooling and
/// logits, and there is no w_k. It sees the last maps alone, at their resolution; a place of
/// theirs knows a wide window of the image, and what made it respond may lie off its middle. Pushing
/// all logits up by the same amount changes every map, and no probability.
public struct CAM: Explainer, Hashable {
  /// How each map becomes one number.
  public enum Pooling: String, Hashable, Sendable, CaseIterable {
    /// The mean over the places.
    case average
    /// The largest value. The same map M can be drawn, but it is no part of the logit any more:
    /// Σ_k w_k max A_k takes each channel at a place of its own.
    case max
  }

  /// What is taken apart.
  public enum Target: String, Hashable, Sendable, CaseIterable {
    /// The logit of the class.
    case logit
    /// The logit of the class, less the mean of the other classes' logits. What is added to all
    /// logits alike, which no answer depends on, drops out; so the sign of a place means something:
    /// for this class rather than the others.
    case contrast
  }

  /// The pooling that the network has to have.
  public let pooling: Pooling

  /// What is taken apart.
  public let target: Target

  /// The method: the logit, in networks with global average pooling, unless said otherwise.
  public init(pooling: Pooling = .average, target: Target = .logit) {
    (self.pooling, self.target) = (pooling, target)
  }

  // [explain]
  /// Explains the logit of a class: all steps in order.
  ///
  /// One forward pass to the feature maps and none back; O(channels · places) besides.
  /// - Precondition: the network has the form that ``obstacle(in:)`` asks for, and every value of
  ///   the image is a finite number.
  public func explain(
    _ model: Network, _ image: Tensor, class label: Int
  ) -> Attribution {
    let activations = activations(of: model, image)
    let weights = weights(of: model, class: label)
    return Attribution(
      label: label, layer: layer(of: model),
      unit: target == .logit ? "logit" : "logit, less the others' mean",
      values: map(of: activations, weights: weights))
  }
  // [/explain]
}

// MARK: The steps

extension CAM {
  /// Step 1: the feature maps A that are pooled, `[channels, height, width]`.
  public func activations(of model: Network, _ image: Tensor) -> Tensor {
    let activations = model.output(of: layer(of: model), for: image)
    activations.requireFinite("CAM: the layer \(layer(of: model))")
    return activations
  }

  /// Step 2: the pooled maps F, `[channels]`: all that the linear layer gets to see.
  public func pooled(_ activations: Tensor) -> Tensor {
    perChannel(activations) { pooling == .average ? $0.mean() : $0.maximum() }
  }

  /// Step 3: the weights w_k that the linear layer gives to the channels for a class; for a
  /// contrast less the mean of what it gives them for the other classes.
  ///
  /// - Precondition: `label` names a class, and there are two or more for a contrast.
  public func weights(of model: Network, class label: Int) -> Tensor {
    linear(of: model, class: label).weights
  }

  /// The number b that the linear layer adds for a class, for a contrast less the mean of the
  /// others': evidence that has no place.
  public func bias(of model: Network, class label: Int) -> Float {
    linear(of: model, class: label).bias
  }

  // [map]
  /// Step 4: the map M = Σ_k w_k A_k, `[height, width]`, signed.
  ///
  /// - Precondition: there is one weight for each channel.
  public func map(of activations: Tensor, weights: Tensor) -> Tensor {
    precondition(
      activations.shape.count == 3 && weights.shape == [activations.shape[0]],
      "CAM: weights \(weights.shape) for maps \(activations.shape)")
    var map = Tensor(shape: Array(activations.shape.dropFirst()))
    for channel in 0..<weights.count {
      map.add(activations.slice(channel), times: weights[channel])
    }
    return map
  }
  // [/map]

  /// The logit put together again from a map: mean of M + b.
  ///
  /// - Precondition: the pooling is ``Pooling/average``; for others it does not hold.
  public func logit(of map: Tensor, bias: Float) -> Float {
    precondition(
      pooling == .average, "CAM: a map's mean is a logit for average pooling, not for \(pooling)")
    let total = map.elements.reduce(0) { $0 + Double($1) }
    return Float(total / Double(map.count)) + bias
  }
}

// MARK: The form of the network

extension CAM {
  /// What keeps the method from a network, as a sentence; nothing if it fits.
  ///
  /// The network has to end in a layer with maps, the pooling, and one linear layer.
  public func obstacle(in model: Network) -> String? {
    let names = model.layers.map(\.name)
    let wanted = pooling == .average ? "global average pooling" : "global max pooling"
    guard let place = model.layers.firstIndex(where: { isPooling($0) }) else {
      return "CAM needs \(wanted), and there is none among the layers \(names)"
    }
    guard place > 0 else { return "CAM needs feature maps, and \(names[0]) pools the image itself" }
    let above = model.layers[(place + 1)...]
    guard case .linear? = above.first?.kind else {
      return "CAM needs a linear layer right above \(names[place]), not "
        + (above.first.map { "\($0.name)" } ?? "nothing")
    }
    guard above.count == 1 else {
      return "CAM needs the linear layer above \(names[place]) to give the logits, but "
        + names[(place + 2)...].joined(separator: ", ") + " stand in the way"
    }
    return nil
  }

  private func isPooling(_ layer: Layer) -> Bool {
    switch layer.kind {
    case .globalAveragePool: pooling == .average
    case .globalMaxPool: pooling == .max
    default: false
    }
  }

  /// The name of the layer whose maps are pooled.
  public func layer(of model: Network) -> String {
    if let obstacle = obstacle(in: model) { preconditionFailure(obstacle) }
    return model.layers[model.layers.count - 3].name
  }

  /// A row of the linear layer; for a contrast less the mean of the other rows.
  private func linear(of model: Network, class label: Int) -> (weights: Tensor, bias: Float) {
    if let obstacle = obstacle(in: model) { preconditionFailure(obstacle) }
    let parameters = model.layers[model.layers.count - 1].parameters
    let classes = parameters[0].shape[0]
    precondition(0..<classes ~= label, "CAM: no class \(label) among \(classes)")
    let own = (weights: parameters[0].slice(label), bias: parameters[1][label])
    guard target == .contrast else { return own }
    precondition(classes > 1, "CAM: a contrast needs a second class")
    let others = (0..<classes).filter { $0 != label }
    let share = 1 / Float(classes - 1)
    return others.reduce(own) { rest, other in
      (
        rest.weights - parameters[0].slice(other) * share,
        rest.bias - parameters[1][other] * share
      )
    }
  }
}
