package dev.assay.report.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON with the bytes that Python's {@code json.dumps(value, ensure_ascii=False)} writes, because other tools hash them. */
final class PythonJson {
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .build())
            .build();

    private static final Separators SEPARATORS = Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    private static final DefaultIndenter BY_TWO = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter.Indenter NONE = DefaultPrettyPrinter.NopIndenter.instance();

    private static final ObjectWriter LINE = MAPPER.writer()
            .with(new DefaultPrettyPrinter(SEPARATORS
                            .withObjectEntrySpacing(Separators.Spacing.AFTER)
                            .withArrayElementSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(NONE)
                    .withArrayIndenter(NONE));
    private static final ObjectWriter INDENTED = MAPPER.writer()
            .with(new DefaultPrettyPrinter(SEPARATORS)
                    .withObjectIndenter(BY_TWO)
                    .withArrayIndenter(BY_TWO));

    private PythonJson() {}

    /** Returns what {@code json.dumps(value, ensure_ascii=False)} gives. */
    static String line(JsonNode value) {
        return LINE.writeValueAsString(value);
    }

    /** Returns what {@code json.dumps(value, indent=2, ensure_ascii=False)} gives. */
    static String indented(JsonNode value) {
        return INDENTED.writeValueAsString(value);
    }

    /** Returns the hash that other tools keep of a text. */
    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
