// Renjana: small enhancements. Every page works without this file. Attributes: docs/design.md
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Numbers as the server reads them (organisasi/numerals.py): null is empty, NaN is refused because it is ambiguous.
export function readNumber(text) {
  let digits = text.trim().replace(/^rp\.?\s*/i, "").replace(/\s/g, "");
  if (!digits) return null;
  const word = digits.match(/(ribu|juta|miliar|triliun)$/i)?.[0];
  const factor = { ribu: 1e3, juta: 1e6, miliar: 1e9, triliun: 1e12 }[word?.toLowerCase()] ?? 1;
  if (word) digits = digits.slice(0, -word.length);
  if (!/^\d+(,\d+)?$/.test(digits) && !/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(digits)) return NaN;
  if (/^0\d*\./.test(digits) || (!word && /^\d{1,3},\d{3}$/.test(digits))) return NaN;
  return Number(digits.replaceAll(".", "").replace(",", ".")) * factor;
}

// --- forms: unsaved work, double submits, autosubmit ---
function markDirty(form) {
  form.dataset.dirty = "yes";
  for (const state of all("[data-save-state]", form)) {
    state.dataset.state = "dirty";
    state.lastElementChild.textContent = "Belum disimpan";
  }
}
for (const form of all("form[data-dirty]")) form.addEventListener("input", () => markDirty(form));
addEventListener("beforeunload", (event) => {
  if (document.querySelector('form[data-dirty="yes"]')) event.preventDefault();
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  if ("dirty" in form.dataset) form.dataset.dirty = "";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), 8000);
});
function release(form) {
  delete form.dataset.sent;
  for (const button of all("[aria-busy]", form)) button.removeAttribute("aria-busy");
}
addEventListener("pageshow", () => all("form[data-sent]").forEach(release));
document.addEventListener("change", (event) => event.target.form?.matches("[data-autosubmit]") && event.target.form.requestSubmit());

// --- grid: native inputs that move like a worksheet ---
class Grid {
  constructor(table) {
    this.table = table;
    this.rows = all("tbody tr:not(.group)", table).map((row) => all("input:not([type=hidden]), select", row));
    this.rows.flat().forEach((cell) => (cell.dataset.first = cell.value));
    table.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("paste", (event) => this.paste(event));
    table.addEventListener("focusin", (event) => this.enter(event.target));
    table.addEventListener("change", (event) => (this.mark(event.target), this.total()));
    if (this.rows.length > 2) this.page();
  }
  // On a phone one row at a time, with previous and next (the style sheet hides the rest below 44rem).
  page() {
    const rows = all("tbody tr:not(.group)", this.table);
    const bar = document.createElement("div");
    bar.className = "grid-pager small";
    bar.append(...["Sebelumnya", "", "Berikutnya"].map((word, i) => Object.assign(document.createElement(i === 1 ? "span" : "button"), { textContent: word })));
    const [back, where, next] = bar.children;
    back.type = next.type = "button";
    back.className = next.className = "button secondary compact";
    where.setAttribute("role", "status");
    let at = 0;
    this.show = (row) => {
      at = Math.max(0, Math.min(rows.length - 1, row));
      rows.forEach((one, i) => one.classList.toggle("shown", i === at));
      where.textContent = `Baris ${at + 1} dari ${rows.length}`;
      back.setAttribute("aria-disabled", at === 0);
      next.setAttribute("aria-disabled", at === rows.length - 1);
    };
    back.addEventListener("click", () => this.show(at - 1));
    next.addEventListener("click", () => this.show(at + 1));
    document.addEventListener("click", (event) => {
      const id = event.target.closest('a[href^="#"]')?.hash.slice(1);
      const row = rows.indexOf(id && document.getElementById(decodeURIComponent(id))?.closest("tr"));
      if (row >= 0) this.show(row);
    });
    (this.table.closest(".scroller") ?? this.table).after(bar);
    this.table.classList.add("one");
    this.show(rows.findIndex((row) => row.querySelector(".error")));
  }
  enter(cell) {
    cell.dataset.before = cell.value;
    cell.select?.();
  }
  place(cell) {
    const row = this.rows.findIndex((cells) => cells.includes(cell));
    return [row, this.rows[row]?.indexOf(cell)];
  }
  mark(cell) {
    cell.closest("td")?.classList.toggle("changed", cell.value !== cell.dataset.first);
  }
  put(cell, value) {
    if (cell.readOnly || cell.disabled) return;
    if (cell.tagName === "SELECT") {
      const wanted = value.toLowerCase();
      const option = [...cell.options].find((one) => one.value.toLowerCase() === wanted || one.text.trim().toLowerCase() === wanted);
      if (!option) return;
      value = option.value;
    }
    cell.value = value;
    this.mark(cell);
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  }
  key(event) {
    const cell = event.target;
    const [row, column] = this.place(cell);
    if (row < 0) return;
    const text = cell.tagName === "INPUT" && cell.selectionStart !== null;
    const whole = text && cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
    const atStart = !text || whole || (cell.selectionStart === 0 && cell.selectionEnd === 0);
    const atEnd = !text || whole || cell.selectionStart === cell.value.length;
    const plain = !(event.altKey || event.ctrlKey || event.shiftKey || event.metaKey);
    let to = null;
    if (event.key === "Enter") to = [row + (event.shiftKey ? -1 : 1), column];
    else if (event.ctrlKey && event.key.toLowerCase() === "d") {
      event.preventDefault();
      if (row > 0 && this.rows[row - 1][column]) this.put(cell, this.rows[row - 1][column].value), this.total();
    } else if (event.key === "Escape") this.put(cell, cell.dataset.before), this.total();
    else if (event.key === "F2" && text) event.preventDefault(), cell.setSelectionRange(cell.value.length, cell.value.length);
    else if (!plain) return;
    else if (event.key === "ArrowDown" && text) to = [row + 1, column];
    else if (event.key === "ArrowUp" && text) to = [row - 1, column];
    else if (event.key === "ArrowLeft" && atStart) to = [row, column - 1];
    else if (event.key === "ArrowRight" && atEnd) to = [row, column + 1];
    if (!to) return;
    event.preventDefault();
    if (to[0] !== row) this.show?.(to[0]);
    this.rows[to[0]]?.[to[1]]?.focus();
  }
  paste(event) {
    const block = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    if (block.length === 1 && block[0].length === 1) return;
    event.preventDefault();
    const [top, left] = this.place(event.target);
    block.forEach((line, down) => line.forEach((value, right) => {
      const cell = this.rows[top + down]?.[left + right];
      if (cell) this.put(cell, value.trim());
    }));
    this.total();
  }
  total() {
    const sum = (within, name) => all(`[name$=".${name}"], [name$="-${name}"]`, within).reduce((n, cell) => n + (readNumber(cell.value) || 0), 0);
    const write = (output, within, name) => (output.value = sum(within, name).toLocaleString("id-ID"));
    for (const output of all("[data-sum]", this.table)) write(output, output.closest("tbody"), output.dataset.sum);
    for (const output of all("[data-sum-all]", this.table)) write(output, this.table, output.dataset.sumAll);
  }
}
for (const table of all("table[data-grid]")) new Grid(table);

