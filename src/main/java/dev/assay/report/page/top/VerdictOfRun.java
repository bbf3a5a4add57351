package dev.assay.report.page.top;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.recording.Provenance;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict of the whole run in one sentence.
 *
 * @param kind the class of the style sheet: {@code pass} only if every test has the verdict PASS, otherwise {@code fail}, {@code unmeasured},
 *     {@code inconclusive} or {@code no_verdict}
 * @param findings what fails, by how much, and which kinds of tests are passed; none unless a test fails
 * @param counts how many tests have each verdict, the worst first
 * @param deployments what was tested
 * @param names the names of the deployments alone
 */
public record VerdictOfRun(
        String run,
        String target,
        boolean partial,
        String kind,
        Said sentence,
        List<Said> findings,
        Said counts,
        Said deployments,
        String names) {
    /** The title names at most so many deployments. */
    private static final int MOST_NAMES = 3;

    public VerdictOfRun {
        findings = List.copyOf(findings);
    }

    static VerdictOfRun of(RunVerdict run) {
        var worst = worst(run);
        var open = run.tests().stream()
                .filter(test -> !(test.verdict() instanceof Verdict.Pass))
                .toList();
        var tolerated = worst == Phrase.PASS && !open.isEmpty();
        return new VerdictOfRun(
                run.id(),
                run.target(),
                run.plan().partial(),
                // Nothing is red, but not all is green either.
                kind(tolerated ? Phrase.INCONCLUSIVE : worst),
                tolerated ? tolerated(run, open) : sentence(worst, run),
                worst == Phrase.FAIL
                        ? Stream.concat(MissedLimits.lines(run).stream(), MissedLimits.kept(run).stream())
                                .toList()
                        : List.of(),
                Said.in(language -> counts(run, language)),
                Said.in(language -> deployments(run, language)),
                names(run));
    }

    private static String names(RunVerdict run) {
        var names = run.plan().tests().stream()
                .map(planned -> planned.deployment().name())
                .distinct()
                .toList();
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? " +" + (names.size() - MOST_NAMES) : "");
    }

    static String kind(Phrase verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the worst verdict that is red; PASS if none is. */
    private static Phrase worst(RunVerdict run) {
        return Stream.concat(
                        run.tests().stream()
                                .filter(test -> !(test.verdict() instanceof Verdict.Pass) && !test.tolerated())
                                .map(test -> Phrase.of(test.verdict())),
                        run.missing().stream().map(ignored -> Phrase.NO_VERDICT))
                .min(Phrase::compareTo)
                .orElse(run.tests().isEmpty() ? Phrase.NO_VERDICT : Phrase.PASS);
    }

    private static Said sentence(Phrase worst, RunVerdict run) {
        var tests = run.plan().tests().size();
        return switch (worst) {
            case FAIL -> {
                var failed = run.tests().stream()
                        .filter(test -> test.verdict() instanceof Verdict.Fail && !test.tolerated())
                        .count();
                var limits = MissedLimits.count(run);
                yield Said.of(
                        "FAIL: " + failed + " of " + tests + (tests == 1 ? " test fails" : " tests fail")
                                + (limits == 0
                                        ? "."
                                        : limits == 1 ? ": 1 limit is missed." : ": " + limits + " limits are missed."),
                        "不达标：" + tests + " 项测试中有 " + failed + " 项不达标"
                                + (limits == 0 ? "。" : "，共 " + limits + " 项阈值未满足。"));
            }
            case UNMEASURED ->
                Said.of(
                        "UNMEASURED: no test fails, but not everything could be measured. This says nothing about the server.",
                        "未测得：没有不达标的测试，但有的测试未能有效测量，不能说明服务端的好坏。");
            case INCONCLUSIVE ->
                Said.of(
                        "INCONCLUSIVE: no test fails, but there are too few samples, or no limits yet, to decide.",
                        "样本不足：没有不达标的测试，但样本太少，或尚未设定阈值，无法判定。");
            case PASS ->
                Said.of(
                        "PASS: " + (tests == 1 ? "the test is" : "all " + tests + " tests are") + " passed.",
                        "通过：" + tests + " 项测试全部通过。");
            default -> Said.of("NO VERDICT: not every planned test has a verdict.", "没有判定：有的计划测试没有判定。");
        };
    }

    /** @param open the tests that are not passed, all of them tolerated; at least one */
    private static Said tolerated(RunVerdict run, List<TestVerdict> open) {
        var tests = run.plan().tests().size();
        if (open.size() == tests && open.stream().allMatch(VerdictOfRun::isModelled)) {
            return Said.of(
                    "MODELLED: nothing was measured. The figures were published, so this says nothing about a server.",
                    "推算：没有测量任何内容，数据来自公开发表的数字，不能说明任何服务端的好坏。");
        }
        return Said.of(
                "NOT RED: " + (tests - open.size()) + " of " + tests + (tests == 1 ? " test is" : " tests are")
                        + " passed. " + open.size() + (open.size() == 1 ? " is" : " are")
                        + " not, which is tolerated.",
                "未判红：" + tests + " 项测试中 " + (tests - open.size()) + " 项通过，" + open.size() + " 项未通过，但被容许。");
    }

    private static boolean isModelled(TestVerdict test) {
        return test.header()
                .filter(header -> header.provenance() == Provenance.MODELLED)
                .isPresent();
    }

    private static String counts(RunVerdict run, Language language) {
        var counts = new LinkedHashMap<String, Integer>();
        run.tests().stream()
                .sorted(TestRow.WORST_FIRST)
                .forEach(test -> counts.merge(language.word(test), 1, Integer::sum));
        if (!run.missing().isEmpty()) {
            counts.put(language.say(Phrase.NO_VERDICT), run.missing().size());
        }
        return counts.isEmpty()
                ? language.say(Phrase.NOTHING_JUDGED)
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(" · "));
    }

    /** Returns each deployment with its model, its precision and its engine. */
    private static String deployments(RunVerdict run, Language language) {
        var described = new TreeMap<String, String>();
        for (var planned : run.plan().tests()) {
            var deployment = planned.deployment();
            described.putIfAbsent(
                    deployment.name(),
                    language.inBrackets(
                            deployment.name(),
                            String.join(
                                    ", ", deployment.model(), deployment.precision(), engine(run, deployment.name()))));
        }
        return String.join(language.semicolon(), described.values());
    }

    private static String engine(RunVerdict run, String deployment) {
        return run.tests().stream()
                .filter(test -> test.planned().deployment().name().equals(deployment))
                .flatMap(test -> test.headers().stream())
                .filter(header -> header.server().containsKey("version"))
                .map(header -> header.server().getOrDefault("engine", "") + " "
                        + header.server().get("version"))
                .map(String::strip)
                .findFirst()
                .orElseGet(() -> run.plan().tests().stream()
                        .map(planned -> planned.deployment())
                        .filter(each -> each.name().equals(deployment))
                        .map(each -> each.engine())
                        .findFirst()
                        .orElse(""));
    }
}
