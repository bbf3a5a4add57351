package dev.assay.spec;

import dev.assay.input.Location;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question with the answer that counts.
 *
 * @param id unique within its evalset
 * @param type the scorer's name: {@code number}, {@code exact} or {@code contains}
 * @param text what the model is asked
 * @param answer what it should answer
 * @param tolerance for numbers: how far off an answer may be, absolutely; absent: not at all
 * @param unit for numbers: a unit that may stand behind the answer; absent: none needed, any known sign is dropped
 * @param critical a wrong answer fails at once, whatever the evalset as a whole shows
 * @param place the question's line
 */
public record Question(
        String id,
        String type,
        String text,
        String answer,
        @Nullable BigDecimal tolerance,
        @Nullable String unit,
        boolean critical,
        List<String> tags,
        Location place) {
    public Question {
        tags = List.copyOf(tags);
    }
}
