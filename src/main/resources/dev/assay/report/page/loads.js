"use strict";
/** Requests over time: one bar for each request, from when it was sent to its first token and to its end. */
Assay.drawings.lanes = ({ test }) => {
  const { sent, ttft, e2e } = Assay.data.loads.find((load) => load.name === test).requests;
  if (sent.length === 0) {
    return null;
  }
  const bar = (name, color, values) => ({ name, type: "bar", stack: "request", itemStyle: { color }, data: values });
  return {
    legend: {},
    tooltip: { trigger: "axis" },
    grid: { left: 50, right: 20, top: 40, bottom: 40 },
    xAxis: { type: "value", name: "ms" },
    yAxis: { type: "category", inverse: true, data: sent.map((_, request) => request + 1) },
    series: [
      { type: "bar", stack: "request", silent: true, itemStyle: { color: "transparent" }, data: sent },
      bar(Assay.say("to the first token", "至首个 token"), Assay.colour("open"), ttft),
      bar(Assay.say("decode", "解码"), Assay.colour("pass"), e2e.map((end, request) => end - ttft[request])),
    ],
  };
};
