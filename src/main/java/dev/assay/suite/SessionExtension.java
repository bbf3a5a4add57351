package dev.assay.suite;

import dev.assay.input.InputException;
import dev.assay.run.GateSession;
import dev.assay.run.ResultImport;
import dev.assay.run.StartupResult;
import dev.assay.run.options.Options;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link GateSession} of a JUnit session to whoever needs it; made when first asked for. */
final class SessionExtension implements ParameterResolver {
    static final String NAMESPACE = "assay";

    static StartupResult opened(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(NAMESPACE))
                .getOrComputeIfAbsent(StartupResult.class, key -> open(), StartupResult.class);
    }

    private static StartupResult open() {
        try {
            var options = Options.of(properties());
            return options.imported() == null
                    ? new StartupResult.Accepted(GateSession.open(options))
                    : new StartupResult.Read(ResultImport.of(options, options.imported()));
        } catch (InputException e) {
            return new StartupResult.Refused(e);
        }
    }

    static Map<String, String> properties() {
        var properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }

    /** Returns the session; empty when there is none: the input was refused, which {@link InputTest} reports, or only read. */
    static Optional<GateSession> session(ExtensionContext context) {
        return switch (opened(context)) {
            case StartupResult.Accepted accepted -> Optional.of(accepted.session());
            case StartupResult.Read ignored -> Optional.empty();
            case StartupResult.Refused ignored -> Optional.empty();
        };
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
                : session(context).orElseThrow(() -> new IllegalStateException("no row is reported of refused input"));
    }
}
