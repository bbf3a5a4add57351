package dev.assay.run.options;

import dev.assay.input.Problem;
import dev.assay.input.UrlReader;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the properties that are addresses of servers and of their metrics. A wrong value is added to the problems, and the option is then absent. */
record AddressReader(Map<String, String> properties, List<Problem> problems) {
    private static final Pattern BY_DEPLOYMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*=");

    private Optional<String> value(Options.Name name) {
        return Optional.ofNullable(properties.get(name.key()));
    }

    Optional<URI> dcgm() {
        return value(Options.Name.DCGM)
                .flatMap(value -> url(
                        new UrlReader(
                                "-Dassay.dcgm",
                                "http://127.0.0.1:9400/metrics",
                                "Assay sends none to a DCGM exporter: name one that needs none."),
                        value));
    }

    List<URI> metrics() {
        return value(Options.Name.METRICS).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .flatMap(page -> url(
                        new UrlReader(
                                "-Dassay.metrics",
                                "http://10.0.0.1:8000/metrics",
                                "Assay sends none to a metrics page: name one that needs none."),
                        page)
                        .stream())
                .toList();
    }

    /** Returns the names of deployments that have an endpoint each; none if there is one endpoint for all. */
    List<String> deployments() {
        return value(Options.Name.ENDPOINT)
                .filter(AddressReader::isByDeployment)
                .map(value -> Arrays.stream(value.split(",", -1))
                        .map(each -> each.strip().replaceFirst("=.*", ""))
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    private static boolean isByDeployment(String value) {
        return BY_DEPLOYMENT.matcher(value.strip()).lookingAt();
    }

    /** Returns the endpoint of each deployment; empty if there is one for all, or if one cannot be read. */
    Map<String, URI> endpoints() {
        var bases = new LinkedHashMap<String, URI>();
        var written = value(Options.Name.ENDPOINT).filter(AddressReader::isByDeployment);
        for (var each : written.map(value -> value.split(",", -1)).orElse(new String[0])) {
            var parts = each.strip().split("=", 2);
            if (parts.length < 2 || !isByDeployment(each)) {
                problems.add(Options.problem("-Dassay.endpoint gives each deployment a server, as in "
                        + "bf16=http://127.0.0.1:8000,nvfp4=http://127.0.0.1:8001; found [" + each + "]."));
                continue;
            }
            base("-Dassay.endpoint", parts[1]).ifPresent(base -> {
                if (bases.containsValue(base)) {
                    problems.add(Options.problem("-Dassay.endpoint gives [" + base
                            + "] to two deployments. If one server " + "serves both, give -Dassay.endpoint=" + base
                            + " and name them with -Dassay.deployment."));
                } else if (bases.put(parts[0], base) != null) {
                    problems.add(
                            Options.problem("-Dassay.endpoint gives the deployment [" + parts[0] + "] two servers."));
                }
            });
        }
        if (written.isPresent() && properties.containsKey(Options.Name.METRICS.key())) {
            problems.add(
                    Options.problem("-Dassay.metrics names the pages behind one endpoint. With an endpoint for each "
                            + "deployment, the page of each is read: remove -Dassay.metrics."));
        }
        return bases;
    }

    Optional<URI> endpoint() {
        return value(Options.Name.ENDPOINT)
                .filter(value -> !isByDeployment(value))
                .flatMap(value -> base("-Dassay.endpoint", value));
    }

    private Optional<URI> base(String option, String written) {
        return url(
                        new UrlReader(
                                option,
                                "http://127.0.0.1:8000",
                                "Name the variable that holds it with `key` or `headers` in thresholds.yaml.",
                                // The paths of requests are appended to it.
                                url -> url.getRawQuery() == null && url.getRawFragment() == null),
                        written)
                .map(url -> URI.create(url.toString().replaceFirst("(/v1)?/*$", "")));
    }

    private Optional<URI> url(UrlReader reader, String text) {
        return switch (reader.read(text)) {
            case UrlReader.Reading.Read read -> Optional.of(read.url());
            case UrlReader.Reading.Refused refused -> {
                problems.add(Options.problem(refused.message()));
                yield Optional.empty();
            }
        };
    }
}
