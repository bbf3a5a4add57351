package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.figures.FigureName;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.json.ResultJson;
import dev.assay.report.summary.Golden;
import dev.assay.tools.definitions.Tool;
import dev.assay.tools.definitions.ToolFigure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schema that ships beside result.json describes it, and nothing else. */
class ResultSchemaTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** What the plan and the server say has names that no schema lists. */
    private static final Set<String> OPEN = Set.of("plan", "server");

    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try (var file = ResultSchemaTest.class.getResourceAsStream("/dev/assay/result-2.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Error> errors(JsonNode result) {
        return SCHEMA.validate(
                result, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.json", "result-unmeasured.json"})
    void describesTheGoldenResults(String file) {
        assertThat(errors(JSON.readTree(Golden.read(file)))).isEmpty();
    }

    static Stream<TestVerdict> rows() {
        return Stream.of(
                Runs.texts(),
                Runs.unmeasuredTexts(),
                Runs.repeatedTexts(),
                Runs.keptProtocol(),
                Runs.brokenProtocol(),
                Runs.passingEvalset(),
                Runs.failingEvalset(),
                Runs.unmeasuredEvalset(),
                Runs.failingCell(),
                Runs.toldCell(),
                Runs.waivedCell(),
                Runs.cellWithSeveralLimits(),
                Runs.cellWithAFailure(),
                Runs.remarkedCell(),
                Runs.undecidedCell(),
                Runs.throttledCell(),
                Runs.steadyCell(),
                Runs.cellWithObjectives(),
                Runs.saturatedCell(),
                Runs.countedCell(),
                Runs.unseenCell(),
                Runs.unmeasuredCell(),
                RepeatedRuns.loadTest(),
                RepeatedRuns.spoiltLoadTest(),
                RepeatedRuns.nothingSent(),
                RepeatedRuns.evalset(),
                RepeatedRuns.comparedLoadTest(),
                RepeatedRuns.comparedEvalset(),
                RepeatedRuns.uncomparedEvalset());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void describesEveryKindOfRow(TestVerdict row) {
        var run = new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(row.planned()), false), List.of(row));

        assertThat(errors(JSON.readTree(ResultJson.of(run)))).isEmpty();
    }

    @Test
    void describesARunWithoutRows() {
        var run = new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(), false), List.of());

        assertThat(errors(JSON.readTree(ResultJson.of(run)))).isEmpty();
    }

    @Test
    void refusesAnotherKeyWhereverItStands() {
        var result = JSON.readTree(Golden.read("result.json"));

        for (var object : objects(result)) {
            object.put("nosuch", 1);
            assertThat(errors(result)).as(object.toString()).isNotEmpty();
            object.remove("nosuch");
        }
        assertThat(errors(result)).isEmpty();
    }

    @Test
    void refusesAMissingKeyWhereverItStands() {
        var result = JSON.readTree(Golden.read("result.json"));

        for (var object : objects(result)) {
            // Of the verdicts any may be missing.
            if (object.equals(result.path("verdicts"))) {
                continue;
            }
            for (var key : List.copyOf(object.propertyNames())) {
                var value = object.remove(key);
                assertThat(errors(result)).as(key + " of " + object).isNotEmpty();
                object.set(key, value);
            }
        }
    }

    @Test
    void refusesAnotherKeyOfRepeatsAndComparisonsWhereverItStands() {
        var result = ofRepeats();

        for (var object : withoutMeasurements(result)) {
            object.put("nosuch", 1);
            assertThat(errors(result)).as(object.toString()).isNotEmpty();
            object.remove("nosuch");
        }
        assertThat(errors(result)).isEmpty();
    }

    @Test
    void refusesAMissingKeyOfRepeatsAndComparisonsWhereverItStands() {
        var result = ofRepeats();

        for (var object : withoutMeasurements(result)) {
            if (object.equals(result.path("verdicts"))) {
                continue;
            }
            for (var key : List.copyOf(object.propertyNames())) {
                // A limit may have a confidence, and a set any figure.
                if (!key.equals("confidence") && !isFigure(object.path(key))) {
                    var value = object.remove(key);
                    assertThat(errors(result)).as(key + " of " + object).isNotEmpty();
                    object.set(key, value);
                }
            }
        }
    }

    /** Returns what repeats and comparisons bring; of the figures of a set one each, and of the repeats those that were not sent, as validation takes long. */
    private static JsonNode ofRepeats() {
        var result = JSON.readTree(ResultJson.of(RepeatedRuns.all()));
        for (var row : result.path("rows")) {
            for (var figures :
                    List.of(row.path("set").path("figures"), row.path("set").path("steady"))) {
                if (figures instanceof ObjectNode object && object.size() > 1) {
                    object.retain("tpot.mean", "accuracy");
                }
            }
            for (var repeats : List.of(row.path("repeats"), row.path("superseded"))) {
                for (var repeat : repeats) {
                    if (repeat.path("alone").has("figures")) {
                        ((ObjectNode) repeat).set("alone", notSent());
                    }
                }
            }
        }
        return result;
    }

    private static JsonNode notSent() {
        return JSON.readTree(ResultJson.of(RepeatedRuns.run(RepeatedRuns.nothingSent())))
                .at("/rows/0/repeats/0/alone");
    }

    private static boolean isFigure(JsonNode node) {
        return node.has("median");
    }

    /** Returns the objects of a result that repeats and comparisons bring. */
    private static List<ObjectNode> withoutMeasurements(JsonNode result) {
        return objects(
                result,
                Stream.concat(OPEN.stream(), Stream.of("alone", "outcomes", "finish_reasons"))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Test
    void asksForAllOfASteadyPart() {
        var row = Runs.steadyCell();
        var run = new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(row.planned()), false), List.of(row));
        var result = JSON.readTree(ResultJson.of(run));
        var steady = (ObjectNode) result.path("rows").path(0).path("steady");

        assertThat(List.copyOf(steady.propertyNames())).containsExactly("requests", "ms", "ramp", "drain", "figures");
        for (var key : List.copyOf(steady.propertyNames())) {
            var value = steady.remove(key);
            assertThat(errors(result)).as(key).isNotEmpty();
            steady.set(key, value);
        }
        assertThat(errors(result)).isEmpty();
    }

    @Test
    void refusesAnotherFormat() {
        var result = (ObjectNode) JSON.readTree(Golden.read("result-unmeasured.json"));
        result.put("format", "result/1");

        assertThat(errors(result))
                .extracting(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .containsExactly("/format const");
    }

    @Test
    void namesEveryFigure() {
        var row = (ObjectNode)
                JSON.readTree(Golden.read("result.json")).path("rows").path(1);

        assertThat(row.path("figures").propertyNames())
                .containsExactlyElementsOf(
                        FigureName.all().stream().map(FigureName::key).toList());
    }

    @Test
    void namesEveryFigureOfOtherTools() {
        var row = JSON.readTree(Golden.read("result.json")).path("rows").path(1);

        for (var tool : Tool.values()) {
            assertThat(row.path("other_tools").path(tool.key()).path("printed").propertyNames())
                    .containsExactlyElementsOf(tool.of(List.of()).figures().stream()
                            .map(ToolFigure::name)
                            .toList());
        }
    }

    /** Returns every object of a result whose keys the schema lists. */
    private static List<ObjectNode> objects(JsonNode node) {
        return objects(node, OPEN);
    }

    private static List<ObjectNode> objects(JsonNode node, Set<String> without) {
        var objects = new ArrayList<ObjectNode>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
            object.properties().stream()
                    .filter(entry -> !without.contains(entry.getKey()))
                    .forEach(entry -> objects.addAll(objects(entry.getValue(), without)));
        } else {
            node.forEach(each -> objects.addAll(objects(each, without)));
        }
        return objects;
    }
}