// --- dialogs, copying, preview, chosen files ---
document.addEventListener("click", async (event) => {
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  const target = event.target.closest("[data-dialog], [data-close], [data-copy]");
  if (!target) return;
  const dialog = document.getElementById(target.dataset.dialog);
  if (dialog) event.preventDefault(), dialog.showModal();
  if ("close" in target.dataset) target.closest("dialog").close();
  if (target.dataset.copy) {
    const source = document.getElementById(target.dataset.copy);
    const text = source.value ?? source.textContent.trim();
    // Over plain http on an office network browsers hide the clipboard; then the text is selected, ready for Ctrl+C.
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    target.lastChild.textContent = navigator.clipboard ? "Tersalin" : "Tekan Ctrl+C";
  }
});
document.addEventListener("input", (event) => {
  const mirror = document.getElementById(event.target.dataset?.mirror);
  if (mirror) mirror.textContent = event.target.value;
  const name = event.target.type === "file" && event.target.closest("label")?.querySelector("[data-file-name]");
  if (name) name.textContent = [...event.target.files].map((file) => file.name).join(", ") || "Pilih atau jatuhkan berkas";
});
document.addEventListener("keydown", (event) => {
  const dialog = document.querySelector("dialog#search");
  if (dialog && !dialog.open && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") event.preventDefault(), dialog.showModal();
  if (event.key === "Escape") all("details.menu[open]").forEach((menu) => (menu.open = false));
});
document.querySelector(".error-summary")?.focus();
document.querySelector(".subnav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// --- does this file match the digest? Reckoned in the reader's own device, nothing is sent ---
for (const box of all("[data-match]")) {
  const verdict = document.getElementById(box.dataset.result);
  box.querySelector("input").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    if (!crypto.subtle) return (verdict.textContent = "Sidik hanya dapat dihitung bila halaman ini dibuka lewat https.");
    const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const digest = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const same = digest === document.getElementById(box.dataset.match).textContent.trim();
    verdict.className = `badge ${same ? "green" : "red"}`;
    verdict.textContent = same ? `✓ Cocok: ${file.name}` : `✕ Tidak cocok: ${file.name}`;
  });
}
