"use strict";
/** The table of all questions, which filters and searches. What models wrote becomes text nodes, never HTML. */
(() => {
  const table = document.querySelector("table.asked");
  if (!table) {
    return;
  }
  const { words, sources } = Assay.data.accuracy;
  const ON_A_PAGE = 20;
  const ON_A_LINE = 200;
  const FOLDED = 1200;
  // The same characters as in Invisible.java.
  const INVISIBLE = /\r(?!\n)|(?<![^\x00-\x7f])[\u200c\u200d]|(?![\n\r\t\u200c\u200d])[\p{NChar}\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0d\uffa0\ufff0-\ufff8\u{e0000}-\u{e0fff}]/gu;
  const say = Assay.say;
  const element = (name, properties = {}, ...children) => {
    const made = document.createElement(name);
    Object.assign(made, properties);
    made.append(...children);
    return made;
  };
  const line = (...children) => element("span", { className: "line" }, ...children);
  const repeated = (repeat) => (repeat === 0 ? "" : say(` repeat ${repeat}`, ` 第 ${repeat} 次`));

  /** Returns plain text as nodes, in which what was searched for is marked. */
  const plain = (text, sought) => {
    if (!sought) {
      return [text];
    }
    const nodes = [];
    const lower = text.toLowerCase();
    let from = 0;
    // Lower case may be longer than the text in some scripts; then nothing is marked.
    for (let at; lower.length === text.length && (at = lower.indexOf(sought, from)) >= 0; from = at + sought.length) {
      nodes.push(text.slice(from, at), element("mark", { textContent: text.slice(at, at + sought.length) }));
    }
    return [...nodes, text.slice(from)];
  };
  /** Returns text as nodes, in which nothing is invisible. */
  const visible = (text, sought) => {
    const nodes = [];
    let from = 0;
    let mark = null;
    for (const { 0: found, index } of text.matchAll(INVISIBLE)) {
      if (mark && mark.found === found && from === index) {
        mark.times += 1;
        mark.node.textContent = `${mark.name} × ${mark.times}`;
      } else {
        nodes.push(...plain(text.slice(from, index), sought));
        const name = `U+${found.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
        mark = { found, name, times: 1, node: element("span", { className: "mark", textContent: name }) };
        nodes.push(mark.node);
      }
      from = index + found.length;
    }
    nodes.push(...plain(text.slice(from), sought));
    return nodes;
  };
  /** Returns a text, or one whose middle is left out, isolated from what stands around it; of a long one the rest can be unfolded. */
  const shown = (text, sought, whole) => {
    if (Array.isArray(text)) {
      const [head, left, tail] = text;
      const gap = element("span", { className: "gap", textContent: say(`… ${left} characters are left out here${whole ? `; the whole text is in ${whole}` : ""} …`, `……此处省略 ${left} 个字符${whole ? `，全文见 ${whole}` : ""}……`) });
      return element("bdi", {}, ...folded(head, sought), gap, ...folded(tail, sought));
    }
    return element("bdi", {}, ...folded(text, sought));
  };
  const folded = (text, sought) => {
    if (text.length <= FOLDED * 1.2) {
      return visible(text, sought);
    }
    const at = /[\ud800-\udbff]/.test(text[FOLDED - 1]) ? FOLDED - 1 : FOLDED;
    const rest = element("details", { className: "rest" }, element("summary", { textContent: say(`${text.length - at} more characters`, `其余 ${text.length - at} 个字符`) }));
    const unfold = () => rest.childElementCount === 1 && rest.append(element("span", {}, ...visible(text.slice(at), sought)));
    rest.addEventListener("toggle", unfold);
    if (sought && text.slice(at - sought.length + 1).toLowerCase().includes(sought)) {
      rest.open = true;
      unfold();
    }
    return [...visible(text.slice(0, at), sought), rest];
  };

  const beginning = (text) => (Array.isArray(text) ? text[0] : text).slice(0, ON_A_LINE);
  const right = (reply) => reply[0] === 0;
  const flat = (text) => (Array.isArray(text) ? `${text[0]} ${text[2]}` : text ?? "");
  /** Returns one object for each question and test, in the order of the tests. */
  const rowsOf = ({ tests, evalsets }) => {
    const byTest = tests.map(() => []);
    for (const { questions } of evalsets) {
      for (const [id, prompt, expected, critical, subject, ...asked] of questions) {
        for (const [test, lost, gained, ...replies] of asked) {
          byTest[test].push({ id, prompt, expected, critical: critical === 1, subject, asked, test, lost, gained, replies, text: null });
        }
      }
    }
    return byTest.flat();
  };
  const wrong = (row) => row.replies.some((reply) => !right(reply));
  const unstable = (row) => wrong(row) && row.replies.some(right);
  const FATES = {
    telling: { said: () => say("not right, or flipped", "没有答对或有翻转"), has: (row) => wrong(row) || row.lost.length > 0 || row.gained.length > 0 },
    flipped: { said: () => say("lost or gained", "由对变错或由错变对"), has: (row) => row.lost.length > 0 || row.gained.length > 0 },
    all: { said: () => say("all", "全部"), has: () => true },
    lost: { said: () => say("lost: right there, not here", "由对变错：对照答对，本次没有"), has: (row) => row.lost.length > 0 },
    gained: { said: () => say("gained: right here, not there", "由错变对：本次答对，对照没有"), has: (row) => row.gained.length > 0 },
    unstable: { said: () => say("right in some repeats only", "各次重复结果不一"), has: unstable },
  };
  const textOf = (row) => {
    row.text ??= [row.id, flat(row.prompt), row.expected, ...row.replies.flatMap(([, found, , , ...came]) => [found ?? "", ...came.map(flat)])].join("\n").toLowerCase();
    return row.text;
  };

  const show = (data) => {
    const rows = rowsOf(data);
    const form = document.querySelector(".filters");
    const pages = document.querySelector(".pages");
    const body = table.tBodies[0];
    const state = { fate: rows.some(FATES.flipped.has) ? "flipped" : "telling", test: "", outcome: "", subject: "", critical: false, sought: "", page: 0 };
    const status = element("output", { className: "count" });
    let found = [];

    const outcomeOf = (replies) => {
      const same = replies.every((reply) => reply[0] === replies[0][0]);
      return same ? words[replies[0][0]].name : say(`CORRECT in ${replies.filter(right).length} of ${replies.length}`, `${replies.length} 次中 ${replies.filter(right).length} 次 CORRECT`);
    };
    const elsewhere = (row) => {
      const others = row.asked.filter(([test]) => test !== row.test).map(([test, , , ...replies]) => [data.tests[test].name, outcomeOf(replies)]);
      const deployments = row.asked.map(([test]) => data.tests[test].deployment);
      data.tests[row.test].references.forEach((name, i) => {
        if (!deployments.includes(name)) {
          const isRight = row.lost.includes(i) || (right(row.replies[0]) && !row.gained.includes(i));
          others.push([name, isRight ? say("right", "对") : say("not right", "不对")]);
        }
      });
      return others.map(([where, outcome]) => line(`${where}: ${outcome}`));
    };
    const flips = (row) => {
      const names = (all) => all.map((i) => data.tests[row.test].references[i]).join(", ");
      return [
        ...(row.lost.length ? [element("span", { className: "line lost", textContent: say(`▼ lost against ${names(row.lost)}`, `▼ 由对变错，对照 ${names(row.lost)}`) })] : []),
        ...(row.gained.length ? [element("span", { className: "line gained", textContent: say(`▲ gained against ${names(row.gained)}`, `▲ 由错变对，对照 ${names(row.gained)}`) })] : []),
      ];
    };
    const repeatOf = (test, i) => repeated(data.tests[test].asked[i].repeat);
    const came = (test, replies, sought) => replies.flatMap(([outcome, , , explanation, ...texts], i) => [
      ...texts.flatMap((text, kind) => (flat(text) === "" ? [] : [
        element("dt", { textContent: [say("answer", "回答"), say("thinking", "思考"), say("calls", "函数调用"), say("answer without a stream", "非流式回答")][kind] + repeatOf(test, i) }),
        element("dd", {}, shown(text, sought, data.tests[test].asked[i].whole)),
      ])),
      element("dt", { textContent: `${words[outcome].name}: ${say(words[outcome].en, words[outcome].zh)}` }),
      element("dd", {}, shown(explanation, sought)),
    ]);
    const texts = (row) => {
      const list = element("dl", {}, ...came(row.test, row.replies, state.sought));
      for (const [test, , , ...replies] of row.asked) {
        if (test !== row.test) {
          list.append(element("dt", { className: "other", textContent: data.tests[test].name }), ...came(test, replies, state.sought));
        }
      }
      return list;
    };
    const draw = (row) => {
      const details = element("details", {}, element("summary", {}, shown(beginning(row.prompt))));
      const fill = () => {
        if (details.childElementCount === 1) {
          details.firstChild.replaceChildren(shown(row.prompt, state.sought));
          details.append(texts(row));
        }
      };
      details.addEventListener("toggle", fill);
      if (state.sought && !row.id.toLowerCase().includes(state.sought)) {
        details.open = true;
        fill();
      }
      const { sought } = state;
      return [
        element("tr", {},
          element("th", { scope: "row" }, shown(row.id, sought), element("small", {}, `${data.tests[row.test].name} · `, shown(row.subject), ...(row.critical ? [" · ", element("strong", { textContent: say("critical", "关键题") })] : []))),
          element("td", {}, ...row.replies.map(([outcome], i) => line(element("span", { className: words[outcome].kind, textContent: words[outcome].name }), repeatOf(row.test, i))), ...flips(row)),
          element("td", {}, shown(row.expected, sought)),
          element("td", {}, ...row.replies.map(([outcome, value, source]) => words[outcome].name === "TRUNCATED" ? line(element("small", { textContent: say(words[outcome].en, words[outcome].zh) })) : line(shown(value ?? "", sought), ...(source < 0 ? [] : [" ", element("small", { textContent: say(sources[source].en, sources[source].zh) })])))),
          element("td", {}, ...elsewhere(row))),
        element("tr", { className: "texts" }, element("td", { colSpan: 5 }, details)),
      ];
    };

    const last = () => Math.max(0, Math.ceil(found.length / ON_A_PAGE) - 1);
    const drawPage = () => {
      const from = state.page * ON_A_PAGE;
      const part = found.slice(from, from + ON_A_PAGE);
      body.replaceChildren(...part.flatMap(draw));
      status.textContent = found.length === 0
        ? say(`none of ${rows.length} questions`, `${rows.length} 道题中没有符合条件的`)
        : say(`${from + 1} to ${from + part.length} of ${found.length} questions that match, of ${rows.length}`, `符合条件的 ${found.length} 道题中的第 ${from + 1} 至 ${from + part.length} 道，共 ${rows.length} 道`);
      pages.replaceChildren(
        ...[[say("first", "首页"), 0], [say("previous", "上一页"), state.page - 1], [say("next", "下一页"), state.page + 1], [say("last", "末页"), last()]].map(([said, page], i) => element("button", {
          type: "button", textContent: said, disabled: i < 2 ? state.page === 0 : state.page === last(),
          onclick: () => {
            state.page = page;
            drawPage();
            const again = pages.children[i];
            (again.disabled ? pages.querySelector("button:not(:disabled)") : again)?.focus({ preventScroll: true });
            form.scrollIntoView();
          },
        })),
        element("span", { textContent: say(`page ${state.page + 1} of ${last() + 1}`, `第 ${state.page + 1} 页，共 ${last() + 1} 页`) }));
    };
    const filter = () => {
      const { has } = FATES[state.fate];
      found = rows.filter((row) => has(row)
        && (state.test === "" || row.test === Number(state.test))
        && (state.outcome === "" || row.replies.some(([outcome]) => outcome === Number(state.outcome)))
        && (state.subject === "" || row.subject === state.subject)
        && (!state.critical || row.critical)
        && (state.sought === "" || textOf(row).includes(state.sought)));
      state.page = 0;
      drawPage();
    };
    const choice = (key, said, options) => element("label", {}, `${said} `, element("select", {
      name: key,
      onchange: (event) => {
        state[key] = event.target.value;
        filter();
      },
    }, ...options.map(([value, text]) => element("option", { value, textContent: text, selected: String(value) === state[key] }))));
    const drawForm = () => {
      const subjects = [...new Set(rows.map((row) => row.subject))].sort();
      const outcomes = words.flatMap((word, i) => (rows.some((row) => row.replies.some(([outcome]) => outcome === i)) ? [[i, word.name]] : []));
      const every = ["", say("all", "全部")];
      form.replaceChildren(
        choice("fate", say("show", "显示"), Object.entries(FATES).filter(([key, { has }]) => ["telling", "all"].includes(key) || rows.some(has)).map(([key, { said }]) => [key, said()])),
        ...(data.tests.length > 1 ? [choice("test", say("test", "测试"), [every, ...data.tests.map(({ name }, i) => [i, name])])] : []),
        choice("outcome", say("outcome", "结果"), [every, ...outcomes]),
        ...(subjects.length > 1 ? [choice("subject", say("subject", "学科"), [every, ...subjects.map((subject) => [subject, subject])])] : []),
        ...(rows.some((row) => row.critical) ? [element("label", {}, element("input", { type: "checkbox", name: "critical", checked: state.critical, onchange: (event) => {
          state.critical = event.target.checked;
          filter();
        } }), say(" critical only", " 仅关键题"))] : []),
        element("label", {}, say("search in id, prompt and answer ", "在编号、提示词和回答中搜索 "), element("input", { type: "search", name: "sought", value: state.sought, oninput: (event) => {
          state.sought = event.target.value.toLowerCase();
          filter();
        } })),
        status);
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    Assay.changed.push(() => {
      drawForm();
      drawPage();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-fate]");
      if (link) {
        Object.assign(state, { fate: link.dataset.fate, test: String(data.tests.findIndex(({ name }) => name === link.dataset.test)), outcome: "", subject: "", critical: false, sought: "" });
        drawForm();
        filter();
      }
    });
    drawForm();
    filter();
    form.hidden = false;
    pages.hidden = false;
    document.querySelector(".questions .static").hidden = true;
  };
  document.addEventListener("DOMContentLoaded", () => Assay.unpack("answers-data").then((text) => show(JSON.parse(text))));
})();
