package dev.assay.prompt;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Runs the Hugging Face tokenizer of a {@code tokenizer.json} in its native code, always offline. */
public final class DjlTokenizer implements Tokenizer, AutoCloseable {
    private static final Pattern WORD = Pattern.compile(" [a-z]{3,10}");
    private static final int BATCH = 4096;
    /** The largest of released models have some 35 MiB. */
    private static final int MOST_BYTES = 128 << 20;
    /** More ids than the tokenizer of any released model has. Ids that do not exist decode to empty text. */
    private static final int LARGEST_VOCABULARY = 1 << 19;

    private final HuggingFaceTokenizer tokenizer;
    private @Nullable List<String> words;

    private DjlTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Loads the native code, which the first tokenizer needs. */
    public static void loadCode() {
        goOffline();
        LibUtils.checkStatus();
    }

    /** Without this, DJL downloads another native library on a host with CUDA, and sends usage data. */
    private static void goOffline() {
        System.setProperty("ai.djl.offline", "true");
    }

    /**
     * Loads the file of a tokenizer.
     *
     * @param name the file's name as thresholds.yaml has it
     * @throws InputException if the file is not a tokenizer, or is too large for one
     */
    public static DjlTokenizer load(Path file, String name) {
        goOffline();
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InputException(List.of(new Problem(
                        Location.startOf(name),
                        "has " + Files.size(file) + " bytes; a tokenizer.json may have at most " + MOST_BYTES)));
            }
            return new DjlTokenizer(HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optAddSpecialTokens(false)
                    .optTruncation(false)
                    .optPadding(false)
                    .build());
        } catch (InputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The native code reports a file that it cannot read as a plain RuntimeException.
            var message = "expected a tokenizer.json of Hugging Face, found something else: " + e.getMessage();
            throw new InputException(List.of(new Problem(Location.startOf(name), message)));
        }
    }

    @Override
    public List<Integer> ids(String text) {
        return Arrays.stream(encoded(text)).mapToObj(Math::toIntExact).toList();
    }

    private long[] encoded(String text) {
        return tokenizer.encode(text, false, false).getIds();
    }

    /** Searches the words only once, because each load test needs them. */
    @Override
    public List<String> words() {
        if (words == null) {
            words = findWords();
        }
        return words;
    }

    private List<String> findWords() {
        var found = new ArrayList<String>();
        for (var from = 0; from < LARGEST_VOCABULARY; from += BATCH) {
            var texts = tokenizer.batchDecode(
                    LongStream.range(from, from + BATCH)
                            .mapToObj(id -> new long[] {id})
                            .toArray(long[][]::new),
                    true);
            if (Arrays.stream(texts).allMatch(String::isEmpty)) {
                break;
            }
            found.addAll(ofOneToken(from, texts));
        }
        return List.copyOf(found);
    }

    /** Returns those of the texts that are words of one token each. The texts belong to the ids from {@code first} on. */
    private List<String> ofOneToken(int first, String[] texts) {
        var ids = IntStream.range(0, texts.length)
                .filter(index -> WORD.matcher(texts[index]).matches())
                .mapToLong(index -> first + index)
                .toArray();
        var found = Arrays.stream(ids).mapToObj(id -> texts[(int) id - first]).toList();
        // One call for all words is much faster than one call each. If the tokenizer merges some of them, each is
        // checked alone.
        return Arrays.equals(encoded(String.join("", found)), ids)
                ? found
                : found.stream().filter(word -> encoded(word).length == 1).toList();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
