import Models
import Notebook
import Numerics
public import Tensors

/// Keeps tensors for `--models`: `keep("explanations", ["maps": …])` becomes
/// `explanations.safetensors`, for a comparison with other software.
///
/// Networks need no such word: `learn` keeps each. Nothing is computed without `--models`.
///
/// `name` is the file's name in words; `tensors` is what the file holds, by name.
///
/// - Precondition: No two tensors have the same name.
@MainActor
public func keep(
  _ name: String, _ tensors: @autoclosure () -> KeyValuePairs<String, Tensor>,
  fileID: String = #fileID, line: Int = #line, function: String = #function
) {
  keepModel(
    name, Safetensors.encoded(tensors().map { ($0.key, $0.value) }), fileID: fileID, line: line,
    function: function)
}

/// Keeps what `networks` answer to the same `inputs`, and more tensors about these inputs.
///
/// The file holds `inputs`, `[n, …]`, and for each network the logits `[n, classes]`, called
/// `logits of max pooling` for the network that learned as `max pooling`.
///
/// - Precondition: There is an input; no two tensors have the same name.
@MainActor
public func keep(
  _ name: String, answersOf networks: [TrainedNetwork], to inputs: @autoclosure () -> [Tensor],
  _ more: @autoclosure () -> KeyValuePairs<String, Tensor> = [:], fileID: String = #fileID,
  line: Int = #line, function: String = #function
) {
  func bytes() -> [UInt8] {
    let inputs = inputs()
    precondition(!inputs.isEmpty, "keep: \(name) has no inputs to answer to")
    let answers = networks.map { trained in
      let rows = trained.network.logits(of: inputs)
      let elements = ContiguousArray(rows.joined())
      return (
        "logits of " + trained.name,
        Tensor(elements, shape: [inputs.count, elements.count / inputs.count])
      )
    }
    return Safetensors.encoded(
      [("inputs", Tensor.stacked(inputs))] + answers + more().map { ($0.key, $0.value) })
  }
  keepModel(name, bytes(), fileID: fileID, line: line, function: function)
}
