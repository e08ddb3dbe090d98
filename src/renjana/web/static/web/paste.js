// What Word and browsers put on the clipboard, as plain HTML with its structure: paragraphs, subheads, lists, tables, bold, slanted, footnotes.
const SPACE = /[\s\u00a0]+/g;
const MARK = /^[\s\u00a0]*(?:[\u00b7\u2022\uf000-\uf0ff\u25aa\u25cf\u25cb§o-][\s\u00a0]+|[\uf000-\uf0ff])/;

// Attributes that a strict policy would report while parsing are renamed in the text before anything parses it.
const quiet = (html) => html
  .replace(/<!--[\s\S]*?-->/g, "").replace(/<!\[[^\]]*\]>/g, "")
  .replace(/<(style|script|iframe|svg|math|object|xml)\b[\s\S]*?<\/\1\s*>/gi, "")
  .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-css=").replace(/\s(on\w+|src|srcset|background)\s*=/gi, " data-off="));

const css = (element) => element.getAttribute("data-css") ?? "";
const renamed = (doc, element, tag) => {
  const made = doc.createElement(tag);
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
};

function notes(doc) {
  for (const mark of doc.querySelectorAll("a[href*='#_ftn']:not([href*='ref'])")) {
    const words = doc.querySelector(`[id='${CSS.escape(mark.getAttribute("href").split("#_")[1])}']`)?.textContent.replace(SPACE, " ").trim();
    const made = doc.createElement("sup");
    if (words) made.setAttribute("data-kaki", words.replace(/^\[?\d+\]?\s*/, ""));
    if (words) mark.replaceWith(made);
  }
  for (const list of doc.querySelectorAll("[id^='ftn'],[style*='footnote-list'],[data-css*='footnote-list']")) list.remove();
}

function listItem(paragraph) {
  const level = /mso-list:\s*l\d+\s+level(\d+)/i.exec(css(paragraph));
  const given = paragraph.querySelector("[data-css*='mso-list:Ignore'],[data-css*='mso-list: Ignore']");
  const mark = (given?.textContent ?? "").replace(SPACE, "");
  const pasted = !level && (/MsoListParagraph/.test(paragraph.className) || /^[\s\u00a0]*[\uf000-\uf0ff\u2022]/.test(paragraph.textContent)) && MARK.test(paragraph.textContent);
  if (!level && !pasted) return null;
  given?.remove();
  const kind = /^\(?\d+[.)]/.test(mark) ? "1" : /^\(?[a-z][.)]/i.test(mark) ? "a" : "";
  return { paragraph, level: level ? +level[1] : 1, kind };
}

function withoutMark(doc, paragraph) {
  const walk = doc.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const rest = node.data.replace(MARK, "");
    if (rest !== node.data) return void (node.data = rest);
    if (node.data.trim()) return;
  }
}

function lists(doc) {
  const items = [...doc.querySelectorAll("p")].filter((one) => !one.closest("li")).map(listItem).filter(Boolean);
  let open = [], last = null;
  for (const { paragraph, level, kind } of items) {
    if (last !== paragraph.previousElementSibling) open = [];
    if (!kind) withoutMark(doc, paragraph);
    while (open.length && (open.at(-1).level > level || (open.at(-1).level === level && open.at(-1).kind !== kind))) open.pop();
    if (!open.length || open.at(-1).level < level) {
      const list = doc.createElement(kind ? "ol" : "ul");
      if (kind === "a") list.setAttribute("type", "a");
      if (open.length) open.at(-1).list.lastElementChild.append(list);
      else paragraph.before(list), (last = list);
      open.push({ list, level, kind });
    }
    last = open[0].list;
    open.at(-1).list.append(doc.createElement("li"));
    open.at(-1).list.lastElementChild.append(paragraph);
  }
}

export function cleanPaste(html) {
  const doc = new DOMParser().parseFromString(quiet(html), "text/html");
  if (/data-pm-slice/.test(html)) return doc.body.innerHTML;
  for (const element of doc.querySelectorAll("title,meta,link,del,img,input,button")) element.remove();
  for (const element of [...doc.body.querySelectorAll("*")].filter((one) => one.localName.includes(":"))) element.replaceWith(...(element.localName.startsWith("v:") ? [] : element.childNodes));
  notes(doc);
  lists(doc);
  for (const head of doc.querySelectorAll("h1,h2,h4,h5,h6")) renamed(doc, head, "h3");
  for (const element of [...doc.querySelectorAll("b,strong,i,em")]) if (/font-(weight|style):\s*normal/.test(css(element))) element.replaceWith(...element.childNodes);
  for (const element of [...doc.querySelectorAll("[data-css]:is(span,font)")]) {
    for (const [look, tag] of [[/(?<![-\w])font-weight:\s*(bold|[6-9]00)/i, "strong"], [/(?<![-\w])font-style:\s*italic/i, "em"]]) {
      if (!look.test(css(element))) continue;
      const made = doc.createElement(tag);
      made.append(...element.childNodes);
      element.append(made);
    }
  }
  for (const paragraph of doc.querySelectorAll("p")) if (!paragraph.closest("td,th") && !paragraph.textContent.replace(SPACE, "") && !paragraph.querySelector("sup")) paragraph.remove();
  for (const element of doc.body.querySelectorAll("*")) for (const { name } of [...element.attributes]) if (!/^(colspan|rowspan|type|value|data-kaki)$/.test(name)) element.removeAttribute(name);
  const walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) node.data = node.data.replace(/[\uf000-\uf0ff]/g, "•").replace(/[\s\u00a0]+/g, " ");
  return doc.body.innerHTML;
}
