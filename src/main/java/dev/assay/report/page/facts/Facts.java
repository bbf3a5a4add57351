package dev.assay.report.page.facts;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.report.summary.Definitions;
import dev.assay.report.summary.EnvironmentBlock;
import dev.assay.report.summary.EnvironmentDifferences;
import dev.assay.report.summary.MeasuredLoadTest;
import dev.assay.report.summary.OtherTools;
import dev.assay.report.summary.ProtocolTable;
import dev.assay.report.summary.settings.SettingsBlock;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a reader looks up.
 *
 * @param protocol what each endpoint did on the wire; empty without a protocol test
 * @param settings of load tests, of evalsets and of texts
 * @param environment what each deployment ran on; empty if no test has a verdict
 * @param differences how the environment differs from that of the run that it is compared with; empty if that is not known
 * @param compared the run that it is compared with; an empty text if with none
 * @param notes what holds for all definitions
 * @param tools what other tools would have printed of each load test, where they define it otherwise
 * @param toolDefinitions how they define it
 * @param commands which command runs each test again
 * @param origin what the run was made with
 */
public record Facts(
        Optional<Grid> protocol,
        List<Grid> settings,
        Optional<Grid> environment,
        Optional<Grid> differences,
        String compared,
        Grid definitions,
        List<Said> notes,
        List<Grid> tools,
        Grid toolDefinitions,
        Grid commands,
        Grid origin) {
    public Facts {
        settings = List.copyOf(settings);
        notes = List.copyOf(notes);
        tools = List.copyOf(tools);
    }

    /** Returns the facts of a run. */
    public static Facts of(
            RunVerdict run,
            Map<String, String> environment,
            Optional<EnvironmentDifferences> differences,
            Function<Planned, String> commands) {
        return new Facts(
                protocol(run),
                settings(run),
                EnvironmentBlock.table(run, Language.ENGLISH)
                        .map(ignored -> Grid.of(
                                Said.of("Environment of each deployment", "各部署的环境"),
                                language ->
                                        EnvironmentBlock.table(run, language).orElseThrow())),
                differences.map(Facts::differing),
                differences.map(EnvironmentDifferences::other).orElse(""),
                Grid.of(Said.of("Formulas", "公式"), language -> Definitions.table(run, language)),
                IntStream.range(0, Definitions.notes(Language.ENGLISH).size())
                        .mapToObj(note ->
                                Said.in(language -> Definitions.notes(language).get(note)))
                        .toList(),
                tools(run),
                Grid.of(
                        Said.of("How their definitions differ", "定义的差别"),
                        List.of(
                                Said.of("tool", "工具"),
                                Said.of("its figure", "其指标"),
                                Said.of("differs from Assay's", "与 Assay 的差别（原文）")),
                        OtherTools.differences().rows()),
                commands(run, commands),
                origin(run, environment));
    }

    private static Optional<Grid> protocol(RunVerdict run) {
        return ProtocolTable.table(run, Language.ENGLISH)
                .map(ignored -> Grid.of(
                        Said.of("What each endpoint did on the wire", "各接口的协议表现"),
                        language -> ProtocolTable.table(run, language).orElseThrow()));
    }

    private static List<Grid> settings(RunVerdict run) {
        var english = SettingsBlock.tables(run, Language.ENGLISH);
        return IntStream.range(0, english.size())
                .mapToObj(table -> Grid.of(
                        Said.of(
                                "Settings: " + english.get(table).columns().getFirst(),
                                "测试设置："
                                        + SettingsBlock.tables(run, Language.CHINESE)
                                                .get(table)
                                                .columns()
                                                .getFirst()),
                        language -> SettingsBlock.tables(run, language).get(table)))
                .toList();
    }

    private static Grid differing(EnvironmentDifferences differences) {
        return new Grid(
                Said.of("Environments that differ", "环境差异"),
                List.of(Said.of(Phrase.FACT), Said.of("this run", "本次"), Said.of("the other run", "对方")),
                differences.differences().stream()
                        .map(each -> List.of(Said.original(each.fact()), value(each.here()), value(each.there())))
                        .toList());
    }

    private static Said value(String value) {
        return value.equals("not recorded") ? Said.of(Phrase.NOT_RECORDED) : Said.original(value);
    }

    private static List<Grid> tools(RunVerdict run) {
        return MeasuredLoadTest.of(run, Language.ENGLISH).stream()
                .filter(each -> !each.test().others().isEmpty())
                .map(each -> {
                    var table = OtherTools.differing(each.test());
                    return Grid.of(
                            Said.name(each.name()),
                            Stream.concat(
                                            Stream.of(Said.name("Assay")),
                                            table.columns().stream().skip(1).map(Said::name))
                                    .toList(),
                            table.rows());
                })
                .toList();
    }

    private static Grid commands(RunVerdict run, Function<Planned, String> commands) {
        return Grid.of(
                Said.of("Commands", "命令"),
                List.of(Said.of(Phrase.TEST), Said.of("runs only this test again", "只重跑此项")),
                run.tests().stream()
                        .map(TestVerdict::planned)
                        .map(planned -> List.of(planned.name(), commands.apply(planned)))
                        .toList());
    }

    /** The facts of deployments stand in their own table. */
    private static Grid origin(RunVerdict run, Map<String, String> environment) {
        var deployments = run.plan().tests().stream()
                .map(planned -> planned.deployment().name() + " ")
                .distinct()
                .toList();
        return new Grid(
                Said.of("Made with", "运行条件"),
                List.of(Said.of(Phrase.FACT), Said.of("value", "值")),
                environment.entrySet().stream()
                        .filter(fact -> deployments.stream().noneMatch(fact.getKey()::startsWith))
                        .map(fact -> List.of(Said.original(fact.getKey()), found(fact.getValue())))
                        .toList());
    }

    private static Said found(String value) {
        return value.equals("not found out") ? Said.of(Phrase.NOT_RECORDED) : Said.name(value);
    }
}
