import Models
import Notebook
public import Tensors

/// Keeps tensors for `--models`: `keep("explanations", ["pictures": …, "maps": …])` becomes
/// `explanations.safetensors`, for a comparison with other software.
///
/// Networks need no such word: `learn` keeps each. Nothing is computed without `--models`.
///
/// - Parameters:
///   - name: The file's name in words.
///   - tensors: What the file holds, by name.
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
