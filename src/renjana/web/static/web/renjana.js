// Renjana: small enhancements. Every page works without this file. Attributes: docs/design.md
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

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
