package dev.assay.server;

import dev.assay.input.InputBytes;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.Network;
import dev.assay.wire.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The network routes to live endpoints, by deployment. Certificate files are read before anything is sent. */
public final class EndpointRoutes {
    /** The most bytes of a file of certificates; those that a system trusts have some 200 KB. */
    private static final int MOST_BYTES = 4 << 20;

    private final Path directory;
    private final List<Problem> problems = new ArrayList<>();

    private EndpointRoutes(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the route of each deployment of a plan.
     *
     * @param directory where thresholds.yaml is
     * @throws InputException if a file has no certificates; lists each file with its place
     */
    public static Map<String, Route> of(Plan plan, Path directory) {
        var routes = new EndpointRoutes(directory);
        var found = new HashMap<String, Route>();
        plan.tests().stream()
                .map(Plan.Planned::deployment)
                .distinct()
                .forEach(deployment -> found.put(deployment.name(), routes.of(deployment)));
        if (!routes.problems.isEmpty()) {
            throw new InputException(routes.problems);
        }
        return Map.copyOf(found);
    }

    private Route of(Deployment deployment) {
        var network = deployment.network();
        var proxy = network.proxy();
        return new Route(
                network.ca() == null ? null : trust(network.ca()),
                proxy == null ? null : InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort()));
    }

    private @Nullable SSLContext trust(Network.Ca ca) {
        try {
            var bytes = InputBytes.upTo(MOST_BYTES, directory.resolve(ca.file()));
            if (bytes.isEmpty()) {
                refuse(ca, "has more than " + MOST_BYTES + " bytes: leave out the certificates that are not needed");
                return null;
            }
            var certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes.get()));
            if (!certificates.isEmpty()) {
                return Route.trusting(certificates);
            }
            refuse(ca, "has no certificates");
        } catch (IOException e) {
            refuse(ca, "cannot be read (" + e + "); the name is relative to thresholds.yaml");
        } catch (GeneralSecurityException e) {
            refuse(ca, "is not such a file (" + e.getMessage() + ")");
        }
        return null;
    }

    private void refuse(Network.Ca ca, String why) {
        problems.add(new Problem(ca.place(), "'ca' must be a file of certificates in PEM; [" + ca.file() + "] " + why));
    }
}
