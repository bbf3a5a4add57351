package dev.assay.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Named;
import dev.assay.fuzzing.Seeds;
import dev.assay.input.InputFile;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import dev.assay.tools.readers.Importers;
import dev.assay.tools.results.ImportedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Result files of other load generators and of lm-evaluation-harness, and tables in Markdown. */
class OtherToolsFuzz {
    private static final List<String> NAMES = List.of("r.json", "r.jsonl", "r.md");

    static Stream<byte[]> seeds() {
        return Stream.of("src/test/resources/imported", "src/test/resources/client-results")
                .flatMap(folder -> NAMES.stream()
                        .flatMap(name -> Seeds.below(folder, name.substring(1)).map(seed -> Seeds.named(name, seed))));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isAResultOrSaysWhatIsWrong(byte[] bytes) throws Exception {
        var named = Named.of(bytes, NAMES);
        if (named.isEmpty()) {
            return;
        }
        Bounds.check(bytes, () -> {
            var file = new InputFile(named.get().name(), named.get().text(), "0f");
            var problems = new Problems();
            var read = Importers.read(
                    file,
                    name -> Optional.of(new InputFile(name, file.text(), "0f")),
                    problems,
                    new ArrayList<Problem>());
            if (read.isPresent() && read.get().isEmpty()) {
                assertThat(problems.found()).isNotNull();
            }
            for (var result : read.orElse(List.of())) {
                check(result);
            }
        });
    }

    private static void check(ImportedResult result) {
        assertThat(result.word()).isIn("imported", "UNMEASURED");
        assertThat(result.provenance().getBytes(UTF_8)).isNotEmpty();
    }
}
