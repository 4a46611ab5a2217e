// A field of formatted text knows no tables: the editor would run the cells of a pasted one together, numbers and all.
// So each row is handed to it as one paragraph, its cells parted by a bar, and the author is asked to look at it.
(() => {
  const EDITOR = "[data-draftail-editor-wrapper]";
  const BETWEEN_CELLS = " | ";
  /** Between what stood on lines of its own inside one cell. */
  const BETWEEN_LINES = "; ";
  const LINES = "address, article, blockquote, dd, div, dl, dt, h1, h2, h3, h4, h5, h6, li, ol, p, pre, section, ul";
  /** Of these the editor makes lines of its own, whatever stands beside them. */
  const PARAGRAPHS = "blockquote, h1, h2, h3, h4, h5, h6, ol, p, pre, ul";
  const NOTICE =
    "A table that you pasted became lines of text: one line for each row, with “|” between its cells. Please look at these lines before you go on.";

  const handedOn = new WeakSet();

  const textsIn = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    return texts;
  };

  // The cell keeps its words, its bold words and its links, all in one line.
  const onOneLine = (cell) => {
    const marks = new Set();
    const mark = () => {
      const made = document.createTextNode("");
      marks.add(made);
      return made;
    };
    for (const line of cell.querySelectorAll("br")) line.replaceWith(mark());
    for (const line of cell.querySelectorAll(LINES)) line.replaceWith(mark(), ...line.childNodes, mark());
    let hasWords = false;
    let hasEnded = false;
    for (const text of textsIn(cell)) {
      if (marks.has(text)) {
        hasEnded = hasWords;
        continue;
      }
      text.data = text.data.replace(/\s+/g, " ");
      if (!text.data.trim()) continue;
      if (hasEnded) text.data = BETWEEN_LINES + text.data.trimStart();
      else if (!hasWords) text.data = text.data.trimStart();
      hasWords = true;
      hasEnded = false;
    }
    return cell;
  };

  const hasWords = (cell) => Boolean(cell.textContent.trim());

  // A cell that reaches over several rows is said in each of them; one over several columns is followed by empty ones.
  const rowsOf = (table) => {
    const reaching = new Map();
    return [...table.rows].map((row) => {
      const cells = [];
      const takeReaching = () => {
        for (let above = reaching.get(cells.length); above?.rows; above = reaching.get(cells.length)) {
          above.rows -= 1;
          cells.push(above.cell.cloneNode(true));
        }
      };
      for (const cell of row.cells) {
        takeReaching();
        reaching.set(cells.length, { cell, rows: cell.rowSpan - 1 });
        cells.push(cell);
        if (cell === row.cells[row.cells.length - 1]) continue;
        for (let more = 1; more < cell.colSpan; more += 1) cells.push(document.createElement("td"));
      }
      takeReaching();
      return cells;
    });
  };

  const paragraph = (...content) => {
    const made = document.createElement("p");
    made.append(...content);
    return made;
  };

  // Where there is one paragraph, the editor takes no other frame for a line of its own: so each line becomes a paragraph.
  const paragraphsIn = (frame) => {
    const lines = [];
    let line = paragraph();
    const end = () => {
      if (hasWords(line)) lines.push(line);
      line = paragraph();
    };
    for (const part of [...frame.childNodes]) {
      if (part instanceof Element && part.matches(PARAGRAPHS)) {
        end();
        lines.push(part);
      } else if (part instanceof Element && (part.matches(LINES) || part.querySelector(LINES))) {
        end();
        lines.push(...paragraphsIn(part));
      } else if (part.nodeName === "BR") end();
      else line.append(part);
    }
    end();
    return lines;
  };

  /** What stands in place of a table, and whether any of its rows has several cells. */
  const inLines = (table) => {
    const lines = [];
    let hasSeveral = false;
    if (table.caption && hasWords(table.caption)) lines.push(paragraph(...onOneLine(table.caption).childNodes));
    for (const cells of rowsOf(table)) {
      if (!cells.some(hasWords)) continue;
      if (cells.length === 1) {
        // A frame around text, or a list: its own paragraphs stay.
        lines.push(...paragraphsIn(cells[0]));
        continue;
      }
      hasSeveral = true;
      const line = paragraph();
      cells.forEach((cell, place) => {
        if (place) line.append(BETWEEN_CELLS);
        line.append(...onOneLine(cell).childNodes);
      });
      lines.push(line);
    }
    return { lines, hasSeveral };
  };

  const say = (editor) => {
    let notice = editor.parentNode.querySelector("[data-pasted-table]");
    if (!notice) {
      notice = document.createElement("p");
      notice.className = "help-block help-info";
      notice.dataset.pastedTable = "";
      notice.setAttribute("role", "status");
      editor.after(notice);
    }
    notice.textContent = "";
    // Only what changes in a status is read out.
    requestAnimationFrame(() => {
      notice.textContent = NOTICE;
    });
  };

  document.addEventListener(
    "paste",
    (event) => {
      const editor = event.target instanceof Element && event.target.closest(EDITOR);
      if (!editor || handedOn.has(event)) return;
      const pasted = new DOMParser().parseFromString(event.clipboardData?.getData("text/html") ?? "", "text/html");
      const tables = [...pasted.querySelectorAll("table")];
      if (!tables.length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      let isToBeSeen = false;
      // From the last to the first: a table within a cell comes before the one around it.
      for (const table of tables.reverse()) {
        const { lines, hasSeveral } = inLines(table);
        table.replaceWith(...lines);
        isToBeSeen ||= hasSeveral;
      }
      for (const unseen of pasted.body.querySelectorAll("style, script, meta, link")) unseen.remove();
      pasted.body.replaceChildren(...paragraphsIn(pasted.body));
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", event.clipboardData.getData("text/plain"));
      clipboardData.setData("text/html", pasted.body.innerHTML);
      const again = new ClipboardEvent("paste", { bubbles: true, cancelable: true, composed: true, clipboardData });
      handedOn.add(again);
      event.target.dispatchEvent(again);
      if (isToBeSeen) say(editor);
    },
    true,
  );
})();
