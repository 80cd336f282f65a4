// A field above the long tables at the end of the book keeps only the rows that hold its words.
(() => {
  if (!document.body.classList.contains("back")) return;
  for (const scroll of document.querySelectorAll("main .scroll")) {
    const rows = [...scroll.querySelectorAll("tbody tr")];
    if (rows.length < 4) continue;
    const field = document.createElement("p");
    field.className = "filter";
    field.innerHTML = '<label>Filter <input type="search" autocomplete="off" spellcheck="false"></label><span role="status"></span>';
    const [input, status] = [field.querySelector("input"), field.querySelector("span")];
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
        if (!row.hidden) left += 1;
      }
      status.textContent = words.length ? `${left} of ${rows.length}` : "";
    });
    scroll.before(field);
  }
})();
