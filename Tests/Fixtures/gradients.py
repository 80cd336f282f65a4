"""Makes gradients/*.json: what methods of gradients find, by captum, NumPy, SciPy and PyTorch.

Noise, baselines and shifts are draws of the book's generator, SplitMix64 after its paper. What the
methods see is rounded to a Float as there, and the rest is in double precision; means and standard
errors are written out from their definitions, from all draws at once.

captum's `riemann_trapezoid` is no trapezoid: n nodes from 0 to 1, but the weights of n steps, so
that they add up to (n - 1) / n. Its nodes and weights are kept beside what it makes of them.
Versions: requirements.txt. Run: python gradients.py, in this folder.
"""

import json
import pathlib
from unittest import mock

import mpmath
import numpy as np
import torch
from captum.attr import (
    InputXGradient, IntegratedGradients, NeuronDeconvolution, NeuronGradient, NeuronGuidedBackprop,
    NoiseTunnel, Saliency)
from captum.attr._utils.approximation_methods import approximation_parameters
from scipy.ndimage import gaussian_filter
from torch import nn

from cam import features, heads, lively
from engine import exact, noise, parameters, stored
from rise import SplitMix
from rise import rounded as rounded_to

FOLDER = pathlib.Path(__file__).parent / "gradients"
RULES = ["riemann_left", "riemann_right", "riemann_middle", "riemann_trapezoid", "gausslegendre"]


