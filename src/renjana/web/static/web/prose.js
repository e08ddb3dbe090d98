// The editor of a subbab. Without this file its textarea does the same in plain text. The server reads what is sent (konsep/richtext.py).
import { cleanPaste } from "./paste.js";

const form = document.querySelector("form[data-prose]");
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

// --- what may stand in a text beside words: a figure of the data, a footnote ---
function chips(lib) {
  const atom = (name, tag, attribute, show) => lib.Node.create({
    name, group: "inline", inline: true, atom: true, selectable: true,
    addAttributes: () => ({ value: { default: "", parseHTML: (element) => element.getAttribute(attribute) }, shown: { default: "", parseHTML: (element) => element.textContent, rendered: false } }),
    parseHTML: () => [{ tag: `${tag}[${attribute}]` }],
    renderHTML: ({ node }) => show(node.attrs),
  });
  return [
    atom("angka", "data", "value", ({ value, shown }) => ["data", { value, title: `Angka dari data: ${value}` }, shown || `{${value}}`]),
    atom("kaki", "sup", "data-kaki", ({ value }) => ["sup", { "data-kaki": value, title: value }, "*"]),
  ];
}

function start(lib, html, host, changed) {
  const paste = lib.Extension.create({ name: "wordPaste", transformPastedHTML: (given) => cleanPaste(given) });
  return new lib.Editor({
    element: host, injectCSS: false, content: html,
    extensions: [
      lib.Document, lib.Paragraph, lib.Text, lib.Bold, lib.Italic, lib.BulletList, lib.OrderedList, lib.ListItem, lib.UndoRedo ?? lib.History,
      lib.Heading.configure({ levels: [3] }), lib.Table.configure({ resizable: false }), lib.TableRow, lib.TableHeader, lib.TableCell, lib.Gapcursor,
      ...chips(lib), paste,
    ],
    editorProps: {
      attributes: { "aria-label": "Teks subbab", "aria-multiline": "true", role: "textbox", lang: "id", class: "manuscript" },
    },
    onUpdate: changed,
  });
}

