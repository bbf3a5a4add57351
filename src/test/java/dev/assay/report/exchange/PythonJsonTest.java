package dev.assay.report.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against Python 3.11: python.py made the file. */
class PythonJsonTest {
    private static Stream<JsonNode> values() throws IOException {
        var mapper = JsonMapper.shared();
        return Files.readAllLines(Path.of("src/test/resources/dev/assay/report/exchange/python.jsonl")).stream()
                .map(mapper::readTree);
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesTheBytesThatPythonWrites(JsonNode golden) {
        assertThat(PythonJson.line(golden.get("value")))
                .isEqualTo(golden.get("line").stringValue());
        assertThat(PythonJson.indented(golden.get("value")))
                .isEqualTo(golden.get("indented").stringValue());
        assertThat(PythonJson.sha256(PythonJson.indented(golden.get("value"))))
                .isEqualTo(golden.get("hash").stringValue());
    }
}
