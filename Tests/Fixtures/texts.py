"""Texts as scikit-learn counts and lime explains them; writes texts/*.json beside this file."""

import json
import pathlib
import re

import numpy as np
from lime.lime_text import IndexedString, LimeTextExplainer
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

folder = pathlib.Path(__file__).parent / "texts"
folder.mkdir(exist_ok=True)


def write(name, value):
    (folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False) + "\n")


heads = ["free seeds for", "subscribe and win", "my roses love", "water the", "구독 하고", "the slugs ate"]
tails = ["tomatoes", "free pots", "my beans!", "the roses, twice", "무료 씨앗", "it: Roses, roses, ROSES"]
texts = [f"{head} {tail}" for head in heads for tail in tails]
labels = [int("free" in text or "구독" in text or "win" in text) for text in texts]

# Bags of words and a logistic regression on them
vectorizer = CountVectorizer(token_pattern=r"\w+", min_df=2)
counts = vectorizer.fit_transform(texts)
model = LogisticRegression(C=0.5, solver="newton-cholesky", tol=1e-13, max_iter=1000)
model.fit(counts.toarray(), labels)
write(
    "logistic",
    {
        "texts": texts,
        "labels": labels,
        "words": vectorizer.get_feature_names_out().tolist(),
        "frequencies": (counts > 0).sum(axis=0).tolist()[0],
        "coefficients": model.coef_[0].tolist(),
        "intercept": float(model.intercept_[0]),
        "probabilities": model.predict_proba(counts.toarray())[:, 1].tolist(),
    },
)


# Words as the splitter of lime sees them
plain = texts + ["", "  two  spaces ", "don't; snake_case 3.5 (x)", "ends with a stop.", "ünïcödé 물 을"]
write("words", [{"text": text, "pieces": [p for p in re.split(r"(\W+)", text) if p]} for text in plain])

# Explanations
cases = []


def case(text, bag, samples, seed, width=25):
    explainer = LimeTextExplainer(
        kernel_width=width, bow=bag, random_state=seed, feature_selection="none",
        split_expression=r"\W+",
    )
    seen = []

    def classifier(inputs):
        seen.extend(inputs)
        return model.predict_proba(vectorizer.transform(inputs).toarray())

    indexed = IndexedString(text, bow=bag, split_expression=r"\W+", mask_string=None)
    rows, answers, distances = explainer._LimeTextExplainer__data_labels_distances(
        indexed, classifier, samples
    )
    features = rows.shape[1]
    intercept, pairs, score, local = explainer.base.explain_instance_with_data(
        rows, answers, distances, 1, features, feature_selection="none"
    )
    coefficients = np.zeros(features)
    for feature, weight in pairs:
        coefficients[feature] = weight
    cases.append(
        {
            "text": text,
            "unit": "word" if bag else "occurrence",
            "width": width,
            "words": [indexed.word(number) for number in range(features)],
            "inputs": seen,
            "rows": rows.astype(int).tolist(),
            "targets": answers[:, 1].tolist(),
            "distances": distances.tolist(),
            "weights": explainer.base.kernel_fn(distances).tolist(),
            "coefficients": coefficients.tolist(),
            "intercept": float(intercept),
            "rSquared": float(score),
            "localPrediction": float(local[0]),
        }
    )


case("free seeds for my roses, twice", True, 60, 1)
case("subscribe and win free pots, free roses and tomatoes", True, 80, 2)
case("구독 하고 무료 씨앗 win", True, 40, 3, width=10)
case("free roses, free seeds: win!", False, 50, 4)
write("lime", cases)
