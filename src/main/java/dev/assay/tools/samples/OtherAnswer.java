package dev.assay.tools.samples;

import dev.assay.input.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One answer in a file of another tool.
 *
 * @param name what the file calls the question, for people: {@code doc_id 3}
 * @param id the id that the data set gives the question; empty: it gives none
 * @param number the place of the question in the data set, from 0; empty: the file does not say it
 * @param asked the texts that the question may be known by: the prompt, its last message, texts of the data set's row
 * @param target the right answer as the file has it, which may be a whole solution; empty: it has none
 * @param text the answer: the content without reasoning that came separately
 * @param finish why the answer ended, in the words of an OpenAI server; empty: the file does not say it
 * @param scores the file's own scores by their scorers, such as {@code exact_match by strict-match}
 * @param place where it stands in the file
 */
public record OtherAnswer(
        String name,
        Optional<String> id,
        Optional<Integer> number,
        List<String> asked,
        Optional<String> target,
        String text,
        Optional<String> finish,
        Map<String, Double> scores,
        Location place) {
    public OtherAnswer {
        asked = List.copyOf(asked);
        scores = Map.copyOf(scores);
    }
}
