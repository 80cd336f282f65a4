// Search: every word must begin a word of the section; headings count most. The index is loaded
// as a script when the reader first asks, for a local page may not fetch data.
(() => {
  const dialog = document.getElementById("search");
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ul");
  const count = dialog.querySelector(".count");
  const shown = 24;
  let entries = null;
  let active = -1;

  // Lower case, without accents. Hangul is put together again, so a syllable stays a syllable.
  const fold = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");

  function load() {
    if (entries) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "assets/search-index.js";
      script.onload = () => {
        entries = window.searchIndex.map(([file, id, place, title, text]) =>
          ({ file, id, place, title, text, heading: fold(title), body: fold(text) }));
        resolve();
      };
      script.onerror = () => reject(new Error("search-index.js"));
      document.head.append(script);
    });
  }

  // Positions in text where a word starts with the term; Korean terms may stand anywhere.
  function starts(text, term) {
    const found = [];
    const anywhere = /\p{Script=Hangul}/u.test(term);
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
      if (anywhere || at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) found.push(at);
    }
    return found;
  }

  function score(entry, terms) {
    let sum = 0;
    for (const term of terms) {
      const heading = starts(entry.heading, term);
      const body = starts(entry.body, term);
      if (!heading.length && !body.length) return 0;
      if (heading.length) {
        const end = entry.heading[heading[0] + term.length];
        const whole = end === undefined || !/[\p{L}\p{N}]/u.test(end);
        // a work is found by its title, but sections that discuss it come first
        sum += entry.id.startsWith("ref-") ? 12 : 60 + (whole ? 20 : 0) - Math.min(entry.heading.length, 60) / 6;
      }
      sum += Math.min(body.length, 6) * 3 + (body.length ? 4 : 0);
    }
    if (terms.length > 1 && entry.body.includes(terms.join(" "))) sum += 25;
    return sum;
  }

  // The text with its terms marked; nothing of it is read as markup.
  function marked(text, terms) {
    const folded = fold(text);
    const node = document.createDocumentFragment();
    if (folded.length !== text.length) { node.append(text); return node; }
    const spans = terms.flatMap(term => starts(folded, term).map(at => [at, at + term.length])).sort((a, b) => a[0] - b[0]);
    let done = 0;
    for (const [from, to] of spans) {
      if (from < done) continue;
      node.append(text.slice(done, from));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      node.append(mark);
      done = to;
    }
    node.append(text.slice(done));
    return node;
  }

  function snippet(entry, terms) {
    const first = Math.min(...terms.flatMap(term => starts(entry.body, term).slice(0, 1)));
    const at = Number.isFinite(first) ? Math.max(0, first - 60) : 0;
    const from = at === 0 ? 0 : entry.text.indexOf(" ", at) + 1;
    const to = from + 180 < entry.text.length ? entry.text.lastIndexOf(" ", from + 180) : entry.text.length;
    return (from ? "… " : "") + entry.text.slice(from, to > from ? to : from + 180) + (to < entry.text.length ? " …" : "");
  }

  function element(tag, name, content) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (content) node.append(content);
    return node;
  }

  function choose(index, scroll = true) {
    const items = [...list.children];
    active = items.length ? (index + items.length) % items.length : -1;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", items[active].id);
      if (scroll) items[active].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function search() {
    const terms = [...new Set(fold(input.value).split(/[^\p{L}\p{N}²%.-]+/u).filter(Boolean))];
    const hits = terms.length
      ? entries.map(entry => [score(entry, terms), entry]).filter(([points]) => points > 0).sort((a, b) => b[0] - a[0])
      : [];
    list.replaceChildren(...hits.slice(0, shown).map(([, entry], index) => {
      const item = element("li");
      item.id = `result-${index}`;
      item.setAttribute("role", "option");
      const link = element("a");
      link.href = entry.file + (entry.id ? `#${entry.id}` : "");
      link.tabIndex = -1;
      link.append(element("strong", "", marked(entry.title, terms)));
      if (entry.place) link.append(element("span", "place", entry.place));
      link.append(element("span", "snippet", marked(snippet(entry, terms), terms)));
      link.addEventListener("click", () => dialog.close());
      item.addEventListener("pointermove", () => { if (active !== index) choose(index, false); });
      item.append(link);
      return item;
    }));
    input.setAttribute("aria-expanded", String(hits.length > 0));
    count.textContent = !terms.length ? "" : !hits.length ? "Nothing found. Try fewer words, or their beginnings."
      : hits.length === 1 ? "1 place" : `${hits.length} places` + (hits.length > shown ? `, the best ${shown}:` : "");
    choose(0);
  }

  function open() {
    if (dialog.open) return;
    for (const other of document.querySelectorAll("dialog[open]")) other.close();
    dialog.showModal();
    input.select();
    load().then(search, () => { count.textContent = "The search index is missing: build the book again."; });
  }

  input.addEventListener("input", () => load().then(search, () => {}));
  dialog.addEventListener("keydown", event => {
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active - 1);
    else if (event.key === "Escape") dialog.close();
    else if (event.key === "Enter" && event.target === input) list.children[active]?.querySelector("a").click();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
  for (const button of document.querySelectorAll(".open-search")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  window.openSearch = open;
})();
