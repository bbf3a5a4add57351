package dev.assay.server.launch;

import com.github.dockerjava.api.exception.DockerException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reasons for which a Docker daemon does not start a container, recognised by its message. */
enum DockerRefusal {
    NO_GPU(
            "could not select device driver|nvidia-container-cli|[Uu]nknown runtime|invalid"
                    + " runtime|unresolvable CDI devices|CDI device injection|CDI is not enabled",
            "Install NVIDIA's container toolkit on the daemon's machine, correct `gpus` at %s, or remove `gpus`"
                    + " if no GPU is needed."),
    NO_PROGRAM(
            "executable file not found|no such file or directory: unknown|exec: \"",
            "Give the command that starts the server in this image with `command` at %s."),
    NO_FOLDER("bind source path does not exist|invalid mount", "Correct `volumes` at %s."),
    PORT_TAKEN(
            "port is already allocated|address already in use", "Another process took its port: run the gate again."),
    OTHER("", "See `docker info` and the daemon's log; the deployment is at %s.");

    private final Pattern said;
    private final String remedy;

    DockerRefusal(String said, String remedy) {
        this.said = Pattern.compile(said);
        this.remedy = remedy;
    }

    static DockerRefusal of(DockerException e) {
        return of(String.valueOf(e.getMessage()));
    }

    private static DockerRefusal of(String message) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.said.matcher(message).find())
                .findFirst()
                .orElse(OTHER);
    }

    /** Returns the exception with the message and the remedy for the user. */
    static LaunchException exception(@Nullable DockerException e, ServerCommand command) {
        var message = e == null
                ? "there is no way to start it"
                : String.valueOf(e.getMessage()).strip();
        return new LaunchException(
                "Docker does not start the container: " + words(message),
                String.format(of(message).remedy, command.place()));
    }

    /** Returns the daemon's message without the JSON around it. */
    private static String words(String message) {
        return message.replaceFirst("(?s)^Status [0-9]+: \\{\"message\":\"(.*)\"}$", "$1")
                .replace("\\\"", "\"");
    }
}
