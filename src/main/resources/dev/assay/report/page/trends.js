"use strict";
/** The charts of figures over runs. Texts of a run go into charts only as plain text. */
(() => {
  const place = (test, figure) => Assay.data.tests[test].figures[figure];
  const shown = (value, unit) => (value === null ? "–" : `${Number(value.toPrecision(6))}${unit && !unit.startsWith("/") ? ` ${unit}` : unit}`);
  /** Returns the name of what changed, and of a version the new one. */
  const short = (changes) => changes.split("; ").map((change) => (change.startsWith("version ") ? `version ${change.split(" → ").at(-1)}`.slice(0, 24) : change.split(" ")[0])).join(", ");
  Assay.drawings.trend = (dataset) => {
    const { runs } = Assay.data.tests[dataset.test];
    const figure = place(dataset.test, dataset.figure);
    if (figure.values.every((value) => value === null)) {
      return null;
    }
    const bound = (name, values, colour) => ({
      name,
      type: "line",
      data: values,
      step: "middle",
      symbol: "none",
      lineStyle: { type: "dashed", width: 1.5, color: colour },
      itemStyle: { color: colour },
    });
    const bounds = [
      [Assay.say("allowed at most", "上限"), figure.most],
      [Assay.say("allowed at least", "下限"), figure.least],
    ].filter(([, values]) => values.some((value) => value !== null));
    const changes = runs
      .map((run, index) => ({ index, text: run.changes }))
      .filter((change) => change.text);
    const known = [...figure.values, ...figure.most, ...figure.least].filter((value) => value !== null);
    const unmeasured = runs.map((run) => (run.unmeasured ? Math.min(...known) : null));
    return {
      grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0 },
      tooltip: {
        trigger: "axis",
        confine: true,
        formatter: ([{ dataIndex }]) => {
          const run = runs[dataIndex];
          const value = figure.values[dataIndex];
          return [
            run.name,
            `${run.time}  ${run.verdict}`,
            run.unmeasured ? Assay.say("UNMEASURED: no value", "未测得：无数值") : `${figure.name} ${shown(value, figure.unit)}`,
            ...(figure.most[dataIndex] === null ? [] : [`${Assay.say("allowed at most", "上限")} ${shown(figure.most[dataIndex], figure.unit)}`]),
            ...(figure.least[dataIndex] === null ? [] : [`${Assay.say("allowed at least", "下限")} ${shown(figure.least[dataIndex], figure.unit)}`]),
            ...(run.changes ? [`${Assay.say("changed", "变化")}: ${run.changes}`] : []),
          ].join("\n");
        },
      },
      xAxis: { type: "category", data: runs.map((_, index) => index), axisLabel: { formatter: (index) => runs[index].time.slice(0, 10), hideOverlap: true } },
      yAxis: { type: "value", scale: true },
      series: [
        {
          name: figure.name,
          type: "line",
          data: figure.values,
          connectNulls: false,
          symbol: "circle",
          symbolSize: 7,
          markLine: changes.length
            ? {
                silent: true,
                symbol: "none",
                label: { show: changes.length < 8, formatter: ({ name }) => name, color: Assay.colour("weak"), position: "insideEndTop", fontSize: 10 },
                lineStyle: { type: "solid", width: 1, color: Assay.colour("weak") },
                data: changes.map((change) => ({ xAxis: change.index, name: short(change.text) })),
              }
            : undefined,
        },
        ...(runs.some((run) => run.unmeasured)
          ? [{ name: Assay.say("UNMEASURED", "未测得"), type: "line", data: unmeasured, symbol: "emptyDiamond", symbolSize: 9, showAllSymbol: true, lineStyle: { width: 0 }, itemStyle: { color: Assay.colour("open") } }]
          : []),
        ...bounds.map(([name, values]) => bound(name, values, Assay.colour("fail"))),
      ],
    };
  };
})();
