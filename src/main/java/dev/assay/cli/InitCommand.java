package dev.assay.cli;

import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.input.Problems;
import dev.assay.plan.deployments.Header;
import dev.assay.run.StartupResult;
import dev.assay.run.console.Console;
import dev.assay.run.drafts.FirstFiles;
import dev.assay.run.drafts.NewFiles;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.server.ServerIntroduction;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.secrets.Secrets;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code init}: a first thresholds.yaml and evalset for a server. */
final class InitCommand implements Command {
    private static final String ENDPOINT = "--endpoint";
    private static final String SERVED_NAME = "--served-name";
    private static final String TOKENIZER = "--tokenizer";
    private static final String KEY = "--key";

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("init");
        spec.usageMessage()
                .description(
                        "Write a first thresholds.yaml and evalset for a server that runs. It is asked for its models and its"
                                + " version; no file is overwritten.")
                .footer(
                        "",
                        "Every limit is `calibrate` at first: the next command measures, and you set limits from what it found.");
        spec.addOption(option(ENDPOINT, "URL", "the server, without /v1", true));
        spec.addOption(option(SERVED_NAME, "NAME", "the model, if the server has several", false));
        spec.addOption(option(
                TOKENIZER,
                "FILE",
                "the model's tokenizer.json, for a load test; default: the one beside the checkpoint, if that is on this machine",
                false));
        spec.addOption(option(KEY, "VARIABLE", "the environment variable that holds the server's key", false));
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("DIRECTORY")
                .arity("0..1")
                .type(Path.class)
                .description("where the files are written; default: the current directory")
                .build());
        return spec;
    }

    private static OptionSpec option(String name, String value, String text, boolean required) {
        return GateOptions.valued(OptionSpec.builder(name), value)
                .required(required)
                .description(text)
                .build();
    }

    @Override
    public ExitStatus run(ParseResult given) {
        var directory = given.matchedPositionalValue(0, Path.of(""));
        var base = base(given.matchedOptionValue(ENDPOINT, ""));
        Optional<String> key = Optional.ofNullable(given.matchedOptionValue(KEY, null));
        var model = model(ServerIntroduction.of(base, headers(key)), given.matchedOptionValue(SERVED_NAME, null));
        var first = new FirstFiles(
                directory, base, model, key, tokenizer(given.matchedOptionValue(TOKENIZER, null), model));
        first.files().write();
        check(first.files());
        first.lines().forEach(given.commandSpec().commandLine().getOut()::println);
        return ExitStatus.PASS;
    }

    /** Reads an address as the gate reads it. */
    private static URI base(String endpoint) {
        if (Options.of(Map.of(Options.Name.ENDPOINT.key(), endpoint)).mode()
                instanceof RunMode.Endpoint(var base, var ignored, var live)) {
            return base;
        }
        throw refused(ENDPOINT + " is the address of one server, found [" + endpoint + "].");
    }

    private static RequestHeaders headers(Optional<String> key) {
        return key.map(variable -> {
                    var secret = System.getenv(variable);
                    if (secret == null || secret.isBlank()) {
                        // A key in place of its variable's name is not shown.
                        throw refused(KEY + " names the environment variable that holds the server's key, and "
                                + (Header.isVariableOfKey(variable)
                                        ? "[" + variable + "] is " + (secret == null ? "not set." : "empty.")
                                        : "what it names is none: a variable has capital letters, digits and '_'."));
                    }
                    return new RequestHeaders(Map.of("Authorization", "Bearer " + secret), Secrets.of(List.of(secret)));
                })
                .orElse(RequestHeaders.NONE);
    }

    private static ServerIntroduction.Model model(ServerIntroduction server, @Nullable String wanted) {
        var fitting = server.models().stream()
                .filter(model -> wanted == null || model.name().equals(wanted))
                .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        throw refused("the server has the models "
                + server.models().stream()
                        .map(ServerIntroduction.Model::name)
                        .collect(Collectors.joining(", ", "[", "]"))
                + (wanted == null
                        ? ": choose one with " + SERVED_NAME + "."
                        : ", and none is called [" + wanted + "]: correct " + SERVED_NAME + "."));
    }

    /** Returns the content of the tokenizer that was named, or of the one beside the checkpoint if the server has it from this machine. */
    private static Optional<String> tokenizer(@Nullable Path named, ServerIntroduction.Model model) {
        var problems = new Problems();
        if (named != null) {
            var file = named.toAbsolutePath();
            var read = new InputDirectory(file.resolveSibling(""))
                    .read(String.valueOf(file.getFileName()), "the model's tokenizer.json", problems);
            return Optional.of(problems.resolve(read).text());
        }
        return model.checkpoint()
                .filter(checkpoint -> checkpoint.startsWith("/"))
                .map(checkpoint -> Path.of(checkpoint))
                .filter(folder -> Files.isRegularFile(folder.resolve("tokenizer.json")))
                .map(InputDirectory::new)
                .map(folder -> problems.resolve(folder.read("tokenizer.json", "the model's tokenizer", problems))
                        .text());
    }

    /** Reads what was written as {@code -Dassay.plan} does; if it cannot be used, such as a tokenizer that is none, it is removed again. */
    private static void check(NewFiles written) {
        var properties =
                Map.of(Options.Name.DIRECTORY.key(), written.directory().toString(), Options.Name.PLAN.key(), "true");
        try (var read = StartupResult.of(properties, new Console(line -> {}))) {
            if (read instanceof StartupResult.Refused refused) {
                written.remove();
                throw refused.why();
            }
        }
    }

    private static InputException refused(String message) {
        return new InputException(List.of(Options.problem(message)));
    }
}
