"use strict";
/** The evalsets: two charts, and the table of all questions, which filters and searches. Texts of models become text nodes, never HTML. */
(() => {
  const { accuracy } = Assay.data;
  const ROW = 26;
  // One for each outcome, the same in every page; the patterns of ECharts tell them apart too.
  const COLOURS = ["#0072b2", "#d55e00", "#e69f00", "#cc79a7", "#882255", "#f0e442", "#999933", "#bbbbbb", "#56b4e9", "#777777", "#661100"];
  const repeated = (repeat) => (repeat === 0 ? "" : Assay.say(`repeat ${repeat}`, `第 ${repeat} 次`));
  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  /** Gives a chart with a row for each name the height that it needs, with room for a legend and an axis. */
  const rows = (figure, count) => (figure.querySelector(".drawn").style.height = `${ROW * count + 110}px`);
  const tip = (lines) => lines.join("\n");
  /** Returns the names of tests, without that of the deployment if there is only one. */
  const short = (all) => {
    const deployments = new Set(all.map((row) => row.test.split(" ")[0]));
    return deployments.size === 1 && all.every((row) => row.test.includes(" ")) ? (row) => row.test.slice(row.test.indexOf(" ") + 1) : (row) => row.test;
  };
  // What stands in the legend looks like what is drawn.
  const LINE = "path://M0 9H30V11H0Z";
  const ACROSS = "path://M0 0H1V1H0ZM13 0H17V20H13ZM29 0H30V1H29Z";
  const narrow = (figure) => figure.clientWidth < 700;
  const names = (figure, all, label) => ({
    type: "category", inverse: true, data: all.map(label), axisTick: { show: false },
    axisLabel: { width: narrow(figure) ? 130 : 320, overflow: "truncate", interval: 0 },
  });
  const shares = () => ({
    type: "value", min: 0, max: 1, axisLabel: { formatter: percent, hideOverlap: true },
  });
  const grid = { left: 8, right: 24, top: 40, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" };
  const legend = { top: 0, type: "scroll" };
  const drawn = (series) => ({ ...legend, data: series.map(({ name, type, symbol }) => (type === "boxplot" ? { name, icon: LINE } : symbol === "rect" ? { name, icon: ACROSS } : { name })) });

  Assay.drawings.rates = (data, figure) => {
    const all = accuracy.rates;
    rows(figure, all.length);
    const test = short(all);
    const label = (row) => [test(row), row.figure, repeated(row.repeat)].filter(Boolean).join(" · ") + (row.value === undefined && row.repeat === 0 ? ` (${Assay.say("undefined", "无定义")})` : "");
    const kept = (row) => row.kind === "pass";
    const missed = (row) => row.kind === "fail";
    const points = (name, symbol, color, which) => ({
      name, type: "scatter", symbol, symbolSize: 11, itemStyle: { color }, z: 3,
      data: all.flatMap((row, y) => (row.value !== undefined && which(row) ? [[row.value, y]] : [])),
    });
    const text = Assay.colour("text");
    const series = [
      { name: Assay.say("95 % interval", "95 % 区间"), type: "boxplot", itemStyle: { color: text, borderColor: text }, boxWidth: [8, 8],
        data: all.map((row) => (row.value === undefined ? "-" : [row.low, row.value, row.value, row.value, row.high])) },
      points(Assay.say("limit kept", "达标"), "circle", Assay.colour("pass"), kept),
      points(Assay.say("limit missed", "不达标"), "diamond", Assay.colour("fail"), missed),
      points(Assay.say("undecided", "未定"), "triangle", Assay.colour("open"), (row) => row.kind && !kept(row) && !missed(row)),
      points(Assay.say("no limit", "无阈值"), "emptyCircle", text, (row) => !row.kind),
      { name: Assay.say("limit", "阈值"), type: "scatter", symbol: "rect", symbolSize: [3, 20], itemStyle: { color: text }, z: 4,
        data: all.flatMap((row, y) => row.limits.map((limit) => [limit, y])) },
    ];
    return {
      legend: drawn(series),
      tooltip: {
        trigger: "axis", axisPointer: { type: "shadow" },
        formatter: ([first]) => {
          const row = all[first.dataIndex];
          return tip([label(row),
            ...(row.value === undefined ? [] : [`${row.count} = ${percent(row.value)}`, `${Assay.say("95 % interval", "95 % 区间")}: ${percent(row.low)} … ${percent(row.high)}`]),
            ...(row.limits.length ? [`${Assay.say("limit", "阈值")}: ${row.limits.map(percent).join(" … ")}`] : []),
            ...(row.kind ? [Assay.say(row.en, row.zh)] : [])]);
        },
      },
      grid,
      xAxis: shares(),
      yAxis: names(figure, all, label),
      series,
    };
  };

  Assay.drawings.outcomes = (data, figure) => {
    const all = accuracy.outcomes;
    rows(figure, all.length);
    const test = short(all);
    const label = (row) => [test(row), repeated(row.repeat)].filter(Boolean).join(" · ");
    const total = (row) => row.counts.reduce((sum, count) => sum + count, 0);
    return {
      aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
      legend,
      tooltip: {
        trigger: "axis", axisPointer: { type: "shadow" },
        formatter: ([first]) => {
          const row = all[first.dataIndex];
          return tip([label(row), ...row.counts.flatMap((count, i) => (count ? [`${accuracy.words[i].name} ${count} (${percent(count / total(row))})`] : []))]);
        },
      },
      grid,
      xAxis: shares(),
      yAxis: names(figure, all, label),
      series: accuracy.words.flatMap((word, i) => (all.some((row) => row.counts[i]) ? [{
        name: word.name, type: "bar", stack: "outcomes", barWidth: 16, itemStyle: { color: COLOURS[i] },
        label: { show: true, formatter: ({ dataIndex }) => (all[dataIndex].counts[i] / total(all[dataIndex]) > 0.06 ? String(all[dataIndex].counts[i]) : ""), color: Assay.colour("text"), backgroundColor: Assay.colour("raised"), padding: [0, 3] },
        data: all.map((row) => row.counts[i] / total(row)),
      }] : [])),
    };
  };

  Assay.drawings.changes = (data, figure) => {
    const all = Assay.data.changes;
    rows(figure, all.length);
    const test = short(all);
    const label = (row) => Assay.say(`${test(row)} against ${row.reference}`, `${test(row)} 对照 ${row.reference}`);
    const points = (share) => `${share > 0 ? "+" : ""}${(100 * share).toFixed(1)} pp`;
    const text = Assay.colour("text");
    const series = [
      { name: Assay.say("95 % interval", "95 % 区间"), type: "boxplot", itemStyle: { color: text, borderColor: text }, boxWidth: [8, 8], data: all.map((row) => [row.low, row.change, row.change, row.change, row.high]) },
      { name: Assay.say("change", "变化"), type: "scatter", symbol: "circle", symbolSize: 11, itemStyle: { color: Assay.palette()[0] }, z: 3, data: all.map((row, y) => [row.change, y]) },
      { name: Assay.say("margin", "容许差值"), type: "scatter", symbol: "rect", symbolSize: [3, 20], itemStyle: { color: text }, z: 4, data: all.flatMap((row, y) => (row.margin === undefined ? [] : [[row.margin, y]])) },
    ];
    return {
      legend: drawn(series),
      tooltip: {
        trigger: "axis", axisPointer: { type: "shadow" },
        formatter: ([first]) => {
          const row = all[first.dataIndex];
          return tip([label(row), points(row.change), `${Assay.say("95 % interval", "95 % 区间")}: ${points(row.low)} … ${points(row.high)}`, ...(row.margin === undefined ? [] : [`${Assay.say("margin", "容许差值")}: ${points(row.margin)}`])]);
        },
      },
      grid,
      xAxis: { type: "value", axisLabel: { formatter: points, hideOverlap: true } },
      yAxis: names(figure, all, label),
      series,
    };
  };
})();