def write(name, value):
    (FOLDER / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


def rounded(values):
    """Eight digits, one more than a Float has."""
    return rounded_to(values, 8)


def single(values):
    """Rounded to the nearest Float, in double precision."""
    return torch.tensor(np.asarray(values).astype(np.float32).astype(np.float64))


def nodes_and_weights():
    """Gauss and Legendre over 0...1 with all digits, by NumPy."""
    cases = []
    for count in [1, 2, 3, 5, 20, 50, 200]:
        nodes, weights = np.polynomial.legendre.leggauss(count)
        cases.append({"nodes": ((1 + nodes) / 2).tolist(), "weights": (weights / 2).tolist()})
    return {"rules": cases, "thousand": [thousand(place) for place in (0, 1, 17, 250, 499)]}


def thousand(place, count=1000):
    """One of a thousand nodes, and its weight, with forty digits."""
    with mpmath.workdps(40):
        def slope(x):
            below, here = mpmath.legendre(count - 1, x), mpmath.legendre(count, x)
            return count * (x * here - below) / (x * x - 1)

        root = mpmath.cos(mpmath.pi * (place + mpmath.mpf(3) / 4) / (count + mpmath.mpf(1) / 2))
        for _ in range(12):
            root -= mpmath.legendre(count, root) / slope(root)
        return {"place": place, "node": float((1 - root) / 2),
                "weight": float(1 / ((1 - root**2) * slope(root)**2))}


def statistics(slopes):
    """Mean and standard errors over draws [n, channels, height, width]."""
    slopes = slopes.detach().numpy()
    mean = slopes.mean(0)
    errors = slopes.std(0, ddof=1) / len(slopes)**0.5
    largest = np.abs(mean).argmax(0)[None]
    sums = slopes.sum(tuple(range(1, slopes.ndim)))
    return {
        "mean": rounded(mean), "errors": rounded(errors),
        "errorsOfMagnitude": rounded(np.take_along_axis(errors, largest, 0)[0]),
        "total": sums.mean(), "totalError": sums.std(ddof=1) / len(sums)**0.5}


def slopes_at(net, points, label):
    points = points.clone().requires_grad_()
    return torch.autograd.grad(net(points)[:, label].sum(), points)[0]


def smooth(net, image, label):
    """captum's noise tunnel with our noise, and the errors that it does not tell."""
    seed, samples, share = 51, 70, 0.15
    scale = share * float(image.max() - image.min())
    noises = np.stack([
        np.array([random.normal() for _ in range(image.numel())])
        for random in (SplitMix(seed).stream(number) for number in range(samples))])
    copies = single(image.numpy() + single(scale * noises).numpy().reshape(-1, *image.shape[1:]))
    case = {"seed": seed, "samples": samples, "noise": share, "first": stored(copies[0])}
    slopes = slopes_at(net, copies, label)
    for name, kind, values in [
            ("signed", "smoothgrad", slopes), ("squares", "smoothgrad_sq", slopes**2)]:
        with mock.patch("torch.normal", lambda mean, deviations: copies - image):
            found = NoiseTunnel(Saliency(net)).attribute(
                image.clone(), nt_type=kind, nt_samples=samples, stdevs=scale, target=label,
                abs=False)[0]
        assert torch.allclose(found, values.mean(0), rtol=1e-12, atol=1e-15)
        case[name] = {**statistics(values), "mean": rounded(found.detach())}
    return case


def integrated(net, image, baseline, label, steps, whole):
    """captum's integrated gradients by each of its rules, and what is missing from their sum."""
    cases = []
    for rule in RULES:
        for name, start in [("black", torch.zeros_like(image)), ("picture", baseline)]:
            for count in steps:
                found, delta = IntegratedGradients(net).attribute(
                    image, start, target=label, n_steps=count, method=rule,
                    return_convergence_delta=True)
                case = {"rule": rule, "from": name, "steps": count, "gap": delta.item(),
                        "change": (net(image) - net(start))[0, label].item()}
                if count == whole:
                    case["contributions"] = rounded(found[0].detach())
                if rule == "riemann_trapezoid":
                    weights, nodes = [part(count) for part in approximation_parameters(rule)]
                    case |= {"nodes": nodes, "weights": weights}
                cases.append(case)
    return cases


def expected(net, image, label):
    """Expected gradients from their definition, with our draws."""
    seed, draws = 52, 70
    references = noise(4, *image.shape[1:]).abs()
    drawn = []
    for number in range(draws):
        random = SplitMix(seed).stream(number)
        drawn.append((random.below(len(references)), random.uniform()))
    changes = image - references[[number for number, _ in drawn]]
    places = torch.tensor([place for _, place in drawn]).reshape(-1, 1, 1, 1)
    slopes = slopes_at(net, single(image + single(places - 1) * changes), label)
    return {
        "seed": seed, "draws": draws, "references": [stored(one) for one in references],
        "first": {"reference": drawn[0][0], "place": drawn[0][1]},
        "start": net(references)[:, label].mean().item(), "end": net(image)[0, label].item(),
        **statistics((changes * slopes).sum(1, keepdim=True))}


def neurons(net, image, layers):
    """What units inside say, and their three backward signals, by captum."""
    cases = []
    for name, index, selector, unit in layers:
        value = net[:index + 1](image)
        told = selector(value) if callable(selector) else value[(0, *selector)]
        case = {**unit, "layer": name, "value": float(told)}
        for rule, method in [("gradient", NeuronGradient), ("guided", NeuronGuidedBackprop),
                             ("deconvolution", NeuronDeconvolution)]:
            found = method(net, net[index]).attribute(image.clone(), selector)
            case[rule] = rounded(found[0].detach())
        cases.append(case)
    return cases


def network_case(name, label):
    net = lively(nn.Sequential(*features(), *heads()[name]))
    image, baseline = noise(1, 3, 12, 12).abs().clone(), noise(1, 3, 12, 12).abs()
    sure = nn.Sequential(net, nn.Softmax(1))
    result = {
        "name": name, "label": label, "image": stored(image[0]), "baseline": stored(baseline[0]),
        "parameters": parameters(net),
        "saliency": rounded(Saliency(net).attribute(image.clone(), label)[0].detach()),
        "slopes": rounded(Saliency(net).attribute(image.clone(), label, abs=False)[0].detach()),
        "timesInput": rounded(InputXGradient(net).attribute(image.clone(), label)[0].detach()),
        "integrated": integrated(net, image, baseline, label, [2, 6, 50], 6),
        "probability": integrated(sure, image, baseline, label, [50], None),
        "smooth": smooth(net, image, label),
        "expected": expected(net, image, label),
    }
    if name == "pooled":
        result["units"] = neurons(net, image, [
            ("relu3", 6, lambda value: value[:, 3].mean((1, 2)), {"channel": 3}),
            ("conv3", 5, lambda value: value[:, 2].mean((1, 2)), {"channel": 2}),
            ("conv2", 3, (4, 2, 5), {"channel": 4, "row": 2, "column": 5}),
            ("average", 7, lambda value: value[:, 3, 0, 0], {"channel": 3})])
    else:
        result["units"] = neurons(net, image, [("linear1", 8, (2,), {"channel": 2})])
    return result


def straight():
    """A network that is a plane, where every rule but a wrong one is exact."""
    net = exact(nn.Sequential(nn.Flatten(), nn.Linear(12, 2)))
    image, baseline = noise(1, 3, 2, 2).clone(), noise(1, 3, 2, 2)
    return {
        "label": 1, "image": stored(image[0]), "baseline": stored(baseline[0]),
        "parameters": parameters(net),
        "integrated": integrated(net, image, baseline, 1, [2, 10], 10)}


def total_variation(picture):
    """Of [1, channels, height, width], as in Sources/Explainers/Visualisation/InputPrior.swift."""
    down, right = torch.zeros_like(picture), torch.zeros_like(picture)
    down[..., :-1, :] = picture[..., 1:, :] - picture[..., :-1, :]
    right[..., :-1] = picture[..., 1:] - picture[..., :-1]
    return (down**2 + right**2 + 0.01**2).sqrt().sum()


def climb(net, unit, start, steps, rate, norm, variation, jitter, blur_every, blur, seed):
    """Activation maximisation with PyTorch's Adam and SciPy's blur."""
    picture = start.clone().requires_grad_()
    adam = torch.optim.Adam([picture], lr=rate)
    random = SplitMix(seed)
    values = []
    for step in range(1, steps + 1):
        shifts = [random.below(2 * jitter + 1) - jitter for _ in range(2)] if jitter else [0, 0]
        told = unit(net, torch.roll(picture, shifts, (2, 3)))
        values.append(told.item())
        cost = norm * ((picture - 0.5)**2).sum() + variation * total_variation(picture)
        adam.zero_grad()
        (cost - told).backward()
        adam.step()
        with torch.no_grad():
            if blur_every and step % blur_every == 0:
                picture.copy_(torch.tensor(gaussian_filter(
                    picture.numpy(), (0, 0, blur, blur), mode="reflect", truncate=4)))
            picture.clamp_(0, 1)
    return {
        "steps": steps, "rate": rate, "norm": norm, "totalVariation": variation, "jitter": jitter,
        "blurEvery": blur_every, "blur": blur, "seed": seed, "values": values,
        "value": unit(net, picture).item(), "picture": rounded(picture.detach()[0]),
        "cost": (norm * ((start - 0.5)**2).sum() + variation * total_variation(start)).item()}


def climbs():
    """For the logit of a class and the mean of a channel, with one aid after the other."""
    net = lively(nn.Sequential(*features(), *heads()["pooled"]))
    start = single(0.5 + 0.25 * noise(1, 3, 12, 12))
    logit = (lambda net, x: net(x)[0, 1], {"class": 1})
    channel = (lambda net, x: net[:6](x)[0, 3].mean(), {"channel": 3, "layer": "conv3"})
    cases = []
    for (unit, named), aids in [
            (logit, (0, 0, 0, 0, 1)), (channel, (0.002, 0, 0, 0, 1)), (logit, (0, 0.003, 0, 0, 1)),
            (logit, (0, 0, 0, 4, 0.8)), (channel, (0, 0, 2, 0, 1)),
            (logit, (0.002, 0.003, 2, 5, 0.6))]:
        norm, variation, jitter, blur_every, blur = aids
        cases.append({**named, **climb(
            net, unit, start, 25, 0.03, norm, variation, jitter, blur_every, blur, 53)})
    return {"start": stored(start[0]), "parameters": parameters(net), "climbs": cases}


def main():
    torch.manual_seed(50)
    FOLDER.mkdir(exist_ok=True)
    write("quadrature.json", nodes_and_weights())
    write("networks.json", [network_case("pooled", 1), network_case("dense", 2)])
    write("straight.json", straight())
    write("climbs.json", climbs())


if __name__ == "__main__":
    main()
