package dev.assay.suite;

import dev.assay.input.InputException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Session} of a JUnit session to whoever needs it; made when first asked for. */
final class SessionExtension implements ParameterResolver {
    static final String NAMESPACE = "assay";

    static Opened opened(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(NAMESPACE))
                .getOrComputeIfAbsent(Opened.class, key -> open(), Opened.class);
    }

    private static Opened open() {
        try {
            var options = Options.of(properties());
            return options.imported() == null
                    ? new Opened.Accepted(Session.open(options))
                    : new Opened.Read(Import.of(options, options.imported()));
        } catch (InputException e) {
            return new Opened.Refused(e);
        }
    }

    static Map<String, String> properties() {
        var properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }

    /** Returns the session; empty when there is none: the input was refused, which {@link InputTest} reports, or only read. */
    static Optional<Session> session(ExtensionContext context) {
        return switch (opened(context)) {
            case Opened.Accepted accepted -> Optional.of(accepted.session());
            case Opened.Read ignored -> Optional.empty();
            case Opened.Refused ignored -> Optional.empty();
        };
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Session.class || type == Opened.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var opened = opened(context);
        return parameter.getParameter().getType() == Opened.class
                ? opened
                : session(context).orElseThrow(() -> new IllegalStateException("no row is reported of refused input"));
    }
}
