package dev.assay.report.customer;

import dev.assay.accuracy.Outcome;
import dev.assay.audits.findings.Finding;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.thresholds.Bound;
import dev.assay.protocol.CheckResult;
import dev.assay.report.summary.limits.Excess;
import dev.assay.report.summary.limits.LimitText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is not passed, and by how much. Texts of servers and reasons of the gate, which may quote them, stand only in an edition for the team.
 *
 * @param edition the language and the audience
 */
record NotPassedLines(Edition edition) {
    List<String> of(List<ReportedRun> runs) {
        var lines = new ArrayList<String>();
        for (var run : runs) {
            var modelled = new LinkedHashMap<String, List<String>>();
            for (var test : run.tests()) {
                if (Edition.isModelled(test.verdict()) && !(test.verdict().verdict() instanceof Verdict.Fail)) {
                    modelled.computeIfAbsent(test.deployment(), key -> new ArrayList<>())
                            .add(test.verdict().planned().test().name());
                } else if (!(test.verdict().verdict() instanceof Verdict.Pass)) {
                    lines.addAll(of(test));
                }
            }
            modelled.forEach((deployment, tests) -> lines.add("- "
                    + edition.escaped(edition.say("not measured (modelled) ", "未测量（推算） ")
                            + deployment
                            + edition.say(": ", "：")
                            + String.join(", ", tests)
                            + ofRun(run.number())
                            + edition.say("; only published figures exist", "；只有公开发表的数据"))));
            run.verdict()
                    .missing()
                    .forEach(planned -> lines.add("- "
                            + edition.escaped(
                                    edition.say("NO VERDICT", "没有判定") + " " + planned.name() + ofRun(run.number()))));
        }
        return lines;
    }

    private List<String> of(ReportedRun.Test test) {
        var lines = new ArrayList<String>();
        var verdict = test.verdict();
        lines.add("- "
                + edition.escaped(
                        edition.word(verdict) + " " + verdict.planned().name() + ofRun(test.run())));
        reasons(verdict).forEach(reason -> lines.add("  - " + edition.escaped(reason)));
        return lines;
    }

    private String ofRun(int number) {
        return edition.say(" (run " + number + ")", "（运行 " + number + "）");
    }

    private List<String> reasons(TestVerdict test) {
        var reasons = new ArrayList<String>();
        beside(test, reasons);
        test.limits().stream()
                .filter(limit -> !(limit.verdict() instanceof Verdict.Pass))
                .forEach(limit -> reasons.add(limit(test, limit)));
        return reasons;
    }

    private void beside(TestVerdict test, List<String> reasons) {
        switch (test) {
            case ProtocolVerdict protocol -> {
                var broken = protocol.checks().stream()
                        .filter(each -> each.result() == CheckResult.Result.BROKEN)
                        .map(each -> each.check().toString())
                        .collect(Collectors.joining(", "));
                if (!broken.isEmpty()) {
                    reasons.add(edition.say("checks that do not hold: ", "不符合的检查项：") + broken);
                }
            }
            case TestVerdict.OfAccuracy accuracy -> {
                var critical = TestVerdict.OfAccuracy.decisive(test.planned(), accuracy.scores()).stream()
                        .filter(each -> each.outcome() != Outcome.CORRECT)
                        .map(each -> each.question().id())
                        .collect(Collectors.joining(", "));
                if (test.verdict() instanceof Verdict.Fail && !critical.isEmpty()) {
                    reasons.add(edition.say("critical questions not right: ", "未答对的关键题：") + critical);
                }
            }
            case TestVerdict.OfLoadTest loadTest -> {
                if (loadTest.failure().isPresent()) {
                    reasons.add(edition.say("the server answered requests with errors", "服务端对部分请求返回了错误"));
                }
            }
            case TextsVerdict ignored -> {
                // Its limits say everything.
            }
            case TestVerdict.OfRepeats repeats -> {
                if (test.verdict() instanceof Verdict.Fail && repeats.failsWithoutLimit()) {
                    reasons.add(edition.say("a repeat fails whatever its limits say", "其中一次重复测量本身不达标"));
                }
            }
            case TestVerdict.NotRun ignored -> {
                // The reason follows.
            }
        }
        if (test.verdict() instanceof Verdict.Unmeasured unmeasured) {
            reasons.add(unmeasured(test, unmeasured));
        }
    }

    private String unmeasured(TestVerdict test, Verdict.Unmeasured unmeasured) {
        var audits = test.audits().stream()
                .filter(finding -> finding.severity() == Finding.Severity.INVALID)
                .map(finding -> edition.audit(finding.audit()))
                .distinct()
                .collect(Collectors.joining(", "));
        var why = test instanceof TestVerdict.NotRun
                ? edition.say("it was not measured", "没有进行测量，或没有可用的记录")
                : audits.isEmpty()
                        ? edition.say("the measurement cannot be used", "测量结果不可用")
                        : edition.say("the measurement is not trusted by these audits: ", "测量未通过以下审计：") + audits;
        return edition.audience() == Audience.TEAM ? why + edition.language().semicolon() + unmeasured.reason() : why;
    }

    private String limit(TestVerdict test, LimitVerdict limit) {
        var text = edition.word(limit) + " " + edition.figure(limit.limit()) + " " + measured(test, limit)
                + edition.language().semicolon() + asked(limit.limit().bound())
                + edition.language().semicolon() + "n="
                + limit.samples();
        return text
                + flips(limit)
                + Excess.of(test, limit)
                        .map(excess -> edition.language().semicolon() + excess.text(edition.language()))
                        .orElse("");
    }

    private String flips(LimitVerdict limit) {
        var compared = limit.compared();
        return compared == null
                ? ""
                : compared.flips()
                        .map(flips -> edition.say(
                                "; " + flips.lost().size() + " questions lost, "
                                        + flips.gained().size() + " gained",
                                "；由对变错 " + flips.lost().size() + " 题，由错变对 "
                                        + flips.gained().size() + " 题"))
                        .orElse("");
    }

    private String measured(TestVerdict test, LimitVerdict limit) {
        return new LimitText(edition.language()).value(test, limit);
    }

    private String asked(Bound bound) {
        var allowed = LimitText.allowed(bound, edition.language());
        if (!(bound instanceof Bound.Compared compared)) {
            return edition.say("allowed ", "要求 ") + allowed;
        }
        var reference = compared.against()
                .map(against -> against.isBaseline() ? edition.say("its baseline", "基线") : against.name())
                .orElse(edition.say("a published score", "公开发表的分数"));
        var kind = bound instanceof Bound.Ratio || bound instanceof Bound.Recovery
                ? edition.say("allowed ", "要求 ")
                : edition.say("margin ", "容许差值 ");
        return edition.say("compared with ", "对照 ")
                + reference
                + edition.language().semicolon()
                + kind
                + allowed;
    }
}
