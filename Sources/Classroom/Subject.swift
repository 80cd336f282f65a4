public import Datasets
public import Models
import Notebook
import Numerics
public import Tensors

/// The picture that a chapter explains: one of the test pictures, or the reader's own.
///
/// `let subject = attempt { try Subject(knobs.picture, or: exam, at: knobs.image) }` stands before
/// anything is trained, so that a file that cannot be used is refused at once. Behind the training
/// `subject.label(by: network)` is the class to explain, and ``introduce(_:to:fileID:line:function:)``
/// says what the reader has to know of a picture of theirs.
public struct Subject: Sendable {
  /// `[3, 48, 48]` with values in 0...1.
  public let image: Tensor
  /// Where the creature is, 1 there and 0 elsewhere, `[48, 48]`; nil for the reader's own picture,
  /// of which nobody knows it.
  public let truth: Tensor?
  /// What a sentence calls it: "picture 12", or the name of the reader's file.
  public let name: String
  /// The reader's own picture, if it is one.
  public let own: OwnPicture?
  /// What a test picture is said to show.
  private let givenLabel: Int?

  /// The PNG picture at `path`, or if there is no path, picture `index` of `exam`.
  ///
  /// - Throws: in words what is wrong with the file, where, and what to do.
  /// - Precondition: `exam` has a picture `index`.
  public init(_ path: String?, or exam: GardenSet, at index: Int) throws {
    guard let path else {
      (image, truth) = (exam.image(at: index), exam.mask(at: index))
      (name, own, givenLabel) = ("picture \(index)", nil, exam.label(at: index))
      return
    }
    do {
      let picture = try OwnPicture(contentsOf: path)
      (image, truth, givenLabel) = (picture.image, nil, nil)
      (name, own) = (picture.name, picture)
    } catch {
      throw Stop("\(error)\nNothing was written.")
    }
  }

  /// The class to explain: the label of a test picture; of the reader's own picture the first
  /// choice of `network`, of equal ones the first.
  public func label(by network: Network) -> Int {
    givenLabel ?? choices(of: network)[0].label
  }

  /// The truth, or where nobody knows it zeros, of which an outline draws nothing.
  public var outlined: Tensor { truth ?? Tensor(shape: Array(image.shape.suffix(2))) }

  /// The classes with what `network` says of them, the most probable first.
  fileprivate func choices(of network: Network) -> [(label: Int, probability: Float)] {
    let scores = network.probabilities(of: [image])[0]
    return scores.enumerated().map { (label: $0.offset, probability: $0.element) }
      .sorted { ($1.probability, $0.label) < ($0.probability, $1.label) }
  }
}

/// Says of a picture of the reader's own what was done to it, what `network` takes it for, and what
/// is left out; of a test picture nothing.
@MainActor
public func introduce(
  _ subject: Subject, to network: Network, fileID: String = #fileID, line: Int = #line,
  function: String = #function
) {
  guard let own = subject.own else { return }
  let choices = subject.choices(of: network).map {
    "\(Creature.allCases[$0.label].name) \(fixed(Double($0.probability)))"
  }
  print(
    """
    Your picture: \(own.name), \(own.preparation).
    The network's first choice: \(choices[0]). Then: \(choices.dropFirst().joined(separator: ", ")).
    It knows five drawn creatures, and has to name one of them whatever it sees.
    Where the object is in your picture nobody has drawn: its outline, and all that
    would be measured by it, are left out. The test pictures are graded as usual.
    """, fileID: fileID, line: line, function: function)
}
