extension Sequence<Double> {
  /// Stops with the first value that is not a finite number; `name` says what the values are:
  /// "WeightedMoments: target".
  package func requireFinite(_ name: @autoclosure () -> String) {
    for (index, value) in enumerated() where !value.isFinite {
      preconditionFailure("\(name()) \(index) is \(value); only finite numbers are possible")
    }
  }
}
