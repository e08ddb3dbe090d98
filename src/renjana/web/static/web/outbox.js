// Save on change, and an outbox in the browser that survives a lost connection, for <form data-outbox="key" data-save="address">.
// What is typed is put into localStorage first and leaves it only when the server has stored it; without this script the form's button saves.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const LATER = [1500, 4000, 10000, 30000];

class Outbox {
  constructor(form) {
    this.form = form;
    this.key = `renjana.${form.dataset.outbox}`;
    this.state = form.querySelector("[data-save-state]");
    // Once, so that a pasted block costs no search: numbers of the lines by code; inputs, mark and tick of each line by number. All lines share
    // the names of their inputs; the order of the page numbers them, as the server does.
    this.lines = new Map();
    this.rows = [null];
    for (const one of form.elements) {
      if (!one.name.startsWith("b.")) continue;
      const key = one.name.slice(2);
      if (key === "kode") {
        this.lines.set(one.value, [...(this.lines.get(one.value) ?? []), this.rows.length]);
        this.rows.push({ cells: [] });
      }
      const row = this.rows.at(-1);
      if (key === "dasar" || key === "hapus") row[key] = one;
      else if (key !== "kode" && one.type !== "submit") row.cells.push(one), (one.line = this.rows.length - 1);
    }
    this.waiting = this.load();
    this.tries = this.orphans = 0;
    form.addEventListener("change", (event) => this.changed([event.target]));
    form.addEventListener("cells", (event) => this.changed(event.detail));
    form.addEventListener("submit", () => this.leave());
    addEventListener("online", () => this.soon(0));
    addEventListener("offline", () => this.say("failed", "Sambungan terputus. Isian Anda tersimpan di peramban ini dan dikirim begitu tersambung lagi."));
    this.restore();
  }
  load() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }
  keep() {
    try {
      if (Object.keys(this.waiting).length) localStorage.setItem(this.key, JSON.stringify(this.waiting));
      else localStorage.removeItem(this.key);
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }
  inputs(number) {
    return this.rows[number].cells;
  }
  // c3-pagu names the input b.pagu of the third line.
  at(id) {
    const [, number, key] = id.match(/^c(\d+)-(.+)$/) ?? [];
    return this.rows[number]?.cells.find((one) => one.name === `b.${key}`);
  }
  base(code) {
    return this.rows[this.lines.get(code)?.[0] ?? 0]?.dasar;
  }
  // What waited here when the page was left: it is put back with what it began from, and goes out again.
  restore() {
    let lost = 0;
    for (const [code, entry] of Object.entries(this.waiting)) {
      const numbers = this.lines.get(code);
      entry.held = false; // what was held back is judged anew
      if (numbers && this.same(numbers, entry)) this.form.dataset.dirty === "yes" ? (entry.held = true) : delete this.waiting[code];
      else if (!numbers || numbers.length < entry.lines.length) this.orphan(code, entry), (lost += 1);
      else this.refill(code, numbers, entry);
    }
    this.keep();
    const count = Object.values(this.waiting).filter((entry) => !entry.held).length;
    if (count > lost) this.say("failed", `${count} baris dari peramban ini belum terkirim; sedang dikirim.`), this.soon(300);
    else if (count) this.say("failed", `${count} baris yang Anda isi di peramban ini sudah diubah susunannya. Tekan tombol Simpan untuk memilih nilainya.`);
  }
  same(numbers, entry) {
    return numbers.length === entry.lines.length && numbers.every((number, i) => this.inputs(number).every((one) => one.value === entry.lines[i][one.name.split(".")[1]]));
  }
  refill(code, numbers, entry) {
    const base = this.base(code);
    if (base) base.value = entry.base;
    entry.lines.forEach((cells, i) => {
      for (const one of this.inputs(numbers[i])) {
        const value = cells[one.name.split(".")[1]];
        if (value === undefined || value === one.value) continue;
        one.value = value;
        one.closest("td")?.classList.add("changed");
      }
    });
  }
  // A row that the page no longer has goes along with the button, as hidden fields.
  orphan(code, entry) {
    entry.lines.forEach((cells, i) => {
      const number = 90000 + this.orphans++;
      const add = (name, value) => this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: `${number}.${name}`, value }));
      add("kode", code);
      if (i === 0) add("dasar", entry.base);
      for (const [name, value] of Object.entries(cells)) add(name, value);
    });
  }
  changed(cells) {
    const numbers = new Set(cells.map((one) => one.line).filter(Boolean));
    if (!numbers.size) return;
    for (const [code, own] of this.lines) {
      if (!own.some((number) => numbers.has(number)) || this.rows[own[0]].hapus?.checked) continue;
      const lines = own.map((number) => Object.fromEntries(this.inputs(number).map((one) => [one.name.split(".")[1], one.value])));
      this.waiting[code] = { base: this.waiting[code]?.base ?? this.base(code)?.value ?? "", lines, meant: this.waiting[code]?.meant };
    }
    this.keep();
    this.say("dirty", this.kept ? "Belum dikirim" : "Belum dikirim; peramban ini tidak dapat menyimpan cadangan");
    this.soon(900);
  }
  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }
  async send() {
    const codes = Object.keys(this.waiting).filter((code) => !this.waiting[code].held && this.lines.has(code));
    if (this.sending || !codes.length) return;
    if (!navigator.onLine) return this.failed();
    this.sending = true;
    this.say("saving", "Menyimpan…");
    const given = Object.fromEntries(codes.map((code) => [code, JSON.stringify(this.waiting[code])]));
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    body.set("yakin", codes.map((code) => this.waiting[code].meant ?? "").join(" "));
    for (const code of codes) {
      this.lines.get(code).forEach((number, i) => {
        body.set(`${number}.kode`, code);
        if (i === 0) body.set(`${number}.dasar`, this.waiting[code].base);
        for (const [name, value] of Object.entries(this.waiting[code].lines[i] ?? {})) body.set(`${number}.${name}`, value);
      });
    }
    try {
      const answer = await fetch(this.form.dataset.save, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.headers.get("content-type")?.includes("json")) throw answer;
      this.tries = 0;
      this.heard(await answer.json(), answer.status, given);
    } catch (fault) {
      if (fault?.redirected || fault?.status === 403) this.say("failed", "Sesi Anda berakhir. Masuk lagi di tab lain; isian Anda tersimpan di peramban ini.");
      else this.failed();
      this.soon(LATER[Math.min(this.tries++, LATER.length - 1)]);
    } finally {
      this.sending = false;
    }
    if (!this.tries && Object.keys(this.waiting).some((code) => !this.waiting[code].held && this.lines.has(code))) this.soon(300);
  }
  failed() {
    const count = Object.keys(this.waiting).length;
    this.say("failed", `Belum terkirim, akan dicoba lagi. ${count} baris tersimpan di peramban ini.`);
  }
  heard(told, status, given) {
    for (const [code, mark] of Object.entries(told.dasar ?? {})) {
      const base = this.base(code);
      if (base) base.value = mark;
      if (JSON.stringify(this.waiting[code]) === given[code]) {
        delete this.waiting[code];
        this.settle(code);
      } else if (this.waiting[code]) this.waiting[code].base = mark;
    }
    for (const [id, value] of Object.entries(told.sel ?? {})) {
      const cell = this.at(id);
      if (cell && (cell !== document.activeElement || cell.value === cell.dataset.before)) cell.value = cell.dataset.first = cell.dataset.before = value;
    }
    for (const code of told.tahan ?? []) if (JSON.stringify(this.waiting[code]) === given[code]) this.waiting[code].held = true;
    for (const code of told.tahan ?? []) this.clear(code);
    for (const [id, message] of Object.entries(told.galat ?? {})) this.note(id, message, "error");
    for (const [id, message] of Object.entries(told.ragu ?? {})) this.note(id, message, "doubt")?.append(this.keeper(id, told.tanda));
    this.keep();
    if (!Object.keys(this.waiting).length && !this.form.querySelector("td.changed")) this.form.dataset.dirty = "";
    this.say(status === 200 ? "saved" : "failed", told.pesan);
  }
  settle(code) {
    for (const number of this.lines.get(code) ?? []) {
      for (const cell of this.inputs(number)) {
        cell.dataset.first = cell.value;
        cell.closest("td")?.classList.remove("changed");
      }
    }
    this.clear(code);
  }
  // What was said at the cells of a row goes; it is judged anew.
  clear(code) {
    for (const number of this.lines.get(code) ?? []) {
      for (const cell of this.inputs(number)) {
        const td = cell.closest("td");
        td?.classList.remove("error", "doubt");
        td?.querySelector(".error-message, .doubt-message")?.remove();
        cell.removeAttribute("aria-invalid");
        cell.removeAttribute("aria-describedby");
      }
    }
  }
  note(id, message, tone) {
    const cell = this.at(id);
    const td = cell?.closest("td");
    if (!td) return null;
    td.classList.add(tone);
    const text = td.appendChild(Object.assign(document.createElement("p"), { className: `${tone}-message`, id: `g-${id}` }));
    text.append(Object.assign(document.createElement("span"), { textContent: message }));
    if (tone === "error") cell.setAttribute("aria-invalid", "true");
    cell.setAttribute("aria-describedby", text.id);
    return text;
  }
  // A doubt is stored when the person says that it is meant; else the cell is changed, or undone with Ctrl+Z.
  keeper(id, marks) {
    const code = [...this.lines].find(([, numbers]) => numbers.includes(this.at(id).line))?.[0];
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button plain compact", textContent: "Simpan, memang demikian" });
    button.addEventListener("click", () => {
      if (!this.waiting[code]) return;
      this.waiting[code].meant = `${this.waiting[code].meant ?? ""} ${marks[id]}`;
      this.waiting[code].held = false;
      this.keep();
      this.at(id).focus();
      this.soon(0);
    });
    return button;
  }
  // The button posts everything; what waits here is dropped when the page says that this very post was stored.
  leave() {
    const sent = Math.random().toString(36).slice(2);
    const field = this.form.elements.kiriman ?? this.form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "kiriman" }));
    field.value = sent;
    for (const entry of Object.values(this.waiting)) entry.sent = sent;
    this.keep();
    clearTimeout(this.timer);
  }
  say(state, text) {
    if (!this.state || !text) return;
    this.state.dataset.state = state;
    this.state.lastElementChild.textContent = text;
  }
}
// A post that the page says was stored: what waited for it goes, whichever page it was typed on.
const sent = location.hash.match(/^#kiriman-(\w+)$/)?.[1];
if (sent) {
  history.replaceState(null, "", location.pathname + location.search);
  try {
    for (const key of Object.keys(localStorage).filter((one) => /^renjana\.(isian|lembar)-/.test(one))) {
      const left = Object.entries(JSON.parse(localStorage.getItem(key))).filter(([, entry]) => entry.sent !== sent);
      if (left.length) localStorage.setItem(key, JSON.stringify(Object.fromEntries(left)));
      else localStorage.removeItem(key);
    }
  } catch {
    // without localStorage nothing waits
  }
}
for (const form of all("form[data-outbox]")) new Outbox(form);