// --- the toolbar: one tab stop, arrows inside ---
const TABLE = [
  ["Tambah baris", "+ Baris", (chain) => chain.addRowAfter()], ["Tambah kolom", "+ Kolom", (chain) => chain.addColumnAfter()],
  ["Hapus baris", "− Baris", (chain) => chain.deleteRow()], ["Hapus kolom", "− Kolom", (chain) => chain.deleteColumn()],
  ["Hapus tabel", "Hapus tabel", (chain) => chain.deleteTable()],
];
const TOOLS = [
  ["Subjudul", "Subjudul", (chain) => chain.toggleHeading({ level: 3 }), "heading"], ["Tebal (Ctrl+B)", "B", (chain) => chain.toggleBold(), "bold"],
  ["Miring (Ctrl+I)", "I", (chain) => chain.toggleItalic(), "italic"], ["Daftar butir", "• Daftar", (chain) => chain.toggleBulletList(), "bulletList"],
  ["Daftar bernomor", "1. Daftar", (chain) => chain.toggleOrderedList(), "orderedList"],
  ["Sisipkan tabel", "Tabel", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  ["Catatan kaki", "Catatan kaki", null], ["Urungkan (Ctrl+Z)", "↶", (chain) => chain.undo()], ["Ulangi (Ctrl+Y)", "↷", (chain) => chain.redo()],
];

function toolbar(editor, note) {
  const bar = make("div", { class: "prose-bar", role: "toolbar", "aria-label": "Bentuk teks", "aria-controls": "penyunting" });
  const button = ([label, words, act, kind], table = false) => {
    const one = make("button", { type: "button", class: `prose-tool${kind ? ` is-${kind}` : ""}`, "aria-label": label, title: label, tabindex: "-1" }, words);
    if (kind) one.dataset.kind = kind;
    if (table) one.dataset.table = "yes";
    one.addEventListener("click", () => (act ? act(editor.chain().focus()).run() : note()));
    return one;
  };
  bar.append(...TOOLS.map((tool) => button(tool)), ...TABLE.map((tool) => button(tool, true)));
  const shown = () => [...bar.querySelectorAll("button:not([hidden])")];
  bar.addEventListener("keydown", (event) => {
    const buttons = shown(), at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: (at + 1) % buttons.length, ArrowLeft: (at - 1 + buttons.length) % buttons.length, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    for (const one of buttons) one.tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
  });
  const update = () => {
    const inside = editor.isActive("table");
    for (const one of bar.querySelectorAll("[data-table]")) one.hidden = !inside;
    for (const one of bar.querySelectorAll("[data-kind]")) one.setAttribute("aria-pressed", String(editor.isActive(one.dataset.kind)));
    if (!shown().some((one) => one.tabIndex === 0)) shown()[0].tabIndex = 0;
  };
  editor.on("transaction", update);
  update();
  return bar;
}

// --- a footnote: written in a dialog, changed by choosing its mark ---
function footnotes(editor) {
  const dialog = document.getElementById("catatan-kaki"), words = dialog.querySelector("textarea");
  dialog.querySelector("[data-note]").addEventListener("click", () => {
    const value = words.value.trim();
    if (value) editor.chain().focus().insertContent({ type: "kaki", attrs: { value } }).run();
    else if (editor.isActive("kaki")) editor.chain().focus().deleteSelection().run();
    dialog.close();
  });
  const open = () => {
    words.value = editor.isActive("kaki") ? editor.getAttributes("kaki").value : "";
    dialog.showModal();
  };
  editor.view.dom.addEventListener("dblclick", (event) => event.target.closest("sup[data-kaki]") && open());
  return open;
}

function figures(editor) {
  const box = document.querySelector("template[data-figures]").content.cloneNode(true);
  const select = box.querySelector("select");
  select.addEventListener("change", () => {
    const chosen = select.selectedOptions[0];
    if (chosen.value) editor.chain().focus().insertContent([{ type: "angka", attrs: { value: chosen.value, shown: chosen.dataset.nilai } }]).run();
    select.value = "";
  });
  return box;
}

// --- keeping what is written, and hearing of others ---
const QUIET = 2500, BEAT = 45000;
function keeper(editor, versi) {
  const state = form.querySelector("[data-save-state]"), preview = document.querySelector("[data-preview]");
  const others = document.querySelector("[data-others]"), changed = document.querySelector("[data-changed]");
  let timer = 0, kept = editor.getHTML(), busy = false;
  const tell = (words) => (state.lastElementChild.textContent = words);
  async function keep() {
    clearTimeout(timer);
    const html = editor.getHTML(), body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("versi", versi);
    if (html !== kept) body.set("rupa", html);
    if (busy) return void (timer = setTimeout(keep, QUIET));
    busy = true;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
      if (!told || told.salah) return tell(told?.salah ?? "Belum tersimpan otomatis: muat ulang halaman ini di tab lain, lalu simpan dari sini.");
      if (html !== kept) tell(`Tersimpan sementara pukul ${told.pukul}`);
      kept = html;
      others.hidden = !told.lain.length;
      others.querySelector("b").textContent = told.lain.join(", ");
      changed.hidden = !told.berubah;
      changed.querySelector("p").textContent = told.berubah;
      if (told.pratinjau) preview.innerHTML = told.pratinjau;
    } catch {
      tell("Sambungan terputus; teks tetap di halaman ini dan dicoba lagi.");
      timer = setTimeout(keep, BEAT / 4);
    } finally {
      busy = false;
    }
  }
  setInterval(() => document.visibilityState === "visible" && keep(), BEAT);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && editor.getHTML() !== kept && keep());
  keep();
  return () => {
    tell("Menulis…");
    clearTimeout(timer);
    timer = setTimeout(keep, QUIET);
  };
}

if (form) {
  const lib = await import(form.dataset.prose);
  const field = form.elements.isi.closest(".field"), host = make("div", { class: "prose", id: "penyunting" });
  let onChange = () => {};
  const editor = start(lib, document.querySelector("template[data-rich]").innerHTML, host, () => {
    form.dataset.dirty = "yes";
    onChange();
  });
  field.hidden = true;
  form.elements.isi.disabled = true;
  document.querySelector("details[data-plain]").hidden = true;
  const bar = toolbar(editor, footnotes(editor));
  bar.append(figures(editor));
  field.before(bar, host);
  onChange = keeper(editor, form.elements.versi.value);
  const rich = make("input", { type: "hidden", name: "rupa" });
  form.append(rich);
  form.addEventListener("submit", () => (rich.value = editor.getHTML()));
  form.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") bar.querySelector("[tabindex='0']")?.focus();
  });
}
