// The grid: native inputs that move like a worksheet. Loaded by pages with <table data-grid>; they work without it.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Numbers as the server reads them (organisasi/numerals.py): null is empty, NaN is refused because it is ambiguous.
export function readNumber(text) {
  let digits = text.trim().replace(/^(rp\.?|idr)\s*/i, "").replace(/\s/g, "").replace(/[,.]-$/, "");
  if (!digits) return null;
  const word = digits.match(/(ribu|rb|juta|jt|miliar|milyar|m|triliun)\.?$/i);
  const factor = { ribu: 1e3, rb: 1e3, juta: 1e6, jt: 1e6, miliar: 1e9, milyar: 1e9, m: 1e9, triliun: 1e12 }[word?.[1].toLowerCase()] ?? 1;
  if (word) digits = digits.slice(0, -word[0].length);
  if (!/^\d{1,15}(,\d{1,6})?$/.test(digits) && !/^\d{1,3}(\.\d{3})+(,\d{1,6})?$/.test(digits)) return NaN;
  if (/^0\d*\./.test(digits) || /^[1-9]\d{0,2},\d{3}$/.test(digits)) return NaN;
  const value = Math.round(Number(digits.replaceAll(".", "").replace(",", ".")) * factor * 1e6) / 1e6;
  return value < 1e15 ? value : NaN;
}

