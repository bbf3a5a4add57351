package dev.assay.prompt;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The Hugging Face tokenizer of a {@code tokenizer.json}, run by its own native code, always offline. */
public final class DjlTokenizer implements Tokenizer, AutoCloseable {
    private static final Pattern WORD = Pattern.compile(" [a-z]{3,10}");
    private static final int BATCH = 4096;
    /** No tokenizer of a released model has more ids; ids that do not exist decode to nothing. */
    private static final int LARGEST_VOCABULARY = 1 << 19;

    private final HuggingFaceTokenizer tokenizer;

    private DjlTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Loads a tokenizer's file.
     *
     * @param name the file's name as thresholds.yaml has it
     * @throws InputException if the file is no tokenizer
     */
    public static DjlTokenizer load(Path file, String name) {
        // Without this, DJL fetches another native library on a host with CUDA, and reports home.
        System.setProperty("ai.djl.offline", "true");
        try {
            return new DjlTokenizer(HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optAddSpecialTokens(false)
                    .optTruncation(false)
                    .optPadding(false)
                    .build());
        } catch (IOException | RuntimeException e) {
            // The native code reports a file that it cannot read as a plain RuntimeException.
            var message = "expected a tokenizer.json of Hugging Face, found something else: " + e.getMessage();
            throw new InputException(List.of(new Problem(Location.startOf(name), message)));
        }
    }

    @Override
    public List<Integer> ids(String text) {
        return Arrays.stream(tokenizer.encode(text, false, false).getIds())
                .mapToObj(Math::toIntExact)
                .toList();
    }

    @Override
    public List<String> words() {
        var words = new ArrayList<String>();
        for (var from = 0; from < LARGEST_VOCABULARY; from += BATCH) {
            var texts = tokenizer.batchDecode(
                    LongStream.range(from, from + BATCH)
                            .mapToObj(id -> new long[] {id})
                            .toArray(long[][]::new),
                    true);
            if (Arrays.stream(texts).allMatch(String::isEmpty)) {
                break;
            }
            Arrays.stream(texts)
                    .filter(text -> WORD.matcher(text).matches() && ids(text).size() == 1)
                    .forEach(words::add);
        }
        return List.copyOf(words);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
