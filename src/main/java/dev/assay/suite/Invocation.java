package dev.assay.suite;

import dev.assay.report.ci.SourceTree;
import dev.assay.run.console.Console;
import dev.assay.run.console.Workspace;
import dev.assay.run.options.Options;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;

/**
 * The properties and the console of a run, kept in the store of its JUnit session. By default they are those of the process. Tests of the gate give their own,
 * because many of them run in one process at the same time.
 *
 * @param properties the system properties
 * @param console takes what the run prints
 */
record Invocation(Map<String, String> properties, Console console) {
    /** Returns the properties and the console of this process. */
    static Invocation ofProcess() {
        var all = System.getProperties();
        var properties = all.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, all::getProperty));
        return new Invocation(properties, Console.ofProcess(properties));
    }

    /** Returns where the files that people wrote are in the checkout. */
    SourceTree sources() {
        return Workspace.of(System.getenv(), Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), "")));
    }

    /** Gives these to the run of a session. */
    void startIn(LauncherSession session) {
        session.getStore().put(Namespace.create(SessionExtension.NAMESPACE), Invocation.class, this);
    }

    static Invocation of(LauncherSession session) {
        return Objects.requireNonNull(session.getStore()
                .get(Namespace.create(SessionExtension.NAMESPACE), Invocation.class, Invocation.class));
    }

    static Invocation of(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(
                        StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(SessionExtension.NAMESPACE))
                .get(Invocation.class, Invocation.class));
    }
}
