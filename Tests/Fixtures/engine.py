"""Makes engine/*.json: what PyTorch computes where our engine has to agree.

Everything is computed in double precision from inputs that a Float holds exactly, so the values
are the truth up to the rounding of what is printed; the tests allow for the engine's Float.
Versions: requirements.txt. Run: python engine.py, in this folder.
"""

import json
import pathlib

import safetensors.torch
import torch
from torch import nn
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).parent / "engine"
torch.set_default_dtype(torch.float64)


def noise(*shape, scale=1.0):
    """Random numbers on a grid that a Float holds exactly."""
    return (torch.randint(-512, 513, shape) / 512 * scale).double()


def stored(tensor):
    """A tensor as JSON: shape and numbers with nine digits, as many as a Float can tell apart."""
    numbers = [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]
    return {"shape": list(tensor.shape), "elements": numbers}


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


def convolutions():
    """Strides, paddings and sizes that miss every block of the kernels by a little."""
    cases = []
    for inputs, weights, stride, padding in [
        ((2, 3, 6, 30), (5, 3, 3, 3), 1, 1),
        ((5, 2, 7, 9), (4, 2, 3, 3), 1, 0),
        ((1, 3, 9, 8), (7, 3, 5, 5), 1, 2),
        ((2, 4, 5, 5), (3, 4, 1, 1), 1, 0),
        ((2, 2, 9, 10), (3, 2, 3, 3), 2, 1),
        ((1, 2, 11, 13), (2, 2, 4, 2), 3, 2),
        ((1, 2, 4, 4), (2, 2, 2, 2), 1, 3),
        ((2, 3, 5, 4), (2, 3, 2, 3), 2, 0),
    ]:
        x, w, b = noise(*inputs), noise(*weights), noise(weights[0])
        leaves = [tensor.requires_grad_() for tensor in (x, w, b)]
        y = F.conv2d(x, w, b, stride=stride, padding=padding)
        seed = noise(*y.shape)
        gradients = torch.autograd.grad(y, leaves, seed)
        cases.append({
            "stride": stride, "padding": padding, "input": stored(x), "weights": stored(w),
            "bias": stored(b), "output": stored(y), "seed": stored(seed),
            "gradients": [stored(gradient) for gradient in gradients],
        })
    return cases


def pools():
    """Windows with and without overlap, and small integers, so that many values are equal."""
    cases = []
    for shape, size, stride in [((2, 2, 6, 21), 2, 2), ((1, 2, 7, 8), 3, 2), ((1, 1, 5, 5), 2, 1),
                                ((1, 2, 9, 7), 2, 3)]:
        x = torch.randint(-3, 4, shape).double().requires_grad_()
        y = F.max_pool2d(x, size, stride)
        seed = noise(*y.shape)
        gradients = torch.autograd.grad(y, [x], seed)
        cases.append({
            "size": size, "stride": stride, "input": stored(x), "output": stored(y),
            "seed": stored(seed), "gradients": [stored(gradients[0])],
        })
    return cases


def losses():
    """Both losses, with logits far beyond what exp can bear as well."""
    logits = torch.cat([noise(3, 4, scale=4), noise(1, 4, scale=2048)]).requires_grad_()
    labels = torch.tensor([1, 3, 0, 2])
    value = F.cross_entropy(logits, labels)
    entropy = {
        "logits": stored(logits), "labels": labels.tolist(), "value": stored(value),
        "gradient": stored(torch.autograd.grad(value, logits)[0]),
    }
    logits = torch.cat([noise(5, 1, scale=4), torch.tensor([[300.0], [-300.0]])]).requires_grad_()
    targets = torch.tensor([0, 1, 1, 0, 0.25, 0, 0]).reshape(7, 1)
    value = F.binary_cross_entropy_with_logits(logits, targets)
    logistic = {
        "logits": stored(logits), "targets": stored(targets), "value": stored(value),
        "gradient": stored(torch.autograd.grad(value, logits)[0]),
    }
    return {"crossEntropy": entropy, "logistic": logistic}


def small_garden():
    """The book's network with fewer channels."""
    network = nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 6, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 8, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 3),
    )
    return exact(network)


def exact(network):
    """Rounds a network's parameters to what a Float holds."""
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(parameter.float().double())
    return network


def parameters(network):
    return [stored(parameter) for parameter in network.parameters()]


