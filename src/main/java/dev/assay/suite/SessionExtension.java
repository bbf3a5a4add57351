package dev.assay.suite;

import dev.assay.plan.testspecs.TestSpec;
import dev.assay.run.GateSession;
import dev.assay.run.StartupResult;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives JUnit tests the one {@link GateSession} of their JUnit session, which is created when it is first needed. */
final class SessionExtension implements ParameterResolver, BeforeTestExecutionCallback, AfterTestExecutionCallback {
    static final String NAMESPACE = "assay";

    static StartupResult opened(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(NAMESPACE))
                .getOrComputeIfAbsent(StartupResult.class, key -> open(Invocation.of(context)), StartupResult.class);
    }

    private static StartupResult open(Invocation invocation) {
        return StartupResult.of(invocation.properties(), invocation.console());
    }

    /** Returns the session; empty when no test is judged. */
    static Optional<GateSession> session(ExtensionContext context) {
        return switch (opened(context)) {
            case StartupResult.Judging judging -> Optional.of(judging.session());
            case StartupResult.PartMeasured ignored -> Optional.empty();
            case StartupResult.PlanShown ignored -> Optional.empty();
            case StartupResult.Imported ignored -> Optional.empty();
            case StartupResult.Planted ignored -> Optional.empty();
            case StartupResult.LedgerShown ignored -> Optional.empty();
            case StartupResult.Summarised ignored -> Optional.empty();
            case StartupResult.TrendsShown ignored -> Optional.empty();
            case StartupResult.Refused ignored -> Optional.empty();
        };
    }

    /** Returns the session for the tests of one kind. If only the plan is shown, there is none, and the plan shows the tests of this kind. */
    static Optional<GateSession> session(ExtensionContext context, Class<? extends TestSpec> kind) {
        if (opened(context) instanceof StartupResult.PlanShown shown) {
            shown.preview().announce(kind);
        }
        return session(context);
    }

    /** Lines that were printed before a test are not part of its report. */
    @Override
    public void beforeTestExecution(ExtensionContext context) {
        Invocation.of(context).console().taken();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        var printed = Invocation.of(context).console().taken();
        if (!printed.isEmpty()) {
            context.publishReportEntry(XmlReports.PRINTED, printed);
        }
        TestPlaces.of(context)
                .ifPresent(place -> context.publishReportEntry(
                        Map.of(XmlReports.FILE, place.path(), XmlReports.LINE, String.valueOf(place.line()))));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == GateSession.class || type == StartupResult.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var opened = opened(context);
        return parameter.getParameter().getType() == StartupResult.class
                ? opened
                : session(context)
                        .orElseThrow(() ->
                                new IllegalStateException("no test is judged, so no JUnit test may need the session"));
    }
}
