"use strict";
/** The charts of load tests. Texts of a run go into charts only as plain text: labels and tooltips are drawn, not parsed. */
(() => {
  const test = (dataset) => Assay.data.loads.find((load) => load.name === dataset.test);
  const part = (dataset) => test(dataset).parts.find((each) => each.repeat === Number(dataset.repeat));
  const said = (text) => Assay.say(text.en, text.zh);
  const high = (figure, pixels) => (figure.querySelector(".drawn").style.height = `${pixels}px`);
  const narrow = (figure) => figure.clientWidth < 600;
  const decimals = (value, digits = 3) => (Number.isFinite(value) ? value.toFixed(digits) : Assay.say("no value", "无数值"));
  const millis = (value) => `${decimals(value)} ms`;
  const text = () => Assay.colour("text");
  const weak = () => Assay.colour("weak");
  /** Returns the end of an axis: a round number at or above the value. */
  const round = (value) => {
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((end) => end >= value * (1 - 1e-9));
  };
  const axis = () => ({
    axisLine: { lineStyle: { color: weak() } },
    axisLabel: { color: weak(), hideOverlap: true, formatter: (value) => String(value) },
    splitLine: { lineStyle: { color: Assay.colour("line") } },
    nameTextStyle: { color: weak() },
  });
  const tooltip = (formatter) => ({
    renderMode: "richText",
    confine: true,
    backgroundColor: Assay.colour("back"),
    borderColor: weak(),
    textStyle: { color: text(), fontSize: 12 },
    formatter,
  });

  /** A row for each limit: the value as a part of the limit, which is at 100 %. */
  Assay.drawings.limits = (dataset, figure) => {
    const rows = test(dataset).limits;
    const most = 250;
    const percent = (row, value) => (100 * value) / (row.to ?? row.from);
    const right = Math.min(most, Math.max(125, ...rows.map((row) => 25 * Math.ceil(percent(row, row.value) / 25))));
    const narrowed = narrow(figure);
    high(figure, 46 * rows.length + 70);
    const label = (row) => `${row.sign} ${said(row.word)}  ${row.shown}  (${decimals(percent(row, row.value), 1)} %)`;
    const colour = (row) => Assay.colour(row.kind === "pass" ? "pass" : row.kind === "fail" ? "fail" : "open");
    const draw = (params, api) => {
      const row = rows[params.dataIndex];
      const top = api.coord([0, params.dataIndex])[1];
      const band = api.size([0, 1])[1];
      const x = (value) => api.coord([Math.min(right, Math.max(0, value)), 0])[0];
      const rect = (from, to, height, style) => ({ type: "rect", shape: { x: x(from), y: top - height / 2, width: Math.max(0, x(to) - x(from)), height }, style });
      const from = row.from === undefined ? 0 : percent(row, row.from);
      const to = row.to === undefined ? right : percent(row, row.to);
      const children = [
        rect(from, to, band * 0.62, { fill: Assay.colour("allowed") }),
        rect(0, percent(row, row.value), band * 0.24, { fill: colour(row) }),
      ];
      [row.from, row.to].filter((end) => end !== undefined).forEach((end) => children.push({
        type: "line",
        shape: { x1: x(percent(row, end)), x2: x(percent(row, end)), y1: top - band * 0.36, y2: top + band * 0.36 },
        style: { stroke: text(), lineWidth: 2 },
      }));
      if (row.interval) {
        const [low, up] = row.interval.map((end) => x(percent(row, end)));
        [[low, up, top, top], [low, low, top - 5, top + 5], [up, up, top - 5, top + 5]].forEach(([x1, x2, y1, y2]) => children.push({
          type: "line", shape: { x1, x2, y1, y2 }, style: { stroke: text(), lineWidth: 1.5 },
        }));
      }
      children.push({ type: "text", style: { text: (narrowed ? `${row.figure}  ` : "") + label(row), x: api.coord([0, 0])[0] + 4, y: top - band * 0.31, fill: text(), fontSize: 12, textVerticalAlign: "bottom" } });
      return { type: "group", children };
    };
    return {
      aria: { enabled: true, label: { description: rows.map((row) => `${row.figure}, ${said(row.bound)}: ${label(row)}`).join("; ") } },
      grid: { left: narrowed ? 8 : 190, right: 20, top: 16, bottom: 44 },
      tooltip: tooltip(({ dataIndex }) => `${rows[dataIndex].figure}  ${said(rows[dataIndex].bound)}\n${label(rows[dataIndex])}`),
      xAxis: { type: "value", min: 0, max: right, name: Assay.say("percent of the limit", "占阈值的百分比"), nameLocation: "middle", nameGap: 26, ...axis() },
      yAxis: {
        ...axis(),
        type: "category",
        inverse: true,
        data: rows.map((row) => `${row.figure}  ${said(row.bound)}`),
        axisTick: { show: false },
        axisLabel: { color: text(), show: !narrowed },
      },
      series: [{ type: "custom", renderItem: draw, data: rows.map((row, index) => [percent(row, row.value), index]), encode: { x: 0, y: 1 } }],
    };
  };

  const figures = ["ttft", "itl", "e2e"];
  const symbols = ["circle", "rect", "triangle", "diamond", "pin", "arrow"];
  const patterns = ["solid", "dashed", "dotted", [8, 3, 2, 3]];

  /** The distribution of each time, with the limits on it. */
  Assay.drawings.distributions = (dataset, figure) => {
    const load = test(dataset);
    const shown = figures.filter((name) => load.parts.some((each) => each.quantiles[name]));
    const stacked = narrow(figure);
    const several = load.parts.length > 1;
    const top = several ? 56 : 34;
    high(figure, stacked ? top + 240 * shown.length : top + 220);
    const place = (index) => (stacked
      ? { left: 55, right: 20, top: top + 240 * index, height: 160 }
      : { left: `${5 + (95 * index) / shown.length}%`, width: `${95 / shown.length - 6}%`, top, height: 170 });
    const logarithmic = (name) => load.parts.every((each) => {
      const values = each.quantiles[name];
      return !values || (values[0] > 0 && values[values.length - 1] > 20 * values[50]);
    });
    const limits = (name) => load.limits.filter((limit) => limit.figure.split(/[. ]/)[0] === name && /^[a-z0-9]+\.(mean|p\d+|min|max)( |$)/.test(limit.figure));
    const curves = shown.flatMap((name, index) => load.parts.filter((each) => each.quantiles[name]).map((each, line) => ({
      name: several ? Assay.say(`repeat ${each.repeat}`, `第 ${each.repeat} 次`) : name,
      type: "line",
      xAxisIndex: index,
      yAxisIndex: index,
      showSymbol: false,
      lineStyle: { color: Assay.colour(`series-${(line % 6) + 1}`), type: patterns[line % patterns.length], width: 2 },
      itemStyle: { color: Assay.colour(`series-${(line % 6) + 1}`) },
      data: each.quantiles[name].map((value, at) => [value, 100 * Assay.data.places[at]]),
      markLine: line > 0 ? undefined : {
        symbol: "none",
        silent: true,
        lineStyle: { color: Assay.colour("fail"), type: "dashed", width: 1.5 },
        data: limits(name).flatMap((limit, row) => [limit.from, limit.to].filter((end) => end !== undefined).map((end) => ({
          xAxis: end,
          label: { formatter: `${limit.figure.slice(name.length + 1)} ${said(limit.bound)}`, color: Assay.colour("fail"), position: "insideStartBottom", distance: [2, 2 + 12 * row] },
        }))),
      },
    })));
    const reach = (name) => Math.max(
      ...load.parts.map((each) => each.quantiles[name]?.at(-1) ?? 0),
      ...limits(name).flatMap((limit) => [limit.from ?? 0, limit.to ?? 0].map((end) => 1.1 * end)),
    );
    return {
      aria: { enabled: true, label: { description: Assay.say("Distributions of ", "分布：") + shown.join(", ") } },
      legend: several ? { top: 0, textStyle: { color: text() } } : undefined,
      title: shown.map((name, index) => ({ text: name, textStyle: { color: text(), fontSize: 13 }, top: stacked ? top - 26 + 240 * index : top - 28, left: stacked ? 55 : `${5 + (95 * index) / shown.length}%` })),
      tooltip: { trigger: "axis", ...tooltip((points) => points.map(({ seriesName, data }) => `${seriesName}: ${decimals(data[1], 1)} % ≤ ${millis(data[0])}`).join("\n")) },
      grid: shown.map((_, index) => place(index)),
      xAxis: shown.map((name, index) => ({
        ...axis(),
        type: logarithmic(name) ? "log" : "value",
        min: logarithmic(name) ? undefined : 0,
        max: logarithmic(name) ? undefined : round(reach(name)),
        gridIndex: index,
        splitNumber: 3,
        name: logarithmic(name) ? Assay.say("ms, logarithmic", "ms，对数坐标") : "ms",
        nameLocation: "middle",
        nameGap: 26,
      })),
      yAxis: shown.map((_, index) => ({ ...axis(), type: "value", min: 0, max: 100, gridIndex: index, axisLabel: { ...axis().axisLabel, formatter: "{value} %" } })),
      series: curves,
    };
  };

  /** Returns how many requests wait for their first token, and how many are decoded, from change to change. */
  const counts = (lanes) => {
    const changes = [];
    lanes.due.forEach((due, i) => {
      const sent = due + lanes.wait[i];
      const first = sent + (lanes.ttft[i] ?? 0);
      const end = first + lanes.rest[i];
      if (lanes.ttft[i] === null) {
        changes.push([sent, 1, 0], [end, -1, 0]);
      } else {
        changes.push([sent, 1, 0], [first, -1, 1], [end, 0, -1]);
      }
    });
    changes.sort((a, b) => a[0] - b[0]);
    let waiting = 0;
    let decoding = 0;
    const steps = [];
    changes.forEach(([at, first, rest]) => {
      waiting += first;
      decoding += rest;
      if (steps.length > 0 && steps.at(-1)[0] === at) {
        steps.pop();
      }
      steps.push([at, waiting, decoding]);
    });
    return steps;
  };

  /** Requests over time in lanes, below them how many are in flight and what the GPUs reported, on one axis of time. */
  Assay.drawings.lanes = (dataset, figure) => {
    const measured = part(dataset);
    const lanes = measured.requests;
    const n = lanes.due.length;
    const sent = (i) => lanes.due[i] + lanes.wait[i];
    const end = (i) => sent(i) + (lanes.ttft[i] ?? 0) + lanes.rest[i];
    const last = Math.max(...lanes.due.map((_, i) => end(i)));
    const laneHeight = Math.max(2, Math.min(22, 480 / lanes.lanes));
    const names = {
      wait: Assay.say("wait in the client", "客户端等待"),
      first: Assay.say("to the first token (queue + prefill)", "至首个 token（排队 + 预填充）"),
      rest: Assay.say("decode", "解码"),
      failed: Assay.say("not complete", "未完成"),
      steady: Assay.say("steady window", "稳态区间"),
    };
    const gpu = [
      ["busy", Assay.say("GPU utilisation (%)", "GPU 利用率 (%)")],
      ["clock", Assay.say("GPU clock (MHz)", "GPU 时钟 (MHz)")],
      ["watts", Assay.say("GPU power (W)", "GPU 功率 (W)")],
    ].filter(([key]) => measured.gpus.some((each) => each[key]));
    const gauges = measured.gauges;
    const kv = gauges.kv_cache_usage;
    const levels = [["running", Assay.say("running, says the server", "运行中（服务端）")], ["waiting", Assay.say("waiting, says the server", "排队（服务端）")]].filter(([key]) => gauges[key]);
    const below = [...(kv ? [["kv", Assay.say("KV cache in use (%)", "KV 缓存使用率 (%)")]] : []), ...gpu];
    const left = narrow(figure) ? 44 : 60;
    const items = [names.wait, names.first, names.rest, ...(Object.keys(lanes.failed).length > 0 ? [names.failed] : []), ...levels.map(([, name]) => name)];
    const stacked = narrow(figure);
    const laneTop = stacked ? 24 * items.length + 26 : 50;
    const laneSize = Math.max(60, laneHeight * lanes.lanes);
    const grids = [{ left, right: 20, top: laneTop, height: laneSize }, { left, right: 20, top: laneTop + laneSize + 44, height: 80 }];
    below.forEach((_, i) => grids.push({ left, right: 20, top: laneTop + laneSize + 44 + 120 * (i + 1), height: 80 }));
    const bottom = grids.at(-1).top + grids.at(-1).height;
    high(figure, bottom + 90);
    const bar = (key, from, to, share) => ({
      name: names[key],
      type: "custom",
      itemStyle: { color: Assay.colour(key) },
      encode: { x: [0, 1], y: 2 },
      clip: true,
      renderItem: (params, api) => {
        const [x1, y] = api.coord([api.value(0), api.value(2)]);
        const x2 = api.coord([api.value(1), 0])[0];
        const height = Math.max(1, laneHeight * share);
        const clipped = echarts.graphic.clipRectByRect({ x: x1, y: y - height / 2, width: Math.max(0.5, x2 - x1), height }, params.coordSys);
        return clipped && { type: "rect", shape: clipped, style: { fill: Assay.colour(key), stroke: Assay.colour("back"), lineWidth: laneHeight > 8 ? 0.5 : 0 } };
      },
      data: lanes.due.flatMap((_, i) => (to(i) > from(i) ? [[from(i), to(i), lanes.lane[i], i]] : [])),
    });
    const failed = (i) => lanes.failed[i] !== undefined;
    const steps = counts(lanes);
    const area = (key, name, index) => ({
      name,
      type: "line",
      step: "end",
      stack: "in flight",
      showSymbol: false,
      xAxisIndex: 1,
      yAxisIndex: 1,
      lineStyle: { width: 0 },
      areaStyle: { color: Assay.colour(key), opacity: 0.85 },
      itemStyle: { color: Assay.colour(key) },
      data: steps.map((step) => [step[0], step[index]]),
    });
    const describe = (i) => [
      `${i + 1}: ${lanes.ids[i]}`,
      failed(i) ? `${names.failed}: ${lanes.failed[i]}` : null,
      `${names.wait}: ${millis(lanes.wait[i])}`,
      `${names.first}: ${lanes.ttft[i] === null ? Assay.say("no token came", "未收到 token") : millis(lanes.ttft[i])}`,
      `${names.rest}: ${lanes.ttft[i] === null ? decimals(NaN) : millis(lanes.rest[i])}`,
    ].filter(Boolean).join("\n");
    const time = (index, shown) => ({
      ...axis(),
      axisLine: { onZero: false, lineStyle: { color: weak() } },
      type: "value",
      gridIndex: index,
      min: 0,
      max: last,
      axisLabel: { ...axis().axisLabel, show: shown, showMaxLabel: false, formatter: (value) => String(Math.round(value) / 1000) },
      name: shown ? Assay.say("seconds since the first request was due", "自首个请求应发出起的秒数") : "",
      nameLocation: "middle",
      nameGap: 26,
      axisPointer: { show: true, snap: false, label: { show: false } },
    });
    const all = grids.map((_, index) => index);
    return {
      aria: { enabled: true, label: { description: Assay.say(`${n} requests in ${lanes.lanes} lanes over ${decimals(last / 1000, 1)} s; ${Object.keys(lanes.failed).length} not complete`, `${n} 个请求，${lanes.lanes} 条泳道，共 ${decimals(last / 1000, 1)} 秒；${Object.keys(lanes.failed).length} 个未完成`) } },
      legend: [{ top: 0, left: 0, orient: stacked ? "vertical" : "horizontal", itemGap: stacked ? 8 : 14, textStyle: { color: text() }, data: items },
        ...(gpu.length > 0 ? [{ type: "scroll", top: grids[kv ? 3 : 2].top - 34, left: left + 140, right: 20, textStyle: { color: text() }, data: measured.gpus.map((each) => `GPU ${each.name}`) }] : [])],
      tooltip: { trigger: "item", ...tooltip(({ seriesType, data, seriesName }) => (seriesType === "custom" || seriesType === "scatter" ? describe(data[3]) : `${seriesName}: ${decimals(data[1], 1)}`)) },
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      grid: grids,
      xAxis: all.map((index) => time(index, index === all.length - 1)),
      yAxis: [
        { ...axis(), type: "value", inverse: true, min: -0.5, max: lanes.lanes - 0.5, splitLine: { show: false }, axisLabel: { show: false }, axisTick: { show: false }, name: Assay.say("lanes", "泳道"), nameLocation: "middle", nameGap: 10 },
        { ...axis(), type: "value", gridIndex: 1, minInterval: 1, splitNumber: 3, name: Assay.say("requests in flight", "在途请求数"), nameTextStyle: { align: "left", color: weak() } },
        ...below.map(([key, name], i) => ({ ...axis(), type: "value", min: key === "kv" || key === "busy" ? 0 : undefined, max: key === "kv" || key === "busy" ? 100 : undefined, scale: true, gridIndex: i + 2, splitNumber: 3, name, nameTextStyle: { align: "left", color: weak() } })),
      ],
      dataZoom: [
        { type: "slider", showDataShadow: false, xAxisIndex: all, top: bottom + 46, height: 22, labelFormatter: (value) => `${decimals(value / 1000, 1)} s`, textStyle: { color: text() }, filterMode: "none" },
        { type: "inside", xAxisIndex: all, zoomOnMouseWheel: "ctrl", moveOnMouseMove: false, filterMode: "none" },
      ],
      series: [
        {
          ...bar("wait", (i) => lanes.due[i], sent, 0.25),
          markArea: measured.steady && {
            silent: true,
            itemStyle: { color: Assay.colour("allowed"), opacity: 0.6, borderColor: weak(), borderWidth: 1, borderType: "dashed" },
            label: { color: text(), position: "top", formatter: names.steady },
            data: [[{ xAxis: measured.steady[0] }, { xAxis: measured.steady[1] }]],
          },
        },
        bar("first", sent, (i) => sent(i) + (lanes.ttft[i] ?? lanes.rest[i]), 0.55),
        bar("rest", (i) => sent(i) + (lanes.ttft[i] ?? lanes.rest[i]), end, 0.9),
        {
          name: names.failed,
          type: "scatter",
          symbol: "path://M0,0L2,0L5,3L8,0L10,0L10,2L7,5L10,8L10,10L8,10L5,7L2,10L0,10L0,8L3,5L0,2Z",
          symbolSize: Math.max(8, Math.min(14, laneHeight)),
          itemStyle: { color: Assay.colour("fail") },
          encode: { x: 0, y: 2 },
          data: Object.keys(lanes.failed).map(Number).map((i) => [end(i), end(i), lanes.lane[i], i]),
        },
        area("first", Assay.say("waiting for the first token", "等待首个 token"), 1),
        area("rest", Assay.say("decoding", "解码中"), 2),
        ...levels.map(([key, name], i) => ({
          name,
          type: "line",
          xAxisIndex: 1,
          yAxisIndex: 1,
          symbol: symbols[i + 1],
          symbolSize: 5,
          lineStyle: { color: text(), type: patterns[i], width: 1.5 },
          itemStyle: { color: text() },
          data: gauges[key].at.map((at, reading) => [at, gauges[key].values[reading]]),
        })),
        ...(kv ? [{
          name: below[0][1],
          type: "line",
          xAxisIndex: 2,
          yAxisIndex: 2,
          symbolSize: 4,
          lineStyle: { color: Assay.colour("series-3") },
          itemStyle: { color: Assay.colour("series-3") },
          data: kv.at.map((at, reading) => [at, 100 * kv.values[reading]]),
        }] : []),
        ...below.slice(kv ? 1 : 0).flatMap(([key], i) => measured.gpus.filter((each) => each[key]).map((each, line) => ({
          name: `GPU ${each.name}`,
          type: "line",
          xAxisIndex: i + (kv ? 3 : 2),
          yAxisIndex: i + (kv ? 3 : 2),
          showSymbol: false,
          lineStyle: { color: Assay.colour(`series-${(line % 6) + 1}`), type: patterns[line % patterns.length] },
          itemStyle: { color: Assay.colour(`series-${(line % 6) + 1}`) },
          data: each.at.map((at, reading) => [at, each[key][reading]]),
        }))),
      ],
    };
  };

  /** Load tests beside each other: throughput against latency, then ttft and tpot against the load. A line for each deployment. */
  Assay.drawings.curves = ({ curves: index }, figure) => {
    const group = Assay.data.curves[index];
    const stacked = narrow(figure);
    const loadName = group.open ? Assay.say("requests per second", "每秒请求数") : Assay.say("requests in flight", "并发");
    const tokens = group.lines.every((line) => line.points.every((point) => point["output-tps"]));
    const rate = tokens ? "output-tps" : "qps";
    const charts = [
      { x: (point) => point[rate], y: "e2e.p50", xName: tokens ? Assay.say("output tokens per second", "每秒输出 token") : Assay.say("requests per second", "每秒请求数"), label: true },
      { x: (point) => [point.load], y: "ttft.p50", xName: loadName },
      { x: (point) => [point.load], y: "tpot.p50", xName: loadName },
    ];
    const top = 30 + 24 * (stacked ? group.lines.length : 1) + 30;
    const step = 290;
    high(figure, stacked ? top + step * charts.length : top + 280);
    const place = (i) => (stacked ? { left: 62, right: 24, top: top + step * i, height: 190 } : { left: `${6 + 33 * i}%`, width: "26%", top, height: 200 });
    const known = (chart, point) => chart.x(point) && point[chart.y] && Number.isFinite(chart.x(point)[0]) && Number.isFinite(point[chart.y][0]);
    const name = (line) => said(line.name);
    const look = (number) => {
      const color = Assay.palette()[number % 6];
      return { color, symbol: symbols[number % symbols.length], type: patterns[number % patterns.length] };
    };
    const between = (chart, value) => (value.length < 3 ? "" : ` (${decimals(value[1])} … ${decimals(value[2])})`);
    const describe = (chart, line, point) => [
      name(line),
      `${point.test}, ${loadName}: ${point.load}`,
      `${chart.y}: ${millis(point[chart.y][0])}${between(chart, point[chart.y])}`,
      `qps: ${point.qps ? decimals(point.qps[0]) : decimals(NaN)}`,
    ].join("\n");
    const series = charts.flatMap((chart, i) => group.lines.flatMap((line, number) => {
      const points = line.points.filter((point) => known(chart, point));
      const { color, symbol, type } = look(number);
      const bars = points.filter((point) => point[chart.y].length === 3);
      return [
        {
          name: name(line),
          type: "line",
          xAxisIndex: i,
          yAxisIndex: i,
          symbol,
          symbolSize: 9,
          lineStyle: { color, type, width: 2 },
          itemStyle: { color },
          label: chart.label ? { show: true, position: "top", color: text(), formatter: ({ data }) => String(data.point.load) } : undefined,
          labelLayout: { hideOverlap: true },
          data: points.map((point) => ({ value: [chart.x(point)[0], point[chart.y][0]], point, said: describe(chart, line, point) })),
        },
        {
          name: name(line),
          type: "custom",
          silent: true,
          xAxisIndex: i,
          yAxisIndex: i,
          itemStyle: { color },
          encode: { x: 0, y: [1, 2] },
          data: bars.map((point) => [chart.x(point)[0], point[chart.y][1], point[chart.y][2]]),
          renderItem: (params, api) => {
            const [x, low] = api.coord([api.value(0), api.value(1)]);
            const up = api.coord([api.value(0), api.value(2)])[1];
            const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 1.5 } });
            return { type: "group", children: [line(x, low, x, up), line(x - 4, low, x + 4, low), line(x - 4, up, x + 4, up)] };
          },
        },
      ];
    }));
    return {
      aria: { enabled: true, label: { description: group.lines.map((line) => `${name(line)}: ${line.points.map((point) => `${point.load}: e2e ${point["e2e.p50"] ? millis(point["e2e.p50"][0]) : decimals(NaN)}`).join(", ")}`).join("; ") } },
      legend: { top: 0, left: 0, orient: stacked ? "vertical" : "horizontal", textStyle: { color: text() }, itemWidth: 34, data: group.lines.map(name) },
      tooltip: { trigger: "item", ...tooltip(({ data }) => data.said ?? "") },
      grid: charts.map((_, i) => place(i)),
      xAxis: charts.map((chart, i) => ({ ...axis(), type: "value", gridIndex: i, min: 0, name: chart.xName, nameLocation: "middle", nameGap: 28, splitNumber: 4 })),
      yAxis: charts.map((chart, i) => ({ ...axis(), type: "value", gridIndex: i, min: 0, name: `${chart.y} (ms)`, nameTextStyle: { align: "left", color: weak() }, splitNumber: 4 })),
      series,
    };
  };
})();
