package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.input.InputException;
import dev.assay.input.InputFile;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.Yaml;
import dev.assay.plan.Thresholds;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.server.engines.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors use, and the reader that the gate uses, must allow the same. */
class ThresholdsSchemaTest {
    private static final Path FILE = Path.of("src/main/resources/dev/assay/thresholds-1.schema.json");
    private static final String GOOD = """
            version: 1
            workloads:
              short: {input-tokens: 256, output-tokens: 64, api: completions}
            deployments:
              a:
                model: m
                tokenizer: tokenizers/smollm2.json
                precision: bf16
                engine: vllm
                deadlines: {connect: 10 s}
                load:
                  - cell: c4
                    workload: short
                    concurrency: 4
                    limits:
                      tpot.mean: {max: 39.2 ms}
                accuracy:
                  - evalset: first_light_v1
                    limits:
                      accuracy: {min: 5/10}
            """;

    @TempDir
    Path folder;

    private static JsonNode schema() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(FILE));
    }

    static List<String> complaints(String yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FILE), InputFormat.JSON);
        return schema.validate(jsonOf(yaml), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    /** Returns a YAML file as JSON, which schemas are for. */
    static String jsonOf(String yaml) {
        return json(Objects.requireNonNull(Yaml.read(new InputFile("file.yaml", yaml, ""), new Problems())));
    }

    private static String json(Node node) {
        return JsonMapper.shared().writeValueAsString(tree(node));
    }

    private static JsonNode tree(Node node) {
        var json = JsonMapper.shared();
        return switch (node) {
            case Node.Mapping mapping -> {
                var object = json.createObjectNode();
                mapping.entries().forEach(entry -> object.set(entry.key(), tree(entry.value())));
                yield object;
            }
            case Node.Sequence sequence -> {
                var array = json.createArrayNode();
                sequence.items().forEach(item -> array.add(tree(item)));
                yield array;
            }
            case Node.Numbers numbers ->
                json.valueToTree(numbers.values().stream().toArray());
            case Node.Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> json.valueToTree(scalar.text());
                    case NUMBER, BOOLEAN -> json.readTree(scalar.text());
                    case NOTHING -> json.nullNode();
                };
        };
    }

    private String refusal(String yaml) throws IOException {
        GateRun.small(folder);
        Files.writeString(folder.resolve("thresholds.yaml"), yaml);
        try {
            Thresholds.read(folder, CheckedPlan.knownNames());
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
        return "";
    }

    @Test
    void acceptsWhatTheRepositoryShips() throws IOException {
        var readme = yaml("README.md");
        var reference = yaml("docs/thresholds.md");
        var shipped = Files.readString(Path.of("thresholds.yaml"));

        assertThat(complaints(GOOD)).isEmpty();
        assertThat(complaints(readme)).isEmpty();
        assertThat(complaints(reference)).isEmpty();
        assertThat(complaints(shipped)).isEmpty();
        assertThat(shipped.lines().findFirst()).contains("# yaml-language-server: $schema=" + FILE);
    }

    private static String yaml(String document) throws IOException {
        var found = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of(document)));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** The reader lists the keys that it allows when it meets another. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            version: 1                | version: 1\\nzzzzzzzz: 1               | /properties
            {input-tokens: 256,       | {zzzzzzzz: 1, input-tokens: 256,       | /$defs/workload/properties
            `    engine: vllm`        | `    engine: vllm\\n    zzzzzzzz: 1`   | /$defs/deployment/properties
            {connect: 10 s}           | {connect: 10 s, zzzzzzzz: 1}           | /$defs/deployment/properties/deadlines/properties
            `    engine: vllm`        | `    engine: vllm\\n    server-log: {forbid: [a], zzzzzzzz: 1}` | /$defs/deployment/properties/server-log/properties
            `        workload: short` | `        workload: short\\n        zzzzzzzz: 1` | /$defs/cell/properties
            output-tokens: 64         | output-tokens: {zzzzzzzz: 1}           | /$defs/lengths/anyOf/1/properties
            output-tokens: 64         | `output-tokens: {normal: {zzzzzzzz: 1, mean: 5, sd: 1, min: 1, max: 9}}` | /$defs/lengths/anyOf/1/properties/normal/properties
            `        workload: short` | `        workload: short\\n        published: {zzzzzzzz: 1}` | /$defs/published/properties
            `        workload: short` | `        workload: short\\n        prompts: {zzzzzzzz: 1, shared-prefix: 50 %}` | /$defs/prompts/anyOf/1/properties
            `      - evalset:`        | `      - zzzzzzzz: 1\\n        evalset:`        | /$defs/evalset/properties
            concurrency: 4            | rate: 2/s\\n        arrivals: {zzzzzzzz: 1, gamma: 1} | /$defs/cell/properties/arrivals/anyOf/1/properties
            {max: 39.2 ms}            | {max: 39.2 ms, zzzzzzzz: 1}            | /$defs/bound-on-duration/properties
            {min: 5/10}               | {min: 5/10, zzzzzzzz: 1}               | /$defs/bound-on-share/properties
            {max: 39.2 ms}            | {max: 39.2 ms, from: {zzzzzzzz: 1}}    | /$defs/from/properties
            {max: 39.2 ms}            | {max: {on: {H100: 1 ms}, zzzzzzzz: 1}} | /$defs/duration-by-gpu/properties
            `    engine: vllm`        | `    engine: vllm\\n    ratios: {tpot.mean of c4 / c4: {zzzzzzzz: 1}}` | /$defs/bound-on-ratio/properties
            {min: 5/10}               | `{min: 5/10, waive: {zzzzzzzz: 1}}`    | /$defs/waive/properties
            """)
    void hasExactlyTheKeysThatTheReaderAllows(String part, String instead, String properties) throws IOException {
        assertThat(GOOD).contains(part);

        var refusal = refusal(GOOD.replace(part, instead.replace("\\n", "\n")));

        var allowed = Pattern.compile("unknown key 'zzzzzzzz' in .*; allowed: ([^.]*)")
                .matcher(refusal);
        assertThat(allowed.matches() || allowed.find()).as(refusal).isTrue();
        assertThat(schema().at(properties).propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(allowed.group(1).split(", "))
                                .map(String::strip)
                                .toList());
    }

    @Test
    void namesEveryFigureWithItsUnitAndEveryEngine() throws IOException {
        var vocabulary = CheckedPlan.knownNames();

        assertThat(references("/$defs/cell/properties/limits/properties"))
                .isEqualTo(expected(vocabulary.loadFigures()));
        assertThat(references("/$defs/evalset/properties/limits/properties"))
                .isEqualTo(with(
                        expected(vocabulary.accuracyFigures()),
                        Map.of("no-worse", "#/$defs/no-worse", "recovery", "#/$defs/recovery")));
        assertThat(schema().at("/$defs/deployment/properties/engine/enum").toString())
                .isEqualTo(JsonMapper.shared().writeValueAsString(Engines.names()));
    }

    private static Map<String, String> with(Map<String, String> figures, Map<String, String> forms) {
        var all = new HashMap<>(figures);
        all.putAll(forms);
        return all;
    }

    private static Map<String, String> references(String properties) throws IOException {
        var found = new HashMap<String, String>();
        schema().at(properties)
                .properties()
                .forEach(entry ->
                        found.put(entry.getKey(), entry.getValue().path("$ref").asString()));
        return found;
    }

    private static Map<String, String> expected(Map<String, NamedFigure> figures) {
        var expected = new HashMap<String, String>();
        figures.forEach((name, figure) -> expected.put(
                name,
                "#/$defs/"
                        + switch (figure.better()) {
                            case LESS -> "upper-";
                            case MORE -> "lower-";
                            case NEITHER -> "";
                        }
                        + "limit-on-"
                        + switch (figure.unit()) {
                            case MILLISECONDS -> "duration";
                            case PER_SECOND -> "rate";
                            case TOKENS_PER_SECOND -> "token-rate";
                            case TOKENS -> "tokens";
                            case SHARE -> "share";
                            case COUNT -> "count";
                            case NUMBER -> "number";
                            case NATS -> "nats";
                            case WATTS -> "power";
                            case WATT_HOURS -> "energy";
                            case WATT_HOURS_PER_MTOK -> "token-energy";
                            case PER_MTOK -> "token-cost";
                        }));
        return expected;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tpot.mean: calibrate",
                "tpot.mean: [{max: 80 ms}, {max: 78 ms, enforce: false}]",
                "tpot.mean: {between: [1 ms, 0.9 s]}",
                "tpot.mean: {max: 3min, enforce: false, on-inconclusive: warn}",
                "tpot.mean: {max: 39.2 ms, waive: {until: 2027-03-01, issue: 7, reason: slow sampler}}",
                "tpot.mean: {max: {on: {H100: 35 ms, RTX 4090: 61 ms}}}",
                "qps: {min: {on: {H100: 2/s}}}",
                "qps: {min: 0.30/s}",
                "qps: {min: 0.30/s, from: {mean: 0.4/s, sd: 0/s, runs: 3, date: 2026-11-29}, review-after: 2027-02-27}",
                "tpot.mean: {max: 45.5 ms, from: {mean: 44.1 ms, sd: 0.43 ms, runs: 5, rate: 1 %, date: 2026-11-29, machine: GPU}}",
                "failed-share: {max: 3 %, from: {mean: 1 %, sd: 0.5 pp, runs: 5, date: 2026-11-29}}",
                "failed: {max: 1, from: {mean: 0.2, sd: 0.45, runs: 5, date: 2026-11-29}}",
                "cached-share: {max: 3 %, from: {mean: 1 %, sd: 0.5 pp, runs: 5, date: 2026-11-29}}",
                "qps: {min: 0.30/s, window: whole}",
                "ttft.mean: {max: 1 s, window: steady}",
                "output-tps: {min: 40 tok/s}",
                "gpu-power: {max: 300 W}",
                "energy: {max: 2.5 Wh}",
                "energy-per-mtok: {max: 80 Wh/Mtok, window: steady}",
                "cost-per-mtok: {max: 0.40/Mtok}",
                "input-tokens.mean: {between: [255.5 tokens, 256 tokens]}"
            })
    void acceptsWhatTheReaderAccepts(String limit) throws IOException {
        var yaml = GOOD.replace("tpot.mean: {max: 39.2 ms}", limit);

        assertThat(refusal(yaml)).isEmpty();
        assertThat(complaints(yaml)).isEmpty();
    }

    @Test
    void acceptsThePriceThatTheReaderAccepts() throws IOException {
        var yaml = GOOD.replace("    engine: vllm", "    engine: vllm\n    price: 2.20 EUR/h");

        assertThat(refusal(yaml)).isEmpty();
        assertThat(complaints(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm\n    engine-version: 0.32.0", "sglang", "llama.cpp", "openai"})
    void acceptsTheEnginesThatTheReaderAccepts(String engine) throws IOException {
        var yaml = GOOD.replace("engine: vllm", "engine: " + engine);

        assertThat(refusal(yaml)).isEmpty();
        assertThat(complaints(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "token-ids"})
    void acceptsTheFormsThatTheReaderAccepts(String form) throws IOException {
        var yaml = GOOD.replace("api: completions", "api: completions, prompt-form: " + form);

        assertThat(refusal(yaml)).isEmpty();
        assertThat(complaints(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input-tokens: {uniform: [100, 400]}, output-tokens: 64",
                "prompt-file: prompts/example.jsonl, output-tokens: from-file",
                "prompt-file: prompts/example.jsonl, output-tokens: {uniform: [1, 9]}",
                "input-tokens: 256, output-tokens: {normal: {mean: 200, sd: 50, min: 10, max: 400}}"
            })
    void acceptsTheLengthsThatTheReaderAccepts(String lengths) throws IOException {
        GateRun.copy(Path.of("prompts"), folder.resolve("prompts"));
        var yaml = GOOD.replace("input-tokens: 256, output-tokens: 64", lengths)
                .replace("concurrency: 4\n", "concurrency: 4\n        requests: 4\n");

        assertThat(refusal(yaml)).isEmpty();
        assertThat(complaints(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompts: unique",
                "prompts: identical",
                "prompts: {shared-prefix: 50 %}",
                "max-in-flight: 3",
                "requests: 500\n        duration: 60 s",
                "objectives: {ttft: 500 ms, tpot: 50 ms, e2e.scheduled: 5 s}"
            })
    void acceptsWhatTheReaderAcceptsOfALoadTest(String key) throws IOException {
        var yaml = GOOD.replace("cell: c4\n", "cell: c4\n        " + key + "\n");

        assertThat(refusal(yaml)).isEmpty();
        assertThat(complaints(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arrivals: constant",
                "arrivals: {gamma: 0.5}",
                "arrival-seed: 7",
                "ramp-up: 10 s",
                "max-in-flight: 4",
                "duration: 60 s",
                "requests: 40"
            })
    void acceptsWhatTheReaderAcceptsOfARate(String key) throws IOException {
        var yaml = GOOD.replace("concurrency: 4", "rate: 2/s\n        " + key);

        assertThat(refusal(yaml)).isEmpty();
        assertThat(complaints(yaml)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            version: 1            | version: 2
            concurrency: 4        | rate: 2
            concurrency: 4        | rate: 2/s\\n        concurrency: 4
            concurrency: 4        | rate: 2/s\\n        arrivals: normal
            concurrency: 4        | rate: 2/s\\n        arrivals: {gamma: 0}
            concurrency: 4        | rate: 2/s\\n        requests: 9\\n        duration: 60 s
            concurrency: 4        | concurrency: 4\\n        duration: 60 s
            concurrency: 4        | concurrency: 4\\n        arrivals: constant
            concurrency: 4        | concurrency: 4\\n        ramp-up: 10 s
            39.2 ms               | 39.2
            api: completions      | api: completions, prompt-form: ids
            output-tokens: 64     | output-tokens: many
            output-tokens: 64     | output-tokens: from-file
            input-tokens: 256     | `input-tokens: 256, prompt-file: prompts/example.jsonl`
            `input-tokens: 256, `   | ``
            output-tokens: 64     | output-tokens: {uniform: [100]}
            output-tokens: 64     | output-tokens: {uniform: [0, 100]}
            output-tokens: 64     | `output-tokens: {uniform: [1, 2], normal: {mean: 5, sd: 1, min: 1, max: 9}}`
            output-tokens: 64     | output-tokens: {normal: {mean: 5}}
            {max: 39.2 ms}        | {max: 1 s, min: 1 ms}
            {max: 39.2 ms}        | {min: 39.2 ms}
            {max: 39.2 ms}        | []
            {max: 39.2 ms}        | `[{max: 39.2 ms}, {min: 30 ms, enforce: false}]`
            {max: 39.2 ms}        | `[{max: 39.2 ms}, 30 ms]`
            {max: 39.2 ms}        | {}
            {max: 39.2 ms}        | calibrat
            {max: 39.2 ms}        | {calibrate: true}
            {max: 39.2 ms}        | {between: [1 ms]}
            {max: 39.2 ms}        | {max: 39.2 ms, confidence: 95}
            {max: 39.2 ms}        | {max: 39.2 ms, window: stedy}
            {max: 39.2 ms}        | {max: {H100: 39.2 ms}}
            {max: 39.2 ms}        | {max: {on: {}}}
            {max: 39.2 ms}        | {max: {on: {H100: 39.2}}}
            {max: 39.2 ms}        | {max: 39.2 ms, review-after: soon}
            {max: 39.2 ms}        | `{max: 39.2 ms, from: {mean: 38 ms, runs: 5, date: 2026-11-29}}`
            {max: 39.2 ms}        | `{max: 39.2 ms, from: {mean: 38 ms, sd: 1 ms, runs: 1, date: 2026-11-29}}`
            {max: 39.2 ms}        | `{max: 39.2 ms, from: {mean: 38 ms, sd: 1 ms, runs: 5}}`
            {max: 39.2 ms}        | `{max: 39.2 ms, from: {mean: 38 ms, sd: 1 ms, rate: 1, runs: 5, date: 2026-11-29}}`
            {max: 39.2 ms}        | `{max: 39.2 ms, waive: {until: 2027-03-01}}`
            {max: 39.2 ms}        | `{max: 39.2 ms, waive: {until: March, reason: why}}`
            {min: 5/10}           | `{min: 5/10, from: {mean: 6/10, by-question: [4, 0, 6], runs: 2, date: 2026-11-29}}`
            tpot.mean             | tpot.maen
            {min: 5/10}           | {min: 0.5}
            {min: 5/10}           | {max: 5/10}
            concurrency: 4        | concurrency: 0
            concurrency: 4        | concurrency: 4\\n        max-in-flight: 0
            engine: vllm          | engine: vlm
            engine: vllm          | engine: vllm\\n    engine-version: 0.32
            precision: bf16       | precision: 16
            `    engine: vllm`    | `    engine: vllm\\n    key: sk-12345`
            `    engine: vllm`    | `    engine: vllm\\n    ratios: {tpot.mean / c4: {max: 0.4}}`
            `    engine: vllm`    | `    engine: vllm\\n    ratios: {tpot.mean of c4 / c5: {max: 0.4 ms}}`
            `    engine: vllm`    | `    engine: vllm\\n    price: 2.20`
            `    engine: vllm`    | `    engine: vllm\\n    price: 0.00 EUR/h`
            `    engine: vllm`    | `    engine: vllm\\n    server-log: {file: a.log}`
            `    engine: vllm`    | `    engine: vllm\\n    ca: ''`
            `    engine: vllm`    | `    engine: vllm\\n    proxy: proxy.example:3128`
            `    engine: vllm`    | `    engine: vllm\\n    proxy: http://me:s3cret@proxy.example:3128`
            `    engine: vllm`    | `    engine: vllm\\n    server-log: {forbid: a}`
            `    engine: vllm`    | `    engine: vllm\\n    server-log: {require: [' ']}`
            cell: c4              | cell: c/4
            cell: c4              | cell: c4\\n        tier: p r
            cell: c4              | cell: c4\\n        tier: []
            cell: c4              | cell: c4\\n        prompts: random
            cell: c4              | cell: c4\\n        objectives: {}
            cell: c4              | cell: c4\\n        objectives: {ttft: 500}
            cell: c4              | cell: c4\\n        objectives: {itl: 50 ms}
            cell: c4              | cell: c4\\n        objectives: {qps: 1/s}
            cell: c4              | cell: c4\\n        prompts: {shared-prefix: 0}
            cell: c4              | cell: c4\\n        prompts: {shared-prefix: 0.0 %}
            cell: c4              | cell: c4\\n        prompts: {shared-prefix: 100 %}
            `    tokenizer: tokenizers/smollm2.json\\n` | ``
            """)
    void refusesWhatTheReaderRefuses(String part, String instead) throws IOException {
        var from = part.replace("\\n", "\n");
        assertThat(GOOD).contains(from);
        var yaml = GOOD.replace(from, instead.replace("\\n", "\n"));

        assertThat(refusal(yaml)).isNotEmpty();
        assertThat(complaints(yaml)).isNotEmpty();
    }
}