class Grid {
  constructor(table) {
    this.table = table;
    this.lines = all("tbody tr:not(.group)", table);
    // By place of the td, so that a pasted block keeps its columns where a line has no input.
    this.rows = this.lines.map((row) => [...row.children].map((td) => td.querySelector("input:not([type=hidden]), select")));
    this.places = new Map();
    this.rows.forEach((cells, row) => cells.forEach((cell, column) => cell && (this.places.set(cell, [row, column]), (cell.dataset.first = cell.value))));
    this.done = [];
    this.undone = [];
    this.sums = all("[data-sum], [data-sum-all]", table).map((output) => {
      const name = output.dataset.sum ?? output.dataset.sumAll;
      const within = output.dataset.sum ? output.closest("tbody") : table;
      return [output, all(`[name$=".${name}"], [name$="-${name}"]`, within)];
    });
    table.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("paste", (event) => this.paste(event));
    table.addEventListener("focusin", (event) => this.enter(event.target));
    table.addEventListener("change", (event) => this.typed(event.target));
    if (this.rows.length > 2) this.page();
  }
  // On a phone one row at a time, with previous and next (the style sheet hides the rest below 44rem).
  page() {
    const bar = document.createElement("div");
    bar.className = "grid-pager small";
    bar.append(...["Sebelumnya", "", "Berikutnya"].map((word, i) => Object.assign(document.createElement(i === 1 ? "span" : "button"), { textContent: word })));
    const [back, where, next] = bar.children;
    back.type = next.type = "button";
    back.className = next.className = "button secondary compact";
    where.setAttribute("role", "status");
    let at = 0;
    this.show = (row) => {
      at = Math.max(0, Math.min(this.lines.length - 1, row));
      this.lines.forEach((one, i) => one.classList.toggle("shown", i === at));
      where.textContent = `Baris ${at + 1} dari ${this.lines.length}`;
      back.setAttribute("aria-disabled", at === 0);
      next.setAttribute("aria-disabled", at === this.lines.length - 1);
    };
    back.addEventListener("click", () => this.show(at - 1));
    next.addEventListener("click", () => this.show(at + 1));
    document.addEventListener("click", (event) => {
      const id = event.target.closest('a[href^="#"]')?.hash.slice(1);
      const row = this.lines.indexOf(id && document.getElementById(decodeURIComponent(id))?.closest("tr"));
      if (row >= 0) this.show(row);
    });
    (this.table.closest(".scroller") ?? this.table).after(bar);
    this.table.classList.add("one");
    this.show(this.lines.findIndex((row) => row.matches(":target") || row.querySelector(".error, [autofocus]")));
  }
  enter(cell) {
    if (!this.places.has(cell)) return;
    cell.dataset.before = cell.value;
    if (cell.type !== "checkbox") cell.select?.();
  }
  mark(cell) {
    cell.closest("td")?.classList.toggle("changed", cell.value !== cell.dataset.first);
  }
  typed(cell) {
    if (!this.places.has(cell) || cell.type === "checkbox") return;
    const before = cell.dataset.before ?? cell.dataset.first;
    if (before !== cell.value) this.done.push([[cell, before, cell.value]]), (this.undone = []);
    cell.dataset.before = cell.value;
    this.mark(cell);
    this.total();
  }
  accepted(cell, value) {
    if (!cell || cell.readOnly || cell.disabled || cell.type === "checkbox") return null;
    if (cell.tagName !== "SELECT") return value;
    const wanted = value.toLowerCase();
    return [...cell.options].find((one) => one.value.toLowerCase() === wanted || one.text.trim().toLowerCase() === wanted)?.value ?? null;
  }
  // Many cells in one go: one step to undo, one event for whoever saves.
  write(pairs) {
    const step = [];
    for (const [cell, given] of pairs) {
      const value = this.accepted(cell, given);
      if (value === null || value === cell.value) continue;
      step.push([cell, cell.value, value]);
    }
    if (step.length) this.done.push(step), (this.undone = []), this.set(step, 2);
  }
  set(step, side) {
    for (const change of step) {
      change[0].value = change[0].dataset.before = change[side];
      this.mark(change[0]);
    }
    this.total();
    this.table.dispatchEvent(new CustomEvent("cells", { bubbles: true, detail: step.map(([cell]) => cell) }));
    this.table.dispatchEvent(new Event("input", { bubbles: true }));
  }
  undo(from, to, side) {
    const step = from.pop();
    if (!step) return;
    to.push(step);
    this.set(step, side);
    this.show?.(this.places.get(step[0][0])[0]);
    step[0][0].focus();
  }
  key(event) {
    const cell = event.target;
    const place = this.places.get(cell);
    if (!place) return;
    const [row, column] = place;
    const text = cell.tagName === "INPUT" && cell.type !== "checkbox" && cell.selectionStart !== null;
    const whole = text && cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const atStart = !text || whole || (cell.selectionStart === 0 && cell.selectionEnd === 0);
    const atEnd = !text || whole || cell.selectionStart === cell.value.length;
    const control = event.ctrlKey || event.metaKey;
    const plain = !(event.altKey || control || event.shiftKey);
    const letter = control && event.key.toLowerCase();
    let to = null;
    if (event.key === "Enter") {
      event.preventDefault();
      to = this.beside(row, column, event.shiftKey ? -1 : 1, 0);
      if (!to) cell.blur(), cell.focus(); // the last row: what was typed counts all the same
    }
    else if (letter === "d") {
      event.preventDefault();
      const above = this.rows[row - 1]?.[column];
      if (above) this.write([[cell, above.value]]);
    } else if ((letter === "z" || letter === "y") && cell.value === (cell.dataset.before ?? cell.value)) {
      event.preventDefault(); // while a cell is being typed in, the browser undoes inside it
      if (letter === "y" || event.shiftKey) this.undo(this.undone, this.done, 2);
      else this.undo(this.done, this.undone, 1);
    } else if (event.key === "Escape") cell.value = cell.dataset.before ?? cell.value, this.mark(cell), this.total();
    else if (event.key === "F2" && text) event.preventDefault(), cell.setSelectionRange(cell.value.length, cell.value.length);
    else if (!plain) return;
    else if (event.key === "ArrowDown" && cell.tagName === "INPUT") to = this.beside(row, column, 1, 0);
    else if (event.key === "ArrowUp" && cell.tagName === "INPUT") to = this.beside(row, column, -1, 0);
    else if (event.key === "ArrowLeft" && atStart) to = this.beside(row, column, 0, -1);
    else if (event.key === "ArrowRight" && atEnd) to = this.beside(row, column, 0, 1);
    if (!to) return;
    event.preventDefault();
    this.show?.(this.places.get(to)[0]);
    to.focus();
  }
  // The next cell that can be filled in this direction, if there is one.
  beside(row, column, down, right) {
    do (row += down), (column += right);
    while (this.rows[row] && column in this.rows[row] && !this.rows[row][column]);
    return this.rows[row]?.[column];
  }
  paste(event) {
    const place = this.places.get(event.target);
    const block = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    if (!place || (block.length === 1 && block[0].length === 1)) return;
    event.preventDefault();
    const [top, left] = place;
    this.write(block.flatMap((line, down) => line.map((value, right) => [this.rows[top + down]?.[left + right], value.trim()])));
  }
  total() {
    for (const [output, cells] of this.sums) output.value = cells.reduce((sum, cell) => sum + (readNumber(cell.value) || 0), 0).toLocaleString("id-ID");
  }
}
for (const table of all("table[data-grid]")) new Grid(table);
