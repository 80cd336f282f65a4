// A sweep: a slider over the frames that were drawn. Without JavaScript the strip of all frames stays.
(() => {
  for (const figure of document.querySelectorAll("figure[data-sweep]")) {
    const name = figure.dataset.sweep;
    const values = figure.dataset.values.split("|");
    const link = figure.querySelector("a.enlarge");
    const strip = link.querySelector("img");
    strip.classList.add("strip");

    // All frames are there from the start, so nothing flickers while the slider moves.
    const frames = figure.dataset.frames.split("|").map((source, index) => {
      const frame = new Image();
      frame.src = source;
      frame.alt = `${strip.alt} (${name} = ${values[index]})`;
      frame.className = "frame";
      frame.decoding = "sync";
      frame.addEventListener("load", () => {
        frame.setAttribute("width", frame.naturalWidth);
        frame.setAttribute("height", frame.naturalHeight);
        frame.style.setProperty("--natural", `${frame.naturalWidth}px`);
      });
      link.append(frame);
      return frame;
    });

    const control = document.createElement("div");
    control.className = "sweep-control";
    const id = `${figure.id}-slider`;
    control.innerHTML = `<label for="${id}"></label><output for="${id}"></output>`
      + `<input type="range" id="${id}" min="0" step="1"><div class="marks" aria-hidden="true"></div>`;
    const [label, output, input, marks] = control.children;
    label.textContent = name;
    input.max = String(values.length - 1);
    marks.append(...values.map((value, index) => {
      const mark = document.createElement("button");
      mark.type = "button";
      mark.tabIndex = -1;
      mark.textContent = value;
      mark.addEventListener("click", () => { input.value = String(index); show(); });
      return mark;
    }));

    function show() {
      const at = Number(input.value);
      frames.forEach((frame, index) => { frame.hidden = index !== at; });
      strip.hidden = true;
      output.textContent = values[at];
      input.setAttribute("aria-valuetext", `${name} ${values[at]}`);
      link.href = frames[at].getAttribute("src");
      [...marks.children].forEach((mark, index) => mark.classList.toggle("on", index === at));
    }
    input.value = String(Math.floor((values.length - 1) / 2));
    input.addEventListener("input", show);
    figure.insertBefore(control, figure.querySelector("figcaption"));
    show();
  }
})();
