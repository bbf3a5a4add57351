package dev.assay.plan.evalsets;

import dev.assay.input.Location;

/**
 * A row of a file, read as a question.
 *
 * @param question whose text is the prompt
 * @param text the question without the prompt around it
 * @param answer the right answer as it stands in the row, which may be a whole solution
 * @param id where its id stands
 */
record Row(Question question, String text, String answer, Location id) {}
