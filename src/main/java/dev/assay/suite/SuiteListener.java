package dev.assay.suite;

import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Closes a run: writes and prints the result, and fails the build when a required gate judged nothing or left a planned row without a
 * verdict. Does nothing in a session that has no part in the gate.
 */
public final class SuiteListener implements LauncherSessionListener {
    @Override
    public void launcherSessionClosed(LauncherSession launcher) {
        var opened = launcher.getStore()
                .get(
                        Namespace.create(SessionExtension.NAMESPACE),
                        SessionExtension.Opened.class,
                        SessionExtension.Opened.class);
        switch (opened) {
            case null -> {
                if (Boolean.parseBoolean(SessionExtension.properties().get(Options.Name.REQUIRED.key()))) {
                    throw new IllegalStateException(
                            "assay: no test of the gate ran. Its groups are accuracy and load; see -Dgroups and -Dit.test.");
                }
            }
            case SessionExtension.Opened.Session open -> close(open.session());
            case SessionExtension.Opened.Refused refused ->
                Console.line("Nothing was sent: the input has problems.\n"
                        + refused.why().getMessage());
        }
    }

    private static void close(Session session) {
        session.report();
        if (session.options().required()) {
            session.demandCompleteness();
        }
    }
}
