"use strict";
/**
 * What every part of a page uses: its data, its language, and its charts. A chart is a function in `drawings` that returns an option of ECharts, or
 * null if there is nothing to draw. It is drawn when it comes into view or is printed, and again when language, colours or width change.
 */
const Assay = (() => {
  const data = JSON.parse(document.getElementById("page-data").textContent);
  /** Returns the text that an element has packed: compressed with gzip, as base64. */
  const unpack = (id) => {
    const packed = atob(document.getElementById(id).textContent.trim());
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < bytes.length; i++) {
      bytes[i] = packed.charCodeAt(i);
    }
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };
  // The policy of the page has the hash of the library, so the browser runs it and nothing else that might stand there.
  const library = unpack("library").then((text) => {
    const script = document.createElement("script");
    script.textContent = text;
    document.head.append(script);
  });
  const drawings = {};
  const changed = [];
  const printed = "680px";
  const root = document.documentElement;
  root.dataset.scripts = "yes";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const chinese = () => document.getElementById("language-zh").checked;
  /** Returns the text in the language that is chosen. */
  const say = (en, zh) => (chinese() ? zh : en);
  const probe = document.createElement("span");
  probe.style.forcedColorAdjust = "none";
  document.body.append(probe);
  let colours = new Map();
  /** Returns the colour of a custom property of the style sheet, as the theme gives it. Asking the browser is slow on a long page. */
  const colour = (name) => {
    if (!colours.has(name)) {
      probe.style.color = `var(--${name})`;
      colours.set(name, getComputedStyle(probe).color);
    }
    return colours.get(name);
  };
  /** Returns the colours of series, which people who see colours differently can tell apart. */
  const palette = () => [1, 2, 3, 4, 5, 6].map((each) => colour(`series-${each}`));
  const theme = () => {
    const text = colour("text");
    const weak = colour("weak");
    const line = colour("line");
    const axis = {
      nameTextStyle: { color: weak },
      axisLabel: { color: weak, hideOverlap: true },
      axisLine: { lineStyle: { color: weak } },
      axisTick: { lineStyle: { color: weak } },
      splitLine: { lineStyle: { color: line } },
    };
    return {
      color: palette(),
      backgroundColor: "transparent",
      textStyle: { color: text, fontFamily: getComputedStyle(document.body).fontFamily },
      legend: { top: 0, textStyle: { color: text }, inactiveColor: line, pageTextStyle: { color: text } },
      tooltip: { backgroundColor: colour("raised"), borderColor: line, textStyle: { color: text } },
      categoryAxis: axis,
      valueAxis: axis,
      logAxis: axis,
      timeAxis: axis,
    };
  };
  /** Draws a chart, or draws it again. */
  const draw = (figure) => {
    const place = figure.querySelector(".drawn");
    echarts.getInstanceByDom(place)?.dispose();
    const option = drawings[figure.dataset.chart]?.(figure.dataset, figure);
    place.hidden = !option;
    figure.dataset.drawn = "yes";
    if (!option) {
      return;
    }
    // A tooltip of HTML would be a place where a name of the data could become markup.
    const safe = option.tooltip ? { tooltip: { ...option.tooltip, renderMode: "richText" } } : {};
    echarts.init(place, theme(), { renderer: "svg" }).setOption({ animation: false, ...option, ...safe });
    place.setAttribute("role", "img");
    const caption = figure.querySelector("figcaption");
    if (caption) {
      caption.id ||= `caption-${all("figure.chart").indexOf(figure) + 1}`;
      place.setAttribute("aria-labelledby", caption.id);
    }
  };
  const drawAgain = () => {
    colours = new Map();
    all("figure.chart[data-drawn]").forEach(draw);
  };
  /** A sandboxed frame, in which some CI servers show artefacts, has no storage. */
  const kept = {
    get: (name) => {
      try {
        return localStorage.getItem(`assay-${name}`);
      } catch {
        return null;
      }
    },
    set: (name, value) => {
      try {
        localStorage.setItem(`assay-${name}`, value);
      } catch {
        // The choice holds for this page only.
      }
    },
  };
  const choose = (id) => {
    const control = id && document.getElementById(id);
    if (control) {
      control.checked = true;
    }
  };
  const speak = () => {
    root.lang = chinese() ? "zh-Hans" : "en";
    changed.forEach((each) => each());
    drawAgain();
  };
  const print = (now) => {
    if (now) {
      root.dataset.print = "yes";
    } else {
      delete root.dataset.print;
    }
    colours = new Map();
    all("figure.chart .drawn").forEach((place) => (place.style.width = now ? printed : ""));
    (now ? all("figure.chart") : all("figure.chart[data-drawn]")).forEach(draw);
  };
  const start = async () => {
    choose(kept.get("language") ?? (navigator.language.startsWith("zh") ? "language-zh" : null));
    choose(kept.get("theme"));
    speak();
    document.querySelector(".controls").addEventListener("change", ({ target }) => {
      kept.set(target.name, target.id);
      speak();
    });
    await library;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAgain);
    addEventListener("beforeprint", () => print(true));
    addEventListener("afterprint", () => print(false));
    const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      seen.unobserve(entry.target);
      draw(entry.target);
    }), { rootMargin: "400px" });
    all("figure.chart").forEach((figure) => seen.observe(figure));
    new ResizeObserver(() => all("figure.chart[data-drawn] .drawn").forEach((place) => echarts.getInstanceByDom(place)?.resize())).observe(document.body);
  };
  document.addEventListener("DOMContentLoaded", start);
  return { data, unpack, say, colour, palette, drawings, draw, changed };
})();
