package dev.assay.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** Builds a container image of {@link SmallServer} from this machine's files: a small Java runtime and the libraries that it loads. */
public final class SmallImage {
    public static final String NAME = "assay-small-server:test";

    private static final Pattern LIBRARY = Pattern.compile("(?m)(?:=> |^\\s*)(/\\S+) \\(0x");

    private SmallImage() {}

    /** Returns the command that starts the server in the image. */
    public static List<String> command() {
        return List.of("/java/bin/java", "-cp", "/classes", SmallServer.class.getName(), "{host}", "{port}");
    }

    /**
     * Builds the image.
     *
     * @param folder an empty folder
     */
    public static void build(DockerClient docker, Path folder) throws IOException {
        var java = folder.resolve("java");
        var code = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(System.out, System.err, "--add-modules", "jdk.httpserver", "--output", java.toString());
        if (code != 0) {
            throw new IllegalStateException("jlink ended with " + code);
        }
        for (var library : libraries(java)) {
            copy(library, folder.resolve(library.substring(1)));
        }
        var name = SmallServer.class.getName().replace('.', '/') + ".class";
        var classes = Path.of(SmallServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        copy(classes.resolve(name).toString(), folder.resolve("classes").resolve(name));
        Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY . /\n");
        docker.buildImageCmd(folder.toFile())
                .withTags(Set.of(NAME))
                .exec(new BuildImageResultCallback())
                .awaitImageId();
    }

    private static void copy(String from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(Path.of(from), to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Set<String> libraries(Path java) throws IOException {
        var libraries = new TreeSet<String>();
        for (var binary :
                List.of("bin/java", "lib/server/libjvm.so", "lib/libjava.so", "lib/libnet.so", "lib/libnio.so")) {
            var process = new ProcessBuilder("ldd", java.resolve(binary).toString()).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            LIBRARY.matcher(said)
                    .results()
                    .map(result -> result.group(1))
                    .filter(library -> !library.startsWith(java + File.separator))
                    .forEach(libraries::add);
        }
        return libraries;
    }
}
