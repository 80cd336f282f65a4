//: # Shadows: a tiny chapter
//:
//: The box answers $f(x) = \max(0,\; w^{\top}x)$ and nothing else[^box]; it was
//: right \(hits) times. See [@ribeiro2016; @garreau2020], @ch-first and
//: @ch-later. A code span such as `$x \(y) @fig-none` stays as it is, and so do
//: \$5, `a | b` and someone@fig-tree.example.
//:
//: [^box]: A footnote, with *emphasis*.
//#-hidden-code
import Notebook
//#-end-hidden-code

//: > [!NOTE]
//: > **In this chapter.** You will
//: >
//: > - read @fig-bars and @tab-scores;
//: > - weigh samples by @eq-kernel, which is
//: >   @lst-kernel.
//:
//: ## The kernel
//:
//: Near samples weigh more:
//:
//: $$
//: \pi(z) = \exp\left(-\frac{d(z)^2}{\sigma^2}\right)
//: $$ {#eq-kernel}
//:
//: @eq-kernel has one knob. A formula without a number is not referred
//: to:
//:
//: $$ S = \{a,\, b\} $$
//:
//: @listing(Sources/Explainers/Example.swift, kernel)
//: The body of @eq-kernel, squared
//: distances first.

let samples = [0.5, 1.0]
print("two lines")
print("of output")

//: > [!TIP]
//: > **Predict.** How often is the box right?
//:
//: @answer
//: It is right \(hits) times.
//: @end

//#-folded-code Seven boxes are weighed on 2 samples
let boxes = 7
remember("boxes", "\(boxes)")

print("weighed")
check(
  boxes == 7
    && samples.allSatisfy { $0 > 0.1 },
  "\(boxes) boxes, and no sample is empty")
//#-end-folded-code
//: ## The result
//:
//: We weighed \(boxes) boxes.
//:
//: | knob | what it does |
//: |------|--------------|
//: | $\sigma$ | width of the kernel |

figure("bars", caption: "Bars of $f$.", alt: "Two bars [a, b]") { _ in }
table("scores")
//-
let hits = "12"
remember("hits", hits)
check(true, "the weights add up to $1$")
check(true, "f(x) is linear.")
check(true, "the map was right", claim: 2, verdict: .holds)
check(true, "a rule", claim: 1, verdict: .holdsWhen("samples are many"))

//: > [!TIP]
//: > **Exercise.** *(5 minutes)* Predict first.
//: >
//: > ```swift
//: > let x = "@fig-none"
//: > ```
//:
//: @answer
//: It doubles, by @eq-kernel:
//:
//: ```console
//: 2.0
//: ```
//: @end
//:
//: - a list
//: - of two
//:
//:   ```swift
//:   indented(code)
//:   ```
//:
//: ## More boxes {.further}
//:
//: > [!IMPORTANT]
//: > **Key idea.** A box is near, or it weighs nothing.
//:
//: ## In five lines
//:
//: 1. One.
//: 2. Two, which goes on
//:    below.
//: 3. Three, $x$.
//: 4. Four.
//: 5. Five.
//:
//: ## Eight questions
//:
//: 1. What?
//: 2. Why?
//: 3. Who?
//: 4. When?
//: 5. Where?
//: 6. How?
//: 7. How often?
//: 8. Really?
//:
//: @answer
//: 1. That.
//: 2. Because.
//: @end
//:
//: ### The card

card()
finish()
