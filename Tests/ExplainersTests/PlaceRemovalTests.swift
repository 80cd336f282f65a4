import Explainers
import Models
import Tensors
import Testing

@Suite struct PlaceRemovalTests {
  @Test func `behind linear layers a place is worth what HiResCAM says`() throws {
    for fixture in try CAMFixture.all() {
      let (network, image, label) = (fixture.network, fixture.picture, fixture.label)
      let worth = PlaceRemoval(layer: "relu3").explain(network, image, class: label)
      func miss(_ weighting: GradCAMWeighting) -> Float {
        let method = GradCAM(layer: "relu3", weighting: weighting)
        return gap(method.explain(network, image, class: label).map, worth.map)
      }
      // Differences of logits of size five in Float.
      switch fixture.name {
      case "pooled": #expect(miss(.elementwise) < 5e-6 && miss(.mean) < 5e-6)
      case "linear": #expect(miss(.elementwise) < 5e-6 && miss(.mean) > 0.01)
      default: #expect(miss(.mean) > 0.01)
      }
    }
  }

  @Test func `a place that holds nothing is worth nothing`() {
    let maps = Tensor([0, 2, 0, 4], shape: [2, 1, 2])
    #expect(PlaceRemoval.emptied(maps, at: 0) == maps)
    #expect(PlaceRemoval.emptied(maps, at: 1) == Tensor(shape: [2, 1, 2]))
  }
}
