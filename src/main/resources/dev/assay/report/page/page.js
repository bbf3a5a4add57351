"use strict";
/** What every part of the page uses: its data, its language, and its charts, which are drawn again when language, theme or width change. */
const Assay = (() => {
  const data = JSON.parse(document.getElementById("page-data").textContent);
  const drawings = {};
  const checked = (id) => document.getElementById(id).checked;
  const chinese = () => checked("language-zh");
  /** Returns the text in the language that is chosen. */
  const say = (en, zh) => (chinese() ? zh : en);
  /** Returns the colour of a custom property of the style sheet, as the theme gives it. */
  const colour = (name) => {
    const probe = document.createElement("span");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  const draw = (figure) => {
    const place = figure.querySelector(".drawn");
    const option = drawings[figure.dataset.chart](figure.dataset, figure);
    echarts.getInstanceByDom(place)?.dispose();
    if (option) {
      echarts.init(place, null, { renderer: "svg" }).setOption({ animation: false, textStyle: { color: colour("text") }, ...option });
    }
  };
  const drawAll = () => document.querySelectorAll("figure.chart").forEach((figure) => figure.dataset.drawn && draw(figure));
  const start = () => {
    if (navigator.language.startsWith("zh")) {
      document.getElementById("language-zh").checked = true;
    }
    const language = () => (document.documentElement.lang = chinese() ? "zh-Hans" : "en");
    language();
    document.querySelector(".controls").addEventListener("change", () => {
      language();
      drawAll();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
    const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
      seen.unobserve(entry.target);
      entry.target.dataset.drawn = "yes";
      draw(entry.target);
    }), { rootMargin: "400px" });
    document.querySelectorAll("figure.chart").forEach((figure) => seen.observe(figure));
    new ResizeObserver(() => document.querySelectorAll(".drawn").forEach((place) => echarts.getInstanceByDom(place)?.resize())).observe(document.body);
  };
  document.addEventListener("DOMContentLoaded", start);
  return { data, say, colour, drawings };
})();
