package dev.assay.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Folder;
import dev.assay.fuzzing.Named;
import dev.assay.fuzzing.Seeds;
import dev.assay.input.InputDirectory;
import dev.assay.input.InputException;
import dev.assay.tools.samples.SampleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of other tools: samples of lm-evaluation-harness, logs of inspect_ai. */
class SampleFileFuzz {
    private static final List<String> NAMES = List.of("s.jsonl", "s.jsonl.gz", "s.json", "s.eval");
    private static final Path FOLDER = Folder.make();

    static Stream<byte[]> seeds() throws IOException {
        var samples =
                "{\"doc_id\": 1, \"doc\": {\"question\": \"?\"}, \"target\": \"1\", \"resps\": [[\"1\"]], \"filter\": \"none\", \"metrics\": [], \"x\": NaN}\n";
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(samples.getBytes(UTF_8));
        }
        return Stream.of(
                        Seeds.below("src/test/resources", ".eval").map(seed -> Seeds.named("s.eval", seed)),
                        Seeds.below("src/test/resources/dev", ".json").map(seed -> Seeds.named("s.json", seed)),
                        Seeds.below("src/test/resources", "samples_gsm8k_local.jsonl", "sums.jsonl")
                                .map(seed -> Seeds.named("s.jsonl", seed)),
                        Stream.of(
                                Seeds.named("s.jsonl", samples.getBytes(UTF_8)),
                                Seeds.named("s.jsonl.gz", zipped.toByteArray())))
                .flatMap(seeds -> seeds);
    }

    @MethodSource("seeds")
    @FuzzTest
    void hasAnswersOrSaysWhatIsWrong(byte[] bytes) throws Exception {
        var file = Named.of(bytes, NAMES);
        if (file.isEmpty()) {
            return;
        }
        Folder.write(FOLDER.resolve(file.get().name()), file.get().content());
        Bounds.check(bytes, () -> {
            var directory = new InputDirectory(FOLDER);
            if (!SampleFile.recognises(directory, file.get().name())) {
                return;
            }
            try {
                assertThat(SampleFile.read(directory, file.get().name()).all()).isNotNull();
            } catch (InputException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        });
    }
}