def network():
    """Every layer's output, every gradient, and three steps of each optimiser."""
    net = small_garden()
    images, labels = noise(6, 3, 12, 12), torch.tensor([0, 2, 1, 1, 0, 2])
    start = [parameter.detach().clone() for parameter in net.parameters()]
    result = {"parameters": parameters(net), "images": stored(images), "labels": labels.tolist()}

    outputs, value = [], images[:1]
    for layer in net:
        value = layer(value)
        if not isinstance(layer, nn.AdaptiveAvgPool2d):
            outputs.append(value)
    result["activations"] = [stored(output[0]) for output in outputs]

    loss = F.cross_entropy(net(images), labels)
    result["loss"] = stored(loss)
    result["gradients"] = [stored(g) for g in torch.autograd.grad(loss, list(net.parameters()))]

    image = images[:1].clone().requires_grad_()
    result["inputGradient"] = stored(torch.autograd.grad(net(image)[0, 2], image)[0][0])
    activation = net[:7](images[:1]).detach().requires_grad_()
    result["conv3Gradient"] = stored(
        torch.autograd.grad(net[7:](activation)[0, 1], activation)[0][0])

    for name, make in {
        "adam": lambda p: torch.optim.Adam(p, lr=0.01),
        "adamWithDecay": lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.1),
        "sgd": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01),
    }.items():
        with torch.no_grad():
            for parameter, value in zip(net.parameters(), start):
                parameter.copy_(value)
        optimizer = make(net.parameters())
        steps = []
        for _ in range(3):
            optimizer.zero_grad()
            F.cross_entropy(net(images), labels).backward()
            optimizer.step()
            steps.append(parameters(net))
        result[name] = steps
    return result


def many():
    """For the network of network.json the gradients of all images at once, and Hv for all of them.

    It draws nothing, so that the other files stay as they are.
    """
    kept = json.loads((FOLDER / "network.json").read_text())
    tensor = lambda entry: torch.tensor(entry["elements"]).reshape(entry["shape"])
    net = small_garden()
    with torch.no_grad():
        for parameter, value in zip(net.parameters(), kept["parameters"]):
            parameter.copy_(tensor(value))
    exact(net)
    images, labels = tensor(kept["images"]), torch.tensor(kept["labels"])
    classes = torch.tensor([2, 0, 1, 1, 2, 0])
    rows = torch.arange(len(images))

    def slopes(score):
        inputs = images.clone().requires_grad_()
        return torch.autograd.grad(score(net(inputs))[rows, classes].sum(), inputs)[0]

    parameters_ = list(net.parameters())
    vector = [
        ((torch.arange(p.numel()) * 37 % 64 - 32).double() / 32).reshape(p.shape)
        for p in parameters_
    ]
    loss = F.cross_entropy(net(images), labels)
    first = torch.autograd.grad(loss, parameters_, create_graph=True)
    product = torch.autograd.grad(first, parameters_, grad_outputs=vector)
    return {
        "classes": classes.tolist(),
        "logit": stored(slopes(lambda z: z)),
        "probability": stored(slopes(lambda z: z.softmax(1))),
        "vector": [stored(v) for v in vector],
        "product": [stored(h + 0.1 * v) for h, v in zip(product, vector)],
    }


def hessian():
    """The dense Hessian of a small smooth network's loss."""
    net = exact(nn.Sequential(
        nn.Conv2d(1, 2, 3, stride=2, padding=1), nn.Tanh(), nn.MaxPool2d(2),
        nn.Conv2d(2, 2, 2), nn.Tanh(), nn.Flatten(), nn.Linear(2, 2)))
    images, labels = noise(3, 1, 8, 8), torch.tensor([0, 1, 1])
    names = [name for name, _ in net.named_parameters()]
    shapes = [parameter.shape for parameter in net.parameters()]
    sizes = [shape.numel() for shape in shapes]

    def loss(flat):
        pieces = [p.reshape(s) for p, s in zip(flat.split(sizes), shapes)]
        logits = torch.func.functional_call(net, dict(zip(names, pieces)), (images,))
        return F.cross_entropy(logits, labels)

    flat = torch.cat([parameter.detach().flatten() for parameter in net.parameters()])
    return {
        "parameters": parameters(net), "images": stored(images), "labels": labels.tolist(),
        "loss": stored(loss(flat)),
        "hessian": stored(torch.autograd.functional.hessian(loss, flat)),
    }


def opened(name):
    """What safetensors reads from a file that the engine wrote."""
    tensors = safetensors.torch.load_file(FOLDER / name)
    return {key: stored(tensors[key].double()) for key in sorted(tensors)}


def main():
    torch.manual_seed(20)
    FOLDER.mkdir(exist_ok=True)
    write("convolutions.json", convolutions())
    write("pools.json", pools())
    write("losses.json", losses())
    write("network.json", network())
    write("hessian.json", hessian())
    write("many.json", many())
    if (FOLDER / "golden.safetensors").exists():
        write("golden.json", opened("golden.safetensors"))
    written = {
        "conv.weight": noise(2, 3, 3, 3), "conv.bias": noise(2),
        "linear.weight": noise(2, 2), "linear.bias": noise(2),
    }
    safetensors.torch.save_file(
        {name: tensor.float() for name, tensor in written.items()},
        FOLDER / "python.safetensors", metadata={"format": "pt"})
    write("python.json", {name: stored(tensor) for name, tensor in sorted(written.items())})


if __name__ == "__main__":
    main()
