"use strict";
/** The chart of log-probabilities: the texts of a test beside those of a reference. Names of texts go into charts only as plain text. */
(() => {
  const nats = (value) => `${value > 0 ? "+" : ""}${value.toFixed(4)}`;
  Assay.drawings.texts = (dataset) => {
    const { reference, mean, low, high, texts } = Assay.data.texts[dataset.pair];
    const difference = ([, , now, was]) => now - was;
    const bars = (name, color, which) => ({
      name, type: "bar", stack: "difference", barMaxWidth: 24, itemStyle: { color },
      data: texts.map((text) => (which(difference(text)) ? difference(text) : "-")),
    });
    const said = Assay.say("mean of all tokens", "全部 tokens 的平均值");
    return {
      legend: { top: 0 },
      grid: { left: 8, right: 24, top: 40, bottom: 24, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        confine: true,
        formatter: ([{ dataIndex }]) => {
          const text = texts[dataIndex];
          return [
            text[0],
            `${text[1]} tokens`,
            `${Assay.say("here", "本次")} ${text[2].toFixed(4)}`,
            `${reference} ${text[3].toFixed(4)}`,
            `${Assay.say("difference", "差值")} ${nats(difference(text))}`,
            `${said} ${nats(mean)}${low === undefined ? "" : ` (${Assay.say("95 % interval", "95 % 区间")} ${nats(low)} … ${nats(high)})`}`,
          ].join("\n");
        },
      },
      xAxis: { type: "category", data: texts.map((_, index) => index + 1), name: Assay.say("texts, the largest rise first", "文本，按上升幅度排列"), nameLocation: "middle", nameGap: 24, axisTick: { show: false }, axisLine: { onZero: false } },
      yAxis: { type: "value", axisLabel: { formatter: (value) => String(value) } },
      series: [
        bars(Assay.say("less probable here", "本次概率更低"), Assay.colour("series-2"), (value) => value > 0),
        bars(Assay.say("not less probable here", "本次概率不低于对照"), Assay.colour("series-1"), (value) => value <= 0),
        { name: said, type: "line", symbol: "none", lineStyle: { type: "dashed", width: 2, color: Assay.colour("text") }, itemStyle: { color: Assay.colour("text") }, data: texts.map(() => mean) },
      ],
    };
  };
})();
